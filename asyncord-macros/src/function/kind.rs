//! The attributes that go on functions, and what each lets a function be.

use syn::Attribute;

use super::command::Settings;

/// What kind of function an attribute makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Handler,
    Provider,
    Task,
    OnStart,
    OnShutdown,
    OnError,
    Middleware,
    Command,
    Autocomplete,
}

/// What the first parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The event.
    Event,
    /// What went wrong.
    Failure,
    /// The call that is wrapped.
    Next,
    /// What the user has typed so far.
    Typed,
    /// An argument like the others.
    None,
}

impl Kind {
    pub(crate) const ALL: [Self; 9] = [
        Self::Handler,
        Self::Provider,
        Self::Task,
        Self::OnStart,
        Self::OnShutdown,
        Self::OnError,
        Self::Middleware,
        Self::Command,
        Self::Autocomplete,
    ];

    /// The attribute's name.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Self::Handler => "handler",
            Self::Provider => "provider",
            Self::Task => "task",
            Self::OnStart => "on_start",
            Self::OnShutdown => "on_shutdown",
            Self::OnError => "on_error",
            Self::Middleware => "middleware",
            Self::Command => "command",
            Self::Autocomplete => "autocomplete",
        }
    }

    /// The kind that an attribute makes; the last segment of its path counts.
    pub(crate) fn of(attribute: &Attribute) -> Option<Self> {
        let last = attribute.path().segments.last()?;
        let mut all = Self::ALL.into_iter();
        all.find(|kind| last.ident == kind.attribute())
    }

    /// What such a function is called, with its article.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Handler => "a handler",
            Self::Provider => "a provider",
            Self::Task => "a task",
            Self::OnStart => "a start hook",
            Self::OnShutdown => "a shutdown hook",
            Self::OnError => "an error hook",
            Self::Middleware => "a middleware",
            Self::Command => "a command",
            Self::Autocomplete => "a function for suggestions",
        }
    }

    pub(crate) fn subject(self) -> Subject {
        match self {
            Self::Handler | Self::Provider => Subject::Event,
            Self::OnError => Subject::Failure,
            Self::Middleware => Subject::Next,
            Self::Autocomplete => Subject::Typed,
            Self::Task | Self::OnStart | Self::OnShutdown | Self::Command => Subject::None,
        }
    }

    /// The options it takes beside those that all take, each as it is written.
    fn own_options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Handler => &[
                ("ordered", "ordered"),
                ("priority", "priority = …"),
                ("concurrency", "concurrency = …"),
                ("timeout", "timeout = \"…\""),
                ("filter", "filter = …"),
                ("once", "once"),
                ("waits", "waits(…)"),
                ("wrap", "wrap = …"),
            ],
            Self::Provider | Self::OnError | Self::Autocomplete => &[],
            Self::Task => &[
                ("every", "every = \"…\""),
                ("cron", "cron = \"…\""),
                ("timezone", "timezone = \"…\""),
                ("overlap", "overlap"),
                ("timeout", "timeout = \"…\""),
            ],
            Self::OnStart | Self::OnShutdown | Self::Middleware => &[("priority", "priority = …")],
            Self::Command => &[
                ("ordered", "ordered"),
                ("concurrency", "concurrency = …"),
                ("timeout", "timeout = \"…\""),
                ("wrap", "wrap = …"),
            ],
        }
    }

    /// Every option it takes, by name and as it is written.
    pub(crate) fn options(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        const ALL: [(&str, &str); 5] = [
            ("group", "group = \"…\""),
            ("args", "args = …"),
            ("computed", "computed(…)"),
            ("manual", "manual"),
            ("type", "type = …"),
        ];
        let of_commands: &[_] = match self {
            Self::Command => &Settings::OPTIONS,
            _ => &[],
        };
        let own = of_commands.iter().chain(self.own_options());
        // What only suggests is called by its command, and registered with it.
        let is_alone = self != Self::Autocomplete;
        let all = ALL
            .into_iter()
            .filter(move |(name, _)| is_alone || matches!(*name, "args" | "computed"));
        own.copied().chain(all)
    }
}
