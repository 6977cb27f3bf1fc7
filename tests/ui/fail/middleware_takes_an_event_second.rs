use asyncord::prelude::*;

#[middleware]
async fn timed(next: Next, _message: &MessageCreate) -> Result {
    next.run().await
}

fn main() {}
