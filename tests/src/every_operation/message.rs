//! Calls about messages, their reactions, pins and polls.

use asyncord::{
    model::{
        MessageFlags, MessageReference, ReactionType, SearchAuthorType, SearchEmbedType,
        SearchHasOption, SearchSortingMode, SortingOrder,
    },
    rest::resource::message::{pin::*, poll::*, reaction::*, search::*, *},
};

use super::{
    messages,
    values::{
        CHANNEL, CUSTOM_EMOJI, GUILD, MESSAGE, OTHER_MESSAGE, OTHER_USER, REASON, ROLE, STICKER,
        USER, embed, mentions, time,
    },
};

calls! {
    ListMessages {
        minimal: |client| client.channels().messages(CHANNEL).list(),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .list()
            .around(MESSAGE)
            .before(MESSAGE)
            .after(MESSAGE)
            .limit(100),
    }
    GetMessage {
        minimal: |client| client.channels().messages(CHANNEL).get(MESSAGE),
    }
    CreateMessage {
        minimal: |client| client.channels().messages(CHANNEL).create("pong"),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .create("The report")
            .embed(embed())
            .components(messages::rows())
            .attachment(messages::file())
            .allowed_mentions(mentions())
            .flags(MessageFlags::SUPPRESS_NOTIFICATIONS)
            .tts(true)
            .message_reference(messages::reference())
            .stickers([STICKER])
            .nonce("41771983429993099")
            .enforce_nonce(true),
        full: |client| client.channels().messages(CHANNEL).create(messages::full()),
        full: |client| client.channels().messages(CHANNEL).create(messages::of_components()),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .create(messages::embed_with_files()),
        full: |client| client.channels().messages(CHANNEL).create(messages::poll()),
        full: |client| client.channels().messages(CHANNEL).create(messages::themed()),
        full: |client| client.channels().messages(CHANNEL).create(messages::plainly_themed()),
        full: |client| client.channels().messages(CHANNEL).create("yes").reply_to(MESSAGE),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .create("")
            .message_reference(MessageReference::forward(CHANNEL, MESSAGE)),
    }
    UpdateMessage {
        minimal: |client| client.channels().messages(CHANNEL).update(MESSAGE),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .update(MESSAGE)
            .content("Better")
            .embed(embed())
            .components(messages::rows())
            .flags(MessageFlags::SUPPRESS_EMBEDS)
            .allowed_mentions(mentions())
            .keep_attachments([super::values::ATTACHMENT])
            .attachment(messages::file())
            .attachment(messages::plain_file()),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .update(MESSAGE)
            .embed(messages::embed_with_files()),
        // Turns an ordinary message into one of components.
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .update(MESSAGE)
            .components(messages::components())
            .attachment(messages::plain_file()),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .update(MESSAGE)
            .content(None)
            .embeds([])
            .allowed_mentions(None),
    }
    DeleteMessage {
        minimal: |client| client.channels().messages(CHANNEL).delete(MESSAGE),
        full: |client| client.channels().messages(CHANNEL).delete(MESSAGE).reason(REASON),
    }
    BulkDeleteMessages {
        minimal: |client| client
            .channels()
            .messages(CHANNEL)
            .bulk_delete([MESSAGE, OTHER_MESSAGE]),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .bulk_delete([MESSAGE, OTHER_MESSAGE])
            .reason(REASON),
    }
    CrosspostMessage {
        minimal: |client| client.channels().messages(CHANNEL).crosspost(MESSAGE),
    }
    ListPins {
        minimal: |client| client.channels().messages(CHANNEL).pins(),
        full: |client| client.channels().messages(CHANNEL).pins().before(time()).limit(50),
    }
    PinMessage {
        minimal: |client| client.channels().messages(CHANNEL).pin(MESSAGE),
        full: |client| client.channels().messages(CHANNEL).pin(MESSAGE).reason(REASON),
    }
    UnpinMessage {
        minimal: |client| client.channels().messages(CHANNEL).unpin(MESSAGE),
        full: |client| client.channels().messages(CHANNEL).unpin(MESSAGE).reason(REASON),
    }
    GetAnswerVoters {
        minimal: |client| client.channels().messages(CHANNEL).poll_voters(MESSAGE, 1),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .poll_voters(MESSAGE, 1)
            .after(USER)
            .limit(100),
    }
    EndPoll {
        minimal: |client| client.channels().messages(CHANNEL).end_poll(MESSAGE),
    }
    AddReaction {
        minimal: |client| client.channels().messages(CHANNEL).reactions(MESSAGE).add("👍"),
        full: |client| client.channels().messages(CHANNEL).reactions(MESSAGE).add(CUSTOM_EMOJI),
        full: |client| client.channels().messages(CHANNEL).reactions(MESSAGE).add("#️⃣"),
    }
    DeleteOwnReaction {
        minimal: |client| client.channels().messages(CHANNEL).reactions(MESSAGE).delete_own("👍"),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .reactions(MESSAGE)
            .delete_own(CUSTOM_EMOJI),
    }
    DeleteUserReaction {
        minimal: |client| client
            .channels()
            .messages(CHANNEL)
            .reactions(MESSAGE)
            .delete_user("👍", USER),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .reactions(MESSAGE)
            .delete_user(CUSTOM_EMOJI, USER),
    }
    ListReactions {
        minimal: |client| client.channels().messages(CHANNEL).reactions(MESSAGE).list("👍"),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .reactions(MESSAGE)
            .list(CUSTOM_EMOJI)
            .kind(ReactionType::Burst)
            .after(USER)
            .limit(100),
    }
    DeleteAllReactions {
        minimal: |client| client.channels().messages(CHANNEL).reactions(MESSAGE).delete_all(),
    }
    DeleteEmojiReactions {
        minimal: |client| client.channels().messages(CHANNEL).reactions(MESSAGE).delete_emoji("👍"),
        full: |client| client
            .channels()
            .messages(CHANNEL)
            .reactions(MESSAGE)
            .delete_emoji(CUSTOM_EMOJI),
    }
    ListPinsOld {
        minimal: |client| client.channels().messages(CHANNEL).pins_old(),
    }
    PinMessageOld {
        minimal: |client| client.channels().messages(CHANNEL).pin_old(MESSAGE),
    }
    UnpinMessageOld {
        minimal: |client| client.channels().messages(CHANNEL).unpin_old(MESSAGE),
    }
    SearchMessages {
        minimal: |client| client.guilds().search_messages(GUILD),
        full: |client| client
            .guilds()
            .search_messages(GUILD)
            .content("crabs & \"lobsters\"")
            .slop(100)
            .author_id([USER, OTHER_USER])
            .author_type([SearchAuthorType::User, SearchAuthorType::NoBot])
            .mentions([USER])
            .mentions_role_id([ROLE])
            .mention_everyone(false)
            .replied_to_user_id([USER])
            .replied_to_message_id([MESSAGE])
            .min_id(MESSAGE)
            .max_id(OTHER_MESSAGE)
            .has([SearchHasOption::Link, SearchHasOption::File])
            .link_hostname(["example.com"])
            .embed_provider(["Example"])
            .embed_type([SearchEmbedType::Gif])
            .attachment_extension(["pdf"])
            .attachment_filename(["chart.svg"])
            .pinned(true)
            .include_nsfw(false)
            .channel_id([CHANNEL])
            .sort_by(SearchSortingMode::Relevance)
            .sort_order(SortingOrder::Ascending)
            .limit(25)
            .offset(9_975),
    }
}
