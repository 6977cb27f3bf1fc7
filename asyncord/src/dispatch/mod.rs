//! From an event to the handlers that asked for it.
//!
//! - `registry`: what the attributes write down about functions;
//! - `pool`, `argument`, `param`, `context`: the keyed arguments, and the forms in which a function takes
//!   them; `arguments`: arguments as the fields of a struct, checked by the compiler;
//! - `provider`: arguments computed for each event; `output`: what functions give back;
//! - `binder`, `bound`, `prepare`, `startup`: each function's arguments looked up once, and everything that
//!   does not fit in one error;
//! - `queue`, `router`, `call`, `executor`, `flight`, `lane`: the way of an event, from the shard to the
//!   calls; `metrics`: what is counted of it;
//! - `running`, `hooks`, `tasks`: the start, the end, what runs by the clock; `failure`: calls that fail;
//! - `waiters`: events that are waited for, ahead of the queue; `slot`: the place that a call gives back
//!   meanwhile;
//! - `middleware`: what runs around calls;
//! - `describe`: all of it as text;
//! - `groups`: one bot of a process, as handlers of the others see it.

mod argument;
mod arguments;
mod binder;
mod bound;
mod call;
mod context;
mod describe;
mod dispatcher;
mod executor;
mod failure;
mod flight;
mod groups;
mod hooks;
mod lane;
mod metrics;
mod middleware;
mod output;
mod param;
mod pool;
mod prepare;
mod provider;
mod queue;
mod registry;
mod router;
mod running;
mod slot;
mod startup;
mod tasks;
mod waiters;

pub use self::{
    arguments::Arguments,
    context::Context,
    describe::Description,
    dispatcher::{Dispatcher, HandlerHandle},
    failure::{FunctionKind, HandlerFailure, Reason, Skip},
    groups::{ClientGroup, ClientGroups},
    middleware::{Middleware, Next},
    provider::ProviderError,
    registry::HandlerItem,
    startup::HandlersError,
    waiters::{Events, WaitError, WaitFor},
};
pub(crate) use self::{
    context::Clients,
    groups::{DEFAULT_GROUP, Lifecycle, Outcome, Settings, State},
    output::ClosureOutput,
    param::{EventParam, OwnedEvent},
    prepare::{Prepared, prepare},
    registry::HandlerSpec,
};

/// What the macros expand to; no part of the public API.
#[doc(hidden)]
pub(crate) mod private {
    pub use super::{
        argument::{AnyArgument, Argument, BorrowedArgument, Lookup, RequiredArgument},
        arguments::{Borrowed, GivenArgument, check_arguments, give},
        binder::Binder,
        context::CallContext,
        output::{
            HandlerOutput, PlainOutput, Provided, ProvidedValue, ReplyForm, Returned,
            SelectMaybeReply, SelectMaybeReplyResult, SelectPlain, SelectReply, SelectReplyResult,
        },
        param::{
            BorrowedEvent, BorrowedFailure, CallFuture, ClientGroupsParam, ClientParam,
            ContextParam, EventParam, FailureParam, GatewayParam, NextParam, WaitedEvent,
            WrapParam, boxed,
        },
        provider::value,
        registry::{
            EventInfo, EventType, FunctionSpec, HandlerItem, HandlerSpec, HookKind, HookSpec,
            ItemSpec, ProviderSpec, Registered, TaskSpec,
        },
    };
    pub use crate::{
        event::{
            Event, UserPlace,
            derive::{
                Answer, ChannelPlace, Exactly, GuildPlace, KnownEvent, Overlap, ReplyableMember,
                Tells, TellsNothing, UnionMember, Yes, concat_names, count_names, has_name,
                not_of_union, overlap, scope, union_names,
            },
        },
        schedule::ScheduleSpec,
    };
    pub use inventory;
    pub use serde;
}

#[cfg(test)]
mod tests;
