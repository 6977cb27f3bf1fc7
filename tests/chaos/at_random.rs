//! An hour of everything.

use std::{env, fmt, io::Write, str::FromStr, sync::Arc, time::Duration};

use asyncord_tests::gateway_server::{Compressed, Fault, Options, Report};
use tokio::time::{Instant, sleep};

use super::{SETTLE, Stage, publish, run};

const SEEDS: [u64; 4] = [0, 1, 2, 3];
const SECONDS: u64 = 3_600;

/// Bots, shards of each, how many of those may identify at once, and the compression they ask for; the
/// seeds take turns.
type Layout = (usize, usize, usize, Compressed);
const LAYOUTS: &[Layout] = &[
    (1, 4, 1, Compressed::ZlibStream),
    (1, 4, 2, Compressed::ZstdStream),
    (2, 2, 1, Compressed::Payloads),
    (4, 1, 1, Compressed::Never),
];

/// How long the last shard may take to come back once nothing goes wrong any more: the longest wait before a
/// new session, and what was still under way before it.
const RECOVERY: Duration = Duration::from_mins(8);

/// Faults that are never drawn.
const WITHOUT: &[&str] = &[];

fn variable<T: FromStr>(name: &str) -> Option<T> {
    let text = env::var(name).ok()?;
    let Ok(value) = text.parse() else {
        panic!("{name} is {text:?}");
    };
    Some(value)
}

async fn chaos(seed: u64, duration: Duration, paused: bool) -> Report {
    let turn = usize::try_from(seed).unwrap_or_default() % LAYOUTS.len();
    let (bots, shards, max_concurrency, compressed) = LAYOUTS[turn];
    let options = Options {
        bots,
        shards,
        max_concurrency,
        compressed,
        interval: Duration::from_secs(20),
        without: WITHOUT,
        ..Options::default()
    };
    let lines = options.lines();
    let stage = Stage::set(options.clone(), paused).await;
    let server = Arc::clone(&stage.server);
    let second = Duration::from_secs(1);
    let publisher = tokio::spawn(publish(Arc::clone(&server), lines, second, seed));

    // Of real time there is less.
    let longest = if paused { 30_000 } else { 5_000 };
    let mut rng = fastrand::Rng::with_seed(seed);
    let end = Instant::now() + duration;
    while Instant::now() < end {
        sleep(Duration::from_millis(rng.u64(500..longest))).await;
        let line = rng.usize(0..lines);
        let fault = Fault::draw(&mut rng, &options);
        server.inject(line, &fault).await;
    }

    server.calm();
    let limit = Instant::now() + RECOVERY;
    while !server.has_recovered() && Instant::now() < limit {
        sleep(second).await;
    }
    publisher.abort();
    sleep(SETTLE).await;
    let report = server.report();
    stage.strike().await;
    report
}

/// Past the test runner, which keeps what a test that passes prints: the table is of use then too.
fn aloud(text: fmt::Arguments<'_>) {
    // A closed stderr is no reason to fail.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

#[test]
fn every_event_is_handled_once() {
    let paused = variable::<u8>("CHAOS_REAL").unwrap_or(0) == 0;
    let duration = Duration::from_secs(variable("CHAOS_SECONDS").unwrap_or(SECONDS));
    let seeds = variable("CHAOS_SEED").map_or(SEEDS.to_vec(), |seed| vec![seed]);
    let mut all = Report::default();
    let mut wrong = Vec::new();
    for seed in seeds {
        aloud(format_args!("CHAOS_SEED={seed}, {} s", duration.as_secs()));
        let report = run(paused, seed, chaos(seed, duration, paused));
        for what in report.wrong() {
            wrong.push(format!("seed {seed}: {what}"));
        }
        all.add(report);
    }
    aloud(format_args!("{all}"));
    let count = wrong.len();
    wrong.truncate(40);
    assert!(
        wrong.is_empty(),
        "{count} things are wrong:\n{}",
        wrong.join("\n")
    );
}
