//! Commands that are made.

use std::collections::HashSet;

use super::{Faults, Limited, component::check_file_types};
use crate::model::{
    ApplicationCommandOption, ApplicationCommandOptionChoice, ApplicationCommandOptionType,
    ApplicationCommandType, ChoiceValue, Locale, Map, NewCommand, Number, Text,
    limits::{
        COMMAND_CHOICE, COMMAND_CHOICES, COMMAND_DESCRIPTION, COMMAND_NAME, COMMAND_OPTIONS,
        COMMAND_TOTAL, validate,
    },
};

/// The greatest length that a text option can ask for.
const OPTION_LENGTH: u32 = 6_000;
/// The greatest integer that can be told from its neighbours as a number of JSON, 2^53 - 1.
const SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;

validate!(NewCommand);

impl Limited for NewCommand {
    fn check(&self, faults: &mut Faults) {
        let is_slash = self.kind == ApplicationCommandType::ChatInput;
        check_name(&self.name, &self.name_localizations, is_slash, faults);
        let description = match self.kind {
            ApplicationCommandType::ChatInput => 1..=COMMAND_DESCRIPTION,
            ApplicationCommandType::User | ApplicationCommandType::Message => 0..=0,
            _ => 0..=COMMAND_DESCRIPTION,
        };
        faults.characters("description", &self.description, description);
        check_localizations(
            "description_localizations",
            &self.description_localizations,
            COMMAND_DESCRIPTION,
            faults,
        );
        if !is_slash && !self.options.is_empty() {
            faults.add(
                "options",
                "BASE_TYPE_BAD_VALUE",
                "only slash commands have options",
            );
        }
        check_options(&self.options, Parent::Command, faults);
        let total = total(self);
        if total > COMMAND_TOTAL {
            faults.add(
                "",
                "APPLICATION_COMMAND_TOO_LARGE",
                format!("{total} characters in all names, descriptions and values, at most {COMMAND_TOTAL}"),
            );
        }
    }
}

/// What options belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    Command,
    Group,
    SubCommand,
}

fn check_name(name: &str, localizations: &Map<Locale, Text>, is_slash: bool, faults: &mut Faults) {
    faults.characters("name", name, 1..=COMMAND_NAME);
    check_localizations("name_localizations", localizations, COMMAND_NAME, faults);
    if !is_slash {
        return;
    }
    check_letters("name", name, faults);
    for (locale, name) in localizations {
        check_letters(
            &format!("name_localizations.{}", locale.as_str()),
            name,
            faults,
        );
    }
}

/// Checks the characters of a slash command's or an option's name.
fn check_letters(key: &str, name: &str, faults: &mut Faults) {
    // A little wider than Discord's rule: what passes here by mistake Discord still refuses.
    let is_letter = |character: char| {
        character.is_alphanumeric()
            || matches!(character, '-' | '_' | '\'')
            || matches!(character, '\u{900}'..='\u{97f}' | '\u{a8e0}'..='\u{a8ff}' | '\u{e01}'..='\u{e5b}')
    };
    if let Some(wrong) = name.chars().find(|character| !is_letter(*character)) {
        faults.add(
            key,
            "APPLICATION_COMMAND_INVALID_NAME",
            format!("{wrong:?} in `{name}`: a name has letters, digits, `-`, `_` and `'` only"),
        );
    }
    let lowercase = name.to_lowercase();
    if lowercase != name {
        faults.add(
            key,
            "APPLICATION_COMMAND_INVALID_NAME",
            format!("`{name}` has capital letters: call it `{lowercase}`"),
        );
    }
}

/// Checks the lengths of translations.
pub(crate) fn check_localizations(
    key: &str,
    localizations: &Map<Locale, Text>,
    most: usize,
    faults: &mut Faults,
) {
    for (locale, text) in localizations {
        faults.characters(format_args!("{key}.{}", locale.as_str()), text, 1..=most);
    }
}

/// Checks the options of a command.
pub(crate) fn check_command_options(options: &[ApplicationCommandOption], faults: &mut Faults) {
    check_options(options, Parent::Command, faults);
}

