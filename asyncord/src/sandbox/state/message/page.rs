//! The messages of a channel, page by page.

use super::{
    super::{
        Store,
        ids::{ChannelId, MessageId},
    },
    Message,
};

/// Which messages of a channel are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Newest,
    Before(MessageId),
    After(MessageId),
    Around(MessageId),
}

impl Store {
    /// A page of a channel's messages, the newest first, without the ephemeral ones: those are in no list.
    pub(crate) fn page_of_messages(
        &self,
        channel: ChannelId,
        page: Page,
        limit: usize,
    ) -> Vec<&Message> {
        let Some(messages) = self.messages.get(&channel) else {
            return Vec::new();
        };
        let is_listed = |message: &&Message| message.visible_to.is_none();
        let before = |id: MessageId| messages.range(..id).rev().map(|(_, message)| message);
        let from = |id: MessageId| messages.range(id..).map(|(_, message)| message);
        match page {
            Page::Newest => {
                let all = messages.values().rev();
                all.filter(is_listed).take(limit).collect()
            }
            Page::Before(id) => before(id).filter(is_listed).take(limit).collect(),
            Page::After(id) => {
                let after = from(id).filter(|message| message.id != id);
                let mut page: Vec<&Message> = after.filter(is_listed).take(limit).collect();
                page.reverse();
                page
            }
            Page::Around(id) => {
                let after = from(id).filter(is_listed).take(limit - limit / 2);
                let mut page: Vec<&Message> = after.collect();
                page.reverse();
                let room = limit - page.len();
                page.extend(before(id).filter(is_listed).take(room));
                page
            }
        }
    }
}
