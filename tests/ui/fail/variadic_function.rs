use asyncord::prelude::*;

#[handler]
unsafe extern "C" fn on_ready(_event: Ready, ...) {}

fn main() {}
