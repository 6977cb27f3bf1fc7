//! Values that the calls use.

use asyncord::model::{
    AllowedMentions, ApplicationCommandOption, ChannelType, Embed, EntryPointCommandHandlerType,
    ImageData, InteractionContextType, Locale, NewCommand, Permissions, SoundData, Timestamp,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub(super) const APPLICATION: u64 = 41_771_983_429_993_001;
pub(super) const ATTACHMENT: u64 = 41_771_983_429_993_002;
pub(super) const CHANNEL: u64 = 41_771_983_429_993_003;
pub(super) const COMMAND: u64 = 41_771_983_429_993_004;
pub(super) const EMOJI: u64 = 41_771_983_429_993_005;
pub(super) const ENTITLEMENT: u64 = 41_771_983_429_993_006;
pub(super) const EVENT: u64 = 41_771_983_429_993_007;
pub(super) const EXCEPTION: u64 = 41_771_983_429_993_008;
pub(super) const GUILD: u64 = 41_771_983_429_993_009;
pub(super) const INTERACTION: u64 = 41_771_983_429_993_010;
pub(super) const LOBBY: u64 = 41_771_983_429_993_011;
pub(super) const MESSAGE: u64 = 41_771_983_429_993_012;
pub(super) const OTHER_USER: u64 = 41_771_983_429_993_013;
pub(super) const ROLE: u64 = 41_771_983_429_993_014;
pub(super) const RULE: u64 = 41_771_983_429_993_015;
pub(super) const SKU: u64 = 41_771_983_429_993_016;
pub(super) const SOUND: u64 = 41_771_983_429_993_017;
pub(super) const STICKER: u64 = 41_771_983_429_993_018;
pub(super) const TAG: u64 = 41_771_983_429_993_019;
pub(super) const USER: u64 = 41_771_983_429_993_020;
pub(super) const WEBHOOK: u64 = 41_771_983_429_993_021;
pub(super) const INTEGRATION: u64 = 41_771_983_429_993_022;
pub(super) const SUBSCRIPTION: u64 = 41_771_983_429_993_023;
pub(super) const REQUEST: u64 = 41_771_983_429_993_024;
pub(super) const ENTRY: u64 = 41_771_983_429_993_025;
pub(super) const OTHER_MESSAGE: u64 = 41_771_983_429_993_026;

/// A reason for the audit log, with characters that a header cannot carry as they are.
pub(super) const REASON: &str = "Aufgeräumt 🧹: 100 %";

/// An address.
pub(super) const URL: &str = "https://example.com/a/place";

/// The token of an interaction or a webhook.
pub(super) const TOKEN: &str = "aW50ZXJhY3Rpb24-_token";

/// A custom emoji as Discord writes it in messages.
pub(super) const CUSTOM_EMOJI: &str = "<:ferris:41771983429993005>";

/// A picture.
pub(super) fn image() -> ImageData {
    ImageData::png(b"\x89PNG\r\n\x1a\n")
}

/// A sound.
pub(super) fn sound() -> SoundData {
    SoundData::ogg(b"OggS")
}

/// A point in time, with microseconds.
pub(super) fn time() -> Timestamp {
    Timestamp::from_unix_microseconds(1_790_000_000_123_456).expect("Discord has dates like this")
}

/// An hour after [`time`].
pub(super) fn later() -> Timestamp {
    Timestamp::from_unix_seconds(1_790_003_600).expect("Discord has dates like this")
}

/// An object that has no constructor, as it is read from JSON.
///
/// # Panics
///
/// Where the JSON is none of the type, which is a mistake in a call.
pub(super) fn read<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).expect("the call gives JSON of this type")
}

/// An embed with all that can be set.
pub(super) fn embed() -> Embed {
    Embed::new()
        .title("Sales")
        .description("up")
        .url(URL)
        .timestamp(time())
        .color(0x0058_65f2)
        .footer("since yesterday")
        .image(URL)
        .thumbnail(URL)
        .author("The shop")
        .field("Books", "7", true)
}

/// Mentions of one user and one role, and of whom is answered.
pub(super) fn mentions() -> AllowedMentions {
    AllowedMentions::none()
        .users([USER])
        .roles([ROLE])
        .replied_user(true)
}

