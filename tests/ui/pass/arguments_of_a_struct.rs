//! Every form of argument, against the fields of a struct.

#![deny(clippy::all, clippy::pedantic)]
#![allow(dead_code)]

use std::sync::Arc;

use asyncord::prelude::*;

pub(crate) struct Database;

type Shared = Arc<Database>;
type Maybe = Option<u32>;

/// Visible to the handlers of another module.
#[derive(Arguments)]
pub(crate) struct App {
    pub(crate) database: Database,
    pub(crate) shared: Shared,
    pub(crate) limit: u32,
    pub(crate) maybe: Maybe,
    pub(crate) text: String,
    pub(crate) fixed: &'static str,
    pub(crate) cheap: Arc<str>,
    pub(crate) list: Vec<u8>,
    pub(crate) r#type: u8,
}

#[derive(asyncord::Arguments)]
struct Nothing {}

mod elsewhere {
    use super::{Arc, Database, Maybe, Ready, RestClient, Shared};

    #[asyncord::handler(args = super::App)]
    async fn some(
        _event: &Ready,
        client: RestClient,
        database: &Database,
        shared: Arc<Database>,
        limit: Option<u32>,
        maybe: Maybe,
        text: &str,
        fixed: &str,
        cheap: &str,
        list: &[u8],
        r#type: u8,
    ) {
        let _ = (client, database, shared, limit, maybe);
        let _ = (text, fixed, cheap, list, r#type);
    }

    #[asyncord::handler(args = super::App)]
    async fn others(
        _event: &Ready,
        database: Shared,
        shared: &Database,
        limit: u32,
        maybe: &Maybe,
        _text: String,
        fixed: &str,
        _type: &u8,
    ) {
        let _ = (database, shared, limit, maybe, fixed);
    }
}

#[handler(args = Nothing)]
async fn nothing(_event: &Ready, _client: &RestClient) {}

macro_rules! bot {
    ($name:ident { $($field:ident: $ty:ty),* } $event:ty) => {
        #[derive(Arguments)]
        struct $name {
            $($field: $ty),*
        }

        #[derive(Event)]
        enum OfMacro {
            One($event),
        }

        #[derive(Event)]
        #[event("MESSAGE_DELETE")]
        struct Deleted {
            guild_id: Option<Id<GuildMarker>>,
            $($field: Option<$ty>),*
        }

        #[handler(args = $name)]
        async fn of_macro(_event: &OfMacro, $($field: $ty),*) {
            let _ = ($($field),*);
        }
    };
}

bot!(Made { first: u8, second: String } Ready);
