use asyncord::prelude::*;

use std::rc::Rc;

async fn shout(name: Rc<str>) {
    std::future::ready(()).await;
    drop(name);
}

#[handler]
async fn on_ready(_event: Ready) {
    shout("ready".into()).await;
}

fn main() {}
