//! Options that the handlers of a module share.

#![deny(clippy::all, clippy::pedantic)]
#![allow(dead_code)]

use asyncord::prelude::*;

/// Private, like its fields: a module beside it sees both.
#[derive(Arguments)]
struct App {
    text: String,
    limit: u32,
}

#[derive(Arguments)]
struct Other {
    number: u8,
}

#[handlers(args = App, group = "MyBot1")]
mod commands {
    use super::{MessageCreate, Other, Ready, handler, handlers};

    #[handler]
    async fn plain(_event: &Ready, text: &str, limit: u32) {
        let _ = (text, limit);
    }

    /// All of its options are its own.
    #[asyncord::handler(ordered, type = Renamed, group = "MyBot2", args = Other)]
    async fn with_options(_event: &Ready, number: u8) {
        let _ = number;
    }

    mod inner {
        #[super::handler(manual)]
        pub(super) async fn deeper(_event: &super::Ready, limit: u32) {
            let _ = limit;
        }

        fn in_a_function() {
            #[asyncord::handler(manual)]
            async fn deepest(_event: &super::Ready, text: String) {
                drop(text);
            }
        }
    }

    #[handlers(args = Other)]
    mod with_another_struct {
        #[super::handler]
        async fn number(_event: &super::MessageCreate, number: u8) {
            let _ = number;
        }
    }

    pub(super) fn add(dispatcher: &asyncord::Dispatcher) {
        dispatcher
            .add_handler::<plain>()
            .add_handler::<Renamed>()
            .add_handler::<inner::deeper>();
    }
}

// Every attribute takes the options.
#[handlers(args = App, group = "MyBot1")]
mod every_attribute {
    use asyncord::prelude::*;

    #[handler(computed(length))]
    async fn with_computed(_event: &Ready, text: &str, length: usize) {
        let _ = (text, length);
    }

    #[provider]
    async fn length(_event: &Ready, text: &str) -> usize {
        text.len()
    }

    #[task(every = "5m")]
    async fn task(text: String) {
        drop(text);
    }

    #[on_start]
    async fn on_start(limit: u32) {
        let _ = limit;
    }

    #[asyncord::on_shutdown(priority = 1)]
    async fn end(text: &str, limit: u32) {
        let _ = (text, limit);
    }

    #[on_error]
    async fn report(failure: &HandlerFailure, text: &str) {
        let _ = (failure, text);
    }

    #[middleware]
    async fn around(next: Next, limit: u32) -> Result {
        let _ = limit;
        next.run().await
    }
}

// The same names once more, and options one by one.
mod elsewhere {
    #[asyncord::handlers(args = super::App)]
    #[asyncord::handlers(group = "MyBot1")]
    pub(super) mod commands {
        #[asyncord::handler]
        async fn plain(_event: &asyncord::event::Ready, text: &str) {
            let _ = text;
        }
    }
}

macro_rules! bot {
    ($module:ident, $args:ty, $event:ty, $($field:ident: $ty:ty),*) => {
        #[handlers(args = $args)]
        mod $module {
            #[asyncord::handler]
            async fn of_macro(_event: &super::Ready, $($field: $ty),*) {
                let _ = ($($field),*);
            }
        }
    };
}

bot!(made, App, Ready, text: String, limit: u32);

fn in_a_function() {
    #[handlers(group = "MyBot1")]
    mod commands {
        #[asyncord::handler]
        async fn plain(_event: &asyncord::event::Ready) {}
    }
}
