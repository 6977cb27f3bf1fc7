//! The operations, in groups, by the pages of Discord's documentation.

pub mod application;
pub mod channel;
pub mod gateway;
pub mod guild;
pub mod message;
pub mod user;
