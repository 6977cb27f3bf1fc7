//! 40xxx: what is not done now, or not a second time.

use super::{Entry, ErrorCode};

codes! {
    /// The token is not good.
    UNAUTHORIZED = 40_001;
    /// The account has no confirmed address yet.
    ACCOUNT_NOT_VERIFIED = 40_002;
    /// The bot opens conversations with too many users in a short time.
    OPENING_DMS_TOO_FAST = 40_003,
        "write first only to users who have asked for it, and one after the other";
    /// Discord has switched off sending messages for a while.
    SENDING_MESSAGES_DISABLED = 40_004, "wait, and look at Discord's status page";
    /// The request is too large.
    REQUEST_TOO_LARGE = 40_005,
        "a file may have 10 MiB (more in boosted guilds), a whole request 25 MiB";
    /// Discord has switched off this operation for a while.
    FEATURE_DISABLED = 40_006, "wait, and look at Discord's status page";
    /// The guild has banned the user.
    USER_BANNED_GUILD = 40_007;
    /// Several channels were to move to another category in one request.
    ONE_PARENT_CHANGE_AT_A_TIME = 40_009, "move one channel at a time";
    /// The user has disconnected the account.
    CONNECTION_REVOKED = 40_012;
    /// What was bought lasts, and cannot be used up.
    SKU_NOT_CONSUMABLE = 40_018;
    /// What was really bought cannot be taken away, only what was granted as a test.
    NOT_A_SANDBOX_ENTITLEMENT = 40_019;
    /// The user is in no voice channel.
    USER_NOT_IN_VOICE = 40_032;
    /// The announcement went out to the followers before.
    ALREADY_CROSSPOSTED = 40_033;
    /// The application has another command of this name and type in this place.
    COMMAND_NAME_EXISTS = 40_041;
    /// The interaction could not be brought to the application.
    INTERACTION_SEND_FAILED = 40_043;
    /// A forum holds posts only, no messages of its own.
    CANNOT_SEND_IN_FORUM_CHANNEL = 40_058, "make a post, or write in one";
    /// The interaction was acknowledged already.
    INTERACTION_ALREADY_ACKNOWLEDGED = 40_060,
        "answer an interaction once; after that, edit the answer or send a followup";
    /// Two tags of the forum would have one name.
    TAG_NAMES_MUST_UNIQUE = 40_061;
    /// Too many requests for one thing, whoever sends them.
    SERVICE_RATE_LIMITED = 40_062, "wait: others use it as well";
    /// Members may not set any of the forum's tags.
    NO_FORUM_TAGS_FOR_NON_MODERATORS = 40_066,
        "moderators set the tags here: give the bot's role `MANAGE_THREADS`";
    /// The forum takes no posts without a tag.
    FORUM_TAG_REQUIRED = 40_067, "give the post one of the forum's tags";
    /// The user was granted this before.
    ENTITLEMENT_ALREADY_GRANTED = 40_074;
    /// The interaction has as many followups as it may.
    MAXIMUM_FOLLOWUPS = 40_094,
        "where only the user has installed the application, an interaction may have 5 followups: edit one instead";
    /// Cloudflare stopped the request.
    CLOUDFLARE_BLOCKED = 40_333,
        "Cloudflare blocks this address for a while, for too many refused requests or an odd `User-Agent`";
}
