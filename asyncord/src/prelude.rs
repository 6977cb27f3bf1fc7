//! What nearly every bot names: `use asyncord::prelude::*;`.

pub use crate::{
    Arguments, BoxError, ClientGroup, ClientGroups, ClientHub, Context, GatewayClient,
    HandlerFailure, Next, RestClient, Result, Token,
    event::*,
    filters, handler, handlers,
    id::{Id, marker::*},
    middleware,
    model::{Embed, Intents, Message, Permissions, Timestamp, User},
    on_error, on_shutdown, on_start, provider,
    rest::body::{NewAttachment, NewMessage},
    task,
};