fn check_options(options: &[ApplicationCommandOption], parent: Parent, faults: &mut Faults) {
    faults.count("options", options.len(), 0..=COMMAND_OPTIONS);
    let mut names = HashSet::new();
    let mut has_optional = false;
    let has_subcommands = options.iter().any(ApplicationCommandOption::is_subcommand);
    faults.each("options", options, |faults, option| {
        check_name(&option.name, &option.name_localizations, true, faults);
        if !names.insert(option.name.as_str()) {
            faults.add(
                "name",
                "APPLICATION_COMMAND_OPTIONS_NAME_INVALID",
                format!("`{}` is the name of another option too", option.name),
            );
        }
        faults.characters("description", &option.description, 1..=COMMAND_DESCRIPTION);
        check_localizations(
            "description_localizations",
            &option.description_localizations,
            COMMAND_DESCRIPTION,
            faults,
        );
        if has_optional && option.required {
            faults.add(
                "required",
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "what must be given stands before what may be",
            );
        }
        has_optional = has_optional || !option.required;
        check_nesting(option, parent, has_subcommands, faults);
        check_option(option, faults);
    });
}

/// Checks what an option may be in a command, group or subcommand.
fn check_nesting(
    option: &ApplicationCommandOption,
    parent: Parent,
    has_subcommands: bool,
    faults: &mut Faults,
) {
    use ApplicationCommandOptionType as Type;
    let fault = match (parent, option.kind) {
        (Parent::Command, Type::SubCommand | Type::SubCommandGroup)
        | (Parent::Group, Type::SubCommand) => None,
        (Parent::Command, _) if has_subcommands => {
            Some("a command has either subcommands and groups or other options")
        }
        (Parent::Group, _) => Some("a group has subcommands only"),
        (Parent::SubCommand, Type::SubCommand | Type::SubCommandGroup) => {
            Some("a subcommand has no subcommands")
        }
        _ => None,
    };
    if let Some(fault) = fault {
        faults.add("type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", fault);
    }
    match option.kind {
        Type::SubCommand => check_options(&option.options, Parent::SubCommand, faults),
        Type::SubCommandGroup => {
            check_options(&option.options, Parent::Group, faults);
            if option.options.is_empty() {
                faults.add(
                    "options",
                    "BASE_TYPE_REQUIRED",
                    "a group needs a subcommand",
                );
            }
        }
        _ if !option.options.is_empty() => faults.add(
            "options",
            "BASE_TYPE_BAD_VALUE",
            format!("a {} option has no options", option.kind),
        ),
        _ => {}
    }
}

/// Checks what an option takes.
fn check_option(option: &ApplicationCommandOption, faults: &mut Faults) {
    use ApplicationCommandOptionType as Type;
    let kind = option.kind;
    let is_text = kind == Type::String;
    let is_number = matches!(kind, Type::Integer | Type::Number);
    // Of a type that this version does not know, Discord knows what it takes.
    if Type::KNOWN.contains(&kind) {
        for (key, is_there, is_apt) in [
            ("choices", !option.choices.is_empty(), is_text || is_number),
            ("autocomplete", option.autocomplete, is_text || is_number),
            ("min_length", option.min_length.is_some(), is_text),
            ("max_length", option.max_length.is_some(), is_text),
            ("min_value", option.min_value.is_some(), is_number),
            ("max_value", option.max_value.is_some(), is_number),
            (
                "channel_types",
                !option.channel_types.is_empty(),
                kind == Type::Channel,
            ),
            (
                "file_types",
                !option.file_types.is_empty(),
                kind == Type::Attachment,
            ),
            ("required", option.required, !option.is_subcommand()),
        ] {
            if is_there && !is_apt {
                faults.add(
                    key,
                    "BASE_TYPE_BAD_VALUE",
                    format!("a {kind} option has none"),
                );
            }
        }
    }
    if option.autocomplete && !option.choices.is_empty() {
        faults.add(
            "autocomplete",
            "BASE_TYPE_BAD_VALUE",
            "an option has either choices or autocompletion",
        );
    }
    faults.range("min_length", option.min_length, 0..=OPTION_LENGTH);
    faults.range("max_length", option.max_length, 1..=OPTION_LENGTH);
    if let (Some(least), Some(most)) = (option.min_length, option.max_length)
        && least > most
    {
        faults.add(
            "min_length",
            "BASE_TYPE_BAD_VALUE",
            format!("{least}, more than max_length, {most}"),
        );
    }
    for (key, value) in [
        ("min_value", &option.min_value),
        ("max_value", &option.max_value),
    ] {
        if let Some(value) = value {
            check_number(key, value, kind == Type::Integer, faults);
        }
    }
    if let (Some(least), Some(most)) = (&option.min_value, &option.max_value)
        && least.get() > most.get()
    {
        faults.add(
            "min_value",
            "BASE_TYPE_BAD_VALUE",
            format!("{least}, more than max_value, {most}"),
        );
    }
    check_file_types(&option.file_types, faults);
    check_choices(&option.choices, kind, faults);
}

