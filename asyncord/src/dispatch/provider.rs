//! Arguments that are computed for each event: who makes them, for whom, and how once is enough.

use std::{any::TypeId, fmt, panic::AssertUnwindSafe, pin::Pin, sync::Arc};

use futures_util::{FutureExt, future::Shared};

use super::{
    context::{CallContext, Group, Value},
    failure::{Skip, panic_message},
    pool::Found,
    registry::{EventType, ItemSpec, ProviderSpec},
};
use crate::{
    BoxError,
    event::{Event, RawEvent},
};

/// The providers of a client group, before they are bound.
///
/// A provider's number is its place here, and later its place among the bound ones.
#[derive(Default)]
pub(crate) struct Providers(Vec<&'static ProviderSpec>);

impl Providers {
    pub(crate) fn new(items: &[&'static ItemSpec]) -> Self {
        let providers = items.iter().filter_map(|item| match item {
            ItemSpec::Provider(spec) => Some(spec),
            _ => None,
        });
        Self(providers.collect())
    }

    pub(crate) fn specs(&self) -> &[&'static ProviderSpec] {
        &self.0
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|spec| spec.function.name)
    }

    /// Looks for a provider of a `T` called `name` for events of a type; one for raw events serves all.
    pub(crate) fn find<T: 'static>(&self, name: &str, event: Option<EventType>) -> Found<T> {
        let Some(event) = event.map(|event| event.info.id) else {
            return Found::Absent;
        };
        let serving = |wanted: TypeId| {
            self.0.iter().position(|spec| {
                spec.function.name == name
                    && spec
                        .function
                        .event
                        .is_some_and(|event| event.info.id == wanted)
            })
        };
        match serving(event).or_else(|| serving(TypeId::of::<RawEvent>())) {
            None => Found::Absent,
            Some(number) => {
                let output = (self.0[number].output)();
                if output.id == TypeId::of::<T>() {
                    Found::Computed(number)
                } else {
                    Found::Other(output.name)
                }
            }
        }
    }

    /// Says of the providers called `name` what they make and for which events.
    pub(crate) fn describe(&self, name: &str) -> Option<String> {
        let all: Vec<_> = self
            .0
            .iter()
            .filter(|spec| spec.function.name == name)
            .map(|spec| {
                let event = spec.function.event.map_or("", |event| event.name);
                format!("`{event}` by {}", spec.function)
            })
            .collect();
        (!all.is_empty()).then(|| all.join(" and "))
    }
}

/// A provider whose arguments have been found.
pub(crate) struct BoundProvider {
    pub(crate) spec: &'static ProviderSpec,
    /// The providers whose values it takes.
    pub(crate) needs: Vec<usize>,
    pub(crate) run: BoundRun,
}

/// Makes a provider's call.
pub(crate) type BoundRun = Arc<dyn Fn(&Input, Arc<CallContext>) -> ValueFuture + Send + Sync>;

/// A provider's call under way.
#[doc(hidden)]
pub(crate) type ValueFuture = Pin<Box<dyn Future<Output = Result<Value, BoxError>> + Send>>;

/// A value of one event, shared by all that need it.
pub(crate) type Computed =
    Shared<Pin<Box<dyn Future<Output = Result<Value, Arc<ProviderError>>> + Send>>>;

/// An event as providers take it.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) raw: RawEvent,
    /// Decoded as the handlers take it.
    pub(crate) decoded: Value,
}

impl Input {
    /// The event as a provider takes it: as the handler does, or raw.
    pub(crate) fn event<E: Event>(&self) -> Arc<E> {
        if let Ok(event) = Arc::clone(&self.decoded).downcast() {
            return event;
        }
        let raw: Value = Arc::new(self.raw.clone());
        raw.downcast()
            .expect("providers are found by their event type")
    }
}

/// Boxes a provider's call; asks in one place that it can move between threads.
#[doc(hidden)]
pub fn value<F>(call: F) -> ValueFuture
where
    F: Future<Output = Result<Value, BoxError>> + Send + 'static,
{
    Box::pin(call)
}

/// The values of one event: made where asked for, and once.
#[derive(Default)]
pub(crate) struct Values(Vec<(usize, Computed)>);

