//! Waiting for the turn to identify.

use std::time::Duration;

use serde_json::json;
use tokio::time::Instant;

use super::{Action, BASE, RESUME, Script, Step, config, heartbeat};
use crate::{
    gateway::{IdentifyBudget, IdentifyQueue, InMemoryIdentifyQueue, ShardStatus},
    model::SessionStartLimit,
};

/// Lets the shard come to the queue and gives it a turn from `not_before` on.
fn permit(script: &mut Script, not_before: Instant) {
    script.now = script.machine.deadline(script.now).unwrap();
    script.machine.timer(script.now);
    assert!(matches!(script.machine.next_action(), Some(Action::Queue)));
    assert_eq!(script.status(), ShardStatus::Queued);
    // The queue has time-outs of its own.
    assert_eq!(script.machine.deadline(script.now), None);
    script.machine.permitted(script.now, not_before);
    assert_eq!(script.steps(), [super::connect(BASE)]);
    script.machine.opened(script.now);
}

#[test]
fn identify_waits_for_its_time_and_beats_meanwhile() {
    let mut script = Script::new();
    let not_before = script.now + Duration::from_secs(310);
    permit(&mut script, not_before);
    assert_eq!(script.greets(), []);
    assert_eq!(script.status(), ShardStatus::Identifying);
    let mut beats = 0;
    loop {
        let steps = script.waits();
        match &steps[..] {
            [Step::Send(sent)] if sent["op"] == 1 => beats += 1,
            [Step::Send(sent)] if sent["op"] == 2 => break,
            _ => panic!("{steps:?}"),
        }
        script.acknowledges();
    }
    assert_eq!(script.now, not_before);
    assert_eq!(beats, 8);
    script.receives_ready("first", None);
}

#[test]
fn the_time_may_move() {
    let mut script = Script::new();
    let start = script.now;
    permit(&mut script, start + Duration::from_secs(5));
    script.greets();
    script.machine.postponed(start + Duration::from_secs(9));
    let steps = script.waits();
    assert!(matches!(&steps[..], [Step::Send(sent)] if sent["op"] == 2));
    assert_eq!(script.now, start + Duration::from_secs(9));
}

#[test]
fn a_turn_that_is_lost_is_asked_for_again() {
    let mut script = Script::new();
    let start = script.now;
    permit(&mut script, start);
    script.breaks();
    permit(&mut script, start);
    let steps = script.greets();
    assert!(matches!(&steps[..], [Step::Send(sent)] if sent["op"] == 2));
}

#[test]
fn resuming_asks_nobody() {
    let mut script = Script::ready();
    script.breaks();
    script.now = script.machine.deadline(script.now).unwrap();
    script.machine.timer(script.now);
    assert!(
        matches!(script.machine.next_action(), Some(Action::Connect(url)) if url.as_str() == RESUME)
    );
}

#[test]
fn what_comes_before_identify_is_not_taken() {
    let mut script = Script::new();
    let not_before = script.now + Duration::from_mins(5);
    permit(&mut script, not_before);
    script.greets();
    assert!(!script.dispatch("READY", 1, json!({"session_id": "x"})));
    assert_eq!(
        script.frame(json!({"op": 1, "d": null})),
        [heartbeat(None::<u64>)]
    );
    assert_eq!(
        script.frame(json!({"op": 7, "d": null})),
        [Step::Close(4000)]
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_ends_the_first_start_and_is_waited_for_later() {
    let queue = InMemoryIdentifyQueue::new();
    let limit = SessionStartLimit {
        remaining: 0,
        ..SessionStartLimit::default()
    };
    queue.update(limit);
    let refused = queue.check(1).unwrap_err();
    let budget: IdentifyBudget = queue.budget();
    assert_eq!(budget.remaining, 0);

    for ever_ready in [false, true] {
        let config = config();
        config
            .ever_ready
            .store(ever_ready, std::sync::atomic::Ordering::Relaxed);
        let mut script = Script::with(config);
        script.machine.timer(script.now);
        assert!(matches!(script.machine.next_action(), Some(Action::Queue)));
        script.machine.refused(script.now, refused.clone());
        if ever_ready {
            assert_eq!(script.steps(), []);
            assert_eq!(script.until_deadline(), Duration::from_mins(10));
        } else {
            let steps = script.steps();
            assert!(
                matches!(&steps[..], [Step::Abandon, Step::Fail(_)]),
                "{steps:?}"
            );
        }
    }
}
