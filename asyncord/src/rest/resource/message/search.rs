//! Searching messages.

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GuildMarker, MessageMarker, RoleMarker, UserMarker},
    },
    model::{
        MessageSearchResults, SearchAuthorType, SearchEmbedType, SearchHasOption,
        SearchSortingMode, SortingOrder,
    },
    rest::resource::guild::Guilds,
};

operation! {
    /// Searches the messages of a guild that the bot can read.
    ///
    /// While Discord makes the index, the request is repeated when Discord says; an error of the kind `NotReady` says
    /// that it took too long.
    ///
    /// Needs `READ_MESSAGE_HISTORY`, and the privileged intent `MESSAGE_CONTENT` to be switched on for the application.
    ///
    /// ```no_run
    /// # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::rest::Error> {
    /// use asyncord::model::SearchHasOption;
    ///
    /// let found = client
    ///     .guilds()
    ///     .search_messages(41_771_983_423_143_937)
    ///     .content("release notes")
    ///     .has([SearchHasOption::Link])
    ///     .await?;
    /// for message in found.found() {
    ///     println!("{}", message.content);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Discord docs: Message/Search Guild Messages.
    SearchMessages = GET "/guilds/{guild_id}/messages/search" -> MessageSearchResults;
    fn Guilds::search_messages(guild_id: Id<GuildMarker> in path);
    query {
        /// Finds those with this text, up to 1,024 characters.
        content: String [characters 0..=1_024],
        /// Sets how many other words may stand between those of the text, 0 to 100.
        slop: u8 [range 0..=100],
        /// Finds those of these users, up to 100.
        author_id: Vec<Id<UserMarker>> [items 0..=100],
        /// Finds those of such authors.
        author_type: Vec<SearchAuthorType> [items 0..=6],
        /// Finds those that mention one of these users, up to 100.
        mentions: Vec<Id<UserMarker>> [items 0..=100],
        /// Finds those that mention one of these roles, up to 100.
        mentions_role_id: Vec<Id<RoleMarker>> [items 0..=100],
        /// Whether they mention everyone.
        mention_everyone: bool,
        /// Finds those that answer one of these users, up to 100.
        replied_to_user_id: Vec<Id<UserMarker>> [items 0..=100],
        /// Finds those that answer one of these messages, up to 100.
        replied_to_message_id: Vec<Id<MessageMarker>> [items 0..=100],
        /// Finds those with higher ids than this.
        min_id: Id<MessageMarker>,
        /// Finds those with lower ids than this.
        max_id: Id<MessageMarker>,
        /// Finds those in which there is this.
        has: Vec<SearchHasOption> [items 0..=18],
        /// Finds those with a link to one of these hosts, up to 100.
        link_hostname: Vec<String> [items 0..=100],
        /// Finds those with an embed of one of these sites, up to 100.
        embed_provider: Vec<String> [items 0..=100],
        /// Finds those with such an embed.
        embed_type: Vec<SearchEmbedType> [items 0..=5],
        /// Finds those with a file of such a name's end, such as `pdf`, up to 100.
        attachment_extension: Vec<String> [items 0..=100],
        /// Finds those with a file of such a name, up to 100.
        attachment_filename: Vec<String> [items 0..=100],
        /// Whether they are pinned.
        pinned: bool,
        /// Whether to look in age-restricted channels as well.
        include_nsfw: bool,
        /// Finds those in these channels, up to 500.
        channel_id: Vec<Id<ChannelMarker>> [items 0..=500],
        /// Sets by what they are sorted; by time where not set.
        sort_by: SearchSortingMode,
        /// Sets in which direction; newest first where not set.
        sort_order: SortingOrder,
        /// Sets how many, 1 to 25; 25 where not set.
        limit: u8 [range 1..=25],
        /// Leaves out so many, 0 to 9,975.
        offset: u16 [range 0..=9_975],
    }
}
