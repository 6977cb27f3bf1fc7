//! Everything about the functions that only the start can know to be wrong, in one readable error.

use std::fmt;

use super::{
    DEFAULT_GROUP,
    binder::Miss,
    pool::Conflict,
    provider::Tangle,
    registry::{FunctionSpec, ProviderSpec},
};

/// What does not fit among handlers, providers, tasks, hooks and the arguments they were given.
///
/// Lists everything at once, with the place of each function and what may have been meant. `Debug` shows
/// the same as `Display`: `main` prints the error it returns by `Debug`.
pub struct HandlersError {
    reports: Vec<Report>,
    /// Functions bound to client groups that do not exist, with the groups that do.
    strays: Vec<&'static FunctionSpec>,
    groups: Vec<String>,
}

/// What does not fit in one client group.
#[derive(Default)]
pub(crate) struct Report {
    pub(crate) group: String,
    pub(crate) misses: Vec<(&'static FunctionSpec, Vec<Miss>)>,
    pub(crate) conflicts: Vec<Conflict>,
    pub(crate) tangles: Vec<Tangle>,
    /// Tasks whose times make no sense, with the reason.
    pub(crate) schedules: Vec<(&'static FunctionSpec, String)>,
    /// The names of all arguments that were given.
    pub(crate) given: Vec<String>,
    /// Those of them that nothing asks for.
    pub(crate) unused: Vec<String>,
}

impl Report {
    fn arguments(&self) -> usize {
        let misses = self.misses.iter().map(|(_, misses)| misses.len());
        misses.sum::<usize>() + self.conflicts.len()
    }

    /// How many things are wrong; an argument that is not used is not.
    pub(crate) fn count(&self) -> usize {
        self.arguments() + self.tangles.len() + self.schedules.len()
    }
}

impl HandlersError {
    /// The error, if anything is wrong.
    pub(crate) fn check(
        reports: Vec<Report>,
        strays: Vec<&'static FunctionSpec>,
        groups: Vec<String>,
    ) -> Result<(), Self> {
        let error = Self {
            reports,
            strays,
            groups,
        };
        if error.count() == 0 {
            Ok(())
        } else {
            Err(error)
        }
    }

    /// How many things are wrong.
    pub fn count(&self) -> usize {
        self.reports.iter().map(Report::count).sum::<usize>() + self.strays.len()
    }

    /// The name of the first client group in which something is wrong.
    pub(crate) fn group(&self) -> &str {
        let group = self.reports.iter().find(|report| report.count() > 0);
        let stray = || self.strays.first().and_then(|stray| stray.group);
        group
            .map(|report| report.group.as_str())
            .or_else(stray)
            .unwrap_or(DEFAULT_GROUP)
    }
}

impl fmt::Display for HandlersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Vec::new();
        for report in self.reports.iter().filter(|report| report.count() > 0) {
            report.write(&mut lines);
        }
        for stray in &self.strays {
            let group = stray.group.unwrap_or(DEFAULT_GROUP);
            lines.push(format!(
                "{stray} is bound to the client group `{group}`, which does not exist"
            ));
        }
        if !self.strays.is_empty() {
            let groups = if self.groups.is_empty() {
                "none".to_owned()
            } else {
                self.groups.join(", ")
            };
            lines.push(format!("  groups: {groups}"));
        }
        f.write_str(&lines.join("\n"))
    }
}

impl fmt::Debug for HandlersError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for HandlersError {}

impl Report {
    fn write(&self, lines: &mut Vec<String>) {
        let whose = if self.group == DEFAULT_GROUP {
            "the bot".to_owned()
        } else {
            format!("the client group `{}`", self.group)
        };
        match self.arguments() {
            0 => {}
            1 => lines.push(format!("1 argument does not match what {whose} was given:")),
            count => lines.push(format!(
                "{count} arguments do not match what {whose} was given:"
            )),
        }
        for Conflict {
            name,
            first,
            second,
        } in &self.conflicts
        {
            lines.push(format!(
                "  `{name}` was given twice with different types, `{first}` and `{second}`; give it one name each"
            ));
        }
        for (function, misses) in &self.misses {
            lines.push(format!("  {function}"));
            lines.extend(misses.iter().map(|miss| format!("    {miss}")));
        }
        if self.arguments() > 0 {
            lines.push(if self.given.is_empty() {
                "  no arguments were given".to_owned()
            } else {
                format!("  arguments given: {}", self.given.join(", "))
            });
            if !self.unused.is_empty() {
                lines.push(format!(
                    "  of these, nothing asks for: {}",
                    self.unused.join(", ")
                ));
            }
        }
        lines.extend(self.tangles.iter().map(Tangle::to_string));
        for (function, reason) in &self.schedules {
            lines.push(format!("task {function} cannot be scheduled: {reason}"));
        }
    }
}

impl fmt::Display for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            wanted,
            found,
            similar,
            provider,
        } = self;
        let takes = short(wanted);
        match (found, provider, similar) {
            (Some(found), Some(provider), _) => write!(
                f,
                "`{name}`: the parameter takes `{takes}`, it is computed as `{}` for {provider}{}",
                short(found),
                hint(wanted, found),
            ),
            (Some(found), None, _) => write!(
                f,
                "`{name}`: the parameter takes `{takes}`, it was given as `{}`{}",
                short(found),
                hint(wanted, found),
            ),
            (None, Some(provider), _) => write!(
                f,
                "`{name}: {takes}`: no such argument for this event; it is computed for {provider}"
            ),
            (None, None, Some(similar)) => write!(
                f,
                "`{name}: {takes}`: no such argument; did you mean `{similar}`?"
            ),
            (None, None, None) => write!(
                f,
                "`{name}: {takes}`: no such argument; give it with `.argument(\"{name}\", …)`"
            ),
        }
    }
}

impl fmt::Display for Tangle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let event = |spec: &ProviderSpec| spec.function.event.map_or("", |event| event.name);
        match self {
            Self::Ambiguous(first, second) => write!(
                f,
                "two providers compute `{}` for `{}`; rename one, and the parameters that mean it:\n  {}\n  {}",
                first.function.name,
                event(first),
                first.function,
                second.function
            ),
            Self::Given(provider) => write!(
                f,
                "`{}` was given as an argument, and is computed for `{}` by a provider; rename one of them:\n  {}",
                provider.function.name,
                event(provider),
                provider.function
            ),
            Self::Cycle(providers) => {
                f.write_str("providers need one another in a circle, so none can begin:")?;
                for (number, provider) in providers.iter().enumerate() {
                    let arrow = if number == 0 { "┌─▶" } else { "│  " };
                    write!(f, "\n  {arrow} {}", provider.function)?;
                    let next = &providers[(number + 1) % providers.len()].function.name;
                    let arrow = if number + 1 == providers.len() {
                        "└───"
                    } else {
                        "│   "
                    };
                    write!(f, "\n  {arrow}  needs `{next}`")?;
                }
                Ok(())
            }
        }
    }
}

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
