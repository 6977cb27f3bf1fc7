//! Commands that are made.

use super::{
    ApplicationCommandOption, ApplicationCommandOptionChoice, ApplicationCommandOptionType,
    ApplicationCommandType, ChoiceValue, EntryPointCommandHandlerType,
};
use crate::{
    id::{Id, marker::CommandMarker},
    model::{
        ApplicationIntegrationType, ChannelType, InteractionContextType, List, Locale, Map, Number,
        Permissions, Text,
        wire::{Keys, object},
    },
};

/// A command that is made, or put in place of what there was.
///
/// ```
/// use asyncord::model::{ApplicationCommandOption, Locale, NewCommand, Permissions};
///
/// let command = NewCommand::chat_input("remind", "Reminds you of something")
///     .option(ApplicationCommandOption::string("of", "What of").required(true).max_length(200))
///     .option(
///         ApplicationCommandOption::integer("in", "In how many minutes")
///             .min_value(1)
///             .choice("five minutes", 5)
///             .choice("an hour", 60),
///     )
///     .name_localization(Locale::German, "erinnern")
///     .default_member_permissions(Permissions::SEND_MESSAGES);
/// assert!(command.validate().is_ok());
///
/// let wrong = NewCommand::chat_input("Remind", "").validate().unwrap_err();
/// assert_eq!(
///     wrong.to_string(),
///     "name: `Remind` has capital letters: call it `remind`\n\
///      description: 0 characters, at least 1",
/// );
/// ```
///
/// Discord docs: Application Commands/Create Global Application Command.
#[object]
#[derive(Default)]
#[doc(alias = "ApplicationCommandCreateRequest")]
pub struct NewCommand {
    /// The id of a command that is there, where all are overwritten at once and this one was renamed.
    pub id: Option<Id<CommandMarker>>,
    /// What sort of command it is.
    #[wire(name = "type", or_default)]
    pub kind: ApplicationCommandType,
    /// The name, 1 to 32 characters; of slash commands small letters, digits, `-`, `_` and `'`.
    pub name: Text,
    /// The name in other languages.
    pub name_localizations: Map<Locale, Text>,
    /// What a slash command does, 1 to 100 characters; empty of others.
    pub description: Text,
    /// The description in other languages.
    pub description_localizations: Map<Locale, Text>,
    /// What a slash command takes, or its subcommands and groups; up to 25.
    pub options: List<ApplicationCommandOption>,
    /// What a member needs to be allowed to use it; `None` for nothing, an empty set for administrators
    /// only. Guilds can change it.
    pub default_member_permissions: Option<Permissions>,
    /// Whether it can be used in direct messages; deprecated for [`contexts`](Self::contexts).
    pub dm_permission: Option<bool>,
    /// Whether it can be used by default; soon deprecated.
    pub default_permission: Option<bool>,
    /// Whether it is age-restricted.
    pub nsfw: bool,
    /// For which installations it is, if it is global.
    pub integration_types: List<ApplicationIntegrationType>,
    /// Where it can be used, if it is global; everywhere where empty.
    pub contexts: List<InteractionContextType>,
    /// Who handles the entry to an Activity.
    pub handler: Option<EntryPointCommandHandlerType>,
}

impl NewCommand {
    /// A slash command: name of 1 to 32 small letters, digits, `-`, `_` and `'`, description of 1 to 100
    /// characters.
    pub fn chat_input(name: impl Into<Text>, description: impl Into<Text>) -> Self {
        Self {
            name: name.into(),
            description: description.into(),
            ..Self::default()
        }
    }

    /// A command of the context menu of users: name of 1 to 32 characters.
    pub fn user(name: impl Into<Text>) -> Self {
        Self {
            kind: ApplicationCommandType::User,
            name: name.into(),
            ..Self::default()
        }
    }

    /// A command of the context menu of messages: name of 1 to 32 characters.
    pub fn message(name: impl Into<Text>) -> Self {
        Self {
            kind: ApplicationCommandType::Message,
            name: name.into(),
            ..Self::default()
        }
    }

    /// The main way to launch the application's Activity.
    pub fn primary_entry_point(
        name: impl Into<Text>,
        description: impl Into<Text>,
        handler: EntryPointCommandHandlerType,
    ) -> Self {
        Self {
            kind: ApplicationCommandType::PrimaryEntryPoint,
            handler: Some(handler),
            ..Self::chat_input(name, description)
        }
    }

    /// Adds an option, subcommand or group; a command has up to 25.
    pub fn option(mut self, option: ApplicationCommandOption) -> Self {
        self.options.push(option);
        self
    }

    /// Adds options, subcommands or groups; a command has up to 25.
    pub fn options(mut self, options: impl IntoIterator<Item = ApplicationCommandOption>) -> Self {
        self.options.extend(options);
        self
    }

    /// Sets the name in another language.
    pub fn name_localization(mut self, locale: Locale, name: impl Into<Text>) -> Self {
        self.name_localizations.insert(locale, name.into());
        self
    }

    /// Sets the description in another language.
    pub fn description_localization(mut self, locale: Locale, text: impl Into<Text>) -> Self {
        self.description_localizations.insert(locale, text.into());
        self
    }

    /// Sets what a member needs to be allowed to use it, unless a guild says otherwise; an empty set is for
    /// administrators only.
    pub fn default_member_permissions(mut self, permissions: Permissions) -> Self {
        self.default_member_permissions = Some(permissions);
        self
    }

    /// Whether it is age-restricted.
    pub fn nsfw(mut self, nsfw: bool) -> Self {
        self.nsfw = nsfw;
        self
    }

    /// Sets where it can be used; of global commands only.
    pub fn contexts(mut self, contexts: impl IntoIterator<Item = InteractionContextType>) -> Self {
        self.contexts = contexts.into_iter().collect();
        self
    }

