//! Reactions to a message.

use crate::model::{Emoji, List, Text, wire::object};

/// How often an emoji was reacted with.
///
/// Discord docs: Message/Reaction Object.
#[object]
pub struct Reaction {
    /// How often, super reactions included.
    pub count: u32,
    /// The two sorts counted apart.
    pub count_details: Option<ReactionCountDetails>,
    /// Whether the current user reacted with it.
    pub me: bool,
    /// Whether the current user super-reacted with it.
    pub me_burst: bool,
    /// The emoji.
    pub emoji: Emoji,
    /// The colours of super reactions, as `#rrggbb`.
    pub burst_colors: List<Text>,
}

/// Ordinary and super reactions counted apart.
///
/// Discord docs: Message/Reaction Count Details Structure.
#[object]
#[derive(Copy, Default, Eq)]
pub struct ReactionCountDetails {
    /// How many super reactions.
    pub burst: u32,
    /// How many ordinary reactions.
    pub normal: u32,
}

open_enum! {
    /// Whether a reaction is an ordinary or a super reaction.
    ///
    /// Discord docs: Message/Get Reactions.
    pub enum ReactionType {
        /// An ordinary reaction.
        Normal = 0 => "NORMAL",
        /// A super reaction.
        Burst = 1 => "BURST",
    }
}
