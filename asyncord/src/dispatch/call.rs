//! One call of one handler: from an event to a future that is ready to run.

use std::sync::Arc;

use tracing::Span;

use super::{
    bound::{Bound, Meta},
    context::CallContext,
    lane::{Place, Way},
    middleware::{CallInfo, Next},
    output::Outbox,
    param::CallFuture,
    provider::{Computed, Input},
    queue::Reservation,
    router::{Dispatch, Step},
};
use crate::{
    event::{Event, RawEvent, ReplyTarget, Scope},
    lock,
    rest::RestClient,
};

/// One call of one handler, ready to run.
pub(crate) struct Call {
    pub(crate) meta: Arc<Meta>,
    /// What it passes before it starts.
    pub(crate) way: Option<Way>,
    pub(crate) event: RawEvent,
    pub(crate) scope: Scope,
    pub(crate) span: Span,
    pub(crate) future: CallFuture,
    /// Counts the event against the byte budget while the call waits at a gate.
    pub(crate) reservation: Option<Arc<Reservation>>,
}

/// Makes a call out of a handler and an event that has passed its filters.
pub(crate) fn make<E: Event>(bound: &Bound<E>, event: Arc<E>, dispatch: &mut Dispatch<'_>) {
    let scope = event.scope();
    let place = bound.place.map(|place| place(&event));
    let reply = bound.reply.map(|target| target(&event));
    let outbox = reply.is_some().then(Outbox::default);

    // Most bots have neither, and then their calls cost nothing of it.
    let middleware = !dispatch.router.middleware.is_empty() || !bound.wraps.is_empty();
    let decoded = (middleware || !bound.needs.is_empty()).then(|| Input {
        raw: dispatch.raw.clone(),
        decoded: Arc::clone(&event) as _,
    });
    let mut future = match &decoded {
        Some(input) if !bound.needs.is_empty() => {
            let needs = values(&bound.needs, input, dispatch);
            let handler = Arc::clone(&bound.handler);
            let mut context = dispatch.context.alone();
            context.outbox.clone_from(&outbox);
            Box::pin(async move {
                for need in needs {
                    context.computed.push(need.await?);
                }
                handler.call(event, context.into()).await
            })
        }
        _ => {
            let context = match &outbox {
                None => Arc::clone(dispatch.context),
                outbox => Arc::new(CallContext {
                    outbox: outbox.clone(),
                    ..dispatch.context.alone()
                }),
            };
            bound.handler.call(event, context)
        }
    };
    if let (Some(target), Some(outbox)) = (reply, outbox) {
        let client = dispatch.group().clients.client.clone();
        future = replying(future, target, outbox, client);
    }
    if let Some(input) = decoded
        && middleware
    {
        future = wrapped(bound, future, scope, &input, dispatch);
    }
    let call = Call::new(&bound.meta, place, scope, dispatch, future);
    dispatch.steps.push(Step::Call(call));
}

/// What providers make of the event, to be awaited.
fn values(needs: &[usize], input: &Input, dispatch: &mut Dispatch<'_>) -> Vec<Computed> {
    let (providers, group) = (&dispatch.router.providers, &dispatch.context.context.group);
    needs
        .iter()
        .map(|need| dispatch.values.get(*need, providers, input, group))
        .collect()
}

/// Sends what the handler has returned.
fn replying(
    handler: CallFuture,
    target: ReplyTarget,
    outbox: Outbox,
    client: RestClient,
) -> CallFuture {
    Box::pin(async move {
        handler.await?;
        let message = lock(&outbox).take();
        if let Some(message) = message {
            client
                .channels()
                .messages(target.channel_id)
                .create(message.reply_to(target.message_id))
                .await?;
        }
        Ok(())
    })
}

/// Puts the middleware around a call, the last of it first.
fn wrapped<E: Event>(
    bound: &Bound<E>,
    mut future: CallFuture,
    scope: Scope,
    input: &Input,
    dispatch: &mut Dispatch<'_>,
) -> CallFuture {
    let call = CallInfo {
        meta: Arc::clone(&bound.meta),
        event: dispatch.raw.clone(),
        scope,
        context: dispatch.context.context.clone(),
    };
    for middleware in bound.wraps.iter().rev() {
        let next = Next {
            call: call.clone(),
            rest: future,
        };
        future = Arc::clone(middleware).wrap(next);
    }
    for (needs, middleware) in dispatch.router.middleware.iter().rev() {
        let next = Next {
            call: call.clone(),
            rest: future,
        };
        future = if needs.is_empty() {
            middleware(next, Arc::clone(dispatch.context))
        } else {
            let mut context = dispatch.context.alone();
            let needs = values(needs, input, dispatch);
            let middleware = Arc::clone(middleware);
            Box::pin(async move {
                for need in needs {
                    context.computed.push(need.await?);
                }
                middleware(next, context.into()).await
            })
        };
    }
    future
}

impl Call {
    fn new(
        meta: &Arc<Meta>,
        place: Option<Place>,
        scope: Scope,
        dispatch: &Dispatch<'_>,
        future: CallFuture,
    ) -> Self {
        let event = dispatch.raw;
        let span = tracing::debug_span!(
            "handler",
            handler = meta.spec.function.name,
            event = event.name(),
            group = &*dispatch.group().name,
            shard = event.shard(),
            guild = scope.guild_id.map(tracing::field::display),
        );
        Self {
            meta: Arc::clone(meta),
            way: Way::new(meta.index, place, meta.spec.concurrency),
            event: event.clone(),
            scope,
            span,
            future,
            reservation: None,
        }
    }
}
