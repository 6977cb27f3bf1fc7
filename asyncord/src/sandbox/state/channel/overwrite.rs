//! What a role or a member may do in one channel, different from elsewhere.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    super::{
        Actor, Changed, Event, Refusal, Store,
        audit::{Note, action},
        bits::{as_text, intent, permission},
        ids::{ChannelId, GuildId, UserId},
    },
    Channel, ChannelEdit, Place,
};
use crate::id::{Id, marker::GenericMarker};

const MAX_OVERWRITES: usize = 1000;

/// Discord docs: Channel/Overwrite Object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Overwrite {
    pub(crate) id: Id<GenericMarker>,
    /// 0 a role, 1 a member.
    #[serde(rename = "type")]
    pub(crate) kind: u8,
    #[serde(with = "as_text")]
    pub(crate) allow: u64,
    #[serde(with = "as_text")]
    pub(crate) deny: u64,
}

/// The permissions in which two sets of overwrites differ.
fn differing(old: &[Overwrite], new: &[Overwrite]) -> u64 {
    let of = |list: &[Overwrite], id| {
        let found = list.iter().find(|overwrite| overwrite.id == id);
        found.map_or((0, 0), |overwrite| (overwrite.allow, overwrite.deny))
    };
    old.iter().chain(new).fold(0, |bits, overwrite| {
        let (before, after) = (of(old, overwrite.id), of(new, overwrite.id));
        bits | (before.0 ^ after.0) | (before.1 ^ after.1)
    })
}

impl Store {
    /// The permissions that a user may give and take in a channel, apart from whether it may at all.
    pub(super) fn overwritable(&self, channel: &Channel, user: UserId) -> u64 {
        let here = self.permissions_in(channel, user);
        let everywhere = channel
            .guild_id()
            .map_or(0, |guild| self.permissions(guild, user));
        let granted = here | everywhere & !permission::MANAGE_ROLES;
        let is_allowed_here = channel.own().is_some_and(|own| {
            own.permission_overwrites.iter().any(|overwrite| {
                overwrite.id == user.cast() && overwrite.allow & permission::MANAGE_ROLES != 0
            })
        });
        if is_allowed_here {
            permission::ALL & !permission::ADMINISTRATOR
        } else {
            granted
        }
    }

    /// Whether overwrites may become others, for somebody who has these permissions.
    pub(super) fn check_overwrites(
        &self,
        guild: GuildId,
        granted: u64,
        old: &[Overwrite],
        new: &[Overwrite],
    ) -> Result<(), Refusal> {
        if new.len() > MAX_OVERWRITES {
            return Err(Refusal::TOO_MANY_OVERWRITES);
        }
        if let Some(unknown) = new.iter().find(|one| !self.has_target(guild, one)) {
            let why = format!("nobody has the id {}", unknown.id);
            return Err(Refusal::UNKNOWN_OVERWRITE.because(why));
        }
        if old == new {
            return Ok(());
        }
        let bits = differing(old, new);
        // Who manages roles in one channel only must not make others do so.
        let own = if granted == permission::ALL {
            granted
        } else {
            granted & !permission::MANAGE_ROLES
        };
        let missing = permission::MANAGE_ROLES & !granted | bits & permission::ALL & !own;
        if missing == 0 {
            Ok(())
        } else {
            Err(Refusal::needs(missing, "the channel"))
        }
    }

    fn has_target(&self, guild: GuildId, overwrite: &Overwrite) -> bool {
        match overwrite.kind {
            0 => self
                .guilds
                .get(&guild)
                .is_some_and(|guild| guild.roles.contains_key(&overwrite.id.cast())),
            _ => self.users.contains_key(&overwrite.id.cast()),
        }
    }

    /// Sets what a role or a member may do in a channel.
    pub(crate) fn set_overwrite(
        &mut self,
        actor: &Actor,
        channel_id: ChannelId,
        overwrite: &Overwrite,
    ) -> Result<Changed<()>, Refusal> {
        let old = self.overwrites_of(channel_id, actor.user)?;
        let mut new = old.clone();
        let before = new.iter().position(|one| one.id == overwrite.id);
        let before = before.map(|index| new.remove(index));
        new.push(overwrite.clone());
        self.replace_overwrites(actor, channel_id, new, before.as_ref(), Some(overwrite))
    }

