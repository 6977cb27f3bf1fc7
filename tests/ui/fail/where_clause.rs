use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready)
where
    u8: Copy,
{
}

fn main() {}
