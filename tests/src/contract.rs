//! A server that stands for Discord's HTTP API: it takes a request only if Discord's specification allows it.
//!
//! What is checked of a request:
//!
//! - the method and the path, with its parameters by their schemas;
//! - the query: known names only, values by their schemas, no name twice unless it is a list;
//! - the body: its content type, and its JSON by the schema of the operation, in which objects are closed, so
//!   that a field that the schema does not have is refused wherever it stands;
//! - the headers: an authorization of a sort that the operation takes, a `User-Agent` as Discord wants it, and a
//!   reason for the audit log only where Discord takes one.
//!
//! The specification is that of the facts' folder, put right by the patches of [`schema`](crate::schema) and by
//! those of `corrections`. Operations that only the documentation knows are in `docs_only`.
//!
//! A request that is good is answered with an instance of the schema of the answer, others with status 400 and
//! what is wrong.
//!
//! ```no_run
//! use asyncord_tests::{contract::{Contract, Server}, schema::Mode};
//!
//! # async fn example() {
//! let Some(contract) = Contract::load() else { return };
//! let server = Server::start(contract).await;
//! server.answer_with(Mode::random(), 7);
//! println!("DISCORD_API_URL={}", server.url());
//! # }
//! ```

mod answer;
mod body;
mod corrections;
mod docs_only;
mod judge;
mod operations;
mod query;
mod request;
mod server;
mod validator;

pub use self::{
    answer::Answer,
    operations::{Contract, Operation},
    request::{Body, Part, Refusal, Request},
    server::{Called, Server},
};
