use asyncord::prelude::*;

#[handler]
async fn on_ready(_event: Ready) -> std::result::Result<(), u8> {
    Ok(())
}

fn main() {}
