//! Where a bot keeps its state unless it says otherwise.

use std::{env, ffi::OsString, path::PathBuf};

/// The first of the folders that the environment names: systemd's, then the user's.
pub(super) fn folder(
    variable: impl Fn(&str) -> Option<OsString>,
    windows: bool,
) -> Option<PathBuf> {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    if windows {
        return set("LOCALAPPDATA").map(|folder| PathBuf::from(folder).join("asyncord"));
    }
    // The XDG specification wants relative ones ignored: they would mean another folder for each place of start.
    let absolute = |path: &PathBuf| path.is_absolute();
    // systemd makes the folder for this service, and may name several.
    set("STATE_DIRECTORY")
        .and_then(|folders| env::split_paths(&folders).next())
        .filter(absolute)
        .or_else(|| {
            let folder = set("XDG_STATE_HOME").map(PathBuf::from).filter(absolute);
            Some(folder?.join("asyncord"))
        })
        .or_else(|| {
            let home = set("HOME").map(PathBuf::from).filter(absolute);
            Some(home?.join(".local/state/asyncord"))
        })
}

/// The file's name: a process that runs a part of the shards has a file of its own.
pub(super) fn file_name(application: &str, part: Option<(u32, u32, u32)>) -> String {
    // Nothing in a name leads to another folder.
    let application: String = application
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' => c,
            _ => '_',
        })
        .collect();
    match part {
        None => format!("gateway-{application}.json"),
        Some((first, last, total)) => {
            format!("gateway-{application}-{first}-{last}-of-{total}.json")
        }
    }
}
