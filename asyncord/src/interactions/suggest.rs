//! Suggestions for an option, while the user types.

use std::{pin::Pin, sync::Arc};

use super::{context::CommandContext, run::calls, spec::CommandSpec};
use crate::{
    BoxError,
    dispatch::private::{Binder, CallContext, CallFuture},
    event::InteractionCreate,
    model::{ApplicationCommandOptionChoice, CommandOptionValue, InteractionData, Text},
};

/// How many suggestions Discord shows.
const MOST: usize = 25;

/// What becomes of a call for suggestions.
type Suggestions = Result<Vec<ApplicationCommandOptionChoice>, BoxError>;
type Running = Pin<Box<dyn Future<Output = Suggestions> + Send>>;

/// A function under `#[autocomplete]` whose arguments have been found.
#[doc(hidden)]
pub type Suggest = Arc<dyn Fn(CommandContext, Arc<CallContext>, String) -> Running + Send + Sync>;

/// A function under [`#[autocomplete]`](macro@crate::autocomplete), named as a type.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a function under `#[autocomplete]`",
    label = "expected the name of a function under `#[autocomplete]`",
    note = "write `#[autocomplete]` over an `async fn {Self}(typed: &str) -> Vec<String>`, and name it here without parentheses"
)]
pub trait Suggests {
    fn bind(binder: &mut Binder<'_>) -> Option<Suggest>;
}

/// What a function under [`#[autocomplete]`](macro@crate::autocomplete) may return: a list of texts, or of pairs of a
/// name that is shown and the value that is taken; or a `Result` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list of suggestions",
    label = "expected `Vec<String>`, a `Vec` of pairs of name and value, or a `Result` of one"
)]
pub trait SuggestOutput {
    /// The suggestions, of which Discord shows the first 25.
    ///
    /// # Errors
    ///
    /// If the function failed.
    fn into_choices(self) -> Result<Vec<ApplicationCommandOptionChoice>, BoxError>;
}

#[diagnostic::do_not_recommend]
impl<T: Into<ApplicationCommandOptionChoice>> SuggestOutput for Vec<T> {
    fn into_choices(self) -> Suggestions {
        Ok(self.into_iter().take(MOST).map(Into::into).collect())
    }
}

#[diagnostic::do_not_recommend]
impl<T: SuggestOutput, E: Into<BoxError>> SuggestOutput for Result<T, E> {
    fn into_choices(self) -> Suggestions {
        self.map_err(Into::into)?.into_choices()
    }
}

/// What the user has typed so far, taken by value.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "what the user has typed so far is a text, and `{Self}` is none",
    label = "expected `&str` or `String`"
)]
pub trait TypedParam {
    fn take(typed: String) -> Self;
}

#[diagnostic::do_not_recommend]
impl TypedParam for String {
    fn take(typed: String) -> Self {
        typed
    }
}

#[diagnostic::do_not_recommend]
impl TypedParam for Text {
    fn take(typed: String) -> Self {
        typed.into()
    }
}

/// Boxes a call for suggestions; asks in one place that it can move between threads.
#[doc(hidden)]
pub fn boxed_suggestions<F>(future: F) -> Running
where
    F: Future<Output = Suggestions> + Send + 'static,
{
    Box::pin(future)
}

/// Whether an interaction asks for suggestions for this option.
#[doc(hidden)]
pub fn is_suggested(
    spec: &'static CommandSpec,
    option: &'static str,
) -> impl Fn(&InteractionCreate) -> bool {
    move |interaction| match &interaction.data {
        InteractionData::ApplicationCommandAutocomplete(data) => {
            calls(spec, data)
                && data
                    .focused()
                    .is_some_and(|focused| focused.name == *option)
        }
        _ => false,
    }
}

/// Calls a function for suggestions, and answers with them; with none if it failed.
#[doc(hidden)]
pub fn suggest(
    spec: &'static CommandSpec,
    interaction: Arc<InteractionCreate>,
    context: Arc<CallContext>,
    function: &Suggest,
) -> CallFuture {
    let cx = CommandContext::new(interaction, context.context().clone(), spec);
    let focused = cx.data().and_then(|data| data.focused());
    let typed = focused.map_or_else(String::new, |option| text(&option.value));
    let running = function(cx.clone(), context, typed);
    Box::pin(async move {
        let (choices, error) = match running.await {
            Ok(choices) => (choices, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        cx.suggest(choices).await?;
        error.map_or(Ok(()), Err)
    })
}

/// Discord sends what is typed as it stands, for numbers too.
fn text(value: &CommandOptionValue) -> String {
    let number = || {
        let integer = value.as_i64().map(|integer| integer.to_string());
        integer.or_else(|| Some(value.as_f64()?.to_string()))
    };
    let text = value.as_str().map(str::to_owned);
    text.or_else(number).unwrap_or_default()
}
