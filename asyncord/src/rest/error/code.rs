//! Discord's numbers for failures.

use std::fmt;

/// Discord's number for a failure. Any number is possible; the constants name those that a bot often meets.
///
/// Discord docs: Opcodes and Status Codes/JSON Error Codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorCode(pub u32);

macro_rules! codes {
    ($( #[doc = $doc:literal] $name:ident = $code:literal $(, $advice:literal)?; )*) => {
        impl ErrorCode {
            $( #[doc = $doc] pub const $name: Self = Self($code); )*

            /// What to do about it, where that is known.
            pub(crate) fn advice(self) -> Option<&'static str> {
                match self.0 {
                    $($( $code => Some($advice), )?)*
                    _ => None,
                }
            }
        }
    };
}

codes! {
    /// Something without a number of its own, often a Cloudflare page or a malformed request.
    GENERAL_ERROR = 0;
    /// The channel does not exist, or the bot cannot see it.
    UNKNOWN_CHANNEL = 10_003;
    /// The guild does not exist, or the bot is not in it.
    UNKNOWN_GUILD = 10_004;
    /// The member is not in the guild.
    UNKNOWN_MEMBER = 10_007;
    /// The message does not exist, or was deleted.
    UNKNOWN_MESSAGE = 10_008;
    /// The role does not exist.
    UNKNOWN_ROLE = 10_011;
    /// The user does not exist.
    UNKNOWN_USER = 10_013;
    /// The emoji does not exist.
    UNKNOWN_EMOJI = 10_014,
        "give one Unicode emoji, or a custom one as `name:id` of a guild that the bot is in";
    /// The webhook does not exist.
    UNKNOWN_WEBHOOK = 10_015;
    /// The interaction is too old, or was answered already.
    UNKNOWN_INTERACTION = 10_062,
        "answer an interaction within 3 seconds, once; defer where the work takes longer";
    /// The channel has as many pins as it may.
    MAXIMUM_PINS = 30_003;
    /// The message has as many different reactions as it may.
    MAXIMUM_REACTIONS = 30_010;
    /// The token is not good.
    UNAUTHORIZED = 40_001;
    /// The request is too large.
    REQUEST_TOO_LARGE = 40_005,
        "a file may have 10 MiB (more in boosted guilds), a whole request 25 MiB";
    /// The interaction was acknowledged already.
    INTERACTION_ALREADY_ACKNOWLEDGED = 40_060;
    /// Cloudflare stopped the request.
    CLOUDFLARE_BLOCKED = 40_333;
    /// The bot does not see what the request is about.
    MISSING_ACCESS = 50_001,
        "the bot cannot see this: add it to the guild, and give its role `VIEW_CHANNEL` in this channel";
    /// A message of someone else cannot be edited.
    CANNOT_EDIT_OTHERS_MESSAGE = 50_005;
    /// The message is empty.
    EMPTY_MESSAGE = 50_006;
    /// The user does not take direct messages of this bot.
    CANNOT_MESSAGE_USER = 50_007,
        "the user takes no direct messages of this bot: they have blocked it, or allow none from this guild";
    /// There are no messages in such a channel.
    NOT_A_TEXT_CHANNEL = 50_008;
    /// The bot lacks a permission.
    MISSING_PERMISSIONS = 50_013,
        "give the bot's role the permission that this operation needs, in the guild and in the channel; it must also \
         stand above the roles and members it manages";
    /// The token is not good.
    INVALID_TOKEN = 50_014;
    /// Too few or too many messages to delete at once.
    BULK_DELETE_COUNT = 50_016;
    /// The messages are too old to be deleted at once.
    BULK_DELETE_TOO_OLD = 50_034, "messages of more than two weeks must be deleted one by one";
    /// A field is wrong; the field errors say which.
    INVALID_FORM_BODY = 50_035;
    /// The user has blocked the bot.
    REACTION_BLOCKED = 90_001;
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<u32> for ErrorCode {
    fn from(code: u32) -> Self {
        Self(code)
    }
}
