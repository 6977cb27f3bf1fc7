//! The URLs of webhooks, which hold a secret.

use std::{fmt, str::FromStr};

use url::Url;

use crate::{
    id::{Id, marker::WebhookMarker},
    secret::Secret,
};

/// The URL of a webhook, as Discord's client copies it.
///
/// `Debug` and `Display` do not show the token: [`expose`](Self::expose) writes the URL with it.
///
/// ```
/// use asyncord::model::WebhookUrl;
///
/// let url: WebhookUrl = "https://discord.com/api/webhooks/223704706495545344/hunter2".parse()?;
/// assert_eq!(url.id, 223_704_706_495_545_344);
/// assert_eq!(url.token.expose(), "hunter2");
/// assert_eq!(
///     url.to_string(),
///     "https://discord.com/api/webhooks/223704706495545344/***"
/// );
/// # Ok::<(), asyncord::model::ParseWebhookUrlError>(())
/// ```
///
/// Discord docs: Webhook/Execute Webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WebhookUrl {
    /// The webhook's id.
    pub id: Id<WebhookMarker>,
    /// The webhook's token.
    pub token: Secret,
}

impl WebhookUrl {
    /// The URL of the webhook `id`.
    pub fn new(id: impl Into<Id<WebhookMarker>>, token: Secret) -> Self {
        Self {
            id: id.into(),
            token,
        }
    }

    /// The URL with its token: who has it can send messages.
    pub fn expose(&self) -> String {
        let token = self.token.expose();
        format!("https://discord.com/api/webhooks/{}/{token}", self.id)
    }
}

impl fmt::Display for WebhookUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "https://discord.com/api/webhooks/{}/***", self.id)
    }
}

impl FromStr for WebhookUrl {
    type Err = ParseWebhookUrlError;

    /// Takes a URL of any server, so that a sandbox's is good too; with a version of the API or without,
    /// and with `/github` or `/slack` at its end. A query is passed over.
    fn from_str(text: &str) -> Result<Self, ParseWebhookUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| ParseWebhookUrlError(()))?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(ParseWebhookUrlError(()));
        }
        let mut segments = url
            .path_segments()
            .into_iter()
            .flatten()
            .skip_while(|segment| *segment != "webhooks")
            .skip(1);
        let id = segments.next().and_then(|id| id.parse().ok());
        let token = segments.next().filter(|token| is_token(token));
        let rest = segments.next().unwrap_or_default();
        let (Some(id), Some(token), "" | "github" | "slack") = (id, token, rest) else {
            return Err(ParseWebhookUrlError(()));
        };
        Ok(Self {
            id,
            token: Secret::new(token),
        })
    }
}

fn is_token(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    !text.is_empty() && text.bytes().all(plain)
}

/// A text that is no URL of a webhook. It does not show the text, which may hold a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseWebhookUrlError(());

impl fmt::Display for ParseWebhookUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "this is no URL of a webhook; one has the form `https://discord.com/api/webhooks/{id}/{token}`",
        )
    }
}

impl std::error::Error for ParseWebhookUrlError {}

#[cfg(test)]
mod tests {
    use super::WebhookUrl;
    use crate::secret::Secret;

    #[test]
    fn urls_are_taken_as_people_paste_them() {
        for text in [
            "https://discord.com/api/webhooks/5/a-b_C9",
            " https://discord.com/api/v10/webhooks/5/a-b_C9/ ",
            "https://discordapp.com/api/webhooks/5/a-b_C9",
            "https://canary.discord.com/api/webhooks/5/a-b_C9?thread_id=7&wait=true",
            "https://discord.com/api/webhooks/5/a-b_C9/slack",
            "http://127.0.0.1:8080/api/v10/webhooks/5/a-b_C9/github",
        ] {
            let url: WebhookUrl = text.parse().unwrap();
            assert_eq!(url, WebhookUrl::new(5, Secret::new("a-b_C9")), "{text}");
            assert_eq!(url.expose().parse(), Ok(url));
        }
    }

    #[test]
    fn what_is_no_url_of_a_webhook_is_refused_without_a_word_of_it() {
        for text in [
            "",
            "5/hunter2",
            "https://discord.com/api/webhooks/5",
            "https://discord.com/api/webhooks/5/",
            "https://discord.com/api/webhooks/x/hunter2",
            "https://discord.com/api/webhooks/5/hunter2/messages/6",
            "https://discord.com/api/channels/5/hunter2",
            "https://discord.com/api/webhooks/5/hunter%2F2",
            "ftp://discord.com/api/webhooks/5/hunter2",
        ] {
            let error = text.parse::<WebhookUrl>().unwrap_err();
            assert!(!format!("{error} {error:?}").contains("hunter"), "{text}");
        }
    }

    #[test]
    fn the_token_is_not_shown() {
        let url = WebhookUrl::new(5, Secret::new("hunter2"));
        assert!(!format!("{url} {url:?} {url:#?}").contains("hunter2"));
    }
}
