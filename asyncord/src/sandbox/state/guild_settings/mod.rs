//! How a guild is set up, and who changes that. Discord docs: Guild/Modify Guild.

mod change;
mod incident;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub(crate) use self::change::GuildEdit;

use super::ids::{ChannelId, iso};

/// What boosts bring a guild. Every guild of a sandbox has it from the start, so that bots can try everything.
const BOOSTED: [&str; 8] = [
    "ANIMATED_BANNER",
    "ANIMATED_ICON",
    "BANNER",
    "ENHANCED_ROLE_COLORS",
    "INVITE_SPLASH",
    "ROLE_ICONS",
    "VANITY_URL",
    "VIP_REGIONS",
];

/// The settings of a guild, in their form on the wire.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct GuildSettings {
    pub(crate) icon: Option<String>,
    pub(crate) splash: Option<String>,
    pub(crate) discovery_splash: Option<String>,
    pub(crate) banner: Option<String>,
    pub(crate) home_header: Option<String>,
    pub(crate) features: BTreeSet<String>,
    pub(crate) verification_level: i64,
    pub(crate) default_message_notifications: i64,
    pub(crate) explicit_content_filter: i64,
    pub(crate) preferred_locale: String,
    pub(crate) afk_channel_id: Option<ChannelId>,
    pub(crate) afk_timeout: i64,
    pub(crate) system_channel_flags: i64,
    pub(crate) rules_channel_id: Option<ChannelId>,
    pub(crate) public_updates_channel_id: Option<ChannelId>,
    pub(crate) safety_alerts_channel_id: Option<ChannelId>,
    pub(crate) widget_enabled: bool,
    pub(crate) widget_channel_id: Option<ChannelId>,
    pub(crate) vanity_url_code: Option<String>,
    pub(crate) nsfw_level: i64,
    pub(crate) premium_tier: i64,
    pub(crate) premium_subscription_count: i64,
    pub(crate) premium_progress_bar_enabled: bool,
}

impl Default for GuildSettings {
    fn default() -> Self {
        Self {
            icon: None,
            splash: None,
            discovery_splash: None,
            banner: None,
            home_header: None,
            features: BOOSTED.map(str::to_owned).into(),
            verification_level: 0,
            default_message_notifications: 0,
            explicit_content_filter: 0,
            preferred_locale: "en-US".to_owned(),
            afk_channel_id: None,
            afk_timeout: 300,
            system_channel_flags: 0,
            rules_channel_id: None,
            public_updates_channel_id: None,
            safety_alerts_channel_id: None,
            widget_enabled: false,
            widget_channel_id: None,
            vanity_url_code: None,
            nsfw_level: 0,
            premium_tier: 3,
            premium_subscription_count: 14,
            premium_progress_bar_enabled: false,
        }
    }
}

/// What is closed because of a raid, in milliseconds of Unix time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Incidents {
    pub(crate) invites_disabled_until: Option<u64>,
    pub(crate) dms_disabled_until: Option<u64>,
}

impl Incidents {
    /// Null if nothing ever was closed.
    pub(crate) fn json(self) -> Value {
        if self == Self::default() {
            return Value::Null;
        }
        json!({
            "invites_disabled_until": self.invites_disabled_until.map(iso),
            "dms_disabled_until": self.dms_disabled_until.map(iso),
            "dm_spam_detected_at": null,
            "raid_detected_at": null,
        })
    }
}
