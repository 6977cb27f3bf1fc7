//! Polls: how they stand, and new ones.

use super::{Emoji, List, ReactionEmoji, Text, Timestamp, User, wire::object};

/// A question with answers to vote for, in a message.
///
/// Discord docs: Poll/Poll Object.
#[object]
#[derive(Default)]
pub struct Poll {
    /// The question, a text of up to 300 characters.
    #[wire(or_default)]
    pub question: PollMedia,
    /// The answers, up to 10.
    pub answers: List<PollAnswer>,
    /// When it ends; `None` of a poll that does not.
    pub expiry: Option<Timestamp>,
    /// Whether one may vote for several answers.
    pub allow_multiselect: bool,
    /// How it is laid out.
    #[wire(or_default)]
    pub layout_type: PollLayoutType,
    /// How it stands; `None` where Discord does not tell, which does not mean that nobody voted.
    pub results: Option<PollResults>,
}

impl Poll {
    /// Whether the votes are counted exactly: some time after the end.
    pub fn is_finalized(&self) -> bool {
        self.results
            .as_ref()
            .is_some_and(|results| results.is_finalized)
    }

    /// Whether the time to vote is over at `now`.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        self.is_finalized() || self.expiry.is_some_and(|expiry| expiry <= now)
    }

    /// An answer by its id.
    pub fn answer(&self, answer_id: u32) -> Option<&PollAnswer> {
        self.answers
            .iter()
            .find(|answer| answer.answer_id == answer_id)
    }

    /// How many voted for an answer; `None` where Discord does not tell how the poll stands.
    pub fn votes(&self, answer_id: u32) -> Option<u32> {
        let results = self.results.as_ref()?;
        // An answer without votes may be left out.
        Some(results.count(answer_id).map_or(0, |count| count.count))
    }

    /// How many votes there are in all; several of one user where several answers may be voted for.
    ///
    /// `None` where Discord does not tell how the poll stands.
    pub fn total_votes(&self) -> Option<u64> {
        let results = self.results.as_ref()?;
        let counts = results.answer_counts.iter();
        Some(counts.map(|count| u64::from(count.count)).sum())
    }

    /// The answers with the most votes so far: several in a tie, none where nobody voted.
    pub fn leaders(&self) -> impl Iterator<Item = &PollAnswer> {
        let counts = self
            .results
            .iter()
            .flat_map(|results| &results.answer_counts);
        let most = counts.map(|count| count.count).max().unwrap_or_default();
        self.answers
            .iter()
            .filter(move |answer| most > 0 && self.votes(answer.answer_id) == Some(most))
    }

    /// The answer that won: `None` before the votes are [counted](Self::is_finalized), in a tie, and where
    /// nobody voted.
    ///
    /// ```
    /// use asyncord::model::{Poll, decode};
    ///
    /// let poll: Poll = decode(
    ///     r#"{
    ///         "question": {"text": "Tea?"},
    ///         "answers": [
    ///             {"answer_id": 1, "poll_media": {"text": "Yes"}},
    ///             {"answer_id": 2, "poll_media": {"text": "No"}}
    ///         ],
    ///         "results": {
    ///             "is_finalized": true,
    ///             "answer_counts": [{"id": 1, "count": 3, "me_voted": false}]
    ///         }
    ///     }"#,
    /// )?;
    /// let winner = poll.winner().expect("one answer has more votes");
    /// assert_eq!(winner.poll_media.text.as_deref(), Some("Yes"));
    /// assert_eq!(poll.votes(2), Some(0));
    /// # Ok::<(), asyncord::model::DecodeError>(())
    /// ```
    pub fn winner(&self) -> Option<&PollAnswer> {
        if !self.is_finalized() {
            return None;
        }
        let mut leaders = self.leaders();
        leaders.next().filter(|_| leaders.next().is_none())
    }
}

/// The text and emoji of a question or an answer.
///
/// Discord docs: Poll/Poll Media Object.
#[object]
#[derive(Default)]
pub struct PollMedia {
    /// The text, of a question up to 300 characters, of an answer up to 55.
    pub text: Option<Text>,
    /// The emoji before an answer.
    pub emoji: Option<Box<Emoji>>,
}

