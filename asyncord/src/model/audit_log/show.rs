//! Changes in words.

use std::fmt;

use super::value::{AuditLogCommandPermission, AuditLogRole, AuditLogValue};
use crate::{
    id::Id,
    model::{
        AutoModerationAction, AutoModerationEventType, AutoModerationTriggerMetadata,
        AutoModerationTriggerType, Color, GuildFeature, ImageHash, List, Locale, Number,
        PermissionOverwrite, Permissions, RawJson, RoleColors, Text, Timestamp, VerificationLevel,
    },
};

/// How many elements of a list are shown, and how many bytes of raw JSON.
const FEW: usize = 10;
const SHORT: usize = 100;

/// A value that can be shown to people.
pub(super) trait Show {
    /// Writes the value.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;

    /// Writes what follows the name of what was changed.
    fn sentence(old: Option<&Self>, new: Option<&Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (old, new) {
            (Some(old), Some(new)) => {
                f.write_str("changed from ")?;
                old.write(f)?;
                f.write_str(" to ")?;
                new.write(f)
            }
            (None, Some(new)) => {
                f.write_str("set to ")?;
                new.write(f)
            }
            (Some(old), None) => {
                f.write_str("removed, was ")?;
                old.write(f)
            }
            (None, None) => f.write_str("changed"),
        }
    }
}

/// Writes a change.
pub(super) fn show<T: Show>(
    key: &str,
    old: Option<&T>,
    new: Option<&T>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let added = key.strip_prefix("$add").map(|rest| (rest, "added"));
    let removed = key.strip_prefix("$remove").map(|rest| (rest, "removed"));
    let Some((rest, what)) = added.or(removed) else {
        words(key, f)?;
        f.write_str(" ")?;
        return T::sentence(old, new, f);
    };
    // The bare marks are those of a member's roles.
    words(if rest.is_empty() { "roles" } else { rest }, f)?;
    write!(f, " {what}: ")?;
    match new.or(old) {
        Some(list) => list.write(f),
        None => f.write_str("none"),
    }
}

/// Writes a key as words.
fn words(key: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let words = key
        .split('_')
        .filter(|word| !word.is_empty() && *word != "hash");
    for (index, word) in words.enumerate() {
        if index > 0 {
            f.write_str(" ")?;
        }
        f.write_str(word)?;
    }
    Ok(())
}

/// Values that are shown as they are.
macro_rules! plain {
    ($($ty:ty),+) => {$(
        impl Show for $ty {
            fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    )+};
}

plain!(
    u32,
    u64,
    i32,
    AutoModerationAction,
    AutoModerationEventType,
    AutoModerationTriggerType,
    Color,
    GuildFeature,
    Locale,
    Number,
    Timestamp,
    VerificationLevel
);

impl<M> Show for Id<M> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Show for bool {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self { "yes" } else { "no" })
    }
}

impl Show for Text {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

impl Show for ImageHash {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "image {self}")
    }
}

impl Show for Permissions {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("none");
        }
        fmt::Display::fmt(self, f)
    }

    fn sentence(old: Option<&Self>, new: Option<&Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Some(old), Some(new)) = (old, new) else {
            // As the provided method, which cannot be called from here.
            let (word, value) = match (old, new) {
                (None, Some(new)) => ("set to ", new),
                (Some(old), _) => ("removed, was ", old),
                (None, None) => return f.write_str("changed"),
            };
            f.write_str(word)?;
            return value.write(f);
        };
        let (more, less) = (new.difference(*old), old.difference(*new));
        match (more.is_empty(), less.is_empty()) {
            (true, true) => f.write_str("unchanged"),
            (false, true) => write!(f, "gained {more}"),
            (true, false) => write!(f, "lost {less}"),
            (false, false) => write!(f, "gained {more}, lost {less}"),
        }
    }
}

impl Show for RoleColors {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colors = [
            Some(self.primary_color),
            self.secondary_color,
            self.tertiary_color,
        ];
        for (index, color) in colors.into_iter().flatten().enumerate() {
            if index > 0 {
                f.write_str("–")?;
            }
            write!(f, "{color}")?;
        }
        Ok(())
    }
}

impl Show for PermissionOverwrite {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} allow ", self.id)?;
        self.allow.write(f)?;
        f.write_str(" deny ")?;
        self.deny.write(f)
    }
}

impl Show for AutoModerationTriggerMetadata {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.keyword_filter.len(), "word", "words"),
            (self.regex_patterns.len(), "pattern", "patterns"),
            (self.presets.len(), "list of words", "lists of words"),
            (self.allow_list.len(), "allowed word", "allowed words"),
        ];
        let mut parts: Vec<_> = counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        if let Some(limit) = self.mention_total_limit {
            parts.push(format!("up to {limit} mentions"));
        }
        if parts.is_empty() {
            return f.write_str("nothing");
        }
        f.write_str(&parts.join(", "))
    }
}

impl Show for AuditLogRole {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" ({})", self.name, self.id)
    }
}

impl Show for AuditLogCommandPermission {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.permission { "allowed" } else { "denied" })
    }
}

impl Show for AuditLogValue {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.write(f),
            Self::Text(text) => text.write(f),
        }
    }
}

impl Show for RawJson {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.json().len() > SHORT {
            return write!(f, "a value of {} bytes", self.json().len());
        }
        f.write_str(self.json())
    }
}

impl<T: Show> Show for Box<T> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::write(self, f)
    }
}

impl<T: Show> Show for List<T> {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("none");
        }
        for (index, item) in self.iter().take(FEW).enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            item.write(f)?;
        }
        match self.len() {
            0..=FEW => Ok(()),
            more => write!(f, " and {} more", more - FEW),
        }
    }
}
