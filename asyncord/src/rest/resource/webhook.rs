//! Webhooks: by a bot that manages them, and by anyone who has their token.

use http::header::HeaderName;

use super::{channel::Channels, guild::Guilds};
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker, WebhookMarker},
    },
    model::{Field, ImageData, List, Message, Webhook, WebhookUrl},
    rest::{
        OperationInfo, RestClient,
        body::{
            EditMessage, ForeignPayload, WebhookMessage, edit_message_setters, message_setters,
        },
        request::Draft,
    },
    secret::Secret,
};

group! {
    /// Webhooks; from [`RestClient::webhooks`].
    pub struct Webhooks {}
}

/// A webhook by its token, which is all that it needs; from [`Webhooks::with_token`], [`Webhooks::by_url`] and
/// [`Interactions::followups`](super::interaction::Interactions::followups).
#[derive(Clone, Debug)]
pub struct WebhookWithToken {
    client: RestClient,
    webhook_id: Id<WebhookMarker>,
    webhook_token: Secret,
    of_interaction: bool,
}

impl RestClient {
    /// Webhooks.
    pub fn webhooks(&self) -> Webhooks {
        Webhooks::new(self)
    }
}

impl Webhooks {
    /// A webhook by its token; no bot's token is sent.
    pub fn with_token(
        &self,
        webhook_id: impl Into<Id<WebhookMarker>>,
        webhook_token: impl Into<Secret>,
    ) -> WebhookWithToken {
        WebhookWithToken::new(&self.client, webhook_id.into(), webhook_token.into(), false)
    }

    /// A webhook by its URL, as clients show it; no bot's token is sent.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// use asyncord::rest::RestClient;
    ///
    /// let url = std::env::var("WEBHOOK_URL")?.parse()?;
    /// let client = RestClient::builder_without_token().build()?;
    /// client.webhooks().by_url(&url).execute("The build has failed").username("ci").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn by_url(&self, url: &WebhookUrl) -> WebhookWithToken {
        self.with_token(url.id, &url.token)
    }
}

impl WebhookWithToken {
    pub(crate) fn new(
        client: &RestClient,
        webhook_id: Id<WebhookMarker>,
        webhook_token: Secret,
        of_interaction: bool,
    ) -> Self {
        Self {
            client: client.clone(),
            webhook_id,
            webhook_token,
            of_interaction,
        }
    }

    fn draft(&self, operation: &'static OperationInfo) -> Draft {
        let mut draft = Draft::new(&self.client, operation);
        draft.set_path("webhook_id", &self.webhook_id);
        draft.set_path("webhook_token", &self.webhook_token);
        draft.set_of_interaction(self.of_interaction);
        draft
    }
}

operation! {
    /// Makes a webhook in a channel, with a name of 1 to 80 characters.
    ///
    /// Needs `MANAGE_WEBHOOKS`. The name has neither "clyde" nor "discord" in it. A channel has up to 15.
    ///
    /// Discord docs: Webhook/Create Webhook.
    CreateWebhook = POST "/channels/{channel_id}/webhooks" -> Webhook, reason;
    fn Channels::create_webhook(
        channel_id: Id<ChannelMarker> in path,
        name: String in body [characters 1..=80],
    );
    body {
        /// Sets the avatar.
        avatar: Field<ImageData>,
    }
}

operation! {
    /// Lists the webhooks of a channel.
    ///
    /// Needs `MANAGE_WEBHOOKS`.
    ///
    /// Discord docs: Webhook/Get Channel Webhooks.
    ListChannelWebhooks = GET "/channels/{channel_id}/webhooks" -> List<Webhook>;
    fn Channels::webhooks(channel_id: Id<ChannelMarker> in path);
}

operation! {
    /// Lists the webhooks of a guild.
    ///
    /// Needs `MANAGE_WEBHOOKS`.
    ///
    /// Discord docs: Webhook/Get Guild Webhooks.
    ListGuildWebhooks = GET "/guilds/{guild_id}/webhooks" -> List<Webhook>;
    fn Guilds::webhooks(guild_id: Id<GuildMarker> in path);
}

operation! {
    /// Gets a webhook.
    ///
    /// Needs `MANAGE_WEBHOOKS`, unless the application made it.
    ///
    /// Discord docs: Webhook/Get Webhook.
    GetWebhook = GET "/webhooks/{webhook_id}" -> Webhook;
    fn Webhooks::get(webhook_id: Id<WebhookMarker> in path);
}

