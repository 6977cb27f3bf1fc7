// For `handlers_of_another_file.rs`; without it rustc would ask for the file first.

#[asyncord::handler]
async fn on_ready(_event: asyncord::event::Ready) {}
