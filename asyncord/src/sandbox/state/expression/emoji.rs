//! Custom emojis of guilds and applications.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::{intent, permission},
    event::Audience,
    ids::{ApplicationId, EmojiId, GuildId, RoleId, UserId},
    image::Image,
};

/// For how many emojis of each kind, still and moving, a guild has room, by its boost level.
const MOST_OF_GUILD: [usize; 4] = [50, 100, 150, 250];
const MOST_OF_APPLICATION: usize = 2000;
const MAX_BYTES: usize = 256 * 1024;

/// An emoji that somebody has uploaded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CustomEmoji {
    pub(crate) id: EmojiId,
    pub(crate) name: String,
    /// Only members with one of these may use it; everybody if there is none.
    pub(crate) roles: Vec<RoleId>,
    pub(crate) maker: Option<UserId>,
    pub(crate) animated: bool,
    /// The hash of its image.
    pub(crate) image: String,
}

/// Where a custom emoji is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EmojiOwner {
    Guild(GuildId),
    Application(ApplicationId),
}

/// What is changed of an emoji; what is absent stays.
#[derive(Debug, Default)]
pub(crate) struct EmojiEdit {
    pub(crate) name: Option<String>,
    pub(crate) roles: Field<Vec<RoleId>>,
}

impl CustomEmoji {
    /// The emoji as a guild's payload has it.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "name": self.name,
            "roles": self.roles,
            "require_colons": true,
            "managed": false,
            "animated": self.animated,
            "available": true,
        })
    }

    fn draw(id: EmojiId, name: String, roles: Vec<RoleId>, maker: UserId, image: &Image) -> Self {
        Self {
            id,
            name,
            roles,
            maker: Some(maker),
            animated: image.is_moving(),
            image: String::new(),
        }
    }
}

fn check_image(image: &Image) -> Result<(), Refusal> {
    if image.size() <= MAX_BYTES {
        return Ok(());
    }
    // Discord docs: Emoji: a message without a number of its own.
    let message = "File cannot be larger than 256.0 kb.";
    Err(Refusal::field("image", "BINARY_TYPE_MAX_SIZE", message))
}

impl Store {
    /// The emoji with its maker, for those who may know it.
    pub(crate) fn emoji_json(&self, emoji: &CustomEmoji, with_maker: bool) -> Value {
        let mut json = emoji.json();
        if with_maker && let Some(maker) = emoji.maker.and_then(|maker| self.users.get(&maker)) {
            json["user"] = maker.json();
        }
        json
    }

    /// A custom emoji, and whose it is.
    pub(crate) fn find_emoji(&self, id: EmojiId) -> Option<(&CustomEmoji, EmojiOwner)> {
        let of_guild = self.guilds.values().find_map(|guild| {
            let emoji = guild.expressions.emojis.get(&id)?;
            Some((emoji, EmojiOwner::Guild(guild.id)))
        });
        of_guild.or_else(|| {
            self.applications.values().find_map(|application| {
                let emoji = application.emojis.get(&id)?;
                Some((emoji, EmojiOwner::Application(application.id)))
            })
        })
    }

    pub(crate) fn guild_emoji(
        &self,
        guild: GuildId,
        id: EmojiId,
        user: UserId,
    ) -> Result<&CustomEmoji, Refusal> {
        let emojis = &self.guild_for(guild, user)?.expressions.emojis;
        emojis.get(&id).ok_or(Refusal::UNKNOWN_EMOJI)
    }

