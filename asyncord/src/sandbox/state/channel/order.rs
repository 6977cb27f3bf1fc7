//! The order of a guild's channels.

use super::{
    super::{
        Actor, Changed, Event, Field, Refusal, Store,
        bits::permission,
        ids::{ChannelId, GuildId},
    },
    ChannelEdit,
};

/// Where one channel goes.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub(crate) id: ChannelId,
    pub(crate) position: Option<i64>,
    pub(crate) parent_id: Field<ChannelId>,
    /// Takes over the overwrites of the new category.
    pub(crate) lock_permissions: bool,
}

impl Store {
    /// Moves several channels of a guild at once; one of them may come into another category.
    pub(crate) fn move_channels(
        &mut self,
        actor: &Actor,
        guild: GuildId,
        moves: &[Move],
    ) -> Result<Changed<()>, Refusal> {
        self.guild_for(guild, actor.user)?;
        for one in moves {
            self.check_move(guild, one)?;
        }
        let with_parent = |one: &&Move| one.parent_id != Field::Absent;
        if moves.iter().filter(with_parent).count() > 1 {
            return Err(Refusal::ONE_PARENT_AT_A_TIME);
        }
        self.guild_with(guild, actor.user, permission::MANAGE_CHANNELS)?;
        self.telling_of_threads(guild, |store| {
            let events = moves.iter().flat_map(|one| store.apply_move(one)).collect();
            Ok(Changed::new((), events))
        })
    }

    fn check_move(&self, guild: GuildId, one: &Move) -> Result<(), Refusal> {
        let channel = self.channel(one.id)?;
        if channel.own().is_none() || channel.guild_id() != Some(guild) {
            return Err(Refusal::UNKNOWN_CHANNEL);
        }
        let edit = ChannelEdit {
            parent_id: one.parent_id.clone(),
            ..ChannelEdit::default()
        };
        self.check_settings(guild, Some(channel), channel.kind, &edit)
    }

    fn apply_move(&mut self, one: &Move) -> Vec<Event> {
        let Some(channel) = self.channels.get(&one.id) else {
            return Vec::new();
        };
        let before = self.channel_json(channel);
        let parent = one.parent_id.clone().value().or(channel.parent_id());
        let inherited = parent
            .filter(|_| one.lock_permissions)
            .and_then(|parent| self.channels.get(&parent)?.own())
            .map(|parent| parent.permission_overwrites.clone());
        let edit = ChannelEdit {
            position: one.position,
            parent_id: one.parent_id.clone(),
            permission_overwrites: inherited,
            ..ChannelEdit::default()
        };
        let changed = self.apply_channel_edit(one.id, edit, "CHANNEL_UPDATE");
        if changed.value == before {
            Vec::new()
        } else {
            changed.events
        }
    }
}
