//! The simulated Discord of asyncord's tests.

#[path = "../../../../src/limits/optimum.rs"]
pub mod optimum;
#[path = "../../../../src/limits/ours.rs"]
pub mod ours;
#[path = "../../../../src/limits/run.rs"]
pub mod run;
#[path = "../../../../src/limits/server.rs"]
pub mod server;
#[path = "../../../../src/limits/worlds.rs"]
pub mod worlds;
