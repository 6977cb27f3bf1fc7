//! Asking for the members of a guild.

use std::{
    collections::BTreeMap,
    future::IntoFuture,
    pin::Pin,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use serde::Serialize;

use super::{Answers, Awaits, PATIENCE, frame, op};
use crate::{
    event::GuildMembersChunk,
    gateway::{GatewayClient, RequestError},
    id::{
        Id,
        marker::{GuildMarker, UserMarker},
    },
    model::{Intents, Member, Presence},
};

/// The longest query, in characters, and the most ids of one payload.
const MAX_QUERY: usize = 100;
const MAX_IDS: usize = 100;

/// A request for members of a guild; await it to send it and to have all answers together.
///
/// Unless narrowed down it asks for all members, which takes the intent `GUILD_MEMBERS` and may be done once in 30
/// seconds for a guild: where it was done before, the request waits.
///
/// ```
/// # use asyncord::prelude::*;
/// # async fn example(gateway: GatewayClient, guild_id: Id<GuildMarker>, ada: Id<UserMarker>) -> Result {
/// let everyone = gateway.request_guild_members(guild_id).await?;
/// let some = gateway.request_guild_members(guild_id).query("ad").limit(10).await?;
/// let known = gateway.request_guild_members(guild_id).user_ids([ada]).presences().await?;
/// # let _ = (everyone, some, known);
/// # Ok(())
/// # }
/// ```
///
/// Discord docs: Gateway Events/Request Guild Members.
#[must_use = "a request is sent when it is awaited"]
#[derive(Clone, Debug)]
pub struct RequestGuildMembers {
    client: GatewayClient,
    guild_id: Id<GuildMarker>,
    query: Option<String>,
    limit: u32,
    user_ids: Option<Vec<Id<UserMarker>>>,
    presences: bool,
    patience: Duration,
}

/// Members of a guild, as they were asked for.
///
/// Discord docs: Gateway Events/Guild Members Chunk.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct GuildMembers {
    /// The members.
    pub members: Vec<Member>,
    /// Who was asked for by id and is no member.
    pub not_found: Vec<Id<UserMarker>>,
    /// The members' presences, where asked for.
    pub presences: Vec<Presence>,
}

impl RequestGuildMembers {
    pub(in crate::gateway) fn new(client: GatewayClient, guild_id: Id<GuildMarker>) -> Self {
        Self {
            client,
            guild_id,
            query: None,
            limit: 0,
            user_ids: None,
            presences: false,
            patience: PATIENCE,
        }
    }

    /// Asks for those whose username or nickname begins with `query`: up to 100 characters. Discord answers with 100 at
    /// most. A query and ids exclude each other.
    pub fn query(mut self, query: impl Into<String>) -> Self {
        self.query = Some(query.into());
        self
    }

    /// Asks for so many at most; with a query, up to 100.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit;
        self
    }

    /// Asks for these users, in as many payloads of 100 ids as it takes.
    pub fn user_ids<I: Into<Id<UserMarker>>>(
        mut self,
        user_ids: impl IntoIterator<Item = I>,
    ) -> Self {
        self.user_ids = Some(user_ids.into_iter().map(Into::into).collect());
        self
    }

    /// Asks for their presences too, which takes the intent `GUILD_PRESENCES`.
    pub fn presences(mut self) -> Self {
        self.presences = true;
        self
    }

    /// Sets how long to wait for each of the answers; 2 minutes unless set. When it is over, the whole request fails.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.patience = timeout;
        self
    }

    /// Whether it asks for anyone, however many of them.
    fn is_for_all(&self) -> bool {
        self.user_ids.is_none() && self.query.as_deref().unwrap_or("").is_empty()
    }

    /// What Discord would leave unanswered.
    fn check(&self) -> Result<(), RequestError> {
        if self.query.is_some() && self.user_ids.is_some() {
            let what = "`query` and `user_ids` exclude each other: use one of them";
            return Err(RequestError::Invalid(what));
        }
        if self
            .query
            .as_ref()
            .is_some_and(|query| query.chars().count() > MAX_QUERY)
        {
            let what = "`query` has more than 100 characters";
            return Err(RequestError::Invalid(what));
        }
        let mut needed = Intents::empty();
        needed.set(Intents::GUILD_MEMBERS, self.is_for_all());
        needed.set(Intents::GUILD_PRESENCES, self.presences);
        let missing = needed - self.client.intents();
        // While the bot does not run, another error says so.
        if !missing.is_empty() && self.client.shard_count() > 0 {
            return Err(RequestError::MissingIntents(missing));
        }
        Ok(())
    }

    async fn run(self) -> Result<GuildMembers, RequestError> {
        self.check()?;
        let mut all = GuildMembers::default();
        match &self.user_ids {
            None => self.ask(None, &mut all).await?,
            Some(user_ids) => {
                for user_ids in user_ids.chunks(MAX_IDS) {
                    self.ask(Some(user_ids), &mut all).await?;
                }
            }
        }
        Ok(all)
    }

    /// Sends one payload and collects what answers it.
    async fn ask(
        &self,
        user_ids: Option<&[Id<UserMarker>]>,
        all: &mut GuildMembers,
    ) -> Result<(), RequestError> {
        #[derive(Serialize)]
        struct Payload<'a> {
            guild_id: Id<GuildMarker>,
            #[serde(skip_serializing_if = "Option::is_none")]
            query: Option<&'a str>,
            limit: u32,
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            presences: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            user_ids: Option<&'a [Id<UserMarker>]>,
            nonce: &'a str,
        }

        let nonce = nonce();
        let payload = frame(
            op::REQUEST_GUILD_MEMBERS,
            &Payload {
                guild_id: self.guild_id,
                query: match user_ids {
                    Some(_) => None,
                    None => Some(self.query.as_deref().unwrap_or("")),
                },
                limit: self.limit,
                presences: self.presences,
                user_ids,
                nonce: &nonce,
            },
        )?;
        let awaits = Awaits::Members { nonce };
        let mut answers = Answers::to(&self.client, self.guild_id, awaits, payload, self.patience);
        let mut chunks = BTreeMap::new();
        loop {
            let chunk: GuildMembersChunk = answers.next().await?;
            let count = chunk.chunk_count;
            // Asked again, the guild may have more members than before: answers of before fit no more.
            chunks.retain(|_, before: &mut GuildMembersChunk| before.chunk_count == count);
            chunks.insert(chunk.chunk_index, chunk);
            if u64::from(count) <= chunks.len() as u64 {
                break;
            }
        }
        for chunk in chunks.into_values() {
            all.members.extend(Vec::from(chunk.members));
            all.not_found.extend(Vec::from(chunk.not_found));
            all.presences.extend(Vec::from(chunk.presences));
        }
        Ok(())
    }
}

/// A mark that no other request of this process has; Discord takes up to 32 bytes.
fn nonce() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    format!("{number:x}-{:x}", fastrand::u64(..))
}

impl IntoFuture for RequestGuildMembers {
    type Output = Result<GuildMembers, RequestError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
