//! The events of the blast.

use serde_json::{Value, json};

use super::{
    APPLICATION, CATEGORIES, Corpus, ID_BASE, JOINER_BASE, TEXT_CHANNELS,
    fixed::profile,
    id::{channel_id, guild_id, id, role_id, user_id, user_number},
};

impl Corpus {
    pub(super) fn somewhere(&mut self) -> (u64, u64) {
        (self.rng.below(self.guilds), self.rng.below(self.members))
    }

    pub(super) fn text_channel(&mut self, guild: u64) -> String {
        channel_id(guild, CATEGORIES + self.rng.below(TEXT_CHANNELS))
    }

    pub(super) fn message(&mut self, edited: bool) -> Value {
        let (guild, member) = self.somewhere();
        let channel = self.text_channel(guild);
        let mut message = self.bare_message(guild, member, &channel, edited);
        message["guild_id"] = guild_id(guild).into();
        message["member"] = self.member(guild, member, false);
        if self.rng.chance(15) {
            let author = self.rng.below(self.members);
            let original = self.bare_message(guild, author, &channel, false);
            message["type"] = 19.into();
            message["message_reference"] = json!({
                "type": 0,
                "message_id": original["id"],
                "guild_id": guild_id(guild),
                "channel_id": channel,
            });
            message["referenced_message"] = original;
        }
        message
    }

    pub(super) fn bare_message(&mut self, guild: u64, member: u64, channel: &str, edited: bool) -> Value {
        let words = 2 + self.rng.below(28);
        let mut content = self.sentence(words);
        let mut mentions = Vec::new();
        if self.rng.chance(15) {
            let mentioned = self.rng.below(self.members);
            let mut user = profile(user_number(guild, mentioned));
            user["member"] = self.member(guild, mentioned, false);
            content = format!("<@{}> {content}", user_id(guild, mentioned));
            mentions.push(user);
        }
        let attachments: Vec<Value> = if self.rng.chance(10) {
            vec![self.attachment()]
        } else {
            Vec::new()
        };
        let embeds: Vec<Value> = if self.rng.chance(10) {
            vec![self.embed()]
        } else {
            Vec::new()
        };
        let mention_roles: Vec<String> = if self.rng.chance(3) {
            vec![role_id(guild, 3)]
        } else {
            Vec::new()
        };
        let message_id = self.fresh_id();
        json!({
            "type": 0,
            "tts": false,
            "timestamp": self.timestamp(),
            "pinned": false,
            "nonce": id(ID_BASE + self.rng.below(1 << 40)),
            "mentions": mentions,
            "mention_roles": mention_roles,
            "mention_everyone": false,
            "id": message_id,
            "flags": 0,
            "embeds": embeds,
            "edited_timestamp": edited.then(|| self.timestamp()),
            "content": content,
            "components": [],
            "channel_type": 0,
            "channel_id": channel,
            "author": profile(user_number(guild, member)),
            "attachments": attachments,
        })
    }

    pub(super) fn attachment(&mut self) -> Value {
        let name = format!("image_{}.png", self.rng.below(10_000));
        let path = format!(
            "{}/{}/{name}?ex={:x}&is={:x}&hm={}",
            ID_BASE,
            ID_BASE + self.rng.below(1 << 40),
            self.rng.below(1 << 32),
            self.rng.below(1 << 32),
            self.hash()
        );
        json!({
            "width": 1920,
            "url": format!("https://cdn.example.com/attachments/{path}"),
            "size": 20_000 + self.rng.below(4_000_000),
            "proxy_url": format!("https://media.example.net/attachments/{path}"),
            "placeholder_version": 1,
            "placeholder": "3vcJLYZ4iHd3h3iHd3d4h3h3eHB3",
            "id": self.fresh_id(),
            "height": 1080,
            "filename": name,
            "content_type": "image/png",
            "content_scan_version": 1,
        })
    }

    pub(super) fn embed(&mut self) -> Value {
        let fields: Vec<Value> = (0..self.rng.below(4))
            .map(|_| json!({ "value": self.sentence(6), "name": self.sentence(2), "inline": true }))
            .collect();
        json!({
            "type": "rich",
            "url": "https://example.com/articles/1234",
            "title": self.sentence(5),
            "timestamp": self.timestamp(),
            "thumbnail": { "width": 400, "url": "https://example.com/thumb.png", "proxy_url": "https://images.example.net/external/thumb.png", "height": 300, "flags": 0 },
            "footer": { "text": self.sentence(3) },
            "fields": fields,
            "description": self.sentence(30),
            "color": self.rng.below(0xff_ffff),
            "author": { "url": "https://example.com/", "name": self.sentence(2) },
        })
    }

