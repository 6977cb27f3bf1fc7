//! Calls about webhooks, and those of a webhook by its token.

use asyncord::{RestClient, model::MessageFlags, rest::resource::webhook::*};

use serde_json::{Value, json};

use super::{
    messages,
    values::{CHANNEL, GUILD, MESSAGE, REASON, TAG, TOKEN, URL, WEBHOOK, embed, image, mentions},
};

fn webhook(client: &RestClient) -> WebhookWithToken {
    client.webhooks().with_token(WEBHOOK, TOKEN)
}

/// Who did something at GitHub.
fn github_user() -> Value {
    json!({"id": 5, "login": "ferris", "html_url": URL, "avatar_url": URL})
}

calls! {
    CreateWebhook {
        minimal: |client| client.channels().create_webhook(CHANNEL, "ci"),
        full: |client| client.channels().create_webhook(CHANNEL, "ci").avatar(image()).reason(REASON),
    }
    ListChannelWebhooks {
        minimal: |client| client.channels().webhooks(CHANNEL),
    }
    ListGuildWebhooks {
        minimal: |client| client.guilds().webhooks(GUILD),
    }
    GetWebhook {
        minimal: |client| client.webhooks().get(WEBHOOK),
    }
    UpdateWebhook {
        minimal: |client| client.webhooks().update(WEBHOOK),
        full: |client| client
            .webhooks()
            .update(WEBHOOK)
            .name("ci")
            .avatar(None)
            .channel_id(CHANNEL)
            .reason(REASON),
    }
    DeleteWebhook {
        minimal: |client| client.webhooks().delete(WEBHOOK),
        full: |client| client.webhooks().delete(WEBHOOK).reason(REASON),
    }
    GetWebhookWithToken {
        minimal: |client| webhook(client).get(),
    }
    UpdateWebhookWithToken {
        minimal: |client| webhook(client).update(),
        full: |client| webhook(client).update().name("ci").avatar(image()),
    }
    DeleteWebhookWithToken {
        minimal: |client| webhook(client).delete(),
    }
    ExecuteWebhook {
        minimal: |client| webhook(client).execute("The build has failed"),
        full: |client| webhook(client)
            .execute("The build has failed")
            .embed(embed())
            .components(messages::rows())
            .attachments([messages::file(), messages::plain_file()])
            .allowed_mentions(mentions())
            .flags(MessageFlags::SUPPRESS_NOTIFICATIONS)
            .tts(true)
            .username("ci")
            .avatar_url(URL)
            .thread_name("Builds")
            .applied_tags([TAG])
            .with_components(true),
        full: |client| webhook(client).execute(messages::of_components()).thread_id(CHANNEL),
        full: |client| webhook(client).execute(messages::poll()).thread_id(CHANNEL),
        full: |client| client
            .interactions()
            .followups(super::values::APPLICATION, TOKEN)
            .execute("more")
            .flags(MessageFlags::EPHEMERAL),
    }
    GetWebhookMessage {
        minimal: |client| webhook(client).message(MESSAGE),
        full: |client| webhook(client).message(MESSAGE).thread_id(CHANNEL),
    }
    UpdateWebhookMessage {
        minimal: |client| webhook(client).update_message(MESSAGE),
        full: |client| webhook(client)
            .update_message(MESSAGE)
            .content("Better")
            .embed(embed())
            .components(messages::rows())
            .flags(MessageFlags::SUPPRESS_EMBEDS)
            .allowed_mentions(mentions())
            .keep_attachments([super::values::ATTACHMENT])
            .attachment(messages::file())
            .thread_id(CHANNEL)
            .with_components(true),
        full: |client| webhook(client)
            .update_message(MESSAGE)
            .components(messages::components())
            .attachment(messages::plain_file()),
    }
    DeleteWebhookMessage {
        minimal: |client| webhook(client).delete_message(MESSAGE),
        full: |client| webhook(client).delete_message(MESSAGE).thread_id(CHANNEL),
    }
    GetOriginalResponse {
        minimal: |client| webhook(client).original(),
        full: |client| webhook(client).original().thread_id(CHANNEL),
    }
    UpdateOriginalResponse {
        minimal: |client| webhook(client).update_original(),
        full: |client| webhook(client)
            .update_original()
            .content("Better")
            .embed(embed())
            .components(messages::rows())
            .flags(MessageFlags::SUPPRESS_EMBEDS)
            .allowed_mentions(mentions())
            .keep_attachments([super::values::ATTACHMENT])
            .attachment(messages::file())
            .thread_id(CHANNEL)
            .with_components(false),
        full: |client| webhook(client)
            .update_original()
            .components(messages::components())
            .attachment(messages::plain_file()),
    }
    DeleteOriginalResponse {
        minimal: |client| webhook(client).delete_original(),
        full: |client| webhook(client).delete_original().thread_id(CHANNEL),
    }
    ExecuteGitHubWebhook {
        minimal: |client| webhook(client).execute_github(json!({"sender": github_user()})),
        full: |client| webhook(client)
            .execute_github(json!({
                "sender": github_user(),
                "action": "opened",
                "zen": "Not listed by the specification",
            }))
            .event("issues")
            .wait(true)
            .thread_id(CHANNEL),
    }
    ExecuteSlackWebhook {
        minimal: |client| webhook(client).execute_slack(json!({"text": "The build has failed"})),
        full: |client| webhook(client)
            .execute_slack(json!({
                "text": "The build has failed",
                "username": "ci",
                "icon_url": URL,
                "attachments": [{
                    "fallback": "it", "color": "#ff0000", "title": "Build", "title_link": URL,
                    "text": "failed", "fields": [{"title": "a", "value": "b", "inline": true}],
                }],
            }))
            .wait(true)
            .thread_id(CHANNEL),
    }
}
