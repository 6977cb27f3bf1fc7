//! Application commands are registered as the program declares them: compared first, and only what differs is written.
//!
//! [`sync()`] asks Discord for the commands that are registered, makes a [`Plan`] of what differs from what is declared,
//! logs it, and writes it. Where nothing differs, nothing is written and nothing is logged.
//!
//! # What is deleted
//!
//! A command that is registered but not declared is deleted if it was declared before: asyncord registered it then, or
//! found it registered. Discord keeps no mark of that, so a [`CommandStore`] remembers it. Without a store, or if another
//! program registered the command, it stays and is named in the plan; with [`CommandSync::delete_unknown`] it goes.
//!
//! # Several processes
//!
//! Making a command puts it in place of one of the same name, changing one that is gone makes it, and deleting one that
//! is gone is no failure: processes that do the same at once do no harm, and no lock is needed. Of processes with
//! different declarations, the last one to start wins.
//!
//! ```no_run
//! # async fn example(client: asyncord::RestClient) -> Result<(), asyncord::BoxError> {
//! use asyncord::{
//!     interactions::sync::{CommandSync, DeclaredCommand, FileCommandStore, sync},
//!     model::NewCommand,
//! };
//!
//! let ping = NewCommand::chat_input("ping", "Says pong");
//! let declared = vec![DeclaredCommand::new(ping, "src/main.rs:7")];
//! let settings = CommandSync::new().store(FileCommandStore::new("/var/lib/bot"));
//! let application = client.applications().me().await?;
//! let report = sync(&client, application.id, declared, &settings).await?;
//! println!("{}", report.plan);
//! # Ok(())
//! # }
//! ```
//!
//! Discord docs: Application Commands/Registering a Command.

mod apply;
mod compare;
mod declared;
mod error;
mod place;
mod plan;
mod run;
mod settings;
mod show;
mod store;
#[cfg(all(test, feature = "sandbox"))]
mod tests;

pub use self::{
    declared::{DeclaredCommand, Scope},
    error::{SyncError, SyncErrorKind},
    plan::{Kept, KeptReason, Known, Plan, Removed, ScopePlan, Update, plan},
    run::{Report, sync},
    settings::CommandSync,
    store::{
        CommandRecord, CommandStore, Creates, FileCommandStore, MemoryCommandStore, OwnedCommand,
        ScopeRecord, StoreFuture,
    },
};
