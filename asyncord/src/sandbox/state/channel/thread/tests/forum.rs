//! Posts of forums.

use serde_json::json;

use super::{
    super::{
        super::{
            super::{
                Refusal, Store,
                bits::channel_flag,
                ids::{ChannelId, MessageId},
                seed::{ADA, GUILD},
            },
            ChannelEdit, TagDraft, kind,
        },
        ThreadDraft, ThreadEdit, ThreadSearch,
    },
    LINUS, draft, names, store, text,
};

fn forum(store: &mut Store) -> ChannelId {
    let tag = |name: &str, moderated| TagDraft {
        id: None,
        name: name.to_owned(),
        moderated,
        emoji_id: None,
        emoji_name: None,
    };
    let edit = ChannelEdit {
        name: Some("help".to_owned()),
        flags: Some(channel_flag::REQUIRE_TAG),
        available_tags: Some(vec![tag("rust", false), tag("solved", true)]),
        ..ChannelEdit::default()
    };
    let created = store.create_channel(&ADA.into(), GUILD, kind::GUILD_FORUM, edit);
    created.unwrap().value["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn a_post_begins_with_its_message_and_its_tags() {
    let mut store = store();
    let forum = forum(&mut store);
    let tags = store
        .channel(forum)
        .unwrap()
        .own()
        .unwrap()
        .forum
        .available_tags
        .clone();
    let linus = LINUS.into();
    let mut post = |draft, content: &str| store.start_post(&linus, forum, draft, text(content));
    let refused = post(draft("how"), "?");
    assert_eq!(refused.unwrap_err(), Refusal::TAG_REQUIRED);
    let with = |tag: usize| ThreadDraft {
        applied_tags: vec![tags[tag].id],
        ..draft("how")
    };
    let refused = post(with(1), "?");
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = post(with(0), "");
    assert_eq!(refused.unwrap_err(), Refusal::EMPTY_MESSAGE);
    let posted = post(with(0), "?").unwrap();
    assert_eq!(names(&posted)[0], "THREAD_CREATE");
    assert_eq!(names(&posted).last(), Some(&"MESSAGE_CREATE"));
    let message: MessageId = posted.value.cast();
    assert_eq!(store.message(posted.value, message).unwrap().content, "?");
    assert_eq!(
        store.threads_of(GUILD).count(),
        1,
        "the refused ones left nothing"
    );
    let json = store.channel_json(store.channel(posted.value).unwrap());
    assert_eq!(
        (&json["message_count"], &json["applied_tags"]),
        (&json!(0), &json!([tags[0].id]))
    );
    let search = ThreadSearch {
        name: Some("HOW".to_owned()),
        limit: 25,
        ..ThreadSearch::default()
    };
    let found = store.search_threads(forum, ADA, &search).unwrap();
    assert_eq!(found["total_results"], 1);
    assert_eq!(found["first_messages"][0]["content"], "?");
}

#[test]
fn one_post_of_a_forum_is_pinned() {
    let mut store = store();
    let forum = forum(&mut store);
    let ada = ADA.into();
    let mut post = |name| {
        store
            .start_post(&ada, forum, draft(name), text("x"))
            .unwrap()
            .value
    };
    let (first, second) = (post("a"), post("b"));
    let pin = || ThreadEdit {
        flags: Some(channel_flag::PINNED),
        ..ThreadEdit::default()
    };
    let pinned = store.edit_thread(&ada, first, pin()).unwrap();
    assert_eq!(pinned.value["flags"], 2);
    let refused = store.edit_thread(&ada, second, pin());
    assert_eq!(refused.unwrap_err(), Refusal::TOO_MANY_PINNED_THREADS);
    let archived = ThreadEdit {
        archived: Some(true),
        ..ThreadEdit::default()
    };
    let archived = store.edit_thread(&ada, first, archived).unwrap();
    assert_eq!(archived.value["flags"], 0);
    assert!(store.edit_thread(&ada, second, pin()).is_ok());
    store.clock.put_forward(30 * 24 * 60 * 60_000);
    assert!(store.run_due().is_empty(), "pinned posts do not rest");
}
