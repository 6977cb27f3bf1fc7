//! Handlers are told apart by their modules.

#![allow(dead_code)]

mod one {
    use asyncord::prelude::*;

    #[handler]
    pub(super) async fn on_ready(_event: Ready) {}
}

mod two {
    use asyncord::prelude::*;

    #[handler]
    pub(super) async fn on_ready(_event: Ready) {}
}

fn add(dispatcher: &asyncord::Dispatcher) {
    dispatcher
        .add_handler::<one::on_ready>()
        .add_handler::<two::on_ready>();
}
