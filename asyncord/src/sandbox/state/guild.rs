//! Guilds, and the payloads that show a whole guild.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Event, Refusal, Store, audit,
    auto_moderation::AutoModeration,
    bits::{intent, permission},
    community::Community,
    event::Audience,
    expression::{CustomEmoji, Expressions, Sticker},
    guild_settings::{GuildSettings, Incidents},
    ids::{ChannelId, GuildId, IntegrationId, JoinRequestId, RoleId, UserId, iso},
    member::Member,
    membership::{Integration, JoinRequest},
    role::Role,
    template::Template,
};

/// A guild with its roles and members; channels stand in the store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Guild {
    pub(crate) id: GuildId,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) owner_id: UserId,
    pub(crate) system_channel_id: Option<ChannelId>,
    pub(crate) settings: GuildSettings,
    pub(crate) incidents: Incidents,
    pub(crate) community: Community,
    pub(crate) roles: BTreeMap<RoleId, Role>,
    pub(crate) members: BTreeMap<UserId, Member>,
    pub(crate) expressions: Expressions,
    pub(crate) auto_moderation: AutoModeration,
    /// Who was a member once.
    pub(crate) former_members: BTreeSet<UserId>,
    /// Who is banned, and why.
    pub(crate) bans: BTreeMap<UserId, Option<String>>,
    pub(crate) join_requests: BTreeMap<JoinRequestId, JoinRequest>,
    pub(crate) integrations: BTreeMap<IntegrationId, Integration>,
    pub(crate) template: Option<Template>,
    /// The oldest entry first.
    pub(crate) audit_log: VecDeque<audit::Entry>,
}

impl Guild {
    /// A guild in which there is `@everyone` and nobody.
    pub(crate) fn new(id: GuildId, name: &str, owner_id: UserId) -> Self {
        let mut everyone = Role::new(id.cast(), "@everyone", permission::EVERYONE);
        everyone.position = 0;
        Self {
            id,
            name: name.to_owned(),
            description: None,
            owner_id,
            system_channel_id: None,
            settings: GuildSettings::default(),
            incidents: Incidents::default(),
            community: Community::default(),
            roles: BTreeMap::from([(everyone.id, everyone)]),
            members: BTreeMap::new(),
            former_members: BTreeSet::new(),
            bans: BTreeMap::new(),
            join_requests: BTreeMap::new(),
            integrations: BTreeMap::new(),
            template: None,
            expressions: Expressions::default(),
            auto_moderation: AutoModeration::default(),
            audit_log: VecDeque::new(),
        }
    }

    /// The guild alone, without what only GUILD_CREATE brings.
    pub(crate) fn json(&self) -> Value {
        let roles: Vec<Value> = self.roles.values().map(Role::json).collect();
        let mut json = json!(self.settings);
        json["id"] = json!(self.id);
        json["name"] = self.name.as_str().into();
        json["description"] = json!(self.description);
        json["owner_id"] = json!(self.owner_id);
        json["region"] = "deprecated".into();
        json["roles"] = roles.into();
        let emojis = self.expressions.emojis.values().map(CustomEmoji::json);
        json["emojis"] = emojis.collect();
        let stickers = self.expressions.stickers.values().map(Sticker::json);
        json["stickers"] = stickers.collect();
        json["system_channel_id"] = json!(self.system_channel_id);
        json["mfa_level"] = 0.into();
        json["nsfw"] = false.into();
        json["max_members"] = 500_000.into();
        json["max_stage_video_channel_users"] = 300.into();
        json["max_video_channel_users"] = 25.into();
        json["incidents_data"] = self.incidents.json();
        json["application_id"] = Value::Null;
        json["max_presences"] = Value::Null;
        json
    }

    /// The part of the guild that invites show. Discord docs: Invite/Invite Object.
    pub(crate) fn invite_json(&self) -> Value {
        let mut whole = self.json();
        let mut json = json!({});
        for key in [
            "id",
            "name",
            "splash",
            "banner",
            "description",
            "icon",
            "features",
            "verification_level",
            "vanity_url_code",
            "nsfw_level",
            "nsfw",
            "premium_subscription_count",
        ] {
            json[key] = whole[key].take();
        }
        json
    }

    /// What everybody may see of a guild, or a member of one. Discord docs: Guild/Guild Preview Object.
    pub(crate) fn preview_json(&self) -> Value {
        let mut whole = self.json();
        let mut json = json!({});
        for key in [
            "id",
            "name",
            "icon",
            "description",
            "home_header",
            "splash",
            "discovery_splash",
            "features",
            "emojis",
            "stickers",
        ] {
            json[key] = whole[key].take();
        }
        json["approximate_member_count"] = self.members.len().into();
        json["approximate_presence_count"] = self.members.len().into();
        json
    }

    pub(crate) fn has_feature(&self, feature: &str) -> bool {
        self.settings.features.contains(feature)
    }

