//! 40xxx: what is not done now, or not a second time.

use super::{Entry, ErrorCode};

codes! {
    /// The token is not good.
    UNAUTHORIZED = 40_001;
    /// The account has no confirmed address yet.
    NEED_VERIFY_ACCOUNT_ORDER_PERFORM_ACTION = 40_002;
    /// The bot opens conversations with too many users in a short time.
    OPENING_DIRECT_MESSAGES_TOO_FAST = 40_003,
        "write first only to users who have asked for it, and one after the other";
    /// Discord has switched off sending messages for a while.
    SEND_MESSAGES_TEMPORARILY_DISABLED = 40_004, "wait, and look at Discord's status page";
    /// The request is too large.
    REQUEST_TOO_LARGE = 40_005,
        "a file may have 10 MiB (more in boosted guilds), a whole request 25 MiB";
    /// Discord has switched off this operation for a while.
    FEATURE_TEMPORARILY_DISABLED_SERVER_SIDE = 40_006, "wait, and look at Discord's status page";
    /// The guild has banned the user.
    USER_BANNED_GUILD = 40_007;
    /// Several channels were to move to another category in one request.
    ONLY_ONE_CHANNEL_PARENT_ID_MODIFIED = 40_009, "move one channel at a time";
    /// The user has disconnected the account.
    CONNECTION_REVOKED = 40_012;
    /// What was bought lasts, and cannot be used up.
    ONLY_CONSUMABLE_SKUS_CONSUMED = 40_018;
    /// What was really bought cannot be taken away, only what was granted as a test.
    ONLY_DELETE_SANDBOX_ENTITLEMENTS = 40_019;
    /// The user is in no voice channel.
    TARGET_USER_NOT_CONNECTED_VOICE = 40_032;
    /// The announcement went out to the followers before.
    MESSAGE_ALREADY_CROSSPOSTED = 40_033;
    /// The application has another command of this name and type in this place.
    APPLICATION_COMMAND_NAME_ALREADY_EXISTS = 40_041;
    /// The interaction could not be brought to the application.
    APPLICATION_INTERACTION_FAILED_SEND = 40_043;
    /// A forum holds posts only, no messages of its own.
    CANNOT_SEND_MESSAGE_FORUM_CHANNEL = 40_058, "make a post, or write in one";
    /// The interaction was acknowledged already.
    INTERACTION_ALREADY_ACKNOWLEDGED = 40_060,
        "answer an interaction once; after that, edit the answer or send a followup";
    /// Two tags of the forum would have one name.
    TAG_NAMES_MUST_UNIQUE = 40_061;
    /// Too many requests for one thing, whoever sends them.
    SERVICE_RESOURCE_BEING_RATE_LIMITED = 40_062, "wait: others use it as well";
    /// Members may not set any of the forum's tags.
    THERE_NO_TAGS_AVAILABLE_SET_NON = 40_066,
        "moderators set the tags here: give the bot's role `MANAGE_THREADS`";
    /// The forum takes no posts without a tag.
    TAG_REQUIRED_CREATE_FORUM_POST_CHANNEL = 40_067, "give the post one of the forum's tags";
    /// The user was granted this before.
    ENTITLEMENT_ALREADY_GRANTED_RESOURCE = 40_074;
    /// The interaction has as many followups as it may.
    INTERACTION_HIT_MAXIMUM_NUMBER_FOLLOW_UP = 40_094,
        "where only the user has installed the application, an interaction may have 5 followups: edit one instead";
    /// Cloudflare stopped the request.
    CLOUDFLARE_BLOCKED = 40_333,
        "Cloudflare blocks this address for a while, for too many refused requests or an odd `User-Agent`";
}
