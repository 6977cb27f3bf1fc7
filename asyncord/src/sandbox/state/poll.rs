//! Polls: questions under which people vote. Discord docs: Poll.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Changed, Event, Refusal, Store,
    bits::{intent, permission},
    channel::Channel,
    due::Due,
    ids::{ChannelId, MessageId, UserId, iso},
    message::{Message, Reference, kind},
};

const HOUR_MS: u64 = 60 * 60 * 1000;

/// A poll as it is sent.
#[derive(Debug)]
pub(crate) struct DraftPoll {
    pub(crate) question: String,
    /// Texts and emojis, in their form on the wire.
    pub(crate) answers: Vec<Value>,
    pub(crate) hours: u64,
    pub(crate) multiselect: bool,
}

/// The poll of a message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Poll {
    question: String,
    answers: Vec<Answer>,
    expires_at: u64,
    multiselect: bool,
    is_finalized: bool,
}

/// One answer of a poll, and who gave it; its id is its place in the list, counted from 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Answer {
    media: Value,
    voters: BTreeSet<UserId>,
}

impl Poll {
    fn new(draft: DraftPoll, now: u64) -> Self {
        let answers = draft.answers.into_iter().map(|media| Answer {
            media,
            voters: BTreeSet::new(),
        });
        Self {
            question: draft.question,
            answers: answers.collect(),
            expires_at: now + draft.hours * HOUR_MS,
            multiselect: draft.multiselect,
            is_finalized: false,
        }
    }

    fn numbered(&self) -> impl Iterator<Item = (u64, &Answer)> {
        (1..).zip(&self.answers)
    }

    /// The poll as a viewer sees it.
    pub(super) fn json(&self, viewer: Option<UserId>) -> Value {
        let answers: Vec<Value> = self
            .numbered()
            .map(|(id, answer)| json!({ "answer_id": id, "poll_media": answer.media }))
            .collect();
        let counts: Vec<Value> = self
            .numbered()
            .map(|(id, answer)| {
                let mine = viewer.is_some_and(|viewer| answer.voters.contains(&viewer));
                json!({ "id": id, "count": answer.voters.len(), "me_voted": mine })
            })
            .collect();
        json!({
            "question": { "text": self.question },
            "answers": answers,
            "expiry": iso(self.expires_at),
            "allow_multiselect": self.multiselect,
            "layout_type": 1,
            "results": { "is_finalized": self.is_finalized, "answer_counts": counts },
        })
    }

    /// Who gave each answer, in the order of the answers.
    pub(crate) fn voters(&self) -> impl Iterator<Item = &BTreeSet<UserId>> {
        self.answers.iter().map(|answer| &answer.voters)
    }

    /// The results, as the embed of the message that tells of them has them.
    fn result_embed(&self) -> Value {
        let total: usize = self.voters().map(BTreeSet::len).sum();
        let most = self.voters().map(BTreeSet::len).max().unwrap_or(0);
        let mut fields = vec![
            ("poll_question_text", self.question.clone()),
            ("victor_answer_votes", most.to_string()),
            ("total_votes", total.to_string()),
        ];
        let mut leading = self
            .numbered()
            .filter(|(_, answer)| answer.voters.len() == most && most > 0);
        // A draw has no victor.
        if let (Some((id, victor)), None) = (leading.next(), leading.next()) {
            fields.push(("victor_answer_id", id.to_string()));
            let text = |value: &Value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Bool(flag) => Some(flag.to_string()),
                _ => None,
            };
            for (name, value) in [
                ("victor_answer_text", &victor.media["text"]),
                ("victor_answer_emoji_id", &victor.media["emoji"]["id"]),
                ("victor_answer_emoji_name", &victor.media["emoji"]["name"]),
                (
                    "victor_answer_emoji_animated",
                    &victor.media["emoji"]["animated"],
                ),
            ] {
                fields.extend(text(value).map(|value| (name, value)));
            }
        }
        let fields: Vec<Value> = fields
            .into_iter()
            .map(|(name, value)| json!({ "name": name, "value": value, "inline": false }))
            .collect();
        json!({ "type": "poll_result", "fields": fields })
    }
}

impl Store {
    /// The draft with the names of its custom emojis, which must exist.
    pub(super) fn with_emojis(&self, mut draft: DraftPoll) -> Result<DraftPoll, Refusal> {
        for answer in &mut draft.answers {
            let Some(id) = answer["emoji"]["id"].as_str() else {
                continue;
            };
            let emoji = id.parse().ok().and_then(|id| self.find_emoji(id));
            let (emoji, _) = emoji.ok_or(Refusal::UNKNOWN_EMOJI)?;
            let known = json!({ "id": id, "name": emoji.name, "animated": emoji.animated });
            answer["emoji"] = known;
        }
        Ok(draft)
    }

    /// Makes the poll of a new message, which ends by itself.
    pub(super) fn begin_poll(&mut self, message: &mut Message, draft: DraftPoll) {
        let poll = Poll::new(draft, self.clock.now());
        let due = Due::PollExpires(message.channel_id, message.id);
        self.schedule(poll.expires_at, due);
        message.poll = Some(poll);
    }

    fn poll_mut(&mut self, channel: ChannelId, id: MessageId) -> Option<&mut Poll> {
        self.message_mut(channel, id).ok()?.poll.as_mut()
    }

