//! The operations, in groups, by the pages of Discord's documentation.

pub mod application;
pub mod channel;
pub mod custom;
pub mod gateway;
pub mod guild;
pub mod interaction;
pub mod invite;
pub mod lobby;
pub mod message;
pub mod oauth2;
pub mod partner_sdk;
pub mod sku;
pub mod soundboard;
pub mod stage_instance;
pub mod sticker;
pub mod thread;
pub mod user;
pub mod voice;
pub mod webhook;
