//! Requests to join guilds that choose their members. Discord describes them in its OpenAPI description
//! only.

use crate::{
    id::{
        Id,
        marker::{GenericMarker, GuildMarker, UserMarker},
    },
    model::{
        List, Text, Timestamp, User,
        wire::{object, tagged},
    },
};

/// The requests to join a guild, or a page of them.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default)]
pub struct GuildJoinRequests {
    /// How many there are in all.
    pub total: Option<u32>,
    /// The requests.
    pub guild_join_requests: List<GuildJoinRequest>,
}

/// A request to join a guild.
///
/// Discord docs: the OpenAPI description only.
#[object]
pub struct GuildJoinRequest {
    /// The request's id.
    pub id: Id<GenericMarker>,
    /// When it was begun.
    pub created_at: Option<Timestamp>,
    /// When it was approved or rejected.
    pub reviewed_at: Option<Timestamp>,
    /// How far it is.
    pub application_status: Option<GuildJoinRequestStatus>,
    /// Why it was rejected.
    pub rejection_reason: Option<Text>,
    /// The guild.
    pub guild_id: Option<Id<GuildMarker>>,
    /// Who asks.
    pub user_id: Option<Id<UserMarker>>,
    /// Who asks, in full.
    pub user: Option<Box<User>>,
    /// The answers to the guild's questions.
    pub form_responses: List<JoinRequestFormField>,
    /// Who approved or rejected it.
    pub actioned_by_user: Option<Box<User>>,
}

open_string_enum! {
    /// How far a request to join is.
    ///
    /// Discord docs: the OpenAPI description only.
    pub enum GuildJoinRequestStatus {
        /// The questions are being answered.
        Started = "STARTED",
        /// Waits for the guild's moderators.
        Submitted = "SUBMITTED",
        /// Was rejected.
        Rejected = "REJECTED",
        /// Was approved.
        Approved = "APPROVED",
    }
}

/// A question of a guild to who asks to join, and the answer.
///
/// Discord docs: the OpenAPI description only.
#[tagged(key = "field_type")]
pub enum JoinRequestFormField {
    /// Rules to agree with.
    #[tag("TERMS")]
    Terms(JoinRequestTerms),
    /// A line of text.
    #[tag("TEXT_INPUT")]
    TextInput(JoinRequestText),
    /// Several lines of text.
    #[tag("PARAGRAPH")]
    Paragraph(JoinRequestText),
    /// Answers to choose from.
    #[tag("MULTIPLE_CHOICE")]
    MultipleChoice(JoinRequestMultipleChoice),
}

/// Rules to agree with.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default, Eq)]
pub struct JoinRequestTerms {
    /// What stands above them.
    pub label: Option<Text>,
    /// More about them.
    pub description: Option<Text>,
    /// Whether they must be agreed with.
    pub required: bool,
    /// The rules.
    pub values: List<Text>,
    /// Whether they were agreed with.
    pub response: Option<bool>,
}

/// A question that is answered by a text.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default, Eq)]
pub struct JoinRequestText {
    /// The question.
    pub label: Option<Text>,
    /// More about it.
    pub description: Option<Text>,
    /// Whether it must be answered.
    pub required: bool,
    /// What stands in the empty field.
    pub placeholder: Option<Text>,
    /// The answer.
    pub response: Option<Text>,
}

/// A question that is answered by a choice.
///
/// Discord docs: the OpenAPI description only.
#[object]
#[derive(Default, Eq)]
pub struct JoinRequestMultipleChoice {
    /// The question.
    pub label: Option<Text>,
    /// More about it.
    pub description: Option<Text>,
    /// Whether it must be answered.
    pub required: bool,
    /// The answers to choose from.
    pub choices: List<Text>,
    /// The number of the chosen one, from 0.
    pub response: Option<u32>,
}

impl JoinRequestMultipleChoice {
    /// The answer that was chosen.
    pub fn chosen(&self) -> Option<&str> {
        let index = usize::try_from(self.response?).ok()?;
        self.choices.get(index).map(Text::as_str)
    }
}
