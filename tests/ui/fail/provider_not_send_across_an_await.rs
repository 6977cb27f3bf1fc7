use std::rc::Rc;

use asyncord::prelude::*;

#[provider]
async fn level(_message: &MessageCreate) -> u32 {
    let level = Rc::new(1);
    std::future::ready(()).await;
    *level
}

fn main() {}
