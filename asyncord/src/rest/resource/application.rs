//! Applications.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, GuildMarker},
    },
    model::{
        ActivityAttachment, ActivityInstance, Application, ApplicationEventWebhookStatus,
        ApplicationFlags, ApplicationIntegrationType, ApplicationIntegrationTypeConfiguration,
        ApplicationRoleConnectionMetadata, Field, ImageData, InstallParams, List, Map,
        WebhookEventType,
    },
    rest::{
        RestClient,
        body::{NewAttachment, RoleConnectionMetadataList},
    },
};

/// The installations that an application is for, and with what each comes.
type InstallationTypes = Map<ApplicationIntegrationType, ApplicationIntegrationTypeConfiguration>;

pub mod command;
pub mod emoji;
pub mod entitlement;

group! {
    /// Applications; from [`RestClient::applications`].
    pub struct Applications {}
}

impl RestClient {
    /// Applications.
    pub fn applications(&self) -> Applications {
        Applications::new(self)
    }
}

impl Applications {
    /// The commands of an application that can be used everywhere.
    pub fn commands(&self, application_id: impl Into<Id<ApplicationMarker>>) -> command::Commands {
        command::Commands::new(&self.client, application_id.into())
    }

    /// The commands of an application in one guild.
    pub fn guild_commands(
        &self,
        application_id: impl Into<Id<ApplicationMarker>>,
        guild_id: impl Into<Id<GuildMarker>>,
    ) -> command::GuildCommands {
        command::GuildCommands::new(&self.client, application_id.into(), guild_id.into())
    }

    /// The emojis of an application.
    pub fn emojis(&self, application_id: impl Into<Id<ApplicationMarker>>) -> emoji::Emojis {
        emoji::Emojis::new(&self.client, application_id.into())
    }

    /// The entitlements to what an application sells.
    pub fn entitlements(
        &self,
        application_id: impl Into<Id<ApplicationMarker>>,
    ) -> entitlement::Entitlements {
        entitlement::Entitlements::new(&self.client, application_id.into())
    }
}

operation! {
    /// Gets the application that the bot belongs to.
    ///
    /// Discord docs: Application/Get Current Application.
    GetMyApplication = GET "/applications/@me" -> Application;
    fn Applications::me();
}

/// Editing an application, by its id or as one's own.
macro_rules! update_application {
    ($(#[doc = $doc:literal])* $name:ident = $template:literal; $accessor:ident($($application_id:ident)?)) => {
        operation! {
            $(#[doc = $doc])*
            $name = PATCH $template -> Application;
            fn Applications::$accessor($($application_id: Id<ApplicationMarker> in path)?);
            body {
                /// Sets the address by which it is installed.
                custom_install_url: String [characters 0..=2_048],
                /// Describes it, up to 400 characters.
                description: String [characters 0..=400],
                /// Sets the address where a user proves something for a linked role.
                role_connections_verification_url: String [characters 0..=2_048],
                /// Sets what it is installed with by default.
                install_params: InstallParams,
                /// Sets for which installations it is, and with what each comes.
                integration_types_config: InstallationTypes,
                /// Sets flags: of those about privileged intents the limited ones.
                flags: ApplicationFlags,
                /// Sets the icon; null takes it away.
                icon: Field<ImageData>,
                /// Sets the cover; null takes it away.
                cover_image: Field<ImageData>,
                /// Sets the address that interactions are sent to, instead of the gateway.
                interactions_endpoint_url: Field<String> [characters 0..=2_048],
                /// Sets what it is found by: up to 5 texts of up to 20 characters.
                tags: Vec<String> [items 0..=5],
                /// Sets the address that webhook events are sent to.
                event_webhooks_url: Field<String> [characters 0..=2_048],
                /// Whether webhook events are sent.
                event_webhooks_status: ApplicationEventWebhookStatus,
                /// Sets which webhook events are sent.
                event_webhooks_types: Vec<WebhookEventType>,
            }
        }
    };
}

update_application! {
    /// Edits the application that the bot belongs to. What is not set stays as it is.
    ///
    /// Discord docs: Application/Edit Current Application.
    UpdateMyApplication = "/applications/@me";
    update_me()
}

update_application! {
    /// Edits an application of the bot's. What is not set stays as it is.
    ///
    /// In Discord's specification, not in its documentation.
    UpdateApplication = "/applications/{application_id}";
    update(application_id)
}

operation! {
    /// Gets an application of the bot's.
    ///
    /// In Discord's specification, not in its documentation.
    GetApplication = GET "/applications/{application_id}" -> Application;
    fn Applications::get(application_id: Id<ApplicationMarker> in path);
}

operation! {
    /// Uploads a file for an Activity of the application; answers with its addresses, which are good for a while.
    ///
    /// In Discord's specification, not in its documentation.
    UploadApplicationAttachment = POST "/applications/{application_id}/attachment" -> ActivityAttachment, bearer;
    fn Applications::upload_attachment(application_id: Id<ApplicationMarker> in path);
    with NewAttachment as file;
}

operation! {
    /// Gets a running instance of the application's Activity.
    ///
    /// Discord docs: Application/Get Application Activity Instance.
    GetActivityInstance = GET "/applications/{application_id}/activity-instances/{instance_id}" -> ActivityInstance;
    fn Applications::activity_instance(
        application_id: Id<ApplicationMarker> in path,
        instance_id: String in path,
    );
}

operation! {
    /// Lists what the application tells of users for linked roles.
    ///
    /// Discord docs: Application Role Connection Metadata/Get Application Role Connection Metadata Records.
    ListRoleConnectionMetadata = GET "/applications/{application_id}/role-connections/metadata" -> List<ApplicationRoleConnectionMetadata>;
    fn Applications::role_connection_metadata(application_id: Id<ApplicationMarker> in path);
}

operation! {
    /// Sets what the application tells of users for linked roles, up to 5, in place of all there was.
    ///
    /// Discord docs: Application Role Connection Metadata/Update Application Role Connection Metadata Records.
    UpdateRoleConnectionMetadata = PUT "/applications/{application_id}/role-connections/metadata" -> List<ApplicationRoleConnectionMetadata>;
    fn Applications::set_role_connection_metadata(application_id: Id<ApplicationMarker> in path);
    with RoleConnectionMetadataList as metadata;
}
