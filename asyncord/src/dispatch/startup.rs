//! Everything about the handlers that only the start can know to be wrong, in one readable error.

use std::fmt;

use super::{
    DEFAULT_GROUP,
    binder::Miss,
    pool::{Conflict, Pool},
    registry::HandlerSpec,
};

/// Handlers ask for arguments that were not given, or that have another type.
///
/// Lists every one, with the place of the handler and what may have been meant. `Debug` shows the same
/// as `Display`: `main` prints the error it returns by `Debug`.
pub struct HandlersError {
    group: String,
    misses: Vec<(&'static HandlerSpec, Vec<Miss>)>,
    conflicts: Vec<Conflict>,
    given: Vec<String>,
}

impl HandlersError {
    /// The error, if anything is wrong.
    pub(crate) fn check(
        group: &str,
        pool: &Pool,
        misses: Vec<(&'static HandlerSpec, Vec<Miss>)>,
    ) -> Result<(), Self> {
        let conflicts = pool.conflicts().to_vec();
        if misses.is_empty() && conflicts.is_empty() {
            return Ok(());
        }
        let given = pool.names().map(str::to_owned).collect();
        Err(Self {
            group: group.to_owned(),
            misses,
            conflicts,
            given,
        })
    }

    /// How many things are wrong.
    pub fn count(&self) -> usize {
        self.misses
            .iter()
            .map(|(_, misses)| misses.len())
            .sum::<usize>()
            + self.conflicts.len()
    }
}

impl fmt::Display for HandlersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.count();
        let (s, does) = if count == 1 {
            ("", "does")
        } else {
            ("s", "do")
        };
        write!(f, "{count} handler argument{s} {does} not match what ")?;
        if self.group == DEFAULT_GROUP {
            f.write_str("the bot was given:")?;
        } else {
            write!(f, "the client group `{}` was given:", self.group)?;
        }
        for Conflict {
            name,
            first,
            second,
        } in &self.conflicts
        {
            write!(
                f,
                "\n  `{name}` was given twice with different types, `{first}` and `{second}`; give it one name each"
            )?;
        }
        for (spec, misses) in &self.misses {
            write!(f, "\n  {spec}")?;
            for Miss {
                name,
                wanted,
                found,
                similar,
            } in misses
            {
                match (found, similar) {
                    (Some(found), _) => write!(
                        f,
                        "\n    `{name}`: the handler takes `{}`, it was given as `{}`{}",
                        short(wanted),
                        short(found),
                        hint(wanted, found),
                    )?,
                    (None, Some(similar)) => write!(
                        f,
                        "\n    `{name}: {}`: no such argument; did you mean `{similar}`?",
                        short(wanted)
                    )?,
                    (None, None) => write!(
                        f,
                        "\n    `{name}: {}`: no such argument; give it with `.argument(\"{name}\", …)`",
                        short(wanted)
                    )?,
                }
            }
        }
        if self.given.is_empty() {
            f.write_str("\n  no arguments were given")
        } else {
            write!(f, "\n  arguments given: {}", self.given.join(", "))
        }
    }
}

impl fmt::Debug for HandlersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for HandlersError {}

/// A type's name without the paths of the standard library, which only stand in the way.
fn short(name: &str) -> String {
    let is_path = |character: char| character.is_alphanumeric() || "_:".contains(character);
    let mut shortened = String::new();
    let mut rest = name;
    while !rest.is_empty() {
        let end = rest
            .find(|character| !is_path(character))
            .unwrap_or(rest.len());
        let (path, after) = rest.split_at(end);
        let of_std = ["alloc::", "core::", "std::"]
            .iter()
            .any(|root| path.starts_with(root));
        let last = path.rsplit("::").next().unwrap_or(path);
        shortened.push_str(if of_std { last } else { path });
        let next = after.find(is_path).unwrap_or(after.len());
        shortened.push_str(&after[..next]);
        rest = &after[next..];
    }
    shortened
}

/// What to do about the commonest mix-ups.
fn hint(wanted: &str, found: &str) -> &'static str {
    match (wanted, found) {
        ("alloc::string::String", "&str") => {
            "; give it as `String`, or let the handler take `&str`"
        }
        ("&str", _) => "; `&str` takes a `String`, a `&'static str` or an `Arc<str>`",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn types_are_named_as_one_writes_them() {
        for (long, written) in [
            (
                "std::sync::poison::mutex::Mutex<alloc::vec::Vec<app::Db>>",
                "Mutex<Vec<app::Db>>",
            ),
            (
                "(alloc::string::String, &str, [u8; 4])",
                "(String, &str, [u8; 4])",
            ),
            (
                "core::option::Option<&'static std::path::Path>",
                "Option<&'static Path>",
            ),
            ("coreutils::Std", "coreutils::Std"),
            ("u8", "u8"),
        ] {
            assert_eq!(short(long), written);
        }
    }
}
