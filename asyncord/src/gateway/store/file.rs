//! The state in a file.

use std::{
    env, fs, io,
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use serde::{Deserialize, Serialize};

use super::{GatewayState, GatewayStore, LoadFuture, SaveFuture, path};
use crate::BoxError;

/// The form of the file; another number is another form.
const VERSION: u32 = 1;

/// Temporary files of that age were left by a crash.
const LEFT_OVER: Duration = Duration::from_mins(10);

/// Keeps the state in a JSON file, for bots of one process on one machine. Clones are the same store.
///
/// The file is replaced as a whole: a crash leaves the old one or the new one. On Unix only its owner may read it (mode
/// 0600), from the start. Its folder is made where it is missing (mode 0700).
///
/// A file that is something else, or was written by a newer version of this library, is an error of
/// [`load`](GatewayStore::load). It is kept beside as `….corrupt`, in place of an earlier one, so that the next start
/// works.
///
/// Processes that run at the same time must not share a file: each runs shards of its own and needs a file of its own.
///
/// ```
/// use asyncord::gateway::{FileStore, GatewayState, GatewayStore};
///
/// # async fn example() -> asyncord::Result {
/// let path = FileStore::default_path("41771983423143937", None).ok_or("no folder for state")?;
/// let store = FileStore::new(path);
/// store.save(GatewayState::default()).await?;
/// assert_eq!(store.load().await?, GatewayState::default());
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct FileStore(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    /// How often a save was asked for.
    asked: AtomicU64,
    disk: Mutex<Disk>,
}

/// What is known of the file. Who holds it may touch the file.
#[derive(Debug, Default)]
struct Disk {
    /// Whether the file is ours, or gone: nothing is replaced that nobody has looked at.
    known: bool,
    /// The number of the save that was written last.
    written: u64,
}

/// Why a file is no help. No texts of the file are shown: they may be session ids.
#[derive(Debug, thiserror::Error)]
enum FileError {
    #[error(
        "the gateway's state cannot be read from `{}`: {source}; let the bot read it, or choose another path",
        path.display()
    )]
    Read { path: PathBuf, source: io::Error },
    #[error(
        "the gateway's state cannot be written to `{}`: {source}; let the bot write files to that folder, or choose \
         another path",
        path.display()
    )]
    Write { path: PathBuf, source: io::Error },
    #[error(
        "`{}` does not hold a gateway's state: {what}; it was moved to `{}`, and shards start new sessions",
        path.display(), aside.display()
    )]
    Foreign {
        path: PathBuf,
        aside: PathBuf,
        what: String,
    },
    #[error(
        "`{}` does not hold a gateway's state: {what}; it could not be moved to `{}` ({source}): move it away, or \
         choose another path",
        path.display(), aside.display()
    )]
    Stuck {
        path: PathBuf,
        aside: PathBuf,
        what: String,
        source: io::Error,
    },
}

#[derive(Serialize)]
struct Written<'a> {
    version: u32,
    #[serde(flatten)]
    state: &'a GatewayState,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

impl FileStore {
    /// A store in the file at `path`, which need not be there yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(Arc::new(Shared {
            path: path.into(),
            asked: AtomicU64::new(0),
            disk: Mutex::default(),
        }))
    }

    /// Where the state of an application is kept usually, or `None` where the environment names no folder.
    ///
    /// The folder is `$STATE_DIRECTORY` (systemd's `StateDirectory=`), else `$XDG_STATE_HOME/asyncord`, else
    /// `$HOME/.local/state/asyncord`; on Windows `%LOCALAPPDATA%\asyncord`. The file is
    /// `gateway-<application>.json`. A process that runs a part of the shards says which, `(first, end, total)` with
    /// the number behind its last shard, and gets `gateway-<application>-<first>-<end>-of-<total>.json`.
    ///
    /// `application` is the bot's application id, or any short name; what is neither a letter of ASCII nor a digit,
    /// `-` or `_` is replaced by `_`.
    pub fn default_path(application: &str, part: Option<(u32, u32, u32)>) -> Option<PathBuf> {
        let folder = path::folder(|name| env::var_os(name), cfg!(windows))?;
        Some(folder.join(path::file_name(application, part)))
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.0.path
    }
}

