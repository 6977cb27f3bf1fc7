//! What nearly every bot names: `use asyncord::prelude::*;`.

pub use crate::{
    Arguments, BoxError, ClientGroup, ClientGroups, ClientHub, GatewayClient, RestClient, Result,
    Token,
    event::*,
    filters, handler,
    id::{Id, marker::*},
    model::{Embed, Intents, Message, Permissions, Timestamp, User},
    rest::body::{NewAttachment, NewMessage},
};
