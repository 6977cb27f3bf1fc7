//! Changes to a command.

use crate::{
    model::{
        ApplicationCommandOption, ApplicationIntegrationType, EntryPointCommandHandlerType, Field,
        InteractionContextType, List, Locale, Map, Permissions, Text,
        limits::{
            self, COMMAND_DESCRIPTION, COMMAND_NAME, Limited, check_command_options,
            check_localizations,
        },
        wire::object,
    },
    rest::check::Faults,
};

/// Changes to a command: what is not set stays as it is.
///
/// Discord docs: Application Commands/Edit Global Application Command.
#[object]
#[derive(Default)]
pub struct EditCommand {
    /// The name, 1 to 32 characters.
    pub name: Option<Text>,
    /// The name in other languages, in place of all there were.
    pub name_localizations: Field<Map<Locale, Text>>,
    /// The description, 1 to 100 characters.
    pub description: Option<Text>,
    /// The description in other languages, in place of all there were.
    pub description_localizations: Field<Map<Locale, Text>>,
    /// The options, up to 25, in place of all there were.
    pub options: Field<List<ApplicationCommandOption>>,
    /// What a member needs to be allowed to use it; null for nothing, an empty set for administrators only.
    pub default_member_permissions: Field<Permissions>,
    /// Whether it is age-restricted.
    pub nsfw: Option<bool>,
    /// For which installations it is.
    pub integration_types: Field<List<ApplicationIntegrationType>>,
    /// Where it can be used.
    pub contexts: Field<List<InteractionContextType>>,
    /// Who handles the entry to an Activity.
    pub handler: Option<EntryPointCommandHandlerType>,
}

/// The setters, once: the changes have them, and every request that sends them.
macro_rules! edit_command_setters {
    ($self:ident, $edit:expr) => {
        /// Sets the name, 1 to 32 characters.
        pub fn name(mut $self, name: impl Into<$crate::model::Text>) -> Self {
            $edit.name = Some(name.into());
            $self
        }

        /// Sets the names in other languages, in place of all there were; null takes them away.
        pub fn name_localizations(
            mut $self,
            names: impl Into<
                $crate::model::Field<$crate::model::Map<$crate::model::Locale, $crate::model::Text>>,
            >,
        ) -> Self {
            $edit.name_localizations = names.into();
            $self
        }

        /// Sets the description, 1 to 100 characters.
        pub fn description(mut $self, description: impl Into<$crate::model::Text>) -> Self {
            $edit.description = Some(description.into());
            $self
        }

        /// Sets the descriptions in other languages, in place of all there were; null takes them away.
        pub fn description_localizations(
            mut $self,
            descriptions: impl Into<
                $crate::model::Field<$crate::model::Map<$crate::model::Locale, $crate::model::Text>>,
            >,
        ) -> Self {
            $edit.description_localizations = descriptions.into();
            $self
        }

        /// Sets the options, up to 25, in place of all there were.
        pub fn options(
            mut $self,
            options: impl IntoIterator<Item = $crate::model::ApplicationCommandOption>,
        ) -> Self {
            $edit.options = $crate::model::Field::Value(options.into_iter().collect());
            $self
        }

        /// Sets what a member needs to be allowed to use it; null for nothing, an empty set for administrators only.
        pub fn default_member_permissions(
            mut $self,
            permissions: impl Into<$crate::model::Field<$crate::model::Permissions>>,
        ) -> Self {
            $edit.default_member_permissions = permissions.into();
            $self
        }

        /// Whether it is age-restricted.
        pub fn nsfw(mut $self, nsfw: bool) -> Self {
            $edit.nsfw = Some(nsfw);
            $self
        }

        /// Sets for which installations it is; of a global command.
        pub fn integration_types(
            mut $self,
            types: impl IntoIterator<Item = $crate::model::ApplicationIntegrationType>,
        ) -> Self {
            $edit.integration_types = $crate::model::Field::Value(types.into_iter().collect());
            $self
        }

        /// Sets where it can be used; of a global command.
        pub fn contexts(
            mut $self,
            contexts: impl IntoIterator<Item = $crate::model::InteractionContextType>,
        ) -> Self {
            $edit.contexts = $crate::model::Field::Value(contexts.into_iter().collect());
            $self
        }

        /// Sets who handles the entry to an Activity.
        pub fn handler(mut $self, handler: $crate::model::EntryPointCommandHandlerType) -> Self {
            $edit.handler = Some(handler);
            $self
        }
    };
}
pub(crate) use edit_command_setters;

impl EditCommand {
    /// No changes yet.
    pub fn new() -> Self {
        Self::default()
    }

    edit_command_setters!(self, self);
}

limits::validate!(EditCommand);

impl Limited for EditCommand {
    fn check(&self, faults: &mut Faults) {
        // Of what sort the command is is not known here: a name of a slash command is left to Discord.
        faults.optional("name", self.name.as_deref(), 1..=COMMAND_NAME);
        faults.optional(
            "description",
            self.description.as_deref(),
            0..=COMMAND_DESCRIPTION,
        );
        for (key, texts, most) in [
            ("name_localizations", &self.name_localizations, COMMAND_NAME),
            (
                "description_localizations",
                &self.description_localizations,
                COMMAND_DESCRIPTION,
            ),
        ] {
            if let Some(texts) = texts.value() {
                check_localizations(key, texts, most, faults);
            }
        }
        if let Some(options) = self.options.value() {
            check_command_options(options, faults);
        }
    }
}
