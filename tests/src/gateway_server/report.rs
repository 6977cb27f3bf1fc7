//! The table: fault, survived, time to recover.

use std::{
    collections::BTreeMap,
    fmt::{self, Display, Formatter},
    time::Duration,
};

use tokio::time::Instant;

/// One fault that was done to one shard, and what followed.
#[derive(Clone, Debug)]
pub struct Record {
    /// The fault's name.
    pub fault: &'static str,
    /// All of it.
    pub detail: String,
    /// The shard, counted over all bots.
    pub line: usize,
    /// When it began.
    pub at: Instant,
    /// When the shard handled an event that was published later.
    pub recovered: Option<Duration>,
    /// How it came back.
    pub how: How,
    session: Option<usize>,
    connection: Option<usize>,
    /// The first event that was published afterwards.
    first: Option<u64>,
}

/// How a shard came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It did not yet.
    Not,
    /// Over the same connection.
    Kept,
    /// By a resume.
    Resumed,
    /// With another session.
    Renewed,
}

impl Record {
    pub(super) fn new(
        fault: &super::Fault,
        line: usize,
        session: Option<usize>,
        connection: Option<usize>,
    ) -> Self {
        Self {
            fault: fault.name(),
            detail: format!("{fault:?}"),
            line,
            at: Instant::now(),
            recovered: None,
            how: How::Not,
            session,
            connection,
            first: None,
        }
    }

    pub(super) fn published(&mut self, number: u64) {
        self.first.get_or_insert(number);
    }

    pub(super) fn handled(&mut self, number: u64, session: usize, connection: Option<usize>) {
        if self.recovered.is_some() || self.first.is_none_or(|first| number < first) {
            return;
        }
        self.recovered = Some(self.at.elapsed());
        self.how = if self.session != Some(session) {
            How::Renewed
        } else if self.connection != connection {
            How::Resumed
        } else {
            How::Kept
        };
    }
}

/// What a run came to.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// What was done, and what followed.
    pub records: Vec<Record>,
    /// What clients did against the rules.
    pub violations: Vec<String>,
    /// Events that were lost, came twice, or in the wrong order.
    pub faults: Vec<String>,
    /// Shards without a sound session.
    pub dead: Vec<usize>,
    /// How many events there were.
    pub published: u64,
    /// How many there were while the shard had no session.
    pub unheard: usize,
    /// How many had to be handled.
    pub owed: usize,
    /// How often handlers were called.
    pub handled: usize,
    /// How many sessions there were.
    pub sessions: usize,
    /// How many Identifies came.
    pub identifies: usize,
    /// How many Resumes came.
    pub resumes: usize,
    /// How many of them at the base address.
    pub resumes_at_base: usize,
    /// How many connections there were.
    pub connections: usize,
}

impl Report {
    /// Everything that is wrong, in lines.
    pub fn wrong(&self) -> Vec<String> {
        let dead = self.dead.iter().map(|line| format!("shard {line} is dead"));
        let lost = self
            .records
            .iter()
            .filter(|record| record.recovered.is_none())
            .map(|record| format!("no event after {} on shard {}", record.detail, record.line));
        let violations = self.violations.iter().cloned();
        violations
            .chain(self.faults.iter().cloned())
            .chain(dead)
            .chain(lost)
            .collect()
    }

    /// Adds another run's figures.
    pub fn add(&mut self, other: Self) {
        self.records.extend(other.records);
        self.violations.extend(other.violations);
        self.faults.extend(other.faults);
        self.dead.extend(other.dead);
        self.published += other.published;
        self.unheard += other.unheard;
        self.owed += other.owed;
        self.handled += other.handled;
        self.sessions += other.sessions;
        self.identifies += other.identifies;
        self.resumes += other.resumes;
        self.resumes_at_base += other.resumes_at_base;
        self.connections += other.connections;
    }
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rows: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for record in &self.records {
            rows.entry(record.fault).or_default().push(record);
        }
        writeln!(
            f,
            "{:<28}{:>7}{:>10}{:>6}{:>9}{:>9}{:>10}{:>10}",
            "fault", "times", "survived", "kept", "resumed", "renewed", "median s", "most s"
        )?;
        for (fault, records) in rows {
            let mut times: Vec<_> = records.iter().filter_map(|it| it.recovered).collect();
            times.sort_unstable();
            let how = |how| records.iter().filter(|it| it.how == how).count();
            let seconds =
                |time: Option<&Duration>| time.map_or(f64::NAN, std::time::Duration::as_secs_f64);
            writeln!(
                f,
                "{fault:<28}{:>7}{:>10}{:>6}{:>9}{:>9}{:>10.1}{:>10.1}",
                records.len(),
                times.len(),
                how(How::Kept),
                how(How::Resumed),
                how(How::Renewed),
                seconds(times.get(times.len() / 2)),
                seconds(times.last()),
            )?;
        }
        writeln!(
            f,
            "{} events, {} without a session, {} to be handled, {} handled; {} connections, {} Identifies, {} sessions, \
             {} Resumes ({} at the base address)",
            self.published,
            self.unheard,
            self.owed,
            self.handled,
            self.connections,
            self.identifies,
            self.sessions,
            self.resumes,
            self.resumes_at_base,
        )?;
        write!(
            f,
            "{} violations, {} events lost, twice or out of order, {} shards dead",
            self.violations.len(),
            self.faults.len(),
            self.dead.len()
        )
    }
}
