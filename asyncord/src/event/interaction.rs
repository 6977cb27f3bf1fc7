//! Events of interactions.

use crate::model::{Intents, Interaction};

event! {
    /// Someone used a command, a component or a modal of the application.
    ///
    /// It comes over the gateway only if the application has no endpoint for interactions.
    ///
    /// Discord docs: Gateway Events/Interaction Create.
    pub struct InteractionCreate(Interaction) = "INTERACTION_CREATE", Intents::empty();
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.invoking_user().map(|user| user.id),
        is_bot: event.invoking_user().map(|user| user.bot),
    };
}

#[cfg(test)]
mod tests {
    use super::InteractionCreate;
    use crate::event::{Event, HasChannel, HasGuild, HasUser, RawEvent};

    #[test]
    fn it_tells_who_used_it_and_where() {
        for (who, guild) in [
            (
                r#""guild_id":"1","member":{"user":{"id":"4","username":"ada"}}"#,
                true,
            ),
            (r#""user":{"id":"4","username":"ada"}"#, false),
        ] {
            let json = format!(
                r#"{{"id":"7","token":"secret","type":3,"channel_id":"2",
                    "data":{{"custom_id":"c","component_type":2}},{who}}}"#
            );
            let raw = RawEvent::from_json("INTERACTION_CREATE", json);
            let event = InteractionCreate::decode(&raw).unwrap();
            assert_eq!(event.user_id().unwrap(), 4);
            assert_eq!(event.is_bot(), Some(false));
            assert_eq!(event.channel_id().unwrap(), 2);
            assert_eq!(HasGuild::guild_id(&event).is_some(), guild);
            assert_eq!(event.custom_id(), Some("c"));
        }
    }
}
