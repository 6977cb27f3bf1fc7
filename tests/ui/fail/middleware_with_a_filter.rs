use asyncord::prelude::*;

#[middleware(filter = filters::not_bot)]
async fn timed(next: Next) -> Result {
    next.run().await
}

fn main() {}
