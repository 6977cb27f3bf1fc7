//! What applications say later, by the token. Discord docs: Receiving and Responding/Followup Messages.

use super::{
    super::{
        Changed, Refusal, Store,
        bits::message_flag,
        ids::{ApplicationId, ChannelId, MessageId},
        posting::{Draft, MessageEdit},
    },
    Interaction, MOST_FOLLOWUPS,
};

impl Store {
    /// The message of an interaction with this id, or `@original`.
    pub(crate) fn response(
        &self,
        application: ApplicationId,
        token: &str,
        id: Option<MessageId>,
    ) -> Result<(ChannelId, MessageId), Refusal> {
        let interaction = self.interaction_by_token(application, token)?;
        let id = id
            .filter(|id| interaction.followups.contains(id) || interaction.original == Some(*id))
            .or(interaction.original.filter(|_| id.is_none()))
            .ok_or(Refusal::UNKNOWN_MESSAGE)?;
        self.message(interaction.channel_id, id)?;
        Ok((interaction.channel_id, id))
    }

    /// Posts a further message; the first one after a promise is what was promised.
    pub(crate) fn post_followup(
        &mut self,
        application: ApplicationId,
        token: &str,
        draft: Draft,
    ) -> Result<Changed<(ChannelId, MessageId)>, Refusal> {
        let interaction = self.interaction_by_token(application, token)?.clone();
        if let Some(original) = self.promised(&interaction) {
            let edit = MessageEdit {
                content: Some(draft.content),
                embeds: Some(draft.embeds),
                components: Some(draft.components),
                flags: Some(draft.flags),
                allowed_mentions: draft.allowed_mentions,
                files: draft.files,
                poll: draft.poll,
                ..MessageEdit::default()
            };
            let changed = self.edit_as(&interaction, original, edit)?;
            return Ok(Changed::new(
                (interaction.channel_id, original),
                changed.events,
            ));
        }
        if interaction.external && interaction.followups.len() >= MOST_FOLLOWUPS {
            return Err(Refusal::TOO_MANY_FOLLOWUPS);
        }
        let (message, event) = self.respond(&interaction, draft, true)?;
        if let Some(interaction) = self.interactions.get_mut(&interaction.id) {
            interaction.followups.push(message);
        }
        Ok(Changed::new((interaction.channel_id, message), vec![event]))
    }

    /// The answer that was promised and is not there yet.
    fn promised(&self, interaction: &Interaction) -> Option<MessageId> {
        let original = interaction.original?;
        let message = self.message(interaction.channel_id, original).ok()?;
        (message.flags & message_flag::LOADING != 0).then_some(original)
    }

    /// Changes the answer or a later message.
    pub(crate) fn edit_response(
        &mut self,
        application: ApplicationId,
        token: &str,
        id: Option<MessageId>,
        edit: MessageEdit,
    ) -> Result<Changed<(ChannelId, MessageId)>, Refusal> {
        let (channel, id) = self.response(application, token, id)?;
        let interaction = self.interaction_by_token(application, token)?.clone();
        let changed = self.edit_as(&interaction, id, edit)?;
        Ok(Changed::new((channel, id), changed.events))
    }

    /// Deletes the answer or a later message.
    pub(crate) fn delete_response(
        &mut self,
        application: ApplicationId,
        token: &str,
        id: Option<MessageId>,
    ) -> Result<Changed<()>, Refusal> {
        let (channel, id) = self.response(application, token, id)?;
        self.delete_own(channel, id)
    }
}
