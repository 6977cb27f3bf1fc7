//! Events of the bot's account.

use crate::model::{Intents, User};

event! {
    /// The bot's own account was changed.
    ///
    /// Discord docs: Gateway Events/User Update.
    pub struct UserUpdate(User) = "USER_UPDATE", Intents::empty();
    tells = |event| {
        user: event.id,
        is_bot: Some(event.bot),
    };
}

#[cfg(test)]
mod tests {
    use super::UserUpdate;
    use crate::event::{Event, HasUser, RawEvent};

    #[test]
    fn the_account_is_the_user() {
        let raw = RawEvent::from_json("USER_UPDATE", r#"{"id":"4","username":"bot","bot":true}"#);
        let event = UserUpdate::decode(&raw).unwrap();
        assert_eq!(
            (event.user_id(), event.is_bot()),
            (Some(4.into()), Some(true))
        );
    }
}
