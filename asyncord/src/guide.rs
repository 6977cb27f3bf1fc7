//! The book: chapters about what takes more than one item to explain.
//!
//! - [`handlers`]: from an event to your function, and how to move a bot over from asyncord for Python.
//! - [`rest`]: the REST client alone, in scripts, web servers and for webhooks without a bot.
//! - [`rest_operations`]: which method is which of Discord's operations.
//! - [`metrics`]: what a bot counts.
//!
//! There is nothing to call in here.

#[doc = include_str!("../docs/guide/handlers.md")]
pub mod handlers {}

#[doc = include_str!("../docs/guide/rest.md")]
pub mod rest {}

#[doc = include_str!("../docs/guide/rest_operations.md")]
pub mod rest_operations {}

#[doc = include_str!("../docs/metrics.md")]
pub mod metrics {}
