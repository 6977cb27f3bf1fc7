//! Heartbeats, and what silence means.

use std::time::Duration;

use serde_json::json;

use super::{BASE, INTERVAL, RESUME, Script, Step, heartbeat};

#[test]
fn the_first_heartbeat_is_somewhere_in_the_interval_and_the_rest_follow_it() {
    for random in [0.0, 0.25, 1.0] {
        let mut script = Script::new();
        script.connects(BASE);
        script.draws(random);
        script.identifies();
        assert_eq!(script.until_deadline(), INTERVAL.mul_f64(random));
        assert_eq!(script.waits(), [heartbeat(None::<u64>)]);
        script.acknowledges();
        script.receives_ready("first", None);
        for _ in 0..3 {
            assert_eq!(script.until_deadline(), INTERVAL);
            assert_eq!(script.waits(), [heartbeat(1)]);
            script.acknowledges();
        }
    }
}

#[test]
fn waiting_for_ready_does_not_stop_the_heart() {
    let mut script = Script::new();
    script.connects(BASE);
    script.identifies();
    for _ in 0..3 {
        assert_eq!(script.waits(), [heartbeat(None::<u64>)]);
        script.acknowledges();
    }
    script.receives_ready("first", None);
}

#[test]
fn a_heartbeat_that_is_asked_for_is_sent_at_once() {
    let mut script = Script::ready();
    assert_eq!(script.frame(json!({"op": 1, "d": null})), [heartbeat(1)]);
    assert_eq!(script.until_deadline(), INTERVAL / 2);
}

#[test]
fn latency_is_from_heartbeat_to_ack_and_ends_with_the_connection() {
    let mut script = Script::ready();
    assert_eq!(script.latency(), None);
    script.waits();
    script.passes(Duration::from_millis(83));
    script.acknowledges();
    assert_eq!(script.latency(), Some(Duration::from_millis(83)));
    script.passes(Duration::from_secs(1));
    script.acknowledges();
    assert_eq!(script.latency(), Some(Duration::from_millis(83)));
    script.breaks();
    assert_eq!(script.latency(), None);
}

#[test]
fn a_silent_peer_is_left_with_a_code_that_keeps_the_session() {
    let mut script = Script::ready();
    assert_eq!(script.waits(), [heartbeat(1)]);
    assert_eq!(script.waits(), [Step::Close(4000)]);
    // Its close frame will not come either.
    assert!(script.until_deadline() <= Duration::from_secs(1));
    assert_eq!(script.waits(), [Step::Abandon]);
    script.connects(RESUME);
    script.resumes("first", 1);
}

#[test]
fn a_busy_peer_is_alive_however_late_its_acks_are() {
    let mut script = Script::ready();
    for sequence in 1..10 {
        assert_eq!(script.waits(), [heartbeat(sequence)]);
        assert!(script.dispatch("A", sequence + 1, json!({})));
    }
    assert_eq!(script.waits(), [heartbeat(10)]);
    assert_eq!(script.waits(), [Step::Close(4000)]);
}

#[test]
fn a_frame_that_takes_longer_than_an_interval_is_a_sign_of_life() {
    let mut script = Script::ready();
    for _ in 0..5 {
        assert_eq!(script.waits(), [heartbeat(1)]);
        script.machine.hear();
    }
    assert_eq!(script.waits(), [heartbeat(1)]);
    assert_eq!(script.waits(), [Step::Close(4000)]);
}

#[test]
fn a_late_ack_makes_good() {
    let mut script = Script::ready();
    for sequence in 1..20 {
        assert_eq!(script.waits(), [heartbeat(sequence)]);
        assert!(script.dispatch("A", sequence + 1, json!({})));
        assert_eq!(script.waits(), [heartbeat(sequence + 1)]);
        script.acknowledges();
    }
}

#[test]
fn a_process_that_stood_still_does_not_blame_the_peer() {
    let mut script = Script::ready();
    assert_eq!(script.waits(), [heartbeat(1)]);
    script.passes(INTERVAL * 10);
    script.machine.timer(script.now);
    assert_eq!(script.steps(), [heartbeat(1)]);
    assert_eq!(script.waits(), [Step::Close(4000)]);
}
