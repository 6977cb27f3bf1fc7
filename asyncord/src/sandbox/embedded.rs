//! The sandbox inside a bot: a token from the environment, or one of a sandbox started on the spot.

use std::{
    collections::HashMap,
    env, fmt,
    sync::{Mutex, OnceLock, mpsc},
    thread,
};

use crate::{Token, TokenError, secret::TOKEN_VARIABLE};

use super::{Application, Sandbox, SandboxError};

/// The environment variable with the port of the embedded sandbox's page; without it the system picks one.
const PORT_VARIABLE: &str = "ASYNCORD_SANDBOX_PORT";
const API_VARIABLE: &str = "DISCORD_API_URL";

/// Tokens that need no Discord (feature `sandbox`).
impl Token {
    /// Reads the token from the environment variable `DISCORD_TOKEN`, or starts a sandbox if it is not set.
    ///
    /// The sandbox runs on a thread of its own until the process ends, and prints the address of its page
    /// to standard error. All tokens of the process come from one sandbox.
    ///
    /// # Errors
    ///
    /// If the variable is set but empty or no text, if `DISCORD_API_URL` is set without it (a sandbox's
    /// token is good at no other server), or if the sandbox cannot start.
    pub fn from_env_or_sandbox() -> Result<Self, EmbeddedError> {
        Self::from_var_or_sandbox(TOKEN_VARIABLE)
    }

    /// As [`Token::from_env_or_sandbox`] with the environment variable `name`, for a second bot in one
    /// process: in the sandbox, each variable's bot is an application of its own.
    ///
    /// # Errors
    ///
    /// As [`Token::from_env_or_sandbox`].
    pub fn from_var_or_sandbox(name: &str) -> Result<Self, EmbeddedError> {
        match choose(
            env::var_os(name).is_some(),
            env::var_os(API_VARIABLE).is_some(),
        ) {
            Choice::Variable => Token::from_var(name).map_err(EmbeddedError::Token),
            Choice::Sandbox => Ok(embedded()?.token(name)),
            Choice::Neither => Err(EmbeddedError::ForeignApi {
                variable: name.to_owned(),
            }),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Choice {
    Variable,
    Sandbox,
    Neither,
}

fn choose(has_token: bool, has_api: bool) -> Choice {
    match (has_token, has_api) {
        (true, _) => Choice::Variable,
        (false, false) => Choice::Sandbox,
        (false, true) => Choice::Neither,
    }
}

/// The sandbox of the process.
struct Embedded {
    sandbox: Sandbox,
    /// The bot of each variable.
    bots: Mutex<HashMap<String, Token>>,
}

fn embedded() -> Result<&'static Embedded, EmbeddedError> {
    static EMBEDDED: OnceLock<Result<Embedded, String>> = OnceLock::new();
    EMBEDDED
        .get_or_init(|| start(env::var(PORT_VARIABLE).ok()).map_err(|error| error.to_string()))
        .as_ref()
        .map_err(|message| EmbeddedError::Start(message.clone()))
}

/// Why the thread did not come up with a sandbox.
#[derive(Debug, thiserror::Error)]
enum StartError {
    #[error("`{PORT_VARIABLE}` is `{0}`, which is not a port: set a number from 0 to 65535")]
    Port(String),
    #[error("port {0} is in use: set `{PORT_VARIABLE}` to another, or to 0 to let the system pick")]
    PortInUse(u16),
    #[error(transparent)]
    Sandbox(SandboxError),
    #[error("no thread or runtime for the sandbox: {0}")]
    System(std::io::Error),
    #[error("the sandbox's thread ended at once")]
    Gone,
}

/// Starts a sandbox on a thread of its own, so that it is there for synchronous code and outlives every
/// runtime.
fn start(port: Option<String>) -> Result<Embedded, StartError> {
    let port = match port {
        None => 0,
        Some(text) => text.trim().parse().map_err(|_| StartError::Port(text))?,
    };
    let (sender, receiver) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("asyncord-sandbox".to_owned())
        .spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            let runtime = match runtime {
                Ok(runtime) => runtime,
                Err(error) => {
                    // The starter is waiting on the other end.
                    let _ = sender.send(Err(StartError::System(error)));
                    return;
                }
            };
            runtime.block_on(async {
                let started = Sandbox::builder().port(port).start().await;
                let _ = sender.send(started.map_err(|error| match error {
                    SandboxError::PortInUse { port, .. } => StartError::PortInUse(port),
                    other => StartError::Sandbox(other),
                }));
                // The server's tasks live on this runtime, until the process ends.
                std::future::pending::<()>().await;
            });
        })
        .map_err(StartError::System)?;
    let sandbox = receiver.recv().map_err(|_| StartError::Gone)??;
    eprintln!(
        "no Discord token is set: the bot runs in a sandbox on this machine\n\
         open {} in a browser and write to it",
        sandbox.page_url()
    );
    Ok(Embedded {
        sandbox,
        bots: Mutex::default(),
    })
}

