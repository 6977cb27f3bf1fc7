//! Each fault alone: it is overcome in good time, in the way that it should be.

use std::{ops::RangeInclusive, sync::Arc, time::Duration};

use asyncord_tests::gateway_server::{Compressed, Fault, Garbage, Options, Report};
use tokio::time::{Instant, sleep};

use super::{COMPRESSIONS, SETTLE, Stage, publish, run};

/// Until a connection counts as stable.
const BEFORE: Duration = Duration::from_secs(45);
/// Long enough for a zombie to be found out.
const AFTER: Duration = Duration::from_mins(3);

/// What is to be seen in the end.
#[derive(Clone, Debug)]
struct Expected {
    within: u64,
    sessions: usize,
    connections: RangeInclusive<usize>,
    /// Whether the session may be resumed at the base address.
    detour: bool,
}

/// The connection is lost, and the session taken up again within so many seconds.
fn resumed(within: u64) -> Expected {
    Expected {
        within,
        sessions: 1,
        connections: 2..=2,
        detour: false,
    }
}

/// A new session is needed, which is there within so many seconds.
fn renewed(within: u64, connections: RangeInclusive<usize>) -> Expected {
    Expected {
        within,
        sessions: 2,
        connections,
        detour: false,
    }
}

/// Nothing is lost.
fn kept(within: u64) -> Expected {
    Expected {
        within,
        sessions: 1,
        connections: 1..=1,
        detour: false,
    }
}

impl Expected {
    fn connections(self, connections: RangeInclusive<usize>) -> Self {
        Self {
            connections,
            ..self
        }
    }

    /// The address to resume at fails first, so that the base address is right.
    fn detour(self) -> Self {
        Self {
            detour: true,
            ..self
        }
    }
}

/// Whether it makes a difference how payloads are compressed.
fn depends_on_compression(fault: &Fault) -> bool {
    matches!(
        fault,
        Fault::Cut
            | Fault::CutReplay(_)
            | Fault::Duplicate(_)
            | Fault::Garbage(_)
            | Fault::Noise
            | Fault::Throttle(..)
            | Fault::Truncated
    )
}

async fn act(fault: &Fault, compressed: Compressed) -> Report {
    let options = Options {
        compressed,
        ..Options::default()
    };
    let stage = Stage::set(options, true).await;
    let server = Arc::clone(&stage.server);
    let half = Duration::from_millis(500);
    let publisher = tokio::spawn(publish(Arc::clone(&server), 1, half, 1));
    sleep(BEFORE).await;
    server.inject(0, fault).await;
    let limit = Instant::now() + Duration::from_mins(5);
    while !server.has_recovered() && Instant::now() < limit {
        sleep(half).await;
    }
    sleep(match fault {
        Fault::LostAcks(duration) => AFTER.max(*duration),
        _ => AFTER,
    })
    .await;
    publisher.abort();
    sleep(SETTLE).await;
    let report = server.report();
    stage.strike().await;
    report
}

fn overcome(fault: &Fault, expected: &Expected) {
    for compressed in COMPRESSIONS {
        if *compressed == Compressed::default() || depends_on_compression(fault) {
            overcome_with(*compressed, fault, expected);
        }
    }
}

fn overcome_with(compressed: Compressed, fault: &Fault, expected: &Expected) {
    let report = run(true, 1, act(fault, compressed));
    println!("{fault:?}, compressed: {compressed:?}\n{report}");
    let wrong = report.wrong();
    assert!(wrong.is_empty(), "{fault:?}:\n{}", wrong.join("\n"));
    let took = report.records[0].recovered.unwrap_or(Duration::MAX);
    let within = Duration::from_secs(expected.within);
    assert!(
        took <= within,
        "{fault:?}: {took:?} until events came again"
    );
    assert_eq!(report.sessions, expected.sessions, "{fault:?}: sessions");
    let connections = &expected.connections;
    assert!(
        connections.contains(&report.connections),
        "{fault:?}: {} connections, not {connections:?}",
        report.connections
    );
    if !expected.detour {
        assert_eq!(report.resumes_at_base, 0, "{fault:?}: the wrong address");
    }
}

const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

