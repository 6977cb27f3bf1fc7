//! The folder of facts about Discord, which is not part of the project.

use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// The folder of facts: `ASYNCORD_DISCORD_FACTS`, else `../shared/discord` beside the workspace.
///
/// Where there is none, it says on the standard error that a test was skipped.
pub fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("ASYNCORD_DISCORD_FACTS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/discord"),
        PathBuf::from,
    );
    if folder.is_dir() {
        return Some(folder);
    }
    // Written past the capture of tests, which shows nothing of one that passes. A closed standard
    // error is no reason to fail.
    let _ = writeln!(
        std::io::stderr().lock(),
        "SKIPPED: no facts about Discord at {}",
        folder.display()
    );
    None
}
