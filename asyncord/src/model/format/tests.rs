//! What needs more than one part of the module.

mod escape;
mod markdown;
mod mention;
mod parse;
mod split;
