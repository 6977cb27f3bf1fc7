//! Templates: guilds to make others like them. Discord docs: Guild Template.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Actor, Changed, Field, Refusal, Store,
    bits::permission,
    channel::{Channel, GuildChannel, Place},
    guild::Guild,
    ids::{ChannelId, GuildId, RoleId, UserId, iso},
    user::User,
};

/// The template of a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Template {
    pub(crate) code: String,
    name: String,
    description: Option<String>,
    pub(crate) usage_count: u64,
    creator_id: UserId,
    created_at: u64,
    updated_at: u64,
    /// The guild as it was then, in its form on the wire.
    pub(crate) snapshot: Value,
}

/// A template and the guild it was made of.
pub(crate) type Found<'s> = (&'s Guild, &'s Template);

impl Store {
    /// A template by its code.
    pub(crate) fn template(&self, code: &str) -> Result<Found<'_>, Refusal> {
        self.guilds
            .values()
            .filter_map(|guild| Some((guild, guild.template.as_ref()?)))
            .find(|(_, template)| template.code == code)
            .ok_or(Refusal::UNKNOWN_TEMPLATE)
    }

    pub(crate) fn template_json(&self, (guild, template): Found<'_>) -> Value {
        let is_dirty = self.snapshot_of(guild) != template.snapshot;
        json!({
            "code": template.code,
            "name": template.name,
            "description": template.description,
            "usage_count": template.usage_count,
            "creator_id": template.creator_id,
            "creator": self.users.get(&template.creator_id).map(User::json),
            "created_at": iso(template.created_at),
            "updated_at": iso(template.updated_at),
            "source_guild_id": guild.id,
            "serialized_source_guild": template.snapshot,
            "is_dirty": is_dirty.then_some(true),
        })
    }

    /// The templates of a guild, of which there is one at most.
    pub(crate) fn templates(&self, id: GuildId, user: UserId) -> Result<Vec<Value>, Refusal> {
        let guild = self.guild_with(id, user, permission::MANAGE_GUILD)?;
        let template = guild.template.iter();
        Ok(template
            .map(|template| self.template_json((guild, template)))
            .collect())
    }

    pub(crate) fn create_template(
        &mut self,
        actor: &Actor,
        id: GuildId,
        name: String,
        description: Option<String>,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guild_with(id, actor.user, permission::MANAGE_GUILD)?;
        if guild.template.is_some() {
            return Err(Refusal::ALREADY_HAS_TEMPLATE);
        }
        let now = self.clock.now();
        let template = Template {
            code: (0..12).map(|_| fastrand::alphanumeric()).collect(),
            name,
            description,
            usage_count: 0,
            creator_id: actor.user,
            created_at: now,
            updated_at: now,
            snapshot: self.snapshot_of(guild),
        };
        let json = self.template_json((guild, &template));
        self.put_template(id, Some(template));
        Ok(Changed::nothing(json))
    }

    /// The template of a guild with this code, for who may manage it.
    fn own_template(&self, actor: &Actor, id: GuildId, code: &str) -> Result<Template, Refusal> {
        let guild = self.guild_with(id, actor.user, permission::MANAGE_GUILD)?;
        let template = guild.template.as_ref();
        template
            .filter(|template| template.code == code)
            .cloned()
            .ok_or(Refusal::UNKNOWN_TEMPLATE)
    }

    fn put_template(&mut self, id: GuildId, template: Option<Template>) {
        if let Some(guild) = self.guilds.get_mut(&id) {
            guild.template = template;
        }
    }

    /// Brings a template up to the guild as it is now.
    pub(crate) fn sync_template(
        &mut self,
        actor: &Actor,
        id: GuildId,
        code: &str,
    ) -> Result<Changed<Value>, Refusal> {
        let mut template = self.own_template(actor, id, code)?;
        template.snapshot = self.snapshot_of(self.guild(id)?);
        self.change_template(id, template)
    }

    pub(crate) fn edit_template(
        &mut self,
        actor: &Actor,
        id: GuildId,
        code: &str,
        name: Option<String>,
        description: Field<String>,
    ) -> Result<Changed<Value>, Refusal> {
        let mut template = self.own_template(actor, id, code)?;
        template.name = name.unwrap_or(template.name);
        description.apply(&mut template.description);
        self.change_template(id, template)
    }

    fn change_template(
        &mut self,
        id: GuildId,
        mut template: Template,
    ) -> Result<Changed<Value>, Refusal> {
        template.updated_at = self.clock.now();
        let json = self.template_json((self.guild(id)?, &template));
        self.put_template(id, Some(template));
        Ok(Changed::nothing(json))
    }

    pub(crate) fn delete_template(
        &mut self,
        actor: &Actor,
        id: GuildId,
        code: &str,
    ) -> Result<Changed<Value>, Refusal> {
        let template = self.own_template(actor, id, code)?;
        let json = self.template_json((self.guild(id)?, &template));
        self.put_template(id, None);
        Ok(Changed::nothing(json))
    }

    /// A guild as templates keep it: with small numbers in place of ids.
    fn snapshot_of(&self, guild: &Guild) -> Value {
        let roles = guild.roles_in_order();
        let role_ids: HashMap<RoleId, u64> = roles.iter().map(|role| role.id).zip(0..).collect();
        let channels: Vec<(&Channel, &GuildChannel)> = self
            .channels_of(guild.id)
            .filter_map(|channel| match &channel.place {
                Place::Guild(_, own) => Some((channel, &**own)),
                Place::Thread(..) | Place::Direct(_) => None,
            })
            .collect();
        let channel_ids: HashMap<ChannelId, u64> = channels
            .iter()
            .map(|(channel, _)| channel.id)
            .zip(1..)
            .collect();
        let number = |id: Option<ChannelId>| id.and_then(|id| channel_ids.get(&id));
        let roles: Vec<Value> = roles
            .iter()
            .filter(|role| !role.is_managed())
            .map(|role| {
                json!({
                    "id": role_ids.get(&role.id),
                    "name": role.name,
                    "permissions": role.permissions.to_string(),
                    "color": role.colors.primary,
                    "colors": role.colors,
                    "hoist": role.hoist,
                    "mentionable": role.mentionable,
                    "icon": null,
                    "unicode_emoji": role.unicode_emoji,
                })
            })
            .collect();
        let channels: Vec<Value> = channels
            .iter()
            .map(|(channel, own)| {
                let mut json = channel_snapshot(channel, own, &role_ids);
                json["id"] = json!(channel_ids.get(&channel.id));
                json["parent_id"] = json!(number(own.parent_id));
                json
            })
            .collect();
        let own = &guild.settings;
        json!({
            "name": guild.name,
            "description": guild.description,
            "region": "deprecated",
            "verification_level": own.verification_level,
            "default_message_notifications": own.default_message_notifications,
            "explicit_content_filter": own.explicit_content_filter,
            "preferred_locale": own.preferred_locale,
            "afk_channel_id": number(own.afk_channel_id),
            "afk_timeout": own.afk_timeout,
            "system_channel_id": number(guild.system_channel_id),
            "system_channel_flags": own.system_channel_flags,
            "roles": roles,
            "channels": channels,
        })
    }
}

