//! 0 and 10xxx: what is not there, or not for this bot.

use super::{Entry, ErrorCode};

codes! {
    /// Something without a number of its own, often a Cloudflare page or a malformed request.
    GENERAL_ERROR = 0;
    /// No account has this ID.
    UNKNOWN_ACCOUNT = 10_001;
    /// No application has this ID, or it is none of the bot's.
    UNKNOWN_APPLICATION = 10_002;
    /// The channel does not exist, or the bot cannot see it.
    UNKNOWN_CHANNEL = 10_003;
    /// The guild does not exist, or the bot is not in it.
    UNKNOWN_GUILD = 10_004;
    /// The guild has no integration of this ID.
    UNKNOWN_INTEGRATION = 10_005;
    /// The invite was never made, is used up, has run out, or was deleted.
    UNKNOWN_INVITE = 10_006;
    /// The member is not in the guild.
    UNKNOWN_MEMBER = 10_007;
    /// The message does not exist, or was deleted.
    UNKNOWN_MESSAGE = 10_008;
    /// The channel has no overwrite for this role or member.
    UNKNOWN_PERMISSION_OVERWRITE = 10_009;
    /// No service of this name can be connected to an account.
    UNKNOWN_PROVIDER = 10_010;
    /// The role does not exist.
    UNKNOWN_ROLE = 10_011;
    /// The token named in the request does not exist.
    UNKNOWN_TOKEN = 10_012;
    /// The user does not exist.
    UNKNOWN_USER = 10_013;
    /// The emoji does not exist.
    UNKNOWN_EMOJI = 10_014,
        "give one Unicode emoji, or a custom one as `name:id` of a guild that the bot is in";
    /// The webhook does not exist.
    UNKNOWN_WEBHOOK = 10_015, "the webhook was deleted: do not use it again";
    /// Webhooks of this service are not known.
    UNKNOWN_WEBHOOK_SERVICE = 10_016;
    /// The session does not exist, or has ended.
    UNKNOWN_SESSION = 10_020;
    /// The application has no picture or other asset of this ID.
    UNKNOWN_ASSET = 10_021;
    /// The user is not banned from the guild.
    UNKNOWN_BAN = 10_026;
    /// The application sells nothing under this ID.
    UNKNOWN_SKU = 10_027;
    /// The store shows nothing under this ID.
    UNKNOWN_STORE_LISTING = 10_028;
    /// The application has granted nothing under this ID.
    UNKNOWN_ENTITLEMENT = 10_029;
    /// The application has no build of this ID.
    UNKNOWN_BUILD = 10_030;
    /// The lobby does not exist, has ended, or is of another application.
    UNKNOWN_LOBBY = 10_031;
    /// The application has no branch of this ID.
    UNKNOWN_BRANCH = 10_032;
    /// The store has no page layout of this ID.
    UNKNOWN_STORE_DIRECTORY_LAYOUT = 10_033;
    /// No runtime package of this ID is known.
    UNKNOWN_REDISTRIBUTABLE = 10_036;
    /// The gift code does not exist, or was redeemed.
    UNKNOWN_GIFT_CODE = 10_038;
    /// The stream does not exist, or has ended.
    UNKNOWN_STREAM = 10_049;
    /// Nothing is known of a wait before the guild can be boosted again.
    UNKNOWN_PREMIUM_SERVER_SUBSCRIBE_COOLDOWN = 10_050;
    /// No guild template has this code.
    UNKNOWN_GUILD_TEMPLATE = 10_057;
    /// The discovery pages have no category of this ID.
    UNKNOWN_DISCOVERABLE_SERVER_CATEGORY = 10_059;
    /// The sticker does not exist.
    UNKNOWN_STICKER = 10_060;
    /// No pack of stickers has this ID.
    UNKNOWN_STICKER_PACK = 10_061;
    /// The interaction is too old, or was answered already.
    UNKNOWN_INTERACTION = 10_062,
        "answer an interaction within 3 seconds, once; defer where the work takes longer";
    /// The application has no command of this ID in this place.
    UNKNOWN_APPLICATION_COMMAND = 10_063,
        "commands of a guild and global ones are kept apart: ask for it where it was made";
    /// The user is in no voice channel of the guild.
    UNKNOWN_VOICE_STATE = 10_065;
    /// Nobody has set permissions for this command, so those of the application count.
    UNKNOWN_APPLICATION_COMMAND_PERMISSIONS = 10_066;
    /// No stage is live in the channel.
    UNKNOWN_STAGE_INSTANCE = 10_067;
    /// The guild asks new members nothing.
    UNKNOWN_GUILD_MEMBER_VERIFICATION_FORM = 10_068;
    /// The guild has set up no welcome screen.
    UNKNOWN_GUILD_WELCOME_SCREEN = 10_069;
    /// The event does not exist, or is over.
    UNKNOWN_GUILD_SCHEDULED_EVENT = 10_070;
    /// The user has not said to be interested in the event.
    UNKNOWN_GUILD_SCHEDULED_EVENT_USER = 10_071;
    /// The forum has no tag of this ID.
    UNKNOWN_TAG = 10_087;
    /// The soundboard has no sound of this ID.
    UNKNOWN_SOUND = 10_097;
    /// No upload of the users of this invite is under way.
    UNKNOWN_INVITE_TARGET_USERS_JOB = 10_124;
    /// The invite is not limited to certain users.
    UNKNOWN_INVITE_TARGET_USERS = 10_129;
}
