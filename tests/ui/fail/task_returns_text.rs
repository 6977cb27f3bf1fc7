use asyncord::prelude::*;

#[task(every = "5m")]
async fn count() -> &'static str {
    "done"
}

fn main() {}
