//! How many guilds a shard serves, counted from what passes by: nothing is decoded for it.

use serde::Deserialize;

use super::payload::UnavailableGuild;
use crate::{
    gateway::envelope,
    id::{Id, marker::GuildMarker},
};

/// The count of a shard's guilds.
///
/// Guilds are told apart by whether they are unavailable, since only those come again without having been
/// joined anew. So the ids of the others need not be kept: a shard has up to 2,500.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::gateway) struct Tally {
    available: u32,
    unavailable: Vec<Id<GuildMarker>>,
}

impl Tally {
    /// What was known when a session was stored.
    pub(in crate::gateway) fn restored(guilds: u32, unavailable: Vec<Id<GuildMarker>>) -> Self {
        let waiting = u32::try_from(unavailable.len()).unwrap_or(u32::MAX);
        Self {
            available: guilds.saturating_sub(waiting),
            unavailable,
        }
    }

    /// All guilds, whether they are available or not.
    pub(in crate::gateway) fn guilds(&self) -> u32 {
        self.available.saturating_add(self.unavailable())
    }

    /// Those that are not available: not come yet, or in an outage.
    pub(in crate::gateway) fn unavailable(&self) -> u32 {
        u32::try_from(self.unavailable.len()).unwrap_or(u32::MAX)
    }

    pub(in crate::gateway) fn unavailable_guilds(&self) -> &[Id<GuildMarker>] {
        &self.unavailable
    }

    /// A new session has begun.
    pub(super) fn reset(&mut self, guilds: &[UnavailableGuild]) {
        self.available = 0;
        self.unavailable = guilds.iter().map(|guild| guild.id).collect();
    }

    /// An event passes; whether it tells that a guild is available again.
    pub(super) fn count(&mut self, name: &str, json: &str) -> bool {
        match name {
            "GUILD_CREATE" => {
                let Some(id) = envelope::field(json, "id").and_then(read) else {
                    return false;
                };
                let known = self.take_unavailable(id);
                // It may be told of a guild that it is there, but still in an outage.
                if envelope::field(json, "unavailable") == Some("true") {
                    self.unavailable.push(id);
                } else {
                    self.available = self.available.saturating_add(1);
                }
                known
            }
            "GUILD_DELETE" => {
                #[derive(Deserialize)]
                struct Deleted {
                    id: Id<GuildMarker>,
                    #[serde(default)]
                    unavailable: Option<bool>,
                }
                if let Ok(guild) = serde_json::from_str::<Deleted>(json) {
                    if !self.take_unavailable(guild.id) {
                        self.available = self.available.saturating_sub(1);
                    }
                    if guild.unavailable == Some(true) {
                        self.unavailable.push(guild.id);
                    }
                }
                false
            }
            _ => false,
        }
    }

    fn take_unavailable(&mut self, id: Id<GuildMarker>) -> bool {
        match self.unavailable.iter().position(|&other| other == id) {
            Some(at) => {
                self.unavailable.swap_remove(at);
                true
            }
            None => false,
        }
    }
}