    pub(crate) fn create_guild_emoji(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        name: String,
        roles: Vec<RoleId>,
        image: Image,
    ) -> Result<Changed<EmojiId>, Refusal> {
        let needed = permission::CREATE_GUILD_EXPRESSIONS;
        let guild = self.guild_with(guild_id, actor.user, needed)?;
        check_image(&image)?;
        if roles.iter().any(|role| !guild.roles.contains_key(role)) {
            return Err(Refusal::UNKNOWN_ROLE);
        }
        let of_kind = guild.expressions.emojis.values();
        let of_kind = of_kind.filter(|emoji| emoji.animated == image.is_moving());
        if of_kind.count() >= self.by_boosts(guild_id, &MOST_OF_GUILD) {
            return Err(if image.is_moving() {
                Refusal::TOO_MANY_ANIMATED_EMOJIS
            } else {
                Refusal::TOO_MANY_EMOJIS
            });
        }
        let id = self.clock.next_id();
        let mut emoji = CustomEmoji::draw(id, name, roles, actor.user, &image);
        emoji.image = self.store_image(image);
        let note = Note::on(id).changes(&Value::Null, &json!({ "name": emoji.name }));
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.expressions.emojis.insert(id, emoji);
        }
        let mut events = self.emojis_update(guild_id);
        events.extend(self.audit(guild_id, actor, action::EMOJI_CREATE, note));
        Ok(Changed::new(id, events))
    }

    pub(crate) fn edit_guild_emoji(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: EmojiId,
        edit: EmojiEdit,
    ) -> Result<Changed<()>, Refusal> {
        let before = self.guild_emoji(guild_id, id, actor.user)?.clone();
        self.check_expression(guild_id, actor.user, before.maker)?;
        let roles = edit.roles.or_empty();
        let guild = self.guild(guild_id)?;
        if let Some(roles) = &roles
            && roles.iter().any(|role| !guild.roles.contains_key(role))
        {
            return Err(Refusal::UNKNOWN_ROLE);
        }
        let mut emoji = before.clone();
        emoji.name = edit.name.unwrap_or(emoji.name);
        emoji.roles = roles.unwrap_or(emoji.roles);
        let note = Note::on(id).changes(&before.json(), &emoji.json());
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.expressions.emojis.insert(id, emoji);
        }
        let mut events = self.emojis_update(guild_id);
        events.extend(self.audit(guild_id, actor, action::EMOJI_UPDATE, note));
        Ok(Changed::new((), events))
    }

    pub(crate) fn delete_guild_emoji(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: EmojiId,
    ) -> Result<Changed<()>, Refusal> {
        let emoji = self.guild_emoji(guild_id, id, actor.user)?.clone();
        self.check_expression(guild_id, actor.user, emoji.maker)?;
        if let Some(guild) = self.guilds.get_mut(&guild_id) {
            guild.expressions.emojis.remove(&id);
        }
        let note = Note::on(id).changes(&json!({ "name": emoji.name }), &Value::Null);
        let mut events = self.emojis_update(guild_id);
        events.extend(self.audit(guild_id, actor, action::EMOJI_DELETE, note));
        Ok(Changed::new((), events))
    }

    fn emojis_update(&self, guild_id: GuildId) -> Vec<Event> {
        let Some(guild) = self.guilds.get(&guild_id) else {
            return Vec::new();
        };
        let emojis = guild.expressions.emojis.values();
        let emojis: Vec<Value> = emojis.map(|emoji| self.emoji_json(emoji, true)).collect();
        let data = json!({ "guild_id": guild_id, "emojis": emojis });
        vec![Event::new(
            "GUILD_EMOJIS_UPDATE",
            Audience::Guild(guild_id),
            intent::GUILD_EXPRESSIONS,
            data,
        )]
    }

    /// An emoji of an application, which shows its bot as the maker.
    pub(crate) fn application_emoji(
        &self,
        application: ApplicationId,
        id: EmojiId,
    ) -> Result<&CustomEmoji, Refusal> {
        let emojis = &self.application(application)?.emojis;
        emojis.get(&id).ok_or(Refusal::UNKNOWN_EMOJI)
    }

    pub(crate) fn create_application_emoji(
        &mut self,
        application: ApplicationId,
        name: String,
        image: Image,
    ) -> Result<Changed<EmojiId>, Refusal> {
        let maker = self.application(application)?.user_id();
        check_image(&image)?;
        if self.application(application)?.emojis.len() >= MOST_OF_APPLICATION {
            return Err(Refusal::TOO_MANY_EMOJIS);
        }
        let id = self.clock.next_id();
        let mut emoji = CustomEmoji::draw(id, name, Vec::new(), maker, &image);
        emoji.image = self.store_image(image);
        if let Some(application) = self.applications.get_mut(&application) {
            application.emojis.insert(id, emoji);
        }
        Ok(Changed::nothing(id))
    }

    pub(crate) fn edit_application_emoji(
        &mut self,
        application: ApplicationId,
        id: EmojiId,
        name: Option<String>,
    ) -> Result<Changed<()>, Refusal> {
        self.application_emoji(application, id)?;
        let application = self.applications.get_mut(&application);
        let emoji = application.and_then(|application| application.emojis.get_mut(&id));
        if let (Some(emoji), Some(name)) = (emoji, name) {
            emoji.name = name;
        }
        Ok(Changed::nothing(()))
    }

    pub(crate) fn delete_application_emoji(
        &mut self,
        application: ApplicationId,
        id: EmojiId,
    ) -> Result<Changed<()>, Refusal> {
        self.application_emoji(application, id)?;
        if let Some(application) = self.applications.get_mut(&application) {
            application.emojis.remove(&id);
        }
        Ok(Changed::nothing(()))
    }

    /// Whether a user may use a custom emoji at all, the channel aside.
    pub(crate) fn may_use_emoji(
        &self,
        emoji: &CustomEmoji,
        owner: EmojiOwner,
        user: UserId,
    ) -> bool {
        match owner {
            EmojiOwner::Application(application) => application == user.get(),
            EmojiOwner::Guild(guild) => {
                let member = self
                    .guilds
                    .get(&guild)
                    .and_then(|guild| guild.members.get(&user));
                member.is_some_and(|member| {
                    emoji.roles.is_empty()
                        || emoji.roles.iter().any(|role| member.roles.contains(role))
                })
            }
        }
    }
}
