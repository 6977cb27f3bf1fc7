//! The facts about Discord, which are not part of the repository, for tests.

use std::path::PathBuf;

/// A file of the folder of facts; where there is none, it says that a test was skipped.
pub(crate) fn read(file: &str) -> Option<String> {
    let folder = std::env::var_os("ASYNCORD_DISCORD_FACTS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/discord"),
        PathBuf::from,
    );
    let text = std::fs::read_to_string(folder.join(file));
    if text.is_err() {
        println!(
            "SKIPPED: no {file} at {}; set ASYNCORD_DISCORD_FACTS",
            folder.display()
        );
    }
    text.ok()
}
