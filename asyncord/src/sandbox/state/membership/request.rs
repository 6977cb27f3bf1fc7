//! Requests to join a guild whose members let others in.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Actor, Changed, Refusal, Store,
    bits::permission,
    ids::{GuildId, JoinRequestId, UserId, iso},
    user::User,
};

/// The feature of a guild where joining is asked for.
const FEATURE: &str = "MEMBER_VERIFICATION_MANUAL_APPROVAL";

/// A wish to join a guild.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct JoinRequest {
    pub(crate) id: JoinRequestId,
    pub(crate) user_id: UserId,
    pub(crate) status: JoinStatus,
    rejection_reason: Option<String>,
    reviewed_at: Option<u64>,
    reviewed_by: Option<UserId>,
}

/// What has become of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(crate) enum JoinStatus {
    Started,
    Submitted,
    Rejected,
    Approved,
}

impl JoinStatus {
    /// Reads the word on the wire.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "STARTED" => Some(Self::Started),
            "SUBMITTED" => Some(Self::Submitted),
            "REJECTED" => Some(Self::Rejected),
            "APPROVED" => Some(Self::Approved),
            _ => None,
        }
    }
}

impl Store {
    pub(crate) fn join_request_json(&self, guild: GuildId, request: &JoinRequest) -> Value {
        let user = |id: UserId| self.users.get(&id).map(User::json);
        json!({
            "id": request.id,
            "created_at": iso(request.id.timestamp_ms()),
            "reviewed_at": request.reviewed_at.map(iso),
            "application_status": request.status,
            "rejection_reason": request.rejection_reason,
            "guild_id": guild,
            "user_id": request.user_id,
            "user": user(request.user_id),
            "form_responses": [],
            "actioned_by_user": request.reviewed_by.and_then(user),
        })
    }

    /// Whether a user has to ask before it may join.
    pub(crate) fn must_ask(&self, guild: GuildId) -> bool {
        self.guilds
            .get(&guild)
            .is_some_and(|guild| guild.has_feature(FEATURE))
    }

    /// Asks to be let into a guild; who has asked waits.
    pub(crate) fn ask_to_join(&mut self, guild_id: GuildId, user: UserId) -> Result<(), Refusal> {
        let id = self.clock.next_id();
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UNKNOWN_GUILD)?;
        if guild.bans.contains_key(&user) {
            return Err(Refusal::BANNED);
        }
        let has_asked = guild
            .join_requests
            .values()
            .any(|request| request.user_id == user && request.status == JoinStatus::Submitted);
        if !has_asked && !guild.members.contains_key(&user) {
            let request = JoinRequest {
                id,
                user_id: user,
                status: JoinStatus::Submitted,
                rejection_reason: None,
                reviewed_at: None,
                reviewed_by: None,
            };
            guild.join_requests.insert(id, request);
        }
        Ok(())
    }

    /// Lets somebody in who asked, or not.
    pub(crate) fn review_join_request(
        &mut self,
        actor: &Actor,
        guild_id: GuildId,
        id: JoinRequestId,
        is_approved: bool,
        rejection_reason: Option<String>,
    ) -> Result<Changed<Value>, Refusal> {
        self.guild_with(guild_id, actor.user, permission::KICK_MEMBERS)?;
        let now = self.clock.now();
        let guild = self
            .guilds
            .get_mut(&guild_id)
            .ok_or(Refusal::UNKNOWN_GUILD)?;
        let request = guild
            .join_requests
            .get_mut(&id)
            .ok_or(Refusal::UNKNOWN_JOIN_REQUEST)?;
        if request.status != JoinStatus::Submitted {
            return Err(Refusal::field(
                "action",
                "GUILD_JOIN_REQUEST_ALREADY_REVIEWED",
                "The request has been answered.",
            ));
        }
        request.status = if is_approved {
            JoinStatus::Approved
        } else {
            JoinStatus::Rejected
        };
        request.rejection_reason = rejection_reason.filter(|_| !is_approved);
        request.reviewed_at = Some(now);
        request.reviewed_by = Some(actor.user);
        let request = request.clone();
        let json = self.join_request_json(guild_id, &request);
        let mut events = Vec::new();
        if is_approved {
            events = self.admit(guild_id, request.user_id)?.events;
            if let Some(guild) = self.guilds.get_mut(&guild_id) {
                guild.join_requests.insert(id, request);
            }
        }
        Ok(Changed::new(json, events))
    }
}
