//! Faults on demand: what goes wrong at Discord now and then, when a test or a person wants it to.

mod apply;
mod event;
mod kind;

use std::sync::{
    Mutex,
    atomic::{AtomicBool, Ordering},
};

pub use self::kind::{Fault, FaultEffect, FaultScope};
pub(crate) use self::{
    apply::{apply, page},
    event::Twist,
};

use super::state::ids::ApplicationId;

/// The faults in force; each has a number by which it can be ended.
#[derive(Debug)]
pub(crate) struct Faults {
    inner: Mutex<Inner>,
    /// Most of the time there are none, and nobody waits for the lock to see that.
    are_there: AtomicBool,
}

#[derive(Debug)]
struct Inner {
    last: u64,
    faults: Vec<(u64, Fault)>,
    /// For probabilities and jitter, the same in every run with the same seed.
    chance: fastrand::Rng,
}

/// A call of the REST API, as far as faults look at it.
struct Call<'c> {
    application: Option<ApplicationId>,
    method: &'c str,
    path: &'c str,
    operation: Option<&'c str>,
}

impl Default for Faults {
    fn default() -> Self {
        Self::seeded(0)
    }
}

impl Faults {
    pub(crate) fn seeded(seed: u64) -> Self {
        Self {
            inner: Mutex::new(Inner {
                last: 0,
                faults: Vec::new(),
                chance: fastrand::Rng::with_seed(seed),
            }),
            are_there: AtomicBool::new(false),
        }
    }

    /// Puts a fault in force and says its number.
    pub(crate) fn add(&self, fault: Fault) -> u64 {
        let mut inner = crate::lock(&self.inner);
        inner.last += 1;
        let id = inner.last;
        inner.faults.push((id, fault));
        self.are_there.store(true, Ordering::Release);
        id
    }

    /// Ends one fault, or all, and says how many there were.
    pub(crate) fn remove(&self, id: Option<u64>) -> usize {
        let mut inner = crate::lock(&self.inner);
        let before = inner.faults.len();
        inner
            .faults
            .retain(|(own, _)| id.is_some_and(|id| id != *own));
        self.are_there
            .store(!inner.faults.is_empty(), Ordering::Release);
        before - inner.faults.len()
    }

    /// Whether nothing can go wrong.
    pub(crate) fn is_empty(&self) -> bool {
        !self.are_there.load(Ordering::Acquire)
    }

    pub(crate) fn all(&self) -> Vec<(u64, Fault)> {
        crate::lock(&self.inner).faults.clone()
    }

    /// What is to happen to a call: the first fault that fits and has luck.
    fn for_call(&self, call: &Call<'_>) -> Option<FaultEffect> {
        self.draw(|fault| fault.effect.is_of_calls() && fault.fits_call(call))
    }

    /// What is to happen to an event for a bot.
    pub(crate) fn for_event(&self, application: ApplicationId, name: &str) -> Option<Twist> {
        let effect =
            self.draw(|fault| fault.effect.is_of_events() && fault.fits_event(application, name))?;
        Twist::of(&effect)
    }

    /// Whether a bot's heartbeat is left without an answer.
    pub(crate) fn mutes_heartbeat(&self, application: ApplicationId) -> bool {
        self.draw(|fault| {
            fault.effect == FaultEffect::MuteHeartbeats && fault.is_for(Some(application))
        })
        .is_some()
    }

    fn draw(&self, fits: impl Fn(&Fault) -> bool) -> Option<FaultEffect> {
        if self.is_empty() {
            return None;
        }
        let mut inner = crate::lock(&self.inner);
        let Inner { faults, chance, .. } = &mut *inner;
        let mut drawn = None;
        for (index, (_, fault)) in faults.iter_mut().enumerate() {
            if !fits(fault) || chance.f64() >= fault.probability {
                continue;
            }
            let mut is_used_up = false;
            if let Some(times) = &mut fault.times {
                *times = times.saturating_sub(1);
                is_used_up = *times == 0;
            }
            drawn = Some((index, is_used_up, fault.effect.clone()));
            break;
        }
        let (index, is_used_up, effect) = drawn?;
        if is_used_up {
            faults.remove(index);
            self.are_there.store(!faults.is_empty(), Ordering::Release);
        }
        Some(effect)
    }

    /// A number of milliseconds up to `most`.
    fn jitter(&self, most: u64) -> u64 {
        crate::lock(&self.inner).chance.u64(0..=most)
    }
}

#[cfg(test)]
mod tests {
    use super::{Call, Fault, FaultEffect, Faults};

    fn call<'c>(method: &'c str, path: &'c str, operation: &'c str) -> Call<'c> {
        Call {
            application: Some(7.into()),
            method,
            path,
            operation: Some(operation),
        }
    }

    #[test]
    fn a_fault_fits_by_all_that_it_names_and_so_often() {
        let faults = Faults::default();
        let mut fault = Fault::new(FaultEffect::Truncate);
        fault.operation = Some("GET /users/{user_id}".to_owned());
        fault.path = Some("/users/*".to_owned());
        fault.method = Some("get".to_owned());
        fault.application_id = Some(7.into());
        fault.times = Some(2);
        faults.add(fault);
        let right = call("GET", "/users/1", "GET /users/{user_id}");
        assert!(
            faults
                .for_call(&call("GET", "/users/1", "GET /other"))
                .is_none()
        );
        assert!(
            faults
                .for_call(&call("PUT", "/users/1", "GET /users/{user_id}"))
                .is_none()
        );
        let other = Call {
            application: None,
            ..call("GET", "/users/1", "GET /users/{user_id}")
        };
        assert!(faults.for_call(&other).is_none());
        assert_eq!(faults.for_call(&right), Some(FaultEffect::Truncate));
        assert_eq!(faults.for_call(&right), Some(FaultEffect::Truncate));
        assert_eq!(faults.for_call(&right), None);
        assert!(faults.all().is_empty());
    }

    #[test]
    fn chance_is_the_same_with_the_same_seed() {
        let run = |seed| {
            let faults = Faults::seeded(seed);
            let mut fault = Fault::new(FaultEffect::Truncate);
            fault.probability = 0.5;
            faults.add(fault);
            (0..64)
                .map(|_| faults.for_call(&call("GET", "/", "GET /")).is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(run(1), run(1));
        assert_ne!(run(1), run(2));
        let hits = run(1).iter().filter(|hit| **hit).count();
        assert!((16..48).contains(&hits), "{hits}");
    }

    #[test]
    fn one_fault_or_all_can_be_ended() {
        let faults = Faults::default();
        let first = faults.add(Fault::new(FaultEffect::Truncate));
        faults.add(Fault::new(FaultEffect::MuteHeartbeats));
        assert!(faults.mutes_heartbeat(1.into()));
        assert_eq!(faults.remove(Some(first)), 1);
        assert_eq!(faults.remove(None), 1);
        assert!(!faults.mutes_heartbeat(1.into()));
    }
}