/// An answer of a poll.
///
/// Discord docs: Poll/Poll Answer Object.
#[object]
#[derive(Default)]
pub struct PollAnswer {
    /// The answer's number in its poll; Discord counts from 1 today, without a promise.
    pub answer_id: u32,
    /// What it says.
    #[wire(or_default)]
    pub poll_media: PollMedia,
}

open_enum! {
    /// How a poll is laid out.
    ///
    /// Discord docs: Poll/Layout Type.
    pub enum PollLayoutType {
        /// The only one so far.
        Default = 1 => "DEFAULT",
    }
}

impl Default for PollLayoutType {
    /// The only one so far.
    fn default() -> Self {
        Self::Default
    }
}

/// How a poll stands. Before it is finalized the counts may be wrong.
///
/// Discord docs: Poll/Poll Results Object.
#[object]
#[derive(Default)]
pub struct PollResults {
    /// Whether the votes are counted exactly.
    pub is_finalized: bool,
    /// The votes for each answer; one without votes may be missing.
    pub answer_counts: List<PollAnswerCount>,
}

impl PollResults {
    /// The votes for an answer, if it is in the list.
    pub fn count(&self, answer_id: u32) -> Option<&PollAnswerCount> {
        self.answer_counts
            .iter()
            .find(|count| count.id == answer_id)
    }
}

/// The votes for an answer.
///
/// Discord docs: Poll/Poll Answer Count Object.
#[object]
#[derive(Copy, Default, Eq)]
pub struct PollAnswerCount {
    /// The answer's number.
    pub id: u32,
    /// How many voted for it.
    pub count: u32,
    /// Whether the current user did.
    pub me_voted: bool,
}

/// Users who voted for an answer, a page of up to 100.
///
/// Discord docs: Poll/Get Answer Voters.
#[object]
#[derive(Default)]
pub struct PollAnswerVoters {
    /// The users.
    pub users: List<User>,
}

/// A poll that is sent with a message.
///
/// ```
/// use asyncord::model::NewPoll;
///
/// let poll = NewPoll::new("Tea or coffee?")
///     .answer("Tea")
///     .answer_with_emoji("Coffee", "☕")
///     .duration(48);
/// assert!(poll.validate().is_ok());
///
/// let empty = NewPoll::new("").validate().unwrap_err();
/// assert_eq!(
///     empty.to_string(),
///     "question.text: 0 characters, at least 1\nanswers: 0 given, at least 1",
/// );
/// ```
///
/// Discord docs: Poll/Poll Create Request Object.
#[object]
#[derive(Default)]
#[doc(alias = "PollCreateRequest")]
pub struct NewPoll {
    /// The question, a text of 1 to 300 characters.
    #[wire(or_default)]
    pub question: PollMedia,
    /// The answers, 1 to 10, each a text of 1 to 55 characters and perhaps an emoji; Discord numbers them.
    pub answers: List<PollAnswer>,
    /// How long it runs in hours, 1 to 768 (32 days); 24 where `None`.
    pub duration: Option<u32>,
    /// Whether one may vote for several answers.
    pub allow_multiselect: bool,
    /// How it is laid out.
    #[wire(or_default)]
    pub layout_type: PollLayoutType,
}

impl NewPoll {
    /// A question, 1 to 300 characters, which needs answers yet.
    pub fn new(question: impl Into<Text>) -> Self {
        Self {
            question: PollMedia::text(question),
            ..Self::default()
        }
    }

    /// Adds an answer, 1 to 55 characters; a poll has up to 10.
    pub fn answer(mut self, text: impl Into<Text>) -> Self {
        self.answers.push(PollAnswer {
            poll_media: PollMedia::text(text),
            ..PollAnswer::default()
        });
        self
    }

    /// Adds an answer, 1 to 55 characters, after an emoji: Unicode's, or a custom one as `<:name:id>`.
    pub fn answer_with_emoji(
        mut self,
        text: impl Into<Text>,
        emoji: impl Into<ReactionEmoji>,
    ) -> Self {
        self = self.answer(text);
        if let Some(answer) = self.answers.last_mut() {
            answer.poll_media.emoji = Some(Box::new(emoji.into().into()));
        }
        self
    }

