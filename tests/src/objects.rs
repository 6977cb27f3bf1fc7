//! Every object of Discord's documentation by name, read and written again as its type of ours.

use asyncord::{
    event::AnyEvent,
    model::{self, DecodeError, Strange},
    rest::body,
};

/// What came of reading a payload and writing it again.
#[derive(Debug)]
pub struct RoundTrip {
    /// The payload as it is written again.
    pub again: String,
    /// What was left out because it could not be read.
    pub strange: Vec<Strange>,
}

/// Reads JSON as one type, and writes it again.
pub type Reader = fn(&str) -> Result<RoundTrip, DecodeError>;

/// Reads `json` as the object `name` of Discord's documentation, or as the event of that wire name.
///
/// Case, spaces and underscores of an object's name do not matter, nor does a last word "object" or
/// "structure". `None` is a name that is not known.
pub fn round_trip(name: &str, json: &str) -> Option<Result<RoundTrip, DecodeError>> {
    if AnyEvent::NAMES.contains(&name) {
        return Some(event(name, json));
    }
    let wanted = simplify(name);
    let (_, reader) = OBJECTS.iter().find(|(name, _)| simplify(name) == wanted)?;
    Some(reader(json))
}

fn event(name: &str, json: &str) -> Result<RoundTrip, DecodeError> {
    let (event, strange) = AnyEvent::decode_reporting(name, json)?;
    Ok(written(&event, strange))
}

pub(crate) fn object<T: serde::de::DeserializeOwned + serde::Serialize>(
    json: &str,
) -> Result<RoundTrip, DecodeError> {
    let (object, strange) = model::decode_reporting::<T>(json)?;
    Ok(written(&object, strange))
}

fn written(value: &impl serde::Serialize, strange: Vec<Strange>) -> RoundTrip {
    RoundTrip {
        again: serde_json::to_string(value).expect("what was read can be written"),
        strange,
    }
}

fn simplify(name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    for ending in ["object", "structure"] {
        if let Some(name) = name.strip_suffix(ending) {
            return name.to_owned();
        }
    }
    name
}

macro_rules! objects {
    (objects { $($name:ident $(as $($alias:literal),+)?;)+ } bodies { $($body:ident as $($request:literal),+;)+ } lists { $($item:ident as $($list:literal),+;)+ }) => {
        /// The objects by their names in the documentation.
        pub const OBJECTS: &[(&str, Reader)] = &[
            $(
                (stringify!($name), object::<model::$name>),
                $($(($alias, object::<model::$name>),)+)?
            )+
            $($(($request, object::<body::$body>),)+)+
            $($(($list, object::<model::List<model::$item>>),)+)+
        ];
    };
}

objects! {
    objects {
        AccessTokenResponse as "AccessToken", "OAuth2TokenResponse";
        Activity;
        ActivityAttachment;
        ActivityInstance;
        AllowedMentions;
        Application;
        ApplicationCommand;
        ApplicationEmojis as "ListApplicationEmojisResponse";
        ApplicationRoleConnection;
        ApplicationRoleConnectionMetadata;
        Attachment;
        AuditLog;
        AuditLogEntry;
        AutoModerationRule;
        AvatarDecorationData;
        Ban;
        BulkBan as "BulkBanResponse";
        Channel;
        Collectibles;
        Component;
        Connection;
        CurrentAuthorization;
        CurrentUserGuild as "PartialGuild";
        DeviceAuthorizationResponse as "DeviceAuthorization";
        Embed;
        Emoji as "PartialEmoji";
        Entitlement;
        ErrorResponse;
        FollowedChannel;
        GameDirectMessage;
        GatewayBot;
        GatewayPayload;
        GatewayUrl as "Gateway";
        Guild;
        GuildApplicationCommandPermissions;
        GuildHomeSettings;
        GuildJoinRequest;
        GuildJoinRequests as "GuildJoinRequestsList";
        GuildOnboarding;
        GuildPreview;
        GuildPrune as "GuildPruneCount";
        GuildRoleMemberCounts;
        GuildScheduledEvent;
        GuildScheduledEventException;
        GuildScheduledEventUser;
        GuildScheduledEventUserCounts;
        GuildSoundboardSounds as "SoundboardSoundsList";
        GuildTemplate;
        GuildWidget;
        GuildWidgetSettings;
        Hello;
        IncidentsData as "GuildIncidentsData";
        Integration as "PartialIntegration";
        Interaction;
        InteractionCallbackResponse;
        InvalidSession;
        Invite as "InviteMetadata";
        Lobby;
        LobbyInvite;
        LobbyMember;
        LobbyMessage;
        Member as "GuildMember";
        Message;
        MessagePin;
        MessagePins;
        MessageSearchResults as "SearchGuildMessages";
        MessageSnapshot;
        Modal;
        ModalComponent;
        NewCommand as "ApplicationCommandCreateRequest";
        NewPoll as "PollCreateRequest";
        NewTestEntitlement as "CreateTestEntitlementRequest";
        OAuth2Error;
        OpenIdUserInfo;
        PartialMember as "PartialGuildMember";
        PermissionOverwrite as "Overwrite";
        Poll;
        PollAnswerVoters;
        Presence;
        ProvisionalTokenResponse as "ProvisionalToken";
        RateLimitedResponse as "RateLimited";
        Reconnect;
        Role;
        RoleColors;
        SearchIndexNotReady;
        SharedClientTheme;
        Sku;
        SoundboardSound;
        StageInstance;
        Sticker;
        StickerItem;
        StickerPack;
        StickerPacks as "StickerPackList";
        Subscription;
        TargetUsersJobStatus as "InviteTargetUsersJobStatus";
        Team;
        ThreadList as "ArchivedThreads", "ThreadsList";
        ThreadMember;
        ThreadMetadata;
        ThreadSearchResults as "SearchThreads";
        UnavailableGuild;
        User;
        VanityUrl;
        VoiceGatewayPayload;
        VoiceRegion;
        VoiceState;
        Webhook;
        WebhookEventPayload as "WebhookEvent";
        WelcomeScreen;
    }
    bodies {
        EditMessage as "MessageEditRequest";
        InteractionResponse as "InteractionResponse";
        NewMessage as "MessageCreateRequest";
    }
    lists {
        ApplicationRoleConnectionMetadata as "ApplicationRoleConnectionMetadataList";
        Entitlement as "EntitlementList";
        Message as "Pins", "MessageList";
        Sku as "SkuList";
    User as "ReactionUsers", "UserList";
        VoiceRegion as "VoiceRegionList";
    }
}
