//! Why a change was not made.

use std::{borrow::Cow, fmt::Write as _};

use serde_json::Value;

use super::{bits::permission, form_errors::FormErrors};

/// Why something cannot be found or done, with Discord's status, number and words for it.
///
/// Two refusals are equal if their numbers are and they complain of the same fields.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: u32,
    pub(crate) message: Cow<'static, str>,
    /// The wrong fields, as the tree that Discord answers.
    pub(crate) errors: Option<Value>,
    /// What Discord does not tell and the inspector does: what exactly is missing.
    pub(crate) why: Option<String>,
    /// After how many milliseconds it may be tried again.
    pub(crate) retry_after: Option<u64>,
}

impl PartialEq for Refusal {
    fn eq(&self, other: &Self) -> bool {
        (self.code, &self.errors) == (other.code, &other.errors)
    }
}

macro_rules! refusals {
    ($($name:ident = $status:literal $code:literal $message:literal;)*) => {
        impl Refusal {
            $(pub(crate) const $name: Self = Self::new($status, $code, $message);)*

            /// Every refusal of the table by its name.
            #[cfg(test)]
            pub(crate) const ALL: &[(&str, Self)] = &[$((stringify!($name), Self::$name)),*];
        }
    };
}

// In the order of their numbers. Discord docs: Opcodes and Status Codes/JSON Error Codes.
refusals! {
    NOT_FOUND = 404 0 "404: Not Found";
    UNKNOWN_JOIN_REQUEST = 404 0 "Unknown join request";
    UNKNOWN_APPLICATION = 404 10002 "Unknown Application";
    UNKNOWN_CHANNEL = 404 10003 "Unknown Channel";
    UNKNOWN_GUILD = 404 10004 "Unknown Guild";
    UNKNOWN_INTEGRATION = 404 10005 "Unknown Integration";
    UNKNOWN_INVITE = 404 10006 "Unknown Invite";
    UNKNOWN_MEMBER = 404 10007 "Unknown Member";
    UNKNOWN_MESSAGE = 404 10008 "Unknown Message";
    UNKNOWN_OVERWRITE = 404 10009 "Unknown Overwrite";
    UNKNOWN_ROLE = 404 10011 "Unknown Role";
    UNKNOWN_USER = 404 10013 "Unknown User";
    UNKNOWN_EMOJI = 400 10014 "Unknown Emoji";
    UNKNOWN_WEBHOOK = 404 10015 "Unknown Webhook";
    UNKNOWN_BAN = 404 10026 "Unknown Ban";
    UNKNOWN_SKU = 404 10027 "Unknown SKU";
    UNKNOWN_ENTITLEMENT = 404 10029 "Unknown Entitlement";
    UNKNOWN_LOBBY = 404 10031 "Unknown lobby";
    UNKNOWN_TEMPLATE = 404 10057 "Unknown guild template";
    UNKNOWN_STICKER = 404 10060 "Unknown sticker";
    UNKNOWN_STICKER_PACK = 404 10061 "Unknown sticker pack";
    UNKNOWN_INTERACTION = 404 10062 "Unknown interaction";
    UNKNOWN_APPLICATION_COMMAND = 404 10063 "Unknown application command";
    UNKNOWN_VOICE_STATE = 404 10065 "Unknown Voice State";
    UNKNOWN_COMMAND_PERMISSIONS = 404 10066 "Unknown application command permissions";
    UNKNOWN_STAGE_INSTANCE = 404 10067 "Unknown Stage Instance";
    UNKNOWN_WELCOME_SCREEN = 404 10069 "Unknown Guild Welcome Screen";
    UNKNOWN_SCHEDULED_EVENT = 404 10070 "Unknown Guild Scheduled Event";
    UNKNOWN_SCHEDULED_EVENT_USER = 404 10071 "Unknown Guild Scheduled Event User";
    UNKNOWN_TAG = 404 10087 "Unknown Tag";
    UNKNOWN_SOUND = 404 10097 "Unknown sound";
    UNKNOWN_TARGET_USERS_JOB = 404 10124 "Unknown invite target users job";
    UNKNOWN_TARGET_USERS = 404 10129 "Unknown invite target users";
    NOT_FOR_BOTS = 403 20001 "Bots cannot use this endpoint";
    ONLY_BOTS = 403 20002 "Only bots can use this endpoint";
    NOT_OF_APPLICATION = 403 20012 "You are not authorized to perform this action on this application";
    SLOWMODE = 429 20016 "This action cannot be performed due to slowmode rate limit.";
    ONLY_OWNER_ADDS = 403 20018 "Only the owner of this account can perform this action";
    TOO_MANY_PINS = 400 30003 "Maximum number of pins reached (250)";
    TOO_MANY_RECIPIENTS = 400 30004 "Maximum number of recipients reached (10)";
    TOO_MANY_ROLES = 400 30005 "Maximum number of guild roles reached (250)";
    TOO_MANY_WEBHOOKS = 400 30007 "Maximum number of webhooks reached (15)";
    TOO_MANY_EMOJIS = 400 30008 "Maximum number of emojis reached";
    TOO_MANY_REACTIONS = 400 30010 "Maximum number of reactions reached (20)";
    TOO_MANY_CHANNELS = 400 30013 "Maximum number of guild channels reached (500)";
    TOO_MANY_INVITES = 400 30016 "Maximum number of invites reached (1000)";
    TOO_MANY_ANIMATED_EMOJIS = 400 30018 "Maximum number of animated emojis reached";
    ALREADY_HAS_TEMPLATE = 400 30031 "Guild already has a template";
    TOO_MANY_COMMANDS = 400 30032 "Maximum number of application commands reached (100)";
    TOO_MANY_THREAD_MEMBERS = 400 30033 "Maximum number of thread participants reached (1000)";
    TOO_MANY_COMMANDS_TODAY = 400 30034 "Max number of daily application command creates has been reached (200)";
    TOO_MANY_SCHEDULED_EVENTS = 400 30038 "Maximum number of uncompleted guild scheduled events reached (100)";
    TOO_MANY_STICKERS = 400 30039 "Maximum number of stickers reached";
    TOO_MANY_SOUNDS = 400 30045 "Maximum number of soundboard sounds reached";
    TOO_MANY_PINNED_THREADS = 400 30047 "Maximum number of pinned threads in a forum channel reached (1)";
    TOO_MANY_TAGS = 400 30048 "Maximum number of tags in a forum channel reached (20)";
    BITRATE_TOO_HIGH = 400 30052 "Bitrate is too high for channel of this type";
    TOO_MANY_GUILD_WEBHOOKS = 400 30058 "Maximum number of webhooks per guild reached (1000)";
    TOO_MANY_OVERWRITES = 400 30060 "Maximum number of channel permission overwrites reached (1000)";
    FEATURE_DISABLED = 403 40006 "This feature has been temporarily disabled server-side";
    BANNED = 403 40007 "The user is banned from this guild.";
    ONE_PARENT_AT_A_TIME = 400 40009 "Only one channel can have its parent_id modified at a time";
    ONLY_CONSUMABLE = 400 40018 "Only consumable SKUs can be consumed";
    ONLY_TEST_ENTITLEMENTS = 400 40019 "You can only delete sandbox entitlements.";
    NOT_IN_VOICE = 400 40032 "Target user is not connected to voice.";
    ALREADY_CROSSPOSTED = 400 40033 "This message has already been crossposted";
    COMMAND_NAME_EXISTS = 400 40041 "An application command with that name already exists";
    FORUM_CHANNEL = 400 40058 "Cannot send message in a forum channel";
    ALREADY_ACKNOWLEDGED = 400 40060 "Interaction has already been acknowledged.";
    TAG_NAMES_NOT_UNIQUE = 400 40061 "Tag names must be unique";
    NO_TAGS_TO_USE = 400 40066 "There are no tags available that can be set by non-moderators";
    TAG_REQUIRED = 400 40067 "A tag is required to create a forum post in this channel";
    ALREADY_ENTITLED = 400 40074 "Entitlement has already been granted for this resource";
    TOO_MANY_FOLLOWUPS = 400 40094 "This interaction has hit the maximum number of follow up messages";
    MISSING_ACCESS = 403 50001 "Missing Access";
    DIRECT_CHANNEL = 403 50003 "Cannot execute action on a DM channel";
    WIDGET_DISABLED = 403 50004 "Widget Disabled";
    NOT_THE_AUTHOR = 403 50005 "Cannot edit a message authored by another user";
    EMPTY_MESSAGE = 400 50006 "Cannot send an empty message";
    CANNOT_MESSAGE_USER = 403 50007 "Cannot send messages to this user";
    NOT_A_TEXT_CHANNEL = 400 50008 "Cannot send messages in a non-text channel";
    MISSING_PERMISSIONS = 403 50013 "Missing Permissions";
    INVALID_INVITE = 403 50020 "Invite code was either invalid or taken";
    SYSTEM_MESSAGE = 403 50021 "Cannot execute action on a system message";
    WRONG_CHANNEL_TYPE = 400 50024 "Cannot execute action on this channel type";
    INVALID_OAUTH2_TOKEN = 403 50025 "Invalid OAuth2 access token provided";
    MISSING_OAUTH2_SCOPE = 403 50026 "Missing required OAuth2 scope";
    INVALID_WEBHOOK_TOKEN = 401 50027 "Invalid Webhook Token";
    INVALID_ROLE = 400 50028 "Invalid Role";
    INVALID_RECIPIENT = 400 50033 "Invalid Recipient(s)";
    TOO_OLD_FOR_BULK_DELETE = 400 50034 "You can only bulk delete messages that are under 14 days old.";
    FILE_TOO_LARGE = 400 50045 "File uploaded exceeds the maximum size";
    INVALID_FILE = 400 50046 "Invalid file uploaded";
    INVALID_GUILD = 400 50055 "Invalid Guild";
    INVALID_SKU = 400 50057 "Invalid SKU";
    INVALID_MESSAGE_TYPE = 400 50068 "Invalid message type";
    COMMUNITY_CHANNEL = 400 50074 "Cannot delete a channel required for community servers";
    STICKERS_NOT_EDITABLE = 400 50080 "Cannot edit stickers within a message";
    INVALID_STICKER = 400 50081 "Invalid sticker";
    ARCHIVED_THREAD = 400 50083 "Thread is archived";
    NEEDS_BOOSTS = 403 50101 "This server needs more boosts to perform this action";
    INVALID_FILE_TYPE = 400 50123 "Invalid file type";
    OWNER_IS_BOT = 400 50132 "Ownership cannot be transferred to a bot user";
    VOICE_MESSAGE_HAS_MORE = 400 50159 "Voice messages do not support additional content.";
    VOICE_MESSAGE_NEEDS_AUDIO = 400 50160 "Voice messages must have a single audio attachment.";
    VOICE_MESSAGE_NEEDS_METADATA = 400 50161 "Voice messages must have supporting metadata.";
    VOICE_MESSAGE_NOT_EDITABLE = 400 50162 "Voice messages cannot be edited.";
    VOICE_EFFECT_WHILE_SILENT = 400 50167 "Cannot send a voice effect while server muted, deafened or suppressed";
    NO_VOICE_MESSAGES = 403 50173 "You cannot send voice messages in this channel.";
    NO_EXTERNAL_STICKERS = 403 50600 "You do not have permission to send this sticker.";
    STAGE_ALREADY_OPEN = 400 150_006 "The Stage is already open";
    CANNOT_REPLY = 400 160_002 "Cannot reply without permission to read message history";
    THREAD_ALREADY_CREATED = 400 160_004 "A thread has already been created for this message";
    THREAD_LOCKED = 400 160_005 "Thread is locked";
    TOO_MANY_ACTIVE_THREADS = 400 160_006 "Maximum number of active threads reached (1000)";
    TOO_MANY_ACTIVE_ANNOUNCEMENT_THREADS = 400 160_007 "Maximum number of active announcement threads reached (1000)";
    CANNOT_FORWARD = 400 160_014 "Cannot forward a message whose content you cannot read";
    INVALID_LOTTIE = 400 170_001 "Invalid JSON in uploaded Lottie file";
    FINISHED_SCHEDULED_EVENT = 400 180_000 "Cannot update a finished event";
    EMPTY_EXCEPTION = 400 180_005 "An exception must differ from the event in something";
    BLOCKED_BY_AUTO_MODERATION = 400 200_000 "Message was blocked by automatic moderation";
    THREAD_NAME_NEEDED = 400 220_001 "Webhooks posted to forum channels must have a thread_name or thread_id";
    THREAD_NAME_AND_ID = 400 220_002 "Webhooks posted to forum channels cannot have both a thread_name and thread_id";
    THREADS_ONLY_IN_FORUMS = 400 220_003 "Webhooks can only create threads in forum channels";
    NO_SERVICES_IN_FORUMS = 400 220_004 "Webhook services cannot be used in forum channels";
    ONBOARDING_REQUIREMENTS = 400 350_000 "Cannot enable onboarding, requirements are not met";
    BELOW_ONBOARDING_REQUIREMENTS = 400 350_001 "Cannot update onboarding while below requirements";
    FAILED_TO_BAN = 400 500_000 "Failed to ban users";
    POLL_EXPIRED = 403 520_001 "Poll expired";
    POLL_NOT_EDITABLE = 400 520_003 "Cannot edit a poll message";
    NOT_A_POLL = 400 520_006 "Cannot expire a non-poll message";
    EXPIRED_ID_TOKEN = 400 530_001 "ID token JWT provided is expired";
    INVALID_CLIENT_SECRET = 401 530_007 "Invalid client secret provided";
}

