//! From 60000 on: one range for each part of Discord.

use super::{Entry, ErrorCode};

codes! {
    /// The guild asks for a second factor, which the account does not have.
    TWO_FACTOR_REQUIRED = 60_003,
        "the guild asks its moderators for a second factor: the bot's owner must switch it on for their own account";
    /// Nobody has this name.
    NO_USER_WITH_TAG = 80_004;
    /// The user has blocked the bot.
    REACTION_BLOCKED = 90_001;
    /// The account has no burst reactions to give.
    CANNOT_USE_BURST_REACTIONS = 90_002, "add a normal reaction";
    /// The guild's messages are still being made ready for search.
    INDEX_NOT_YET_AVAILABLE = 110_000, "search again after the time that the answer names";
    /// The application is still being made ready.
    APPLICATION_NOT_YET_AVAILABLE = 110_001, "wait, and try again";
    /// Discord has more to do than it can.
    API_OVERLOADED = 130_000, "wait, and try again";
    /// A stage is live in the channel.
    STAGE_ALREADY_OPEN = 150_006, "change the stage that is live, or end it first";
    /// The bot cannot see what it was to answer.
    CANNOT_REPLY_WITHOUT_HISTORY = 160_002,
        "give the bot's role `READ_MESSAGE_HISTORY` in this channel, or do not reply";
    /// The message has a thread, and may have only one.
    MESSAGE_HAS_THREAD = 160_004, "use the thread that is there: it has the message's ID";
    /// The thread is locked.
    THREAD_LOCKED = 160_005, "give the bot's role `MANAGE_THREADS`, or let a moderator unlock the thread";
    /// The guild has as many open threads as it may.
    MAXIMUM_ACTIVE_THREADS = 160_006,
        "a guild may have 1000 open threads: archive some, or let them be archived sooner";
    /// The guild has as many open threads on announcements as it may.
    MAXIMUM_ANNOUNCEMENT_THREADS = 160_007,
        "archive some, or let them be archived sooner";
    /// The bot cannot see what it was to forward.
    CANNOT_FORWARD_UNREADABLE_MESSAGE = 160_014,
        "forwarding needs to read the message: give the bot's role `READ_MESSAGE_HISTORY`, and the application the \
         intent `MESSAGE_CONTENT`";
    /// The sticker's Lottie file is no JSON.
    INVALID_LOTTIE_JSON = 170_001;
    /// The sticker's Lottie file holds pictures of pixels.
    LOTTIE_WITH_RASTER_IMAGES = 170_002, "draw it with shapes only";
    /// The sticker shows too many pictures in a second.
    STICKER_FRAME_RATE_TOO_HIGH = 170_003;
    /// The sticker has too many pictures.
    STICKER_TOO_MANY_FRAMES = 170_004, "a sticker may have 1000 frames";
    /// The sticker's Lottie file is drawn too large.
    LOTTIE_TOO_LARGE = 170_005, "a sticker may have 320 x 320 pixels";
    /// The sticker shows too few or too many pictures in a second.
    INVALID_STICKER_FRAME_RATE = 170_006;
    /// The sticker moves for too long.
    STICKER_TOO_LONG = 170_007, "a sticker may last 5 seconds";
    /// The event is over, and stays as it was.
    SCHEDULED_EVENT_FINISHED = 180_000, "make a new event";
    /// The stage that belongs to the event could not be opened.
    STAGE_FOR_EVENT_FAILED = 180_002;
    /// A rule of the guild keeps the message out.
    MESSAGE_BLOCKED_BY_AUTO_MODERATION = 200_000,
        "change the text, or let the guild exempt the bot's role from its rules of automatic moderation";
    /// A rule of the guild keeps the title of a post out.
    TITLE_BLOCKED_BY_AUTO_MODERATION = 200_001,
        "change the title, or let the guild exempt the bot's role from its rules of automatic moderation";
    /// A webhook in a forum must say which post it writes in, or what a new one is called.
    WEBHOOK_THREAD_REQUIRED = 220_001, "give `thread_id` or `thread_name`";
    /// A webhook in a forum cannot write in a post and make one at once.
    WEBHOOK_THREAD_NAME_AND_ID = 220_002, "give either `thread_id` or `thread_name`";
    /// Webhooks make threads in forums only.
    WEBHOOK_THREADS_IN_FORUMS_ONLY = 220_003, "leave out `thread_name`";
    /// Forums take no webhooks in the forms of Slack and GitHub.
    WEBHOOK_SERVICE_NOT_IN_FORUMS = 220_004;
    /// The message holds a link that Discord takes for harmful.
    MESSAGE_BLOCKED_BY_LINK_FILTER = 240_000;
    /// The user may join no more guilds for now.
    JOINING_GUILDS_LIMITED = 340_015;
    /// The guild lacks what onboarding takes.
    ONBOARDING_REQUIREMENTS_NOT_MET = 350_000,
        "onboarding takes default channels: 7 of them, 5 where everyone can write";
    /// The guild would no longer have what onboarding takes.
    ONBOARDING_BELOW_REQUIREMENTS = 350_001,
        "onboarding takes default channels: 7 of them, 5 where everyone can write";
    /// The guild may not take files for now.
    FILE_UPLOADS_LIMITED = 400_001;
    /// None of the users could be banned.
    FAILED_BAN_USERS = 500_000;
    /// The user may not vote in this poll.
    POLL_VOTING_BLOCKED = 520_000;
    /// The poll is over.
    POLL_EXPIRED = 520_001;
    /// Channels of this type take no polls.
    WRONG_CHANNEL_TYPE_FOR_POLL = 520_002;
    /// A message with a poll stays as it was sent.
    CANNOT_EDIT_POLL_MESSAGE = 520_003;
    /// The bot cannot use one of the poll's emojis.
    CANNOT_USE_POLL_EMOJI = 520_004;
    /// The message has no poll that could be ended.
    NOT_A_POLL_MESSAGE = 520_006;
    /// The application was not let into this part of Discord.
    PROVISIONAL_ACCOUNTS_NOT_GRANTED = 530_000;
    /// The ID token of the other service has run out.
    ID_TOKEN_EXPIRED = 530_001, "get a new one from the service that made it";
    /// Another service made the ID token than the application has set up.
    ID_TOKEN_WRONG_ISSUER = 530_002, "compare the token's `iss` with the provider's settings";
    /// The ID token was made for another application.
    ID_TOKEN_WRONG_AUDIENCE = 530_003, "compare the token's `aud` with the provider's settings";
    /// The ID token was made too long ago.
    ID_TOKEN_TOO_OLD = 530_004, "get a new one from the service that made it";
    /// No free name was found for the account in good time.
    USERNAME_NOT_GENERATED = 530_006, "try again";
    /// The application's client secret is another one.
    INVALID_CLIENT_SECRET = 530_007, "copy it anew from the Developer Portal";
}
