//! Changing the settings of guilds.

use std::collections::BTreeSet;

use serde_json::Value;

use super::super::{
    Actor, Changed, Event, Field, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    channel::kind,
    guild::Guild,
    ids::{ChannelId, GuildId, UserId},
    image::Image,
};

/// The features that members can turn on and off.
const SETTABLE: [&str; 4] = [
    "COMMUNITY",
    "DISCOVERABLE",
    "INVITES_DISABLED",
    "RAID_ALERTS_DISABLED",
];

/// What is changed of a guild; what is absent stays.
#[derive(Debug, Default)]
pub(crate) struct GuildEdit {
    pub(crate) name: Option<String>,
    pub(crate) description: Field<String>,
    pub(crate) owner_id: Option<UserId>,
    pub(crate) icon: Field<Image>,
    pub(crate) splash: Field<Image>,
    pub(crate) discovery_splash: Field<Image>,
    pub(crate) banner: Field<Image>,
    pub(crate) home_header: Field<Image>,
    pub(crate) features: Option<Vec<String>>,
    pub(crate) verification_level: Field<i64>,
    pub(crate) default_message_notifications: Field<i64>,
    pub(crate) explicit_content_filter: Field<i64>,
    pub(crate) preferred_locale: Field<String>,
    pub(crate) afk_channel_id: Field<ChannelId>,
    pub(crate) afk_timeout: Option<i64>,
    pub(crate) system_channel_id: Field<ChannelId>,
    pub(crate) system_channel_flags: Field<i64>,
    pub(crate) rules_channel_id: Field<ChannelId>,
    pub(crate) public_updates_channel_id: Field<ChannelId>,
    pub(crate) safety_alerts_channel_id: Field<ChannelId>,
    pub(crate) premium_progress_bar_enabled: Option<bool>,
}

impl GuildEdit {
    /// Checks what the images need of the guild.
    fn check_images(&self, guild: &Guild) -> Result<(), Refusal> {
        for (image, feature) in [
            (&self.splash, "INVITE_SPLASH"),
            (&self.banner, "BANNER"),
            (&self.discovery_splash, "DISCOVERABLE"),
        ] {
            if matches!(image, Field::Value(_)) {
                guild.needs_feature(feature)?;
            }
        }
        Ok(())
    }

    /// The features after the change.
    fn features(&self, guild: &Guild) -> Result<BTreeSet<String>, Refusal> {
        let mut features = guild.settings.features.clone();
        let Some(wanted) = &self.features else {
            return Ok(features);
        };
        for feature in SETTABLE {
            if wanted.iter().any(|wanted| wanted == feature) {
                features.insert(feature.to_owned());
            } else {
                features.remove(feature);
            }
        }
        if features.contains("DISCOVERABLE") && !features.contains("COMMUNITY") {
            return Err(Refusal::field(
                "features",
                "GUILD_DISCOVERY_REQUIREMENTS_NOT_MET",
                "Only community servers can be discoverable.",
            ));
        }
        Ok(features)
    }
}

impl Store {
    /// Changes a guild's settings.
    pub(crate) fn edit_guild(
        &mut self,
        actor: &Actor,
        id: GuildId,
        edit: GuildEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guild_with(id, actor.user, permission::MANAGE_GUILD)?;
        let owner = self.new_owner(guild, actor.user, edit.owner_id)?;
        edit.check_images(guild)?;
        let features = edit.features(guild)?;
        let for_administrators = ["COMMUNITY", "DISCOVERABLE"];
        if for_administrators
            .iter()
            .any(|feature| features.contains(*feature) != guild.has_feature(feature))
        {
            self.guild_with(id, actor.user, permission::ADMINISTRATOR)?;
        }
        let news = [kind::GUILD_TEXT, kind::GUILD_ANNOUNCEMENT];
        for (field, key, kinds) in [
            (
                &edit.afk_channel_id,
                "afk_channel_id",
                &[kind::GUILD_VOICE][..],
            ),
            (
                &edit.system_channel_id,
                "system_channel_id",
                &[kind::GUILD_TEXT],
            ),
            (&edit.rules_channel_id, "rules_channel_id", &news),
            (
                &edit.public_updates_channel_id,
                "public_updates_channel_id",
                &news,
            ),
            (
                &edit.safety_alerts_channel_id,
                "safety_alerts_channel_id",
                &news,
            ),
        ] {
            self.check_channel(id, field, key, kinds)?;
        }
        let mut changed = guild.clone();
        changed.owner_id = owner;
        changed.settings.features = features;
        let before = guild.json();
        self.apply_guild_edit(&mut changed, edit);
        changed.check_community()?;
        let json = changed.json();
        self.guilds.insert(id, changed);
        let note = Note::on(id).changes(&noted(&before), &noted(&json));
        if note.changes.is_empty() {
            return Ok(Changed::nothing(json));
        }
        let mut events: Vec<Event> = self.guild_update(id).into_iter().collect();
        events.extend(self.audit(id, actor, action::GUILD_UPDATE, note));
        Ok(Changed::new(json, events))
    }

    /// Whom the guild belongs to after a change.
    fn new_owner(
        &self,
        guild: &Guild,
        user: UserId,
        wanted: Option<UserId>,
    ) -> Result<UserId, Refusal> {
        let Some(wanted) = wanted.filter(|wanted| *wanted != guild.owner_id) else {
            return Ok(guild.owner_id);
        };
        if guild.owner_id != user {
            return Err(Refusal::MISSING_PERMISSIONS.because("only the owner gives a guild away"));
        }
        guild.member(wanted)?;
        if self.user(wanted)?.bot {
            return Err(Refusal::OWNER_IS_BOT);
        }
        Ok(wanted)
    }

