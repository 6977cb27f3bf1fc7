//! What a person does, as the application gets it. Discord docs: Receiving and Responding/Interaction Object.

use serde_json::{Map, Value, json};

use super::{
    super::{
        Changed, Event, Refusal, Store,
        bits::permission,
        channel::Channel,
        command::{Spot, context, installation},
        due::Due,
        event::Audience,
        file::{Attachment, Upload},
        ids::{ApplicationId, ChannelId, GuildId, InteractionId, MessageId, UserId},
    },
    ANSWER_MS, Interaction, Status, callback,
    command::take_command_name,
    component, kind, modal,
    resolved::{Resolver, partial_channel, wrong},
    token,
};

/// The language of everybody in the sandbox.
const LOCALE: &str = "en-US";
/// How large a file may be in an answer, in bytes.
const SIZE_LIMIT: u64 = 10 * 1024 * 1024;
/// The handler of an entry point that Discord itself is. Discord docs: Application Commands/Entry Point
/// Command Handler Types.
pub(super) const DISCORD_LAUNCHES: u8 = 2;
/// What an application may do where it is only the user's.
const EXTERNAL: u64 = permission::EMBED_LINKS
    | permission::ATTACH_FILES
    | permission::MENTION_EVERYONE
    | permission::USE_EXTERNAL_EMOJIS;

/// What a person wants to do with an application.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) kind: u8,
    pub(crate) application: ApplicationId,
    pub(crate) guild: Option<GuildId>,
    pub(crate) channel: ChannelId,
    /// The message with the component.
    pub(crate) message: Option<MessageId>,
    pub(crate) data: Map<String, Value>,
    /// The files, by the numbers under which the data names them.
    pub(crate) files: Vec<(u64, Upload)>,
}

/// An interaction that has begun.
#[derive(Debug)]
pub(crate) struct Act {
    pub(crate) id: InteractionId,
    /// What the application gets.
    pub(crate) payload: Value,
    /// Where it gets it, if not over the gateway.
    pub(crate) endpoint: Option<String>,
}

/// What the kinds of interactions have of their own.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub(super) data: Value,
    pub(super) message_id: Option<MessageId>,
    pub(super) command_kind: Option<u8>,
    pub(super) focused_kind: u8,
    /// Discord answers by itself: it launches the application's activity.
    pub(super) launches: bool,
    pub(super) integration_types: Option<Vec<u8>>,
    /// What only this kind's `interaction_metadata` has.
    pub(super) metadata: Map<String, Value>,
}

impl Store {
    /// Begins an interaction.
    pub(crate) fn interact(
        &mut self,
        user: UserId,
        mut wanted: Use,
    ) -> Result<Changed<Act>, Refusal> {
        self.user(user)?;
        let endpoint = self
            .application(wanted.application)?
            .endpoints
            .interactions_url
            .clone();
        let channel = self.channel_for(wanted.channel, user)?;
        if wanted.guild.is_some() && wanted.guild != channel.guild_id() {
            return Err(Refusal::UNKNOWN_CHANNEL);
        }
        wanted.guild = channel.guild_id();
        let files = std::mem::take(&mut wanted.files);
        let files = self.keep_files(wanted.channel, files);
        let prepared = match self.prepare(user, &wanted, &files) {
            Ok(own) => own,
            Err(refusal) => {
                self.drop_files(&files);
                return Err(refusal);
            }
        };
        let now = self.clock.now();
        self.interactions.retain(|_, old| !old.is_over(now));
        let id: InteractionId = self.clock.next_id();
        let (interaction, payload) = self.begin(id, user, &wanted, prepared)?;
        self.interactions.insert(id, interaction);
        self.schedule(now + ANSWER_MS, Due::InteractionFails(id));
        let mut events = Vec::new();
        if self.is_waiting(id) && endpoint.is_none() {
            let audience = Audience::user(wanted.application.cast(), wanted.guild);
            events.push(Event::new(
                "INTERACTION_CREATE",
                audience,
                0,
                payload.clone(),
            ));
        }
        let act = Act {
            id,
            payload,
            endpoint: endpoint.filter(|_| self.is_waiting(id)),
        };
        Ok(Changed::new(act, events))
    }

    /// Reads what the person gave.
    fn prepare(
        &self,
        user: UserId,
        wanted: &Use,
        files: &[(u64, Attachment)],
    ) -> Result<Own, Refusal> {
        let mut resolver = Resolver {
            store: self,
            application: wanted.application,
            user,
            guild: wanted.guild,
            channel: wanted.channel,
            files,
            found: Map::new(),
        };
        let mut own = match wanted.kind {
            kind::APPLICATION_COMMAND | kind::AUTOCOMPLETE => {
                self.of_command(&mut resolver, wanted)?
            }
            kind::MESSAGE_COMPONENT => self.of_component(&mut resolver, wanted)?,
            _ => self.of_modal(&mut resolver, wanted)?,
        };
        if !resolver.found.is_empty() {
            own.data["resolved"] = resolver.found.into();
        }
        Ok(own)
    }

