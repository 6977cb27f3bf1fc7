//! What the ids in an interaction stand for.

use crate::{
    id::{
        Id,
        marker::{
            AttachmentMarker, ChannelMarker, GenericMarker, MessageMarker, RoleMarker, UserMarker,
        },
    },
    model::{Attachment, Channel, Map, Message, PartialMember, Role, User, wire::object},
};

/// What the ids in an interaction stand for.
///
/// Discord docs: Receiving and Responding/Resolved Data Structure.
#[object]
#[derive(Default)]
pub struct ResolvedData {
    /// The users.
    pub users: Map<Id<UserMarker>, User>,
    /// The users as members of the guild, without `user`, `deaf` and `mute`; for each there is a user too.
    pub members: Map<Id<UserMarker>, PartialMember>,
    /// The roles.
    pub roles: Map<Id<RoleMarker>, Role>,
    /// The channels, in a few fields.
    pub channels: Map<Id<ChannelMarker>, Channel>,
    /// The messages.
    pub messages: Map<Id<MessageMarker>, Message>,
    /// The files.
    pub attachments: Map<Id<AttachmentMarker>, Attachment>,
}

impl ResolvedData {
    /// The user of an id.
    pub fn user(&self, id: impl Into<Id<UserMarker>>) -> Option<&User> {
        self.users.get(&id.into())
    }

    /// The member of a user's id.
    pub fn member(&self, id: impl Into<Id<UserMarker>>) -> Option<&PartialMember> {
        self.members.get(&id.into())
    }

    /// The role of an id.
    pub fn role(&self, id: impl Into<Id<RoleMarker>>) -> Option<&Role> {
        self.roles.get(&id.into())
    }

    /// The channel of an id.
    pub fn channel(&self, id: impl Into<Id<ChannelMarker>>) -> Option<&Channel> {
        self.channels.get(&id.into())
    }

    /// The message of an id.
    pub fn message(&self, id: impl Into<Id<MessageMarker>>) -> Option<&Message> {
        self.messages.get(&id.into())
    }

    /// The file of an id.
    pub fn attachment(&self, id: impl Into<Id<AttachmentMarker>>) -> Option<&Attachment> {
        self.attachments.get(&id.into())
    }

    /// The user or role of an id, such as that of a mentionable option.
    pub fn mentionable(&self, id: impl Into<Id<GenericMarker>>) -> Option<ResolvedMentionable<'_>> {
        let id = id.into();
        if let Some(user) = self.users.get(&id.cast()) {
            let member = self.members.get(&id.cast());
            return Some(ResolvedMentionable::User(user, member));
        }
        self.roles.get(&id.cast()).map(ResolvedMentionable::Role)
    }
}

/// A user or a role: see [`ResolvedData::mentionable`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ResolvedMentionable<'a> {
    /// A user, and the member of the guild that it is.
    User(&'a User, Option<&'a PartialMember>),
    /// A role.
    Role(&'a Role),
}