operation! {
    /// Edits a webhook. What is not set stays as it is.
    ///
    /// Needs `MANAGE_WEBHOOKS`.
    ///
    /// Discord docs: Webhook/Modify Webhook.
    UpdateWebhook = PATCH "/webhooks/{webhook_id}" -> Webhook, reason;
    fn Webhooks::update(webhook_id: Id<WebhookMarker> in path);
    body {
        /// Sets the name, 1 to 80 characters.
        name: String [characters 1..=80],
        /// Sets the avatar; null takes it away.
        avatar: Field<ImageData>,
        /// Moves it to another channel.
        channel_id: Id<ChannelMarker>,
    }
}

operation! {
    /// Deletes a webhook.
    ///
    /// Needs `MANAGE_WEBHOOKS`.
    ///
    /// Discord docs: Webhook/Delete Webhook.
    DeleteWebhook = DELETE "/webhooks/{webhook_id}" -> (), reason;
    fn Webhooks::delete(webhook_id: Id<WebhookMarker> in path);
}

operation! {
    /// Gets the webhook, without who made it.
    ///
    /// Discord docs: Webhook/Get Webhook with Token.
    GetWebhookWithToken = GET "/webhooks/{webhook_id}/{webhook_token}" -> Webhook, public;
    fn WebhookWithToken::get();
}

operation! {
    /// Edits the webhook. What is not set stays as it is.
    ///
    /// Discord docs: Webhook/Modify Webhook with Token.
    UpdateWebhookWithToken = PATCH "/webhooks/{webhook_id}/{webhook_token}" -> Webhook, public;
    fn WebhookWithToken::update();
    body {
        /// Sets the name, 1 to 80 characters.
        name: String [characters 1..=80],
        /// Sets the avatar; null takes it away.
        avatar: Field<ImageData>,
    }
}

operation! {
    /// Deletes the webhook.
    ///
    /// Discord docs: Webhook/Delete Webhook with Token.
    DeleteWebhookWithToken = DELETE "/webhooks/{webhook_id}/{webhook_token}" -> (), public;
    fn WebhookWithToken::delete();
}

operation! {
    /// Sends a message, and tells of it.
    ///
    /// Of an interaction: a further message, for which [`MessageFlags::EPHEMERAL`](crate::model::MessageFlags::EPHEMERAL)
    /// can be set as well.
    ///
    /// Discord docs: Webhook/Execute Webhook, Receiving and Responding/Create Followup Message.
    ExecuteWebhook = POST "/webhooks/{webhook_id}/{webhook_token}" -> Message, public;
    fn WebhookWithToken::execute();
    with WebhookMessage as message;
    always { wait = true }
    query {
        /// Sends it to this thread of the channel.
        thread_id: Id<ChannelMarker>,
        /// Whether components are sent by a webhook that no application made; such can only be looked at.
        with_components: bool,
    }
}

impl ExecuteWebhook {
    message_setters!(self, self.body.message);

    /// Sets the name it is sent under, 1 to 80 characters.
    pub fn username(mut self, username: impl Into<String>) -> Self {
        let username: String = username.into();
        self.body.username = Some(username.into());
        self
    }

    /// Sets the address of the avatar it is sent under.
    pub fn avatar_url(mut self, avatar_url: impl Into<String>) -> Self {
        let avatar_url: String = avatar_url.into();
        self.body.avatar_url = Some(avatar_url.into());
        self
    }

    /// Begins a thread of this name with it, in a forum, 1 to 100 characters.
    pub fn thread_name(mut self, thread_name: impl Into<String>) -> Self {
        let thread_name: String = thread_name.into();
        self.body.thread_name = Some(thread_name.into());
        self
    }

    /// Sets the tags of that thread, up to 5.
    pub fn applied_tags(
        mut self,
        tags: impl IntoIterator<Item = impl Into<Id<crate::id::marker::TagMarker>>>,
    ) -> Self {
        self.body.applied_tags = tags.into_iter().map(Into::into).collect();
        self
    }
}

operation! {
    /// Gets a message that the webhook sent.
    ///
    /// Discord docs: Webhook/Get Webhook Message, Receiving and Responding/Get Followup Message.
    GetWebhookMessage = GET "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}" -> Message, public;
    fn WebhookWithToken::message(message_id: Id<MessageMarker> in path);
    query {
        /// Says in which thread it is.
        thread_id: Id<ChannelMarker>,
    }
}

