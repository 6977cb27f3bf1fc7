//! Calls that answer interactions.

use asyncord::{
    model::SkuIneligibilityReason,
    rest::{
        body::{EditMessage, InteractionResponse, PurchaseEligibilityResponse},
        resource::interaction::*,
    },
};

use super::{
    messages,
    values::{INTERACTION, TOKEN},
};

/// An answer to who asks whether something may be bought.
fn eligibility() -> InteractionResponse {
    let mut response = PurchaseEligibilityResponse::default();
    response.data.eligible = false;
    response.data.ineligible_reason = Some(SkuIneligibilityReason::PlatformRestriction);
    response.data.ineligible_reason_description = Some("Not here".into());
    InteractionResponse::SocialLayerSkuPurchaseEligibility(Box::new(response))
}

calls! {
    CreateInteractionResponse {
        minimal: |client| client.interactions().respond(INTERACTION, TOKEN, InteractionResponse::pong()),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::message(messages::rich()).ephemeral())
            .with_response(true),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::message(messages::of_components())),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::message(messages::poll())),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::deferred_message().ephemeral()),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::deferred_message())
            .with_response(false),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::deferred_update()),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::update(messages::edit())),
        full: |client| client.interactions().respond(
            INTERACTION,
            TOKEN,
            InteractionResponse::update(
                EditMessage::new()
                    .components(messages::components())
                    .attachment(messages::plain_file()),
            ),
        ),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::autocomplete([("Red", "red"), ("Blue", "blue")])),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::autocomplete([("One", 1), ("Two", 2)])),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::modal(messages::modal())),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::modal(messages::other_modal())),
        full: |client| client
            .interactions()
            .respond(INTERACTION, TOKEN, InteractionResponse::launch_activity()),
        full: |client| client.interactions().respond(INTERACTION, TOKEN, eligibility()),
    }
}
