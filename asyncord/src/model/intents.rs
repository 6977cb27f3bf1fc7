//! Which events a bot asks for.

open_flags! {
    /// The groups of events that a bot asks for when it connects.
    ///
    /// Three are privileged: they must be switched on for the application in the developer portal.
    ///
    /// Bits that have no name here are kept. `all` has those too, and Discord refuses them: what has a
    /// name is [`KNOWN`](Self::KNOWN).
    ///
    /// Discord docs: Gateway/Gateway Intents.
    pub struct Intents as number {
        /// Guilds, their channels, roles, threads and stage instances.
        const GUILDS = 1 << 0;
        /// Members joining, changing and leaving. Privileged.
        const GUILD_MEMBERS = 1 << 1;
        /// Bans and audit log entries.
        const GUILD_MODERATION = 1 << 2;
        /// Emojis, stickers and sounds.
        const GUILD_EXPRESSIONS = 1 << 3;
        /// Integrations.
        const GUILD_INTEGRATIONS = 1 << 4;
        /// Webhooks.
        const GUILD_WEBHOOKS = 1 << 5;
        /// Invites.
        const GUILD_INVITES = 1 << 6;
        /// Voice states and effects.
        const GUILD_VOICE_STATES = 1 << 7;
        /// Presences. Privileged.
        const GUILD_PRESENCES = 1 << 8;
        /// Messages in guilds.
        const GUILD_MESSAGES = 1 << 9;
        /// Reactions in guilds.
        const GUILD_MESSAGE_REACTIONS = 1 << 10;
        /// Typing in guilds.
        const GUILD_MESSAGE_TYPING = 1 << 11;
        /// Direct messages.
        const DIRECT_MESSAGES = 1 << 12;
        /// Reactions in direct messages.
        const DIRECT_MESSAGE_REACTIONS = 1 << 13;
        /// Typing in direct messages.
        const DIRECT_MESSAGE_TYPING = 1 << 14;
        /// The content, embeds, attachments, components and polls of messages. Privileged.
        const MESSAGE_CONTENT = 1 << 15;
        /// Scheduled events.
        const GUILD_SCHEDULED_EVENTS = 1 << 16;
        /// Auto-moderation rules.
        const AUTO_MODERATION_CONFIGURATION = 1 << 20;
        /// Auto-moderation actions.
        const AUTO_MODERATION_EXECUTION = 1 << 21;
        /// Poll votes in guilds.
        const GUILD_MESSAGE_POLLS = 1 << 24;
        /// Poll votes in direct messages.
        const DIRECT_MESSAGE_POLLS = 1 << 25;
    }
}

impl Intents {
    /// The intents that must be switched on in the developer portal before they may be asked for.
    pub const PRIVILEGED: Self = Self::GUILD_MEMBERS
        .union(Self::GUILD_PRESENCES)
        .union(Self::MESSAGE_CONTENT);

    /// Every intent that Discord documents, the privileged ones included.
    pub const KNOWN: Self = Self::from_bits_retain(53_608_447);

    /// Every intent that Discord documents and that need not be switched on in the developer portal.
    pub const UNPRIVILEGED: Self = Self::KNOWN.difference(Self::PRIVILEGED);

    /// The privileged ones among these.
    #[must_use]
    pub const fn privileged(self) -> Self {
        self.intersection(Self::PRIVILEGED)
    }

    /// These without the privileged ones.
    #[must_use]
    pub const fn unprivileged(self) -> Self {
        self.difference(Self::PRIVILEGED)
    }

    /// The names of the set flags, as Discord writes them.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.iter_names().map(|(name, _)| name)
    }
}

impl std::fmt::Display for Intents {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut names: Vec<_> = self.names().map(str::to_owned).collect();
        let unknown = self.bits() & !Self::KNOWN.bits();
        if unknown != 0 {
            names.push(format!("{unknown:#x}"));
        }
        if names.is_empty() {
            return f.write_str("none");
        }
        f.write_str(&names.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::Intents;

    #[test]
    fn known_is_the_union_of_all_flags() {
        let union = Intents::all()
            .iter_names()
            .fold(Intents::empty(), |all, (_, flag)| all | flag);
        assert_eq!(union, Intents::KNOWN);
    }

    #[test]
    fn what_must_be_switched_on_is_told_from_the_rest() {
        assert_eq!(Intents::UNPRIVILEGED.bits(), 53_575_421);
        assert_eq!(Intents::UNPRIVILEGED | Intents::PRIVILEGED, Intents::KNOWN);
        let some = Intents::GUILDS | Intents::GUILD_MEMBERS | Intents::from_bits_retain(1 << 40);
        assert_eq!(some.privileged(), Intents::GUILD_MEMBERS);
        assert_eq!(
            some.unprivileged(),
            Intents::GUILDS | Intents::from_bits_retain(1 << 40)
        );
    }

    #[test]
    fn reads_as_discord_names_them() {
        let intents =
            Intents::GUILDS | Intents::MESSAGE_CONTENT | Intents::from_bits_retain(1 << 40);
        assert_eq!(
            intents.to_string(),
            "GUILDS, MESSAGE_CONTENT, 0x10000000000"
        );
        assert_eq!(Intents::empty().to_string(), "none");
    }
}
