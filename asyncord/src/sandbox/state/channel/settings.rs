//! Which settings a kind of channel takes. Discord docs: Channel/Modify Channel.

use std::collections::BTreeSet;

use super::{
    super::{
        Field, FormErrors, Refusal, Store,
        bits::channel_flag,
        ids::{ChannelId, GuildId},
        voice,
    },
    Channel, ChannelEdit, kind,
};

const MAX_IN_CATEGORY: usize = 50;
const MAX_TAGS: usize = 20;
/// What a voice channel may have, by the guild's boost level.
const MAX_BITRATE: [i64; 4] = [96_000, 128_000, 256_000, 384_000];
const MAX_STAGE_BITRATE: i64 = 64_000;

/// The flags that may be set in a channel of this type.
pub(super) fn settable_flags(kind: u8) -> u64 {
    match kind {
        kind::GUILD_FORUM => channel_flag::REQUIRE_TAG,
        kind::GUILD_MEDIA => channel_flag::REQUIRE_TAG | channel_flag::HIDE_MEDIA_DOWNLOAD_OPTIONS,
        _ => 0,
    }
}

/// The name as the channel bears it: those of text channels are lowercase, with hyphens for spaces.
pub(super) fn name_of(kind: u8, name: &str) -> String {
    let is_free = matches!(
        kind,
        kind::GUILD_VOICE | kind::GUILD_STAGE_VOICE | kind::GUILD_CATEGORY
    );
    if is_free {
        return name.trim().to_owned();
    }
    let mut shown = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        let dropped = letter.is_ascii_punctuation() && !matches!(letter, '-' | '_');
        if letter.is_whitespace() || letter == '-' {
            if !shown.is_empty() && !shown.ends_with('-') {
                shown.push('-');
            }
        } else if !dropped {
            shown.push(letter);
        }
    }
    shown.truncate(shown.trim_end_matches('-').len());
    shown
}

fn max_topic(kind: u8) -> usize {
    match kind {
        kind::GUILD_FORUM | kind::GUILD_MEDIA => 4096,
        _ => 1024,
    }
}

impl Store {
    /// Whether a channel, or one that is to be made, can become a channel of this type with these
    /// settings.
    pub(super) fn check_settings(
        &self,
        guild: GuildId,
        channel: Option<&Channel>,
        kind: u8,
        edit: &ChannelEdit,
    ) -> Result<(), Refusal> {
        let mut errors = FormErrors::default();
        if let Some(channel) = channel
            && channel.kind != kind
            && ![channel.kind, kind]
                .iter()
                .all(|kind| matches!(*kind, kind::GUILD_TEXT | kind::GUILD_ANNOUNCEMENT))
        {
            let message = "Only text and announcement channels can become each other";
            errors.add("type", "CHANNEL_TYPE_CANNOT_CONVERT", message);
        }
        if edit
            .name
            .as_ref()
            .is_some_and(|name| name_of(kind, name).is_empty())
        {
            errors.add("name", "BASE_TYPE_REQUIRED", "This field is required");
        }
        if let Field::Value(topic) = &edit.topic
            && topic.chars().count() > max_topic(kind)
        {
            let message = format!("Must be {} or fewer in length.", max_topic(kind));
            errors.add("topic", "BASE_TYPE_MAX_LENGTH", message);
        }
        let most_users = if kind == kind::GUILD_STAGE_VOICE {
            10_000
        } else {
            99
        };
        if edit.user_limit.is_some_and(|limit| limit > most_users) {
            let message = format!("int value should be less than or equal to {most_users}.");
            errors.add("user_limit", "NUMBER_TYPE_MAX", message);
        }
        if let Field::Value(region) = &edit.rtc_region
            && !voice::REGIONS.iter().any(|(id, _)| id == region)
        {
            let message = format!("Value \"{region}\" is not a voice region.");
            errors.add("rtc_region", "BASE_TYPE_CHOICES", message);
        }
        self.check_parent(guild, channel, kind, edit, &mut errors);
        if !errors.is_empty() {
            return Err(errors.into_refusal());
        }
        self.check_bitrate(guild, kind, edit)?;
        check_tags(channel, edit)
    }

    fn check_parent(
        &self,
        guild: GuildId,
        channel: Option<&Channel>,
        kind: u8,
        edit: &ChannelEdit,
        errors: &mut FormErrors,
    ) {
        let Field::Value(id) = edit.parent_id else {
            return;
        };
        let parent = self
            .channels
            .get(&id)
            .filter(|parent| parent.guild_id() == Some(guild));
        let (code, message) = match parent {
            _ if kind == kind::GUILD_CATEGORY => (
                "CHANNEL_PARENT_INVALID_PARENT",
                "Categories cannot have parent channels",
            ),
            None => ("CHANNEL_PARENT_INVALID", "Category does not exist"),
            Some(parent) if parent.kind != kind::GUILD_CATEGORY => {
                ("CHANNEL_PARENT_INVALID_TYPE", "Not a category")
            }
            Some(_) if self.is_full(id, channel) => (
                "CHANNEL_PARENT_MAX_CHANNELS",
                "Maximum number of channels in category reached (50)",
            ),
            Some(_) => return,
        };
        errors.add("parent_id", code, message);
    }

    /// Whether a category has no room for one channel more.
    fn is_full(&self, category: ChannelId, channel: Option<&Channel>) -> bool {
        let is_inside = channel.is_some_and(|channel| channel.parent_id() == Some(category));
        let inside = self
            .channels
            .values()
            .filter(|channel| channel.own().is_some() && channel.parent_id() == Some(category));
        !is_inside && inside.count() >= MAX_IN_CATEGORY
    }

    fn check_bitrate(&self, guild: GuildId, kind: u8, edit: &ChannelEdit) -> Result<(), Refusal> {
        let most = match kind {
            kind::GUILD_VOICE => self.by_boosts(guild, &MAX_BITRATE),
            kind::GUILD_STAGE_VOICE => MAX_STAGE_BITRATE,
            _ => return Ok(()),
        };
        match edit.bitrate {
            Some(bitrate) if bitrate > most => Err(Refusal::BITRATE_TOO_HIGH),
            _ => Ok(()),
        }
    }

    /// What a guild may have, of what is given for each boost level.
    pub(in super::super) fn by_boosts<T: Copy>(&self, guild: GuildId, levels: &[T; 4]) -> T {
        let guild = self.guilds.get(&guild);
        let level = guild.map_or(0, |guild| guild.settings.premium_tier);
        let level = usize::try_from(level).unwrap_or(0);
        let [lowest, ..] = levels;
        *levels.get(level).unwrap_or(lowest)
    }
}

fn check_tags(channel: Option<&Channel>, edit: &ChannelEdit) -> Result<(), Refusal> {
    let Some(tags) = &edit.available_tags else {
        return Ok(());
    };
    if tags.len() > MAX_TAGS {
        return Err(Refusal::TOO_MANY_TAGS);
    }
    let names: BTreeSet<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
    if names.len() < tags.len() {
        return Err(Refusal::TAG_NAMES_NOT_UNIQUE);
    }
    let known = channel
        .and_then(Channel::own)
        .map_or(&[][..], |own| &own.forum.available_tags);
    let is_known = |id| known.iter().any(|tag| tag.id == id);
    if tags.iter().filter_map(|tag| tag.id).all(is_known) {
        Ok(())
    } else {
        Err(Refusal::UNKNOWN_TAG)
    }
}