fn read(json: &str) -> Option<Id<GuildMarker>> {
    serde_json::from_str(json).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::{
        collection::{btree_set, vec},
        prelude::*,
    };

    use super::{Tally, UnavailableGuild};

    #[test]
    fn guilds_are_counted_as_they_come_and_go() {
        let mut tally = Tally::default();
        let guild = |id: u64| UnavailableGuild { id: id.into() };
        tally.reset(&[guild(1), guild(2)]);
        assert_eq!((tally.guilds(), tally.unavailable()), (2, 2));
        // Long before `id` there may be anything.
        tally.count(
            "GUILD_CREATE",
            r#"{"roles":[{"id":"9","x":"}\""}],"name":"\"id\":\"7\"","id":"1"}"#,
        );
        assert_eq!((tally.guilds(), tally.unavailable()), (2, 1));
        tally.count("GUILD_CREATE", r#"{"id":"3","name":"joined"}"#);
        assert_eq!((tally.guilds(), tally.unavailable()), (3, 1));
        tally.count("GUILD_DELETE", r#"{"id":"3","unavailable":true}"#);
        tally.count("GUILD_DELETE", r#"{"id":"3","unavailable":true}"#);
        assert_eq!((tally.guilds(), tally.unavailable()), (3, 2));
        tally.count("GUILD_CREATE", r#"{"id":"3"}"#);
        tally.count("GUILD_DELETE", r#"{"id":"1"}"#);
        tally.count("GUILD_DELETE", r#"{"id":"2"}"#);
        tally.count("MESSAGE_CREATE", r#"{"id":"4"}"#);
        assert!(!tally.count("GUILD_CREATE", r#"{"id":"5","unavailable":true}"#));
        assert!(tally.count("GUILD_CREATE", r#"{"id":"5","unavailable":true}"#));
        assert_eq!((tally.guilds(), tally.unavailable()), (2, 1));
        assert!(tally.count("GUILD_CREATE", r#"{"id":"5","unavailable":false}"#));
        tally.count("GUILD_DELETE", r#"{"id":"5"}"#);
        tally.count("GUILD_CREATE", "nonsense");
        assert_eq!((tally.guilds(), tally.unavailable()), (1, 0));
    }

    #[test]
    fn what_was_stored_is_counted_on_from() {
        let mut tally = Tally::restored(5, vec![1.into()]);
        tally.count("GUILD_CREATE", r#"{"id":"1"}"#);
        assert_eq!((tally.guilds(), tally.unavailable()), (5, 0));
    }

    #[derive(Clone, Debug)]
    enum Step {
        Create { guild: u64, unavailable: bool },
        Delete { guild: u64, unavailable: bool },
        Ready(BTreeSet<u64>),
    }

    fn step() -> impl Strategy<Value = Step> {
        let guild = || (0..6_u64, any::<bool>());
        prop_oneof![
            8 => guild().prop_map(|(guild, unavailable)| Step::Create { guild, unavailable }),
            8 => guild().prop_map(|(guild, unavailable)| Step::Delete { guild, unavailable }),
            1 => btree_set(0..6_u64, 0..6).prop_map(Step::Ready),
        ]
    }

    proptest! {
        #[test]
        fn the_count_is_that_of_a_set(steps in vec(step(), 0..40)) {
            let mut tally = Tally::default();
            // Whether each guild is available.
            let mut guilds = BTreeMap::new();
            for step in steps {
                match step {
                    // Discord does not tell of a guild that is there already.
                    Step::Create { guild, .. } if guilds.get(&guild) == Some(&true) => {}
                    Step::Create { guild, unavailable } => {
                        let json = format!(r#"{{"id":"{guild}","unavailable":{unavailable}}}"#);
                        let returning = tally.count("GUILD_CREATE", &json);
                        prop_assert_eq!(returning, guilds.contains_key(&guild));
                        guilds.insert(guild, !unavailable);
                    }
                    // Nor of the end of one that it never told of.
                    Step::Delete { guild, .. } if !guilds.contains_key(&guild) => {}
                    Step::Delete { guild, unavailable } => {
                        let json = format!(r#"{{"id":"{guild}","unavailable":{unavailable}}}"#);
                        tally.count("GUILD_DELETE", &json);
                        guilds.remove(&guild);
                        if unavailable {
                            guilds.insert(guild, false);
                        }
                    }
                    Step::Ready(ids) => {
                        let unavailable = |&id: &u64| UnavailableGuild { id: id.into() };
                        tally.reset(&ids.iter().map(unavailable).collect::<Vec<_>>());
                        guilds = ids.into_iter().map(|id| (id, false)).collect();
                    }
                }
                let away = guilds.values().filter(|available| !**available).count();
                prop_assert_eq!(tally.guilds() as usize, guilds.len());
                prop_assert_eq!(tally.unavailable() as usize, away);
                let stored = tally.unavailable_guilds().to_vec();
                prop_assert_eq!(Tally::restored(tally.guilds(), stored), tally.clone());
            }
        }
    }
}