    fn of_component(&self, resolver: &mut Resolver<'_>, wanted: &Use) -> Result<Own, Refusal> {
        let id = wanted.message.ok_or(Refusal::UNKNOWN_MESSAGE)?;
        let message = self.message(wanted.channel, id)?;
        if message.visible_to.is_some_and(|user| user != resolver.user) {
            return Err(Refusal::UNKNOWN_MESSAGE);
        }
        let owner = message.application_id.unwrap_or(message.author_id.cast());
        if owner != wanted.application {
            return Err(Refusal::UNKNOWN_APPLICATION);
        }
        let metadata = json!({ "interacted_message_id": id });
        Ok(Own {
            data: component::used(resolver, &message.components, &wanted.data)?,
            message_id: Some(id),
            metadata: fields(metadata),
            ..Own::default()
        })
    }

    fn of_modal(&self, resolver: &mut Resolver<'_>, wanted: &Use) -> Result<Own, Refusal> {
        let data = |key: &str| wanted.data.get(key).unwrap_or(&Value::Null);
        let id: Option<InteractionId> = serde_json::from_value(data("id").clone()).ok();
        let opened = id
            .and_then(|id| self.interactions.get(&id))
            .filter(|opened| {
                opened.user_id == resolver.user
                    && opened.application_id == wanted.application
                    && opened.shown["components"].is_array()
                    && opened.shown["custom_id"] == *data("custom_id")
            })
            .ok_or_else(|| wrong("custom_id", "MODAL_UNKNOWN", "There is no such modal"))?;
        let mut triggering = opened.metadata.clone();
        take_command_name(&mut triggering);
        let metadata = json!({ "triggering_interaction_metadata": triggering });
        Ok(Own {
            data: modal::submitted(resolver, &opened.shown, data("components"))?,
            message_id: opened.message_id,
            command_kind: opened.command_kind,
            metadata: fields(metadata),
            ..Own::default()
        })
    }

    fn begin(
        &self,
        id: InteractionId,
        user: UserId,
        wanted: &Use,
        own: Own,
    ) -> Result<(Interaction, Value), Refusal> {
        let channel = self.channel(wanted.channel)?;
        let spot = self.spot(wanted.application, channel, user);
        let owners = owners(spot, user, own.integration_types.as_deref());
        let token = token(id);
        let mut payload = json!({
            "id": id,
            "application_id": wanted.application,
            "type": wanted.kind,
            "token": token,
            "version": 1,
            "channel_id": wanted.channel,
            "channel": partial_channel(self, channel, user, wanted.application),
            "data": own.data,
            "locale": LOCALE,
            "app_permissions": self.app_permissions(channel, wanted.application).to_string(),
            "entitlements": self.active_entitlements(wanted.application, user, wanted.guild),
            "authorizing_integration_owners": owners,
            "context": spot.context,
            "attachment_size_limit": SIZE_LIMIT,
        });
        let person = self.user(user)?.json();
        match wanted.guild {
            Some(guild) => self.put_guild(&mut payload, guild, channel, user)?,
            None => payload["user"] = person.clone(),
        }
        if let Some(message) = own.message_id
            && let Ok(message) = self.message(wanted.channel, message)
        {
            payload["message"] = self.message_json(message, None);
        }
        let mut metadata = own.metadata;
        metadata.insert("id".to_owned(), json!(id));
        metadata.insert("type".to_owned(), wanted.kind.into());
        metadata.insert("user".to_owned(), person);
        metadata.insert("authorizing_integration_owners".to_owned(), owners);
        let interaction = Interaction {
            id,
            application_id: wanted.application,
            token,
            kind: wanted.kind,
            user_id: user,
            guild_id: wanted.guild,
            channel_id: wanted.channel,
            message_id: own.message_id,
            command_kind: own.command_kind,
            focused_kind: own.focused_kind,
            metadata: metadata.into(),
            external: spot.is_external(),
            status: if own.launches {
                Status::Answered(callback::LAUNCH_ACTIVITY)
            } else {
                Status::Waiting
            },
            original: None,
            followups: Vec::new(),
            shown: Value::Null,
        };
        Ok((interaction, payload))
    }

    fn put_guild(
        &self,
        payload: &mut Value,
        id: GuildId,
        channel: &Channel,
        user: UserId,
    ) -> Result<(), Refusal> {
        let guild = self.guild(id)?.json();
        let mut member = self.member_of(id, user).ok_or(Refusal::UNKNOWN_MEMBER)?;
        member["permissions"] = self.permissions_in(channel, user).to_string().into();
        payload["member"] = member;
        payload["guild_id"] = json!(id);
        payload["guild_locale"] = guild["preferred_locale"].clone();
        payload["guild"] = json!({
            "id": id,
            "locale": guild["preferred_locale"],
            "features": guild["features"],
        });
        Ok(())
    }

    fn app_permissions(&self, channel: &Channel, application: ApplicationId) -> u64 {
        let bot: UserId = application.cast();
        match channel.guild_id() {
            Some(guild) if self.is_member(guild, bot) => self.permissions_in(channel, bot),
            _ => EXTERNAL,
        }
    }
}

/// By whose installation the application is there; a command knows only of those it is for.
fn owners(spot: Spot, user: UserId, types: Option<&[u8]>) -> Value {
    let is_for = |kind: u8| types.is_none_or(|types| types.contains(&kind));
    let mut owners = json!({});
    if is_for(installation::GUILD) {
        match spot.guild.filter(|_| spot.for_guild) {
            Some(guild) => owners["0"] = json!(guild),
            None if spot.context == context::BOT_DM => owners["0"] = "0".into(),
            None => {}
        }
    }
    if is_for(installation::USER) && spot.for_user {
        owners["1"] = json!(user);
    }
    owners
}

fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}
