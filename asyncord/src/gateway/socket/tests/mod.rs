//! A connection over streams in memory and over TCP.

mod idle;
pub(in crate::gateway) mod peer;
mod websocket;
