//! The start: every function's arguments looked up, and the work between events and calls begun.

use std::sync::Arc;

use super::{
    Dispatcher,
    binder::Binder,
    bound::Builder,
    context::{Clients, Group},
    dispatcher::Setup,
    executor::Executor,
    failure::ErrorHook,
    hooks::Failures,
    metrics,
    pool::Pool,
    provider::{Providers, tangles},
    queue::{Budget, queue},
    registry::{FunctionSpec, HandlerSpec, ItemSpec},
    router::Router,
    running::Running,
    startup::{HandlersError, Report},
    tasks::Tasks,
    waiters::Waiters,
};
use crate::{model::Intents, schedule::Schedule};

/// How many bytes of events wait for a call at most.
const QUEUED_BYTES: usize = 16 * 1_024 * 1_024;

/// A dispatcher whose functions have all found their arguments.
pub(crate) struct Prepared {
    dispatcher: Dispatcher,
    handlers: Vec<HandlerSpec>,
    builder: Builder,
    pool: Pool,
    calls_in_flight: usize,
    /// How many bytes of events wait at most.
    pub(crate) queued_bytes: usize,
    hook: Option<ErrorHook>,
    unused: Vec<String>,
}

/// Looks up every argument of every function; all that does not fit, in all groups, is one error.
pub(crate) fn prepare(
    dispatchers: &[(&str, &Dispatcher)],
    groups: &[String],
) -> Result<Vec<Prepared>, HandlersError> {
    let mut strays = Vec::<&'static FunctionSpec>::new();
    let (mut prepared, mut reports) = (Vec::new(), Vec::new());
    for (name, dispatcher) in dispatchers {
        let handle = Dispatcher::clone(dispatcher);
        dispatcher.setup(|setup| {
            for item in setup.items(None) {
                let function = item.function();
                let known = |group: &str| groups.iter().any(|known| known == group);
                if !function.group.is_none_or(known)
                    && !strays.iter().any(|stray| std::ptr::eq(*stray, function))
                {
                    strays.push(function);
                }
            }
            let (group, report) = bind(name, setup, handle);
            prepared.push(group);
            reports.push(report);
        });
    }
    HandlersError::check(reports, strays, groups.to_vec())?;
    Ok(prepared)
}

fn bind(name: &str, setup: &mut Setup, dispatcher: Dispatcher) -> (Prepared, Report) {
    let items = setup.items(Some(name));
    let providers = Providers::new(&items);
    let mut builder = Builder::new(name);
    let mut report = Report {
        group: name.to_owned(),
        conflicts: setup.pool.conflicts().to_vec(),
        given: setup.pool.names().map(str::to_owned).collect(),
        ..Report::default()
    };
    let (mut needs, mut used) = (Vec::new(), Vec::new());
    for item in &items {
        builder.removed = setup.switch(item);
        let lookups = Binder::bind(item, &setup.pool, &providers, &mut builder);
        if !lookups.misses.is_empty() {
            report.misses.push((item.function(), lookups.misses));
        }
        if matches!(item, ItemSpec::Provider(_)) {
            needs.push(lookups.needs);
        }
        used.extend(lookups.used);
    }
    report.schedules = items.iter().filter_map(|item| unscheduled(item)).collect();
    report.tangles = tangles(&providers, &needs, |name| setup.pool.has(name));

    for middleware in &setup.middleware {
        let middleware = Arc::clone(middleware);
        builder.middleware(
            Vec::new(),
            Arc::new(move |next, _| Arc::clone(&middleware).wrap(next)),
        );
    }
    let mut handlers: Vec<_> = items
        .iter()
        .filter_map(|item| match item {
            ItemSpec::Handler(spec) => Some(*spec),
            _ => None,
        })
        .collect();
    for closure in setup.closures() {
        builder.removed = Arc::clone(&closure.removed);
        (closure.add)(&mut builder, closure.spec);
        handlers.push(closure.spec);
    }
    // Who takes the whole context may read any argument.
    let reads_all =
        |function: &FunctionSpec| function.parameters.iter().any(|(name, _)| *name == "cx");
    let all_used =
        !setup.closures().is_empty() || items.iter().any(|item| reads_all(item.function()));
    if !all_used {
        report.unused = report
            .given
            .iter()
            .filter(|name| !used.contains(&name.as_str()))
            .cloned()
            .collect();
    }
    let prepared = Prepared {
        dispatcher,
        handlers,
        builder,
        pool: setup.pool.clone(),
        calls_in_flight: setup.calls_in_flight,
        queued_bytes: QUEUED_BYTES,
        hook: setup.hook.clone(),
        unused: report.unused.clone(),
    };
    (prepared, report)
}

