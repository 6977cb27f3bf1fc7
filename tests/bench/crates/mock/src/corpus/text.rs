//! Small values: sentences, hashes, new ids, times.

use super::{Corpus, id::id, words::WORDS};

impl Corpus {
    pub(super) fn sentence(&mut self, words: u64) -> String {
        let mut text = String::new();
        for n in 0..words {
            if n > 0 {
                text.push(' ');
            }
            text.push_str(self.rng.pick(WORDS));
        }
        text
    }

    pub(super) fn hash(&mut self) -> String {
        format!("{:016x}{:016x}", self.rng.next(), self.rng.next())
    }

    pub(super) fn fresh_id(&mut self) -> String {
        self.next_id += 1 + self.rng.below(1 << 20);
        id(self.next_id)
    }

    pub(super) fn timestamp(&mut self) -> String {
        let mut below = |bound| self.rng.below(bound);
        format!(
            "2024-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}000+00:00",
            1 + below(12),
            1 + below(28),
            below(24),
            below(60),
            below(60),
            below(1000)
        )
    }
}
