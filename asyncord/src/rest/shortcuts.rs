//! Operations on data at hand: `message.reply(&client, "…")` for what `client` offers by ids.
//!
//! Each makes the request of one operation and nothing else, so all that the request offers is there as well.

use super::{
    RestClient,
    body::{EditMessage, InteractionResponse, NewMessage},
    resource::{
        channel::{CreateChannelInvite, DeleteChannel, TriggerTyping, UpdateChannel},
        guild::{
            Guilds, UpdateGuild,
            ban::CreateBan,
            member::{AddMemberRole, KickMember, RemoveMemberRole, UpdateMember},
        },
        interaction::CreateInteractionResponse,
        message::{
            CreateMessage, CrosspostMessage, DeleteMessage, Messages, UpdateMessage,
            pin::{PinMessage, UnpinMessage},
            reaction::{AddReaction, Reactions},
        },
        thread::StartThreadFromMessage,
        user::CreateDm,
        webhook::WebhookWithToken,
    },
};
use crate::{
    id::{
        Id,
        marker::{GuildMarker, RoleMarker},
    },
    model::{Channel, Guild, Interaction, Member, Message, ReactionEmoji, User},
};

impl Message {
    /// The messages of its channel.
    fn siblings(&self, client: &RestClient) -> Messages {
        client.channels().messages(self.channel_id)
    }

    /// Answers it, in its channel.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: asyncord::RestClient,
    /// #     message: asyncord::model::Message,
    /// # ) -> Result<(), asyncord::rest::Error> {
    /// if message.content == "!ping" {
    ///     message.reply(&client, "pong").await?;
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn reply(&self, client: &RestClient, answer: impl Into<NewMessage>) -> CreateMessage {
        self.siblings(client).create(answer).reply_to(self.id)
    }

    /// Edits it, if the bot wrote it. What is not set stays as it is.
    pub fn edit(&self, client: &RestClient) -> UpdateMessage {
        self.siblings(client).update(self.id)
    }

    /// Deletes it.
    pub fn delete(&self, client: &RestClient) -> DeleteMessage {
        self.siblings(client).delete(self.id)
    }

    /// Reacts to it: with one of Unicode's emojis, or a custom one as `name:id`.
    pub fn react(&self, client: &RestClient, emoji: impl Into<ReactionEmoji>) -> AddReaction {
        self.reactions_of(client).add(emoji)
    }

    /// The reactions to it, to list them or take them away.
    pub fn reactions_of(&self, client: &RestClient) -> Reactions {
        self.siblings(client).reactions(self.id)
    }

    /// Pins it.
    pub fn pin(&self, client: &RestClient) -> PinMessage {
        self.siblings(client).pin(self.id)
    }

    /// Unpins it.
    pub fn unpin(&self, client: &RestClient) -> UnpinMessage {
        self.siblings(client).unpin(self.id)
    }

    /// Publishes it to the channels that follow its announcement channel.
    pub fn crosspost(&self, client: &RestClient) -> CrosspostMessage {
        self.siblings(client).crosspost(self.id)
    }

    /// Begins a thread at it, with a name of 1 to 100 characters.
    pub fn start_thread(
        &self,
        client: &RestClient,
        name: impl Into<String>,
    ) -> StartThreadFromMessage {
        client
            .channels()
            .threads(self.channel_id)
            .start_from_message(self.id, name)
    }
}

impl Channel {
    /// Sends a message to it.
    pub fn send(&self, client: &RestClient, message: impl Into<NewMessage>) -> CreateMessage {
        self.messages(client).create(message)
    }

    /// The messages of it, to list them or delete many.
    pub fn messages(&self, client: &RestClient) -> Messages {
        client.channels().messages(self.id)
    }

    /// Shows that the bot is typing, for ten seconds or until it sends a message.
    pub fn trigger_typing(&self, client: &RestClient) -> TriggerTyping {
        client.channels().trigger_typing(self.id)
    }

