//! What nearly every bot names: `use asyncord::prelude::*;`.

pub use crate::{
    Arguments, BoxError, Choice, ClientGroup, ClientGroups, ClientHub, Context, Dispatcher,
    GatewayClient, HandlerFailure, Middleware, Next, RestClient, Result, Token, WaitError,
    autocomplete, command,
    event::*,
    filters, handler, handlers,
    id::{Id, marker::*},
    middleware,
    model::{Embed, Intents, Message, Permissions, Timestamp, User},
    on_error, on_shutdown, on_start, provider,
    rest::body::{NewAttachment, NewMessage},
    task,
};
