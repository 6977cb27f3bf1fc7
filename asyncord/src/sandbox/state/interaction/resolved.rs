//! What the ids in an interaction stand for. Discord docs: Receiving and Responding/Resolved Data.

use serde_json::{Map, Value, json};

use super::super::{
    Refusal, Store,
    channel::Channel,
    file::{Attachment, Upload},
    ids::{ApplicationId, ChannelId, GuildId, MessageId, RoleId, UserId},
    user::User,
};

/// Gathers what ids stand for, as the user and the application see it.
pub(super) struct Resolver<'s> {
    pub(super) store: &'s Store,
    pub(super) application: ApplicationId,
    pub(super) user: UserId,
    pub(super) guild: Option<GuildId>,
    pub(super) channel: ChannelId,
    /// The files that came with the request, by their numbers.
    pub(super) files: &'s [(u64, Attachment)],
    pub(super) found: Map<String, Value>,
}

impl Resolver<'_> {
    fn add(&mut self, kind: &str, id: &str, json: Value) {
        let all = self.found.entry(kind).or_insert_with(|| json!({}));
        all[id] = json;
    }

    /// A user, with the member that it is in the guild.
    pub(super) fn user(&mut self, id: UserId) -> bool {
        let Ok(user) = self.store.user(id).map(User::json) else {
            return false;
        };
        self.add("users", &id.to_string(), user);
        if let Some(member) = self.member(id) {
            self.add("members", &id.to_string(), member);
        }
        true
    }

    fn member(&self, id: UserId) -> Option<Value> {
        let guild = self.store.guild(self.guild?).ok()?;
        let mut json = guild.members.get(&id)?.partial_json();
        let fields = json.as_object_mut()?;
        fields.remove("deaf");
        fields.remove("mute");
        let channel = self.store.channel(self.channel).ok()?;
        json["permissions"] = self.store.permissions_in(channel, id).to_string().into();
        Some(json)
    }

    pub(super) fn role(&mut self, id: RoleId) -> bool {
        let guild = self.guild.and_then(|guild| self.store.guild(guild).ok());
        let Some(role) = guild.and_then(|guild| guild.roles.get(&id)) else {
            return false;
        };
        let json = role.json();
        self.add("roles", &id.to_string(), json);
        true
    }

    /// A channel of the guild that the user sees, of one of these types unless there are none.
    pub(super) fn channel(&mut self, id: ChannelId, types: &[u64]) -> bool {
        let Ok(channel) = self.store.channel_for(id, self.user) else {
            return false;
        };
        let fits = types.is_empty() || types.contains(&u64::from(channel.kind));
        if !fits || channel.guild_id() != self.guild {
            return false;
        }
        let json = partial_channel(self.store, channel, self.user, self.application);
        self.add("channels", &id.to_string(), json);
        true
    }

    pub(super) fn message(&mut self, id: MessageId) -> bool {
        let Ok(message) = self.store.message(self.channel, id) else {
            return false;
        };
        if message.visible_to.is_some_and(|user| user != self.user) {
            return false;
        }
        let json = self.store.message_json(message, None);
        self.add("messages", &id.to_string(), json);
        true
    }

    /// A file of one of these types that came with the request; its id is what the application gets for
    /// the number.
    pub(super) fn attachment(&mut self, number: u64, types: &[Value]) -> Option<Value> {
        let (_, attachment) = self.files.iter().find(|(index, _)| *index == number)?;
        if !types.is_empty()
            && !types
                .iter()
                .any(|one| is_of_type(&attachment.filename, one))
        {
            return None;
        }
        let mut json = self.store.attachment_json(self.channel, attachment);
        json["ephemeral"] = true.into();
        let id = json!(attachment.id);
        self.add("attachments", &attachment.id.to_string(), json);
        Some(id)
    }
}

/// Whether a file's name is that of a kind of media, or has an extension.
fn is_of_type(filename: &str, wanted: &Value) -> bool {
    let wanted = wanted.as_str().unwrap_or_default().to_lowercase();
    if wanted.starts_with('.') {
        return filename.to_lowercase().ends_with(&wanted);
    }
    mime_guess::from_path(filename)
        .iter()
        .any(|guess| guess.type_().as_str() == wanted)
}

/// A channel as interactions show it.
pub(super) fn partial_channel(
    store: &Store,
    channel: &Channel,
    user: UserId,
    application: ApplicationId,
) -> Value {
    let mut json = store.channel_json_for(channel, Some(application.cast()));
    if let Some(fields) = json.as_object_mut() {
        fields.remove("permission_overwrites");
    }
    json["permissions"] = store.permissions_in(channel, user).to_string().into();
    let bot: UserId = application.cast();
    if channel
        .guild_id()
        .is_some_and(|guild| store.is_member(guild, bot))
    {
        let permissions = store.permissions_in(channel, bot);
        json["app_permissions"] = permissions.to_string().into();
    }
    json
}

impl Store {
    /// Keeps the files of an interaction, each under its number.
    pub(super) fn keep_files(
        &mut self,
        channel: ChannelId,
        files: Vec<(u64, Upload)>,
    ) -> Vec<(u64, Attachment)> {
        let (numbers, uploads): (Vec<u64>, Vec<Upload>) = files.into_iter().unzip();
        numbers
            .into_iter()
            .zip(self.store_files(channel, uploads))
            .collect()
    }

    /// Drops files again, if the interaction was refused.
    pub(super) fn drop_files(&mut self, files: &[(u64, Attachment)]) {
        for (_, file) in files {
            self.files.remove(&file.id);
        }
    }
}

/// The refusal of a value that a person gave.
pub(super) fn wrong(path: &str, code: &str, message: impl Into<String>) -> Refusal {
    Refusal::field(&format!("data.{path}"), code, message)
}
