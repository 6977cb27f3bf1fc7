//! What Discord tells of an answer to an interaction.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, InteractionMarker, MessageMarker},
    },
    model::{InteractionType, Message, Text, wire::object},
};

open_enum! {
    /// How an interaction is answered.
    ///
    /// Discord docs: Receiving and Responding/Interaction Callback Type.
    pub enum InteractionCallbackType {
        /// Answers a ping.
        Pong = 1 => "PONG",
        /// Sends a message.
        ChannelMessageWithSource = 4 => "CHANNEL_MESSAGE_WITH_SOURCE",
        /// Sends a message later; the user sees that the bot thinks.
        DeferredChannelMessageWithSource = 5 => "DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE",
        /// Edits the component's message later; the user sees nothing.
        DeferredUpdateMessage = 6 => "DEFERRED_UPDATE_MESSAGE",
        /// Edits the component's message.
        UpdateMessage = 7 => "UPDATE_MESSAGE",
        /// Suggests choices.
        ApplicationCommandAutocompleteResult = 8 => "APPLICATION_COMMAND_AUTOCOMPLETE_RESULT",
        /// Opens a modal.
        Modal = 9 => "MODAL",
        /// Offers an upgrade; deprecated for a button of the premium style.
        PremiumRequired = 10 => "PREMIUM_REQUIRED",
        /// Launches the application's Activity.
        LaunchActivity = 12 => "LAUNCH_ACTIVITY",
        /// Tells whether a user may buy a SKU; in Discord's specification, not in its documentation.
        SocialLayerSkuPurchaseEligibility = 13 => "SOCIAL_LAYER_SKU_PURCHASE_ELIGIBILITY",
    }
}

/// What Discord tells of an answer, where it was asked to (`with_response`).
///
/// Discord docs: Receiving and Responding/Interaction Callback Response Object.
#[object]
pub struct InteractionCallbackResponse {
    /// The interaction that was answered.
    pub interaction: Option<InteractionCallback>,
    /// What the answer made.
    pub resource: Option<Box<InteractionCallbackResource>>,
}

impl InteractionCallbackResponse {
    /// The message that the answer sent or edited.
    pub fn message(&self) -> Option<&Message> {
        self.resource.as_ref()?.message.as_deref()
    }
}

/// An interaction that was answered.
///
/// Discord docs: Receiving and Responding/Interaction Callback Object.
#[object]
pub struct InteractionCallback {
    /// The interaction's id.
    pub id: Id<InteractionMarker>,
    /// What sort of interaction it is.
    #[wire(name = "type")]
    pub kind: InteractionType,
    /// The instance of the Activity, if one was launched or joined.
    pub activity_instance_id: Option<Text>,
    /// The message that the answer sent.
    pub response_message_id: Option<Id<MessageMarker>>,
    /// Whether the message shows that the bot thinks.
    pub response_message_loading: Option<bool>,
    /// Whether only the user sees the message.
    pub response_message_ephemeral: Option<bool>,
    /// The channel; in Discord's specification, not in its documentation.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// The guild; in Discord's specification, not in its documentation.
    pub guild_id: Option<Id<GuildMarker>>,
}

/// What an answer made: a message, or an instance of an Activity.
///
/// Discord docs: Receiving and Responding/Interaction Callback Resource Object.
#[object]
pub struct InteractionCallbackResource {
    /// How the interaction was answered.
    #[wire(name = "type")]
    pub kind: InteractionCallbackType,
    /// The Activity that was launched, or joined if it was running.
    pub activity_instance: Option<InteractionCallbackActivityInstance>,
    /// The message that was sent or edited.
    pub message: Option<Box<Message>>,
}

/// An instance of an Activity that an answer launched or joined.
///
/// Discord docs: Receiving and Responding/Interaction Callback Activity Instance Resource.
#[object]
#[derive(Eq)]
pub struct InteractionCallbackActivityInstance {
    /// The instance's id.
    pub id: Text,
}
