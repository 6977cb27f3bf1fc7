//! Events of the bot's account.

use super::HasUser;
use crate::{
    id::{Id, marker::UserMarker},
    model::{Intents, User},
};

event! {
    /// The bot's own account was changed.
    ///
    /// Discord docs: Gateway Events/User Update.
    pub struct UserUpdate(User) = "USER_UPDATE", Intents::empty();
}

// By hand, as an event that tells no place has no scope.
impl HasUser for UserUpdate {
    fn user_id(&self) -> Option<Id<UserMarker>> {
        Some(self.id)
    }

    fn is_bot(&self) -> Option<bool> {
        Some(self.bot)
    }
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
