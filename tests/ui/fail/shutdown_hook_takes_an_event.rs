use std::sync::Arc;

use asyncord::prelude::*;

#[on_shutdown]
async fn end(_message: Arc<MessageCreate>) {}

fn main() {}
