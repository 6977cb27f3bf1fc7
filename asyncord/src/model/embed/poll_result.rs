//! What Discord writes into the embed that tells a poll's result.

use super::{Embed, EmbedType};
use crate::{
    id::{Id, marker::EmojiMarker},
    model::Emoji,
};

/// How a poll ended, read from the embed of the message that Discord sends then.
///
/// Discord docs: Message/Poll Result Embed Fields.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PollResultEmbed<'a> {
    /// The question.
    pub question: &'a str,
    /// How many voted for the answer that won, or for each of those in a tie.
    pub victor_answer_votes: u32,
    /// How many votes there were in all.
    pub total_votes: u32,
    /// The answer that won; `None` in a tie and where nobody voted.
    pub victor_answer_id: Option<u32>,
    /// The text of the answer that won.
    pub victor_answer_text: Option<&'a str>,
    /// The emoji of the answer that won.
    pub victor_answer_emoji: Option<Emoji>,
}

impl Embed {
    /// The value of the first field of this name.
    pub fn field_value(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|field| field.name == name)
            .map(|field| &*field.value)
    }

    /// How a poll ended; `None` of embeds of other kinds.
    ///
    /// ```
    /// use asyncord::model::{Embed, decode};
    ///
    /// let embed: Embed = decode(
    ///     r#"{
    ///         "type": "poll_result",
    ///         "fields": [
    ///             {"name": "poll_question_text", "value": "Tea?", "inline": false},
    ///             {"name": "victor_answer_votes", "value": "3", "inline": false},
    ///             {"name": "total_votes", "value": "5", "inline": false},
    ///             {"name": "victor_answer_id", "value": "1", "inline": false}
    ///         ]
    ///     }"#,
    /// )?;
    /// let result = embed.poll_result().expect("it is such an embed");
    /// assert_eq!((result.question, result.total_votes), ("Tea?", 5));
    /// assert_eq!(result.victor_answer_id, Some(1));
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn poll_result(&self) -> Option<PollResultEmbed<'_>> {
        if self.kind != Some(EmbedType::PollResult) {
            return None;
        }
        let number = |name| self.field_value(name)?.parse::<u32>().ok();
        Some(PollResultEmbed {
            question: self.field_value("poll_question_text").unwrap_or_default(),
            victor_answer_votes: number("victor_answer_votes").unwrap_or_default(),
            total_votes: number("total_votes").unwrap_or_default(),
            victor_answer_id: number("victor_answer_id"),
            victor_answer_text: self.field_value("victor_answer_text"),
            victor_answer_emoji: self.victor_emoji(),
        })
    }

    fn victor_emoji(&self) -> Option<Emoji> {
        let id: Option<Id<EmojiMarker>> = self
            .field_value("victor_answer_emoji_id")
            .and_then(|id| id.parse().ok());
        let name = self.field_value("victor_answer_emoji_name");
        if id.is_none() && name.is_none() {
            return None;
        }
        Some(Emoji {
            id,
            name: name.map(Into::into),
            animated: self.field_value("victor_answer_emoji_animated") == Some("true"),
            ..Emoji::default()
        })
    }
}
