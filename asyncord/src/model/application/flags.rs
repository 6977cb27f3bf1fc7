//! Flags of applications.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Intents, wire::required};

open_flags! {
    /// What an application has been granted.
    ///
    /// Discord docs: Application/Application Flags.
    pub struct ApplicationFlags as number {
        /// Uses the auto-moderation API.
        const APPLICATION_AUTO_MODERATION_RULE_CREATE_BADGE = 1 << 6;
        /// May receive presences, in any number of guilds.
        const GATEWAY_PRESENCE = 1 << 12;
        /// May receive presences, in fewer than 100 guilds.
        const GATEWAY_PRESENCE_LIMITED = 1 << 13;
        /// May receive member events, in any number of guilds.
        const GATEWAY_GUILD_MEMBERS = 1 << 14;
        /// May receive member events, in fewer than 100 guilds.
        const GATEWAY_GUILD_MEMBERS_LIMITED = 1 << 15;
        /// Grows unusually fast, and is not verified for now.
        const VERIFICATION_PENDING_GUILD_LIMIT = 1 << 16;
        /// Embedded in Discord's client.
        const EMBEDDED = 1 << 17;
        /// May receive message content, in any number of guilds.
        const GATEWAY_MESSAGE_CONTENT = 1 << 18;
        /// May receive message content, in fewer than 100 guilds.
        const GATEWAY_MESSAGE_CONTENT_LIMITED = 1 << 19;
        /// Has registered global application commands.
        const APPLICATION_COMMAND_BADGE = 1 << 23;
    }
}

impl ApplicationFlags {
    /// The privileged intents that the application may ask for.
    pub fn granted_intents(self) -> Intents {
        let grants = [
            (
                Self::GATEWAY_PRESENCE | Self::GATEWAY_PRESENCE_LIMITED,
                Intents::GUILD_PRESENCES,
            ),
            (
                Self::GATEWAY_GUILD_MEMBERS | Self::GATEWAY_GUILD_MEMBERS_LIMITED,
                Intents::GUILD_MEMBERS,
            ),
            (
                Self::GATEWAY_MESSAGE_CONTENT | Self::GATEWAY_MESSAGE_CONTENT_LIMITED,
                Intents::MESSAGE_CONTENT,
            ),
        ];
        grants
            .into_iter()
            .filter(|(flags, _)| self.intersects(*flags))
            .fold(Intents::empty(), |granted, (_, intent)| granted | intent)
    }
}

/// [`ApplicationFlags`] written as a string; for `#[wire(with = FlagsAsText)]`.
pub(super) struct FlagsAsText(ApplicationFlags);

impl From<FlagsAsText> for ApplicationFlags {
    fn from(form: FlagsAsText) -> Self {
        form.0
    }
}

impl From<&ApplicationFlags> for FlagsAsText {
    fn from(flags: &ApplicationFlags) -> Self {
        Self(*flags)
    }
}

impl Serialize for FlagsAsText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.bits())
    }
}

impl<'de> Deserialize<'de> for FlagsAsText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ApplicationFlags::deserialize(deserializer).map(Self)
    }
}

required!(FlagsAsText);
