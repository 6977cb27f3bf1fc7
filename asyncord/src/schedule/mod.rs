//! When tasks run.

/// What `#[task]` says of its times.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum ScheduleSpec {
    /// At fixed intervals.
    Every { millis: u64 },
    /// As a cron expression says.
    Cron {
        expression: &'static str,
        timezone: Option<&'static str>,
    },
}
