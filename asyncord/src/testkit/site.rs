//! Where in a test something was asked for.

use std::{fmt, panic::Location};

/// A place in the test's source, to be named when it fails.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site(&'static Location<'static>);

impl Site {
    #[track_caller]
    pub(crate) fn here() -> Self {
        Self(Location::caller())
    }
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Whether tokio's time stands still unless everybody waits.
pub(super) fn is_paused() -> bool {
    // Tokio does not tell. Real time never stands still for this long, however coarse the clock.
    let tokio_now = tokio::time::Instant::now();
    let real = std::time::Instant::now();
    while real.elapsed() < std::time::Duration::from_micros(50) {
        std::hint::spin_loop();
    }
    tokio_now.elapsed().is_zero()
}
