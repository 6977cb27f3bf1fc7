//! The records in files.

use std::{
    fs, io,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicU64, Ordering},
};

use serde::{Deserialize, Serialize};

use super::{CommandRecord, CommandStore, StoreFuture};
use crate::{
    BoxError,
    gateway::FileStore,
    id::{Id, marker::ApplicationMarker},
};

/// The form of a file; another number is another form.
const VERSION: u32 = 1;

/// Remembers in a folder, in a JSON file for each application: `commands-<application>.json`.
///
/// A file is replaced as a whole: a crash leaves the old one or the new one. The folder is made where it is missing.
/// Several processes can share it; the last one to save wins.
///
/// A file that is something else, or was written by a newer version of this library, is an error of
/// [`load`](CommandStore::load). It is kept beside as `….corrupt`, in place of an earlier one.
///
/// ```
/// use asyncord::interactions::sync::{CommandSync, FileCommandStore};
///
/// let store = FileCommandStore::in_default_folder().ok_or("no folder for state")?;
/// let settings = CommandSync::new().store(store);
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCommandStore {
    folder: PathBuf,
}

/// Why a file is no help.
#[derive(Debug, thiserror::Error)]
enum FileError {
    #[error("the registered commands cannot be read from `{}`: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error(
        "the registered commands cannot be written to `{}`: {source}; let the bot write files to that folder",
        path.display()
    )]
    Write { path: PathBuf, source: io::Error },
    #[error(
        "`{}` does not hold registered commands: {what}; {}", path.display(),
        if *is_aside { "it was moved to `….corrupt`" } else { "move it away" }
    )]
    Foreign {
        path: PathBuf,
        what: String,
        is_aside: bool,
    },
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    #[serde(flatten)]
    record: &'a CommandRecord,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl FileCommandStore {
    /// A store in a folder, which need not be there yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
        }
    }

    /// A store where [the gateway's state](FileStore::default_path) is kept usually, or `None` where the environment
    /// names no folder.
    pub fn in_default_folder() -> Option<Self> {
        let path = FileStore::default_path("commands", None)?;
        path.parent().map(Self::new)
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn path(&self, application_id: Id<ApplicationMarker>) -> PathBuf {
        self.folder.join(format!("commands-{application_id}.json"))
    }
}

impl CommandStore for FileCommandStore {
    fn load(&self, application_id: Id<ApplicationMarker>) -> StoreFuture<'_, CommandRecord> {
        let path = self.path(application_id);
        Box::pin(async move {
            let read = tokio::task::spawn_blocking(move || read(path));
            Ok(read.await??)
        })
    }

    fn save(
        &self,
        application_id: Id<ApplicationMarker>,
        record: CommandRecord,
    ) -> StoreFuture<'_, ()> {
        let path = self.path(application_id);
        Box::pin(async move {
            let write = tokio::task::spawn_blocking(move || save(path, &record));
            write.await?
        })
    }
}

fn read(path: PathBuf) -> Result<CommandRecord, FileError> {
    let text = match fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(CommandRecord::default()),
        Err(source) => return Err(FileError::Read { path, source }),
    };
    parse(&text).map_err(|what| {
        let mut aside = path.clone().into_os_string();
        aside.push(".corrupt");
        let is_aside = fs::rename(&path, aside).is_ok();
        FileError::Foreign {
            path,
            what,
            is_aside,
        }
    })
}

fn parse(text: &[u8]) -> Result<CommandRecord, String> {
    let Version { version } = serde_json::from_slice(text).map_err(|error| error.to_string())?;
    if version != VERSION {
        return Err(format!(
            "it has version {version}, this version of asyncord reads {VERSION}"
        ));
    }
    serde_json::from_slice(text).map_err(|error| error.to_string())
}

fn save(path: PathBuf, record: &CommandRecord) -> Result<(), BoxError> {
    let written = Written {
        version: VERSION,
        record,
    };
    let text = serde_json::to_vec_pretty(&written)?;
    write(&path, &text).map_err(|source| FileError::Write { path, source })?;
    Ok(())
}

/// Writes beside the file, then puts it in its place: a crash leaves the old file or the new one.
fn write(path: &Path, text: &[u8]) -> io::Result<()> {
    static NUMBER: AtomicU64 = AtomicU64::new(0);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let beside = path.with_extension(format!("json.{}-{number}.tmp", process::id()));
    let result = (|| {
        let mut file = fs::File::create(&beside)?;
        file.write_all(text)?;
        // Else the name could reach the disk before the content does.
        file.sync_all()?;
        fs::rename(&beside, path)
    })();
    if result.is_err() {
        // Tidiness: what was wrong is told either way.
        let _ = fs::remove_file(&beside);
    }
    result
}
