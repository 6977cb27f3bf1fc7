//! What `#[handler]` writes down about a function, and where the start finds it.

use std::{fmt, sync::Arc};

use super::{
    binder::Binder,
    param::{HandlerContext, HandlerFuture},
};
use crate::{event::EventNames, model::Intents};

/// One handler as its macro saw it.
#[doc(hidden)]
pub struct HandlerSpec {
    pub name: &'static str,
    pub module: &'static str,
    pub file: &'static str,
    /// The line of the attribute.
    pub line: u32,
    /// The type of the event as the user wrote it.
    pub event: &'static str,
    pub names: EventNames,
    pub intents: Intents,
    pub intents_if_granted: Intents,
    pub group: Option<&'static str>,
    pub ordered: bool,
    /// Looks the arguments up; the binder takes the bound handler, or the misses.
    pub bind: fn(&mut Binder<'_>),
}

impl HandlerSpec {
    /// Stands for a handler whose macro has reported a mistake, so that uses of it add no second one.
    pub const INVALID: &'static Self = &Self {
        name: "",
        module: "",
        file: "",
        line: 0,
        event: "",
        names: EventNames::Only(&[]),
        intents: Intents::empty(),
        intents_if_granted: Intents::empty(),
        group: None,
        ordered: false,
        bind: |_| {},
    };

    /// Whether the handler serves the client group `group`.
    pub(crate) fn serves(&self, group: &str) -> bool {
        self.group.is_none_or(|only| only == group)
    }

    /// The place and the name: what tells one handler from another.
    pub(crate) fn key(&self) -> (&'static str, u32, &'static str) {
        (self.module, self.line, self.name)
    }
}

/// `module::name (file:line)`.
impl fmt::Display for HandlerSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}::{} ({}:{})",
            self.module, self.name, self.file, self.line
        )
    }
}

/// An entry of the registry that `#[handler]` fills before `main`.
#[doc(hidden)]
pub struct Registered(pub &'static HandlerSpec);

inventory::collect!(Registered);

/// A handler, named as a type: `#[handler]` makes one of the function's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a handler",
    label = "not the name of a function under `#[handler]`",
    note = "write `#[handler]` over an `async fn {Self}`, and name it here without parentheses"
)]
pub trait HandlerItem {
    #[doc(hidden)]
    const SPEC: &'static HandlerSpec;
}

/// A handler whose arguments have been found: called with an event, it gives the call under way.
pub(crate) type BoundHandler<E> =
    Arc<dyn Fn(Arc<E>, Arc<HandlerContext>) -> HandlerFuture + Send + Sync>;
