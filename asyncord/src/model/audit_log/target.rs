//! What an entry is about.

use super::AuditLogActionType;
use crate::id::{
    Id,
    marker::{
        AutoModerationRuleMarker, ChannelMarker, EmojiMarker, GenericMarker, GuildMarker,
        IntegrationMarker, OnboardingPromptMarker, RoleMarker, ScheduledEventMarker,
        SoundboardSoundMarker, StageInstanceMarker, StickerMarker, UserMarker, WebhookMarker,
    },
};

/// What was changed, typed by what was done.
///
/// Discord docs: Audit Log/Audit Log Events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AuditLogTarget {
    /// A guild.
    Guild(Id<GuildMarker>),
    /// A channel; of overwrites and messages deleted at once the channel they are in.
    Channel(Id<ChannelMarker>),
    /// A thread.
    Thread(Id<ChannelMarker>),
    /// A user or member; of single messages their author.
    User(Id<UserMarker>),
    /// A role.
    Role(Id<RoleMarker>),
    /// A webhook.
    Webhook(Id<WebhookMarker>),
    /// An emoji.
    Emoji(Id<EmojiMarker>),
    /// A sticker.
    Sticker(Id<StickerMarker>),
    /// A sound.
    SoundboardSound(Id<SoundboardSoundMarker>),
    /// An integration.
    Integration(Id<IntegrationMarker>),
    /// A stage.
    StageInstance(Id<StageInstanceMarker>),
    /// A scheduled event.
    GuildScheduledEvent(Id<ScheduledEventMarker>),
    /// An application command, or the application where all its commands are meant.
    ApplicationCommand(Id<GenericMarker>),
    /// An auto-moderation rule.
    AutoModerationRule(Id<AutoModerationRuleMarker>),
    /// A question of the onboarding.
    OnboardingPrompt(Id<OnboardingPromptMarker>),
    /// Something of which Discord does not document the kind.
    Other(Id<GenericMarker>),
}

impl AuditLogTarget {
    pub(super) fn new(action: AuditLogActionType, id: Id<GenericMarker>) -> Self {
        use AuditLogActionType as A;

        match action {
            A::GuildUpdate => Self::Guild(id.cast()),
            A::ChannelCreate
            | A::ChannelUpdate
            | A::ChannelDelete
            | A::ChannelOverwriteCreate
            | A::ChannelOverwriteUpdate
            | A::ChannelOverwriteDelete
            | A::MessageBulkDelete => Self::Channel(id.cast()),
            A::MemberKick
            | A::MemberBanAdd
            | A::MemberBanRemove
            | A::MemberUpdate
            | A::MemberRoleUpdate
            | A::BotAdd
            | A::MessageDelete
            | A::MessagePin
            | A::MessageUnpin
            | A::AutoModerationBlockMessage
            | A::AutoModerationFlagToChannel
            | A::AutoModerationUserCommunicationDisabled
            | A::AutoModerationQuarantineUser => Self::User(id.cast()),
            A::RoleCreate | A::RoleUpdate | A::RoleDelete => Self::Role(id.cast()),
            A::WebhookCreate | A::WebhookUpdate | A::WebhookDelete => Self::Webhook(id.cast()),
            A::EmojiCreate | A::EmojiUpdate | A::EmojiDelete => Self::Emoji(id.cast()),
            A::IntegrationCreate | A::IntegrationUpdate | A::IntegrationDelete => {
                Self::Integration(id.cast())
            }
            A::StageInstanceCreate | A::StageInstanceUpdate | A::StageInstanceDelete => {
                Self::StageInstance(id.cast())
            }
            A::StickerCreate | A::StickerUpdate | A::StickerDelete => Self::Sticker(id.cast()),
            A::GuildScheduledEventCreate
            | A::GuildScheduledEventUpdate
            | A::GuildScheduledEventDelete => Self::GuildScheduledEvent(id.cast()),
            A::ThreadCreate | A::ThreadUpdate | A::ThreadDelete => Self::Thread(id.cast()),
            A::ApplicationCommandPermissionUpdate => Self::ApplicationCommand(id),
            A::SoundboardSoundCreate | A::SoundboardSoundUpdate | A::SoundboardSoundDelete => {
                Self::SoundboardSound(id.cast())
            }
            A::AutoModerationRuleCreate
            | A::AutoModerationRuleUpdate
            | A::AutoModerationRuleDelete => Self::AutoModerationRule(id.cast()),
            A::OnboardingPromptCreate | A::OnboardingPromptUpdate | A::OnboardingPromptDelete => {
                Self::OnboardingPrompt(id.cast())
            }
            _ => Self::Other(id),
        }
    }

    /// The id, whatever it is of.
    pub fn id(self) -> Id<GenericMarker> {
        match self {
            Self::Guild(id) => id.cast(),
            Self::Channel(id) | Self::Thread(id) => id.cast(),
            Self::User(id) => id.cast(),
            Self::Role(id) => id.cast(),
            Self::Webhook(id) => id.cast(),
            Self::Emoji(id) => id.cast(),
            Self::Sticker(id) => id.cast(),
            Self::SoundboardSound(id) => id.cast(),
            Self::Integration(id) => id.cast(),
            Self::StageInstance(id) => id.cast(),
            Self::GuildScheduledEvent(id) => id.cast(),
            Self::AutoModerationRule(id) => id.cast(),
            Self::OnboardingPrompt(id) => id.cast(),
            Self::ApplicationCommand(id) | Self::Other(id) => id,
        }
    }
}
