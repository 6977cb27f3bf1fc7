//! What the tests of this package share.

pub mod contract;
pub mod driver;
pub mod every_operation;
pub mod facts;
pub mod faulty;
pub mod fuzzing;
pub mod gateway_server;
pub mod limits;
pub mod objects;
pub mod program;
pub mod schema;
pub mod schema_types;
pub mod strict_lints;
pub mod tour;

pub use driver::Driver;
pub use program::Program;
