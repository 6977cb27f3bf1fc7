//! A Discord bot framework: async functions under `#[handler]`, and `run(token)`.

pub mod id;
mod net;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod secret;

pub use net::PlainHostError;
pub use secret::{Token, TokenError};
