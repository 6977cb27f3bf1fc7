use asyncord::prelude::*;

#[on_error]
async fn report(error: &BoxError) {
    println!("{error}");
}

fn main() {}
