//! What only shows after a day.

use std::{sync::Arc, time::Duration};

use asyncord_tests::gateway_server::{Fault, Options};
use tokio::time::sleep;

use super::{SETTLE, Stage, run};

/// Each lasts long enough to count as stable. Beyond 1000 Identifies a day Discord ends all sessions and
/// resets the token, whatever the reason was for them.
#[test]
fn sessions_that_do_not_last_do_not_cost_the_token() {
    let options = Options {
        pulse: Duration::from_millis(500),
        ..Options::default()
    };
    let report = run(true, 1, async {
        let stage = Stage::set(options, true).await;
        let server = Arc::clone(&stage.server);
        for _ in 0..86_400 / 40 {
            sleep(Duration::from_secs(40)).await;
            server
                .inject(0, &Fault::InvalidSession { resumable: false })
                .await;
        }
        sleep(SETTLE).await;
        let report = server.report();
        stage.strike().await;
        report
    });
    assert_eq!(report.violations, [""; 0]);
}
