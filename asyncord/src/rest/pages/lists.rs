//! The forms in which lists come.

use super::Page;
use crate::model::{
    AuditLog, AuditLogEntry, Channel, FoundMessage, GuildJoinRequest, GuildJoinRequests, List,
    MessagePin, MessagePins, MessageSearchResults, PollAnswerVoters, ThreadList,
    ThreadSearchResults, User,
};

impl<T: Send + Unpin + 'static> Page for List<T>
where
    List<T>: super::FromAnswer,
{
    type Item = T;

    fn count(&self) -> usize {
        self.len() + self.strange().len()
    }

    fn items(&self) -> impl Iterator<Item = &T> {
        self.iter()
    }

    fn into_items(self) -> Vec<T> {
        self.into()
    }
}

/// Pages whose list is one of their fields.
macro_rules! field {
    ($($page:ty: $($field:ident).+ of $item:ty $(, $has_more:ident)?;)+) => {$(
        impl Page for $page {
            type Item = $item;

            fn count(&self) -> usize {
                self.$($field).+.count()
            }

            fn items(&self) -> impl Iterator<Item = &$item> {
                self.$($field).+.iter()
            }

            fn into_items(self) -> Vec<$item> {
                self.$($field).+.into()
            }

            $(
                fn has_more(&self) -> Option<bool> {
                    Some(self.$has_more)
                }
            )?
        }
    )+};
}

field! {
    AuditLog: audit_log_entries of AuditLogEntry;
    GuildJoinRequests: guild_join_requests of GuildJoinRequest;
    MessagePins: items of MessagePin, has_more;
    PollAnswerVoters: users of User;
    ThreadList: threads of Channel, has_more;
}

impl Page for ThreadSearchResults {
    type Item = Channel;

    fn count(&self) -> usize {
        self.list.threads.count()
    }

    fn items(&self) -> impl Iterator<Item = &Channel> {
        self.list.threads.iter()
    }

    fn into_items(self) -> Vec<Channel> {
        self.list.threads.into()
    }

    fn has_more(&self) -> Option<bool> {
        Some(self.list.has_more)
    }
}

impl Page for MessageSearchResults {
    type Item = FoundMessage;

    /// By what was found, not by the messages beside it.
    fn count(&self) -> usize {
        self.messages.count()
    }

    fn items(&self) -> impl Iterator<Item = &FoundMessage> {
        self.found()
    }

    fn into_items(self) -> Vec<FoundMessage> {
        self.messages.into_iter().flatten().collect()
    }
}
