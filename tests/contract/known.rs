//! What is known to be missing or wrong. The lists can only shrink: the test fails where an entry is right by now.

/// Operations of the specification that nothing calls yet. It can only shrink: an entry that is called is a fault.
pub(crate) const NOT_YET: &[&str] = &[
    "add_group_dm_user",
    "bot_partner_sdk_token",
    "bot_partner_sdk_unmerge_provisional_account",
    "bulk_update_lobby_members",
    "create_guild_sticker",
    "create_linked_lobby_guild_invite_for_self",
    "create_linked_lobby_guild_invite_for_user",
    "create_or_join_lobby",
    "delete_application_user_role_connection",
    "delete_group_dm_user",
    "deprecated_create_pin",
    "deprecated_delete_pin",
    "deprecated_list_pins",
    "edit_lobby_channel_link",
    "execute_github_compatible_webhook",
    "execute_slack_compatible_webhook",
    "get_application",
    "get_application_user_role_connection",
    "get_current_user_application_entitlements",
    "get_guild_widget_png",
    "get_invite_target_users",
    "get_my_guild_member",
    "get_my_oauth2_authorization",
    "get_openid_connect_userinfo",
    "guild_search",
    "leave_lobby",
    "list_my_connections",
    "partner_sdk_token",
    "partner_sdk_unmerge_provisional_account",
    "set_guild_application_command_permissions",
    "thread_search",
    "update_application",
    "update_application_user_role_connection",
    "update_invite_target_users",
    "update_user_message_external_moderation_metadata",
    "upload_application_attachment",
];

/// Operations that only the documentation has and that nothing calls, and why.
pub(crate) const DOCS_ONLY_NOT_CALLED: &[(&str, &str)] = &[
    (
        "docs_update_my_nick",
        "deprecated: Modify Current Member does it",
    ),
    (
        "docs_batch_update_command_permissions",
        "switched off by Discord: it always fails",
    ),
    ("docs_token", "not yet"),
    ("docs_revoke_token", "not yet"),
    ("docs_authorize_device", "not yet"),
];

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
    ("UpdateOnboarding", A_BODY_IS_NEEDED, NO_BODY),
    (
        "UpdateOnboarding",
        "/prompts/0/options/0: Additional properties are not allowed ('emoji' was unexpected)",
        "a prompt that was read is sent with its emoji as an object; Discord documents that emoji_id, emoji_name and \
         emoji_animated are to be used instead",
    ),
    (
        "CreateInteractionResponse",
        "/data: \"eligible\" is a required property",
        "`eligible` is left out where it is false, but Discord requires it",
    ),
    (
        "",
        "cannot make sense of the answer: invalid type: null, expected an array; it has 4 bytes",
        "the specification lets many lists be null as a whole",
    ),
];

const A_BODY_IS_NEEDED: &str = "body, /: a body is needed, were it an empty object";

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
    (
        "create_channel_invite",
        "body.target_users_file",
        "no setter yet",
    ),
    ("create_dm", "body.access_tokens", GROUP),
    ("create_dm", "body.nicks", GROUP),
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
const GROUP: &str = "of groups, which the library does not make";
const SPECIFICATION_ONLY: &str = "in the specification, not in the documentation";
const NO_SETTER: &str =
    "a fault: `EditCommand` has the field, but neither it nor the request has a setter";
