//! Calls about applications.

use asyncord::{
    model::{
        ApplicationEventWebhookStatus, ApplicationFlags, ApplicationIntegrationType,
        ApplicationRoleConnectionMetadata, InstallParams, WebhookEventType,
    },
    rest::{body::NewAttachment, resource::application::*},
};
use serde_json::json;

use super::values::{APPLICATION, URL, image, read};

pub(super) mod command;
pub(super) mod emoji;
pub(super) mod entitlement;

fn install_params() -> InstallParams {
    read(json!({"scopes": ["bot", "applications.commands"], "permissions": "2048"}))
}

fn linked_role(kind: u8, key: &str) -> ApplicationRoleConnectionMetadata {
    read(json!({
        "type": kind,
        "key": key,
        "name": "Crabs",
        "name_localizations": {"de": "Krebse"},
        "description": "How many crabs",
        "description_localizations": {"de": "Wie viele Krebse"},
    }))
}

/// Sets what an application's edit takes, but its description.
macro_rules! all_but_description {
    ($request:expr) => {
        $request
            .custom_install_url(URL)
            .role_connections_verification_url(URL)
            .install_params(install_params())
            .integration_types_config([
                (ApplicationIntegrationType::GuildInstall, read(json!({"oauth2_install_params": {
                    "scopes": ["bot"],
                    "permissions": "8",
                }}))),
                (ApplicationIntegrationType::UserInstall, read(json!({}))),
            ].into_iter().collect::<asyncord::model::Map<_, _>>())
            .flags(ApplicationFlags::GATEWAY_PRESENCE_LIMITED)
            .icon(image())
            .cover_image(None)
            .interactions_endpoint_url(URL)
            .tags(["crabs", "dice"])
            .event_webhooks_url(URL)
            .event_webhooks_status(ApplicationEventWebhookStatus::Enabled)
            .event_webhooks_types([WebhookEventType::EntitlementCreate])
    };
}

calls! {
    GetMyApplication {
        minimal: |client| client.applications().me(),
    }
    UpdateMyApplication {
        minimal: |client| client.applications().update_me(),
        full: |client| all_but_description!(client.applications().update_me()),
        full: |client| client.applications().update_me().description("Rolls dice"),
    }
    UpdateApplication {
        minimal: |client| client.applications().update(APPLICATION),
        full: |client| all_but_description!(client.applications().update(APPLICATION)),
        full: |client| client.applications().update(APPLICATION).description("Rolls dice"),
    }
    GetApplication {
        minimal: |client| client.applications().get(APPLICATION),
    }
    UploadApplicationAttachment {
        minimal: |client| client
            .applications()
            .upload_attachment(APPLICATION, NewAttachment::new("map.png", "a picture")),
        full: |client| client.applications().upload_attachment(
            APPLICATION,
            NewAttachment::new("map.png", "a picture").content_type("image/png"),
        ),
    }
    GetActivityInstance {
        minimal: |client| client.applications().activity_instance(APPLICATION, "i-12345-gc-912-67"),
    }
    ListRoleConnectionMetadata {
        minimal: |client| client.applications().role_connection_metadata(APPLICATION),
    }
    UpdateRoleConnectionMetadata {
        minimal: |client| client.applications().set_role_connection_metadata(APPLICATION, []),
        full: |client| client.applications().set_role_connection_metadata(
            APPLICATION,
            [linked_role(2, "crabs"), linked_role(7, "verified")],
        ),
    }
}
