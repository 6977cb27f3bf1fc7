//! Events of auto moderation. They need the permission `MANAGE_GUILD`.

use crate::{
    id::{
        Id,
        marker::{AutoModerationRuleMarker, ChannelMarker, GuildMarker, MessageMarker, UserMarker},
    },
    model::{AutoModerationAction, AutoModerationRule, AutoModerationTriggerType, Intents, Text},
};

event! {
    /// A rule was made.
    ///
    /// Discord docs: Gateway Events/Auto Moderation Rule Create.
    pub struct AutoModerationRuleCreate(AutoModerationRule) = "AUTO_MODERATION_RULE_CREATE",
        Intents::AUTO_MODERATION_CONFIGURATION;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// A rule was changed.
    ///
    /// Discord docs: Gateway Events/Auto Moderation Rule Update.
    pub struct AutoModerationRuleUpdate(AutoModerationRule) = "AUTO_MODERATION_RULE_UPDATE",
        Intents::AUTO_MODERATION_CONFIGURATION;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// A rule was deleted.
    ///
    /// Discord docs: Gateway Events/Auto Moderation Rule Delete.
    pub struct AutoModerationRuleDelete(AutoModerationRule) = "AUTO_MODERATION_RULE_DELETE",
        Intents::AUTO_MODERATION_CONFIGURATION;
    tells = |event| {
        guild: event.guild_id,
    };
}

event! {
    /// A rule did something, such as block a message. Each of a rule's actions is an event of its own.
    ///
    /// Discord docs: Gateway Events/Auto Moderation Action Execution.
    pub struct AutoModerationActionExecution = "AUTO_MODERATION_ACTION_EXECUTION",
        Intents::AUTO_MODERATION_EXECUTION;
    if_granted = Intents::MESSAGE_CONTENT;
    tells = |event| {
        guild: event.guild_id,
        channel: event.channel_id,
        user: event.user_id,
    };
    {
        /// The guild.
        pub guild_id: Id<GuildMarker>,
        /// What was done.
        pub action: AutoModerationAction,
        /// The rule.
        pub rule_id: Id<AutoModerationRuleMarker>,
        /// What the rule looks for.
        pub rule_trigger_type: Option<AutoModerationTriggerType>,
        /// Whose message or profile it was.
        pub user_id: Id<UserMarker>,
        /// Where it was written.
        pub channel_id: Option<Id<ChannelMarker>>,
        /// The message; `None` where it was blocked, or is no message.
        pub message_id: Option<Id<MessageMarker>>,
        /// The alert that was sent because of it, where the action is that.
        pub alert_system_message_id: Option<Id<MessageMarker>>,
        /// What was written; empty without the intent `MESSAGE_CONTENT`.
        pub content: Text,
        /// The word or pattern of the rule that fits it.
        pub matched_keyword: Option<Text>,
        /// The part of the text that the word or pattern fits; empty without the intent `MESSAGE_CONTENT`.
        pub matched_content: Option<Text>,
    }
}

#[cfg(test)]
mod tests {
    use super::AutoModerationActionExecution;
    use crate::{
        event::{Event, HasChannel, HasUser, RawEvent},
        model::AutoModerationTriggerType,
    };

    #[test]
    fn an_execution_tells_all_of_it() {
        let json = r#"{"guild_id":"1","action":{"type":2,"metadata":{"channel_id":"9"}},"rule_id":"2",
            "rule_trigger_type":1,"user_id":"3","channel_id":"4","alert_system_message_id":"5",
            "content":"","matched_keyword":"cat*","matched_content":null}"#;
        let event = AutoModerationActionExecution::decode(&RawEvent::from_json(
            "AUTO_MODERATION_ACTION_EXECUTION",
            json,
        ))
        .unwrap();
        assert_eq!(event.action.metadata.channel_id.unwrap(), 9);
        assert_eq!(
            event.rule_trigger_type,
            Some(AutoModerationTriggerType::Keyword)
        );
        assert_eq!(event.channel_id().unwrap(), 4);
        assert_eq!(event.user_id().unwrap(), 3);
        assert_eq!(event.message_id, None);
        assert_eq!(
            serde_json::to_value(&event).unwrap(),
            serde_json::from_str::<serde_json::Value>(json).unwrap()
        );
    }

    #[test]
    fn a_profile_has_neither_channel_nor_message() {
        let event = AutoModerationActionExecution::decode(&RawEvent::from_json(
            "AUTO_MODERATION_ACTION_EXECUTION",
            r#"{"guild_id":"1","action":{"type":4},"rule_id":"2","user_id":"3"}"#,
        ))
        .unwrap();
        assert_eq!(event.channel_id(), None);
        assert_eq!(event.scope().guild_id.unwrap(), 1);
    }
}