    /// Edits it. What is not set stays as it is.
    pub fn edit(&self, client: &RestClient) -> UpdateChannel {
        client.channels().update(self.id)
    }

    /// Deletes it; of a direct message it is closed.
    pub fn delete(&self, client: &RestClient) -> DeleteChannel {
        client.channels().delete(self.id)
    }

    /// Makes an invite to it.
    pub fn create_invite(&self, client: &RestClient) -> CreateChannelInvite {
        client.channels().create_invite(self.id)
    }
}

/// A member does not know the guild it was read from, so these are told.
impl Member {
    /// Bans the member from the guild.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: asyncord::RestClient,
    /// #     joined: asyncord::event::GuildMemberAdd,
    /// # ) -> Result<(), asyncord::rest::Error> {
    /// joined.ban(&client, joined.guild_id).reason("spam").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn ban(&self, client: &RestClient, guild_id: impl Into<Id<GuildMarker>>) -> CreateBan {
        client.guilds().bans(guild_id).create(self.user.id)
    }

    /// Removes the member from the guild.
    pub fn kick(&self, client: &RestClient, guild_id: impl Into<Id<GuildMarker>>) -> KickMember {
        client.guilds().members(guild_id).kick(self.user.id)
    }

    /// Edits the member. What is not set stays as it is.
    pub fn edit(&self, client: &RestClient, guild_id: impl Into<Id<GuildMarker>>) -> UpdateMember {
        client.guilds().members(guild_id).update(self.user.id)
    }

    /// Gives a role to the member.
    pub fn add_role(
        &self,
        client: &RestClient,
        guild_id: impl Into<Id<GuildMarker>>,
        role_id: impl Into<Id<RoleMarker>>,
    ) -> AddMemberRole {
        let members = client.guilds().members(guild_id);
        members.add_role(self.user.id, role_id)
    }

    /// Takes a role from the member.
    pub fn remove_role(
        &self,
        client: &RestClient,
        guild_id: impl Into<Id<GuildMarker>>,
        role_id: impl Into<Id<RoleMarker>>,
    ) -> RemoveMemberRole {
        let members = client.guilds().members(guild_id);
        members.remove_role(self.user.id, role_id)
    }
}

impl User {
    /// Opens the direct message with the user, or gets the one there is, to [send](Channel::send) to.
    pub fn create_dm(&self, client: &RestClient) -> CreateDm {
        client.users().create_dm(self.id)
    }
}

impl Guild {
    /// Edits it. What is not set stays as it is.
    pub fn edit(&self, client: &RestClient) -> UpdateGuild {
        let guilds: Guilds = client.guilds();
        guilds.update(self.id)
    }
}

impl Interaction {
    /// Answers it, within three seconds.
    ///
    /// ```no_run
    /// # async fn example(
    /// #     client: asyncord::RestClient,
    /// #     interaction: asyncord::model::Interaction,
    /// # ) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::rest::body::InteractionResponse;
    ///
    /// interaction.respond(&client, InteractionResponse::message("hello")).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn respond(
        &self,
        client: &RestClient,
        response: impl Into<InteractionResponse>,
    ) -> CreateInteractionResponse {
        client
            .interactions()
            .respond(self.id, &self.token, response)
    }

    /// The answer that was given, and further messages, within 15 minutes; `None` where the interaction does not tell
    /// its application, as none of Discord's does.
    pub fn followups(&self, client: &RestClient) -> Option<WebhookWithToken> {
        let application_id = self.application_id?;
        Some(client.interactions().followups(application_id, &self.token))
    }
}

impl From<NewMessage> for InteractionResponse {
    /// Sends the message.
    fn from(message: NewMessage) -> Self {
        Self::message(message)
    }
}

