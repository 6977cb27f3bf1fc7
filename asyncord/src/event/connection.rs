//! Events of the connection itself.

use crate::model::{Application, Intents, List, RateLimit, Text, UnavailableGuild, User};

event! {
    /// A session has begun; the guilds follow one by one as [`GuildCreate`](super::GuildCreate).
    ///
    /// It comes again whenever a lost session could not be resumed.
    ///
    /// Discord docs: Gateway Events/Ready.
    pub struct Ready = "READY", Intents::empty();
    {
        /// The version of the API.
        #[wire(name = "v")]
        pub version: u8,
        /// The bot's account.
        pub user: User,
        /// The guilds the bot is in.
        pub guilds: List<UnavailableGuild>,
        /// The id of the session.
        pub session_id: Text,
        /// Where the session is to be resumed; asyncord does that by itself.
        pub resume_gateway_url: Text,
        /// The number of this shard and of all shards.
        pub shard: Option<[u32; 2]>,
        /// The bot's application: its id and flags.
        pub application: Box<Application>,
    }
}

event! {
    /// A lost session has been taken up again, and what was missed has been replayed.
    ///
    /// Discord docs: Gateway Events/Resumed.
    pub struct Resumed(IgnoredPayload) = "RESUMED", Intents::empty();
}

event! {
    /// A request over the gateway was not answered, because there were too many.
    ///
    /// Discord docs: Gateway Events/Rate Limited.
    pub struct RateLimited(RateLimit) = "RATE_LIMITED", Intents::empty();
    tells = |event| {
        guild: RateLimit::guild_id(event),
    };
}

/// A payload without documented fields; whatever it is, it is taken.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct IgnoredPayload;

impl<'de> serde::Deserialize<'de> for IgnoredPayload {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

impl serde::Serialize for IgnoredPayload {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde::ser::SerializeMap::end(serializer.serialize_map(Some(0))?)
    }
}

#[cfg(test)]
mod tests {
    use super::{RateLimited, Ready, Resumed};
    use crate::event::{Event, HasGuild, RawEvent};

    #[test]
    fn ready_is_read() {
        let raw = RawEvent::from_json(
            "READY",
            r#"{"v":10,"user":{"id":"1","username":"bot"},"guilds":[{"id":"2","unavailable":true}],
                "session_id":"s","resume_gateway_url":"wss://x","shard":[0,1],"application":{"id":"3","flags":565248}}"#,
        );
        let ready = Ready::decode(&raw).unwrap();
        assert_eq!(ready.guilds[0].id, 2);
        assert_eq!(ready.shard, Some([0, 1]));
        assert_eq!(ready.resume_gateway_url, "wss://x");
        assert_eq!(
            serde_json::to_value(&ready).unwrap(),
            serde_json::from_str::<serde_json::Value>(ready.raw().json()).unwrap()
        );
    }

    #[test]
    fn resumed_takes_any_payload() {
        for json in ["null", "{}", r#"{"_trace":["x"]}"#, ""] {
            assert!(
                Resumed::decode(&RawEvent::from_json("RESUMED", json)).is_ok(),
                "{json:?}"
            );
        }
    }

    #[test]
    fn a_rate_limit_tells_its_guild_where_it_has_one() {
        for (json, guild) in [
            (
                r#"{"opcode":8,"retry_after":1.5,"meta":{"guild_id":"1"}}"#,
                Some(1),
            ),
            (r#"{"opcode":8,"retry_after":1.5}"#, None),
            (
                r#"{"opcode":43,"retry_after":1.5,"meta":{"guild_id":"1"}}"#,
                None,
            ),
        ] {
            let event = RateLimited::decode(&RawEvent::from_json("RATE_LIMITED", json)).unwrap();
            assert_eq!(
                HasGuild::guild_id(&event),
                guild.map(crate::id::Id::new),
                "{json}"
            );
            assert!(event.retry_after().is_some());
        }
    }
}
