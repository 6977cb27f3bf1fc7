//! Whom a message mentions.

use super::super::{
    Store,
    bits::permission,
    channel::Channel,
    mention::{AllowedMentions, parse},
    message::{Message, kind},
};

impl Store {
    /// Finds out whom the content mentions.
    pub(in super::super) fn mention(&self, message: &mut Message, allowed: &AllowedMentions) {
        let found = parse(&message.content);
        let channel = self.channels.get(&message.channel_id);
        let guild = channel
            .and_then(Channel::guild_id)
            .and_then(|guild| self.guilds.get(&guild));
        // A webhook has no permissions; whoever made it could mention everyone.
        let may_all = message.webhook.is_some()
            || channel.is_some_and(|channel| {
                let granted = self.permissions_in(channel, message.author_id);
                granted & permission::MENTION_EVERYONE != 0
            });
        message.mention_everyone =
            guild.is_some() && found.everyone && may_all && allowed.everyone();
        message.mentions = found.users;
        message
            .mentions
            .retain(|user| self.users.contains_key(user) && allowed.user(*user));
        message.mention_roles = found.roles;
        message.mention_roles.retain(|role| {
            let role_of_guild = guild.and_then(|guild| guild.roles.get(role));
            role_of_guild.is_some_and(|role| may_all || role.mentionable) && allowed.role(*role)
        });
        if let Some(reference) = &message.reference
            && message.kind == kind::REPLY
            && allowed.replied_user()
            && let Ok(replied) = self.message(reference.channel_id, reference.message_id)
            && !message.mentions.contains(&replied.author_id)
        {
            message.mentions.push(replied.author_id);
        }
    }
}
