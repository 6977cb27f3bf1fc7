//! Worlds that are kept.

use std::{fmt, sync::Arc};

use super::state::Store;

/// A whole world of a sandbox as it was at some moment, to begin another one with or to go back to.
///
/// It is JSON. Its form belongs to this version of the sandbox; what is in it are tokens as well.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), asyncord::sandbox::SandboxError> {
/// use asyncord::sandbox::Sandbox;
///
/// let sandbox = Sandbox::builder().start().await?;
/// let snapshot = sandbox.snapshot();
/// // Another sandbox with the same world:
/// let twin = Sandbox::builder().snapshot(snapshot).start().await?;
/// assert_eq!(twin.token().expose(), sandbox.token().expose());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Snapshot(Arc<str>);

impl Snapshot {
    /// Reads a snapshot that was kept.
    ///
    /// # Errors
    ///
    /// If the text is no snapshot or one of another version; the error says where.
    pub fn from_json(text: impl Into<String>) -> Result<Self, SnapshotError> {
        let text: String = text.into();
        Store::of_snapshot(&text, "", None).map_err(|error| SnapshotError(error.to_string()))?;
        Ok(Self(text.into()))
    }

    /// The snapshot as text.
    pub fn as_json(&self) -> &str {
        &self.0
    }

    pub(super) fn store(
        &self,
        base_url: &str,
        start_at: Option<u64>,
    ) -> Result<Store, SnapshotError> {
        Store::of_snapshot(&self.0, base_url, start_at)
            .map_err(|error| SnapshotError(error.to_string()))
    }

    pub(super) fn of(store: &Store) -> Result<Self, SnapshotError> {
        let text = store.as_snapshot();
        text.map(|text| Self(text.into()))
            .map_err(|error| SnapshotError(error.to_string()))
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Snapshot({} bytes)", self.0.len())
    }
}

/// A text is no snapshot of a sandbox.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no snapshot: {0}")]
pub struct SnapshotError(String);
