//! A bound on how deeply objects stand in one another.

use std::cell::Cell;

use serde::de;

/// How many objects of ours may stand in one another. Discord's stand in fewer than 20.
///
/// serde_json has a bound of its own, but counts anew in each part that is read apart.
const MOST: u8 = 64;

thread_local! {
    static DEPTH: Cell<u8> = const { Cell::new(0) };
}

/// An object that is being read.
pub(crate) struct Depth(());

impl Depth {
    /// Goes one object deeper.
    pub(crate) fn enter<E: de::Error>() -> Result<Self, E> {
        let depth = DEPTH.get();
        if depth >= MOST {
            return Err(E::custom(format_args!(
                "more than {MOST} objects stand in one another"
            )));
        }
        DEPTH.set(depth + 1);
        Ok(Self(()))
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get().saturating_sub(1));
    }
}
