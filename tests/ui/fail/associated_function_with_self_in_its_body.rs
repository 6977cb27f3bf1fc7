use asyncord::prelude::*;

struct Bot;

impl Bot {
    fn name() -> &'static str {
        "bot"
    }

    #[handler]
    async fn on_ready(_event: Ready) {
        let name = Self::name();
        println!("{name}");
    }
}

fn main() {}
