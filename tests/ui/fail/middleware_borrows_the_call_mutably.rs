use asyncord::prelude::*;

#[middleware]
async fn timed(next: &mut Next) {
    let _ = next;
}

fn main() {}
