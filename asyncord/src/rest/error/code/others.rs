//! From 60000 on: one range for each part of Discord.

use super::{Entry, ErrorCode};

codes! {
    /// The guild asks for a second factor, which the account does not have.
    TWO_FACTOR_REQUIRED_OPERATION = 60_003,
        "the guild asks its moderators for a second factor: the bot's owner must switch it on for their own account";
    /// Nobody has this name.
    NO_USERS_DISCORDTAG_EXIST = 80_004;
    /// The user has blocked the bot.
    REACTION_BLOCKED = 90_001;
    /// The account has no burst reactions to give.
    USER_CANNOT_USE_BURST_REACTIONS = 90_002, "add a normal reaction";
    /// The guild's messages are still being made ready for search.
    INDEX_NOT_YET_AVAILABLE_TRY_AGAIN = 110_000, "search again after the time that the answer names";
    /// The application is still being made ready.
    APPLICATION_NOT_YET_AVAILABLE_TRY_AGAIN = 110_001, "wait, and try again";
    /// Discord has more to do than it can.
    API_RESOURCE_CURRENTLY_OVERLOADED_TRY_AGAIN = 130_000, "wait, and try again";
    /// A stage is live in the channel.
    STAGE_ALREADY_OPEN = 150_006, "change the stage that is live, or end it first";
    /// The bot cannot see what it was to answer.
    CANNOT_REPLY_WITHOUT_PERMISSION_READ_MESSAGE = 160_002,
        "give the bot's role `READ_MESSAGE_HISTORY` in this channel, or do not reply";
    /// The message has a thread, and may have only one.
    THREAD_ALREADY_CREATED_MESSAGE = 160_004, "use the thread that is there: it has the message's ID";
    /// The thread is locked.
    THREAD_LOCKED = 160_005, "give the bot's role `MANAGE_THREADS`, or let a moderator unlock the thread";
    /// The guild has as many open threads as it may.
    MAXIMUM_NUMBER_ACTIVE_THREADS_REACHED = 160_006,
        "a guild may have 1000 open threads: archive some, or let them be archived sooner";
    /// The guild has as many open threads on announcements as it may.
    MAXIMUM_NUMBER_ACTIVE_ANNOUNCEMENT_THREADS_REACHED = 160_007,
        "archive some, or let them be archived sooner";
    /// The bot cannot see what it was to forward.
    CANNOT_FORWARD_MESSAGE_WHOSE_CONTENT_CANNOT = 160_014,
        "forwarding needs to read the message: give the bot's role `READ_MESSAGE_HISTORY`, and the application the \
         intent `MESSAGE_CONTENT`";
    /// The sticker's Lottie file is no JSON.
    INVALID_JSON_UPLOADED_LOTTIE_FILE = 170_001;
    /// The sticker's Lottie file holds pictures of pixels.
    UPLOADED_LOTTIES_CANNOT_CONTAIN_RASTERIZED_IMAGES = 170_002, "draw it with shapes only";
    /// The sticker shows too many pictures in a second.
    STICKER_MAXIMUM_FRAMERATE_EXCEEDED = 170_003;
    /// The sticker has too many pictures.
    STICKER_FRAME_COUNT_EXCEEDS_MAXIMUM_1000 = 170_004, "a sticker may have 1000 frames";
    /// The sticker's Lottie file is drawn too large.
    LOTTIE_ANIMATION_MAXIMUM_DIMENSIONS_EXCEEDED = 170_005, "a sticker may have 320 x 320 pixels";
    /// The sticker shows too few or too many pictures in a second.
    STICKER_FRAME_RATE_EITHER_TOO_SMALL = 170_006;
    /// The sticker moves for too long.
    STICKER_ANIMATION_DURATION_EXCEEDS_MAXIMUM_5 = 170_007, "a sticker may last 5 seconds";
    /// The event is over, and stays as it was.
    CANNOT_UPDATE_FINISHED_EVENT = 180_000, "make a new event";
    /// The stage that belongs to the event could not be opened.
    FAILED_CREATE_STAGE_NEEDED_STAGE_EVENT = 180_002;
    /// A rule of the guild keeps the message out.
    MESSAGE_BLOCKED_AUTOMATIC_MODERATION = 200_000,
        "change the text, or let the guild exempt the bot's role from its rules of automatic moderation";
    /// A rule of the guild keeps the title of a post out.
    TITLE_BLOCKED_AUTOMATIC_MODERATION = 200_001,
        "change the title, or let the guild exempt the bot's role from its rules of automatic moderation";
    /// A webhook in a forum must say which post it writes in, or what a new one is called.
    WEBHOOKS_POSTED_FORUM_CHANNELS_MUST_THREAD = 220_001, "give `thread_id` or `thread_name`";
    /// A webhook in a forum cannot write in a post and make one at once.
    WEBHOOKS_POSTED_FORUM_CHANNELS_CANNOT_BOTH = 220_002, "give either `thread_id` or `thread_name`";
    /// Webhooks make threads in forums only.
    WEBHOOKS_ONLY_CREATE_THREADS_FORUM_CHANNELS = 220_003, "leave out `thread_name`";
    /// Forums take no webhooks in the forms of Slack and GitHub.
    WEBHOOK_SERVICES_CANNOT_USED_FORUM_CHANNELS = 220_004;
    /// The message holds a link that Discord takes for harmful.
    MESSAGE_BLOCKED_HARMFUL_LINKS_FILTER = 240_000;
    /// The user may join no more guilds for now.
    ACCESS_JOINING_NEW_SERVERS_LIMITED_USER = 340_015;
    /// The guild lacks what onboarding takes.
    CANNOT_ENABLE_ONBOARDING_REQUIREMENTS_NOT_MET = 350_000,
        "onboarding takes default channels: 7 of them, 5 where everyone can write";
    /// The guild would no longer have what onboarding takes.
    CANNOT_UPDATE_ONBOARDING_WHILE_BELOW_REQUIREMENTS = 350_001,
        "onboarding takes default channels: 7 of them, 5 where everyone can write";
    /// The guild may not take files for now.
    ACCESS_FILE_UPLOADS_LIMITED_GUILD = 400_001;
    /// None of the users could be banned.
    FAILED_BAN_USERS = 500_000;
    /// The user may not vote in this poll.
    POLL_VOTING_BLOCKED = 520_000;
    /// The poll is over.
    POLL_EXPIRED = 520_001;
    /// Channels of this type take no polls.
    INVALID_CHANNEL_TYPE_POLL_CREATION = 520_002;
    /// A message with a poll stays as it was sent.
    CANNOT_EDIT_POLL_MESSAGE = 520_003;
    /// The bot cannot use one of the poll's emojis.
    CANNOT_USE_EMOJI_INCLUDED_POLL = 520_004;
    /// The message has no poll that could be ended.
    CANNOT_EXPIRE_NON_POLL_MESSAGE = 520_006;
    /// The application was not let into this part of Discord.
    DISCORD_APPLICATION_NOT_GRANTED_PERMISSION_USE = 530_000;
    /// The ID token of the other service has run out.
    ID_TOKEN_JWT_PROVIDED_EXPIRED_WILL = 530_001, "get a new one from the service that made it";
    /// Another service made the ID token than the application has set up.
    ISSUER_ID_TOKEN_JWT_PROVIDED_DOES = 530_002, "compare the token's `iss` with the provider's settings";
    /// The ID token was made for another application.
    AUDIENCE_ID_TOKEN_JWT_PROVIDED_DOES = 530_003, "compare the token's `aud` with the provider's settings";
    /// The ID token was made too long ago.
    ID_TOKEN_PROVIDED_ISSUED_TOO_LONG = 530_004, "get a new one from the service that made it";
    /// No free name was found for the account in good time.
    DISCORD_FAILED_GENERATE_UNIQUE_USERNAME_WITHIN = 530_006, "try again";
    /// The application's client secret is another one.
    CLIENT_SECRET_INVALID_DOUBLE_CHECK_WHAT = 530_007, "copy it anew from the Developer Portal";
}
