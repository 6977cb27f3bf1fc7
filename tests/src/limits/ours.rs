//! asyncord's limiter, as it is tried here.

use asyncord::rest::{
    OperationInfo,
    limiter::{InMemoryRateLimiter, Limits, Outcome, Permit, RateLimiter, Refusal, Route, Ticket},
    resource::{
        channel::{GetChannel, TriggerTyping, UpdateChannel},
        interaction::CreateInteractionResponse,
        message::{
            BulkDeleteMessages, CreateMessage, DeleteMessage, GetMessage, ListMessages,
            UpdateMessage, reaction::AddReaction,
        },
        webhook::ExecuteWebhook,
    },
};

use super::{
    run::{Subject, Task},
    server::Reply,
};

/// The operations of the worlds: ten on channels, then [`WEBHOOK`](super::worlds::WEBHOOK) and
/// [`CALLBACK`](super::worlds::CALLBACK).
pub static OPERATIONS: [OperationInfo; 12] = [
    CreateMessage::OPERATION,
    ListMessages::OPERATION,
    UpdateMessage::OPERATION,
    DeleteMessage::OPERATION,
    BulkDeleteMessages::OPERATION,
    UpdateChannel::OPERATION,
    GetChannel::OPERATION,
    TriggerTyping::OPERATION,
    AddReaction::OPERATION,
    GetMessage::OPERATION,
    ExecuteWebhook::OPERATION,
    CreateInteractionResponse::OPERATION,
];

/// The route of an operation on a resource.
pub fn route(operation: usize, major: u64) -> Route {
    Route::of(&OPERATIONS[operation], Some(&major.to_string()))
}

/// What the headers of a reply tell.
pub fn outcome(reply: Reply) -> Outcome {
    let limits = reply.headers.map(|headers| {
        let mut limits = Limits::new(
            headers.bucket,
            headers.limit,
            headers.remaining,
            headers.reset_after,
        );
        limits.window = Some(headers.reset);
        limits
    });
    match reply.refused {
        Some(refused) => {
            let mut refusal = Refusal::new(refused.retry_after);
            refusal.global = refused.global;
            refusal.shared = refused.shared;
            Outcome::Refused { limits, refusal }
        }
        None => Outcome::Answered {
            limits,
            learnt: true,
        },
    }
}

impl Subject for InMemoryRateLimiter {
    type Ticket = Ticket;
    type Permit = Permit;

    fn ticket(&self) -> Ticket {
        Ticket::draw()
    }

    async fn acquire(&self, task: &Task, ticket: Ticket) -> Permit {
        let route = route(task.operation, task.major);
        RateLimiter::acquire(self, &route, ticket).await.unwrap()
    }

    fn send(&self, permit: &mut Permit) {
        permit.sent();
    }

    fn complete(&self, permit: Permit, reply: Option<Reply>) {
        permit.complete(reply.map_or(Outcome::Lost, outcome));
    }
}
