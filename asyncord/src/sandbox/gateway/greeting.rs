//! Identifying: what a client must have right, and what it gets then.

use serde_json::{Value, json};

use crate::sandbox::{
    state::{Store, bits::intent},
    world::World,
};

use super::{
    identity::Identity,
    link::Close,
    payload::{Identify, close},
};

/// How many members a guild may have until it is large, if a client does not say.
const LARGE: usize = 50;

/// What a token, intents and a shard give the right to, or the close code that says what is wrong.
pub(super) fn check(world: &World, asked: &Identify) -> Result<Identity, Close> {
    let Some(application) = world.store.authenticate(&asked.token) else {
        return Err(Close::new(
            close::AUTHENTICATION_FAILED,
            "Authentication failed.",
        ));
    };
    let (id, count) = asked.shard.unwrap_or((0, 1));
    if id >= count {
        return Err(Close::new(close::INVALID_SHARD, "Invalid shard."));
    }
    let Some(intents) = asked
        .intents
        .as_u64()
        .filter(|bits| bits & !intent::ALL == 0)
    else {
        return Err(Close::new(close::INVALID_INTENTS, "Invalid intent(s)."));
    };
    if intents & intent::PRIVILEGED & !application.privileged_intents != 0 {
        return Err(Close::new(
            close::DISALLOWED_INTENTS,
            "Disallowed intent(s).",
        ));
    }
    let large_threshold = asked.large_threshold.unwrap_or(LARGE);
    if !(50..=250).contains(&large_threshold) {
        let reason = "large_threshold must be from 50 to 250.";
        return Err(Close::new(close::DECODE_ERROR, reason));
    }
    let identity = Identity {
        application: application.id,
        user: application.user_id(),
        intents,
        shard: (id, count),
        large_threshold,
    };
    if identity.guilds(&world.store).len() > world.sessions.rules.guilds_per_shard {
        return Err(Close::new(close::SHARDING_REQUIRED, "Sharding required."));
    }
    Ok(identity)
}

/// The first event of a session.
pub(super) fn ready(
    store: &Store,
    gateway_url: &str,
    identity: &Identity,
    session: &str,
) -> Result<Value, Close> {
    let gone = |_| Close::new(close::UNKNOWN_ERROR, "The application is gone.");
    let user = store.user(identity.user).map_err(gone)?;
    let application = store.application(identity.application).map_err(gone)?;
    let guilds: Vec<Value> = identity
        .guilds(store)
        .into_iter()
        .map(|guild| json!({ "id": guild, "unavailable": true }))
        .collect();
    Ok(json!({
        "v": 10,
        "user": user.private_json(),
        "guilds": guilds,
        "session_id": session,
        "session_type": "normal",
        "resume_gateway_url": gateway_url,
        "shard": [identity.shard.0, identity.shard.1],
        "application": {
            "id": application.id,
            "flags": application.flags(),
            "flags_new": application.flags().to_string(),
        },
        "private_channels": [],
        "presences": [],
        "relationships": [],
        "user_settings": {},
        "_trace": ["asyncord-sandbox"],
    }))
}

/// The guilds that follow the first event, each whole.
pub(super) fn guilds(store: &Store, identity: &Identity) -> Vec<Value> {
    if identity.intents & intent::GUILDS == 0 {
        return Vec::new();
    }
    let guilds = identity.guilds(store).into_iter();
    guilds
        .filter_map(|guild| store.guild(guild).ok())
        .map(|guild| {
            let large = identity.large_threshold;
            store.guild_create_up_to(guild, identity.user, identity.intents, large)
        })
        .collect()
}
