//! Channels of guilds, and direct conversations.

use serde_json::{Value, json};

use super::{
    Changed, Event, Field, Refusal, Store,
    bits::intent,
    event::Audience,
    ids::{ChannelId, GuildId, MessageId, UserId, iso, now_ms},
    user::User,
};

/// Types of channels that the sandbox makes. Discord docs: Channel/Channel Types.
pub(crate) mod kind {
    pub(crate) const GUILD_TEXT: u8 = 0;
    pub(crate) const DM: u8 = 1;
    pub(crate) const GUILD_VOICE: u8 = 2;
    pub(crate) const GUILD_CATEGORY: u8 = 4;
    pub(crate) const GUILD_ANNOUNCEMENT: u8 = 5;

    /// The types that `POST /guilds/{guild_id}/channels` can make here.
    pub(crate) const CREATABLE: [u8; 4] =
        [GUILD_TEXT, GUILD_VOICE, GUILD_CATEGORY, GUILD_ANNOUNCEMENT];
}

/// A channel; its messages stand in the store.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(crate) id: ChannelId,
    pub(crate) kind: u8,
    /// Where it is: in a guild, else a direct conversation.
    pub(crate) place: Place,
    pub(crate) last_message_id: Option<MessageId>,
    pub(crate) last_pin_at: Option<u64>,
}

/// Where a channel is.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    Guild(GuildId, GuildChannel),
    Direct(Vec<UserId>),
}

/// What only a guild's channels have.
#[derive(Clone, Debug, Default)]
pub(crate) struct GuildChannel {
    pub(crate) name: String,
    pub(crate) topic: Option<String>,
    pub(crate) position: i64,
    pub(crate) parent_id: Option<ChannelId>,
    pub(crate) nsfw: bool,
    pub(crate) rate_limit_per_user: i64,
    pub(crate) bitrate: i64,
    pub(crate) user_limit: i64,
    /// As they came; the sandbox does not act on them.
    pub(crate) permission_overwrites: Vec<Value>,
}

/// What is changed of a guild's channel; what is `None` or absent stays.
#[derive(Debug, Default)]
pub(crate) struct ChannelEdit {
    pub(crate) name: Option<String>,
    pub(crate) topic: Field<String>,
    pub(crate) position: Option<i64>,
    pub(crate) parent_id: Field<ChannelId>,
    pub(crate) nsfw: Option<bool>,
    pub(crate) rate_limit_per_user: Option<i64>,
    pub(crate) bitrate: Option<i64>,
    pub(crate) user_limit: Option<i64>,
    pub(crate) permission_overwrites: Option<Vec<Value>>,
}

impl Channel {
    pub(crate) fn guild_id(&self) -> Option<GuildId> {
        match self.place {
            Place::Guild(guild, _) => Some(guild),
            Place::Direct(_) => None,
        }
    }

    pub(crate) fn audience(&self) -> Audience {
        match &self.place {
            Place::Guild(guild, _) => Audience::Guild(*guild),
            Place::Direct(users) => Audience::Direct(users.clone()),
        }
    }

    /// The intent for an event of this channel, of the two that are for guilds and for direct messages.
    pub(crate) fn intent(&self, guild: u64, direct: u64) -> u64 {
        match self.place {
            Place::Guild(..) => guild,
            Place::Direct(_) => direct,
        }
    }

    pub(crate) fn takes_messages(&self) -> bool {
        self.kind != kind::GUILD_CATEGORY
    }
}

impl Store {
    pub(crate) fn channel(&self, id: ChannelId) -> Result<&Channel, Refusal> {
        self.channels.get(&id).ok_or(Refusal::UnknownChannel)
    }

    /// The channel, for a user who must be able to see it.
    pub(crate) fn channel_for(&self, id: ChannelId, user: UserId) -> Result<&Channel, Refusal> {
        let channel = self.channel(id)?;
        let sees = match &channel.place {
            Place::Guild(guild, _) => self.is_member(*guild, user),
            Place::Direct(users) => users.contains(&user),
        };
        if sees {
            Ok(channel)
        } else {
            Err(Refusal::MissingAccess)
        }
    }