impl Values {
    /// The value that the provider of this number makes; it runs when someone awaits it.
    pub(crate) fn get(
        &mut self,
        number: usize,
        providers: &[BoundProvider],
        input: &Input,
        group: &Arc<Group>,
    ) -> Computed {
        if let Some((_, value)) = self.0.iter().find(|(known, _)| *known == number) {
            return value.clone();
        }
        let provider = &providers[number];
        // This ends: the start has ruled out cycles.
        let needs: Vec<_> = provider
            .needs
            .iter()
            .map(|need| self.get(*need, providers, input, group))
            .collect();
        let mut context = CallContext::new(Arc::clone(group), Some(input.raw.shard()));
        let (spec, run, input) = (provider.spec, Arc::clone(&provider.run), input.clone());
        let computed = async move {
            for need in needs {
                context.computed.push(need.await?);
            }
            let call = AssertUnwindSafe(async move { run(&input, context.into()).await });
            let reason = match call.catch_unwind().await {
                Ok(Ok(value)) => return Ok(value),
                Ok(Err(error)) if error.is::<Skip>() => ProviderReason::Skip,
                Ok(Err(error)) => ProviderReason::Error(error),
                Err(panic) => ProviderReason::Panic(panic_message(&*panic)),
            };
            Err(Arc::new(ProviderError {
                provider: spec.function.to_string(),
                reason,
            }))
        };
        let computed = computed.boxed().shared();
        self.0.push((number, computed.clone()));
        computed
    }
}

/// A provider that failed, so that a handler was not called.
#[derive(Debug)]
pub struct ProviderError {
    provider: String,
    reason: ProviderReason,
}

#[derive(Debug)]
enum ProviderReason {
    Error(BoxError),
    Panic(String),
    Skip,
}

impl ProviderError {
    pub(crate) fn is_skip(&self) -> bool {
        matches!(self.reason, ProviderReason::Skip)
    }

    /// The provider, with its place.
    pub fn provider(&self) -> &str {
        &self.provider
    }
}

impl fmt::Display for ProviderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let provider = &self.provider;
        match &self.reason {
            ProviderReason::Error(error) => write!(f, "provider {provider} failed: {error}"),
            ProviderReason::Panic(message) => write!(f, "provider {provider} panicked: {message}"),
            ProviderReason::Skip => write!(f, "provider {provider} skipped the call"),
        }
    }
}

impl std::error::Error for ProviderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.reason {
            ProviderReason::Error(error) => error.source(),
            ProviderReason::Panic(_) | ProviderReason::Skip => None,
        }
    }
}

/// What is wrong with providers as a whole.
pub(crate) enum Tangle {
    /// Two providers make the same argument for the same event.
    Ambiguous(&'static ProviderSpec, &'static ProviderSpec),
    /// The program gives an argument that a provider makes as well.
    Given(&'static ProviderSpec),
    /// Each needs the next, and the last the first.
    Cycle(Vec<&'static ProviderSpec>),
}

/// Looks for what is wrong with the providers; `needs` are those of each, by number.
pub(crate) fn tangles(
    providers: &Providers,
    needs: &[Vec<usize>],
    given: impl Fn(&str) -> bool,
) -> Vec<Tangle> {
    let specs = providers.specs();
    let event = |spec: &ProviderSpec| spec.function.event.map(|event| event.info.id);
    let mut tangles = Vec::new();
    for (number, spec) in specs.iter().enumerate() {
        if given(spec.function.name) {
            tangles.push(Tangle::Given(spec));
        }
        let same = |other: &&&'static ProviderSpec| {
            other.function.name == spec.function.name && event(other) == event(spec)
        };
        if let Some(earlier) = specs[..number].iter().find(same) {
            tangles.push(Tangle::Ambiguous(earlier, spec));
        }
    }
    let cycles = cycles(needs).into_iter();
    tangles
        .extend(cycles.map(|cycle| Tangle::Cycle(cycle.into_iter().map(|at| specs[at]).collect())));
    tangles
}

/// The cycles of a graph, each once, beginning with its smallest number.
fn cycles(needs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut found = Vec::<Vec<usize>>::new();
    let mut done = vec![false; needs.len()];
    for start in 0..needs.len() {
        visit(start, needs, &mut Vec::new(), &mut done, &mut found);
    }
    found
}

fn visit(
    at: usize,
    needs: &[Vec<usize>],
    path: &mut Vec<usize>,
    done: &mut [bool],
    found: &mut Vec<Vec<usize>>,
) {
    if let Some(begin) = path.iter().position(|seen| *seen == at) {
        let mut cycle = path[begin..].to_vec();
        let smallest = (0..cycle.len())
            .min_by_key(|place| cycle[*place])
            .unwrap_or(0);
        cycle.rotate_left(smallest);
        if !found.contains(&cycle) {
            found.push(cycle);
        }
        return;
    }
    if done[at] {
        return;
    }
    path.push(at);
    for need in &needs[at] {
        visit(*need, needs, path, done, found);
    }
    path.pop();
    done[at] = true;
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn cycles_are_found_once_each() {
        assert!(cycles(&[vec![1], vec![2], vec![], vec![1, 2]]).is_empty());
        assert_eq!(cycles(&[vec![0]]), [vec![0]]);
        assert_eq!(
            cycles(&[vec![1], vec![2], vec![0], vec![0]]),
            [vec![0, 1, 2]]
        );
        assert_eq!(
            cycles(&[vec![1], vec![0, 2], vec![3], vec![2]]),
            [vec![0, 1], vec![2, 3]]
        );
    }
}
