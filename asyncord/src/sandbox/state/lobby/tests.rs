use super::{
    super::{
        Field, Refusal, Store,
        endpoint::EndpointsEdit,
        ids::{LobbyId, UserId, seed},
        seed::{ADA, APPLICATION, GENERAL},
    },
    LobbyCaller, LobbyDraft, LobbyEdit, MemberDraft, MemberUpdate, Texts,
};

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);

fn store() -> Store {
    let mut store = Store::seeded("http://127.0.0.1:1");
    let edit = EndpointsEdit {
        events_url: Field::Value("http://localhost/events".to_owned()),
        events_types: Some(vec![
            "LOBBY_MESSAGE_CREATE".to_owned(),
            "LOBBY_MESSAGE_UPDATE".to_owned(),
        ]),
        ..EndpointsEdit::default()
    };
    store.edit_endpoints(APPLICATION, edit).unwrap();
    store
}

fn member(user_id: UserId, flags: u32) -> MemberDraft {
    MemberDraft {
        user_id,
        metadata: None,
        flags,
        additional_name: None,
    }
}

fn player(user: UserId) -> LobbyCaller {
    LobbyCaller {
        application: APPLICATION,
        user,
        is_bot: false,
    }
}

fn game() -> LobbyCaller {
    LobbyCaller {
        is_bot: true,
        ..player(APPLICATION.cast())
    }
}

fn lobby(store: &mut Store, members: Vec<MemberDraft>) -> LobbyId {
    let edit = LobbyEdit {
        members: Some(members),
        ..LobbyEdit::default()
    };
    store.create_lobby(APPLICATION, edit).unwrap().value
}

fn text(content: &str) -> LobbyDraft {
    LobbyDraft {
        content: content.to_owned(),
        flags: 0,
        metadata: None,
    }
}

#[test]
fn an_empty_lobby_is_gone_after_its_time() {
    let mut store = store();
    let edit = LobbyEdit {
        idle_timeout_seconds: Some(5),
        ..LobbyEdit::default()
    };
    let id = store.create_lobby(APPLICATION, edit).unwrap().value;
    store.clock.put_forward(4_999);
    store.run_due();
    store
        .put_lobby_member(APPLICATION, id, member(ADA, 0))
        .unwrap();
    store.clock.put_forward(10_000);
    store.run_due();
    assert!(store.lobby(APPLICATION, id).is_ok(), "somebody is in it");
    store.remove_lobby_member(APPLICATION, id, ADA).unwrap();
    store.clock.put_forward(5_000);
    store.run_due();
    assert_eq!(
        store.lobby(APPLICATION, id).unwrap_err(),
        Refusal::UNKNOWN_LOBBY
    );
}

#[test]
fn players_of_one_secret_meet() {
    let mut store = store();
    let mut join = |user| {
        store
            .create_or_join_lobby(
                APPLICATION,
                "secret".to_owned(),
                LobbyEdit::default(),
                member(user, 0),
            )
            .unwrap()
            .value
    };
    let id = join(ADA);
    assert_eq!(join(GRACE), id);
    let lobby = store.lobby_for(player(GRACE), id).unwrap();
    let members = store.lobby_json(lobby)["members"].as_array().unwrap().len();
    assert_eq!(members, 2);
    assert_eq!(
        store.lobby_for(player(LINUS), id).unwrap_err(),
        Refusal::MISSING_ACCESS
    );
}

#[test]
fn many_members_change_at_once_or_not_at_all() {
    let mut store = store();
    let id = lobby(&mut store, vec![member(ADA, 0)]);
    let unknown = vec![
        MemberUpdate::Put(member(GRACE, 0)),
        MemberUpdate::Put(member(seed(99), 0)),
    ];
    assert_eq!(
        store
            .update_lobby_members(APPLICATION, id, unknown)
            .unwrap_err(),
        Refusal::UNKNOWN_USER
    );
    let updates = vec![
        MemberUpdate::Put(member(GRACE, 1)),
        MemberUpdate::Remove(ADA),
    ];
    let put = store
        .update_lobby_members(APPLICATION, id, updates)
        .unwrap()
        .value;
    assert_eq!(put.len(), 1);
    let json = store.lobby_json(store.lobby(APPLICATION, id).unwrap());
    assert_eq!(json["members"], serde_json::json!(put));
}