fn check_number(key: &str, number: &Number, is_integer: bool, faults: &mut Faults) {
    if number.get().abs() > SAFE_INTEGER {
        faults.add(
            key,
            "NUMBER_TYPE_MAX",
            format!("{number}, beyond 2^53 - 1, which a number of JSON holds safely"),
        );
    } else if is_integer && number.get().fract() != 0.0 {
        faults.add(
            key,
            "NUMBER_TYPE_COERCE",
            format!("{number} of an INTEGER option has a fraction"),
        );
    }
}

pub(crate) fn check_choices(
    choices: &[ApplicationCommandOptionChoice],
    kind: ApplicationCommandOptionType,
    faults: &mut Faults,
) {
    use ApplicationCommandOptionType as Type;
    faults.count("choices", choices.len(), 0..=COMMAND_CHOICES);
    let mut names = HashSet::new();
    faults.each("choices", choices, |faults, choice| {
        faults.characters("name", &choice.name, 1..=COMMAND_CHOICE);
        check_localizations(
            "name_localizations",
            &choice.name_localizations,
            COMMAND_CHOICE,
            faults,
        );
        if !names.insert(choice.name.as_str()) {
            faults.add(
                "name",
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                format!("`{}` is the name of another choice too", choice.name),
            );
        }
        match (&choice.value, kind) {
            (ChoiceValue::String(text), Type::String) => {
                faults.characters("value", text, 1..=COMMAND_CHOICE);
            }
            (ChoiceValue::Integer(_) | ChoiceValue::Number(_), Type::Integer | Type::Number) => {
                let number = match &choice.value {
                    ChoiceValue::Number(number) => number.clone(),
                    value => Number::from(value.as_i64().unwrap_or_default()),
                };
                check_number("value", &number, kind == Type::Integer, faults);
            }
            (_, Type::String | Type::Integer | Type::Number) => faults.add(
                "value",
                "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
                format!("not of the option's type, {kind}"),
            ),
            _ => {}
        }
    });
}

/// How many characters of a command count together.
///
/// Discord docs: Application Commands/Slash Commands: names, descriptions and values of the command, its
/// options and their choices; of each text and its translations the longest.
fn total(command: &NewCommand) -> usize {
    longest(&command.name, &command.name_localizations)
        + longest(&command.description, &command.description_localizations)
        + command.options.iter().map(option_total).sum::<usize>()
}

fn option_total(option: &ApplicationCommandOption) -> usize {
    let choices = option.choices.iter().map(|choice| {
        let value = choice.value.as_str().map_or(0, |text| text.chars().count());
        longest(&choice.name, &choice.name_localizations) + value
    });
    longest(&option.name, &option.name_localizations)
        + longest(&option.description, &option.description_localizations)
        + choices.sum::<usize>()
        + option.options.iter().map(option_total).sum::<usize>()
}

fn longest(text: &str, localizations: &Map<Locale, Text>) -> usize {
    localizations
        .values()
        .map(|text| text.chars().count())
        .chain([text.chars().count()])
        .max()
        .unwrap_or_default()
}
