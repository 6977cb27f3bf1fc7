use asyncord::prelude::*;

#[on_error]
async fn report(failure: &HandlerFailure) -> String {
    failure.to_string()
}

fn main() {}
