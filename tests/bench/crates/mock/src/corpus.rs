//! The payloads: a population of guilds and users, and a stream of events among them.
//!
//! Everything follows from the seed, so two runs with the same options send the same bytes.

mod event;
mod fixed;
mod guild;
mod id;
mod member;
mod text;
mod words;

use serde_json::{Value, json};

pub use self::fixed::{application, current_user, posted_message};
use self::id::{guild_id, id};
use crate::{json, options::Options, rng::Rng};

/// Content of the last MESSAGE_CREATE. `meter::MARKER` is the same string.
const MARKER: &str = "bench-done-7f3a9c51";

const APPLICATION: u64 = 700_000_000_000_000_001;
const GUILD_BASE: u64 = 200_000_000_000_000_000;
const USER_BASE: u64 = 300_000_000_000_000_000;
const JOINER_BASE: u64 = 390_000_000_000_000_000;
const ID_BASE: u64 = 1_200_000_000_000_000_000;

const TEXT_CHANNELS: u64 = 20;
const VOICE_CHANNELS: u64 = 5;
const CATEGORIES: u64 = 4;
const ROLES: u64 = 20;
const EMOJIS: u64 = 40;
const STICKERS: u64 = 5;
const THREADS: u64 = 2;
const VOICE_STATES: u64 = 20;
/// One member in this many has a presence in GUILD_CREATE.
const PRESENCE_EVERY: u64 = 5;
/// The first fifth of each guild's members are the same users everywhere.
const SHARED_FIFTH: u64 = 5;

pub struct Corpus {
    rng: Rng,
    guilds: u64,
    members: u64,
    sequence: u64,
    next_id: u64,
    joined: u64,
    left: u64,
}

impl Corpus {
    pub fn new(options: &Options) -> Self {
        Self {
            rng: Rng::new(options.seed),
            guilds: options.guilds,
            members: options.members,
            sequence: 0,
            next_id: ID_BASE,
            joined: 0,
            left: 0,
        }
    }

    pub fn hello(&self) -> String {
        json::payload(
            10,
            None,
            None,
            &json!({ "heartbeat_interval": 1_800_000, "_trace": ["[\"gateway-mock\",{\"micros\":0.0}]"] }),
        )
    }

    pub fn ready(&mut self) -> String {
        let guilds: Vec<Value> = (0..self.guilds)
            .map(|g| json!({ "id": guild_id(g), "unavailable": true }))
            .collect();
        self.dispatch(
            "READY",
            &json!({
                "v": 10,
                "user_settings": {},
                "user": current_user(),
                "shard": [0, 1],
                "session_type": "normal",
                "session_id": "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
                "resume_gateway_url": "ws://127.0.0.1:1",
                "relationships": [],
                "private_channels": [],
                "presences": [],
                "guilds": guilds,
                "guild_join_requests": [],
                "geo_ordered_rtc_regions": ["rotterdam", "frankfurt"],
                "auth": {},
                "application": { "id": id(APPLICATION), "flags": 565_248 },
                "_trace": ["[\"gateway-mock\",{\"micros\":0.0}]"],
            }),
        )
    }

    /// The next event of the blast.
    pub fn event(&mut self, last: bool) -> String {
        if last {
            let mut message = self.message(false);
            message["content"] = MARKER.into();
            return self.dispatch("MESSAGE_CREATE", &message);
        }
        let (name, data) = match self.rng.below(100) {
            0..70 => ("MESSAGE_CREATE", self.message(false)),
            70..80 => ("PRESENCE_UPDATE", self.presence_update()),
            80..88 => ("TYPING_START", self.typing()),
            88..92 => ("MESSAGE_REACTION_ADD", self.reaction()),
            92..95 => ("MESSAGE_UPDATE", self.message(true)),
            95 => ("GUILD_MEMBER_ADD", self.member_add()),
            96 => ("GUILD_MEMBER_REMOVE", self.member_remove()),
            97 => ("INTERACTION_CREATE", self.interaction()),
            _ => ("VOICE_STATE_UPDATE", self.voice_update()),
        };
        self.dispatch(name, &data)
    }

    /// What follows the blast with `--tail`: a guild that is in an outage.
    pub fn tail(&mut self) -> String {
        self.dispatch("GUILD_DELETE", &json!({ "unavailable": true, "id": guild_id(0) }))
    }

    fn dispatch(&mut self, name: &str, data: &Value) -> String {
        self.sequence += 1;
        json::payload(0, Some(self.sequence), Some(name), data)
    }
}
