//! 20xxx and 30xxx: who may use something, and how much of it there may be.

use super::{Entry, ErrorCode};

codes! {
    /// The operation is for people, not for bots.
    BOTS_CANNOT_USE_ENDPOINT = 20_001;
    /// The operation is for bots, not for people.
    ONLY_BOTS_USE_ENDPOINT = 20_002, "use a bot's token, not a user's access token";
    /// The recipient's filter lets no explicit content through.
    EXPLICIT_CONTENT_CANNOT_SENT_DESIRED_RECIPIENT = 20_009;
    /// The application belongs to someone else.
    NOT_AUTHORIZED_PERFORM_ACTION_APPLICATION = 20_012,
        "check that the application's ID and the token are of the same application";
    /// It takes a subscription that the user or guild does not have.
    ACTION_REQUIRES_PREMIUM_SUBSCRIPTION = 20_015;
    /// The channel's slow mode does not let the bot write yet.
    ACTION_CANNOT_PERFORMED_DUE_SLOWMODE_RATE = 20_016,
        "wait, or give the bot's role `BYPASS_SLOWMODE` in this channel";
    /// Only the owner may do it.
    ONLY_OWNER_ACCOUNT_PERFORM_ACTION = 20_018;
    /// A message that other guilds follow was edited too often.
    MESSAGE_CANNOT_EDITED_DUE_ANNOUNCEMENT_RATE = 20_022, "edit announcements less often";
    /// The user is too young for it.
    UNDER_MINIMUM_AGE = 20_024;
    /// Too much is written in the channel.
    WRITE_ACTION_PERFORMING_CHANNEL_HIT_WRITE = 20_028, "write less in this channel, or wait";
    /// Too much is written in the guild.
    WRITE_ACTION_PERFORMING_SERVER_HIT_WRITE = 20_029, "write less in this guild, or wait";
    /// A topic, name or description holds a word that Discord does not allow there.
    STAGE_TOPIC_SERVER_NAME_SERVER_DESCRIPTION = 20_031;
    /// The guild has too few boosts for it.
    GUILD_PREMIUM_SUBSCRIPTION_LEVEL_TOO_LOW = 20_035;
    /// The account is in as many guilds as it may.
    MAXIMUM_NUMBER_GUILDS_REACHED = 30_001, "a user may be in 100 guilds";
    /// The account has as many friends as it may.
    MAXIMUM_NUMBER_FRIENDS_REACHED = 30_002, "a user may have 1000 friends";
    /// The channel has as many pins as it may.
    MAXIMUM_PINS = 30_003, "a channel may have 250 pins: take an old one down first";
    /// The group has as many people in it as it may.
    MAXIMUM_NUMBER_RECIPIENTS_REACHED = 30_004, "a group may have 10 people";
    /// The guild has as many roles as it may.
    MAXIMUM_NUMBER_GUILD_ROLES_REACHED = 30_005, "a guild may have 250 roles";
    /// The channel has as many webhooks as it may.
    MAXIMUM_NUMBER_WEBHOOKS_REACHED = 30_007,
        "a channel may have 15 webhooks: look for one of the bot's own before making another";
    /// The guild has as many emojis as its boosts allow.
    MAXIMUM_NUMBER_EMOJIS_REACHED = 30_008,
        "delete one, or keep emojis at the application, which may have 2000";
    /// The message has as many different reactions as it may.
    MAXIMUM_REACTIONS = 30_010, "a message may have 20 different reactions";
    /// The account is in as many groups as it may.
    MAXIMUM_NUMBER_GROUP_DMS_REACHED = 30_011, "a user may be in 10 groups";
    /// The guild has as many channels as it may.
    MAXIMUM_NUMBER_GUILD_CHANNELS_REACHED = 30_013,
        "a guild may have 500 channels, categories among them, and a category 50";
    /// The message carries more files than it may.
    MAXIMUM_NUMBER_ATTACHMENTS_MESSAGE_REACHED = 30_015, "a message may have 10 attachments";
    /// The guild has as many invites as it may.
    MAXIMUM_NUMBER_INVITES_REACHED = 30_016,
        "a guild may have 1000 invites: let them run out, or delete old ones";
    /// The guild has as many moving emojis as its boosts allow.
    MAXIMUM_NUMBER_ANIMATED_EMOJIS_REACHED = 30_018,
        "delete one, or keep emojis at the application, which may have 2000";
    /// The guild takes no more members.
    MAXIMUM_NUMBER_SERVER_MEMBERS_REACHED = 30_019;
    /// The guild is in as many categories of the discovery pages as it may.
    MAXIMUM_NUMBER_SERVER_CATEGORIES_REACHED = 30_030, "a guild may be in 5 categories";
    /// The guild has a template, and may have only one.
    GUILD_ALREADY_TEMPLATE = 30_031, "change the template that is there, or delete it first";
    /// The application has as many commands in this place as it may.
    MAXIMUM_NUMBER_APPLICATION_COMMANDS_REACHED = 30_032,
        "there may be 100 slash commands, 15 user commands and 15 message commands in each place";
    /// The thread has as many members as it may.
    MAXIMUM_NUMBER_THREAD_PARTICIPANTS_REACHED = 30_033, "a thread may have 1000 members";
    /// The application made too many commands in the guild today.
    MAXIMUM_NUMBER_DAILY_APPLICATION_COMMAND_CREATES = 30_034,
        "200 commands may be made in a guild each day: set all at once, and only where they have changed";
    /// The guild has banned as many users who never joined as it may.
    MAXIMUM_NUMBER_BANS_NON_GUILD_MEMBERS = 30_035;
    /// The guild's bans were asked for too often.
    MAXIMUM_NUMBER_BANS_FETCHES_REACHED = 30_037, "keep the bans that were read, or wait";
    /// The guild has as many events ahead as it may.
    MAXIMUM_NUMBER_UNCOMPLETED_GUILD_SCHEDULED_EVENTS = 30_038,
        "a guild may have 100 events that are not over";
    /// The guild has as many stickers as its boosts allow.
    MAXIMUM_NUMBER_STICKERS_REACHED = 30_039, "delete one first";
    /// The guild was pruned too often.
    MAXIMUM_NUMBER_PRUNE_REQUESTS_REACHED_TRY = 30_040, "wait, and prune less often";
    /// The guild's widget was changed too often.
    MAXIMUM_NUMBER_GUILD_WIDGET_SETTINGS_UPDATES = 30_042, "wait, and change it less often";
    /// The guild has as many sounds as its boosts allow.
    MAXIMUM_NUMBER_SOUNDBOARD_SOUNDS_REACHED = 30_045, "delete one first";
    /// Old messages were edited too often.
    MAXIMUM_NUMBER_EDITS_MESSAGES_OLDER_THAN = 30_046,
        "messages of more than one hour may be edited seldom: send a new one instead";
    /// The forum has as many pinned posts as it may.
    MAXIMUM_NUMBER_PINNED_THREADS_FORUM_CHANNEL = 30_047,
        "a forum may have one pinned post: take it down first";
    /// The forum has as many tags as it may.
    MAXIMUM_NUMBER_TAGS_FORUM_CHANNEL_REACHED = 30_048, "a forum may have 20 tags";
    /// Channels of this type, in this guild, sound with fewer bits.
    BITRATE_TOO_HIGH_CHANNEL_TYPE = 30_052,
        "voice channels may have 96000 bit/s (more in boosted guilds), stage channels 64000";
    /// The guild has as many emojis for certain roles as it may.
    MAXIMUM_NUMBER_PREMIUM_EMOJIS_REACHED = 30_056, "a guild may have 25 of them";
    /// The guild has as many webhooks as it may.
    MAXIMUM_NUMBER_WEBHOOKS_PER_GUILD_REACHED = 30_058, "a guild may have 1000 webhooks";
    /// The channel has as many overwrites as it may.
    MAXIMUM_NUMBER_CHANNEL_PERMISSION_OVERWRITES_REACHED = 30_060,
        "a channel may have 1000 overwrites: give a role instead of single members";
    /// The guild's channels are too much data to be sent.
    CHANNELS_GUILD_TOO_LARGE = 30_061;
}
