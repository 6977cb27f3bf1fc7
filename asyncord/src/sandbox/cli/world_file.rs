//! The file in which the program keeps its world.

use std::{fs, io, path::Path};

use crate::sandbox::Snapshot;

/// The world of a file; none if there is no such file.
pub(super) fn read(file: &Path) -> Result<Option<Snapshot>, String> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("cannot read `{}`: {error}", file.display())),
    };
    Snapshot::from_json(text)
        .map(Some)
        .map_err(|error| format!("`{}`: {error}", file.display()))
}

/// Writes a world into a file, which is whole at every moment: the old one or the new one.
pub(super) fn write(file: &Path, world: &Snapshot) -> Result<(), String> {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let written = fs::write(&name, world.as_json()).and_then(|()| fs::rename(&name, file));
    written.map_err(|error| {
        // What is half written is of no use; if it cannot be removed either, so be it.
        let _ = fs::remove_file(&name);
        format!("cannot keep the world in `{}`: {error}", file.display())
    })
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use crate::sandbox::Sandbox;

    #[tokio::test]
    async fn a_world_is_written_and_read_and_a_wrong_one_is_told_with_its_place() {
        let folder = std::env::temp_dir().join(format!("asyncord-world-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join("world.json");
        assert!(read(&file).unwrap().is_none(), "no file is no error");
        let sandbox = Sandbox::builder().start().await.unwrap();
        write(&file, &sandbox.snapshot()).unwrap();
        let snapshot = read(&file).unwrap().unwrap();
        let again = Sandbox::builder().snapshot(snapshot).start().await.unwrap();
        assert_eq!(again.guild_id(), sandbox.guild_id());
        assert_eq!(
            std::fs::read_dir(&folder).unwrap().count(),
            1,
            "no leftovers"
        );

        std::fs::write(&file, "{\n\"version\": true}").unwrap();
        let error = read(&file).unwrap_err();
        assert!(error.contains("world.json"), "{error}");
        assert!(error.contains("line 2 column 15"), "{error}");
        let error = write(&folder.join("none").join("x"), &sandbox.snapshot()).unwrap_err();
        assert!(error.starts_with("cannot keep the world"), "{error}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
