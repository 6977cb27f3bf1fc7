//! What stands in a message's text: mentions, times, links and markdown, written and read without I/O.
//!
//! ```
//! use asyncord::{
//!     id::{Id, marker::{ChannelMarker, UserMarker}},
//!     model::{Timestamp, format::{self, TimestampStyle}},
//! };
//!
//! let user: Id<UserMarker> = Id::new(80351110224678912);
//! let rules: Id<ChannelMarker> = Id::new(103735883630395392);
//! let soon = Timestamp::from_unix_seconds(1_618_953_630).unwrap();
//!
//! let text = format!(
//!     "Welcome, {}! Read {} {}.",
//!     format::bold(user.mention()),
//!     rules.mention(),
//!     soon.mention(TimestampStyle::RelativeTime),
//! );
//! assert_eq!(
//!     text,
//!     "Welcome, **<@80351110224678912>**! Read <#103735883630395392> <t:1618953630:R>."
//! );
//! assert_eq!(format::mentions(&text).count(), 3);
//! ```
//!
//! - [`Mention`] is everything that clients show as something else than its text. Ids and timestamps have a
//!   method `mention`; [`parse`] finds mentions in a text, [`FromStr`](std::str::FromStr) reads a single one.
//! - [`bold`], [`code_block`], [`masked_link`] and the like write markdown; they take whatever can be
//!   displayed and change nothing in it unless they say so.
//! - [`escape_markdown`] and [`escape_mentions`] make text of others harmless.
//! - [`split_message`] cuts what is too long for one message.
//!
//! What a message may notify is decided by the field `allowed_mentions` of a request, which is the only
//! full protection against unwanted mentions.
//!
//! Discord docs: API Reference/Message Formatting.

mod code;
mod command;
mod emoji;
mod escape;
mod link;
mod markdown;
mod mention;
mod navigation;
mod neutral;
mod parse;
mod scan;
mod split;
mod timestamp;

#[cfg(test)]
mod tests;

pub use self::{
    command::CommandMention,
    emoji::EmojiMention,
    escape::{MarkdownEscaper, escape_markdown},
    link::{MessageLink, ParseMessageLinkError},
    markdown::{
        block_quote, bold, bullet_list, code_block, heading1, heading2, heading3, hide_embed,
        inline_code, italic, masked_link, numbered_list, quote, spoiler, strikethrough, subtext,
        underline,
    },
    mention::{ChannelMention, Mention, ParseMentionError, RoleMention, UserMention},
    navigation::GuildNavigation,
    neutral::{escape_mentions, strip_mentions},
    parse::{Parser, Segment, SegmentKind, mentions, parse},
    split::{count_characters, split_message},
    timestamp::{TimestampMention, TimestampStyle, timestamp},
};