/// A task whose times make no sense to the library that keeps them, with its reason.
fn unscheduled(item: &'static ItemSpec) -> Option<(&'static FunctionSpec, String)> {
    match item {
        ItemSpec::Task(spec) => Schedule::new(&spec.schedule)
            .err()
            .map(|error| (&spec.function, error.to_string())),
        _ => None,
    }
}

impl Prepared {
    pub(crate) fn handlers(&self) -> &[HandlerSpec] {
        &self.handlers
    }

    /// Whether nothing would ever be called.
    pub(crate) fn is_idle(&self) -> bool {
        let Builder {
            on_start,
            on_shutdown,
            tasks,
            ..
        } = &self.builder;
        self.handlers.is_empty()
            && on_start.is_empty()
            && on_shutdown.is_empty()
            && tasks.is_empty()
    }

    /// The arguments that were given and that nothing asks for.
    pub(crate) fn unused(&self) -> &[String] {
        &self.unused
    }

    /// The intents without which some handler would never be called.
    pub(crate) fn intents(&self) -> Intents {
        self.handlers
            .iter()
            .fold(Intents::empty(), |all, spec| all | spec.intents())
    }

    /// The intents that make some handler's events richer.
    pub(crate) fn intents_if_granted(&self) -> Intents {
        self.handlers.iter().fold(Intents::empty(), |all, spec| {
            all | spec.intents_if_granted()
        })
    }

    /// Starts the work between the queue and the handlers.
    pub(crate) fn run(self, group: Arc<str>, clients: Clients, intents: Intents) -> Running {
        metrics::describe();
        let waiters = Waiters::new(intents);
        self.dispatcher
            .setup(|setup| setup.waiters = waiters.clone());
        let group = Arc::new(Group {
            name: group,
            clients,
            arguments: self.pool,
            waiters,
        });
        let mut builder = self.builder;
        let on_error = std::mem::take(&mut builder.on_error);
        let on_start = std::mem::take(&mut builder.on_start);
        let on_shutdown = std::mem::take(&mut builder.on_shutdown);
        let tasks = std::mem::take(&mut builder.tasks);
        let failures = Failures::new(Arc::clone(&group), self.hook, on_error);
        let executor = Executor::new(Arc::clone(&failures), self.calls_in_flight);
        let budget = Budget::new(self.queued_bytes, &group.name);
        #[cfg(test)]
        let probe = super::running::Probe {
            executor: Arc::clone(&executor),
            budget: Arc::clone(&budget),
        };
        let (sink, work) = queue(
            Arc::new(Router::new(builder)),
            budget,
            Arc::clone(&executor),
            Arc::clone(&group),
        );
        Running {
            sink: Arc::new(sink),
            executor,
            work: tokio::spawn(work),
            tasks: Tasks::new(tasks, Arc::clone(&group), Arc::clone(&failures)),
            group,
            failures,
            on_start,
            on_shutdown,
            #[cfg(test)]
            probe,
        }
    }
}

#[cfg(test)]
impl Dispatcher {
    /// As [`prepare`], of one group alone.
    pub(crate) fn prepare(&self, group: &str) -> Result<Prepared, HandlersError> {
        let groups = [group.to_owned(), "another".to_owned()];
        let mut prepared = prepare(&[(group, self)], &groups)?;
        Ok(prepared.pop().expect("one dispatcher was given"))
    }
}
