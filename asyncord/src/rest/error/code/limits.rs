//! 20xxx and 30xxx: who may use something, and how much of it there may be.

use super::{Entry, ErrorCode};

codes! {
    /// The operation is for people, not for bots.
    NOT_FOR_BOTS = 20_001;
    /// The operation is for bots, not for people.
    ONLY_BOTS_USE_ENDPOINT = 20_002, "use a bot's token, not a user's access token";
    /// The recipient's filter lets no explicit content through.
    EXPLICIT_CONTENT_BLOCKED = 20_009;
    /// The application belongs to someone else.
    NOT_AUTHORIZED_FOR_APPLICATION = 20_012,
        "check that the application's ID and the token are of the same application";
    /// It takes a subscription that the user or guild does not have.
    PREMIUM_REQUIRED = 20_015;
    /// The channel's slow mode does not let the bot write yet.
    SLOWMODE_RATE_LIMITED = 20_016,
        "wait, or give the bot's role `BYPASS_SLOWMODE` in this channel";
    /// Only the owner may do it.
    OWNER_ONLY = 20_018;
    /// A message that other guilds follow was edited too often.
    ANNOUNCEMENT_EDIT_RATE_LIMITED = 20_022, "edit announcements less often";
    /// The user is too young for it.
    UNDER_MINIMUM_AGE = 20_024;
    /// Too much is written in the channel.
    CHANNEL_WRITE_RATE_LIMITED = 20_028, "write less in this channel, or wait";
    /// Too much is written in the guild.
    GUILD_WRITE_RATE_LIMITED = 20_029, "write less in this guild, or wait";
    /// A topic, name or description holds a word that Discord does not allow there.
    WORDS_NOT_ALLOWED = 20_031;
    /// The guild has too few boosts for it.
    GUILD_BOOST_LEVEL_TOO_LOW = 20_035;
    /// The account is in as many guilds as it may.
    MAXIMUM_GUILDS = 30_001, "a user may be in 100 guilds";
    /// The account has as many friends as it may.
    MAXIMUM_FRIENDS = 30_002, "a user may have 1000 friends";
    /// The channel has as many pins as it may.
    MAXIMUM_PINS = 30_003, "a channel may have 250 pins: take an old one down first";
    /// The group has as many people in it as it may.
    MAXIMUM_RECIPIENTS = 30_004, "a group may have 10 people";
    /// The guild has as many roles as it may.
    MAXIMUM_ROLES = 30_005, "a guild may have 250 roles";
    /// The channel has as many webhooks as it may.
    MAXIMUM_WEBHOOKS = 30_007,
        "a channel may have 15 webhooks: look for one of the bot's own before making another";
    /// The guild has as many emojis as its boosts allow.
    MAXIMUM_EMOJIS = 30_008,
        "delete one, or keep emojis at the application, which may have 2000";
    /// The message has as many different reactions as it may.
    MAXIMUM_REACTIONS = 30_010, "a message may have 20 different reactions";
    /// The account is in as many groups as it may.
    MAXIMUM_GROUP_DMS = 30_011, "a user may be in 10 groups";
    /// The guild has as many channels as it may.
    MAXIMUM_GUILD_CHANNELS = 30_013,
        "a guild may have 500 channels, categories among them, and a category 50";
    /// The message carries more files than it may.
    MAXIMUM_ATTACHMENTS = 30_015, "a message may have 10 attachments";
    /// The guild has as many invites as it may.
    MAXIMUM_INVITES = 30_016,
        "a guild may have 1000 invites: let them run out, or delete old ones";
    /// The guild has as many moving emojis as its boosts allow.
    MAXIMUM_ANIMATED_EMOJIS = 30_018,
        "delete one, or keep emojis at the application, which may have 2000";
    /// The guild takes no more members.
    MAXIMUM_MEMBERS = 30_019;
    /// The guild is in as many categories of the discovery pages as it may.
    MAXIMUM_GUILD_CATEGORIES = 30_030, "a guild may be in 5 categories";
    /// The guild has a template, and may have only one.
    GUILD_ALREADY_TEMPLATE = 30_031, "change the template that is there, or delete it first";
    /// The application has as many commands in this place as it may.
    MAXIMUM_APPLICATION_COMMANDS = 30_032,
        "there may be 100 slash commands, 15 user commands and 15 message commands in each place";
    /// The thread has as many members as it may.
    MAXIMUM_THREAD_MEMBERS = 30_033, "a thread may have 1000 members";
    /// The application made too many commands in the guild today.
    MAXIMUM_DAILY_COMMAND_CREATES = 30_034,
        "200 commands may be made in a guild each day: set all at once, and only where they have changed";
    /// The guild has banned as many users who never joined as it may.
    MAXIMUM_BANS_OF_NON_MEMBERS = 30_035;
    /// The guild's bans were asked for too often.
    MAXIMUM_BAN_FETCHES = 30_037, "keep the bans that were read, or wait";
    /// The guild has as many events ahead as it may.
    MAXIMUM_SCHEDULED_EVENTS = 30_038,
        "a guild may have 100 events that are not over";
    /// The guild has as many stickers as its boosts allow.
    MAXIMUM_STICKERS = 30_039, "delete one first";
    /// The guild was pruned too often.
    MAXIMUM_PRUNES = 30_040, "wait, and prune less often";
    /// The guild's widget was changed too often.
    MAXIMUM_WIDGET_UPDATES = 30_042, "wait, and change it less often";
    /// The guild has as many sounds as its boosts allow.
    MAXIMUM_SOUNDBOARD_SOUNDS = 30_045, "delete one first";
    /// Old messages were edited too often.
    MAXIMUM_EDITS_OF_OLD_MESSAGES = 30_046,
        "messages of more than one hour may be edited seldom: send a new one instead";
    /// The forum has as many pinned posts as it may.
    MAXIMUM_PINNED_THREADS = 30_047,
        "a forum may have one pinned post: take it down first";
    /// The forum has as many tags as it may.
    MAXIMUM_FORUM_TAGS = 30_048, "a forum may have 20 tags";
    /// Channels of this type, in this guild, sound with fewer bits.
    BITRATE_TOO_HIGH = 30_052,
        "voice channels may have 96000 bit/s (more in boosted guilds), stage channels 64000";
    /// The guild has as many emojis for certain roles as it may.
    MAXIMUM_PREMIUM_EMOJIS = 30_056, "a guild may have 25 of them";
    /// The guild has as many webhooks as it may.
    MAXIMUM_WEBHOOKS_PER_GUILD = 30_058, "a guild may have 1000 webhooks";
    /// The channel has as many overwrites as it may.
    MAXIMUM_PERMISSION_OVERWRITES = 30_060,
        "a channel may have 1000 overwrites: give a role instead of single members";
    /// The guild's channels are too much data to be sent.
    GUILD_TOO_LARGE = 30_061;
}