operation! {
    /// Edits a message that the webhook sent. What is not set stays as it is.
    ///
    /// Discord docs: Webhook/Edit Webhook Message, Receiving and Responding/Edit Followup Message.
    UpdateWebhookMessage = PATCH "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}" -> Message, public;
    fn WebhookWithToken::update_message(message_id: Id<MessageMarker> in path);
    with EditMessage;
    query {
        /// Says in which thread it is.
        thread_id: Id<ChannelMarker>,
        /// Whether components are sent by a webhook that no application made; such can only be looked at.
        with_components: bool,
    }
}

impl UpdateWebhookMessage {
    edit_message_setters!(self, self.body);
}

operation! {
    /// Deletes a message that the webhook sent.
    ///
    /// Discord docs: Webhook/Delete Webhook Message, Receiving and Responding/Delete Followup Message.
    DeleteWebhookMessage = DELETE "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}" -> (), public;
    fn WebhookWithToken::delete_message(message_id: Id<MessageMarker> in path);
    query {
        /// Says in which thread it is.
        thread_id: Id<ChannelMarker>,
    }
}

operation! {
    /// Gets the answer to the interaction.
    ///
    /// Discord docs: Receiving and Responding/Get Original Interaction Response.
    GetOriginalResponse = GET "/webhooks/{webhook_id}/{webhook_token}/messages/@original" -> Message, public;
    fn WebhookWithToken::original();
    query {
        /// Says in which thread it is.
        thread_id: Id<ChannelMarker>,
    }
}

operation! {
    /// Edits the answer to the interaction, or gives it where it was put off. What is not set stays as it is.
    ///
    /// Discord docs: Receiving and Responding/Edit Original Interaction Response.
    UpdateOriginalResponse = PATCH "/webhooks/{webhook_id}/{webhook_token}/messages/@original" -> Message, public;
    fn WebhookWithToken::update_original();
    with EditMessage;
    query {
        /// Says in which thread it is.
        thread_id: Id<ChannelMarker>,
        /// Whether components are sent by a webhook that no application made; such can only be looked at.
        with_components: bool,
    }
}

impl UpdateOriginalResponse {
    /// Makes all these changes.
    pub(crate) fn changes(mut self, edit: EditMessage) -> Self {
        self.body = edit;
        self
    }

    edit_message_setters!(self, self.body);
}

operation! {
    /// Deletes the answer to the interaction.
    ///
    /// Discord docs: Receiving and Responding/Delete Original Interaction Response.
    DeleteOriginalResponse = DELETE "/webhooks/{webhook_id}/{webhook_token}/messages/@original" -> (), public;
    fn WebhookWithToken::delete_original();
    query {
        /// Says in which thread it is.
        thread_id: Id<ChannelMarker>,
    }
}

operation! {
    /// Sends what GitHub sends to webhooks, as a message about it: the event's name, such as `push`, and its payload.
    ///
    /// Discord docs: Webhook/Execute GitHub-Compatible Webhook.
    ExecuteGitHubWebhook = POST "/webhooks/{webhook_id}/{webhook_token}/github" -> (), public;
    fn WebhookWithToken::execute_github();
    with ForeignPayload as payload;
    query {
        /// Whether to wait until the message is sent; true where not set.
        wait: bool,
        /// Sends it to this thread of the channel.
        thread_id: Id<ChannelMarker>,
    }
}

impl ExecuteGitHubWebhook {
    /// Sets which event it is, such as `push` or `issues`, without which Discord does nothing.
    pub fn event(mut self, event: &str) -> Self {
        self.draft
            .set_header(HeaderName::from_static("x-github-event"), event);
        self
    }
}

operation! {
    /// Sends a message that is written for Slack.
    ///
    /// Discord docs: Webhook/Execute Slack-Compatible Webhook.
    ExecuteSlackWebhook = POST "/webhooks/{webhook_id}/{webhook_token}/slack" -> (), public;
    fn WebhookWithToken::execute_slack();
    with ForeignPayload as payload;
    query {
        /// Whether to wait until the message is sent; true where not set.
        wait: bool,
        /// Sends it to this thread of the channel.
        thread_id: Id<ChannelMarker>,
    }
}
