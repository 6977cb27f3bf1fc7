//! Against a sandbox: what is written, and what is not.

use super::{CommandSync, DeclaredCommand, Plan, Report, SyncError, sync};
use crate::{
    RestClient,
    model::{ApplicationCommand, ApplicationCommandOption, Locale, NewCommand},
    sandbox::{LogKind, Sandbox},
};

mod compare;
mod faults;
mod guilds;
mod ownership;
mod property;
mod store;
mod writes;

/// A sandbox, and what a bot in it has done.
struct World {
    sandbox: Sandbox,
    client: RestClient,
    seen: u64,
}

impl World {
    async fn new() -> Self {
        let sandbox = Sandbox::builder().start().await.unwrap();
        let client = RestClient::new(sandbox.token());
        Self {
            sandbox,
            client,
            seen: 0,
        }
    }

    async fn try_sync(
        &self,
        declared: impl IntoIterator<Item = DeclaredCommand>,
        settings: &CommandSync,
    ) -> Result<Report, SyncError> {
        let declared = declared.into_iter().collect();
        let application_id = self.sandbox.application_id();
        sync(&self.client, application_id, declared, settings).await
    }

    async fn sync(
        &self,
        declared: impl IntoIterator<Item = DeclaredCommand>,
        settings: &CommandSync,
    ) -> Report {
        self.try_sync(declared, settings).await.unwrap()
    }

    async fn refused(
        &self,
        declared: impl IntoIterator<Item = DeclaredCommand>,
        settings: &CommandSync,
    ) -> SyncError {
        self.try_sync(declared, settings).await.unwrap_err()
    }

    /// What has been asked for since the last call: methods, and `/guild` for a guild's commands.
    fn calls(&mut self) -> Vec<String> {
        let mut calls = Vec::new();
        for entry in self.sandbox.log_after(self.seen) {
            self.seen = entry.id;
            if let LogKind::Call(call) = entry.kind {
                let place = if call.path.contains("/guilds/") {
                    "/guild"
                } else {
                    ""
                };
                calls.push(format!("{}{place}", call.method));
            }
        }
        calls
    }

    /// The bodies of what has been written since the last call.
    fn bodies(&mut self) -> Vec<serde_json::Value> {
        let log = self.sandbox.log_after(self.seen).into_iter();
        let bodies = log.filter_map(|entry| match entry.kind {
            LogKind::Call(call) if call.method != "GET" => Some(call.request),
            _ => None,
        });
        bodies.collect()
    }

    /// The global commands that are registered.
    async fn registered(&self) -> Vec<ApplicationCommand> {
        let commands = self.client.applications();
        let commands = commands.commands(self.sandbox.application_id());
        commands
            .list()
            .with_localizations(true)
            .await
            .unwrap()
            .into_vec()
    }

    async fn names(&self) -> Vec<String> {
        names(&self.registered().await)
    }

    /// Another program registers a command.
    async fn foreign(&self, command: NewCommand) {
        let commands = self.client.applications();
        let commands = commands.commands(self.sandbox.application_id());
        commands.create(command).await.unwrap();
    }
}

#[test]
fn a_bot_can_be_started_on_any_thread() {
    fn is_send(_: impl Send) {}
    let client = RestClient::new("token");
    is_send(sync(&client, 1.into(), Vec::new(), &CommandSync::new()));
}

fn names(commands: &[ApplicationCommand]) -> Vec<String> {
    let mut names: Vec<_> = commands
        .iter()
        .map(|command| command.name.as_str().to_owned())
        .collect();
    names.sort();
    names
}

fn slash(name: &str) -> NewCommand {
    NewCommand::chat_input(name, format!("Does {name}"))
}

fn declared(command: NewCommand) -> DeclaredCommand {
    DeclaredCommand::new(command, "src/main.rs:7")
}

fn roll(most: i32) -> NewCommand {
    slash("roll").option(
        ApplicationCommandOption::integer("sides", "How many sides")
            .min_value(2)
            .max_value(most),
    )
}

fn tag() -> NewCommand {
    slash("tag")
        .name_localization(Locale::German, "etikett")
        .description_localization(Locale::French, "Une étiquette")
        .option(
            ApplicationCommandOption::string("name", "Which")
                .required(true)
                .choice("one", "1")
                .name_localization(Locale::German, "welches"),
        )
}

/// The lines of a plan without the headings.
fn lines(plan: &Plan) -> Vec<String> {
    plan.to_string()
        .lines()
        .filter_map(|line| line.strip_prefix("  ").map(str::to_owned))
        .collect()
}
