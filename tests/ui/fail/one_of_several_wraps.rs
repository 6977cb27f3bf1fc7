use asyncord::{Middleware, prelude::*};

struct Through;

impl Middleware for Through {
    async fn call(&self, next: Next) -> Result {
        next.run().await
    }
}

struct Cooldown;

#[handler(wrap = (Through, Cooldown, Through))]
async fn on_message(_message: &MessageCreate) {}

fn main() {}