    /// Checks that boosts, as it were, have brought the guild a feature.
    pub(crate) fn needs_feature(&self, feature: &str) -> Result<(), Refusal> {
        if self.has_feature(feature) {
            return Ok(());
        }
        let why = format!("{} has not the feature {feature}", self.name);
        Err(Refusal::NEEDS_BOOSTS.because(why))
    }
}

impl Store {
    pub(crate) fn guilds(&self) -> impl Iterator<Item = &Guild> {
        self.guilds.values()
    }

    pub(crate) fn guild(&self, id: GuildId) -> Result<&Guild, Refusal> {
        self.guilds.get(&id).ok_or(Refusal::UNKNOWN_GUILD)
    }

    /// The guild, for a user who must be in it: to everyone else it is unknown.
    pub(crate) fn guild_for(&self, id: GuildId, user: UserId) -> Result<&Guild, Refusal> {
        let guild = self.guild(id)?;
        if guild.members.contains_key(&user) {
            Ok(guild)
        } else {
            Err(Refusal::UNKNOWN_GUILD)
        }
    }

    /// The guilds that a user is in.
    pub(crate) fn guilds_of(&self, user: UserId) -> Vec<GuildId> {
        self.guilds
            .values()
            .filter(|guild| guild.members.contains_key(&user))
            .map(|guild| guild.id)
            .collect()
    }

    pub(crate) fn is_member(&self, guild: GuildId, user: UserId) -> bool {
        self.guilds
            .get(&guild)
            .is_some_and(|guild| guild.members.contains_key(&user))
    }

    /// The role that bots get when they join, if it still exists.
    pub(super) fn bot_role(&self, guild: GuildId) -> Option<RoleId> {
        let guild = self.guilds.get(&guild)?;
        guild
            .roles
            .values()
            .find(|role| role.permissions & permission::ADMINISTRATOR != 0)
            .map(|role| role.id)
    }

    /// GUILD_UPDATE as the guild is now.
    pub(super) fn guild_update(&self, id: GuildId) -> Option<Event> {
        let json = self.guilds.get(&id)?.json();
        Some(Event::new(
            "GUILD_UPDATE",
            Audience::Guild(id),
            intent::GUILDS,
            json,
        ))
    }

    /// GUILD_CREATE for one user: other members come only with GUILD_PRESENCES, or if they are in voice.
    pub(crate) fn guild_create(&self, guild: &Guild, user: UserId, intents: u64) -> Value {
        self.guild_create_up_to(guild, user, intents, usize::MAX)
    }

    /// As [`Store::guild_create`]; of a guild of more members than `large` those who are offline do not
    /// come.
    pub(crate) fn guild_create_up_to(
        &self,
        guild: &Guild,
        user: UserId,
        intents: u64,
        large: usize,
    ) -> Value {
        let presences = intents & intent::GUILD_PRESENCES != 0;
        let is_large = guild.members.len() > large;
        let voice_states = self.voice_states_at_start(guild.id, user);
        let is_in_voice = |id: UserId| {
            voice_states
                .iter()
                .any(|state| state["user_id"] == json!(id))
        };
        let comes = |id: UserId| {
            id == user || is_in_voice(id) || presences && (!is_large || self.is_online(id))
        };
        let members: Vec<Value> = guild
            .members
            .values()
            .filter(|member| comes(member.user_id))
            .map(|member| self.member_json(member))
            .collect();
        let channels: Vec<Value> = self
            .channels_of(guild.id)
            .map(|channel| {
                let mut json = self.channel_json(channel);
                // Here alone Discord leaves the obvious out.
                if let Some(object) = json.as_object_mut() {
                    object.remove("guild_id");
                }
                json
            })
            .collect();
        let shown: Vec<Value> = if presences {
            self.presences_of(guild.id)
        } else {
            Vec::new()
        };
        let joined = guild
            .members
            .get(&user)
            .map_or(0, |member| member.joined_at);
        let mut json = guild.json();
        json["joined_at"] = iso(joined).into();
        json["large"] = is_large.into();
        json["unavailable"] = false.into();
        json["member_count"] = guild.members.len().into();
        json["members"] = members.into();
        json["channels"] = channels.into();
        json["presences"] = shown.into();
        json["threads"] = self.threads_at_start(guild.id, user).into();
        json["voice_states"] = voice_states.into();
        json["stage_instances"] = self
            .stages_of(guild.id)
            .filter(|stage| {
                let channel = self.channels.get(&stage.channel_id);
                channel.is_some_and(|channel| self.sees(channel, user))
            })
            .map(|stage| json!(stage))
            .collect();
        json["guild_scheduled_events"] = self
            .scheduled_events_of(guild.id, user)
            .map(|event| self.scheduled_event_json(event, true))
            .collect();
        json["soundboard_sounds"] = self.sounds_json(guild.id, Some(user)).into();
        json
    }
}