macro_rules! alone {
    ($($(#[$attribute:meta])* $name:ident: $fault:expr => $expected:expr;)*) => {$(
        #[test]
        $(#[$attribute])*
        fn $name() {
            overcome(&$fault, &$expected);
        }
    )*};
}

alone! {
    a_cut: Fault::Cut => resumed(3);
    a_reset: Fault::Reset => resumed(3);
    a_close_without_a_code: Fault::Close(None) => resumed(3);
    a_close_with_1000: Fault::Close(Some(1000)) => resumed(3);
    a_close_with_1001: Fault::Close(Some(1001)) => resumed(3);
    an_unknown_error: Fault::Close(Some(4000)) => resumed(3);
    an_unknown_opcode: Fault::Close(Some(4001)) => resumed(3);
    a_decode_error: Fault::Close(Some(4002)) => resumed(3);
    already_authenticated: Fault::Close(Some(4005)) => resumed(3);
    rate_limited: Fault::Close(Some(4008)) => resumed(10);
    a_close_code_of_the_future: Fault::Close(Some(4999)) => resumed(3);
    not_authenticated: Fault::Close(Some(4003)) => renewed(3, 2..=2);
    an_invalid_sequence: Fault::Close(Some(4007)) => renewed(3, 2..=2);
    a_session_timed_out: Fault::Close(Some(4009)) => renewed(3, 2..=2);
    a_half_open_connection: Fault::HalfOpen => resumed(2 * 42 + 3);
    a_delay: Fault::Delay(secs(20)) => kept(22);
    a_delay_longer_than_heartbeats: Fault::Delay(secs(150)) => resumed(2 * 42 + 3);
    a_slow_connection: Fault::Throttle(200, secs(30)) => kept(32);
    a_connection_as_good_as_dead: Fault::Throttle(20, secs(120)) => resumed(125).connections(1..=2);
    a_text_that_is_no_json: Fault::Garbage(Garbage::NoJson) => resumed(4);
    a_text_that_is_no_object: Fault::Garbage(Garbage::NoObject) => resumed(4);
    a_text_that_breaks_off: Fault::Garbage(Garbage::HalfJson) => resumed(4);
    a_text_that_is_no_utf8: Fault::Garbage(Garbage::NoUtf8) => resumed(4);
    a_frame_that_is_none: Fault::Garbage(Garbage::NoFrame) => resumed(4);
    a_binary_message: Fault::Garbage(Garbage::Binary) => resumed(4);
    a_truncated_message: Fault::Truncated => resumed(4);
    duplicates: Fault::Duplicate(3) => kept(3);
    an_invalid_session: Fault::InvalidSession { resumable: false } => renewed(10, 2..=2);
    an_invalid_session_that_can_be_resumed: Fault::InvalidSession { resumable: true } => resumed(4);
    a_reconnect: Fault::Reconnect => resumed(4);
    a_storm_of_reconnects: Fault::ReconnectStorm(4) => resumed(25).connections(6..=6);
    a_few_lost_acks: Fault::LostAcks(secs(50)) => kept(3);
    lost_acks: Fault::LostAcks(secs(600)) => kept(3);
    a_slow_hello: Fault::SlowHello(secs(15)) => resumed(18);
    a_hello_that_comes_too_late: Fault::SlowHello(secs(40)) => resumed(30).connections(3..=3).detour();
    a_handshake_without_an_answer: Fault::SilentDoor => resumed(30).detour();
    a_bad_gateway: Fault::Refused(502, 3) => resumed(20).detour();
    too_many_requests: Fault::Refused(429, 3) => resumed(20).detour();
    a_handshake_that_is_reset: Fault::Dropped(3) => resumed(20).detour();
    a_resume_that_is_refused: Fault::RefusedResume => renewed(12, 3..=3);
    a_resume_of_a_session_that_timed_out: Fault::ClosedResume(4009) => renewed(12, 3..=3);
    a_resume_with_a_sequence_that_is_refused: Fault::ClosedResume(4007) => renewed(12, 3..=3);
    a_resume_without_an_answer: Fault::SilentAnswer => resumed(70).connections(3..=3).detour();
    a_replay_that_is_cut: Fault::CutReplay(1) => resumed(8).connections(3..=3).detour();
    a_late_resumed: Fault::LateAnswer(secs(45)) => resumed(48);
    a_late_ready: Fault::LateReady(secs(100)) => renewed(115, 2..=2);
    a_resume_address_that_is_gone: Fault::ResumeAddressGone(secs(60)) => resumed(8).detour();
    a_restart: Fault::Restart { down: secs(30), remembers: true } => resumed(70).detour();
    a_restart_without_sessions: Fault::Restart { down: secs(30), remembers: false } => renewed(130, 3..=3).detour();
    a_short_jump: Fault::ClockJump(secs(30)) => kept(2 + 30);
    a_jump_over_heartbeats: Fault::ClockJump(secs(75)) => kept(2 + 75);
    a_jump_over_connections: Fault::ClockJump(secs(150)) => resumed(4 + 150);
    a_demand_for_a_heartbeat: Fault::DemandHeartbeat => kept(3);
    what_nobody_knows: Fault::Noise => kept(3);
}