impl From<EditMessage> for InteractionResponse {
    /// Edits the component's message.
    fn from(edit: EditMessage) -> Self {
        Self::update(edit)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::{
        model::{Channel, Interaction, Member, Message, User},
        rest::{
            Response, RestClient,
            body::{InteractionResponse, NewMessage},
            transport::fake::Fake,
        },
    };

    #[tokio::test(start_paused = true)]
    async fn they_ask_for_what_their_names_say() {
        let fake = Fake::new(|_| Ok(Response::new(404, "{}")));
        let client = &RestClient::over(fake.clone());
        let message: Message = serde_json::from_value(json!({
            "id": "2", "channel_id": "1", "content": "x", "timestamp": "2026-01-01T00:00:00+00:00",
            "author": {"id": "3", "username": "ada"},
        }))
        .unwrap();
        let channel: Channel = serde_json::from_value(json!({"id": "1", "type": 0})).unwrap();
        let user: User = serde_json::from_value(json!({"id": "3", "username": "ada"})).unwrap();
        let member: Member =
            serde_json::from_value(json!({"user": {"id": "3", "username": "ada"}})).unwrap();
        let interaction: Interaction = serde_json::from_value(json!({
            "id": "5", "application_id": "6", "type": 3, "token": "t", "data": {"custom_id": "c", "component_type": 2},
        }))
        .unwrap();
        let _ = message.reply(client, "pong").await;
        let _ = message.edit(client).content("y".to_owned()).await;
        let _ = message.delete(client).reason("spam").await;
        let _ = message.react(client, "🦀").await;
        let _ = message.reactions_of(client).delete_all().await;
        let _ = message.pin(client).await;
        let _ = message.unpin(client).await;
        let _ = message.crosspost(client).await;
        let _ = message.start_thread(client, "t").await;
        let _ = channel.send(client, "hello").await;
        let _ = channel.trigger_typing(client).await;
        let _ = channel.edit(client).nsfw(true).await;
        let _ = channel.delete(client).await;
        let _ = channel.create_invite(client).await;
        let _ = member.ban(client, 9).await;
        let _ = member.kick(client, 9).await;
        let _ = member.edit(client, 9).mute(true).await;
        let _ = member.add_role(client, 9, 8).await;
        let _ = member.remove_role(client, 9, 8).await;
        let _ = user.create_dm(client).await;
        let _ = interaction.respond(client, NewMessage::new("x")).await;
        let _ = interaction
            .respond(client, InteractionResponse::deferred_message())
            .await;
        let _ = interaction.followups(client).unwrap().execute("x").await;
        let sent: Vec<_> = fake
            .sent()
            .iter()
            .map(|sent| format!("{} {}", sent.operation.method, sent.path))
            .collect();
        assert_eq!(
            sent,
            [
                "POST /channels/1/messages",
                "PATCH /channels/1/messages/2",
                "DELETE /channels/1/messages/2",
                "PUT /channels/1/messages/2/reactions/%F0%9F%A6%80/@me",
                "DELETE /channels/1/messages/2/reactions",
                "PUT /channels/1/messages/pins/2",
                "DELETE /channels/1/messages/pins/2",
                "POST /channels/1/messages/2/crosspost",
                "POST /channels/1/messages/2/threads",
                "POST /channels/1/messages",
                "POST /channels/1/typing",
                "PATCH /channels/1",
                "DELETE /channels/1",
                "POST /channels/1/invites",
                "PUT /guilds/9/bans/3",
                "DELETE /guilds/9/members/3",
                "PATCH /guilds/9/members/3",
                "PUT /guilds/9/members/3/roles/8",
                "DELETE /guilds/9/members/3/roles/8",
                "POST /users/@me/channels",
                "POST /interactions/5/t/callback",
                "POST /interactions/5/t/callback",
                "POST /webhooks/6/t?wait=true",
            ]
        );
        let reply = fake.sent()[0].payload.json().unwrap();
        assert_eq!(reply["message_reference"]["message_id"], "2");
    }
}