    /// Who gave an answer, for a user who can read the message.
    pub(crate) fn poll_voters(
        &self,
        channel: ChannelId,
        id: MessageId,
        answer: usize,
        user: UserId,
    ) -> Result<&BTreeSet<UserId>, Refusal> {
        self.channel_with(channel, user, permission::READ_MESSAGE_HISTORY)?;
        let message = self.message_for(channel, id, user)?;
        let poll = message.poll.as_ref().ok_or(Refusal::UNKNOWN_MESSAGE)?;
        let answer = answer
            .checked_sub(1)
            .and_then(|index| poll.answers.get(index));
        answer
            .map(|answer| &answer.voters)
            .ok_or_else(|| unknown_answer("answer_id"))
    }

    /// Votes for these answers and no others.
    pub(crate) fn vote(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        user: UserId,
        wanted: &[u64],
    ) -> Result<Changed<()>, Refusal> {
        let channel = self
            .channel_with(channel_id, user, permission::READ_MESSAGE_HISTORY)?
            .clone();
        let message = self.message_for(channel_id, id, user)?;
        let poll = message.poll.as_ref().ok_or(Refusal::UNKNOWN_MESSAGE)?;
        if poll.is_finalized || poll.expires_at <= self.clock.now() {
            return Err(Refusal::POLL_EXPIRED);
        }
        if wanted
            .iter()
            .any(|wanted| !poll.numbered().any(|(id, _)| id == *wanted))
        {
            return Err(unknown_answer("answer_ids"));
        }
        if wanted.len() > 1 && !poll.multiselect {
            let message = "This poll takes one answer.";
            return Err(Refusal::field(
                "answer_ids",
                "BASE_TYPE_MAX_LENGTH",
                message,
            ));
        }
        let mut events = Vec::new();
        let Some(poll) = self.poll_mut(channel_id, id) else {
            return Err(Refusal::UNKNOWN_MESSAGE);
        };
        for (number, answer) in (1..).zip(&mut poll.answers) {
            let name = if wanted.contains(&number) {
                answer
                    .voters
                    .insert(user)
                    .then_some("MESSAGE_POLL_VOTE_ADD")
            } else {
                let was_there = answer.voters.remove(&user);
                was_there.then_some("MESSAGE_POLL_VOTE_REMOVE")
            };
            events.extend(name.map(|name| vote_event(name, &channel, id, user, number)));
        }
        Ok(Changed::new((), events))
    }

    /// Ends a poll before its time, which only its author can.
    pub(crate) fn end_poll(
        &mut self,
        channel_id: ChannelId,
        id: MessageId,
        user: UserId,
    ) -> Result<Changed<()>, Refusal> {
        self.channel_for(channel_id, user)?;
        let message = self.message_for(channel_id, id, user)?;
        let poll = message.poll.as_ref().ok_or(Refusal::NOT_A_POLL)?;
        if message.author_id != user {
            return Err(Refusal::NOT_THE_AUTHOR);
        }
        if poll.is_finalized {
            return Err(Refusal::POLL_EXPIRED);
        }
        let now = self.clock.now();
        if let Some(poll) = self.poll_mut(channel_id, id) {
            poll.expires_at = now;
        }
        Ok(Changed::new((), self.expire_poll(channel_id, id)))
    }

    /// Counts the votes of a poll whose time is over, and tells the results.
    pub(super) fn expire_poll(&mut self, channel_id: ChannelId, id: MessageId) -> Vec<Event> {
        let now = self.clock.now();
        let Some(poll) = self.poll_mut(channel_id, id) else {
            return Vec::new();
        };
        if poll.is_finalized || poll.expires_at > now {
            return Vec::new();
        }
        poll.is_finalized = true;
        let embed = poll.result_embed();
        let Ok(author) = self
            .message(channel_id, id)
            .map(|message| message.author_id)
        else {
            return Vec::new();
        };
        let guild_id = self.channel(channel_id).ok().and_then(Channel::guild_id);
        let update = self.message_event("MESSAGE_UPDATE", channel_id, id).ok();
        let result_id = self.clock.next_id();
        let result = self.insert_message(Message {
            kind: kind::POLL_RESULT,
            embeds: vec![embed],
            mentions: vec![author],
            reference: Some(Reference {
                kind: 0,
                guild_id,
                channel_id,
                message_id: id,
            }),
            ..Message::new(result_id, channel_id, author)
        });
        update.into_iter().chain(result).collect()
    }
}

fn unknown_answer(field: &str) -> Refusal {
    Refusal::field(field, "POLL_ANSWER_UNKNOWN", "The poll has no such answer.")
}

fn vote_event(
    name: &'static str,
    channel: &Channel,
    message: MessageId,
    user: UserId,
    answer: u64,
) -> Event {
    let mut data = json!({
        "user_id": user,
        "channel_id": channel.id,
        "message_id": message,
        "answer_id": answer,
    });
    if let Some(guild) = channel.guild_id() {
        data["guild_id"] = json!(guild);
    }
    let intents = channel.intent(intent::GUILD_MESSAGE_POLLS, intent::DIRECT_MESSAGE_POLLS);
    Event::new(name, channel.audience(), intents, data)
}
