use super::Permissions;

/// Name, bit, kinds of channels (T text, V voice, S stage), two-factor: as Discord's page lists them.
const TABLE: [(&str, u32, &str, bool); 52] = [
    ("CREATE_INSTANT_INVITE", 0, "TVS", false),
    ("KICK_MEMBERS", 1, "", true),
    ("BAN_MEMBERS", 2, "", true),
    ("ADMINISTRATOR", 3, "", true),
    ("MANAGE_CHANNELS", 4, "TVS", true),
    ("MANAGE_GUILD", 5, "", true),
    ("ADD_REACTIONS", 6, "TVS", false),
    ("VIEW_AUDIT_LOG", 7, "", false),
    ("PRIORITY_SPEAKER", 8, "V", false),
    ("STREAM", 9, "VS", false),
    ("VIEW_CHANNEL", 10, "TVS", false),
    ("SEND_MESSAGES", 11, "TVS", false),
    ("SEND_TTS_MESSAGES", 12, "TVS", false),
    ("MANAGE_MESSAGES", 13, "TVS", true),
    ("EMBED_LINKS", 14, "TVS", false),
    ("ATTACH_FILES", 15, "TVS", false),
    ("READ_MESSAGE_HISTORY", 16, "TVS", false),
    ("MENTION_EVERYONE", 17, "TVS", false),
    ("USE_EXTERNAL_EMOJIS", 18, "TVS", false),
    ("VIEW_GUILD_INSIGHTS", 19, "", false),
    ("CONNECT", 20, "VS", false),
    ("SPEAK", 21, "V", false),
    ("MUTE_MEMBERS", 22, "VS", false),
    ("DEAFEN_MEMBERS", 23, "V", false),
    ("MOVE_MEMBERS", 24, "VS", false),
    ("USE_VAD", 25, "V", false),
    ("CHANGE_NICKNAME", 26, "", false),
    ("MANAGE_NICKNAMES", 27, "", false),
    ("MANAGE_ROLES", 28, "TVS", true),
    ("MANAGE_WEBHOOKS", 29, "TVS", true),
    ("MANAGE_GUILD_EXPRESSIONS", 30, "", true),
    ("USE_APPLICATION_COMMANDS", 31, "TVS", false),
    ("REQUEST_TO_SPEAK", 32, "S", false),
    ("MANAGE_EVENTS", 33, "VS", false),
    ("MANAGE_THREADS", 34, "T", true),
    ("CREATE_PUBLIC_THREADS", 35, "T", false),
    ("CREATE_PRIVATE_THREADS", 36, "T", false),
    ("USE_EXTERNAL_STICKERS", 37, "TVS", false),
    ("SEND_MESSAGES_IN_THREADS", 38, "T", false),
    ("USE_EMBEDDED_ACTIVITIES", 39, "TV", false),
    ("MODERATE_MEMBERS", 40, "", false),
    ("VIEW_CREATOR_MONETIZATION_ANALYTICS", 41, "", true),
    ("USE_SOUNDBOARD", 42, "V", false),
    ("CREATE_GUILD_EXPRESSIONS", 43, "", false),
    ("CREATE_EVENTS", 44, "VS", false),
    ("USE_EXTERNAL_SOUNDS", 45, "V", false),
    ("SEND_VOICE_MESSAGES", 46, "TVS", false),
    ("SET_VOICE_CHANNEL_STATUS", 48, "V", false),
    ("SEND_POLLS", 49, "TVS", false),
    ("USE_EXTERNAL_APPS", 50, "TVS", false),
    ("PIN_MESSAGES", 51, "T", false),
    ("BYPASS_SLOWMODE", 52, "TVS", false),
];

/// The union of the permissions of the table that a test picks.
fn picked(pick: impl Fn(&str, bool) -> bool) -> Permissions {
    TABLE
        .iter()
        .filter(|(_, _, kinds, two_factor)| pick(kinds, *two_factor))
        .map(|(_, bit, _, _)| Permissions::from_bits_retain(1 << bit))
        .collect()
}

#[test]
fn names_and_bits_are_discords() {
    let named: Vec<_> = Permissions::ALL_KNOWN
        .iter_names()
        .map(|(name, permission)| (name, permission.bits()))
        .collect();
    let listed: Vec<_> = TABLE
        .iter()
        .map(|(name, bit, _, _)| (*name, 1 << bit))
        .collect();
    assert_eq!(named, listed);
    assert_eq!(Permissions::ALL_KNOWN, picked(|_, _| true));
}

#[test]
fn constants_are_what_discord_lists_for_them() {
    assert_eq!(
        Permissions::ALL_TEXT,
        picked(|kinds, _| kinds.contains('T'))
    );
    assert_eq!(
        Permissions::ALL_VOICE,
        picked(|kinds, _| kinds.contains('V'))
    );
    assert_eq!(
        Permissions::ALL_STAGE,
        picked(|kinds, _| kinds.contains('S'))
    );
    assert_eq!(Permissions::ALL_GUILD, picked(|kinds, _| kinds.is_empty()));
    assert_eq!(
        Permissions::OWNER_2FA_REQUIRED,
        picked(|_, two_factor| two_factor)
    );
}

#[test]
fn missing_is_what_is_required_and_not_there() {
    let has = Permissions::VIEW_CHANNEL | Permissions::CONNECT;
    let required = Permissions::CONNECT | Permissions::SPEAK;
    assert_eq!(has.missing(required), Permissions::SPEAK);
    assert_eq!(has.missing(Permissions::CONNECT), Permissions::empty());
    assert_eq!(
        Permissions::empty().missing(Permissions::from_bits_retain(1 << 63)),
        Permissions::from_bits_retain(1 << 63)
    );
}
