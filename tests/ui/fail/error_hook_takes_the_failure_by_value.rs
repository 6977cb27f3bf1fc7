use asyncord::prelude::*;

#[on_error]
async fn report(failure: HandlerFailure) {
    println!("{failure}");
}

fn main() {}
