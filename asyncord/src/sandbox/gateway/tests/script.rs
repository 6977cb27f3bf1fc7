//! What happens in a world while others listen.

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::super::super::{
    state::ids::{ChannelId, UserId, seed},
    testing::{Bench, answer},
};

const LINUS: UserId = seed(23);
const GRACE: UserId = seed(22);
const LOUNGE: ChannelId = seed(14);
const PIXEL: &str = "data:image/png;base64,iVBORw0KGgo=";

/// Something of almost every kind that there are events of.
pub(super) struct Script<'b> {
    pub(super) bench: &'b Bench,
    pub(super) guild: String,
}

impl Script<'_> {
    async fn bot(&self, method: Method, path: &str, body: Value) -> Value {
        let (status, answer) = self.bench.call(method, path, Some(body)).await;
        assert!(status.is_success(), "{path}: {answer}");
        answer
    }

    async fn person(&self, user: UserId, method: Method, path: &str, body: Value) -> Value {
        let path = format!("/as/{user}{path}");
        self.bench.drive(method, &path, body).await
    }

    /// Makes something, changes it and takes it away.
    async fn through(&self, path: &str, body: Value, edit: Value) {
        let made = self.bot(Method::POST, path, body).await;
        let id = ["id", "sound_id"]
            .iter()
            .find_map(|key| made[*key].as_str());
        let one = format!("{path}/{}", id.unwrap());
        if !edit.is_null() {
            self.bot(Method::PATCH, &one, edit).await;
        }
        self.bot(Method::DELETE, &one, json!({})).await;
    }

    pub(super) async fn play(&self) {
        self.things_of_the_guild().await;
        self.channels_and_threads().await;
        self.people().await;
        self.expressions().await;
        let channel = self.bench.channel();
        self.messages(&channel, false).await;
        let body = json!({ "recipient_id": self.bench.ada() });
        let direct = self.bot(Method::POST, "/users/@me/channels", body).await;
        self.messages(direct["id"].as_str().unwrap(), true).await;
    }

    async fn things_of_the_guild(&self) {
        let guild = &self.guild;
        let name = |name: &str| json!({ "name": name });
        self.bot(Method::PATCH, guild, name("elsewhere")).await;
        self.through(&format!("{guild}/roles"), name("a"), name("b"))
            .await;
        let hooks = format!("/channels/{}/webhooks", self.bench.channel());
        self.bot(Method::POST, &hooks, name("hook")).await;
        let invites = format!("/channels/{}/invites", self.bench.channel());
        let invite = self.bot(Method::POST, &invites, json!({})).await;
        let invite = format!("/invites/{}", invite["code"].as_str().unwrap());
        self.bot(Method::DELETE, &invite, json!({})).await;
        self.bench.sandbox.create_application("other");
        let all = self.bench.get(&format!("{guild}/integrations")).await;
        let last = all.as_array().unwrap().last().unwrap();
        let one = format!("{guild}/integrations/{}", last["id"].as_str().unwrap());
        self.bot(Method::DELETE, &one, json!({})).await;
        let rule = json!({
            "name": "no tea", "event_type": 1, "trigger_type": 1, "enabled": true,
            "trigger_metadata": { "keyword_filter": ["tea"] }, "actions": [{ "type": 1 }],
        });
        let rules = format!("{guild}/auto-moderation/rules");
        self.through(&rules, rule.clone(), name("no coffee")).await;
        self.bot(Method::POST, &rules, rule).await;
        let path = format!(
            "/sandbox/api/as/{LINUS}/channels/{}/messages",
            self.bench.channel()
        );
        let tea = self
            .bench
            .at(Method::POST, &path)
            .header("content-type", "application/json")
            .body(json!({ "content": "tea" }).to_string());
        assert_eq!(answer(tea).await.1["code"], 200_000);
        let event = json!({
            "name": "party", "privacy_level": 2, "entity_type": 3,
            "scheduled_start_time": "2100-01-01T00:00:00+00:00",
            "scheduled_end_time": "2100-01-02T00:00:00+00:00",
            "entity_metadata": { "location": "the park" },
        });
        let events = format!("{guild}/scheduled-events");
        let event = self.bot(Method::POST, &events, event).await;
        let event = format!("{events}/{}", event["id"].as_str().unwrap());
        let interest = format!("{event}/users/@me");
        for method in [Method::PUT, Method::DELETE] {
            self.person(LINUS, method, &interest, json!({})).await;
        }
        self.bot(Method::PATCH, &event, name("feast")).await;
        self.bot(Method::DELETE, &event, json!({})).await;
    }

    async fn channels_and_threads(&self) {
        let name = |name: &str| json!({ "name": name });
        let channels = format!("{}/channels", self.guild);
        for (kind, edit) in [(0, name("b")), (13, name("c"))] {
            let body = json!({ "name": "a", "type": kind });
            let channel = self.bot(Method::POST, &channels, body).await;
            let id = channel["id"].as_str().unwrap();
            let path = format!("/channels/{id}");
            self.bot(Method::PATCH, &path, edit).await;
            if kind == 13 {
                let body = json!({ "channel_id": id, "topic": "talks" });
                self.bot(Method::POST, "/stage-instances", body).await;
                let stage = format!("/stage-instances/{id}");
                let topic = json!({ "topic": "more" });
                self.bot(Method::PATCH, &stage, topic).await;
                self.bot(Method::DELETE, &stage, json!({})).await;
            } else {
                let body = json!({ "name": "t", "type": 11 });
                let threads = format!("{path}/threads");
                let thread = self.person(GRACE, Method::POST, &threads, body).await;
                let thread = format!("/channels/{}", thread["id"].as_str().unwrap());
                let joined = format!("{thread}/thread-members/@me");
                self.person(LINUS, Method::PUT, &joined, json!({})).await;
                self.bot(Method::PUT, &joined, json!({})).await;
                self.bot(Method::PATCH, &thread, name("u")).await;
                self.bot(Method::DELETE, &thread, json!({})).await;
            }
            self.bot(Method::DELETE, &path, json!({})).await;
        }
        let voice = format!("{}/voice", self.guild);
        let enter = json!({ "channel_id": LOUNGE });
        self.person(GRACE, Method::PUT, &voice, enter).await;
        let status = format!("/channels/{LOUNGE}/voice-status");
        self.bot(Method::PUT, &status, json!({ "status": "chess" }))
            .await;
    }

    async fn people(&self) {
        let body = json!({ "username": "mary" });
        let mary = self.bench.drive(Method::POST, "/users", body).await;
        let mary = mary["id"].as_str().unwrap();
        let member = format!("{}/members/{mary}", self.guild);
        self.bot(Method::PATCH, &member, json!({ "nick": "m" }))
            .await;
        let presence = json!({ "status": "dnd", "activities": [] });
        self.person(LINUS, Method::PUT, "/presence", presence).await;
        let ban = format!("{}/bans/{mary}", self.guild);
        self.bot(Method::PUT, &ban, json!({})).await;
        self.bot(Method::DELETE, &ban, json!({})).await;
    }

    async fn expressions(&self) {
        let name = json!({ "name": "ferris" });
        let emoji = json!({ "name": "crab", "image": PIXEL });
        self.through(&format!("{}/emojis", self.guild), emoji, name.clone())
            .await;
        let sound = "data:audio/mpeg;base64,SUQzBAAAAAAA";
        let sound = json!({ "name": "boing", "sound": sound });
        let sounds = format!("{}/soundboard-sounds", self.guild);
        self.through(&sounds, sound, name).await;
        let stickers = format!("{}/stickers", self.guild);
        let form = Form::new()
            .text("name", "crab")
            .text("tags", "crab")
            .text("description", "")
            .part(
                "file",
                Part::bytes(&b"\x89PNG\r\n\x1a\n"[..]).file_name("x"),
            );
        let request = self.bench.request(Method::POST, &stickers).multipart(form);
        assert_eq!(answer(request).await.0, 201);
    }

    /// All that is done with messages, with ada where it takes two.
    async fn messages(&self, channel: &str, is_direct: bool) {
        let ada = self.bench.sandbox.user_id();
        let path = format!("/channels/{channel}/messages");
        let text = || json!({ "content": "x" });
        let mut ids = Vec::new();
        for _ in 0..4 {
            let message = self.bot(Method::POST, &path, text()).await;
            ids.push(message["id"].as_str().unwrap().to_owned());
        }
        let one = format!("{path}/{}", ids[0]);
        self.bot(Method::PATCH, &one, json!({ "content": "y" }))
            .await;
        let thumb = format!("{one}/reactions/%F0%9F%91%8D");
        let mut removals = vec![format!("{thumb}/@me")];
        if !is_direct {
            removals.extend([thumb.clone(), format!("{one}/reactions")]);
        }
        for removal in removals {
            self.bot(Method::PUT, &format!("{thumb}/@me"), json!({}))
                .await;
            self.bot(Method::DELETE, &removal, json!({})).await;
        }
        let typing = format!("/channels/{channel}/typing");
        self.person(ada, Method::POST, &typing, json!({})).await;
        let pin = format!("{path}/pins/{}", ids[0]);
        self.bot(Method::PUT, &pin, json!({})).await;
        self.bot(Method::DELETE, &one, json!({})).await;
        if !is_direct {
            let bulk = json!({ "messages": ids[1..3] });
            self.bot(Method::POST, &format!("{path}/bulk-delete"), bulk)
                .await;
        }
        let poll = json!({ "poll": {
            "question": { "text": "?" }, "answers": [{ "poll_media": { "text": "a" } }],
        } });
        let poll = self.bot(Method::POST, &path, poll).await;
        let id = poll["id"].as_str().unwrap();
        let votes = format!("/channels/{channel}/polls/{id}/votes");
        for answers in [json!([1]), json!([])] {
            let vote = json!({ "answer_ids": answers });
            self.person(ada, Method::PUT, &votes, vote).await;
        }
    }
}