fn channel_snapshot(
    channel: &Channel,
    own: &GuildChannel,
    role_ids: &HashMap<RoleId, u64>,
) -> Value {
    let overwrites: Vec<Value> = own
        .permission_overwrites
        .iter()
        .filter_map(|overwrite| {
            // Members are not part of a template.
            let id = role_ids.get(&overwrite.id.cast())?;
            let (allow, deny) = (overwrite.allow.to_string(), overwrite.deny.to_string());
            Some(json!({ "id": id, "type": 0, "allow": allow, "deny": deny }))
        })
        .collect();
    json!({
        "type": channel.kind,
        "name": own.name,
        "position": own.position,
        "topic": own.topic,
        "bitrate": own.voice.bitrate,
        "user_limit": own.voice.user_limit,
        "nsfw": own.nsfw,
        "rate_limit_per_user": own.rate_limit_per_user,
        "default_auto_archive_duration": own.threads.auto_archive_duration,
        "permission_overwrites": overwrites,
        "available_tags": null,
        "template": "",
        "default_reaction_emoji": null,
        "default_thread_rate_limit_per_user": own.threads.rate_limit_per_user,
        "default_sort_order": own.forum.default_sort_order,
        "default_forum_layout": null,
        "default_tag_setting": null,
        "theme_color": null,
    })
}
