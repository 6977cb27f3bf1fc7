//! What an [`Id`](super::Id) names: one empty type a kind.

macro_rules! markers {
    ($($(#[$doc:meta])+ $name:ident)+) => {$(
        $(#[$doc])+
        #[derive(Debug)]
        #[non_exhaustive]
        pub enum $name {}
    )+};
}

markers! {
    /// Marks the id of an application.
    ApplicationMarker
    /// Marks the id of a file attached to a message.
    AttachmentMarker
    /// Marks the id of a channel or thread.
    ChannelMarker
    /// Marks the id of a custom emoji.
    EmojiMarker
    /// Marks an id whose kind is not known.
    GenericMarker
    /// Marks the id of a guild.
    GuildMarker
    /// Marks the id of an interaction.
    InteractionMarker
    /// Marks the id of a message.
    MessageMarker
    /// Marks the id of a role.
    RoleMarker
    /// Marks the id of a SKU.
    SkuMarker
    /// Marks the id of a sticker.
    StickerMarker
    /// Marks the id of a tag of a forum or media channel.
    TagMarker
    /// Marks the id of a user.
    UserMarker
    /// Marks the id of a webhook.
    WebhookMarker
}
