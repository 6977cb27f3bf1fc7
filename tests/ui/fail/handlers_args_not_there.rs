use asyncord::prelude::*;

#[handlers(args = App)]
mod commands {
    use asyncord::prelude::*;

    #[handler]
    async fn on_ready(_event: Ready) {}

    #[handler]
    async fn on_message(_event: MessageCreate) {}
}

fn main() {}
