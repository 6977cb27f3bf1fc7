use asyncord::prelude::*;

#[on_error]
async fn report(_client: RestClient, _failure: &HandlerFailure) {}

fn main() {}
