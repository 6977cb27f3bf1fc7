//! Time-outs, back-off, and giving up.

use std::time::Duration;

use serde_json::json;

use super::{BASE, RESUME, Script, Step, connect, heartbeat};

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[test]
fn a_connection_that_does_not_come_about_is_abandoned() {
    let mut script = Script::new();
    assert_eq!(script.waits(), [connect(BASE)]);
    assert_eq!(script.until_deadline(), seconds(60));
    assert_eq!(script.waits(), [Step::Abandon]);
    script.connects(BASE);
}

#[test]
fn hello_that_does_not_come_is_not_waited_for() {
    let mut script = Script::new();
    script.connects(BASE);
    assert_eq!(script.until_deadline(), seconds(20));
    assert_eq!(script.waits(), [Step::Close(4000)]);
    assert_eq!(script.waits(), [Step::Abandon]);
    script.connects(BASE);
}

#[test]
fn ready_that_does_not_come_is_not_waited_for() {
    let mut script = Script::new();
    script.connects(BASE);
    script.identifies();
    let identified = script.now;
    loop {
        let steps = script.waits();
        if steps == [Step::Close(4000)] {
            break;
        }
        assert_eq!(steps, [heartbeat(None::<u64>)]);
        script.acknowledges();
    }
    assert_eq!(script.now - identified, seconds(120));
    script.peer_closes(None);
    script.connects(BASE);
    script.identifies();
}

#[test]
fn resumed_is_waited_for_as_long_as_missed_events_come() {
    let mut script = Script::ready();
    script.breaks();
    script.connects(RESUME);
    script.resumes("first", 1);
    for sequence in 2..50 {
        assert!(script.dispatch("A", sequence, json!({})));
        let steps = script.waits();
        assert!(matches!(&steps[..], [Step::Send(_)]), "{steps:?}");
        script.acknowledges();
    }
    assert_eq!(script.waits(), [Step::Close(4000)]);
    script.peer_closes(None);
    script.connects(BASE);
    script.resumes("first", 49);
}

#[test]
fn waits_grow_to_a_cap_and_are_spread_by_half() {
    for (random, share) in [(0.0, 0.5), (1.0, 1.0)] {
        let mut script = Script::ready();
        script.draws(random);
        script.breaks();
        assert!(script.until_deadline().is_zero());
        // The loss itself counts as the first failure.
        for full in [2, 4, 8, 16, 32, 60, 60, 60].map(seconds) {
            script.waits();
            script.is_unreachable();
            assert_eq!(script.until_deadline(), full.mul_f64(share));
        }
    }
}

#[test]
fn sessions_that_do_not_last_are_not_replaced_at_full_speed() {
    let mut script = Script::ready();
    script.draws(1.0);
    for wait in [0, 1, 2, 4, 8, 16, 32, 60, 60].map(seconds) {
        script.passes(seconds(5));
        script.breaks();
        assert_eq!(script.until_deadline(), wait);
        script.connects(RESUME);
        script.greets();
        assert!(script.dispatch("RESUMED", 2, json!({})));
    }
    script.passes(seconds(30));
    script.breaks();
    assert!(script.until_deadline().is_zero());
}

#[test]
fn identifying_in_vain_stays_below_the_daily_limit() {
    let mut script = Script::ready();
    script.draws(0.0);
    let mut identifies = 0;
    script.peer_closes(4009);
    while script.elapsed() < seconds(86_400) {
        script.connects(BASE);
        script.identifies();
        identifies += 1;
        script.peer_closes(4000);
    }
    assert!((100..900).contains(&identifies), "{identifies}");
}

#[test]
fn a_shard_that_never_had_a_session_gives_up_after_a_few_attempts() {
    let mut script = Script::new();
    script.draws(1.0);
    for _ in 0..4 {
        assert_eq!(script.waits(), [connect(BASE)]);
        assert_eq!(script.is_unreachable(), [Step::Abandon]);
    }
    assert_eq!(script.waits(), [connect(BASE)]);
    let [Step::Abandon, Step::Fail(error)] = &script.is_unreachable()[..] else {
        panic!("it goes on");
    };
    assert!(
        error.contains("`wss://gateway.test/` after 5 attempts, the last one: refused"),
        "{error}"
    );
    assert_eq!(script.elapsed(), seconds(15));
}

#[test]
fn a_shard_that_had_a_session_never_gives_up() {
    let mut script = Script::ready();
    script.peer_closes(4009);
    for _ in 0..1000 {
        assert_eq!(script.waits(), [connect(BASE)]);
        assert_eq!(script.is_unreachable(), [Step::Abandon]);
    }
    script.connects(BASE);
    script.identifies();
    script.receives_ready("second", None);
}

#[test]
fn a_shard_whose_siblings_had_sessions_never_gives_up() {
    let config = super::config();
    config
        .ever_ready
        .store(true, std::sync::atomic::Ordering::Relaxed);
    let mut script = Script::with(config);
    for _ in 0..100 {
        assert_eq!(script.waits(), [connect(BASE)]);
        assert_eq!(script.is_unreachable(), [Step::Abandon]);
    }
}
