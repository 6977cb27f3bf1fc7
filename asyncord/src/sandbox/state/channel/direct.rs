//! Conversations outside of guilds.

use serde_json::Value;

use super::{
    super::{
        Actor, Changed, Event, Field, Refusal, Store,
        event::Audience,
        ids::{ChannelId, UserId},
        image::Image,
        message::{Message, kind as message_kind},
    },
    Direct, Group, Place, kind,
};

const MAX_RECIPIENTS: usize = 10;

/// What is changed of a group; what is absent stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct GroupEdit {
    pub(crate) name: Field<String>,
    pub(crate) icon: Field<Image>,
}

impl Store {
    /// Opens the conversation of two users, or finds the one they have.
    pub(crate) fn open_direct(
        &mut self,
        from: UserId,
        to: UserId,
    ) -> Result<Changed<ChannelId>, Refusal> {
        let both_bots = self.user(from)?.bot && self.user(to)?.bot;
        if from == to || both_bots {
            return Err(Refusal::CANNOT_MESSAGE_USER);
        }
        let existing = self.channels.values().find(|channel| {
            matches!(&channel.place, Place::Direct(direct)
                if direct.group.is_none()
                    && direct.recipients.contains(&from)
                    && direct.recipients.contains(&to))
        });
        if let Some(channel) = existing {
            return Ok(Changed::nothing(channel.id));
        }
        let id = self.clock.next_id();
        let direct = Direct {
            recipients: vec![from, to],
            group: None,
        };
        self.insert_channel(id, kind::DM, Place::Direct(direct));
        let json = self.channel_json(self.channel(id)?);
        // Bots have not been told of new direct conversations since version 8 of the gateway.
        let event = Event::new("CHANNEL_CREATE", Audience::Page, 0, json);
        Ok(Changed::new(id, vec![event]))
    }

    /// Opens a conversation of several people.
    pub(crate) fn open_group(
        &mut self,
        owner: UserId,
        others: &[UserId],
    ) -> Result<Changed<ChannelId>, Refusal> {
        let mut recipients = vec![owner];
        for user in others {
            if self.user(*user)?.bot {
                return Err(Refusal::INVALID_RECIPIENT);
            }
            if !recipients.contains(user) {
                recipients.push(*user);
            }
        }
        if recipients.len() > MAX_RECIPIENTS {
            return Err(Refusal::TOO_MANY_RECIPIENTS);
        }
        let id = self.clock.next_id();
        let group = Group {
            name: None,
            icon: None,
            owner_id: owner,
            application_id: None,
        };
        let direct = Direct {
            recipients,
            group: Some(group),
        };
        self.insert_channel(id, kind::GROUP_DM, Place::Direct(direct));
        let json = self.channel_json(self.channel(id)?);
        let event = Event::new("CHANNEL_CREATE", Audience::Page, 0, json);
        Ok(Changed::new(id, vec![event]))
    }

    /// Changes the name or the icon of a group.
    pub(crate) fn edit_group(
        &mut self,
        actor: &Actor,
        id: ChannelId,
        edit: GroupEdit,
    ) -> Result<Changed<Value>, Refusal> {
        self.group_for(id, actor.user)?;
        let icon = self.store_image_field(edit.icon);
        let Some(group) = self.direct_mut(id).and_then(|direct| direct.group.as_mut()) else {
            return Err(Refusal::DIRECT_CHANNEL);
        };
        edit.name.apply(&mut group.name);
        icon.apply(&mut group.icon);
        let json = self.channel_json_for(self.channel(id)?, Some(actor.user));
        let events = self.group_update(id).into_iter().collect();
        Ok(Changed::new(json, events))
    }

    fn direct_mut(&mut self, id: ChannelId) -> Option<&mut Direct> {
        match &mut self.channels.get_mut(&id)?.place {
            Place::Direct(direct) => Some(direct),
            Place::Guild(..) | Place::Thread(..) => None,
        }
    }

    fn group_update(&self, id: ChannelId) -> Option<Event> {
        let json = self.channel_json(self.channels.get(&id)?);
        Some(Event::new("CHANNEL_UPDATE", Audience::Page, 0, json))
    }

    /// Takes somebody into a group.
    pub(crate) fn add_recipient(
        &mut self,
        by: UserId,
        id: ChannelId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.group_for(id, by)?;
        if self.user(user)?.bot {
            return Err(Refusal::INVALID_RECIPIENT);
        }
        let recipients = match self.direct_mut(id) {
            Some(direct) => &mut direct.recipients,
            None => return Err(Refusal::WRONG_CHANNEL_TYPE),
        };
        if recipients.contains(&user) {
            return Ok(Changed::nothing(()));
        }
        if recipients.len() >= MAX_RECIPIENTS {
            return Err(Refusal::TOO_MANY_RECIPIENTS);
        }
        recipients.push(user);
        let mut events: Vec<Event> = self.group_update(id).into_iter().collect();
        events.push(self.tell_of_recipient(id, by, user, message_kind::RECIPIENT_ADD)?);
        Ok(Changed::new((), events))
    }

    /// Takes somebody out of a group; only its owner takes out others.
    pub(crate) fn remove_recipient(
        &mut self,
        by: UserId,
        id: ChannelId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        let owner = self.group_for(id, by)?;
        if by != user && by != owner {
            return Err(Refusal::MISSING_PERMISSIONS.because("only the owner removes others"));
        }
        if !self
            .direct_mut(id)
            .is_some_and(|direct| direct.recipients.contains(&user))
        {
            return Err(Refusal::UNKNOWN_USER);
        }
        // Told before, so that who is taken out hears of it as well.
        let told = self.tell_of_recipient(id, by, user, message_kind::RECIPIENT_REMOVE)?;
        let Some(direct) = self.direct_mut(id) else {
            return Err(Refusal::UNKNOWN_CHANNEL);
        };
        direct.recipients.retain(|other| *other != user);
        let heir = direct.recipients.first().copied();
        if let (Some(group), Some(heir)) = (&mut direct.group, heir)
            && group.owner_id == user
        {
            group.owner_id = heir;
        }
        let mut events = vec![told];
        events.extend(self.group_update(id));
        Ok(Changed::new((), events))
    }

    /// The owner of a group that a user is in.
    fn group_for(&self, id: ChannelId, user: UserId) -> Result<UserId, Refusal> {
        match &self.channel_for(id, user)?.place {
            Place::Direct(Direct {
                group: Some(group), ..
            }) => Ok(group.owner_id),
            Place::Direct(_) => Err(Refusal::DIRECT_CHANNEL),
            Place::Guild(..) | Place::Thread(..) => Err(Refusal::WRONG_CHANNEL_TYPE),
        }
    }

    /// The system message that somebody was taken into a conversation or a thread, or out of it.
    pub(super) fn tell_of_recipient(
        &mut self,
        channel: ChannelId,
        by: UserId,
        user: UserId,
        kind: u8,
    ) -> Result<Event, Refusal> {
        let id = self.clock.next_id();
        self.insert_message(Message {
            kind,
            mentions: vec![user],
            ..Message::new(id, channel, by)
        })
    }
}
