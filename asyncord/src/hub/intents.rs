//! Which intents a bot asks for: those that its handlers' events need, unless set by hand.

use std::fmt;

use crate::{
    dispatch::{HandlerSpec, Prepared},
    id::{Id, marker::ApplicationMarker},
    model::{Application, Intents},
};

/// Handlers need privileged intents that are not switched on for the application.
///
/// Discord docs: Gateway/Privileged Intents.
pub struct IntentsError {
    application: Id<ApplicationMarker>,
    missing: Intents,
    handlers: Vec<(String, Intents)>,
}

impl IntentsError {
    /// The intents that are not switched on.
    pub fn missing(&self) -> Intents {
        self.missing
    }
}

impl fmt::Display for IntentsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "privileged intents are needed that are not switched on for the application: {}\n  \
             switch them on at https://discord.com/developers/applications/{}/bot under Privileged Gateway Intents",
            self.missing, self.application
        )?;
        for (handler, intents) in &self.handlers {
            write!(f, "\n  {handler} needs {intents}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for IntentsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for IntentsError {}

/// The intents to ask for.
///
/// `application` is `None` where the server does not tell of it, as no Discord does; then everything
/// counts as granted.
pub(super) fn resolve(
    prepared: &Prepared,
    by_hand: Option<Intents>,
    application: Option<&Application>,
) -> Result<Intents, IntentsError> {
    let granted = application.map_or(Intents::PRIVILEGED, |application| {
        application.flags.granted_intents()
    });
    let wanted = by_hand.unwrap_or_else(|| prepared.intents());
    let missing = wanted & Intents::PRIVILEGED & !granted;
    if let Some(application) = application
        && !missing.is_empty()
    {
        let handlers = prepared
            .handlers()
            .iter()
            .map(|spec| (spec.function.to_string(), spec.intents() & missing))
            .filter(|(_, intents)| !intents.is_empty())
            .collect();
        return Err(IntentsError {
            application: application.id,
            missing,
            handlers,
        });
    }
    if by_hand.is_some() {
        return Ok(wanted);
    }
    let richer = prepared.intents_if_granted();
    let refused = richer & !granted;
    if !refused.is_empty() {
        warn_of_poorer_events(prepared.handlers(), refused);
    }
    Ok(wanted | (richer & granted))
}

/// Handlers that run but see less than they may think: one warning, with all of them.
fn warn_of_poorer_events(handlers: &[HandlerSpec], refused: Intents) {
    let handlers: Vec<_> = handlers
        .iter()
        .filter(|spec| spec.intents_if_granted().intersects(refused))
        .map(|spec| format!("\n  {}", spec.function))
        .collect();
    crate::warn_user(format_args!(
        "the application may not ask for {refused}: content, embeds and attachments are empty in messages that are \
         not sent to the bot, for these handlers:{}\n  switch it on in the developer portal under Bot > \
         Privileged Gateway Intents",
        handlers.concat()
    ));
}
