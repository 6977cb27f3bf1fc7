//! Events: what is published, and what handlers were called with.

use serde_json::json;
use tokio::time::Instant;

use super::world::World;

impl World {
    /// Publishes one event to a shard.
    pub(super) fn publish(&mut self, line: usize) {
        self.published += 1;
        let number = self.published;
        let (now, lifetime) = (Instant::now(), self.options.lifetime);
        let guild = self.options.guild(line, number);
        let session = self.lines[line].session;
        match session.map(|index| (index, &mut self.sessions[index])) {
            Some((index, session)) if session.is_resumable(now, lifetime) => {
                let message = json!({
                    "id": number.to_string(),
                    "channel_id": guild,
                    "guild_id": guild,
                    "author": {"id": "2", "username": "ada"},
                    "content": format!("{index}:{number}"),
                    "timestamp": "2026-01-01T00:00:00+00:00",
                });
                session.append("MESSAGE_CREATE", message.to_string(), Some(number));
            }
            _ => self.lines[line].unheard += 1,
        }
        for record in self.records.iter_mut().filter(|it| it.line == line) {
            record.published(number);
        }
    }

    /// A handler was called with an event of this content.
    pub(super) fn handled(&mut self, content: &str) {
        let parts = content.split_once(':').and_then(|(session, number)| {
            Some((session.parse::<usize>().ok()?, number.parse::<u64>().ok()?))
        });
        let Some((index, number)) = parts.filter(|(index, _)| *index < self.sessions.len()) else {
            self.strange.push(format!("{content:?} was handled"));
            return;
        };
        let session = &mut self.sessions[index];
        *session.handled.entry(number).or_default() += 1;
        if session.last_handled.is_some_and(|last| last > number) {
            let last = session.last_handled.unwrap_or_default();
            let id = &session.id;
            self.strange
                .push(format!("{id}: {number} was handled after {last}"));
        }
        session.last_handled = session.last_handled.max(Some(number));
        let connection = session.handle.as_ref().map(|handle| handle.connection);
        let line = session.line;
        for record in self.records.iter_mut().filter(|it| it.line == line) {
            record.handled(number, index, connection);
        }
    }
}