    pub(crate) fn channels(&self) -> impl Iterator<Item = &Channel> {
        self.channels.values()
    }

    pub(crate) fn channels_of(&self, guild: GuildId) -> impl Iterator<Item = &Channel> {
        self.channels
            .values()
            .filter(move |channel| channel.guild_id() == Some(guild))
    }

    pub(crate) fn channel_json(&self, channel: &Channel) -> Value {
        self.channel_json_for(channel, None)
    }

    /// The channel as a user sees it, who is not among the recipients of a direct conversation.
    pub(crate) fn channel_json_for(&self, channel: &Channel, viewer: Option<UserId>) -> Value {
        let mut json = json!({
            "id": channel.id,
            "type": channel.kind,
            "flags": 0,
        });
        match &channel.place {
            Place::Direct(users) => {
                json["recipients"] = users
                    .iter()
                    .filter(|user| Some(**user) != viewer)
                    .filter_map(|user| self.users.get(user))
                    .map(User::json)
                    .collect();
            }
            Place::Guild(guild, own) => {
                json["guild_id"] = json!(guild);
                json["name"] = own.name.as_str().into();
                json["position"] = own.position.into();
                json["parent_id"] = json!(own.parent_id);
                json["permission_overwrites"] = own.permission_overwrites.clone().into();
                if channel.kind == kind::GUILD_CATEGORY {
                    return json;
                }
                json["nsfw"] = own.nsfw.into();
                json["topic"] = json!(own.topic);
                json["rate_limit_per_user"] = own.rate_limit_per_user.into();
                if channel.kind == kind::GUILD_VOICE {
                    json["bitrate"] = own.bitrate.into();
                    json["user_limit"] = own.user_limit.into();
                    json["rtc_region"] = Value::Null;
                }
            }
        }
        json["last_message_id"] = json!(channel.last_message_id);
        json["last_pin_timestamp"] = json!(channel.last_pin_at.map(iso));
        json
    }

    /// Makes a channel in a guild, below the others.
    pub(crate) fn create_channel(
        &mut self,
        guild: GuildId,
        kind: u8,
        edit: ChannelEdit,
    ) -> Result<Changed<Value>, Refusal> {
        self.guild(guild)?;
        let below = self
            .channels_of(guild)
            .filter_map(|channel| match &channel.place {
                Place::Guild(_, own) => Some(own.position + 1),
                Place::Direct(_) => None,
            })
            .max()
            .unwrap_or(0);
        let id = self.ids.next();
        let own = GuildChannel {
            position: below,
            bitrate: 64_000,
            ..GuildChannel::default()
        };
        self.check_parent(guild, &edit)?;
        self.insert_channel(id, kind, Place::Guild(guild, own));
        Ok(self.apply_channel_edit(id, edit, "CHANNEL_CREATE"))
    }

    pub(crate) fn edit_channel(
        &mut self,
        id: ChannelId,
        edit: ChannelEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let Place::Guild(guild, _) = self.channel(id)?.place else {
            return Err(Refusal::DirectChannel);
        };
        self.check_parent(guild, &edit)?;
        Ok(self.apply_channel_edit(id, edit, "CHANNEL_UPDATE"))
    }

    fn check_parent(&self, guild: GuildId, edit: &ChannelEdit) -> Result<(), Refusal> {
        let Field::Value(parent) = edit.parent_id else {
            return Ok(());
        };
        let parent = self.channel(parent)?;
        if parent.kind == kind::GUILD_CATEGORY && parent.guild_id() == Some(guild) {
            Ok(())
        } else {
            Err(Refusal::WrongChannelType)
        }
    }

