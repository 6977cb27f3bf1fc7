//! From an event to the handlers that asked for it.
//!
//! - `registry`: what `#[handler]` writes down about a function;
//! - `pool`, `argument`, `param`: the keyed arguments, and the forms in which a handler takes them;
//! - `arguments`: arguments as the fields of a struct, checked by the compiler;
//! - `binder`, `startup`: each handler's arguments looked up once, and everything that does not match
//!   in one error;
//! - `queue`, `router`, `executor`, `lane`: the way of an event, from the shard to the calls;
//! - `failure`: what happens to a call that fails;
//! - `groups`: one bot of a process, as handlers of the others see it.

mod argument;
mod arguments;
mod binder;
mod dispatcher;
mod executor;
mod failure;
mod groups;
mod lane;
mod param;
mod pool;
mod queue;
mod registry;
mod router;
mod startup;

pub use self::{
    arguments::Arguments,
    dispatcher::Dispatcher,
    failure::{HandlerFailure, Reason},
    groups::{ClientGroup, ClientGroups},
    registry::HandlerItem,
    startup::HandlersError,
};
pub(crate) use self::{
    dispatcher::Prepared,
    groups::{DEFAULT_GROUP, Lifecycle, Outcome, Settings, State},
    param::HandlerContext,
    registry::HandlerSpec,
};

/// What the macros expand to; no part of the public API.
#[doc(hidden)]
pub mod private {
    pub use super::{
        argument::{BorrowedArgument, Lookup, RequiredArgument},
        arguments::{Borrowed, GivenArgument, check_arguments, give},
        binder::Binder,
        param::{
            BorrowedEvent, ClientGroupsParam, ClientParam, EventParam, GatewayParam,
            HandlerContext, HandlerFuture, HandlerOutput, boxed,
        },
        registry::{HandlerItem, HandlerSpec, Registered},
    };
    pub use crate::event::{
        Event,
        derive::{
            ChannelPlace, GuildPlace, KnownEvent, Overlap, UnionMember, concat_names, count_names,
            has_name, not_of_union, overlap, scope, union_names,
        },
    };
    pub use crate::schedule::ScheduleSpec;
    pub use inventory;
    pub use serde;
}

#[cfg(test)]
mod tests;
