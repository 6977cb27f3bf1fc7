//! The languages of Discord's client.

open_string_enum! {
    /// A language of Discord's client, of a user or of a guild.
    ///
    /// ```
    /// use asyncord::model::Locale;
    ///
    /// let locale = Locale::from("pt-BR");
    /// assert_eq!(locale, Locale::PortugueseBrazil);
    /// assert_eq!(locale.english_name(), "Portuguese, Brazilian");
    /// assert_eq!(locale.native_name(), "Português do Brasil");
    /// assert_eq!(locale.language(), "pt");
    /// ```
    ///
    /// Discord docs: API Reference/Locales.
    pub enum Locale {
        /// Indonesian.
        Indonesian = "id",
        /// Danish.
        Danish = "da",
        /// German.
        German = "de",
        /// English of the United Kingdom.
        EnglishUk = "en-GB",
        /// English of the United States.
        EnglishUs = "en-US",
        /// Spanish of Spain.
        Spanish = "es-ES",
        /// Spanish of Latin America.
        SpanishLatam = "es-419",
        /// French.
        French = "fr",
        /// Croatian.
        Croatian = "hr",
        /// Italian.
        Italian = "it",
        /// Lithuanian.
        Lithuanian = "lt",
        /// Hungarian.
        Hungarian = "hu",
        /// Dutch.
        Dutch = "nl",
        /// Norwegian.
        Norwegian = "no",
        /// Polish.
        Polish = "pl",
        /// Portuguese of Brazil.
        PortugueseBrazil = "pt-BR",
        /// Romanian.
        Romanian = "ro",
        /// Finnish.
        Finnish = "fi",
        /// Swedish.
        Swedish = "sv-SE",
        /// Vietnamese.
        Vietnamese = "vi",
        /// Turkish.
        Turkish = "tr",
        /// Czech.
        Czech = "cs",
        /// Greek.
        Greek = "el",
        /// Bulgarian.
        Bulgarian = "bg",
        /// Russian.
        Russian = "ru",
        /// Ukrainian.
        Ukrainian = "uk",
        /// Hindi.
        Hindi = "hi",
        /// Thai.
        Thai = "th",
        /// Chinese of China, in simplified characters.
        ChineseChina = "zh-CN",
        /// Japanese.
        Japanese = "ja",
        /// Chinese of Taiwan, in traditional characters.
        ChineseTaiwan = "zh-TW",
        /// Korean.
        Korean = "ko",
        /// Arabic; in Discord's specification, not in its documentation.
        Arabic = "ar",
        /// Hebrew; in Discord's specification, not in its documentation.
        Hebrew = "he",
    }
}

impl Locale {
    /// The language's name in English, or its code where it is not known.
    pub fn english_name(&self) -> &str {
        self.names().0
    }

    /// The language's name in the language itself, or its code where it is not known.
    pub fn native_name(&self) -> &str {
        self.names().1
    }

    /// The code without its region: `en` of `en-GB`.
    pub fn language(&self) -> &str {
        let code = self.as_str();
        code.split_once('-').map_or(code, |(language, _)| language)
    }

    /// The name in English and in the language itself.
    fn names(&self) -> (&str, &str) {
        match self {
            Self::Indonesian => ("Indonesian", "Bahasa Indonesia"),
            Self::Danish => ("Danish", "Dansk"),
            Self::German => ("German", "Deutsch"),
            Self::EnglishUk => ("English, UK", "English, UK"),
            Self::EnglishUs => ("English, US", "English, US"),
            Self::Spanish => ("Spanish", "Español"),
            Self::SpanishLatam => ("Spanish, LATAM", "Español, LATAM"),
            Self::French => ("French", "Français"),
            Self::Croatian => ("Croatian", "Hrvatski"),
            Self::Italian => ("Italian", "Italiano"),
            Self::Lithuanian => ("Lithuanian", "Lietuviškai"),
            Self::Hungarian => ("Hungarian", "Magyar"),
            Self::Dutch => ("Dutch", "Nederlands"),
            Self::Norwegian => ("Norwegian", "Norsk"),
            Self::Polish => ("Polish", "Polski"),
            Self::PortugueseBrazil => ("Portuguese, Brazilian", "Português do Brasil"),
            Self::Romanian => ("Romanian", "Română"),
            Self::Finnish => ("Finnish", "Suomi"),
            Self::Swedish => ("Swedish", "Svenska"),
            Self::Vietnamese => ("Vietnamese", "Tiếng Việt"),
            Self::Turkish => ("Turkish", "Türkçe"),
            Self::Czech => ("Czech", "Čeština"),
            Self::Greek => ("Greek", "Ελληνικά"),
            Self::Bulgarian => ("Bulgarian", "български"),
            Self::Russian => ("Russian", "Русский"),
            Self::Ukrainian => ("Ukrainian", "Українська"),
            Self::Hindi => ("Hindi", "हिन्दी"),
            Self::Thai => ("Thai", "ไทย"),
            Self::ChineseChina => ("Chinese, China", "中文"),
            Self::Japanese => ("Japanese", "日本語"),
            Self::ChineseTaiwan => ("Chinese, Taiwan", "繁體中文"),
            Self::Korean => ("Korean", "한국어"),
            Self::Arabic => ("Arabic", "العربية"),
            Self::Hebrew => ("Hebrew", "עברית"),
            Self::Unknown(code) => (code, code),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap, HashSet};

    use super::Locale;

    const CODES: &str = "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE \
                         vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko ar he";

    #[test]
    fn every_code_of_discord_is_known_and_comes_back() {
        let codes: Vec<_> = CODES.split(' ').collect();
        assert_eq!(codes.len(), 34);
        let known: Vec<_> = Locale::KNOWN.iter().map(Locale::as_str).collect();
        assert_eq!(known, codes);
        for (code, locale) in codes.into_iter().zip(Locale::KNOWN) {
            assert_eq!(&Locale::from(code), locale);
            assert_eq!(locale.to_string(), code);
        }
    }

    #[test]
    fn names_are_each_used_once() {
        let english: HashSet<_> = Locale::KNOWN.iter().map(Locale::english_name).collect();
        let native: HashSet<_> = Locale::KNOWN.iter().map(Locale::native_name).collect();
        assert_eq!((english.len(), native.len()), (34, 34));
        assert_eq!(Locale::from("ja").native_name(), "日本語");
        assert_eq!(Locale::from("zh-TW").english_name(), "Chinese, Taiwan");
    }

    #[test]
    fn an_unknown_code_is_kept_and_names_itself() {
        let locale: Locale = serde_json::from_str("\"tlh-QO\"").unwrap();
        assert_eq!(locale, Locale::Unknown("tlh-QO".into()));
        assert_eq!(locale.native_name(), "tlh-QO");
        assert_eq!(locale.english_name(), "tlh-QO");
        assert_eq!(locale.language(), "tlh");
        assert_eq!(serde_json::to_string(&locale).unwrap(), "\"tlh-QO\"");
    }

    #[test]
    fn translations_are_keyed_by_locale() {
        let json = r#"{"de":"Hallo","xx":"?"}"#;
        let texts: HashMap<Locale, String> = serde_json::from_str(json).unwrap();
        assert_eq!(texts[&Locale::German], "Hallo");
        assert_eq!(texts[&Locale::from("xx")], "?");
        let sorted: BTreeMap<_, _> = texts
            .iter()
            .map(|(key, text)| (key.as_str(), text))
            .collect();
        assert_eq!(serde_json::to_string(&sorted).unwrap(), json);
        assert!(
            serde_json::to_string(&texts)
                .unwrap()
                .contains(r#""de":"Hallo""#)
        );
    }
}
