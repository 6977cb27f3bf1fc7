//! Polls that are made.

use super::{Faults, Limited};
use crate::model::{
    NewPoll,
    limits::{POLL_ANSWER, POLL_ANSWERS, POLL_DURATION, POLL_QUESTION, validate},
};

validate!(NewPoll);

impl Limited for NewPoll {
    fn check(&self, faults: &mut Faults) {
        let question = self.question.text.as_deref().unwrap_or_default();
        faults.characters("question.text", question, 1..=POLL_QUESTION);
        faults.count("answers", self.answers.len(), 1..=POLL_ANSWERS);
        faults.each("answers", &self.answers, |faults, answer| {
            let text = answer.poll_media.text.as_deref().unwrap_or_default();
            faults.characters("poll_media.text", text, 1..=POLL_ANSWER);
        });
        faults.range("duration", self.duration, 1..=POLL_DURATION);
    }
}
