//! Not written yet.

use super::wire::object;
use crate::id::{Id, marker::InteractionMarker};

/// Not written yet.
#[object]
pub struct Interaction {
    /// The id.
    pub id: Id<InteractionMarker>,
}

/// Not written yet.
#[object]
#[derive(Default)]
pub struct ResolvedData {}

open_enum! {
    /// What sort of interaction it is.
    ///
    /// Discord docs: Receiving and Responding/Interaction Type.
    pub enum InteractionType {
        /// Discord asks whether the application is there.
        Ping = 1 => "PING",
        /// A command was used.
        ApplicationCommand = 2 => "APPLICATION_COMMAND",
        /// A component was used.
        MessageComponent = 3 => "MESSAGE_COMPONENT",
        /// A user fills in a command's option.
        ApplicationCommandAutocomplete = 4 => "APPLICATION_COMMAND_AUTOCOMPLETE",
        /// A modal was submitted.
        ModalSubmit = 5 => "MODAL_SUBMIT",
        /// Discord asks whether a user may buy something of the social layer.
        SocialLayerSkuPurchaseEligibility = 6 => "SOCIAL_LAYER_SKU_PURCHASE_ELIGIBILITY",
    }
}
