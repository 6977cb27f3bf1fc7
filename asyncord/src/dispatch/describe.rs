//! What a bot's functions are, as text.

use std::fmt;

use super::registry::{FunctionSpec, HandlerSpec, HookKind, ItemSpec};
use crate::{event::EventNames, model::Intents};

/// Every function of a dispatcher, with its event, arguments, options, intents and place.
///
/// `Display` writes one paragraph each.
#[derive(Clone)]
pub struct Description {
    entries: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    kind: &'static str,
    function: FunctionSpec,
    handler: Option<HandlerSpec>,
}

impl Description {
    pub(crate) fn new(items: &[&'static ItemSpec], closures: Vec<HandlerSpec>) -> Self {
        let of_item = |item: &&'static ItemSpec| Entry {
            kind: match item {
                ItemSpec::Handler(_) => "handler",
                ItemSpec::Provider(_) => "provider",
                ItemSpec::Task(_) => "task",
                ItemSpec::Hook(spec) => match spec.kind {
                    HookKind::OnStart => "on_start",
                    HookKind::OnShutdown => "on_shutdown",
                    HookKind::OnError => "on_error",
                    HookKind::Middleware => "middleware",
                },
            },
            function: *item.function(),
            handler: match item {
                ItemSpec::Handler(spec) => Some(*spec),
                _ => None,
            },
        };
        let of_closure = |spec: HandlerSpec| Entry {
            kind: "handler",
            function: spec.function,
            handler: Some(spec),
        };
        Self {
            entries: items
                .iter()
                .map(of_item)
                .chain(closures.into_iter().map(of_closure))
                .collect(),
        }
    }

    /// How many functions there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl fmt::Display for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.entries.is_empty() {
            return f.write_str(
                "no handlers; those in a library are linked only if it is named: `use my_handlers as _;`",
            );
        }
        for (number, entry) in self.entries.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            entry.fmt(f)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let function = &self.function;
        write!(f, "{} {function}", self.kind)?;
        if let Some(event) = function.event {
            write!(f, "\n  event: {}", event.name)?;
            match event.info.names {
                EventNames::Only(names) => write!(f, " ({})", names.join(", "))?,
                EventNames::All => f.write_str(" (every event)")?,
            }
        }
        if !function.parameters.is_empty() {
            let parameters = function.parameters.iter();
            let parameters: Vec<_> = parameters
                .map(|(name, ty)| format!("{name}: {ty}"))
                .collect();
            write!(f, "\n  takes: {}", parameters.join(", "))?;
        }
        if let Some(handler) = &self.handler {
            write_handler(handler, f)?;
        }
        if let Some(group) = function.group {
            write!(f, "\n  client group: {group}")?;
        }
        Ok(())
    }
}

fn write_handler(handler: &HandlerSpec, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if !handler.options.is_empty() {
        write!(f, "\n  options: {}", handler.options)?;
    }
    if handler.intents() != Intents::empty() {
        write!(f, "\n  intents: {}", handler.intents())?;
    }
    if handler.intents_if_granted() != Intents::empty() {
        write!(
            f,
            "\n  intents if granted: {}",
            handler.intents_if_granted()
        )?;
    }
    Ok(())
}
