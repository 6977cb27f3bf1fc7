//! The plan as a text.

use std::fmt;

use super::{KeptReason, Plan, ScopePlan, declared::Called};

/// How many differing fields of a command are named.
const MOST_FIELDS: usize = 5;

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scopes.is_empty() {
            return f.write_str("no commands");
        }
        for (index, scope) in self.scopes.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{scope}")?;
        }
        if self.keeps_unknown() {
            f.write_str(
                "\nWhat is marked `?` stays: `CommandSync::delete_unknown(true)` deletes it, and with a \
                 `CommandSync::store` the bot knows which commands are its own.",
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for ScopePlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.scope, self.counts())?;
        for one in &self.creates {
            let command = &one.command;
            write!(f, "\n  + {}", Called(command.kind, &command.name))?;
        }
        for update in &self.updates {
            let command = &update.declared.command;
            write!(f, "\n  ~ {}: ", Called(command.kind, &command.name))?;
            let shown = update.differs.len().min(MOST_FIELDS);
            f.write_str(&update.differs[..shown].join(", "))?;
            if update.differs.len() > shown {
                write!(f, " and {} more", update.differs.len() - shown)?;
            }
        }
        for removed in &self.deletes {
            write!(f, "\n  - {}", Called(removed.kind, &removed.name))?;
        }
        for kept in &self.kept {
            let called = Called(kept.kind, &kept.name);
            let (mark, why) = match kept.reason {
                KeptReason::NotOurs => ('?', "not declared, and not known to be ours"),
                KeptReason::EntryPoint => ('=', "not declared; entry points stay"),
                KeptReason::NotInGuilds => ('=', "left out: it cannot be in the development guild"),
                KeptReason::Shadowed => (
                    '=',
                    "left out: the development guild has its own of that name",
                ),
            };
            write!(f, "\n  {mark} {called} ({why})")?;
        }
        Ok(())
    }
}

impl ScopePlan {
    fn counts(&self) -> String {
        let counts = [
            (self.creates.len(), "new"),
            (self.updates.len(), "changed"),
            (self.deletes.len(), "to delete"),
            (self.unchanged.len(), "as they are"),
        ];
        let told: Vec<_> = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if told.is_empty() {
            "none declared".to_owned()
        } else {
            told.join(", ")
        }
    }
}