    /// Checks that a channel that a setting names is one of the guild, of a type that fits.
    pub(in super::super) fn check_channel(
        &self,
        guild: GuildId,
        field: &Field<ChannelId>,
        key: &str,
        kinds: &[u8],
    ) -> Result<(), Refusal> {
        let Field::Value(id) = field else {
            return Ok(());
        };
        let fits = self.channels.get(id).is_some_and(|channel| {
            channel.guild_id() == Some(guild) && kinds.contains(&channel.kind)
        });
        if fits {
            Ok(())
        } else {
            Err(Refusal::field(
                key,
                "CHANNEL_INVALID",
                "The channel is none of the guild's, or of a wrong type.",
            ))
        }
    }

    fn apply_guild_edit(&mut self, guild: &mut Guild, edit: GuildEdit) {
        if let Some(name) = edit.name {
            guild.name = name;
        }
        edit.description.apply(&mut guild.description);
        edit.system_channel_id.apply(&mut guild.system_channel_id);
        let own = &mut guild.settings;
        for (image, slot) in [
            (edit.icon, &mut own.icon),
            (edit.splash, &mut own.splash),
            (edit.discovery_splash, &mut own.discovery_splash),
            (edit.banner, &mut own.banner),
            (edit.home_header, &mut own.home_header),
        ] {
            self.store_image_field(image).apply(slot);
        }
        for (number, slot) in [
            (edit.verification_level, &mut own.verification_level),
            (
                edit.default_message_notifications,
                &mut own.default_message_notifications,
            ),
            (
                edit.explicit_content_filter,
                &mut own.explicit_content_filter,
            ),
            (edit.system_channel_flags, &mut own.system_channel_flags),
        ] {
            // Null is the default, and that is 0.
            *slot = number.or_empty().unwrap_or(*slot);
        }
        match edit.preferred_locale {
            Field::Absent => {}
            Field::Null => "en-US".clone_into(&mut own.preferred_locale),
            Field::Value(locale) => own.preferred_locale = locale,
        }
        own.afk_timeout = edit.afk_timeout.unwrap_or(own.afk_timeout);
        own.premium_progress_bar_enabled = edit
            .premium_progress_bar_enabled
            .unwrap_or(own.premium_progress_bar_enabled);
        edit.afk_channel_id.apply(&mut own.afk_channel_id);
        edit.rules_channel_id.apply(&mut own.rules_channel_id);
        edit.public_updates_channel_id
            .apply(&mut own.public_updates_channel_id);
        edit.safety_alerts_channel_id
            .apply(&mut own.safety_alerts_channel_id);
    }

    /// Gives a guild other features, or another code for its address, as no member could.
    pub(crate) fn equip_guild(
        &mut self,
        id: GuildId,
        features: Option<Vec<String>>,
        vanity_url_code: Field<String>,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guilds.get_mut(&id).ok_or(Refusal::UNKNOWN_GUILD)?;
        if let Some(features) = features {
            guild.settings.features = features.into_iter().collect();
        }
        match vanity_url_code {
            Field::Absent => {}
            Field::Null => self.set_vanity(id, None),
            Field::Value(code) => self.set_vanity(id, Some(code)),
        }
        let json = self.guild(id)?.json();
        let events = self.guild_update(id).into_iter().collect();
        Ok(Changed::new(json, events))
    }

    /// Takes a channel that is gone out of a guild's settings.
    pub(in super::super) fn forget_channel(
        &mut self,
        id: GuildId,
        channel: ChannelId,
    ) -> Vec<Event> {
        let Some(guild) = self.guilds.get_mut(&id) else {
            return Vec::new();
        };
        let own = &mut guild.settings;
        let mut was_set = false;
        for slot in [
            &mut guild.system_channel_id,
            &mut own.afk_channel_id,
            &mut own.rules_channel_id,
            &mut own.public_updates_channel_id,
            &mut own.safety_alerts_channel_id,
            &mut own.widget_channel_id,
        ] {
            if *slot == Some(channel) {
                *slot = None;
                was_set = true;
            }
        }
        guild.community.forget_channel(channel);
        let mut events = self.forget_invites_to(channel);
        if was_set {
            events.extend(self.guild_update(id));
        }
        events
    }
}

impl Guild {
    /// Checks that a community is set up as one must be.
    fn check_community(&self) -> Result<(), Refusal> {
        if !self.has_feature("COMMUNITY") {
            return Ok(());
        }
        let own = &self.settings;
        let lacking = [
            (own.rules_channel_id.is_none(), "rules_channel_id"),
            (
                own.public_updates_channel_id.is_none(),
                "public_updates_channel_id",
            ),
            (own.verification_level < 1, "verification_level"),
            (own.explicit_content_filter < 2, "explicit_content_filter"),
        ];
        match lacking.into_iter().find(|(lacks, _)| *lacks) {
            None => Ok(()),
            Some((_, key)) => Err(Refusal::field(
                key,
                "COMMUNITY_REQUIREMENTS_NOT_MET",
                "Community servers need channels for rules and updates, a verification level of at \
                 least 1 and an explicit content filter of 2.",
            )),
        }
    }
}

/// A guild as the audit log compares it.
fn noted(guild: &Value) -> Value {
    let mut guild = guild.clone();
    if let Some(guild) = guild.as_object_mut() {
        guild.remove("roles");
        for image in ["icon", "splash", "discovery_splash", "banner"] {
            if let Some(hash) = guild.remove(image) {
                guild.insert(format!("{image}_hash"), hash);
            }
        }
    }
    guild
}
