//! What goes wrong with events.

use std::time::Duration;

use super::FaultEffect;

/// What happens to one event on its way to one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Twist {
    Withhold,
    Delay(Duration),
    Duplicate,
}

impl Twist {
    pub(super) fn of(effect: &FaultEffect) -> Option<Self> {
        match effect {
            FaultEffect::WithholdEvent => Some(Self::Withhold),
            FaultEffect::DelayEvent { ms } => Some(Self::Delay(Duration::from_millis(*ms))),
            FaultEffect::DuplicateEvent => Some(Self::Duplicate),
            _ => None,
        }
    }
}