    /// Takes away what a role or a member may do in a channel, different from elsewhere.
    pub(crate) fn delete_overwrite(
        &mut self,
        actor: &Actor,
        channel_id: ChannelId,
        id: Id<GenericMarker>,
    ) -> Result<Changed<()>, Refusal> {
        let mut new = self.overwrites_of(channel_id, actor.user)?;
        let index = new.iter().position(|one| one.id == id);
        let index = index.ok_or(Refusal::UNKNOWN_OVERWRITE)?;
        let before = new.remove(index);
        self.replace_overwrites(actor, channel_id, new, Some(&before), None)
    }

    fn overwrites_of(&self, id: ChannelId, user: UserId) -> Result<Vec<Overwrite>, Refusal> {
        let channel = self.channel_for(id, user)?;
        match &channel.place {
            Place::Guild(_, own) => Ok(own.permission_overwrites.clone()),
            Place::Thread(..) => Err(Refusal::WRONG_CHANNEL_TYPE),
            Place::Direct(_) => Err(Refusal::DIRECT_CHANNEL),
        }
    }

    fn replace_overwrites(
        &mut self,
        actor: &Actor,
        channel_id: ChannelId,
        new: Vec<Overwrite>,
        before: Option<&Overwrite>,
        after: Option<&Overwrite>,
    ) -> Result<Changed<()>, Refusal> {
        let channel = self.channel_with(channel_id, actor.user, permission::MANAGE_ROLES)?;
        let Place::Guild(guild, own) = &channel.place else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        let guild = *guild;
        let granted = self.overwritable(channel, actor.user);
        self.check_overwrites(guild, granted, &own.permission_overwrites, &new)?;
        let Some(target) = after.or(before) else {
            return Ok(Changed::nothing(()));
        };
        if before == after {
            return Ok(Changed::nothing(()));
        }
        let action = match (before, after) {
            (None, _) => action::CHANNEL_OVERWRITE_CREATE,
            (Some(_), Some(_)) => action::CHANNEL_OVERWRITE_UPDATE,
            (Some(_), None) => action::CHANNEL_OVERWRITE_DELETE,
        };
        let json = |overwrite: Option<&Overwrite>| overwrite.map_or(Value::Null, |one| json!(one));
        let note = Note::on(channel_id)
            .changes(&json(before), &json(after))
            .options(self.overwrite_options(guild, target));
        let edit = ChannelEdit {
            permission_overwrites: Some(new),
            ..ChannelEdit::default()
        };
        self.telling_of_threads(guild, |store| {
            let mut events = store
                .apply_channel_edit(channel_id, edit, "CHANNEL_UPDATE")
                .events;
            events.extend(store.audit(guild, actor, action, note));
            Ok(Changed::new((), events))
        })
    }

    /// Whom an audit log entry about an overwrite names.
    fn overwrite_options(&self, guild: GuildId, target: &Overwrite) -> Value {
        let mut options = json!({ "id": target.id, "type": target.kind.to_string() });
        let role = self
            .guilds
            .get(&guild)
            .and_then(|guild| guild.roles.get(&target.id.cast()));
        if let Some(role) = role {
            options["role_name"] = role.name.as_str().into();
        }
        options
    }

    /// Takes the overwrites of a role or a member that is gone out of a guild's channels.
    pub(in super::super) fn forget_overwrites(&mut self, guild: GuildId, of: u64) -> Vec<Event> {
        let mut changed: Vec<ChannelId> = Vec::new();
        for channel in self.channels.values_mut() {
            let Place::Guild(own, settings) = &mut channel.place else {
                continue;
            };
            let overwrites = &mut settings.permission_overwrites;
            let before = overwrites.len();
            if *own == guild {
                overwrites.retain(|overwrite| overwrite.id != of);
            }
            if overwrites.len() != before {
                changed.push(channel.id);
            }
        }
        changed
            .into_iter()
            .filter_map(|id| self.channels.get(&id))
            .map(|channel| {
                let json = self.channel_json(channel);
                Event::new(
                    "CHANNEL_UPDATE",
                    channel.own_audience(),
                    intent::GUILDS,
                    json,
                )
            })
            .collect()
    }
}