    /// Sets for which installations it is; of global commands only.
    pub fn integration_types(
        mut self,
        types: impl IntoIterator<Item = ApplicationIntegrationType>,
    ) -> Self {
        self.integration_types = types.into_iter().collect();
        self
    }
}

/// A constructor for each type of option.
macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident: $kind:ident;)+) => {$(
        $(#[$doc])*
        pub fn $name(name: impl Into<Text>, description: impl Into<Text>) -> Self {
            Self::new(ApplicationCommandOptionType::$kind, name, description)
        }
    )+};
}

/// Options of a command that is made.
impl ApplicationCommandOption {
    /// An option of this type: name of 1 to 32 small letters, digits, `-`, `_` and `'`, description of 1 to
    /// 100 characters.
    pub fn new(
        kind: ApplicationCommandOptionType,
        name: impl Into<Text>,
        description: impl Into<Text>,
    ) -> Self {
        Self {
            kind,
            name: name.into(),
            name_localized: None,
            name_localizations: Map::default(),
            description: description.into(),
            description_localized: None,
            description_localizations: Map::default(),
            required: false,
            choices: List::default(),
            options: List::default(),
            channel_types: List::default(),
            min_value: None,
            max_value: None,
            min_length: None,
            max_length: None,
            autocomplete: false,
            file_types: List::default(),
            came: Keys::default(),
        }
    }

    constructors! {
        /// A subcommand.
        sub_command: SubCommand;
        /// A group of subcommands.
        sub_command_group: SubCommandGroup;
        /// A text.
        string: String;
        /// An integer, between -2^53 and 2^53.
        integer: Integer;
        /// Yes or no.
        boolean: Boolean;
        /// A user.
        user: User;
        /// A channel of any kind, or of some with [`channel_types`](Self::channel_types()).
        channel: Channel;
        /// A role.
        role: Role;
        /// A user or a role.
        mentionable: Mentionable;
        /// A number, between -2^53 and 2^53.
        number: Number;
        /// A file.
        attachment: Attachment;
    }

    /// Whether it must be given; such options stand before the others.
    pub fn required(mut self, required: bool) -> Self {
        self.required = required;
        self
    }

    /// Adds a value that can be chosen, instead of any; up to 25.
    pub fn choice(mut self, name: impl Into<Text>, value: impl Into<ChoiceValue>) -> Self {
        self.choices
            .push(ApplicationCommandOptionChoice::new(name, value));
        self
    }

    /// Adds values that can be chosen, instead of any; up to 25.
    pub fn choices(
        mut self,
        choices: impl IntoIterator<Item = impl Into<ApplicationCommandOptionChoice>>,
    ) -> Self {
        self.choices.extend(choices.into_iter().map(Into::into));
        self
    }

    /// Adds an option to a subcommand, or a subcommand to a group.
    pub fn option(mut self, option: Self) -> Self {
        self.options.push(option);
        self
    }

    /// Sets the types of channels that can be given.
    pub fn channel_types(mut self, types: impl IntoIterator<Item = ChannelType>) -> Self {
        self.channel_types = types.into_iter().collect();
        self
    }

    /// Sets the least integer or number.
    pub fn min_value(mut self, value: impl Into<Number>) -> Self {
        self.min_value = Some(value.into());
        self
    }

    /// Sets the greatest integer or number.
    pub fn max_value(mut self, value: impl Into<Number>) -> Self {
        self.max_value = Some(value.into());
        self
    }

    /// Sets the least length of a text in characters, 0 to 6,000.
    pub fn min_length(mut self, length: u32) -> Self {
        self.min_length = Some(length);
        self
    }

    /// Sets the greatest length of a text in characters, 1 to 6,000.
    pub fn max_length(mut self, length: u32) -> Self {
        self.max_length = Some(length);
        self
    }

    /// Whether the application suggests choices while the user writes.
    pub fn autocomplete(mut self, autocomplete: bool) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// Takes files of these sorts only: up to 10 of `image`, `video`, `audio` and endings such as `.pdf`.
    pub fn file_types(mut self, types: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        self.file_types = types.into_iter().map(Into::into).collect();
        self
    }

    /// Sets the name in another language.
    pub fn name_localization(mut self, locale: Locale, name: impl Into<Text>) -> Self {
        self.name_localizations.insert(locale, name.into());
        self
    }

    /// Sets the description in another language.
    pub fn description_localization(mut self, locale: Locale, text: impl Into<Text>) -> Self {
        self.description_localizations.insert(locale, text.into());
        self
    }
}

impl ApplicationCommandOptionChoice {
    /// A value under this name, 1 to 100 characters.
    pub fn new(name: impl Into<Text>, value: impl Into<ChoiceValue>) -> Self {
        Self {
            name: name.into(),
            name_localized: None,
            name_localizations: Map::default(),
            value: value.into(),
            came: Keys::default(),
        }
    }

    /// Sets the name in another language.
    pub fn name_localization(mut self, locale: Locale, name: impl Into<Text>) -> Self {
        self.name_localizations.insert(locale, name.into());
        self
    }
}

impl From<String> for ApplicationCommandOptionChoice {
    /// A text that is shown as it is.
    fn from(text: String) -> Self {
        Self::new(text.as_str(), text.as_str())
    }
}

impl From<&str> for ApplicationCommandOptionChoice {
    /// A text that is shown as it is.
    fn from(text: &str) -> Self {
        Self::new(text, text)
    }
}

impl<N: Into<Text>, V: Into<ChoiceValue>> From<(N, V)> for ApplicationCommandOptionChoice {
    fn from((name, value): (N, V)) -> Self {
        Self::new(name, value)
    }
}
