//! Starts the runs of a task, and counts those that are missed.

use std::{fmt, panic, time::Duration};

use jiff::Timestamp;
use tokio::{
    task::{JoinError, JoinSet},
    time::{Instant, sleep},
};
use tokio_util::sync::CancellationToken;

use super::{
    Schedule,
    due::{Due, Moment},
};

/// The most runs side by side under `overlap`.
pub(super) const SIDE_BY_SIDE: usize = 16;

/// A run starts this late at most; later it is missed.
///
/// Longer than a [`NAP`], so that a clock that is set forward a little makes a run late and not missed.
const LATE_AT_MOST: Duration = Duration::from_mins(1);

/// The longest sleep: then both clocks are looked at again, for the wall clock may have been set.
const NAP: Duration = Duration::from_secs(30);

/// How often a run that does not end is told to make others missed.
const TELL_EVERY: Duration = Duration::from_hours(1);

/// How a schedule is driven.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Options {
    /// Whether a run that is due starts beside those under way, 16 at most; else it is missed.
    pub(crate) overlap: bool,
    /// Whether a run starts together with the driver. `None` leaves it to the schedule: yes for an
    /// interval, no for a calendar.
    pub(crate) at_start: Option<bool>,
}

/// Runs that were due and did not start. Nothing makes up for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Missed {
    /// How many; where the clock was set forward 10,000 stands for that many or more.
    pub(crate) count: u64,
    pub(crate) why: Why,
}

/// Why runs were missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Runs before them were still under way.
    Busy,
    /// It was noticed too late that they were due: more than a minute, or when the next one was due too.
    Late,
}

impl fmt::Display for Missed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (runs, were) = if self.count == 1 {
            ("run", "was")
        } else {
            ("runs", "were")
        };
        write!(f, "{} {runs} {were} missed: ", self.count)?;
        f.write_str(match self.why {
            Why::Busy => "the one before had not ended",
            Why::Late => "the machine slept, its clock was set forward, or the program stood still",
        })
    }
}

/// Calls `run` whenever the schedule is due, until `stop`.
///
/// Each run is a task of its own; a panic in one panics here. The instants that are due while there is
/// no place for another run are missed. `missed` is told of them when a run ends, every hour while none
/// does, and at the end; of those that were noticed too late at once. So each instant between the start
/// and `stop` is either run or told to be missed, once.
///
/// After `stop` nothing starts; this ends when the runs under way do. Dropping it aborts them.
pub(crate) async fn drive<F>(
    schedule: Schedule,
    options: Options,
    run: impl FnMut() -> F + Send,
    missed: impl FnMut(Missed) + Send,
    stop: &CancellationToken,
) where
    F: Future<Output = ()> + Send + 'static,
{
    drive_by(Timestamp::now, schedule, options, run, missed, stop).await;
}

/// [`drive`] with another wall clock, for tests.
pub(super) async fn drive_by<F>(
    wall: impl Fn() -> Timestamp + Send,
    schedule: Schedule,
    options: Options,
    mut run: impl FnMut() -> F + Send,
    mut missed: impl FnMut(Missed) + Send,
    stop: &CancellationToken,
) where
    F: Future<Output = ()> + Send + 'static,
{
    let now = || Moment {
        steady: Instant::now(),
        wall: wall(),
    };
    let mut tell = |count, why| {
        if count > 0 {
            missed(Missed { count, why });
        }
    };
    let places = if options.overlap { SIDE_BY_SIDE } else { 1 };
    let mut runs = JoinSet::new();
    let at_start = options.at_start.unwrap_or(schedule.runs_at_start());
    let mut due = Due::new(schedule, now());
    if at_start && !stop.is_cancelled() {
        runs.spawn(run());
    }
    while !stop.is_cancelled() {
        if runs.len() < places {
            let come = due.come(now());
            if come.count > 0 && come.ago <= LATE_AT_MOST {
                runs.spawn(run());
                tell(come.count - 1, Why::Late);
            } else {
                tell(come.count, Why::Late);
            }
        }
        let full = runs.len() >= places;
        let nap = if full {
            TELL_EVERY
        } else {
            due.wait(now()).min(NAP)
        };
        tokio::select! {
            biased;
            () = stop.cancelled() => {}
            Some(ended) = runs.join_next() => resume_panic(ended),
            () = sleep(nap) => {}
        }
        if full {
            // What is due at this very moment can still run, if there is a place now.
            tell(due.come(now().just_before()).count, Why::Busy);
        }
    }
    while let Some(ended) = runs.join_next().await {
        resume_panic(ended);
    }
}

fn resume_panic(ended: Result<(), JoinError>) {
    if let Err(Ok(panic)) = ended.map_err(JoinError::try_into_panic) {
        panic::resume_unwind(panic);
    }
}
