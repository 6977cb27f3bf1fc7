//! What is known to be missing or wrong. The lists can only shrink: the test fails where an entry is right by now.

/// Operations of the specification that nothing calls yet. It can only shrink: an entry that is called is a fault.
pub(crate) const NOT_YET: &[&str] = &[];

/// What the library is known to do wrong: the request type, a part of the error, and what is wrong.
///
/// It can only shrink: an entry that does not come up any more is a fault. An empty request type stands for any.
pub(crate) const KNOWN_FAULTS: &[(&str, &str, &str)] = &[
    ("AddLobbyMember", A_BODY_IS_NEEDED, NO_BODY),
    ("BeginPrune", A_BODY_IS_NEEDED, NO_BODY),
    ("CreateBan", A_BODY_IS_NEEDED, NO_BODY),
    ("CreateChannelInvite", A_BODY_IS_NEEDED, NO_BODY),
    ("CreateLobby", A_BODY_IS_NEEDED, NO_BODY),
    ("CreateRole", A_BODY_IS_NEEDED, NO_BODY),
    ("UpdateIncidentActions", A_BODY_IS_NEEDED, NO_BODY),
    ("UpdateMyRoleConnection", A_BODY_IS_NEEDED, NO_BODY),
    ("UpdateOnboarding", A_BODY_IS_NEEDED, NO_BODY),
    (
        "UpdateOnboarding",
        ": body, /prompts/0/options/0: Additional properties are not allowed ('emoji' was unexpected) (HTTP 400",
        "a prompt that was read is sent with its emoji as an object; Discord documents that emoji_id, emoji_name and \
         emoji_animated are to be used instead",
    ),
    (
        "CreateInteractionResponse",
        ": body, /data: \"eligible\" is a required property (HTTP 400",
        "`eligible` is left out where it is false, but Discord requires it",
    ),
    (
        "CreateMessage",
        ": body, /shared_client_theme: \"gradient_angle\" is a required property; /shared_client_theme: \"base_mix\" is a \
         required property (HTTP 400",
        "`gradient_angle` and `base_mix` are left out where they are 0, but Discord requires them",
    ),
    (
        "SetCommandPermissions",
        ": body, /permissions/1: \"permission\" is a required property (HTTP 400",
        NOT_FALSE,
    ),
    (
        "OverwriteCommandPermissions",
        ": body, /0/permissions/1: \"permission\" is a required property (HTTP 400",
        NOT_FALSE,
    ),
    (
        "",
        "cannot make sense of the answer: invalid type: null, expected an array; it has 4 bytes",
        "the specification lets many lists be null as a whole",
    ),
];

const NOT_FALSE: &str =
    "`permission` is left out where it is false, but Discord requires it: nothing can be forbidden";

const A_BODY_IS_NEEDED: &str = ": body, /: a body is needed, were it an empty object (HTTP 400";

const NO_BODY: &str = "without fields no body is sent; the specification requires one, and Discord's documentation of \
                       Create Channel Invite says that it is to be `{}` then";

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
    ("update_application_command", "body.contexts", NO_SETTER),
    (
        "update_application_command",
        "body.dm_permission",
        DEPRECATED,
    ),
    ("update_application_command", "body.handler", NO_SETTER),
    (
        "update_application_command",
        "body.integration_types",
        NO_SETTER,
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
        "body.contexts",
        NO_SETTER,
    ),
    (
        "update_guild_application_command",
        "body.dm_permission",
        DEPRECATED,
    ),
    (
        "update_guild_application_command",
        "body.handler",
        NO_SETTER,
    ),
    (
        "update_guild_application_command",
        "body.integration_types",
        NO_SETTER,
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
const NO_SETTER: &str =
    "a fault: `EditCommand` has the field, but neither it nor the request has a setter";
