//! What does not depend on the seed: users by their number, the bot, what REST answers.

use serde_json::{Value, json};

use super::{APPLICATION, ID_BASE, USER_BASE, id::id, words::NAMES};
use crate::rng::Rng;

/// A user object; the same number always gives the same user.
pub(super) fn profile(user: u64) -> Value {
    let mut traits = Rng::new(user);
    let name = format!("{}_{}", traits.pick(NAMES), user % 1_000_000_007);
    let avatar = traits
        .chance(80)
        .then(|| format!("{:016x}{:016x}", traits.next(), traits.next()));
    let mut user = json!({
        "username": name,
        "public_flags": traits.below(4) * 64,
        "primary_guild": null,
        "id": id(user),
        "global_name": traits.chance(70).then(|| format!("{} {}", traits.clone().pick(NAMES), traits.below(1000))),
        "display_name_styles": null,
        "discriminator": "0",
        "collectibles": null,
        "clan": null,
        "avatar_decoration_data": null,
        "avatar": avatar,
    });
    if traits.chance(5) {
        user["bot"] = true.into();
    }
    user
}

pub fn current_user() -> Value {
    json!({
        "verified": true,
        "username": "bench",
        "public_flags": 0,
        "mfa_enabled": true,
        "id": id(APPLICATION),
        "global_name": null,
        "flags": 0,
        "email": null,
        "discriminator": "1234",
        "bot": true,
        "banner": null,
        "accent_color": null,
        "avatar": null,
    })
}

pub fn application() -> Value {
    json!({
        "id": id(APPLICATION),
        "name": "bench",
        "icon": null,
        "description": "",
        "summary": "",
        "type": null,
        "bot_public": true,
        "bot_require_code_grant": false,
        "verify_key": "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        "flags": 565_248,
        "hook": true,
        "redirect_uris": [],
        "interactions_endpoint_url": null,
        "role_connections_verification_url": null,
        "approximate_guild_count": 100,
        "approximate_user_install_count": 0,
        "integration_types_config": { "0": {} },
        "owner": profile(USER_BASE),
        "bot": current_user(),
        "team": null,
    })
}

/// What POST /channels/{id}/messages answers.
pub fn posted_message() -> Value {
    json!({
        "type": 0,
        "content": "hello from the bench",
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "timestamp": "2024-06-01T12:00:00.000000+00:00",
        "edited_timestamp": null,
        "flags": 0,
        "components": [],
        "id": id(ID_BASE + 1),
        "channel_id": "900000000000000000",
        "author": current_user(),
        "pinned": false,
        "mention_everyone": false,
        "tts": false,
    })
}
