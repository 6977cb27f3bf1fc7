//! The payloads of the mock, for programs that measure without a socket.

#![recursion_limit = "256"]

pub mod corpus;
pub mod json;
pub mod options;
pub mod rng;
