//! Who is interested in a scheduled event.

use serde_json::{Value, json};

use super::super::{
    Changed, Event, Refusal, Store,
    bits::intent,
    ids::{GuildId, ScheduledEventId, UserId},
    user::User,
};

impl Store {
    /// Notes that a member is interested in an event, or is not any more.
    pub(crate) fn set_interest(
        &mut self,
        guild: GuildId,
        id: ScheduledEventId,
        user: UserId,
        interested: bool,
    ) -> Result<Changed<()>, Refusal> {
        let event = self.scheduled_event_for(guild, id, user)?;
        if event.is_over() {
            return Err(Refusal::FINISHED_SCHEDULED_EVENT);
        }
        let audience = event.audience();
        let Some(event) = self.scheduled_events.get_mut(&id) else {
            return Err(Refusal::UNKNOWN_SCHEDULED_EVENT);
        };
        let (changed, name) = if interested {
            (event.users.insert(user), "GUILD_SCHEDULED_EVENT_USER_ADD")
        } else if event.users.remove(&user) {
            (true, "GUILD_SCHEDULED_EVENT_USER_REMOVE")
        } else {
            return Err(Refusal::UNKNOWN_SCHEDULED_EVENT_USER);
        };
        if !changed {
            return Ok(Changed::nothing(()));
        }
        let data = json!({
            "guild_scheduled_event_id": id,
            "user_id": user,
            "guild_id": guild,
        });
        let event = Event::new(name, audience, intent::GUILD_SCHEDULED_EVENTS, data);
        Ok(Changed::new((), vec![event]))
    }

    /// A page of those who are interested in an event, in the order of their ids.
    pub(crate) fn interested(
        &self,
        guild: GuildId,
        id: ScheduledEventId,
        page: InterestPage,
    ) -> Result<Vec<Value>, Refusal> {
        let event = self.scheduled_event(guild, id)?;
        let mut users: Vec<UserId> = event
            .users
            .iter()
            .copied()
            .filter(|user| match (page.before, page.after) {
                (Some(before), _) => *user < before,
                (None, Some(after)) => *user > after,
                (None, None) => true,
            })
            .collect();
        // Those right before an id, and not the first of all.
        if page.before.is_some() {
            users.drain(..users.len().saturating_sub(page.limit));
        }
        users.truncate(page.limit);
        let of = |user: UserId| {
            let mut json = json!({
                "guild_scheduled_event_id": id,
                "user_id": user,
                "user": self.users.get(&user).map(User::json)?,
                "response": 1,
            });
            if page.with_member
                && let Some(member) = self.member_of(guild, user)
            {
                json["member"] = member;
            }
            Some(json)
        };
        Ok(users.into_iter().filter_map(of).collect())
    }
}

/// Which of those who are interested are asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InterestPage {
    pub(crate) limit: usize,
    pub(crate) before: Option<UserId>,
    pub(crate) after: Option<UserId>,
    pub(crate) with_member: bool,
}
