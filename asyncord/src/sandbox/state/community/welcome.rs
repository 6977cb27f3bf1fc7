//! The welcome screen. Discord docs: Guild/Welcome Screen Object.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Field, Refusal, Store,
    audit::{Note, action},
    bits::permission,
    channel::kind,
    ids::{ChannelId, EmojiId, GuildId, UserId},
};

/// The feature of a guild whose welcome screen is shown.
const FEATURE: &str = "WELCOME_SCREEN_ENABLED";

/// What newcomers see first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct WelcomeScreen {
    description: Option<String>,
    #[serde(rename = "welcome_channels")]
    pub(super) channels: Vec<WelcomeChannel>,
}

/// A channel that newcomers are pointed to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct WelcomeChannel {
    pub(crate) channel_id: ChannelId,
    pub(crate) description: String,
    pub(crate) emoji_id: Option<EmojiId>,
    pub(crate) emoji_name: Option<String>,
}

/// What is changed of a welcome screen; what is absent stays.
#[derive(Debug, Default)]
pub(crate) struct WelcomeEdit {
    pub(crate) enabled: Option<bool>,
    pub(crate) description: Field<String>,
    pub(crate) channels: Option<Vec<WelcomeChannel>>,
}

impl Store {
    /// The welcome screen; one that is not shown is seen only by who may change it.
    pub(crate) fn welcome_screen(&self, id: GuildId, user: UserId) -> Result<Value, Refusal> {
        let guild = self.guild_for(id, user)?;
        let screen = guild.community.welcome_screen.as_ref();
        if !guild.has_feature(FEATURE) {
            self.guild_with(id, user, permission::MANAGE_GUILD)?;
        }
        screen
            .map(|screen| json!(screen))
            .ok_or(Refusal::UNKNOWN_WELCOME_SCREEN)
    }

    pub(crate) fn edit_welcome_screen(
        &mut self,
        actor: &Actor,
        id: GuildId,
        edit: WelcomeEdit,
    ) -> Result<Changed<Value>, Refusal> {
        let guild = self.guild_with(id, actor.user, permission::MANAGE_GUILD)?;
        for (index, channel) in edit.channels.iter().flatten().enumerate() {
            self.check_channel(
                id,
                &Field::Value(channel.channel_id),
                &format!("welcome_channels.{index}.channel_id"),
                &[
                    kind::GUILD_TEXT,
                    kind::GUILD_ANNOUNCEMENT,
                    kind::GUILD_FORUM,
                ],
            )?;
        }
        let (mut screen, before) = match &guild.community.welcome_screen {
            Some(screen) => (screen.clone(), json!(screen)),
            None => (WelcomeScreen::default(), Value::Null),
        };
        edit.description.apply(&mut screen.description);
        screen.channels = edit.channels.unwrap_or(screen.channels);
        let after = json!(screen);
        let note = Note::on(id).changes(&before, &after);
        if let Some(guild) = self.guilds.get_mut(&id) {
            guild.community.welcome_screen = Some(screen);
            match edit.enabled {
                Some(true) => {
                    guild.settings.features.insert(FEATURE.to_owned());
                }
                Some(false) => {
                    guild.settings.features.remove(FEATURE);
                }
                None => {}
            }
        }
        let mut events: Vec<_> = self.guild_update(id).into_iter().collect();
        events.extend(self.audit(id, actor, action::GUILD_UPDATE, note));
        Ok(Changed::new(after, events))
    }
}