#[test]
fn a_channel_is_linked_by_who_may() {
    let mut store = store();
    let id = lobby(
        &mut store,
        vec![member(ADA, 1), member(LINUS, 1), member(GRACE, 0)],
    );
    for (user, refusal) in [
        (GRACE, Refusal::MISSING_PERMISSIONS),
        (LINUS, Refusal::MISSING_PERMISSIONS),
        (seed(98), Refusal::MISSING_ACCESS),
    ] {
        let refused = store.link_lobby(player(user), id, Some(GENERAL));
        assert_eq!(refused.unwrap_err(), refusal);
    }
    let voice = seed(14);
    assert_eq!(
        store.link_lobby(player(ADA), id, Some(voice)).unwrap_err(),
        Refusal::WRONG_CHANNEL_TYPE
    );
    assert_eq!(
        store.invite_from_lobby(game(), id, ADA).unwrap_err(),
        Refusal::UNKNOWN_CHANNEL
    );
    store.link_lobby(player(ADA), id, Some(GENERAL)).unwrap();
    assert_eq!(
        store
            .invite_from_lobby(game(), id, ADA)
            .unwrap()
            .value
            .len(),
        8
    );

    let sent = store
        .send_lobby_message(player(ADA), id, text("hi"))
        .unwrap();
    let names: Vec<&str> = sent.events.iter().map(|event| event.name).collect();
    assert_eq!(names, ["MESSAGE_CREATE"]);
    let told = store.take_webhook_events();
    assert_eq!(told[0].body["event"]["type"], "LOBBY_MESSAGE_CREATE");
    assert_eq!(told[0].body["event"]["data"], sent.value);
    assert_eq!(sent.value["channel_id"], GENERAL.to_string());
    store.link_lobby(player(ADA), id, None).unwrap();
    let json = store.lobby_json(store.lobby(APPLICATION, id).unwrap());
    assert!(json.get("linked_channel").is_none());
}

#[test]
fn messages_are_kept_and_moderated() {
    let mut store = store();
    let id = lobby(&mut store, vec![member(ADA, 0)]);
    assert_eq!(
        store
            .send_lobby_message(player(ADA), id, text(" "))
            .unwrap_err(),
        Refusal::EMPTY_MESSAGE
    );
    assert_eq!(
        store
            .send_lobby_message(player(LINUS), id, text("x"))
            .unwrap_err(),
        Refusal::MISSING_ACCESS
    );
    store
        .send_lobby_message(player(ADA), id, text("one"))
        .unwrap();
    let two = store
        .send_lobby_message(player(ADA), id, text("two"))
        .unwrap()
        .value;
    let newest = store.lobby_messages(game(), id, 1).unwrap();
    assert_eq!(newest, std::slice::from_ref(&two));

    let message = two["id"].as_str().unwrap().parse().unwrap();
    let verdict = Texts::from([("verdict".to_owned(), "fine".to_owned())]);
    store.take_webhook_events();
    store
        .moderate_lobby_message(APPLICATION, id, message, verdict.clone())
        .unwrap();
    let told = &store.take_webhook_events()[0].body["event"];
    assert_eq!(told["type"], "LOBBY_MESSAGE_UPDATE");
    assert_eq!(told["data"]["moderation_metadata"]["verdict"], "fine");
    assert_eq!(
        store
            .moderate_lobby_message(APPLICATION, id, seed(97), verdict)
            .unwrap_err(),
        Refusal::UNKNOWN_MESSAGE
    );
}
