//! The signals that ask a process to end.

use super::Error;

/// How a process is asked to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// For good: Ctrl-C, or the program itself.
    ToStop,
    /// By whoever manages it, most often in order to start it again.
    ToRestart,
}

impl Asked {
    /// The program asks, when `end` is done.
    pub(super) async fn after(end: impl Future<Output = ()>) -> Self {
        end.await;
        Self::ToStop
    }
}

/// Runs a bot or several: until `asked` is done or the run ends by itself, and then until all has ended. `end` is told
/// whether to keep sessions.
pub(super) async fn run<E: Future<Output = ()>>(
    run: impl Future<Output = Result<(), Error>>,
    end: impl FnOnce(bool) -> E,
    asked: impl Future<Output = Asked>,
) -> Result<(), Error> {
    let (result, how) = tokio::select! {
        result = run => (result, Asked::ToStop),
        asked = asked => (Ok(()), asked),
    };
    // Who asks a second time does not want to wait.
    tokio::select! {
        () = end(how == Asked::ToRestart) => {}
        _ = self::asked() => {}
    }
    result
}

/// Waits for Ctrl-C, or on Unix for SIGTERM, which service managers send.
///
/// Where signals cannot be listened for, it waits for ever: the process then ends as the system has it.
pub(super) async fn asked() -> Asked {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => {
                terminate.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();

    tokio::select! {
        () = interrupt => Asked::ToStop,
        () = terminate => Asked::ToRestart,
    }
}
