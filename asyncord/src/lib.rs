//! A Discord bot framework: async functions under `#[handler]`, and `run(token)`.

pub mod event;
pub mod id;
pub mod model;
mod net;
pub mod rest;
pub mod secret;

pub use net::PlainHostError;
pub use secret::{Token, TokenError};
