//! Why a change was not made.

/// Why something cannot be found or done; `rest` has Discord's number and words for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    UnknownChannel,
    UnknownGuild,
    UnknownMember,
    UnknownMessage,
    UnknownRole,
    UnknownUser,
    UnknownEmoji,
    UnknownApplication,
    MissingAccess,
    MissingPermissions,
    NotTheAuthor,
    EmptyMessage,
    NotATextChannel,
    WrongChannelType,
    DirectChannel,
    CannotMessageUser,
    SystemMessage,
    TooOldForBulkDelete,
    TooManyPins,
    TooManyReactions,
    /// The message that a reply names does not exist.
    UnknownReference,
    /// The file of an attachment that is to be kept does not belong to the message.
    UnknownAttachment,
    AlreadyCrossposted,
}
