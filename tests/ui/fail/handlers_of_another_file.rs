use asyncord::prelude::*;

#[handlers(group = "MyBot1")]
mod commands;

fn main() {}
