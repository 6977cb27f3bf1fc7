use asyncord::prelude::*;

#[on_start]
async fn begin() -> u8 {
    1
}

fn main() {}