impl GatewayStore for FileStore {
    fn load(&self) -> LoadFuture<'_> {
        let shared = self.0.clone();
        Box::pin(async move {
            let read = tokio::task::spawn_blocking(move || {
                shared.sweep();
                shared.read(&mut crate::lock(&shared.disk))
            });
            Ok(read.await??)
        })
    }

    fn save(&self, state: GatewayState) -> SaveFuture<'_> {
        let shared = self.0.clone();
        // Drawn here and not when the future is polled: of two calls, the later one wins.
        let number = shared.asked.fetch_add(1, Ordering::Relaxed) + 1;
        Box::pin(async move {
            let write = tokio::task::spawn_blocking(move || shared.save(&state, number));
            write.await?
        })
    }
}

impl Shared {
    fn read(&self, disk: &mut Disk) -> Result<GatewayState, FileError> {
        let text = match fs::read(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                disk.known = true;
                return Ok(GatewayState::default());
            }
            Err(source) => {
                return Err(FileError::Read {
                    path: self.path.clone(),
                    source,
                });
            }
        };
        let error = match parse(&text) {
            Ok(state) => {
                disk.known = true;
                return Ok(state);
            }
            Err(what) => self.keep_aside(what),
        };
        disk.known = matches!(error, FileError::Foreign { .. });
        Err(error)
    }

    fn keep_aside(&self, what: String) -> FileError {
        let path = self.path.clone();
        let mut aside = path.clone().into_os_string();
        aside.push(".corrupt");
        let aside = PathBuf::from(aside);
        match fs::rename(&path, &aside) {
            Ok(()) => FileError::Foreign { path, aside, what },
            Err(source) => FileError::Stuck {
                path,
                aside,
                what,
                source,
            },
        }
    }

    fn save(&self, state: &GatewayState, number: u64) -> Result<(), BoxError> {
        let mut disk = crate::lock(&self.disk);
        if number < disk.written {
            return Ok(());
        }
        if !disk.known
            && let Err(error) = self.read(&mut disk)
        {
            if !disk.known {
                return Err(error.into());
            }
            crate::warn_user(format_args!("{error}"));
        }
        let text = serde_json::to_vec(&Written {
            version: VERSION,
            state,
        })?;
        self.write(&text).map_err(|source| FileError::Write {
            path: self.path.clone(),
            source,
        })?;
        disk.written = number;
        Ok(())
    }

    /// Writes beside the file, then puts it in its place: a crash leaves the old file or the new one.
    fn write(&self, text: &[u8]) -> io::Result<()> {
        let folder = self.folder();
        make_folder(folder)?;
        let (prefix, suffix) = self.temporary_name();
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).suffix(suffix);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o600));
        }
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(text)?;
        // Else the name could reach the disk before the content does.
        file.as_file().sync_all()?;
        file.persist(&self.path).map_err(|error| error.error)?;
        // The new name itself. Some file systems cannot do that; the file is whole either way.
        #[cfg(unix)]
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Removes what crashes have left: it has session ids in it.
    fn sweep(&self) {
        let (prefix, suffix) = self.temporary_name();
        // Tidiness: what fails here is tried again at the next start.
        let Ok(entries) = fs::read_dir(self.folder()) else {
            return;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let old = || {
                let modified = entry.metadata().and_then(|metadata| metadata.modified());
                modified.is_ok_and(|at| {
                    SystemTime::now()
                        .duration_since(at)
                        .is_ok_and(|age| age > LEFT_OVER)
                })
            };
            if name.starts_with(&prefix) && name.ends_with(suffix) && old() {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// How the names of temporary files begin and end.
    fn temporary_name(&self) -> (String, &'static str) {
        let name = self.path.file_name().unwrap_or_default();
        (format!(".{}.", name.to_string_lossy()), ".tmp")
    }

    fn folder(&self) -> &Path {
        match self.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            // A mere file name.
            _ => Path::new("."),
        }
    }
}

fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// Reads a file's content, or says what is wrong with it without showing any of it.
fn parse(text: &[u8]) -> Result<GatewayState, String> {
    let place = |error: serde_json::Error| {
        let what = match error.classify() {
            serde_json::error::Category::Data => "it is other JSON",
            _ => "it is not JSON",
        };
        format!("{what} (line {}, column {})", error.line(), error.column())
    };
    let Version { version } = serde_json::from_slice(text).map_err(place)?;
    if version != VERSION {
        return Err(format!(
            "it has version {version}, this version of asyncord reads {VERSION}"
        ));
    }
    serde_json::from_slice(text).map_err(place)
}
