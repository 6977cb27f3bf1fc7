//! Rules of auto-moderation of a guild.

use crate::{
    id::{
        Id,
        marker::{AutoModerationRuleMarker, ChannelMarker, GuildMarker, RoleMarker},
    },
    model::{
        AutoModerationAction, AutoModerationEventType, AutoModerationRule,
        AutoModerationTriggerMetadata, AutoModerationTriggerType, List,
    },
};

group! {
    /// The rules of auto-moderation of a guild; from [`Guilds::auto_moderation`](super::Guilds::auto_moderation).
    pub struct AutoModeration { guild_id: GuildMarker }
}

operation! {
    /// Lists the rules.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Auto Moderation/List Auto Moderation Rules for Guild.
    ListAutoModerationRules = GET "/guilds/{guild_id}/auto-moderation/rules" -> List<AutoModerationRule>;
    fn AutoModeration::list();
}

operation! {
    /// Gets a rule.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Auto Moderation/Get Auto Moderation Rule.
    GetAutoModerationRule = GET "/guilds/{guild_id}/auto-moderation/rules/{rule_id}" -> AutoModerationRule;
    fn AutoModeration::get(rule_id: Id<AutoModerationRuleMarker> in path);
}

operation! {
    /// Makes a rule: a name of up to 100 characters, when and what it looks at, and what it does, 1 to 5 actions.
    ///
    /// Needs `MANAGE_GUILD`. A guild has up to 6 rules for keywords and one of each other sort. It is switched
    /// off unless [`enabled`](CreateAutoModerationRule::enabled) says otherwise.
    ///
    /// Discord docs: Auto Moderation/Create Auto Moderation Rule.
    CreateAutoModerationRule = POST "/guilds/{guild_id}/auto-moderation/rules" -> AutoModerationRule, reason;
    fn AutoModeration::create(
        name: String in body [characters 1..=100],
        event_type: AutoModerationEventType in body,
        trigger_type: AutoModerationTriggerType in body,
        actions: Vec<AutoModerationAction> in body [items 1..=5],
    );
    body {
        /// Sets what it looks for, which depends on the type of trigger.
        trigger_metadata: AutoModerationTriggerMetadata,
        /// Whether it is switched on.
        enabled: bool,
        /// Sets the roles that it leaves alone, up to 20.
        exempt_roles: Vec<Id<RoleMarker>> [items 0..=20],
        /// Sets the channels that it leaves alone, up to 50.
        exempt_channels: Vec<Id<ChannelMarker>> [items 0..=50],
    }
}

operation! {
    /// Edits a rule. What is not set stays as it is; the type of trigger cannot be changed.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Auto Moderation/Modify Auto Moderation Rule.
    UpdateAutoModerationRule = PATCH "/guilds/{guild_id}/auto-moderation/rules/{rule_id}" -> AutoModerationRule, reason;
    fn AutoModeration::update(rule_id: Id<AutoModerationRuleMarker> in path);
    body {
        /// Sets the name, up to 100 characters.
        name: String [characters 1..=100],
        /// Sets when it looks.
        event_type: AutoModerationEventType,
        /// Sets what it looks for.
        trigger_metadata: AutoModerationTriggerMetadata,
        /// Sets what it does, 1 to 5 actions.
        actions: Vec<AutoModerationAction> [items 1..=5],
        /// Whether it is switched on.
        enabled: bool,
        /// Sets the roles that it leaves alone, up to 20.
        exempt_roles: Vec<Id<RoleMarker>> [items 0..=20],
        /// Sets the channels that it leaves alone, up to 50.
        exempt_channels: Vec<Id<ChannelMarker>> [items 0..=50],
    }
}

operation! {
    /// Deletes a rule.
    ///
    /// Needs `MANAGE_GUILD`.
    ///
    /// Discord docs: Auto Moderation/Delete Auto Moderation Rule.
    DeleteAutoModerationRule = DELETE "/guilds/{guild_id}/auto-moderation/rules/{rule_id}" -> (), reason;
    fn AutoModeration::delete(rule_id: Id<AutoModerationRuleMarker> in path);
}