impl Refusal {
    pub(crate) const fn new(status: u16, code: u32, message: &'static str) -> Self {
        Self {
            status,
            code,
            message: Cow::Borrowed(message),
            errors: None,
            why: None,
            retry_after: None,
        }
    }

    /// One wrong field; `path` has dots between its parts, an empty one is the whole body.
    pub(crate) fn field(path: &str, code: &str, message: impl Into<String>) -> Self {
        let mut errors = FormErrors::default();
        errors.add(path, code, message);
        errors.into_refusal()
    }

    /// Permissions that are missing in a place, which the inspector names.
    pub(crate) fn needs(missing: u64, place: &str) -> Self {
        let mut names = String::new();
        for (name, bit) in permission::NAMES {
            if missing & bit != 0 {
                let comma = if names.is_empty() { "" } else { ", " };
                // Writing to a text does not fail.
                let _ = write!(names, "{comma}{name}");
            }
        }
        Self::MISSING_PERMISSIONS.because(format!("needs {names} in {place}"))
    }

    /// Adds what the inspector tells.
    pub(crate) fn because(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn the_table_is_in_order() {
        // Some numbers have several words.
        for pair in Refusal::ALL.windows(2) {
            assert!(
                pair[0].1.code <= pair[1].1.code,
                "{} {}",
                pair[0].0,
                pair[1].0
            );
        }
    }

    #[test]
    fn missing_permissions_are_named() {
        let refusal = Refusal::needs(1 << 13 | 1 << 28, "#general");
        let why = refusal.why.as_deref();
        assert_eq!(why, Some("needs MANAGE_MESSAGES, MANAGE_ROLES in #general"));
        assert_eq!(refusal, Refusal::MISSING_PERMISSIONS);
    }
}
