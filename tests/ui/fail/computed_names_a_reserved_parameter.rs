use asyncord::prelude::*;

#[derive(Arguments)]
struct App {
    text: String,
}

#[handler(args = App, computed(client))]
async fn on_message(_message: &MessageCreate, client: RestClient) {
    drop(client);
}

fn main() {}
