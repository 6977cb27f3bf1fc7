//! Which keys an object came with.

use std::fmt;

/// How a key came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The key was not there.
    Absent,
    /// The key was there, with `null`.
    Null,
    /// The key was there, with a value.
    There,
}

/// Two bits a field: how each key of an object came.
///
/// It takes no part in comparisons: two objects of the same values are equal.
#[derive(Clone, Copy)]
pub(crate) struct Keys<const BYTES: usize>([u8; BYTES]);

impl<const BYTES: usize> Keys<BYTES> {
    pub(crate) fn set(&mut self, field: usize, state: State) {
        let bits = match state {
            State::Absent => 0,
            State::Null => 1,
            State::There => 2,
        };
        if let Some(byte) = self.0.get_mut(field / 4) {
            let shift = field % 4 * 2;
            *byte = *byte & !(0b11 << shift) | bits << shift;
        }
    }

    pub(crate) fn get(&self, field: usize) -> State {
        let byte = self.0.get(field / 4).copied().unwrap_or_default();
        match byte >> (field % 4 * 2) & 0b11 {
            0 => State::Absent,
            1 => State::Null,
            _ => State::There,
        }
    }
}

impl<const BYTES: usize> Keys<BYTES> {
    /// Whether they are of an object that was made, not read.
    pub(crate) fn is_of_made(&self) -> bool {
        self.0.iter().all(|byte| *byte == 0)
    }
}

impl<const BYTES: usize> Default for Keys<BYTES> {
    fn default() -> Self {
        Self([0; BYTES])
    }
}

impl<const BYTES: usize> PartialEq for Keys<BYTES> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<const BYTES: usize> Eq for Keys<BYTES> {}

impl<const BYTES: usize> std::hash::Hash for Keys<BYTES> {
    fn hash<H: std::hash::Hasher>(&self, _: &mut H) {}
}

impl<const BYTES: usize> fmt::Debug for Keys<BYTES> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

#[cfg(test)]
mod tests {
    use super::{Keys, State};

    #[test]
    fn each_field_has_a_state_of_its_own() {
        let mut keys = Keys::<2>::default();
        keys.set(0, State::There);
        keys.set(3, State::Null);
        keys.set(4, State::There);
        keys.set(4, State::Null);
        assert_eq!(
            [0, 1, 2, 3, 4, 5].map(|field| keys.get(field)),
            [
                State::There,
                State::Absent,
                State::Absent,
                State::Null,
                State::Null,
                State::Absent
            ]
        );
        keys.set(100, State::There);
        assert_eq!(keys.get(100), State::Absent);
    }
}
