use std::rc::Rc;

use asyncord::prelude::*;

#[provider]
async fn level(_message: &MessageCreate) -> Result<Rc<u32>> {
    Ok(Rc::new(1))
}

fn main() {}