    fn apply_channel_edit(
        &mut self,
        id: ChannelId,
        edit: ChannelEdit,
        event: &'static str,
    ) -> Changed<Value> {
        if let Some(channel) = self.channels.get_mut(&id)
            && let Place::Guild(_, own) = &mut channel.place
        {
            own.name = edit.name.unwrap_or_else(|| std::mem::take(&mut own.name));
            edit.topic.apply(&mut own.topic);
            edit.parent_id.apply(&mut own.parent_id);
            if let Some(overwrites) = edit.permission_overwrites {
                own.permission_overwrites = overwrites;
            }
            own.position = edit.position.unwrap_or(own.position);
            own.nsfw = edit.nsfw.unwrap_or(own.nsfw);
            own.rate_limit_per_user = edit.rate_limit_per_user.unwrap_or(own.rate_limit_per_user);
            own.bitrate = edit.bitrate.unwrap_or(own.bitrate);
            own.user_limit = edit.user_limit.unwrap_or(own.user_limit);
        }
        let Some(channel) = self.channels.get(&id) else {
            return Changed::nothing(Value::Null);
        };
        let json = self.channel_json(channel);
        let event = Event::new(event, channel.audience(), intent::GUILDS, json.clone());
        Changed::new(json, vec![event])
    }

    /// Deletes a guild's channel with its messages; a direct conversation is only closed.
    pub(crate) fn delete_channel(
        &mut self,
        id: ChannelId,
        viewer: UserId,
    ) -> Result<Changed<Value>, Refusal> {
        let channel = self.channel(id)?;
        let json = self.channel_json_for(channel, Some(viewer));
        if channel.guild_id().is_none() {
            return Ok(Changed::nothing(json));
        }
        let mut events = vec![Event::new(
            "CHANNEL_DELETE",
            channel.audience(),
            intent::GUILDS,
            json.clone(),
        )];
        self.channels.remove(&id);
        self.messages.remove(&id);
        self.files.retain(|_, file| file.channel_id != id);
        // The channels of a deleted category stand on their own.
        let orphans: Vec<ChannelId> = self
            .channels
            .values()
            .filter(|channel| {
                matches!(&channel.place, Place::Guild(_, own) if own.parent_id == Some(id))
            })
            .map(|channel| channel.id)
            .collect();
        for orphan in orphans {
            let edit = ChannelEdit {
                parent_id: Field::Null,
                ..ChannelEdit::default()
            };
            events.extend(
                self.apply_channel_edit(orphan, edit, "CHANNEL_UPDATE")
                    .events,
            );
        }
        Ok(Changed::new(json, events))
    }

    /// Opens the conversation of two users, or finds the one they have.
    pub(crate) fn open_direct(
        &mut self,
        from: UserId,
        to: UserId,
    ) -> Result<Changed<ChannelId>, Refusal> {
        let both_bots = self.user(from)?.bot && self.user(to)?.bot;
        if from == to || both_bots {
            return Err(Refusal::CannotMessageUser);
        }
        let existing = self.channels.values().find(|channel| {
            matches!(&channel.place, Place::Direct(users) if users.contains(&from) && users.contains(&to))
        });
        if let Some(channel) = existing {
            return Ok(Changed::nothing(channel.id));
        }
        let id = self.ids.next();
        self.insert_channel(id, kind::DM, Place::Direct(vec![from, to]));
        let json = self.channel_json(self.channel(id)?);
        // Bots have not been told of new direct conversations since version 8 of the gateway.
        let event = Event::new("CHANNEL_CREATE", Audience::Page, 0, json);
        Ok(Changed::new(id, vec![event]))
    }

    pub(super) fn insert_channel(&mut self, id: ChannelId, kind: u8, place: Place) {
        self.channels.insert(
            id,
            Channel {
                id,
                kind,
                place,
                last_message_id: None,
                last_pin_at: None,
            },
        );
    }

    /// Tells that a user is typing.
    pub(crate) fn typing(&self, id: ChannelId, user: UserId) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_for(id, user)?;
        if !channel.takes_messages() {
            return Err(Refusal::NotATextChannel);
        }
        let mut data = json!({
            "channel_id": id,
            "user_id": user,
            "timestamp": now_ms() / 1000,
        });
        if let Some(guild) = channel.guild_id() {
            data["guild_id"] = json!(guild);
            if let Some(member) = self.member_of(guild, user) {
                data["member"] = member;
            }
        }
        let intents = channel.intent(intent::GUILD_MESSAGE_TYPING, intent::DIRECT_MESSAGE_TYPING);
        Ok(Changed::new(
            (),
            vec![Event::new(
                "TYPING_START",
                channel.audience(),
                intents,
                data,
            )],
        ))
    }
}
