//! The book: chapters about what takes more than one item to explain.
//!
//! - [`handlers`]: from an event to your function, and how to move a bot over from asyncord for Python.
//!
//! There is nothing to call in here.

#[doc = include_str!("../docs/guide/handlers.md")]
pub mod handlers {}
