//! Tokens: texts that are never printed.

use std::{env, fmt, sync::Arc};

use url::Url;

/// The environment variable that [`Token::from_env`] reads.
pub(crate) const TOKEN_VARIABLE: &str = "DISCORD_TOKEN";

/// A text that `Debug` and `Display` do not show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<str>);

impl Secret {
    /// Hides `text`.
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the moment it is sent.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<&Self> for Secret {
    fn from(secret: &Self) -> Self {
        secret.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// A bot's token, and where it is good: at Discord, or at a sandbox.
///
/// Neither `Debug` nor `Display` shows it.
///
/// ```
/// use asyncord::Token;
///
/// let token = Token::new("not.a.real-token");
/// assert_eq!(format!("{token:?}"), "Token(***)");
/// ```
#[derive(Clone)]
pub struct Token {
    secret: Secret,
    api_url: Option<Url>,
}

impl Token {
    /// Takes a token as the developer portal shows it; a leading `Bot ` is dropped, so is white space.
    pub fn new(token: impl AsRef<str>) -> Self {
        let token = token.as_ref().trim();
        let token = token.strip_prefix("Bot ").unwrap_or(token).trim();
        Self {
            secret: Secret::new(token),
            api_url: None,
        }
    }

    /// Reads the token from the environment variable `DISCORD_TOKEN`.
    ///
    /// # Errors
    ///
    /// If the variable is not set, is empty or is not text. The message tells the ways on.
    pub fn from_env() -> Result<Self, TokenError> {
        Self::from_var(TOKEN_VARIABLE)
    }

    /// Reads the token from the environment variable `name`, for a second bot in one process.
    ///
    /// # Errors
    ///
    /// As [`Token::from_env`].
    pub fn from_var(name: &str) -> Result<Self, TokenError> {
        let reason = match env::var(name) {
            Ok(token) if !token.trim().is_empty() => return Ok(Self::new(token)),
            Ok(_) => Reason::Empty,
            Err(env::VarError::NotPresent) => Reason::Unset,
            Err(env::VarError::NotUnicode(_)) => Reason::NotText,
        };
        Err(TokenError {
            variable: name.to_owned(),
            reason,
        })
    }

    /// The same token for the API at `url`, as a sandbox or another server gives it out.
    ///
    /// An address given to a client's builder goes before this one; this one goes before
    /// `DISCORD_API_URL`.
    pub fn with_api_url(mut self, url: Url) -> Self {
        self.api_url = Some(url);
        self
    }

    /// The API that the token belongs to, where it is not Discord's own.
    pub fn api_url(&self) -> Option<&Url> {
        self.api_url.as_ref()
    }

    /// The token itself, for the moment it is sent.
    pub fn expose(&self) -> &str {
        self.secret.expose()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

impl From<&str> for Token {
    fn from(token: &str) -> Self {
        Self::new(token)
    }
}

impl From<String> for Token {
    fn from(token: String) -> Self {
        Self::new(token)
    }
}

/// No token where one was looked for.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenError {
    variable: String,
    reason: Reason,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    Unset,
    Empty,
    NotText,
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { variable, reason } = self;
        let what = match reason {
            Reason::Unset => "is not set",
            Reason::Empty => "is empty",
            Reason::NotText => "is not UTF-8 text",
        };
        write!(
            f,
            "the environment variable `{variable}` {what}\n  \
             to run against Discord: create a bot at https://discord.com/developers/applications, copy its token \
             (Bot > Reset Token) and set `{variable}`\n  \
             to run without Discord: use `Token::from_env_or_sandbox()` (feature `sandbox`), or start \
             `asyncord-sandbox` and set `DISCORD_API_URL` and `{variable}` to the `api_url` and `token` it prints"
        )
    }
}

// `main` prints the error it returns by `Debug`.
impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for TokenError {}

#[cfg(test)]
mod tests {
    use super::{Secret, Token};

    #[test]
    fn neither_debug_nor_display_shows_a_secret() {
        let secret = Secret::new("hunter2");
        let token = Token::new("hunter2");
        assert!(!format!("{secret:?} {secret} {token:?} {token:#?}").contains("hunter2"));
        assert_eq!(secret.expose(), "hunter2");
    }

    #[test]
    fn a_token_is_taken_as_people_paste_it() {
        for pasted in ["abc.def", " abc.def\n", "Bot abc.def", "Bot  abc.def "] {
            assert_eq!(Token::new(pasted).expose(), "abc.def", "{pasted:?}");
        }
    }

    #[test]
    fn a_missing_variable_names_the_ways_on() {
        let error = Token::from_var("ASYNCORD_TEST_UNSET").unwrap_err();
        for text in [format!("{error}"), format!("{error:?}")] {
            assert!(text.starts_with("the environment variable `ASYNCORD_TEST_UNSET` is not set"));
            assert!(text.contains("discord.com/developers"), "{text}");
            assert!(text.contains("from_env_or_sandbox"), "{text}");
        }
    }
}
