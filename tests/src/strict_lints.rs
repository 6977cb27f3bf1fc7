//! Strict lints find nothing in what the macro writes.

#![deny(missing_docs, clippy::all, clippy::pedantic)]

use asyncord::prelude::*;

/// A handler.
///
/// # Errors
///
/// None.
#[handler(manual)]
pub async fn on_ready(_event: Ready, _client: RestClient, _name: Option<String>) -> Result {
    Ok(())
}
