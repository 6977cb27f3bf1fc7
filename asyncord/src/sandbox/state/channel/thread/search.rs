//! Searching the threads of a channel. In Discord's specification only.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::super::{
    super::{
        Refusal, Store,
        bits::permission,
        ids::{ChannelId, MessageId, TagId, UserId},
    },
    Channel, Place, Thread,
};

/// What the threads that are found are put in order by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ThreadSort {
    /// The best match first; all that match do so alike, so the newest.
    Relevance,
    CreationTime,
    #[default]
    LastMessageTime,
    ArchiveTime,
}

/// Which threads are searched for.
#[derive(Clone, Debug, Default)]
pub(crate) struct ThreadSearch {
    /// Words of the name.
    pub(crate) name: Option<String>,
    pub(crate) tags: Vec<TagId>,
    /// Whether all of the tags must be there.
    pub(crate) all_tags: bool,
    pub(crate) archived: Option<bool>,
    pub(crate) min_id: Option<ChannelId>,
    pub(crate) max_id: Option<ChannelId>,
    pub(crate) sort: ThreadSort,
    pub(crate) ascending: bool,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
}

impl ThreadSearch {
    fn finds(&self, channel: &Channel, thread: &Thread) -> bool {
        let name = thread.name.to_lowercase();
        let has_words = self.name.as_ref().is_none_or(|wanted| {
            let wanted = wanted.to_lowercase();
            wanted.split_whitespace().all(|word| name.contains(word))
        });
        let has = |tag: &TagId| thread.applied_tags.contains(tag);
        let has_tags = match self.all_tags {
            _ if self.tags.is_empty() => true,
            true => self.tags.iter().all(has),
            false => self.tags.iter().any(has),
        };
        has_words
            && has_tags
            && self.archived.is_none_or(|wanted| thread.archived == wanted)
            && self.min_id.is_none_or(|id| channel.id > id)
            && self.max_id.is_none_or(|id| channel.id < id)
    }
}

impl Store {
    /// Searches the threads of a channel, with the first message of each that is found.
    pub(crate) fn search_threads(
        &self,
        parent_id: ChannelId,
        viewer: UserId,
        search: &ThreadSearch,
    ) -> Result<Value, Refusal> {
        let Place::Guild(guild, _) = self.channel_for(parent_id, viewer)?.place else {
            return Err(Refusal::WRONG_CHANNEL_TYPE);
        };
        self.channel_with(parent_id, viewer, permission::READ_MESSAGE_HISTORY)?;
        let mut found: Vec<(&Channel, &Thread)> = self
            .threads_of(guild)
            .filter(|(channel, thread)| {
                thread.parent_id == parent_id
                    && self.sees(channel, viewer)
                    && search.finds(channel, thread)
            })
            .collect();
        let key = |(channel, thread): &(&Channel, &Thread)| match search.sort {
            ThreadSort::Relevance | ThreadSort::CreationTime => channel.id.get(),
            ThreadSort::LastMessageTime => channel.last_message_id.map_or(0, MessageId::get),
            ThreadSort::ArchiveTime => thread.archive_timestamp,
        };
        if search.ascending {
            found.sort_by_key(key);
        } else {
            found.sort_by_key(|one| Reverse(key(one)));
        }
        let total = found.len();
        let page: Vec<(&Channel, &Thread)> = found
            .into_iter()
            .skip(search.offset)
            .take(search.limit)
            .collect();
        let first_messages: Vec<Value> = page
            .iter()
            .filter_map(|(channel, thread)| {
                let id = channel.id.cast();
                let in_parent = || self.message(thread.parent_id, id);
                let message = self.message(channel.id, id).or_else(|_| in_parent()).ok()?;
                Some(self.message_json(message, Some(viewer)))
            })
            .collect();
        let mut shown = self.shown(page.into_iter(), viewer);
        shown.has_more = total > search.offset + search.limit;
        let mut json = shown.json();
        json["first_messages"] = json!(first_messages);
        json["total_results"] = total.into();
        Ok(json)
    }
}
