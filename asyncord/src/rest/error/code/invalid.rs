//! 50xxx: what the bot may not do, and what is wrong in the request.

use super::{Entry, ErrorCode};

codes! {
    /// The bot does not see what the request is about.
    MISSING_ACCESS = 50_001,
        "the bot cannot see this: add it to the guild, and give its role `VIEW_CHANNEL` in this channel";
    /// Accounts of this sort cannot do it.
    INVALID_ACCOUNT_TYPE = 50_002;
    /// It works in guilds only, not in direct messages.
    NOT_IN_DM_CHANNELS = 50_003;
    /// The guild shows no widget.
    GUILD_WIDGET_DISABLED = 50_004;
    /// A message of someone else cannot be edited.
    CANNOT_EDIT_OTHERS_MESSAGE = 50_005;
    /// The message is empty.
    EMPTY_MESSAGE = 50_006,
        "give it a text, an embed, a sticker, a component, a poll or a file";
    /// The user does not take direct messages of this bot.
    CANNOT_MESSAGE_USER = 50_007,
        "the user takes no direct messages of this bot: they have blocked it, or allow none from this guild";
    /// There are no messages in such a channel.
    NOT_A_TEXT_CHANNEL = 50_008;
    /// The guild asks more of an account, such as age or a phone, before it may do this.
    CHANNEL_VERIFICATION_LEVEL_TOO_HIGH = 50_009;
    /// The application has no bot user.
    APPLICATION_WITHOUT_BOT = 50_010, "add a bot to it in the Developer Portal";
    /// The account has as many applications as it may.
    MAXIMUM_APPLICATIONS = 50_011;
    /// The `state` of the authorization is not the one it began with.
    INVALID_OAUTH2_STATE = 50_012;
    /// The bot lacks a permission.
    MISSING_PERMISSIONS = 50_013,
        "give the bot's role the permission that this operation needs, in the guild and in the channel; it must also \
         stand above the roles and members it manages";
    /// The token is not good.
    INVALID_TOKEN = 50_014;
    /// The note on a user has too many characters.
    NOTE_TOO_LONG = 50_015;
    /// Too few or too many messages to delete at once.
    BULK_DELETE_COUNT = 50_016, "2 to 100 messages can be deleted at once";
    /// No guild can ask its moderators for a second factor in this way.
    INVALID_MFA_LEVEL = 50_017;
    /// The message stands in another channel than that it was to be pinned in.
    CANNOT_PIN_IN_OTHER_CHANNEL = 50_019;
    /// The code of an invite has a wrong form, or someone else has it.
    INVALID_OR_TAKEN_INVITE_CODE = 50_020;
    /// Discord wrote the message itself, and nobody can do this to it.
    NOT_ON_SYSTEM_MESSAGES = 50_021;
    /// Channels of this type cannot do it.
    WRONG_CHANNEL_TYPE = 50_024;
    /// The user's access token has run out, or was taken back.
    INVALID_ACCESS_TOKEN = 50_025,
        "refresh it, or let the user authorize the application again";
    /// The user's access token was given for other scopes.
    MISSING_OAUTH2_SCOPE = 50_026,
        "let the user authorize the application again, with the scope that this operation needs";
    /// The webhook has another token.
    INVALID_WEBHOOK_TOKEN = 50_027,
        "the token is not the webhook's, or the interaction's token has run out: it works for 15 minutes";
    /// The role cannot be used for this.
    INVALID_ROLE = 50_028;
    /// One of the recipients cannot be written to.
    INVALID_RECIPIENT = 50_033;
    /// The messages are too old to be deleted at once.
    BULK_DELETE_TOO_OLD = 50_034, "messages of more than two weeks must be deleted one by one";
    /// A field is wrong; the field errors say which.
    INVALID_FORM_BODY = 50_035;
    /// The invite leads to a guild that the application's bot has not joined.
    INVITE_WITHOUT_BOT = 50_036;
    /// Nobody can do this with an activity.
    INVALID_ACTIVITY_ACTION = 50_039;
    /// The API has no such version.
    INVALID_API_VERSION = 50_041, "give an API URL that ends in `/v10`, or in no version";
    /// The file is too large for this place.
    FILE_TOO_LARGE = 50_045,
        "a file may have 10 MiB (more in boosted guilds), a sticker or sound 512 KiB";
    /// The file could not be read as what it was to be.
    INVALID_FILE_UPLOADED = 50_046;
    /// Who bought a gift cannot redeem it.
    CANNOT_SELF_REDEEM_GIFT = 50_054;
    /// The guild cannot be used for this.
    INVALID_GUILD = 50_055;
    /// What is to be sold or granted cannot be used for this.
    INVALID_SKU = 50_057;
    /// The `Origin` header names an address that the application has not listed.
    INVALID_REQUEST_ORIGIN = 50_067;
    /// Messages of this type cannot be used for this.
    INVALID_MESSAGE_TYPE = 50_068;
    /// The gift can be redeemed only with a way to pay on file.
    PAYMENT_SOURCE_REQUIRED = 50_070;
    /// Discord made the webhook, and it cannot be changed.
    CANNOT_MODIFY_SYSTEM_WEBHOOK = 50_073;
    /// A community needs this channel, for its rules or for news of Discord.
    CHANNEL_REQUIRED_FOR_COMMUNITY = 50_074,
        "give that part to another channel in the guild's settings first";
    /// The stickers of a message stay as they were sent.
    CANNOT_EDIT_STICKERS = 50_080;
    /// The bot cannot send this sticker: it is of a guild that the bot is not in, or is not available.
    INVALID_STICKER_SENT = 50_081;
    /// The thread is archived, and takes nothing but being opened again.
    THREAD_ARCHIVED = 50_083,
        "open the thread again first, by setting `archived` to false";
    /// The thread can notify its members in no such way.
    INVALID_THREAD_NOTIFICATION_SETTINGS = 50_084;
    /// `before` is a time at which the thread did not exist yet.
    BEFORE_IS_EARLIER_THAN_THREAD = 50_085;
    /// The channels that a community needs must hold text.
    COMMUNITY_CHANNELS_MUST_BE_TEXT = 50_086;
    /// The event takes place elsewhere than what it was to be started with.
    WRONG_ENTITY_TYPE = 50_091;
    /// The guild cannot be reached from the user's country.
    NOT_AVAILABLE_IN_LOCATION = 50_095;
    /// The guild does not sell anything yet, and this needs it to.
    MONETIZATION_REQUIRED = 50_097;
    /// The guild has too few boosts for this.
    MORE_BOOSTS_REQUIRED = 50_101;
    /// The body of the request is no JSON.
    INVALID_JSON = 50_109;
    /// The file cannot be used.
    PROVIDED_FILE_INVALID = 50_110;
    /// Files of this type are not taken here.
    INVALID_FILE_TYPE = 50_123;
    /// The sound goes on for too long.
    FILE_TOO_LONG = 50_124, "a sound may last 5.2 seconds";
    /// Who owns the guild cannot be waiting to be let in.
    OWNER_CANNOT_BE_PENDING = 50_131;
    /// A guild can be handed to people only.
    CANNOT_TRANSFER_OWNERSHIP_TO_BOT = 50_132;
    /// The picture stays too large, however small it is made.
    CANNOT_RESIZE_BELOW_MAXIMUM = 50_138, "give a smaller picture: an emoji may have 256 KiB";
    /// An emoji cannot be both for roles that are paid for and for others.
    CANNOT_MIX_SUBSCRIPTION_ROLES = 50_144;
    /// An emoji for roles that are paid for stays one, and another never becomes one.
    CANNOT_CONVERT_PREMIUM_EMOJI = 50_145;
    /// The file that the request tells of was not uploaded before.
    UPLOADED_FILE_NOT_FOUND = 50_146;
    /// The emoji cannot be used for this.
    SPECIFIED_EMOJI_INVALID = 50_151;
    /// A voice message holds a sound and nothing beside it.
    VOICE_MESSAGE_WITH_OTHER_CONTENT = 50_159, "leave out the text, embeds and all else";
    /// A voice message holds exactly one sound.
    VOICE_MESSAGE_NEEDS_ONE_AUDIO = 50_160, "attach one file of a type `audio/*`";
    /// The sound of a voice message lacks what its display is drawn from.
    VOICE_MESSAGE_NEEDS_METADATA = 50_161,
        "give the attachment `duration_secs` and `waveform`";
    /// A voice message stays as it was sent.
    CANNOT_EDIT_VOICE_MESSAGE = 50_162;
    /// Roles that are paid for hang on this integration, so it stays.
    CANNOT_DELETE_SUBSCRIPTION_INTEGRATION = 50_163;
    /// Who is in no voice channel, or is muted there, can send no effects to it.
    CANNOT_SEND_VOICE_EFFECT = 50_167;
    /// The channel takes no voice messages.
    CANNOT_SEND_VOICE_MESSAGES = 50_173,
        "give the bot's role `SEND_VOICE_MESSAGES` and `ATTACH_FILES` in this channel";
    /// The user has not confirmed who they are yet.
    USER_NOT_VERIFIED = 50_178;
    /// It cannot be told from the file how long it sounds.
    FILE_WITHOUT_DURATION = 50_192;
    /// The bot and the user have no guild in common.
    CANNOT_MESSAGE_USER_WITHOUT_MUTUAL_GUILDS = 50_278;
    /// The bot may not send this sticker here.
    MISSING_STICKER_PERMISSION = 50_600;
}
