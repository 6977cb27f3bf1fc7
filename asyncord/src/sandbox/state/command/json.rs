//! Commands in their form on the wire.

use serde_json::{Map, Value, json};

use super::{Choice, Command, CommandOption, Text, kind, option};

/// The languages of Discord's clients. Discord docs: Reference/Locales.
pub(crate) const LOCALES: [&str; 34] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
    "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th",
    "zh-CN", "ja", "zh-TW", "ko", "ar", "he",
];

/// In which languages a command is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// With all translations.
    Every,
    /// With the one into this language.
    One(String),
}

impl Text {
    /// The translation into a language, or into the one next to it.
    pub(crate) fn translated(&self, locale: &str) -> Option<&str> {
        let translations = self.localizations.as_ref()?;
        let near = match locale {
            "en-US" => "en-GB",
            "en-GB" => "en-US",
            "es-419" => "es-ES",
            other => other,
        };
        let found = translations
            .get(locale)
            .or_else(|| translations.get(near))?;
        Some(found)
    }

    fn write(&self, to: &mut Map<String, Value>, key: &str, language: &Language) {
        to.insert(key.to_owned(), self.plain.as_str().into());
        match language {
            Language::Every => {
                to.insert(format!("{key}_localizations"), json!(self.localizations));
            }
            Language::One(locale) => {
                if let Some(text) = self.translated(locale) {
                    to.insert(format!("{key}_localized"), text.into());
                }
            }
        }
    }
}

impl Command {
    pub(crate) fn json(&self, language: &Language) -> Value {
        let definition = &self.definition;
        let mut json = Map::new();
        let mut put = |key: &str, value: Value| json.insert(key.to_owned(), value);
        put("id", json!(self.id));
        put("application_id", json!(self.application_id));
        put("version", json!(self.version));
        put("type", definition.kind.into());
        let bits = definition.default_member_permissions;
        put(
            "default_member_permissions",
            json!(bits.map(|bits| bits.to_string())),
        );
        put("nsfw", definition.nsfw.into());
        put("integration_types", json!(definition.integration_types));
        match self.guild_id {
            Some(guild) => put("guild_id", json!(guild)),
            None => put("dm_permission", definition.dm_permission.into()),
        };
        if let Some(contexts) = &definition.contexts {
            put("contexts", json!(contexts));
        }
        if let Some(handler) = definition.handler {
            put("handler", handler.into());
        }
        if definition.kind == kind::CHAT_INPUT && !definition.options.is_empty() {
            put("options", options_json(&definition.options, language));
        }
        definition.name.write(&mut json, "name", language);
        definition
            .description
            .write(&mut json, "description", language);
        json.into()
    }
}

fn options_json(options: &[CommandOption], language: &Language) -> Value {
    options.iter().map(|option| option.json(language)).collect()
}

impl CommandOption {
    fn json(&self, language: &Language) -> Value {
        let mut json = Map::new();
        let mut put = |key: &str, value: Value| {
            json.insert(key.to_owned(), value);
        };
        put("type", self.kind.into());
        if matches!(self.kind, option::SUB_COMMAND | option::SUB_COMMAND_GROUP) {
            if !self.options.is_empty() {
                put("options", options_json(&self.options, language));
            }
        } else if self.required {
            put("required", true.into());
        }
        if self.autocomplete {
            put("autocomplete", true.into());
        }
        if !self.choices.is_empty() {
            let choices = self.choices.iter().map(|choice| choice.json(language));
            put("choices", choices.collect());
        }
        if !self.channel_types.is_empty() {
            put("channel_types", json!(self.channel_types));
        }
        if !self.file_types.is_empty() {
            put("file_types", json!(self.file_types));
        }
        for (key, value) in [
            ("min_value", &self.min_value),
            ("max_value", &self.max_value),
        ] {
            if let Some(value) = value {
                put(key, value.clone());
            }
        }
        for (key, length) in [
            ("min_length", self.min_length),
            ("max_length", self.max_length),
        ] {
            if let Some(length) = length {
                put(key, length.into());
            }
        }
        self.name.write(&mut json, "name", language);
        self.description.write(&mut json, "description", language);
        json.into()
    }
}

impl Choice {
    fn json(&self, language: &Language) -> Value {
        let mut json = Map::new();
        self.name.write(&mut json, "name", language);
        json.insert("value".to_owned(), self.value.clone());
        json.into()
    }
}
