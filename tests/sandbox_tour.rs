//! Walks through the sandbox: every answer by Discord's specification, every event by its type, and how many of
//! Discord's operations behave.

use asyncord::event::AnyEvent;
use asyncord_tests::{
    contract::Contract,
    tour::{Seen, Tour},
};

#[path = "sandbox_tour/application.rs"]
mod application;
#[path = "sandbox_tour/auto_moderation.rs"]
mod auto_moderation;
#[path = "sandbox_tour/channel.rs"]
mod channel;
#[path = "sandbox_tour/command.rs"]
mod command;
#[path = "sandbox_tour/common.rs"]
mod common;
#[path = "sandbox_tour/community.rs"]
mod community;
#[path = "sandbox_tour/component.rs"]
mod component;
#[path = "sandbox_tour/expression.rs"]
mod expression;
#[path = "sandbox_tour/guild.rs"]
mod guild;
#[path = "sandbox_tour/interaction.rs"]
mod interaction;
#[path = "sandbox_tour/invite.rs"]
mod invite;
#[path = "sandbox_tour/lobby.rs"]
mod lobby;
#[path = "sandbox_tour/member.rs"]
mod member;
#[path = "sandbox_tour/message.rs"]
mod message;
#[path = "sandbox_tour/modal.rs"]
mod modal;
#[path = "sandbox_tour/monetization.rs"]
mod monetization;
#[path = "sandbox_tour/partner.rs"]
mod partner;
#[path = "sandbox_tour/role.rs"]
mod role;
#[path = "sandbox_tour/scheduled_event.rs"]
mod scheduled_event;
#[path = "sandbox_tour/thread.rs"]
mod thread;
#[path = "sandbox_tour/user.rs"]
mod user;
#[path = "sandbox_tour/voice.rs"]
mod voice;
#[path = "sandbox_tour/webhook.rs"]
mod webhook;

/// Operations that no bot does successfully in the sandbox: in groups there are people alone, and Discord has switched
/// off the changing of several commands' permissions at once.
const UNVISITED: &[&str] = &[
    "add_group_dm_user",
    "delete_group_dm_user",
    "docs_batch_update_command_permissions",
];

/// Events that the watching bot does not get: nobody boosts guilds, Discord does not document what deletes a
/// subscription, and the bot never resumes.
const UNSEEN: &[&str] = &[
    "GUILD_SOUNDBOARD_SOUNDS_UPDATE",
    "RESUMED",
    "SUBSCRIPTION_DELETE",
];

/// Walks through a sandbox of its own, and gives what happened; `None` without the facts.
async fn seen(walk: impl AsyncFnOnce(&mut Tour)) -> Option<Seen> {
    let mut tour = Tour::start().await?;
    walk(&mut tour).await;
    Some(tour.finish())
}

macro_rules! walks {
    ($($name:ident)+) => {
        $(
            #[tokio::test]
            async fn $name() {
                if let Some(seen) = seen($name::walk).await {
                    println!("{} operations", seen.operations.len());
                }
            }
        )+

        #[tokio::test]
        async fn every_operation_is_visited_and_every_event_seen() {
            let Some(contract) = Contract::load() else {
                return;
            };
            let mut all = Seen::default();
            $(
                let walked = seen($name::walk).await.unwrap_or_default();
                all.operations.extend(walked.operations);
                all.events.extend(walked.events);
            )+
            let operations = contract.operations().iter();
            let missed: Vec<&str> = operations
                .map(|operation| operation.id.as_str())
                .filter(|id| !all.operations.contains(*id))
                .collect();
            assert_eq!(missed, UNVISITED);
            let unseen: Vec<&str> = AnyEvent::NAMES
                .iter()
                .copied()
                .filter(|name| !all.events.contains(*name))
                .collect();
            assert_eq!(unseen, UNSEEN);
            println!("{} operations, {} events", all.operations.len(), all.events.len());
        }
    };
}

walks! {
    application
    auto_moderation
    channel
    command
    community
    expression
    guild
    interaction
    invite
    lobby
    member
    message
    monetization
    partner
    role
    scheduled_event
    thread
    user
    voice
    webhook
}
