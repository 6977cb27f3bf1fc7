//! Activities that run somewhere. Discord docs: Application/Activity Instance Object.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::super::{
    Changed, Refusal, Store,
    file::{StoredFile, clean},
    ids::{ApplicationId, AttachmentId, ChannelId, UserId},
};

/// One activity that runs in a channel.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ActivityInstance {
    pub(crate) application_id: ApplicationId,
    instance_id: String,
    launch_id: u64,
    channel_id: ChannelId,
    users: Vec<UserId>,
}

impl Store {
    /// Starts an activity for people who see a channel.
    pub(crate) fn start_activity(
        &mut self,
        application_id: ApplicationId,
        channel_id: ChannelId,
        users: Vec<UserId>,
    ) -> Result<Changed<Value>, Refusal> {
        self.application(application_id)?;
        self.channel(channel_id)?;
        for user in &users {
            self.user(*user)?;
            self.channel_for(channel_id, *user)?;
        }
        let launch_id = self.clock.next_id::<()>().get();
        let mut instance = ActivityInstance {
            application_id,
            instance_id: String::new(),
            launch_id,
            channel_id,
            users,
        };
        let location = self.location(channel_id);
        let place = location["id"].as_str().unwrap_or_default();
        instance.instance_id = format!("i-{launch_id}-{place}");
        let json = self.activity_json(&instance);
        self.activities.push(instance);
        Ok(Changed::nothing(json))
    }

    pub(crate) fn activity(
        &self,
        application: ApplicationId,
        instance: &str,
    ) -> Option<&ActivityInstance> {
        self.activities.iter().find(|activity| {
            activity.application_id == application && activity.instance_id == instance
        })
    }

    pub(crate) fn activity_json(&self, activity: &ActivityInstance) -> Value {
        json!({
            "application_id": activity.application_id,
            "instance_id": activity.instance_id,
            "launch_id": activity.launch_id.to_string(),
            "location": self.location(activity.channel_id),
            "users": activity.users,
        })
    }

    /// Keeps a file that an activity shares, and gives it as an attachment.
    pub(crate) fn store_application_file(
        &mut self,
        application: ApplicationId,
        filename: &str,
        content_type: String,
        bytes: Bytes,
    ) -> Result<Changed<Value>, Refusal> {
        self.application(application)?;
        let id: AttachmentId = self.clock.next_id();
        // Applications and channels have no ids in common.
        let channel_id: ChannelId = application.cast();
        let filename = clean(filename);
        let url = self.file_address(channel_id, id, &filename);
        let json = json!({
            "id": id,
            "filename": filename,
            "size": bytes.len(),
            "url": url,
            "proxy_url": url,
            "content_type": content_type,
            "ephemeral": true,
            "flags": 0,
        });
        let file = StoredFile {
            channel_id,
            filename,
            content_type,
            bytes,
        };
        self.files.insert(id, file);
        Ok(Changed::nothing(json))
    }

    /// Discord docs: Application/Activity Location Object.
    fn location(&self, channel: ChannelId) -> Value {
        let guild = self
            .channels
            .get(&channel)
            .and_then(super::super::channel::Channel::guild_id);
        match guild {
            Some(guild) => json!({
                "id": format!("gc-{guild}-{channel}"),
                "kind": "gc",
                "channel_id": channel,
                "guild_id": guild,
            }),
            None => json!({
                "id": format!("pc-{channel}"),
                "kind": "pc",
                "channel_id": channel,
            }),
        }
    }
}
