//! Handlers of a module.

use discord::{RestClient, Result};

use super::Change;

/// Answers "!length" and what follows with its length in bytes.
#[discord::handler(ordered, type = Length)]
async fn length(change: &Change, client: RestClient) -> Result {
    if let Change::Made(said) = change
        && let Some(text) = said.content.strip_prefix("!length ")
    {
        let messages = client.channels().messages(said.channel_id);
        messages.create(text.len().to_string()).await?;
    }
    Ok(())
}
