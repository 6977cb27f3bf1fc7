//! The bits of intents, permissions and flags that the sandbox looks at.

/// Sets of bits as texts, which is how Discord writes those that may become long.
pub(crate) mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde calls it with a reference"
    )]
    pub(crate) fn serialize<S: Serializer>(bits: &u64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(bits)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<u64, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// Gateway intents. Discord docs: Gateway/Gateway Intents.
pub(crate) mod intent {
    macro_rules! intents {
        ($($name:ident = $bit:literal;)*) => {
            $(#[allow(dead_code)] pub(crate) const $name: u64 = 1 << $bit;)*

            /// Every intent by its name.
            pub(crate) const NAMES: &[(&str, u64)] = &[$((stringify!($name), 1 << $bit)),*];
        };
    }

    intents! {
        GUILDS = 0;
        GUILD_MEMBERS = 1;
        GUILD_MODERATION = 2;
        GUILD_EXPRESSIONS = 3;
        GUILD_INTEGRATIONS = 4;
        GUILD_WEBHOOKS = 5;
        GUILD_INVITES = 6;
        GUILD_VOICE_STATES = 7;
        GUILD_PRESENCES = 8;
        GUILD_MESSAGES = 9;
        GUILD_MESSAGE_REACTIONS = 10;
        GUILD_MESSAGE_TYPING = 11;
        DIRECT_MESSAGES = 12;
        DIRECT_MESSAGE_REACTIONS = 13;
        DIRECT_MESSAGE_TYPING = 14;
        MESSAGE_CONTENT = 15;
        GUILD_SCHEDULED_EVENTS = 16;
        AUTO_MODERATION_CONFIGURATION = 20;
        AUTO_MODERATION_EXECUTION = 21;
        GUILD_MESSAGE_POLLS = 24;
        DIRECT_MESSAGE_POLLS = 25;
    }

    /// Every intent there is; another bit closes the connection with 4013.
    pub(crate) const ALL: u64 = 53_608_447;
    /// The intents that the application must have been granted, else 4014.
    pub(crate) const PRIVILEGED: u64 = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

    /// The names of the privileged intents, as the driver API takes them.
    pub(crate) const PRIVILEGED_NAMES: [(&str, u64); 3] = [
        ("GUILD_MEMBERS", GUILD_MEMBERS),
        ("GUILD_PRESENCES", GUILD_PRESENCES),
        ("MESSAGE_CONTENT", MESSAGE_CONTENT),
    ];
}

/// Permissions. Discord docs: Permissions/Bitwise Permission Flags.
pub(crate) mod permission {
    macro_rules! permissions {
        ($($name:ident = $bit:literal;)*) => {
            $(#[allow(dead_code)] pub(crate) const $name: u64 = 1 << $bit;)*

            /// Every permission by its name.
            pub(crate) const NAMES: &[(&str, u64)] = &[$((stringify!($name), 1 << $bit)),*];
        };
    }

    permissions! {
        CREATE_INSTANT_INVITE = 0;
        KICK_MEMBERS = 1;
        BAN_MEMBERS = 2;
        ADMINISTRATOR = 3;
        MANAGE_CHANNELS = 4;
        MANAGE_GUILD = 5;
        ADD_REACTIONS = 6;
        VIEW_AUDIT_LOG = 7;
        PRIORITY_SPEAKER = 8;
        STREAM = 9;
        VIEW_CHANNEL = 10;
        SEND_MESSAGES = 11;
        SEND_TTS_MESSAGES = 12;
        MANAGE_MESSAGES = 13;
        EMBED_LINKS = 14;
        ATTACH_FILES = 15;
        READ_MESSAGE_HISTORY = 16;
        MENTION_EVERYONE = 17;
        USE_EXTERNAL_EMOJIS = 18;
        VIEW_GUILD_INSIGHTS = 19;
        CONNECT = 20;
        SPEAK = 21;
        MUTE_MEMBERS = 22;
        DEAFEN_MEMBERS = 23;
        MOVE_MEMBERS = 24;
        USE_VAD = 25;
        CHANGE_NICKNAME = 26;
        MANAGE_NICKNAMES = 27;
        MANAGE_ROLES = 28;
        MANAGE_WEBHOOKS = 29;
        MANAGE_GUILD_EXPRESSIONS = 30;
        USE_APPLICATION_COMMANDS = 31;
        REQUEST_TO_SPEAK = 32;
        MANAGE_EVENTS = 33;
        MANAGE_THREADS = 34;
        CREATE_PUBLIC_THREADS = 35;
        CREATE_PRIVATE_THREADS = 36;
        USE_EXTERNAL_STICKERS = 37;
        SEND_MESSAGES_IN_THREADS = 38;
        USE_EMBEDDED_ACTIVITIES = 39;
        MODERATE_MEMBERS = 40;
        VIEW_CREATOR_MONETIZATION_ANALYTICS = 41;
        USE_SOUNDBOARD = 42;
        CREATE_GUILD_EXPRESSIONS = 43;
        CREATE_EVENTS = 44;
        USE_EXTERNAL_SOUNDS = 45;
        SEND_VOICE_MESSAGES = 46;
        SET_VOICE_CHANNEL_STATUS = 48;
        SEND_POLLS = 49;
        USE_EXTERNAL_APPS = 50;
        PIN_MESSAGES = 51;
        BYPASS_SLOWMODE = 52;
    }

    /// Every documented bit.
    pub(crate) const ALL: u64 = 0x1F_7FFF_FFFF_FFFF;
    /// What Discord gives `@everyone` of a new guild, by and large.
    pub(crate) const EVERYONE: u64 = CREATE_INSTANT_INVITE
        | ADD_REACTIONS
        | STREAM
        | VIEW_CHANNEL
        | SEND_MESSAGES
        | EMBED_LINKS
        | ATTACH_FILES
        | READ_MESSAGE_HISTORY
        | MENTION_EVERYONE
        | USE_EXTERNAL_EMOJIS
        | CONNECT
        | SPEAK
        | USE_VAD
        | CHANGE_NICKNAME
        | USE_APPLICATION_COMMANDS
        | REQUEST_TO_SPEAK
        | CREATE_PUBLIC_THREADS
        | CREATE_PRIVATE_THREADS
        | USE_EXTERNAL_STICKERS
        | SEND_MESSAGES_IN_THREADS
        | USE_EMBEDDED_ACTIVITIES
        | USE_SOUNDBOARD
        | USE_EXTERNAL_SOUNDS
        | SEND_VOICE_MESSAGES
        | SEND_POLLS
        | USE_EXTERNAL_APPS;
    /// What remains to a member that is timed out.
    pub(crate) const TIMED_OUT: u64 = VIEW_CHANNEL | READ_MESSAGE_HISTORY;
}

/// Flags of a message. Discord docs: Message/Message Flags.
pub(crate) mod message_flag {
    pub(crate) const CROSSPOSTED: u64 = 1;
    pub(crate) const IS_CROSSPOST: u64 = 1 << 1;
    pub(crate) const SUPPRESS_EMBEDS: u64 = 1 << 2;
    pub(crate) const SOURCE_MESSAGE_DELETED: u64 = 1 << 3;
    pub(crate) const HAS_THREAD: u64 = 1 << 5;
    pub(crate) const EPHEMERAL: u64 = 1 << 6;
    pub(crate) const LOADING: u64 = 1 << 7;
    pub(crate) const SUPPRESS_NOTIFICATIONS: u64 = 1 << 12;
    pub(crate) const IS_VOICE_MESSAGE: u64 = 1 << 13;
    pub(crate) const HAS_SNAPSHOT: u64 = 1 << 14;
    pub(crate) const IS_COMPONENTS_V2: u64 = 1 << 15;

    /// What a bot may set when it creates a message.
    pub(crate) const ON_CREATE: u64 =
        SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_VOICE_MESSAGE | IS_COMPONENTS_V2;
}

/// Flags of a channel. Discord docs: Channel/Channel Flags.
pub(crate) mod channel_flag {
    /// A post that stays on top of its forum.
    pub(crate) const PINNED: u64 = 1 << 1;
    /// Posts of the forum must have a tag.
    pub(crate) const REQUIRE_TAG: u64 = 1 << 4;
    /// A media channel's files are not offered to be downloaded.
    pub(crate) const HIDE_MEDIA_DOWNLOAD_OPTIONS: u64 = 1 << 15;
}

/// Flags of an application whose privileged intents are granted without a review. Discord docs:
/// Application/Application Flags.
pub(crate) mod application_flag {
    use super::intent;

    const GATEWAY_PRESENCE_LIMITED: u64 = 1 << 13;
    const GATEWAY_GUILD_MEMBERS_LIMITED: u64 = 1 << 15;
    const GATEWAY_MESSAGE_CONTENT_LIMITED: u64 = 1 << 19;

    /// What an application may set of its own flags.
    pub(crate) const SETTABLE: u64 =
        GATEWAY_PRESENCE_LIMITED | GATEWAY_GUILD_MEMBERS_LIMITED | GATEWAY_MESSAGE_CONTENT_LIMITED;

    const OF_INTENTS: [(u64, u64); 3] = [
        (intent::GUILD_PRESENCES, GATEWAY_PRESENCE_LIMITED),
        (intent::GUILD_MEMBERS, GATEWAY_GUILD_MEMBERS_LIMITED),
        (intent::MESSAGE_CONTENT, GATEWAY_MESSAGE_CONTENT_LIMITED),
    ];

    /// The flags that say which privileged intents are granted.
    pub(crate) fn of_intents(privileged: u64) -> u64 {
        OF_INTENTS
            .into_iter()
            .filter(|(granted, _)| privileged & granted != 0)
            .map(|(_, flag)| flag)
            .sum()
    }

    /// The privileged intents that flags grant.
    pub(crate) fn intents_of(flags: u64) -> u64 {
        OF_INTENTS
            .into_iter()
            .filter(|(_, flag)| flags & flag != 0)
            .map(|(granted, _)| granted)
            .sum()
    }
}
