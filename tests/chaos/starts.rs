//! What goes wrong before the first session.

use std::time::Duration;

use asyncord_tests::gateway_server::{Fault, GatewayServer, Options};
use tokio::time::{Instant, sleep};

use super::{SETTLE, Stage, run};

/// The bot starts although this happens first, within so many seconds.
fn starts(fault: &Fault, within: u64) {
    run(true, 1, async {
        let options = Options::default();
        let server = GatewayServer::start(options.clone(), true).await;
        server.inject(0, fault).await;
        let begin = Instant::now();
        let stage = Stage::set_at(server, &options).await;
        let took = begin.elapsed();
        stage.server.publish(0);
        sleep(SETTLE).await;
        let report = stage.server.report();
        stage.strike().await;
        assert_eq!(report.wrong(), [""; 0], "{fault:?}");
        assert_eq!((report.published, report.handled), (1, 1), "{fault:?}");
        let within = Duration::from_secs(within);
        assert!(
            took <= within,
            "{fault:?}: {took:?} until the bot was ready"
        );
    });
}

#[test]
fn refused_handshakes_are_repeated() {
    starts(&Fault::Refused(503, 3), 8);
    starts(&Fault::Dropped(3), 8);
}

#[test]
fn a_handshake_without_an_answer_is_given_up() {
    starts(&Fault::SilentDoor, 22);
}

#[test]
fn a_slow_hello_is_waited_for() {
    starts(&Fault::SlowHello(Duration::from_secs(15)), 16);
    starts(&Fault::SlowHello(Duration::from_secs(40)), 24);
}

#[test]
fn reconnects_in_place_of_hello_are_followed() {
    starts(&Fault::ReconnectStorm(3), 12);
}

#[test]
fn a_late_ready_is_waited_for() {
    starts(&Fault::LateReady(Duration::from_secs(100)), 101);
}

#[test]
fn an_identify_without_an_answer_is_repeated() {
    starts(&Fault::SilentAnswer, 125);
}

#[test]
fn an_identify_that_is_refused_is_repeated() {
    starts(&Fault::RefusedResume, 10);
}
