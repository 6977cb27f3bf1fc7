//! What the program sends.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::{Outgoing, RESUME, Script, Step};

fn outgoing(payload: &Value) -> Outgoing {
    Outgoing {
        payload: payload.to_string(),
        request: None,
        not_before: None,
        sent: None,
    }
}

#[test]
fn commands_wait_for_the_connection_and_go_out_in_order() {
    let mut script = Script::ready();
    script.breaks();
    for number in 0..3 {
        let outgoing = outgoing(&json!({"op": 4, "d": number}));
        script.machine.enqueue(script.now, outgoing);
    }
    assert_eq!(script.steps(), []);
    assert_eq!(script.machine.health().queued_commands, 3);
    script.connects(RESUME);
    script.resumes("first", 1);
    assert!(script.dispatch("RESUMED", 2, json!({})));
    let expected = [0, 1, 2].map(|number| Step::Send(json!({"op": 4, "d": number})));
    assert_eq!(script.steps(), expected);
    assert_eq!(script.machine.health().queued_commands, 0);
}

#[test]
fn what_was_sent_to_a_connection_that_died_is_sent_again() {
    let mut script = Script::ready();
    let send = |script: &mut Script, number: u8| {
        let outgoing = outgoing(&json!({"op": 4, "d": number}));
        script.machine.enqueue(script.now, outgoing);
        assert_eq!(script.steps(), [Step::Send(json!({"op": 4, "d": number}))]);
    };
    send(&mut script, 1);
    script.waits(); // the heartbeat
    script.acknowledges();
    script.passes(Duration::from_secs(1));
    send(&mut script, 2);
    script.breaks();
    script.connects(RESUME);
    script.resumes("first", 1);
    assert!(script.dispatch("RESUMED", 2, json!({})));
    assert_eq!(script.steps(), [Step::Send(json!({"op": 4, "d": 2}))]);
}

#[test]
fn a_hundred_and_ten_in_a_minute_leave_room_for_heartbeats() {
    let mut script = Script::ready();
    let mut waiting = Vec::new();
    for number in 0..150 {
        let (sent, done) = oneshot::channel();
        let mut outgoing = outgoing(&json!({"op": 4, "d": number}));
        outgoing.sent = Some(sent);
        script.machine.enqueue(script.now, outgoing);
        waiting.push(done);
    }
    let start = script.now;
    // Identify was one of them.
    assert_eq!(script.steps().len(), 109);
    assert!(waiting[108].try_recv().is_ok() && waiting[109].try_recv().is_err());
    let mut sent = 0;
    while sent < 41 {
        sent += script
            .waits()
            .iter()
            .filter(|step| matches!(step, Step::Send(sent) if sent["op"] == 4))
            .count();
        script.acknowledges();
    }
    assert_eq!(script.now - start, Duration::from_mins(1));
}

#[test]
fn a_request_is_left_to_whoever_asks_again_in_a_new_session() {
    let mut script = Script::ready();
    let mut request = outgoing(&json!({"op": 8, "d": 1}));
    request.request = Some(1);
    script.machine.enqueue(script.now, request);
    assert_eq!(script.steps().len(), 1);
    script.peer_closes(4009);
    script.connects(super::BASE);
    script.identifies();
    // The runner asks again when it is told of the session: it shall not go out twice.
    script.receives_ready("second", None);
    assert_eq!(script.machine.waiting(), 0);
}

#[test]
fn what_is_sent_behind_a_heartbeat_is_not_confirmed_by_it() {
    let mut script = Script::ready();
    assert_eq!(script.waits(), [super::heartbeat(1)]);
    // At the same moment, but behind it.
    let command = Step::Send(json!({"op": 4, "d": 1}));
    let waiting = outgoing(&json!({"op": 4, "d": 1}));
    script.machine.enqueue(script.now, waiting);
    assert_eq!(script.steps(), std::slice::from_ref(&command));
    script.acknowledges();
    script.breaks();
    script.connects(RESUME);
    script.resumes("first", 1);
    assert!(script.dispatch("RESUMED", 2, json!({})));
    assert_eq!(script.steps(), [command]);
}

#[test]
fn acks_that_pile_up_confirm_only_what_they_answer() {
    let mut script = Script::ready();
    script.machine.pause();
    script.waits();
    script.waits();
    script.passes(Duration::from_secs(1));
    let command = Step::Send(json!({"op": 4, "d": 1}));
    let waiting = outgoing(&json!({"op": 4, "d": 1}));
    script.machine.enqueue(script.now, waiting);
    assert_eq!(script.steps(), std::slice::from_ref(&command));
    script.passes(Duration::from_secs(1));
    script.machine.unpause(script.now);
    // Two heartbeats are answered, but not the one behind the command.
    script.acknowledges();
    script.frame(json!({"op": 1, "d": null}));
    script.acknowledges();
    script.breaks();
    script.connects(RESUME);
    script.resumes("first", 1);
    assert!(script.dispatch("RESUMED", 2, json!({})));
    assert_eq!(script.steps(), [command]);
}
