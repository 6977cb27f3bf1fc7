//! Every operation of [`RestClient`], called with as little and with as much as it takes.
//!
//! To add an operation, write it down in the file of its group, which is named as under
//! `asyncord/src/rest/resource`:
//!
//! ```text
//! calls! {
//!     ListBans {
//!         minimal: |client| client.guilds().bans(GUILD).list(),
//!         full: |client| client.guilds().bans(GUILD).list().limit(10).before(USER).after(USER),
//!     }
//! }
//! ```
//!
//! - The name is that of the request type, which the file imports.
//! - `full` sets everything there is. It may stand several times where not all can be set at once, and is left
//!   out where there is nothing to set: the operation is then called twice in the same way.
//! - Values that several calls need are in `values`.
//! - A new file is added to `GROUPS` below, and Discord's id of the operation is in `ids`, as of all that the
//!   specification has.

#![allow(deprecated, reason = "what Discord deprecates is called too")]
#![allow(
    clippy::wildcard_imports,
    reason = "a file imports all request types of its group, so that a new one needs an entry only"
)]

/// Writes down the calls of a group; the module's documentation describes the form.
macro_rules! calls {
    ($( $operation:ident { $( $arguments:ident: |$client:ident| $request:expr, )+ } )+) => {
        /// The calls of this group.
        pub(in crate::every_operation) fn calls() -> Vec<$crate::every_operation::Call> {
            let mut calls = Vec::new();
            $({
                static OPERATION: asyncord::rest::OperationInfo = $operation::OPERATION;
                let ways: &[(&'static str, $crate::every_operation::Way)] = &[
                    $( (stringify!($arguments), |$client| {
                        let request: $operation = $request;
                        let answer = request.into_future();
                        Box::pin(async move { answer.await.map(drop) })
                    }), )+
                ];
                $crate::every_operation::add(&mut calls, &OPERATION, ways);
            })+
            calls
        }
    };
}

mod application;
mod channel;
mod gateway;
mod guild;
mod ids;
mod interaction;
mod invite;
mod lobby;
mod message;
mod messages;
mod oauth2;
mod partner_sdk;
mod sku;
mod soundboard;
mod stage_instance;
mod sticker;
mod thread;
mod user;
mod values;
mod voice;
mod webhook;

use std::{fmt, future::Future, pin::Pin};

use asyncord::{
    RestClient,
    model::AccessTokenResponse,
    rest::{Authentication, Error, OperationInfo, RestClientBuilder},
};
use serde_json::{Value, json};

pub use self::ids::OPERATION_IDS;

/// The calls of each group.
const GROUPS: &[fn() -> Vec<Call>] = &[
    application::calls,
    application::command::calls,
    application::emoji::calls,
    application::entitlement::calls,
    channel::calls,
    gateway::calls,
    guild::calls,
    guild::audit_log::calls,
    guild::auto_moderation::calls,
    guild::ban::calls,
    guild::emoji::calls,
    guild::join_request::calls,
    guild::member::calls,
    guild::role::calls,
    guild::scheduled_event::calls,
    guild::settings::calls,
    guild::soundboard::calls,
    guild::sticker::calls,
    guild::template::calls,
    guild::voice_state::calls,
    interaction::calls,
    invite::calls,
    lobby::calls,
    message::calls,
    oauth2::calls,
    partner_sdk::calls,
    sku::calls,
    soundboard::calls,
    stage_instance::calls,
    sticker::calls,
    thread::calls,
    user::calls,
    voice::calls,
    webhook::calls,
];

/// Who calls: a bot, and a user for what only users may ask for.
#[derive(Clone, Debug)]
pub struct Clients {
    bot: RestClient,
    user: RestClient,
}

impl Clients {
    /// Clients of the API at an address, with the token of a bot and a made-up one of a user; nothing slows them.
    ///
    /// # Errors
    ///
    /// Where the address is none, or the token has characters that no header can carry.
    ///
    /// # Panics
    ///
    /// Never.
    pub fn new(api_url: &str, token: &str) -> Result<Self, Error> {
        let user: AccessTokenResponse = serde_json::from_value(json!({
            "access_token": "a made-up access token",
            "token_type": "Bearer",
            "expires_in": 604_800,
            "scope": "identify",
        }))
        .expect("it is what Discord answers");
        let build = |builder: RestClientBuilder| {
            builder.api_url(api_url).requests_per_second(10_000).build()
        };
        Ok(Self {
            bot: build(RestClient::builder(token))?,
            user: build(RestClient::builder_for_user(user))?,
        })
    }
}

/// A call of an operation that is under way.
pub type Calling = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// How an operation is called, by whichever client.
type Way = fn(&RestClient) -> Calling;

/// An operation with its arguments, to be called by any client.
#[derive(Clone, Copy)]
pub struct Call {
    operation: &'static OperationInfo,
    arguments: &'static str,
    way: Way,
}

impl Call {
    /// What is fixed about the operation.
    pub fn operation(&self) -> &'static OperationInfo {
        self.operation
    }

    /// `minimal` or `full`.
    pub fn arguments(&self) -> &'static str {
        self.arguments
    }

    /// Discord's id of the operation; `None` where the table does not have it.
    pub fn operation_id(&self) -> Option<&'static str> {
        OPERATION_IDS
            .iter()
            .find(|(method, template, _)| {
                *method == self.operation.method() && *template == self.operation.template()
            })
            .map(|(.., id)| *id)
    }

    /// Calls it.
    ///
    /// # Errors
    ///
    /// Whatever the client says: what it did not send, what was refused, what it could not read.
    pub async fn send(&self, clients: &Clients) -> Result<(), Error> {
        let client = match self.operation.authentication() {
            Authentication::Bearer => &clients.user,
            _ => &clients.bot,
        };
        (self.way)(client).await
    }

    /// What came of it, as the line that the program `every_operation` prints.
    pub fn line(&self, result: &Result<(), Error>) -> Value {
        let outcome = match result {
            Ok(()) => json!("ok"),
            Err(error) => json!({
                "kind": format!("{:?}", error.kind()),
                "status": error.status(),
                "code": error.code().map(|code| code.0),
                "message": error.to_string(),
            }),
        };
        json!({
            "operation_id": self.operation_id(),
            "method": self.operation.method(),
            "path": self.operation.template(),
            "arguments": self.arguments,
            "outcome": outcome,
        })
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.operation, self.arguments)
    }
}

/// All calls, in the order of their groups.
pub fn calls() -> Vec<Call> {
    GROUPS.iter().flat_map(|calls| calls()).collect()
}

/// Adds the calls of an operation; one that has nothing to set is called twice in the same way.
fn add(calls: &mut Vec<Call>, operation: &'static OperationInfo, ways: &[(&'static str, Way)]) {
    let call = |arguments, way| Call {
        operation,
        arguments,
        way,
    };
    calls.extend(ways.iter().map(|(arguments, way)| call(*arguments, *way)));
    if let [(_, only)] = ways {
        calls.push(call("full", *only));
    }
}
