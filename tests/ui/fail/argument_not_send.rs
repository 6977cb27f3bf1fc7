use asyncord::prelude::*;

use std::rc::Rc;

#[handler]
async fn on_ready(_event: Ready, _name: Rc<str>) {}

fn main() {}
