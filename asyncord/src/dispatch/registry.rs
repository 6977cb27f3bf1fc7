//! What the attributes write down about functions, and where the start finds it.

use std::{
    any::{Any, TypeId},
    fmt,
    time::Duration,
};

use super::binder::Binder;
use crate::{
    event::{Event, EventNames},
    model::Intents,
    schedule::ScheduleSpec,
};

/// One function under an attribute, as its macro saw it.
#[doc(hidden)]
pub enum ItemSpec {
    Handler(HandlerSpec),
    Provider(ProviderSpec),
    Task(TaskSpec),
    Hook(HookSpec),
}

/// What is written down of every function: where it stands, what it asks for, and how to bind it.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct FunctionSpec {
    pub name: &'static str,
    pub module: &'static str,
    pub file: &'static str,
    /// The line of the attribute.
    pub line: u32,
    pub group: Option<&'static str>,
    /// Every parameter but the first of those that take an event, with its type as the user wrote it.
    pub parameters: &'static [(&'static str, &'static str)],
    /// The event type by which providers are found; `None` for what is not called for an event.
    pub event: Option<EventType>,
    /// Looks the arguments up; the binder takes the bound function, or the misses.
    pub bind: fn(&mut Binder<'_>),
}

/// An event type, as a value.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct EventType {
    /// As the user wrote it.
    pub name: &'static str,
    pub info: EventInfo,
}

/// What an event type says of itself. The macros ask for it all at once: each question costs the compiler.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct EventInfo {
    pub(crate) id: TypeId,
    pub(crate) names: EventNames,
    pub(crate) intents: Intents,
    pub(crate) intents_if_granted: Intents,
}

impl EventInfo {
    pub const fn of<E: Event>() -> Self {
        Self {
            id: TypeId::of::<E>(),
            names: E::NAMES,
            intents: E::INTENTS,
            intents_if_granted: E::INTENTS_IF_GRANTED,
        }
    }
}

/// A function under `#[handler]`.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct HandlerSpec {
    pub function: FunctionSpec,
    /// The events that it waits for.
    pub waits: &'static [EventInfo],
    /// The options as the user wrote them, but for `group`.
    pub options: &'static str,
    pub priority: i32,
    pub ordered: bool,
    pub concurrency: Option<usize>,
    pub timeout: Option<Duration>,
    pub once: bool,
    /// What another layer has written down of the function.
    pub note: Option<&'static (dyn Any + Send + Sync)>,
}

impl HandlerSpec {
    /// One without options, and without a function.
    pub const PLAIN: Self = Self {
        function: FunctionSpec::NONE,
        waits: &[],
        options: "",
        priority: 0,
        ordered: false,
        concurrency: None,
        timeout: None,
        once: false,
        note: None,
    };

    /// The intents that its event needs, and the events that it waits for.
    pub(crate) fn intents(&self) -> Intents {
        self.events()
            .fold(Intents::empty(), |all, event| all | event.intents)
    }

    /// The intents that make these events richer.
    pub(crate) fn intents_if_granted(&self) -> Intents {
        self.events().fold(Intents::empty(), |all, event| {
            all | event.intents_if_granted
        })
    }

    fn events(&self) -> impl Iterator<Item = &EventInfo> {
        let event = self.function.event.as_ref().map(|event| &event.info);
        event.into_iter().chain(self.waits)
    }
}

/// A function under `#[provider]`.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct ProviderSpec {
    pub function: FunctionSpec,
    pub output: fn() -> Output,
}

/// The type of what a provider makes.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Output {
    pub(crate) id: TypeId,
    pub(crate) name: &'static str,
}

/// A function under `#[task]`.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct TaskSpec {
    pub function: FunctionSpec,
    pub schedule: ScheduleSpec,
    pub overlap: bool,
    pub timeout: Option<Duration>,
}

/// A function that is called around the others.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct HookSpec {
    pub function: FunctionSpec,
    pub kind: HookKind,
    pub priority: i32,
}

/// When a hook is called.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookKind {
    OnStart,
    OnShutdown,
    OnError,
    Middleware,
}

impl ItemSpec {
    /// Stands for a function whose macro has reported a mistake, so that uses of it add no second one.
    pub const INVALID: &'static Self = &Self::Hook(HookSpec {
        function: FunctionSpec::NONE,
        kind: HookKind::OnStart,
        priority: 0,
    });

    pub(crate) fn function(&self) -> &FunctionSpec {
        match self {
            Self::Handler(spec) => &spec.function,
            Self::Provider(spec) => &spec.function,
            Self::Task(spec) => &spec.function,
            Self::Hook(spec) => &spec.function,
        }
    }

    fn priority(&self) -> i32 {
        match self {
            Self::Handler(spec) => spec.priority,
            Self::Hook(spec) => spec.priority,
            Self::Provider(_) | Self::Task(_) => 0,
        }
    }

    /// In this order functions are bound and called: by priority, then as in the source. The registry has no order.
    pub(crate) fn order(&self) -> impl Ord + use<> {
        let FunctionSpec {
            module, line, name, ..
        } = *self.function();
        (-i64::from(self.priority()), module, line, name)
    }
}

impl FunctionSpec {
    pub(crate) const NONE: Self = Self {
        name: "",
        module: "",
        file: "",
        line: 0,
        group: None,
        parameters: &[],
        event: None,
        bind: |_| {},
    };

    /// Whether the function serves the client group `group`.
    pub(crate) fn serves(&self, group: &str) -> bool {
        self.group.is_none_or(|only| only == group)
    }

    /// `module::name`.
    pub(crate) fn path(&self) -> String {
        if self.module.is_empty() {
            self.name.to_owned()
        } else {
            format!("{}::{}", self.module, self.name)
        }
    }

    /// `file:line`.
    pub(crate) fn location(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

/// `module::name (file:line)`.
impl fmt::Display for FunctionSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.path(), self.location())
    }
}

/// An entry of the registry that the attributes fill before `main`.
#[doc(hidden)]
pub struct Registered(pub &'static ItemSpec);

inventory::collect!(Registered);

/// A function under an attribute of asyncord, named as a type: the attribute makes one of the function's
/// name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function under an attribute of asyncord",
    label = "not the name of a function under `#[handler]`, `#[task]` or the like",
    note = "write `#[handler]` over an `async fn {Self}`, and name it here without parentheses"
)]
pub trait HandlerItem {
    #[doc(hidden)]
    const SPEC: &'static ItemSpec;
}
