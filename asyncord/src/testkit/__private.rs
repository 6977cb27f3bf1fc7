//! What `#[asyncord::test]` writes uses this; not for users.

use super::{TestKit, TestKitBuilder, site::Site};

/// Runs a test.
///
/// # Panics
///
/// If the test does, or a handler failed unexpectedly.
#[track_caller]
pub fn run<T>(
    paused: bool,
    setup: impl FnOnce(TestKitBuilder) -> TestKitBuilder,
    test: impl AsyncFnOnce(&TestKit) -> T,
) -> T {
    let site = Site::here();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(paused)
        .build()
        .expect("a runtime can be made");
    runtime.block_on(async {
        let kit = setup(TestKit::builder()).start_at(site).await;
        let outcome = test(&kit).await;
        kit.finish_at(site).await;
        outcome
    })
}
