//! What a user may do where. Discord docs: Permissions.

use std::cmp::Reverse;

use super::{
    Refusal, Store,
    bits::permission,
    channel::{Channel, GuildChannel, Overwrite, Place, kind},
    guild::Guild,
    ids::{ChannelId, GuildId, RoleId, UserId},
    role::Role,
};

/// A role's place in the order of roles: of equal positions the older role stands higher.
pub(crate) type Rank = (u32, Reverse<RoleId>);

impl Role {
    pub(crate) fn rank(&self) -> Rank {
        (self.position, Reverse(self.id))
    }
}

impl Guild {
    /// What a member may do in the guild, channels aside; nothing if it is none.
    pub(crate) fn permissions(&self, user: UserId, now: u64) -> u64 {
        let Some(member) = self.members.get(&user) else {
            return 0;
        };
        let everyone: RoleId = self.id.cast();
        let bits = member
            .roles
            .iter()
            .chain([&everyone])
            .filter_map(|role| self.roles.get(role))
            .fold(0, |bits, role| bits | role.permissions);
        if self.owner_id == user || bits & permission::ADMINISTRATOR != 0 {
            permission::ALL
        } else if member.is_timed_out(now) || self.auto_moderation.is_quarantined(user) {
            bits & permission::TIMED_OUT
        } else {
            bits
        }
    }

    /// The highest role of a member.
    pub(crate) fn top_rank(&self, user: UserId) -> Option<Rank> {
        let member = self.members.get(&user)?;
        member
            .roles
            .iter()
            .filter_map(|role| self.roles.get(role))
            .map(Role::rank)
            .max()
    }

    /// Whether a member may manage another one.
    pub(crate) fn outranks(&self, user: UserId, other: UserId) -> bool {
        if self.owner_id == other {
            return false;
        }
        self.owner_id == user || self.top_rank(user) > self.top_rank(other)
    }

    /// Whether a member may manage a role.
    pub(crate) fn outranks_role(&self, user: UserId, role: &Role) -> bool {
        self.owner_id == user || self.top_rank(user).is_some_and(|top| top > role.rank())
    }

    fn with_overwrites(&self, user: UserId, base: u64, overwrites: &[Overwrite]) -> u64 {
        let of = |id: u64| overwrites.iter().find(|overwrite| overwrite.id.get() == id);
        let apply = |bits: u64, deny: u64, allow: u64| bits & !deny | allow;
        let mut bits = base;
        if let Some(everyone) = of(self.id.get()) {
            bits = apply(bits, everyone.deny, everyone.allow);
        }
        let roles = self
            .members
            .get(&user)
            .map_or(&[][..], |member| &member.roles);
        let (deny, allow) = roles
            .iter()
            .filter_map(|role| of(role.get()))
            .fold((0, 0), |(deny, allow), overwrite| {
                (deny | overwrite.deny, allow | overwrite.allow)
            });
        bits = apply(bits, deny, allow);
        match of(user.get()) {
            Some(own) => apply(bits, own.deny, own.allow),
            None => bits,
        }
    }
}

impl Store {
    /// What a member may do in the guild, channels aside.
    pub(crate) fn permissions(&self, guild: GuildId, user: UserId) -> u64 {
        let guild = self.guilds.get(&guild);
        guild.map_or(0, |guild| guild.permissions(user, self.clock.now()))
    }

    /// What a user may do in a channel, with all that follows from what it may not.
    pub(crate) fn permissions_in(&self, channel: &Channel, user: UserId) -> u64 {
        match &channel.place {
            Place::Direct(direct) if direct.recipients.contains(&user) => permission::ALL,
            Place::Direct(_) => 0,
            Place::Guild(guild, own) => implied(self.overwritten(*guild, own, user), channel),
            Place::Thread(guild, thread) => {
                let Some(Place::Guild(_, parent)) = self
                    .channels
                    .get(&thread.parent_id)
                    .map(|channel| &channel.place)
                else {
                    return 0;
                };
                let bits = self.overwritten(*guild, parent, user);
                let sees = channel.kind != kind::PRIVATE_THREAD
                    || thread.members.contains_key(&user)
                    || bits & permission::MANAGE_THREADS != 0;
                if sees {
                    implied(in_a_thread(bits), channel)
                } else {
                    0
                }
            }
        }
    }

    /// What a member has in a guild's channel by its roles and the channel's overwrites.
    fn overwritten(&self, guild: GuildId, channel: &GuildChannel, user: UserId) -> u64 {
        let Some(guild) = self.guilds.get(&guild) else {
            return 0;
        };
        let now = self.clock.now();
        let base = guild.permissions(user, now);
        if base == permission::ALL {
            return base;
        }
        let bits = guild.with_overwrites(user, base, &channel.permission_overwrites);
        let is_timed_out = guild
            .members
            .get(&user)
            .is_some_and(|member| member.is_timed_out(now));
        if is_timed_out || guild.auto_moderation.is_quarantined(user) {
            bits & permission::TIMED_OUT
        } else {
            bits
        }
    }

    pub(crate) fn sees(&self, channel: &Channel, user: UserId) -> bool {
        self.permissions_in(channel, user) & permission::VIEW_CHANNEL != 0
    }

    /// The guild, for a member who must have these permissions in it.
    pub(crate) fn guild_with(
        &self,
        id: GuildId,
        user: UserId,
        needed: u64,
    ) -> Result<&Guild, Refusal> {
        let guild = self.guild_for(id, user)?;
        let missing = needed & !guild.permissions(user, self.clock.now());
        if missing == 0 {
            Ok(guild)
        } else {
            Err(Refusal::needs(missing, &guild.name))
        }
    }

