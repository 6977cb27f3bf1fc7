//! What a full sink and a full allowance do.

use std::time::Duration;

use serde_json::json;

use super::{INTERVAL, RESUME, Script, Step, heartbeat};
use crate::gateway::ShardStatus;

#[test]
fn a_paused_reader_is_no_zombie_and_goes_on_beating() {
    let mut script = Script::ready();
    script.machine.pause();
    assert!(!script.machine.wants_frames());
    for _ in 0..10 {
        assert_eq!(script.waits(), [heartbeat(1)]);
    }
    assert_eq!(
        script.presence("{}"),
        [Step::Send(json!({"op": 3, "d": {}}))]
    );

    // What has piled up may take until the end of an interval to be read.
    script.passes(INTERVAL.mul_f64(0.999));
    script.machine.unpause(script.now);
    assert!(script.machine.wants_frames());
    assert_eq!(script.waits(), [heartbeat(1)]);
    assert_eq!(script.waits(), [Step::Close(4000)]);
}

#[test]
fn a_paused_reader_does_not_miss_ready_or_resumed() {
    let mut script = Script::ready();
    script.breaks();
    script.machine.pause();
    script.connects(RESUME);
    // Hello is read all the same: without it there would be no heartbeat.
    assert!(script.machine.wants_frames());
    script.resumes("first", 1);
    assert!(!script.machine.wants_frames());
    for _ in 0..10 {
        assert_eq!(script.waits(), [heartbeat(1)]);
    }
    script.machine.unpause(script.now);
    assert_eq!(script.status(), ShardStatus::Resuming);
    assert!(script.dispatch("RESUMED", 2, json!({})));
    assert_eq!(script.status(), ShardStatus::Ready);
}

#[test]
fn presences_wait_for_the_allowance_and_the_newest_is_sent() {
    let mut script = Script::ready();
    for _ in 0..5 {
        assert_eq!(script.presence("{}").len(), 1);
    }
    assert_eq!(script.presence(r#"{"n":1}"#), []);
    assert_eq!(script.presence(r#"{"n":2}"#), []);
    // Half of the interval is up to the first heartbeat, which is also at 20 seconds.
    assert_eq!(script.until_deadline(), Duration::from_secs(20));
    assert_eq!(
        script.waits(),
        [heartbeat(1), Step::Send(json!({"op": 3, "d": {"n": 2}}))]
    );
}
