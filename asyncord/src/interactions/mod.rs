//! Commands: functions under [`#[command]`](macro@crate::command) that users call in Discord.
//!
//! - `spec`: what the attribute writes down; `declare`: the commands that Discord is told of;
//! - `option`: the types that a command's parameters can have;
//! - `run`, `context`, `output`: the way of a call, from the interaction to the answer;
//! - `suggest`: suggestions while the user types;
//! - `error`: what goes wrong on it;
//! - [`sync`]: what Discord is told of the commands.

mod context;
mod declare;
mod error;
mod option;
mod output;
mod run;
mod spec;
mod suggest;
pub mod sync;

#[cfg(test)]
mod tests;

pub use self::{
    context::CommandContext,
    declare::CommandsError,
    error::{AnswerError, AnswerErrorKind, OptionError, UserError},
    option::{CommandOption, Mentionable, OptionValue, ResolvedMember},
    output::CommandOutput,
    suggest::SuggestOutput,
    sync::CommandSync,
};

pub(crate) use self::declare::{Function, declare};

/// What the macros expand to; no part of the public API.
#[doc(hidden)]
pub mod private {
    pub use super::{
        context::CommandContextParam,
        option::{ChannelOption, ChoiceSpec, NumberOption, TextOption, choice_option, read_choice},
        output::Reply,
        run::{TargetParam, boxed_command, command, is_for, read_target},
        spec::{CommandKind, CommandSpec, OptionSpec},
        suggest::{Suggest, Suggests, TypedParam, boxed_suggestions, is_suggested, suggest},
    };
    pub use crate::{
        event::InteractionCreate,
        model::{
            ApplicationCommandOption, ApplicationIntegrationType, InteractionContextType,
            Permissions,
        },
    };
}
