//! What an identified client may ask for.

use serde_json::{Value, json};

use crate::sandbox::{
    state::{Store, bits::intent, guild::presence, ids::UserId, member::Member},
    world::World,
};

use super::{
    link::Close,
    payload::{RequestChannelInfo, RequestGuildMembers, RequestSoundboardSounds, op},
    session::Identity,
};

const MAX_CHUNK: usize = 1000;
const MAX_NONCE: usize = 32;

/// Answers opcode 8 in chunks.
pub(super) fn guild_members(
    world: &mut World,
    session: &str,
    identity: &Identity,
    request: RequestGuildMembers,
) {
    let guild_id = request.guild_id;
    let nonce = request.nonce.filter(|nonce| nonce.len() <= MAX_NONCE);
    let wants_all = request.query.as_deref() == Some("") && request.limit == 0;
    if wants_all {
        if identity.intents & intent::GUILD_MEMBERS == 0 {
            // As Discord does it: no answer.
            tracing::warn!(
                "all members were asked for without the intent GUILD_MEMBERS: no answer"
            );
            return;
        }
        if let Err(wait) = world.sessions.ask_for_members(session, guild_id) {
            let mut meta = json!({ "guild_id": guild_id });
            if let Some(nonce) = nonce {
                meta["nonce"] = nonce.into();
            }
            let data = json!({
                "opcode": op::REQUEST_GUILD_MEMBERS,
                "retry_after": wait.as_secs_f64(),
                "meta": meta,
            });
            world.sessions.send(session, "RATE_LIMITED", &data);
            return;
        }
    }
    let Ok(guild) = world.store.guild_for(guild_id, identity.user) else {
        return;
    };
    let mut not_found = Vec::new();
    let found: Vec<&Member> = match request.query {
        Some(query) => {
            let most = if request.limit == 0 {
                usize::MAX
            } else {
                request.limit.min(100)
            };
            world
                .store
                .members_named(guild, &query)
                .take(if wants_all { usize::MAX } else { most })
                .collect()
        }
        None => asked_for(&request.user_ids)
            .into_iter()
            .take(100)
            .filter_map(|asked| {
                let member = user_id(&asked).and_then(|user| guild.member(user).ok());
                if member.is_none() {
                    not_found.push(asked);
                }
                member
            })
            .collect(),
    };
    let with_presences = request.presences && identity.intents & intent::GUILD_PRESENCES != 0;
    let chunks: Vec<Value> = chunks(&world.store, &found)
        .into_iter()
        .map(|mut chunk| {
            chunk["guild_id"] = json!(guild_id);
            if !not_found.is_empty() {
                chunk["not_found"] = not_found.clone().into();
            }
            if let Some(nonce) = &nonce {
                chunk["nonce"] = nonce.as_str().into();
            }
            if with_presences {
                chunk["presences"] = found
                    .iter()
                    .map(|member| presence(member.user_id))
                    .collect();
            }
            chunk
        })
        .collect();
    for chunk in chunks {
        world.sessions.send(session, "GUILD_MEMBERS_CHUNK", &chunk);
    }
}

/// Cuts members into chunks; of none there is one empty chunk.
fn chunks(store: &Store, members: &[&Member]) -> Vec<Value> {
    let count = members.len().div_ceil(MAX_CHUNK).max(1);
    (0..count)
        .map(|index| {
            let part: Vec<Value> = members
                .iter()
                .skip(index * MAX_CHUNK)
                .take(MAX_CHUNK)
                .map(|member| store.member_json(member))
                .collect();
            json!({ "members": part, "chunk_index": index, "chunk_count": count })
        })
        .collect()
}

fn asked_for(user_ids: &Value) -> Vec<Value> {
    match user_ids {
        Value::Null => Vec::new(),
        Value::Array(list) => list.clone(),
        one => vec![one.clone()],
    }
}

fn user_id(asked: &Value) -> Option<UserId> {
    serde_json::from_value(asked.clone()).ok()
}

/// Answers opcode 31; there are no sounds.
pub(super) fn soundboard_sounds(
    world: &mut World,
    session: &str,
    identity: &Identity,
    request: RequestSoundboardSounds,
) {
    for guild in request.guild_ids {
        if world.store.is_member(guild, identity.user) {
            let data = json!({ "guild_id": guild, "soundboard_sounds": [] });
            world.sessions.send(session, "SOUNDBOARD_SOUNDS", &data);
        }
    }
}

/// Answers opcode 43; no voice channel has a status.
pub(super) fn channel_info(
    world: &mut World,
    session: &str,
    identity: &Identity,
    request: &RequestChannelInfo,
) {
    let guild = request.guild_id;
    if world.store.is_member(guild, identity.user) {
        let data = json!({ "guild_id": guild, "channels": [] });
        world.sessions.send(session, "CHANNEL_INFO", &data);
    }
}

/// What a token, intents and a shard give the right to, or the close code that says what is wrong.
pub(super) fn check_identity(
    store: &Store,
    identify: &super::payload::Identify,
) -> Result<Identity, Close> {
    use super::payload::close;

    let Some(application) = store.authenticate(&identify.token) else {
        return Err(Close::new(
            close::AUTHENTICATION_FAILED,
            "Authentication failed.",
        ));
    };
    let (id, count) = identify.shard.unwrap_or((0, 1));
    if id >= count {
        return Err(Close::new(close::INVALID_SHARD, "Invalid shard."));
    }
    let Some(intents) = identify
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
    Ok(Identity {
        application: application.id,
        user: application.user_id(),
        intents,
        shard: (id, count),
    })
}
