//! Who is at home and what they are doing. Discord docs: Gateway Events/Presence Update.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Changed, Event, Refusal, Store,
    bits::intent,
    event::Audience,
    ids::{GuildId, UserId},
};

/// How a user shows itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Status {
    #[default]
    Online,
    Idle,
    Dnd,
    /// Online, and offline to everyone else.
    Invisible,
    Offline,
}

/// A user's status and what it is doing; the rest of opcode 3 shows nowhere.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Presence {
    pub(crate) status: Status,
    #[serde(default)]
    pub(crate) activities: Vec<Activity>,
}

/// Something that a user is doing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Activity {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: u8,
    /// Everything else of it; bots can set only `state` and `url`.
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

impl Status {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }

    /// What others see of it.
    fn shown(self) -> &'static str {
        match self {
            Self::Online => "online",
            Self::Idle => "idle",
            Self::Dnd => "dnd",
            Self::Invisible | Self::Offline => "offline",
        }
    }
}

impl Store {
    /// The presence of a user as others see it: people are at home unless they say otherwise, bots only
    /// while they are connected.
    pub(crate) fn presence_json(&self, id: UserId) -> Value {
        let is_bot = self.users.get(&id).is_some_and(|user| user.bot);
        let (status, activities) = match self.presences.get(&id) {
            Some(presence) => (presence.status, json!(presence.activities)),
            None if is_bot => (Status::Offline, json!([])),
            None => (Status::Online, json!([])),
        };
        let status = status.shown();
        let client = if is_bot { "web" } else { "desktop" };
        let (activities, client_status) = if status == "offline" {
            (json!([]), json!({}))
        } else {
            (activities, json!({ client: status }))
        };
        json!({
            "user": { "id": id },
            "status": status,
            "activities": activities,
            "client_status": client_status,
        })
    }

    pub(crate) fn is_online(&self, id: UserId) -> bool {
        self.presence_json(id)["status"] != "offline"
    }

    /// The presences of a guild's members who are at home, as GUILD_CREATE brings them.
    pub(crate) fn presences_of(&self, guild: GuildId) -> Vec<Value> {
        let guild = self.guilds.get(&guild);
        guild
            .into_iter()
            .flat_map(|guild| guild.members.keys())
            .map(|user| self.presence_json(*user))
            .filter(|presence| presence["status"] != "offline")
            .collect()
    }

    /// Has a user show itself in another way; nothing stands for how it is without saying anything.
    pub(crate) fn set_presence(
        &mut self,
        id: UserId,
        presence: Option<Presence>,
    ) -> Result<Changed<()>, Refusal> {
        let is_bot = self.user(id)?.bot;
        let before = self.presence_json(id);
        let now = self.clock.now();
        match presence {
            None => self.presences.remove(&id),
            Some(mut presence) => {
                for activity in &mut presence.activities {
                    if is_bot {
                        activity
                            .rest
                            .retain(|key, _| matches!(&**key, "state" | "url"));
                    }
                    activity.rest.insert("created_at".to_owned(), now.into());
                }
                self.presences.insert(id, presence)
            }
        };
        let shown = self.presence_json(id);
        if shown == before {
            return Ok(Changed::nothing(()));
        }
        let events = self
            .guilds_of(id)
            .into_iter()
            .map(|guild| {
                let mut data = shown.clone();
                data["guild_id"] = json!(guild);
                let audience = Audience::Guild(guild);
                Event::new("PRESENCE_UPDATE", audience, intent::GUILD_PRESENCES, data)
            })
            .collect();
        let mut changed = Changed::new((), events);
        if shown["status"] == "offline" {
            changed.events.extend(self.end_temporary_memberships(id));
        }
        Ok(changed)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{
        super::{
            Store,
            bits::intent,
            ids::{UserId, seed},
            seed::{ADA, APPLICATION, GUILD},
        },
        Presence, Status,
    };

    fn presence(json: serde_json::Value) -> Option<Presence> {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_change_that_shows_is_told_in_every_guild() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let linus: UserId = seed(23);
        let playing = presence(json!({
            "status": "dnd",
            "activities": [{ "name": "chess", "type": 0, "details": "losing" }],
        }));
        let events = store.set_presence(linus, playing).unwrap().events;
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].data["guild_id"], json!(GUILD));
        assert_eq!(events[0].data["status"], "dnd");
        assert_eq!(events[0].data["client_status"], json!({ "desktop": "dnd" }));
        assert_eq!(events[0].data["activities"][0]["details"], "losing");
        let invisible = presence(json!({ "status": "invisible" }));
        let events = store.set_presence(linus, invisible).unwrap().events;
        assert_eq!(events[0].data["status"], "offline");
        assert_eq!(events[0].data["activities"], json!([]));
        let offline = presence(json!({ "status": "offline" }));
        assert!(
            store
                .set_presence(linus, offline)
                .unwrap()
                .events
                .is_empty()
        );
    }

    #[test]
    fn of_a_large_guild_those_who_are_offline_do_not_come() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let offline = presence(json!({ "status": "offline" }));
        store.set_presence(seed(23), offline).unwrap();
        let guild = store.guild(GUILD).unwrap();
        let bot: UserId = APPLICATION.cast();
        for (large, is_large, members) in [(4, false, 4), (3, true, 3)] {
            let create = store.guild_create_up_to(guild, bot, intent::ALL, large);
            assert_eq!(create["large"], is_large);
            assert_eq!(create["members"].as_array().unwrap().len(), members);
            assert_eq!(create["member_count"], 4);
        }
    }

    #[test]
    fn bots_are_offline_until_they_say_otherwise_and_do_less() {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let bot: UserId = APPLICATION.cast();
        assert!(!store.is_online(bot));
        assert!(store.is_online(ADA));
        assert_eq!(store.presences_of(GUILD).len(), 3);
        let watching = presence(json!({
            "status": "online",
            "activities": [{ "name": "you", "type": 3, "state": "s", "details": "no" }],
        }));
        store.set_presence(bot, watching).unwrap();
        let shown = store.presence_json(bot);
        assert_eq!(shown["client_status"], json!({ "web": "online" }));
        assert_eq!(shown["activities"][0]["state"], "s");
        assert!(shown["activities"][0].get("details").is_none());
        assert_eq!(store.presences_of(GUILD).len(), 4);
        assert_eq!(Status::parse("away"), None);
    }
}