    /// Adds answers; a poll has up to 10.
    pub fn answers(self, texts: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        texts.into_iter().fold(self, Self::answer)
    }

    /// Sets how long it runs in hours, 1 to 768 (32 days); 24 otherwise.
    pub fn duration(mut self, hours: u32) -> Self {
        self.duration = Some(hours);
        self
    }

    /// Whether one may vote for several answers.
    pub fn allow_multiselect(mut self, allow_multiselect: bool) -> Self {
        self.allow_multiselect = allow_multiselect;
        self
    }
}

impl PollMedia {
    fn text(text: impl Into<Text>) -> Self {
        Self {
            text: Some(text.into()),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Poll, PollAnswerVoters, PollLayoutType};
    use crate::model::{Timestamp, decode, testing::round};

    fn poll(results: &str) -> Poll {
        decode(&format!(
            r#"{{"question":{{"text":"?"}},"answers":[{{"answer_id":1}},{{"answer_id":2}},{{"answer_id":3}}],
                "expiry":"2026-01-01T00:00:00+00:00","results":{results}}}"#
        ))
        .unwrap()
    }

    fn leaders(poll: &Poll) -> Vec<u32> {
        poll.leaders().map(|answer| answer.answer_id).collect()
    }

    #[test]
    fn a_poll_comes_back_as_it_came() {
        round::<Poll>(
            r#"{"question":{"text":"Tea?"},"answers":[
                {"answer_id":1,"poll_media":{"text":"Yes","emoji":{"id":null,"name":"🍵"}}},
                {"answer_id":2,"poll_media":{"text":"No","emoji":{"id":"9","name":"no","animated":true}}}],
                "expiry":"2026-01-01T00:00:00.123456+00:00","allow_multiselect":false,"layout_type":1,
                "results":{"answer_counts":[{"id":1,"count":3,"me_voted":true}],"is_finalized":false}}"#,
        );
        round::<Poll>(r#"{"question":{"text":null},"expiry":null,"layout_type":2,"results":null}"#);
        round::<PollAnswerVoters>(r#"{"users":[{"id":"4","username":"ada"}]}"#);
        let empty: Poll = decode("{}").unwrap();
        assert_eq!(empty.layout_type, PollLayoutType::Default);
    }

    #[test]
    fn without_results_no_count_is_claimed() {
        let poll = poll("null");
        assert_eq!((poll.votes(1), poll.total_votes()), (None, None));
        assert!(leaders(&poll).is_empty());
        assert!(!poll.is_finalized());
    }

    #[test]
    fn the_winner_is_known_once_the_votes_are_counted() {
        let counts = r#""answer_counts":[{"id":1,"count":2},{"id":2,"count":3}]"#;
        let running = poll(&format!("{{{counts}}}"));
        assert_eq!(leaders(&running), [2]);
        assert!(running.winner().is_none());
        let ended = poll(&format!("{{{counts},\"is_finalized\":true}}"));
        assert_eq!(ended.winner().unwrap().answer_id, 2);
        assert_eq!((ended.votes(3), ended.total_votes()), (Some(0), Some(5)));
    }

    #[test]
    fn a_tie_and_an_empty_poll_have_no_winner() {
        let tie = poll(
            r#"{"is_finalized":true,"answer_counts":[{"id":1,"count":2},{"id":3,"count":2}]}"#,
        );
        assert_eq!(leaders(&tie), [1, 3]);
        assert!(tie.winner().is_none());
        let empty = poll(r#"{"is_finalized":true,"answer_counts":[{"id":1,"count":0},{"id":2}]}"#);
        assert!(leaders(&empty).is_empty());
        assert!(empty.winner().is_none());
    }

    #[test]
    fn a_poll_expires_at_its_expiry() {
        let poll = poll("null");
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert!(!poll.is_expired(at("2025-12-31T23:59:59Z")));
        assert!(poll.is_expired(at("2026-01-01T00:00:00Z")));
    }
}
