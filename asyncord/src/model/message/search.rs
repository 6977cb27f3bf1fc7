//! What a search through a guild's messages asks for.

open_string_enum! {
    /// Who wrote the messages that a search is for; with `No` all but those.
    ///
    /// Discord docs: Message/Search Guild Messages.
    pub enum SearchAuthorType {
        /// Users.
        User = "user",
        /// Bots.
        Bot = "bot",
        /// Webhooks.
        Webhook = "webhook",
        /// Not users.
        NoUser = "-user",
        /// Not bots.
        NoBot = "-bot",
        /// Not webhooks.
        NoWebhook = "-webhook",
    }
}

open_string_enum! {
    /// What is in the messages that a search is for; with `No` what is not.
    ///
    /// Discord docs: Message/Search Guild Messages.
    pub enum SearchHasOption {
        /// A link.
        Link = "link",
        /// An embed.
        Embed = "embed",
        /// A file.
        File = "file",
        /// A picture.
        Image = "image",
        /// A video.
        Video = "video",
        /// A sound.
        Sound = "sound",
        /// A sticker.
        Sticker = "sticker",
        /// A poll.
        Poll = "poll",
        /// A forwarded message.
        Snapshot = "snapshot",
        /// No link.
        NoLink = "-link",
        /// No embed.
        NoEmbed = "-embed",
        /// No file.
        NoFile = "-file",
        /// No picture.
        NoImage = "-image",
        /// No video.
        NoVideo = "-video",
        /// No sound.
        NoSound = "-sound",
        /// No sticker.
        NoSticker = "-sticker",
        /// No poll.
        NoPoll = "-poll",
        /// No forwarded message.
        NoSnapshot = "-snapshot",
    }
}

open_string_enum! {
    /// What sort of embed is in the messages that a search is for.
    ///
    /// Discord docs: Message/Search Guild Messages.
    pub enum SearchEmbedType {
        /// A picture.
        Image = "image",
        /// A video.
        Video = "video",
        /// An animated picture.
        Gif = "gif",
        /// A sound.
        Sound = "sound",
        /// A page.
        Article = "article",
    }
}

open_string_enum! {
    /// How a search sorts the messages it finds.
    ///
    /// Discord docs: Message/Search Guild Messages.
    pub enum SearchSortingMode {
        /// By the time at which they were written.
        Timestamp = "timestamp",
        /// By how well they match.
        Relevance = "relevance",
    }
}

open_string_enum! {
    /// In which direction a search sorts.
    ///
    /// Discord docs: Message/Search Guild Messages.
    pub enum SortingOrder {
        /// The lowest or oldest first.
        Ascending = "asc",
        /// The highest or newest first.
        Descending = "desc",
    }
}
