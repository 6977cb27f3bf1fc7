use asyncord::prelude::*;

use std::rc::Rc;

#[handler]
async fn on_ready(_event: Ready) {
    let name = Rc::new(1);
    std::future::ready(()).await;
    drop(name);
}

fn main() {}
