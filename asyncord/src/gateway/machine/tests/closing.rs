//! Close codes, and the shard's own end.

use std::time::Duration;

use serde_json::json;

use super::{BASE, RESUME, Script, Step, connect};
use crate::gateway::ShardStatus;

#[test]
fn fatal_codes_end_the_shard_with_an_error_that_says_what_to_do() {
    let cases = [
        (4004, "Reset Token"),
        (4010, "shard 0/1"),
        (4011, "2500 guilds"),
        (4012, "newer version"),
        (4013, "0b1000000000000001 = `GUILDS, MESSAGE_CONTENT`"),
        (4014, "`MESSAGE_CONTENT`"),
    ];
    for (code, text) in cases {
        let mut scripts = [Script::new(), Script::ready()];
        scripts[0].connects(BASE);
        scripts[0].identifies();
        for mut script in scripts {
            let [Step::Abandon, Step::Fail(error)] = &script.peer_closes(code)[..] else {
                panic!("{code} is not fatal");
            };
            assert!(error.contains(text), "{error}");
            assert!(error.contains(&code.to_string()), "{error}");
            assert_eq!(script.machine.deadline(script.now), None);
        }
    }
}

#[test]
fn codes_that_end_the_session_lead_to_identify() {
    for code in [4003, 4007, 4009] {
        let mut script = Script::ready();
        assert_eq!(script.peer_closes(code), [Step::Abandon]);
        script.connects(BASE);
        script.identifies();
    }
}

#[test]
fn every_other_code_leads_to_resume() {
    let codes = [
        4000, 4001, 4002, 4005, 4006, 4008, 4015, 4999, 1000, 1001, 1006, 1011, 3000,
    ];
    for code in codes.map(Some).into_iter().chain([None]) {
        let mut script = Script::ready();
        assert_eq!(script.peer_closes(code), [Step::Abandon]);
        let least = if code == Some(4008) { 5 } else { 0 };
        assert_eq!(script.until_deadline(), Duration::from_secs(least));
        script.connects(RESUME);
        script.resumes("first", 1);
    }
}

#[test]
fn shutdown_ends_the_session_and_waits_for_the_peer() {
    let mut script = Script::ready();
    script.machine.shutdown(script.now, false);
    assert_eq!(script.steps(), [Step::Close(1000)]);
    assert_eq!(script.status(), ShardStatus::Disconnected);
    assert!(!script.dispatch("A", 2, json!({})));
    script.machine.shutdown(script.now, false);
    assert_eq!(script.steps(), []);
    assert_eq!(script.peer_closes(1000), [Step::Abandon, Step::End]);
    assert_eq!(script.machine.deadline(script.now), None);
    assert_eq!(script.peer_closes(1000), []);
}

#[test]
fn shutdown_does_not_wait_for_ever() {
    for greeted in [false, true] {
        let mut script = Script::new();
        script.connects(BASE);
        if greeted {
            script.identifies();
        }
        script.machine.shutdown(script.now, false);
        assert_eq!(script.steps(), [Step::Close(1000)]);
        assert_eq!(script.until_deadline(), Duration::from_secs(5));
        assert_eq!(script.waits(), [Step::Abandon, Step::End]);
    }
}

#[test]
fn shutdown_without_a_connection_is_immediate() {
    let mut script = Script::new();
    script.machine.shutdown(script.now, false);
    assert_eq!(script.steps(), [Step::Abandon, Step::End]);

    let mut script = Script::new();
    assert_eq!(script.waits(), [connect(BASE)]);
    script.machine.shutdown(script.now, false);
    assert_eq!(script.steps(), [Step::Abandon, Step::End]);

    let mut script = Script::ready();
    script.frame(json!({"op": 7}));
    script.machine.shutdown(script.now, false);
    assert_eq!(script.peer_closes(None), [Step::Abandon, Step::End]);
}

#[test]
fn a_session_that_is_kept_is_closed_so_that_another_process_can_resume_it() {
    let mut script = Script::ready();
    assert!(script.dispatch("A", 7, json!({})));
    script.machine.shutdown(script.now, true);
    assert_eq!(script.steps(), [Step::Close(4000)]);
    assert_eq!(script.peer_closes(None), [Step::Abandon, Step::End]);
    let session = script.machine.resumable().expect("the session is kept");
    assert_eq!((&*session.id, session.sequence), ("first", 7));

    let tally = script.machine.tally().clone();
    let mut script = Script::resuming(super::config(), Some((session, tally)));
    script.connects(RESUME);
    script.resumes("first", 7);
    assert!(script.dispatch("RESUMED", 8, json!({})));

    script.machine.shutdown(script.now, false);
    assert_eq!(script.steps(), [Step::Close(1000)]);
    assert!(script.machine.resumable().is_none());
}
