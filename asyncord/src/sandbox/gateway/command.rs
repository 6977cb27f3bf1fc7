//! What an identified client may ask for.

use serde_json::{Value, json};

use crate::sandbox::{
    state::{Store, bits::intent, ids::UserId, member::Member, voice::VoiceJoin},
    world::{App, World},
};

use super::{
    identity::Identity,
    payload::{
        RequestChannelInfo, RequestGuildMembers, RequestSoundboardSounds, UpdateVoiceState, op,
    },
};

const MAX_CHUNK: usize = 1000;
const MAX_NONCE: usize = 32;

/// Answers opcode 8 in chunks, or says why there is no answer.
pub(super) fn guild_members(
    world: &mut World,
    session: &str,
    identity: &Identity,
    request: RequestGuildMembers,
) -> Option<&'static str> {
    let guild_id = request.guild_id;
    let nonce = request.nonce.filter(|nonce| nonce.len() <= MAX_NONCE);
    let wants_all = request.query.as_deref() == Some("") && request.limit == 0;
    if wants_all {
        if identity.intents & intent::GUILD_MEMBERS == 0 {
            // As Discord does it.
            return Some("no answer: all members need the intent GUILD_MEMBERS");
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
            return Some("all members of a guild can be asked for once in 30 seconds");
        }
    }
    let Ok(guild) = world.store.guild_for(guild_id, identity.user) else {
        return Some("no answer: the bot is not in this guild");
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
    let chunks: Vec<Value> = chunks(&world.store, &found, with_presences)
        .into_iter()
        .map(|mut chunk| {
            chunk["guild_id"] = json!(guild_id);
            if !not_found.is_empty() {
                chunk["not_found"] = not_found.clone().into();
            }
            if let Some(nonce) = &nonce {
                chunk["nonce"] = nonce.as_str().into();
            }
            chunk
        })
        .collect();
    for chunk in chunks {
        world.sessions.send(session, "GUILD_MEMBERS_CHUNK", &chunk);
    }
    None
}

/// Cuts members into chunks; of none there is one empty chunk.
fn chunks(store: &Store, members: &[&Member], with_presences: bool) -> Vec<Value> {
    let count = members.len().div_ceil(MAX_CHUNK).max(1);
    (0..count)
        .map(|index| {
            let part = members.iter().skip(index * MAX_CHUNK).take(MAX_CHUNK);
            let shown: Vec<Value> = part
                .clone()
                .map(|member| store.member_json(member))
                .collect();
            let mut chunk = json!({ "members": shown, "chunk_index": index, "chunk_count": count });
            if with_presences {
                chunk["presences"] = part
                    .map(|member| store.presence_json(member.user_id))
                    .filter(|presence| presence["status"] != "offline")
                    .collect();
            }
            chunk
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

/// Answers opcode 31.
pub(super) fn soundboard_sounds(
    world: &mut World,
    session: &str,
    identity: &Identity,
    request: RequestSoundboardSounds,
) {
    for guild in request.guild_ids {
        if world.store.is_member(guild, identity.user) {
            let sounds = world.store.sounds_json(guild, Some(identity.user));
            let data = json!({ "guild_id": guild, "soundboard_sounds": sounds });
            world.sessions.send(session, "SOUNDBOARD_SOUNDS", &data);
        }
    }
}

/// Answers opcode 43.
pub(super) fn channel_info(
    world: &mut World,
    session: &str,
    identity: &Identity,
    request: &RequestChannelInfo,
) {
    let guild = request.guild_id;
    if world.store.is_member(guild, identity.user) {
        let asks = |field: &str| request.fields.iter().any(|asked| asked == field);
        let (status, start) = (asks("status"), asks("voice_start_time"));
        let channels = world
            .store
            .channel_info(guild, identity.user, status, start);
        let data = json!({ "guild_id": guild, "channels": channels });
        world.sessions.send(session, "CHANNEL_INFO", &data);
    }
}

/// Does what opcode 4 says; as with Discord, what cannot be done has no answer.
pub(super) fn voice_state(app: &App, identity: &Identity, request: &UpdateVoiceState) {
    let join = VoiceJoin {
        channel_id: request.channel_id,
        self_mute: request.self_mute,
        self_deaf: request.self_deaf,
        ..VoiceJoin::default()
    };
    let joined = app.change(|store| store.join_voice(request.guild_id, identity.user, join));
    if let Err(refusal) = joined {
        tracing::warn!(code = refusal.code, "{}: no answer", refusal.message);
    }
}
