//! Starting, resuming and replacing sessions.

use serde_json::json;

use super::{BASE, News, RESUME, Script, Step, connect, heartbeat};
use crate::gateway::{DisconnectCause, ShardStatus};

#[test]
fn a_session_starts_with_hello_and_identify() {
    let mut script = Script::new();
    assert_eq!(script.status(), ShardStatus::Disconnected);
    script.connects(BASE);
    let [Step::Send(identify)] = &script.greets()[..] else {
        panic!("no identify");
    };
    assert_eq!(identify["op"], 2);
    assert_eq!(identify["d"]["token"], "hunter2");
    assert_eq!(identify["d"]["intents"], 32769);
    assert_eq!(identify["d"]["shard"], json!([0, 1]));
    assert_eq!(identify["d"]["properties"]["device"], "asyncord");
    assert!(identify["d"].get("presence").is_none());
    script.receives_ready("first", Some("wss://resume.test"));
    assert!(script.dispatch("MESSAGE_CREATE", 2, json!({"content": "hi"})));
    assert_eq!(script.steps(), []);
}

#[test]
fn the_presence_goes_with_identify_and_stays_for_later_sessions() {
    let mut script = Script::new();
    let chess = r#"{"activities":[{"name":"chess"}]}"#;
    *crate::lock(&script.presence) = Some(chess.to_owned());
    script.connects(BASE);
    let [Step::Send(identify)] = &script.greets()[..] else {
        panic!("no identify");
    };
    assert_eq!(identify["d"]["presence"]["activities"][0]["name"], "chess");
    script.receives_ready("first", None);

    assert_eq!(
        script.presence(r#"{"status":"idle"}"#),
        [Step::Send(json!({"op": 3, "d": {"status": "idle"}}))]
    );
    script.peer_closes(4009);
    script.connects(BASE);
    let [Step::Send(identify)] = &script.greets()[..] else {
        panic!("no identify");
    };
    assert_eq!(identify["d"]["presence"], json!({"status": "idle"}));
}

#[test]
fn a_presence_that_is_set_while_disconnected_follows_the_resume() {
    let mut script = Script::ready();
    script.breaks();
    assert_eq!(script.presence(r#"{"status":"idle"}"#), []);
    script.connects(RESUME);
    script.resumes("first", 1);
    assert!(script.dispatch("RESUMED", 2, json!({})));
    assert_eq!(
        script.steps(),
        [Step::Send(json!({"op": 3, "d": {"status": "idle"}}))]
    );
}

#[test]
fn a_lost_connection_is_resumed_at_the_resume_address() {
    let mut script = Script::ready();
    assert!(script.dispatch("MESSAGE_CREATE", 7, json!({})));
    assert_eq!(script.breaks(), [Step::Abandon]);
    assert_eq!(script.status(), ShardStatus::Disconnected);
    assert!(script.until_deadline().is_zero());
    script.connects(RESUME);
    script.resumes("first", 7);
    assert!(script.dispatch("MESSAGE_CREATE", 8, json!({"missed": true})));
    assert_eq!(script.status(), ShardStatus::Resuming);
    assert!(script.dispatch("RESUMED", 9, json!({})));
    assert_eq!(script.status(), ShardStatus::Ready);

    script.breaks();
    script.connects(RESUME);
    script.resumes("first", 9);
}

#[test]
fn the_sequence_never_goes_back() {
    let mut script = Script::ready();
    assert!(script.dispatch("A", 7, json!({})));
    // What came before is no event of its own.
    assert!(!script.dispatch("B", 5, json!({})));
    assert!(!script.dispatch("A", 7, json!({})));
    assert!(script.text(r#"{"op":11,"s":null,"t":null}"#).is_empty());
    assert_eq!(script.frame(json!({"op": 1, "d": null})), [heartbeat(7)]);
}

#[test]
fn reconnect_is_obeyed_at_once() {
    let mut script = Script::ready();
    assert_eq!(
        script.frame(json!({"op": 7, "d": null})),
        [Step::Close(4000)]
    );
    assert_eq!(script.peer_closes(4000), [Step::Abandon]);
    assert!(script.until_deadline().is_zero());
    script.connects(RESUME);
    script.resumes("first", 1);
}

#[test]
fn reconnect_before_hello_and_within_identify_starts_anew() {
    for identify in [false, true] {
        let mut script = Script::new();
        script.connects(BASE);
        if identify {
            script.identifies();
        }
        assert_eq!(script.frame(json!({"op": 7})), [Step::Close(4000)]);
        assert_eq!(script.waits(), [Step::Abandon]);
        script.connects(BASE);
        script.identifies();
        script.receives_ready("second", None);
    }
}

#[test]
fn reconnect_within_resume_keeps_session_and_address() {
    let mut script = Script::ready();
    script.breaks();
    for _ in 0..5 {
        script.connects(RESUME);
        script.resumes("first", 1);
        script.frame(json!({"op": 7}));
        script.peer_closes(None);
    }
    script.connects(RESUME);
    script.resumes("first", 1);
}

#[test]
fn a_refused_session_is_replaced_after_one_to_five_seconds() {
    for (random, seconds) in [(0.0, 1.0), (0.5, 3.0), (1.0, 5.0)] {
        let mut script = Script::ready();
        script.passes(super::INTERVAL);
        script.draws(random);
        assert_eq!(
            script.frame(json!({"op": 9, "d": false, "s": null, "t": null})),
            [Step::Close(4000)]
        );
        script.peer_closes(None);
        let wait = script.until_deadline().as_secs_f64();
        assert!((wait - seconds).abs() < 1e-9, "{wait} for {random}");
        script.connects(BASE);
        script.identifies();
        // The old session's sequence is not the new one's.
        assert_eq!(script.frame(json!({"op": 1})), [heartbeat(None::<u64>)]);
    }
}

#[test]
fn a_session_that_can_be_resumed_is() {
    let mut script = Script::ready();
    assert_eq!(
        script.frame(json!({"op": 9, "d": true})),
        [Step::Close(4000)]
    );
    script.peer_closes(None);
    script.connects(RESUME);
    script.resumes("first", 1);
}

#[test]
fn an_unreachable_resume_address_leads_to_the_base_address_with_the_session() {
    let mut script = Script::ready();
    script.breaks();
    assert_eq!(script.waits(), [connect(RESUME)]);
    assert_eq!(script.is_unreachable(), [Step::Abandon]);
    // However long the network is gone, the session is kept.
    for _ in 0..20 {
        assert_eq!(script.waits(), [connect(BASE)]);
        script.is_unreachable();
    }
    script.connects(BASE);
    script.resumes("first", 1);
    assert!(script.dispatch("RESUMED", 2, json!({})));

    script.breaks();
    script.connects(RESUME);
}

#[test]
fn a_resume_that_fails_twice_is_given_up_for_a_new_session() {
    let mut script = Script::ready();
    script.breaks();
    script.connects(RESUME);
    script.resumes("first", 1);
    script.peer_closes(4000);
    script.connects(BASE);
    script.resumes("first", 1);
    script.peer_closes(4000);
    script.connects(BASE);
    script.identifies();
    script.receives_ready("second", Some("wss://resume.test"));
    script.breaks();
    script.connects(RESUME);
    script.resumes("second", 1);
}

#[test]
fn without_a_resume_address_the_base_address_serves() {
    for url in [None, Some("not a url")] {
        let mut script = Script::new();
        script.connects(BASE);
        script.identifies();
        script.receives_ready("first", url);
        script.breaks();
        script.connects(BASE);
        script.resumes("first", 1);
    }
}

#[test]
fn a_resume_address_that_may_not_have_the_token_is_never_used() {
    let mut script = Script::new();
    script.connects(BASE);
    script.identifies();
    script.receives_ready("first", Some("ws://evil.test"));
    assert!(script.dispatch("A", 3, json!({})));
    assert_eq!(script.frame(json!({"op": 1})), [heartbeat(3)]);
    script.breaks();
    script.connects(BASE);
    script.identifies();
}

#[test]
fn what_cannot_be_understood_is_asked_for_again() {
    let mut script = Script::ready();
    assert_eq!(script.text("{\"op\":0,\"s\":2"), [Step::Close(4000)]);
    assert_eq!(script.waits(), [Step::Abandon]);
    script.connects(RESUME);
    script.resumes("first", 1);

    let nonsense = [
        json!({"op": 10, "d": {}}),
        json!({"op": 10, "d": null}),
        json!({"op": 10}),
        json!({"op": 10, "d": {"heartbeat_interval": 0}}),
        json!({"op": 10, "d": {"heartbeat_interval": u64::MAX}}),
        json!({"op": 10, "d": {"heartbeat_interval": -1}}),
    ];
    for hello in nonsense {
        let mut script = Script::new();
        script.connects(BASE);
        assert_eq!(script.frame(hello), [Step::Close(4000)]);
    }

    let mut script = Script::new();
    script.connects(BASE);
    script.identifies();
    assert!(!script.dispatch("READY", 1, json!({"session_id": 5})));
    assert_eq!(script.steps(), [Step::Close(4000)]);
}

#[test]
fn what_is_not_known_is_ignored() {
    let mut script = Script::ready();
    assert_eq!(script.frame(json!({"op": 99, "d": [1]})), []);
    assert_eq!(
        script.frame(json!({"op": 0, "d": {}, "s": 3, "t": null})),
        []
    );
    assert_eq!(script.greets(), []);
    assert!(script.dispatch("SOMETHING_NEW", 4, json!([])));
    assert_eq!(script.status(), ShardStatus::Ready);

    let mut script = Script::new();
    script.connects(BASE);
    assert!(!script.dispatch("MESSAGE_CREATE", 1, json!({})));
    script.identifies();
}

#[test]
fn the_rest_of_the_program_is_told_what_happens() {
    let mut script = Script::ready();
    assert_eq!(script.news, [News::Ready]);
    script.news.clear();
    script.peer_closes(4000);
    let [
        News::Disconnected {
            cause: DisconnectCause::Closed,
            code: Some(4000),
            resumable: true,
            retry_after: Some(_),
            ..
        },
    ] = &script.news[..]
    else {
        panic!("{:?}", script.news);
    };
    script.news.clear();
    script.connects(RESUME);
    script.resumes("first", 1);
    assert!(script.dispatch("A", 2, json!({})));
    assert!(script.dispatch("RESUMED", 3, json!({})));
    assert_eq!(script.news, []);
    script.steps();
    assert_eq!(script.news, [News::Resumed { replayed: 1 }]);
}

#[test]
fn a_message_that_is_too_large_costs_itself_only_where_it_says_which_it_is() {
    let mut script = Script::ready();
    let beginning = r#"{"t":"GUILD_CREATE","s":2,"op":0,"d":{"name":"x"#;
    script.machine.oversized(script.now, beginning, 1 << 30);
    assert_eq!(script.steps(), []);
    assert_eq!(script.frame(json!({"op": 1, "d": null})), [heartbeat(2)]);
    script.machine.oversized(script.now, r#"{"d":{"x"#, 1 << 30);
    assert_eq!(script.steps(), [Step::Close(4000)]);
}

#[test]
fn a_restart_resumes_or_begins_anew() {
    let mut script = Script::ready();
    script.machine.restart(script.now, true);
    assert_eq!(script.steps(), [Step::Close(4000)]);
    script.peer_closes(None);
    script.connects(RESUME);
    script.resumes("first", 1);
    assert!(script.dispatch("RESUMED", 2, json!({})));
    script.machine.restart(script.now, false);
    assert_eq!(script.steps(), [Step::Close(1000)]);
    script.peer_closes(None);
    script.connects(BASE);
    script.identifies();

    // While it waits to connect it does not wait any longer.
    let mut script = Script::ready();
    script.breaks();
    for _ in 0..6 {
        script.waits();
        script.is_unreachable();
    }
    script.machine.restart(script.now, true);
    assert!(script.until_deadline().is_zero());
}

#[test]
fn a_new_session_counts_from_its_own_beginning() {
    // A server may answer a Resume with a session of its own.
    let mut script = Script::ready();
    assert!(script.dispatch("A", 50, json!({})));
    script.breaks();
    script.connects(RESUME);
    script.resumes("first", 50);
    assert!(script.dispatch("READY", 1, json!({"session_id": "second"})));
    assert!(script.dispatch("A", 2, json!({})));
    assert_eq!(script.frame(json!({"op": 1})), [heartbeat(2)]);
}

#[test]
fn nothing_of_a_dead_session_is_said_before_the_next_one() {
    let mut script = Script::ready();
    script.peer_closes(4009);
    script.connects(BASE);
    assert_eq!(script.frame(json!({"op": 1})), [heartbeat(None::<u64>)]);
}

#[test]
fn events_before_ready_are_none_of_the_session() {
    let mut script = Script::new();
    script.connects(BASE);
    script.identifies();
    assert!(!script.dispatch("A", 9, json!({})));
    assert!(!script.dispatch("RESUMED", 10, json!({})));
    script.receives_ready("first", None);
    assert!(script.dispatch("A", 2, json!({})));
}

#[test]
fn ready_within_a_session_is_old_news_or_a_mistake() {
    let mut script = Script::ready();
    script.news.clear();
    assert!(!script.dispatch("READY", 1, json!({"session_id": "first"})));
    assert!(script.dispatch("RESUMED", 2, json!({})));
    assert!(!script.dispatch("RESUMED", 2, json!({})));
    assert_eq!(script.steps(), []);
    assert!(!script.dispatch("READY", 3, json!({"session_id": "other"})));
    assert_eq!(script.steps(), [Step::Close(4000)]);
    assert!(matches!(script.news[..], [News::Disconnected { .. }]));
    script.peer_closes(None);
    script.connects(RESUME);
    script.resumes("first", 2);
}

#[test]
fn a_session_without_numbers_is_not_resumed() {
    let mut script = Script::new();
    script.connects(BASE);
    script.identifies();
    let ready = json!({"op": 0, "t": "READY", "s": null, "d": {"session_id": "first"}});
    assert!(
        script
            .machine
            .frame(script.now, &ready.to_string())
            .is_some()
    );
    script.breaks();
    script.connects(BASE);
    script.identifies();
}

#[test]
fn a_message_that_is_too_large_wakes_nobody_who_leaves() {
    let beginning = r#"{"t":"GUILD_CREATE","s":2,"op":0,"d":{"name":"x"#;
    let mut script = Script::ready();
    script.news.clear();
    script.machine.shutdown(script.now, false);
    assert_eq!(script.steps(), [Step::Close(1000)]);
    script.machine.oversized(script.now, beginning, 1 << 30);
    assert_eq!(script.steps(), []);
    assert_eq!(script.news.len(), 1);
    assert_eq!(script.waits(), [Step::Abandon, Step::End]);
    script.machine.oversized(script.now, beginning, 1 << 30);
    assert_eq!(script.steps(), []);
}

#[test]
fn a_restart_on_the_way_to_resume_ends_the_session() {
    let mut script = Script::ready();
    script.breaks();
    assert_eq!(script.waits(), [connect(RESUME)]);
    script.machine.restart(script.now, false);
    assert_eq!(script.steps(), [Step::Abandon]);
    // A new session has its turn to wait for.
    script.connects(BASE);
    script.identifies();

    // Nor does it survive in a connection that is being closed.
    let mut script = Script::ready();
    script.frame(json!({"op": 7}));
    script.machine.restart(script.now, false);
    script.peer_closes(None);
    script.connects(BASE);
    script.identifies();
}
