//! What is known to be missing or wrong. The lists can only shrink: the test fails where an entry is right by now.

/// Operations of the specification that nothing calls yet. It can only shrink: an entry that is called is a fault.
pub(crate) const NOT_YET: &[&str] = &[];

/// What the library is known to do wrong: the request type, a part of the error, and what is wrong.
///
/// It can only shrink: an entry that does not come up any more is a fault. An empty request type stands for any.
pub(crate) const KNOWN_FAULTS: &[(&str, &str, &str)] = &[];

/// Fields that no call sends: the operation, the field, and why.
pub(crate) const NEVER_SENT: &[(&str, &str, &str)] = &[
    ("add_guild_member", "body.flags", SPECIFICATION_ONLY),
    (
        "ban_user_from_guild",
        "body.delete_message_days",
        DEPRECATED,
    ),
    ("create_guild_role", "body.color", DEPRECATED),
    (
        "execute_webhook",
        "body.sticker_ids",
        "the specification lists what an edit takes beside what a message takes, with our correction",
    ),
    (
        "invite_resolve",
        "query.target_channel_id",
        SPECIFICATION_ONLY,
    ),
    (
        "invite_resolve",
        "query.target_message_id",
        SPECIFICATION_ONLY,
    ),
    (
        "update_application_command",
        "body.dm_permission",
        DEPRECATED,
    ),
    (
        "update_application",
        "body.explicit_content_filter",
        SPECIFICATION_ONLY,
    ),
    (
        "update_application",
        "body.max_participants",
        SPECIFICATION_ONLY,
    ),
    ("update_application", "body.team_id", SPECIFICATION_ONLY),
    ("update_application", "body.type", SPECIFICATION_ONLY),
    (
        "update_auto_moderation_rule",
        "body.trigger_type",
        "it cannot be changed, says the documentation",
    ),
    ("update_guild", "body.home_header", SPECIFICATION_ONLY),
    ("update_guild", "body.region", DEPRECATED),
    (
        "update_guild_application_command",
        "body.dm_permission",
        DEPRECATED,
    ),
    ("update_guild_role", "body.color", DEPRECATED),
    (
        "update_my_application",
        "body.explicit_content_filter",
        SPECIFICATION_ONLY,
    ),
    (
        "update_my_application",
        "body.max_participants",
        SPECIFICATION_ONLY,
    ),
    ("update_my_application", "body.team_id", SPECIFICATION_ONLY),
    ("update_my_application", "body.type", SPECIFICATION_ONLY),
];

const DEPRECATED: &str = "deprecated";
const SPECIFICATION_ONLY: &str = "in the specification, not in the documentation";
