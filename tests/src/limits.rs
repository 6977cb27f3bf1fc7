//! A simulated Discord that limits, for limiters to be tried against: no sockets, and time that is not waited for.
//!
//! `tests/bench/crates/limiter-bench` uses the same files.

pub mod optimum;
pub mod ours;
pub mod run;
pub mod server;
pub mod worlds;