    /// The channel, for a user who must see it and have these permissions there.
    pub(crate) fn channel_with(
        &self,
        id: ChannelId,
        user: UserId,
        needed: u64,
    ) -> Result<&Channel, Refusal> {
        let channel = self.channel_for(id, user)?;
        let missing = needed & !self.permissions_in(channel, user);
        if missing == 0 {
            Ok(channel)
        } else {
            Err(Refusal::needs(missing, &channel.title()))
        }
    }
}

/// Without some permissions others are worth nothing.
fn implied(bits: u64, channel: &Channel) -> u64 {
    const OF_WRITERS: u64 = permission::MENTION_EVERYONE
        | permission::SEND_TTS_MESSAGES
        | permission::ATTACH_FILES
        | permission::EMBED_LINKS;

    if bits & permission::VIEW_CHANNEL == 0 {
        return 0;
    }
    let is_voice = channel.is_voice();
    if is_voice && bits & permission::CONNECT == 0 {
        return bits & permission::VIEW_CHANNEL;
    }
    if bits & permission::SEND_MESSAGES == 0 {
        return bits & !OF_WRITERS;
    }
    bits
}

/// In threads SEND_MESSAGES_IN_THREADS counts in place of SEND_MESSAGES.
fn in_a_thread(bits: u64) -> u64 {
    let without = bits & !permission::SEND_MESSAGES;
    if bits & permission::SEND_MESSAGES_IN_THREADS == 0 {
        without
    } else {
        without | permission::SEND_MESSAGES
    }
}

#[cfg(test)]
mod tests {
    use super::super::{
        Refusal, Store,
        bits::permission::{
            ALL, ATTACH_FILES, MANAGE_CHANNELS, MANAGE_MESSAGES, READ_MESSAGE_HISTORY,
            SEND_MESSAGES, VIEW_CHANNEL,
        },
        channel::{ChannelEdit, Overwrite},
        ids::{RoleId, UserId, seed},
        member::MemberEdit,
        seed::{ADA, GENERAL, GUILD},
    };
    use crate::sandbox::state::Field;

    const LINUS: UserId = seed(23);
    const NIGHT_OWLS: RoleId = seed(3);

    fn with(overwrites: Vec<Overwrite>) -> Store {
        let mut store = Store::seeded("http://127.0.0.1:1");
        let edit = ChannelEdit {
            permission_overwrites: Some(overwrites),
            ..ChannelEdit::default()
        };
        store.edit_channel(&ADA.into(), GENERAL, edit).unwrap();
        store
    }

    fn overwrite<M>(id: crate::id::Id<M>, kind: u8, allow: u64, deny: u64) -> Overwrite {
        Overwrite {
            id: id.cast(),
            kind,
            allow,
            deny,
        }
    }

    fn of_linus(store: &Store) -> u64 {
        store.permissions_in(store.channel(GENERAL).unwrap(), LINUS)
    }

    #[test]
    fn overwrites_count_in_discords_order() {
        let everyone = overwrite(GUILD, 0, MANAGE_MESSAGES, SEND_MESSAGES);
        let store = with(vec![everyone.clone()]);
        assert_eq!(of_linus(&store) & MANAGE_MESSAGES, MANAGE_MESSAGES);
        assert_eq!(of_linus(&store) & (SEND_MESSAGES | ATTACH_FILES), 0);

        let role = overwrite(NIGHT_OWLS, 0, SEND_MESSAGES, MANAGE_MESSAGES);
        let store = with(vec![everyone.clone(), role.clone()]);
        assert_eq!(of_linus(&store) & SEND_MESSAGES, SEND_MESSAGES);
        assert_eq!(of_linus(&store) & MANAGE_MESSAGES, 0);

        let own = overwrite(LINUS, 1, 0, VIEW_CHANNEL);
        let store = with(vec![everyone, role, own]);
        assert_eq!(
            of_linus(&store),
            0,
            "who does not see a channel can do nothing there"
        );
        assert_eq!(
            store.channel_for(GENERAL, LINUS).unwrap_err(),
            Refusal::MISSING_ACCESS
        );
    }

    #[test]
    fn owners_have_all_and_the_timed_out_only_look() {
        let everyone = overwrite(GUILD, 0, 0, VIEW_CHANNEL);
        let mut store = with(vec![everyone]);
        let general = store.channel(GENERAL).unwrap();
        assert_eq!(store.permissions_in(general, ADA), ALL);

        store = with(Vec::new());
        let edit = MemberEdit {
            disabled_until: Field::Value(store.clock.now() + 1000),
            ..MemberEdit::default()
        };
        store.edit_member(GUILD, LINUS, edit).unwrap();
        assert_eq!(of_linus(&store), VIEW_CHANNEL | READ_MESSAGE_HISTORY);
        store.clock.put_forward(1000);
        assert_eq!(of_linus(&store) & SEND_MESSAGES, SEND_MESSAGES);
    }

    #[test]
    fn what_is_missing_is_named() {
        let store = with(Vec::new());
        let refusal = store
            .channel_with(GENERAL, LINUS, MANAGE_CHANNELS | SEND_MESSAGES)
            .unwrap_err();
        assert_eq!(refusal, Refusal::MISSING_PERMISSIONS);
        let why = refusal.why.as_deref();
        assert_eq!(why, Some("needs MANAGE_CHANNELS in #general"));
    }
}
