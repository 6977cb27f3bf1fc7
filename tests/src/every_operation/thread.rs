//! Calls about threads.

use asyncord::{
    model::{AutoArchiveDuration, ChannelType, SortingOrder, TagSetting, ThreadSortingMode},
    rest::{body::NewPost, resource::thread::*},
};

use super::{
    messages,
    values::{CHANNEL, GUILD, MESSAGE, REASON, TAG, USER, time},
};

calls! {
    StartThreadFromMessage {
        minimal: |client| client.channels().threads(CHANNEL).start_from_message(MESSAGE, "more"),
        full: |client| client
            .channels()
            .threads(CHANNEL)
            .start_from_message(MESSAGE, "more")
            .auto_archive_duration(AutoArchiveDuration::OneHour)
            .rate_limit_per_user(21_600)
            .reason(REASON),
    }
    StartThread {
        minimal: |client| client.channels().threads(CHANNEL).start("more"),
        full: |client| client
            .channels()
            .threads(CHANNEL)
            .start("more")
            .kind(ChannelType::PrivateThread)
            .auto_archive_duration(AutoArchiveDuration::OneWeek)
            .invitable(true)
            .rate_limit_per_user(5)
            .reason(REASON),
    }
    StartPost {
        minimal: |client| client.channels().threads(CHANNEL).start_post(NewPost::new("Hello", "there")),
        full: |client| client
            .channels()
            .threads(CHANNEL)
            .start_post(
                NewPost::new("Hello", messages::of_components())
                    .applied_tags([TAG])
                    .auto_archive_duration(AutoArchiveDuration::OneDay)
                    .rate_limit_per_user(5),
            )
            .reason(REASON),
        full: |client| client
            .channels()
            .threads(CHANNEL)
            .start_post(NewPost::new("Hello", messages::rich().tts(false)))
            .reason(REASON),
    }
    ListPublicArchivedThreads {
        minimal: |client| client.channels().threads(CHANNEL).public_archived(),
        full: |client| client.channels().threads(CHANNEL).public_archived().before(time()).limit(2),
    }
    ListPrivateArchivedThreads {
        minimal: |client| client.channels().threads(CHANNEL).private_archived(),
        full: |client| client
            .channels()
            .threads(CHANNEL)
            .private_archived()
            .before(time())
            .limit(100),
    }
    ListJoinedPrivateArchivedThreads {
        minimal: |client| client.channels().threads(CHANNEL).joined_private_archived(),
        full: |client| client
            .channels()
            .threads(CHANNEL)
            .joined_private_archived()
            .before(CHANNEL)
            .limit(100),
    }
    ListActiveThreads {
        minimal: |client| client.guilds().active_threads(GUILD),
    }
    JoinThread {
        minimal: |client| client.channels().join_thread(CHANNEL),
    }
    LeaveThread {
        minimal: |client| client.channels().leave_thread(CHANNEL),
    }
    AddThreadMember {
        minimal: |client| client.channels().add_thread_member(CHANNEL, USER),
    }
    RemoveThreadMember {
        minimal: |client| client.channels().remove_thread_member(CHANNEL, USER),
    }
    GetThreadMember {
        minimal: |client| client.channels().thread_member(CHANNEL, USER),
        full: |client| client.channels().thread_member(CHANNEL, USER).with_member(true),
    }
    ListThreadMembers {
        minimal: |client| client.channels().thread_members(CHANNEL),
        full: |client| client
            .channels()
            .thread_members(CHANNEL)
            .with_member(true)
            .after(USER)
            .limit(100),
    }
    SearchThreads {
        minimal: |client| client.channels().threads(CHANNEL).search(),
        full: |client| client
            .channels()
            .threads(CHANNEL)
            .search()
            .name("crabs")
            .slop(2)
            .min_id(CHANNEL)
            .max_id(CHANNEL)
            .tag([TAG, TAG + 1])
            .tag_setting(TagSetting::MatchSome)
            .archived(true)
            .sort_by(ThreadSortingMode::LastMessageTime)
            .sort_order(SortingOrder::Descending)
            .limit(25)
            .offset(5),
        full: |client| client.channels().threads(CHANNEL).search().tag([TAG]),
    }
}