    pub(super) fn presence_update(&mut self) -> Value {
        let (guild, member) = self.somewhere();
        let mut presence = self.presence(guild, member);
        presence["guild_id"] = guild_id(guild).into();
        presence
    }

    pub(super) fn typing(&mut self) -> Value {
        let (guild, member) = self.somewhere();
        json!({
            "user_id": user_id(guild, member),
            "timestamp": 1_700_000_000 + self.rng.below(1 << 24),
            "member": self.member(guild, member, true),
            "channel_id": self.text_channel(guild),
            "guild_id": guild_id(guild),
        })
    }

    pub(super) fn reaction(&mut self) -> Value {
        let (guild, member) = self.somewhere();
        json!({
            "user_id": user_id(guild, member),
            "type": 0,
            "message_id": id(self.next_id - self.rng.below(1000).min(self.next_id - ID_BASE)),
            "message_author_id": user_id(guild, self.rng.below(self.members)),
            "member": self.member(guild, member, true),
            "emoji": { "name": "👍", "id": null },
            "channel_id": self.text_channel(guild),
            "burst": false,
            "guild_id": guild_id(guild),
        })
    }

    pub(super) fn member_add(&mut self) -> Value {
        let (guild, _) = self.somewhere();
        self.joined += 1;
        let user = JOINER_BASE + self.joined;
        let mut member = self.member_of(guild, user, Some(profile(user)));
        member["guild_id"] = guild_id(guild).into();
        member["unusual_dm_activity_until"] = Value::Null;
        member
    }

    pub(super) fn member_remove(&mut self) -> Value {
        // Walks the guilds from the last member on, so that nobody leaves twice.
        let guild = self.left % self.guilds;
        let member = self.members - 1 - (self.left / self.guilds) % self.members;
        self.left += 1;
        json!({ "user": profile(user_number(guild, member)), "guild_id": guild_id(guild) })
    }

    pub(super) fn interaction(&mut self) -> Value {
        let (guild, member) = self.somewhere();
        let channel = CATEGORIES + self.rng.below(TEXT_CHANNELS);
        let mut invoker = self.member(guild, member, true);
        invoker["permissions"] = "1071698660929".into();
        invoker["unusual_dm_activity_until"] = Value::Null;
        let mut partial = self.channel(guild, channel, 0, Some(0));
        partial["guild_id"] = guild_id(guild).into();
        partial["permissions"] = "1071698660929".into();
        json!({
            "version": 1,
            "type": 2,
            "token": format!("{}{}{}{}", self.hash(), self.hash(), self.hash(), self.hash()),
            "member": invoker,
            "locale": "en-US",
            "id": self.fresh_id(),
            "guild_locale": "en-US",
            "guild_id": guild_id(guild),
            "guild": { "locale": "en-US", "id": guild_id(guild), "features": ["COMMUNITY", "NEWS"] },
            "entitlements": [],
            "entitlement_sku_ids": [],
            "data": {
                "type": 1,
                "options": [
                    { "value": self.sentence(5), "type": 3, "name": "query" },
                    { "value": self.rng.below(100), "type": 4, "name": "limit" },
                    { "value": true, "type": 5, "name": "private" },
                ],
                "name": "search",
                "id": id(ID_BASE - 1000),
            },
            "context": 0,
            "channel_id": channel_id(guild, channel),
            "channel": partial,
            "authorizing_integration_owners": { "0": guild_id(guild) },
            "attachment_size_limit": 10_485_760,
            "application_id": id(APPLICATION),
            "app_permissions": "1071698660929",
        })
    }

    pub(super) fn voice_update(&mut self) -> Value {
        let (guild, member) = self.somewhere();
        let mut state = self.voice_state(guild, member);
        state["member"] = self.member(guild, member, true);
        state["guild_id"] = guild_id(guild).into();
        if self.rng.chance(40) {
            state["channel_id"] = Value::Null;
        }
        state
    }
}
