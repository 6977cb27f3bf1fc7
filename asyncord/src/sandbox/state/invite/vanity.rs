//! The address of a guild: an invite with a code of its choice.

use super::{
    super::{
        Store,
        channel::{Place, kind},
        ids::{ChannelId, GuildId},
    },
    Invite, InviteWish,
};

impl Store {
    /// Gives a guild a code for its address in place of the one it has, or none.
    pub(in super::super) fn set_vanity(&mut self, id: GuildId, code: Option<String>) {
        let channel = self.first_text_channel(id);
        let created_at = self.clock.now();
        let Some(guild) = self.guilds.get_mut(&id) else {
            return;
        };
        let settings = &mut guild.settings;
        if let Some(old) = std::mem::replace(&mut settings.vanity_url_code, code) {
            self.invites.remove(&old);
        }
        let (Some(code), Some(channel_id)) = (settings.vanity_url_code.clone(), channel) else {
            return;
        };
        let invite = Invite {
            code: code.clone(),
            guild_id: id,
            channel_id,
            inviter_id: None,
            created_at,
            uses: 0,
            wish: InviteWish {
                max_age: 0,
                ..InviteWish::default()
            },
            targets: None,
        };
        self.invites.insert(code, invite);
    }

    /// Whether an invite is the address of its guild, which is not among the guild's invites.
    pub(super) fn is_vanity(&self, invite: &Invite) -> bool {
        self.guilds
            .get(&invite.guild_id)
            .is_some_and(|guild| guild.settings.vanity_url_code.as_ref() == Some(&invite.code))
    }

    fn first_text_channel(&self, id: GuildId) -> Option<ChannelId> {
        self.channels_of(id)
            .filter(|channel| channel.kind == kind::GUILD_TEXT)
            .min_by_key(|channel| match &channel.place {
                Place::Guild(_, own) => (own.position, channel.id),
                Place::Thread(..) | Place::Direct(_) => (0, channel.id),
            })
            .map(|channel| channel.id)
    }
}
