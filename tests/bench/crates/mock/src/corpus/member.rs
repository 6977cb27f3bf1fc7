//! Members, their presences and voice states.

use serde_json::{Value, json};

use super::{
    CATEGORIES, Corpus, ID_BASE, ROLES, TEXT_CHANNELS, VOICE_CHANNELS,
    fixed::profile,
    id::{channel_id, id, role_id, user_id, user_number},
    words::NAMES,
};
use crate::rng::Rng;

impl Corpus {
    pub(super) fn member(&self, guild: u64, member: u64, with_user: bool) -> Value {
        let user = user_number(guild, member);
        self.member_of(guild, user, with_user.then(|| profile(user)))
    }

    pub(super) fn member_of(&self, guild: u64, user: u64, profile: Option<Value>) -> Value {
        let mut traits = Rng::new(user ^ guild.rotate_left(17));
        let roles: Vec<String> = (0..traits.below(5))
            .map(|n| role_id(guild, 1 + (user + n * 3) % (ROLES - 1)))
            .collect();
        let nick = traits
            .chance(30)
            .then(|| format!("{} the {}", traits.clone().pick(NAMES), user % 97));
        let mut member = json!({
            "roles": roles,
            "premium_since": null,
            "pending": false,
            "nick": nick,
            "mute": false,
            "joined_at": format!("20{:02}-{:02}-{:02}T{:02}:15:30.{:06}+00:00", 17 + traits.below(8), 1 + traits.below(12), 1 + traits.below(28), traits.below(24), traits.below(1_000_000)),
            "flags": traits.below(3),
            "deaf": false,
            "communication_disabled_until": null,
            "banner": null,
            "avatar": null,
        });
        if let Some(profile) = profile {
            member["user"] = profile;
        }
        member
    }

    pub(super) fn presence(&mut self, guild: u64, member: u64) -> Value {
        let status = self.rng.pick(&["online", "idle", "dnd"]);
        let mut activities = Vec::new();
        if self.rng.chance(50) {
            activities.push(json!({
                "type": 4,
                "state": self.sentence(3),
                "name": "Custom Status",
                "id": "custom",
                "created_at": 1_700_000_000_000_u64 + self.rng.below(1 << 30),
            }));
        }
        if self.rng.chance(35) {
            activities.push(json!({
                "type": 0,
                "timestamps": { "start": 1_700_000_000_000_u64 + self.rng.below(1 << 30) },
                "state": self.sentence(3),
                "name": self.sentence(2),
                "id": format!("{:016x}", self.rng.next()),
                "details": self.sentence(4),
                "created_at": 1_700_000_000_000_u64 + self.rng.below(1 << 30),
                "assets": { "large_text": self.sentence(2), "large_image": id(ID_BASE + self.rng.below(1 << 40)) },
                "application_id": id(ID_BASE + self.rng.below(1 << 40)),
            }));
        }
        json!({
            "user": { "id": user_id(guild, member) },
            "status": status,
            "processed_at_timestamp": 1_700_000_000_000_u64 + self.rng.below(1 << 30),
            "game": activities.first().cloned(),
            "client_status": { "desktop": status },
            "activities": activities,
        })
    }

    pub(super) fn voice_state(&mut self, guild: u64, member: u64) -> Value {
        json!({
            "user_id": user_id(guild, member),
            "suppress": false,
            "session_id": self.hash(),
            "self_video": false,
            "self_mute": self.rng.chance(40),
            "self_deaf": self.rng.chance(10),
            "request_to_speak_timestamp": null,
            "mute": false,
            "deaf": false,
            "channel_id": channel_id(guild, CATEGORIES + TEXT_CHANNELS + self.rng.below(VOICE_CHANNELS)),
        })
    }
}
