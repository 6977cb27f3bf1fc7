//! The webhook that comes with `webhook.incoming`. Discord docs: OAuth2/Webhooks.

use serde_json::Value;

use super::{
    super::{
        Changed, Refusal, Store,
        bits::permission,
        ids::{ApplicationId, ChannelId, UserId},
    },
    AuthorizeRequest, Scope,
};

impl Store {
    /// Where the webhook that is asked for is to write.
    pub(super) fn channel_of_webhook(
        &self,
        user: UserId,
        request: &AuthorizeRequest,
    ) -> Result<Option<ChannelId>, Refusal> {
        if !request.scopes.contains(&Scope::WebhookIncoming) {
            return Ok(None);
        }
        let Some(channel) = request.webhook_channel_id else {
            let message = "This field is required";
            return Err(Refusal::field(
                "webhook_channel_id",
                "BASE_TYPE_REQUIRED",
                message,
            ));
        };
        let channel = self.channel_with(channel, user, permission::MANAGE_WEBHOOKS)?;
        if channel.guild_id().is_none() || !channel.takes_messages() {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        }
        Ok(Some(channel.id))
    }

    /// Makes the webhook of an application in a channel, in the name of who agreed to it.
    pub(super) fn webhook_of_application(
        &mut self,
        user: UserId,
        application: ApplicationId,
        channel_id: ChannelId,
    ) -> Result<Changed<Value>, Refusal> {
        let name = self.application(application)?.name.clone();
        let made = self.create_webhook(&user.into(), channel_id, name, None)?;
        let json = self.give_webhook(made.value, application);
        Ok(Changed::new(json, made.events))
    }
}