impl Embedded {
    /// The token of a variable's bot: of the first one the bot that is there, of others a new one.
    fn token(&self, variable: &str) -> Token {
        let mut bots = crate::lock(&self.bots);
        if let Some(token) = bots.get(variable) {
            return token.clone();
        }
        let token = if bots.is_empty() {
            self.sandbox.token()
        } else {
            let Application { token, .. } = self.sandbox.create_application(&bot_name(variable));
            token
        };
        bots.insert(variable.to_owned(), token.clone());
        token
    }
}

/// `SECOND_TOKEN` is the bot `second`.
fn bot_name(variable: &str) -> String {
    let name = variable.to_lowercase();
    let name = name.strip_prefix("discord_").unwrap_or(&name);
    let name = name.strip_suffix("_token").unwrap_or(name);
    if name.is_empty() {
        "bot".to_owned()
    } else {
        name.chars().take(32).collect()
    }
}

/// Neither a token nor a sandbox.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum EmbeddedError {
    /// The variable is set, but not to a token.
    Token(TokenError),
    /// `DISCORD_API_URL` names a server, but there is no token for it.
    ForeignApi {
        /// The variable that was looked for.
        variable: String,
    },
    /// The sandbox could not start; the text says why.
    Start(String),
}

impl fmt::Display for EmbeddedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Token(error) => error.fmt(f),
            Self::ForeignApi { variable } => write!(
                f,
                "`{API_VARIABLE}` is set, but the environment variable `{variable}` is not\n  \
                 to run against that server: set `{variable}` to a token that it knows\n  \
                 to run in a sandbox of this process: unset `{API_VARIABLE}`"
            ),
            Self::Start(message) => write!(f, "the sandbox cannot start: {message}"),
        }
    }
}

// `main` prints the error it returns by `Debug`.
impl fmt::Debug for EmbeddedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for EmbeddedError {}

#[cfg(test)]
mod tests {
    use super::{Choice, EmbeddedError, StartError, bot_name, choose, start};

    #[test]
    fn a_token_goes_before_a_sandbox_and_a_foreign_server_needs_one() {
        assert_eq!(choose(true, false), Choice::Variable);
        assert_eq!(choose(true, true), Choice::Variable);
        assert_eq!(choose(false, false), Choice::Sandbox);
        assert_eq!(choose(false, true), Choice::Neither);
        let error = EmbeddedError::ForeignApi {
            variable: "DISCORD_TOKEN".to_owned(),
        };
        for text in [format!("{error}"), format!("{error:?}")] {
            assert!(text.starts_with("`DISCORD_API_URL` is set"), "{text}");
        }
    }

    #[test]
    fn each_variable_has_one_bot_of_its_own() {
        let embedded = start(None).unwrap();
        let first = embedded.token("DISCORD_TOKEN");
        let second = embedded.token("SECOND_TOKEN");
        assert_eq!(first.expose(), embedded.sandbox.token().expose());
        assert_ne!(first.expose(), second.expose());
        assert_eq!(embedded.token("DISCORD_TOKEN").expose(), first.expose());
        assert_eq!(embedded.token("SECOND_TOKEN").expose(), second.expose());
        assert_eq!(second.api_url(), Some(&embedded.sandbox.api_url()));
    }

    #[test]
    fn a_wrong_or_used_port_is_named() {
        let error = start(Some("http".to_owned())).err().unwrap();
        assert!(matches!(error, StartError::Port(_)), "{error}");
        let taken = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = start(Some(port.to_string())).err().unwrap();
        assert!(
            error
                .to_string()
                .contains(&format!("port {port} is in use")),
            "{error}"
        );
        assert!(
            error.to_string().contains("ASYNCORD_SANDBOX_PORT"),
            "{error}"
        );
    }

    #[test]
    fn a_bot_is_named_after_its_variable() {
        for (variable, name) in [
            ("SECOND_TOKEN", "second"),
            ("DISCORD_TOKEN", "token"),
            ("DISCORD_ECHO_TOKEN", "echo"),
            ("MyBot", "mybot"),
            ("", "bot"),
        ] {
            assert_eq!(bot_name(variable), name);
        }
    }
}
