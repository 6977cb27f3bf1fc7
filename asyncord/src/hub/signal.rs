//! The signals that ask a process to end.

use super::Error;

/// Runs a bot or several: until `end` is done or the run ends by itself, and then until all has stopped.
pub(super) async fn run_until(
    run: impl Future<Output = Result<(), Error>>,
    stop: impl Future<Output = ()>,
    end: impl Future<Output = ()>,
) -> Result<(), Error> {
    let result = tokio::select! {
        result = run => result,
        () = end => Ok(()),
    };
    // Who asks a second time does not want to wait.
    tokio::select! {
        () = stop => {}
        () = shutdown() => {}
    }
    result
}

/// Waits for Ctrl-C, or on Unix for SIGTERM, which service managers send.
///
/// Where signals cannot be listened for, it waits for ever: the process then ends as the system has it.
pub(super) async fn shutdown() {
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
        () = interrupt => {}
        () = terminate => {}
    }
}
