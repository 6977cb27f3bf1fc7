use asyncord::prelude::*;

#[middleware]
async fn timed(next: Next) -> String {
    next.handler().to_owned()
}

fn main() {}
