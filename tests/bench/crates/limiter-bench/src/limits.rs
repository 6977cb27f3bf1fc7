//! The simulated Discord of asyncord's tests, formatted as those are.

#[path = "../../../../src/limits/optimum.rs"]
#[rustfmt::skip]
pub mod optimum;
#[path = "../../../../src/limits/ours.rs"]
#[rustfmt::skip]
pub mod ours;
#[path = "../../../../src/limits/run.rs"]
#[rustfmt::skip]
pub mod run;
#[path = "../../../../src/limits/server.rs"]
#[rustfmt::skip]
pub mod server;
#[path = "../../../../src/limits/worlds.rs"]
#[rustfmt::skip]
pub mod worlds;
