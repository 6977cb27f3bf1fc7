use asyncord::prelude::*;

#[on_start]
async fn begin(event: Option<Ready>) {
    drop(event);
}

fn main() {}
