//! Events of presences.

use super::UserPlace;
use crate::{
    id::{Id, marker::UserMarker},
    model::{Intents, Presence, PresenceUser},
};

event! {
    /// A user came, left, or does something else than before.
    ///
    /// It comes once for each guild that the bot and the user share.
    ///
    /// Discord docs: Gateway Events/Presence Update.
    pub struct PresenceUpdate(Presence) = "PRESENCE_UPDATE", Intents::GUILD_PRESENCES;
    tells = |event| {
        guild: event.guild_id,
        user: event.user,
    };
}

#[diagnostic::do_not_recommend]
impl UserPlace for PresenceUser {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        Some(self.id)
    }

    fn is_bot(&self) -> Option<bool> {
        // A part of an account may lack the mark; a whole one has its name.
        let user = self.user().filter(|user| !user.username.is_empty())?;
        Some(user.bot)
    }
}

#[cfg(test)]
mod tests {
    use super::PresenceUpdate;
    use crate::event::{Event, HasUser, RawEvent};

    #[test]
    fn only_a_whole_account_tells_whether_it_is_a_bot() {
        for (user, is_bot) in [
            (r#"{"id":"4"}"#, None),
            (r#"{"id":"4","avatar":null}"#, None),
            (r#"{"id":"4","username":"ada"}"#, Some(false)),
            (r#"{"id":"4","username":"ada","bot":true}"#, Some(true)),
        ] {
            let json = format!(r#"{{"user":{user},"guild_id":"1","status":"idle"}}"#);
            let event =
                PresenceUpdate::decode(&RawEvent::from_json("PRESENCE_UPDATE", json)).unwrap();
            assert_eq!(event.user_id().unwrap(), 4);
            assert_eq!(event.is_bot(), is_bot, "{user}");
            assert_eq!(event.scope().guild_id.unwrap(), 1);
        }
    }
}
