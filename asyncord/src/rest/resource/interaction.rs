//! Answers to interactions.

use super::webhook::WebhookWithToken;
use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, InteractionMarker},
    },
    model::InteractionCallbackResponse,
    rest::{RestClient, body::InteractionResponse},
    secret::Secret,
};

group! {
    /// Answers to interactions; from [`RestClient::interactions`].
    pub struct Interactions {}
}

impl RestClient {
    /// Answers to interactions: no bot's token is sent, and the global rate limit does not count them.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: asyncord::RestClient,
    /// #     interaction: asyncord::model::Interaction,
    /// # ) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::rest::body::InteractionResponse;
    ///
    /// let interactions = client.interactions();
    /// let later = InteractionResponse::deferred_message().ephemeral();
    /// interactions.respond(interaction.id, &interaction.token, later).await?;
    /// if let Some(application_id) = interaction.application_id {
    ///     let followups = interactions.followups(application_id, &interaction.token);
    ///     followups.update_original().content("done").await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn interactions(&self) -> Interactions {
        Interactions::new(self)
    }
}

impl Interactions {
    /// The answer that was given, and further messages, within 15 minutes.
    pub fn followups(
        &self,
        application_id: impl Into<Id<ApplicationMarker>>,
        interaction_token: impl Into<Secret>,
    ) -> WebhookWithToken {
        let webhook_id = application_id.into().cast();
        WebhookWithToken::new(&self.client, webhook_id, interaction_token.into(), true)
    }
}

operation! {
    /// Answers an interaction, within three seconds; tells of what the answer made where
    /// [`with_response`](CreateInteractionResponse::with_response) asks for it.
    ///
    /// Discord docs: Receiving and Responding/Create Interaction Response.
    CreateInteractionResponse = POST "/interactions/{interaction_id}/{interaction_token}/callback" -> Option<InteractionCallbackResponse>, public;
    fn Interactions::respond(
        interaction_id: Id<InteractionMarker> in path,
        interaction_token: Secret in path,
    );
    with InteractionResponse as response;
    query {
        /// Whether it is told what the answer made, such as the message.
        with_response: bool,
    }
}
