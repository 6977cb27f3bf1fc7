use asyncord::prelude::*;

#[task(every = "5m")]
async fn count(next: Next) {
    drop(next);
}

fn main() {}
