//! Many shards in one process. What they cost is measured by `tests/bench/run.py shards`.

use std::time::Duration;

use asyncord_tests::gateway_server::{Compressed, Options};
use tokio::time::{Instant, sleep};

use super::{SETTLE, Stage, run};

#[test]
fn two_hundred_shards_start_within_the_rules_and_hear_everything() {
    let options = Options {
        shards: 200,
        max_concurrency: 16,
        compressed: Compressed::ZstdStream,
        ..Options::default()
    };
    run(true, 1, async {
        let begin = Instant::now();
        let stage = Stage::set(options, true).await;
        let took = begin.elapsed();
        for line in 0..200 {
            for _ in 0..3 {
                stage.server.publish(line);
            }
        }
        sleep(SETTLE).await;
        let report = stage.server.report();
        let shards = stage.bots[0].gateway.shards().len();
        stage.strike().await;

        assert_eq!(report.wrong(), [""; 0]);
        assert_eq!((shards, report.identifies), (200, 200));
        assert_eq!((report.published, report.handled), (600, 600));
        // Sixteen at once, thirteen times: twelve waits in between, of Discord's 5 s and a margin.
        let least = Duration::from_secs(5) * 12;
        assert!(took >= least, "{took:?} is faster than is allowed");
        assert!(took < least * 5 / 4, "{took:?} is slower than need be");
    });
}