/// Options of all types.
pub(super) fn options() -> [ApplicationCommandOption; 10] {
    [
        ApplicationCommandOption::string("text", "A text")
            .required(true)
            .min_length(1)
            .max_length(6_000)
            .name_localization(Locale::German, "wort")
            .description_localization(Locale::German, "Ein Wort"),
        ApplicationCommandOption::string("color", "A color")
            .choice("Red", "red")
            .choice("Blue", "blue"),
        ApplicationCommandOption::integer("digit", "A digit").choice("Zero", 0),
        ApplicationCommandOption::integer("count", "How many")
            .min_value(1)
            .max_value(100)
            .autocomplete(true),
        ApplicationCommandOption::boolean("loud", "Whether it is loud"),
        ApplicationCommandOption::user("whom", "A user"),
        ApplicationCommandOption::channel("place", "A channel")
            .channel_types([ChannelType::GuildText, ChannelType::GuildForum]),
        ApplicationCommandOption::role("role", "A role"),
        ApplicationCommandOption::number("share", "A share")
            .min_value(0)
            .max_value(1),
        ApplicationCommandOption::attachment("file", "A file"),
    ]
}

/// A command with all that can be set.
pub(super) fn command() -> NewCommand {
    NewCommand::chat_input("roll", "Rolls dice")
        .options(options())
        .name_localization(Locale::German, "würfeln")
        .description_localization(Locale::German, "Würfelt")
        .default_member_permissions(Permissions::MANAGE_MESSAGES)
        .nsfw(true)
        .contexts([InteractionContextType::Guild, InteractionContextType::BotDm])
        .integration_types([
            asyncord::model::ApplicationIntegrationType::GuildInstall,
            asyncord::model::ApplicationIntegrationType::UserInstall,
        ])
}

/// A command that there is, by its id, with what Discord deprecates.
pub(super) fn kept_command() -> NewCommand {
    let mut command = command();
    command.id = Some(COMMAND.into());
    command.dm_permission = Some(false);
    command
}

/// A command by which an Activity is begun.
pub(super) fn entry_point() -> NewCommand {
    NewCommand::primary_entry_point(
        "launch",
        "Begins to play",
        EntryPointCommandHandlerType::AppHandler,
    )
}

/// A command with subcommands in a group.
pub(super) fn nested_command() -> NewCommand {
    NewCommand::chat_input("admin", "Administers").option(
        ApplicationCommandOption::sub_command_group("role", "Roles").option(
            ApplicationCommandOption::sub_command("give", "Gives a role")
                .option(ApplicationCommandOption::mentionable("whom", "Whom")),
        ),
    )
}

/// A rule by which an event recurs: each Thursday.
pub(super) fn recurrence() -> asyncord::model::RecurrenceRule {
    read(json!({
        "start": "2026-09-01T18:00:00+00:00",
        "frequency": 2,
        "interval": 1,
        "by_weekday": [3],
    }))
}

/// A question to new members.
pub(super) fn prompt() -> asyncord::model::OnboardingPrompt {
    read(json!({
        "id": "41771983429993030",
        "type": 0,
        "title": "What do you like?",
        "single_select": false,
        "required": true,
        "in_onboarding": true,
        "options": [
            {
                "id": "41771983429993031",
                "title": "Games",
                "description": "All sorts",
                "channel_ids": ["41771983429993003"],
                "role_ids": ["41771983429993014"],
                "emoji_id": null,
                "emoji_name": "🎲",
                "emoji_animated": false,
            },
            {"id": "41771983429993032", "title": "Books", "channel_ids": [], "role_ids": []},
        ],
    }))
}

/// A question to new members, as Discord answers it: the emoji is an object.
pub(super) fn prompt_as_read() -> asyncord::model::OnboardingPrompt {
    read(json!({
        "id": "41771983429993030",
        "type": 0,
        "title": "What do you like?",
        "single_select": false,
        "required": true,
        "in_onboarding": true,
        "options": [{
            "id": "41771983429993031",
            "title": "Games",
            "description": null,
            "channel_ids": ["41771983429993003"],
            "role_ids": [],
            "emoji": {"id": null, "name": "🎲", "animated": false},
        }],
    }))
}

/// A channel of a welcome screen.
pub(super) fn welcome_channel() -> asyncord::model::WelcomeScreenChannel {
    read(json!({
        "channel_id": "41771983429993003",
        "description": "Say hello",
        "emoji_id": null,
        "emoji_name": "👋",
    }))
}
