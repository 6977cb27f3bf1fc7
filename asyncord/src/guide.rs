//! The book: chapters about what takes more than one item to explain.
//!
//! - [`first_bot`]: from nothing to a bot that answers, without an account, a token or a network.
//! - [`sandbox`]: the offline Discord as a program, for bots in any language.
//! - [`testing`]: tests of the whole bot, in milliseconds.
//! - [`handlers`]: from an event to your function, and how to move a bot over from asyncord for Python.
//! - [`commands`]: slash commands and context menus, from a function's signature to the answer.
//! - [`gateway`]: how events come, and what a bot asks and commands over its connections.
//! - [`production`]: shards, deploys, logs, alarms, and what happens in an outage.
//! - [`rest`]: the REST client alone, in scripts, web servers and for webhooks without a bot.
//! - [`rest_operations`]: which method is which of Discord's operations.
//! - [`metrics`]: what a bot counts.
//!
//! There is nothing to call in here.

#[doc = include_str!("../docs/guide/first_bot.md")]
pub mod first_bot {}

#[cfg(feature = "testkit")]
#[doc = include_str!("../docs/guide/testing.md")]
pub mod testing {}

#[doc = include_str!("../docs/guide/sandbox.md")]
pub mod sandbox {}

#[doc = include_str!("../docs/guide/handlers.md")]
pub mod handlers {}

#[doc = include_str!("../docs/guide/commands.md")]
pub mod commands {}

#[doc = include_str!("../docs/guide/gateway.md")]
pub mod gateway {}

#[doc = include_str!("../docs/guide/production.md")]
pub mod production {}

#[doc = include_str!("../docs/guide/rest.md")]
pub mod rest {}

#[doc = include_str!("../docs/guide/rest_operations.md")]
pub mod rest_operations {}

#[doc = include_str!("../docs/metrics.md")]
pub mod metrics {}
