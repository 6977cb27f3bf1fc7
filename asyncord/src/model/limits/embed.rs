//! Embeds: each by itself, and all of a message together.

use super::{Faults, Limited};
use crate::model::{
    Embed,
    limits::{
        EMBED_AUTHOR, EMBED_DESCRIPTION, EMBED_FIELD_NAME, EMBED_FIELD_VALUE, EMBED_FIELDS,
        EMBED_FOOTER, EMBED_TITLE, EMBEDS_TOTAL, MESSAGE_EMBEDS, validate,
    },
};

validate!(Embed);

impl Limited for Embed {
    fn check(&self, faults: &mut Faults) {
        let total = check_embed(self, faults);
        if total > EMBEDS_TOTAL {
            faults.add(
                "",
                "MAX_EMBED_SIZE_EXCEEDED",
                format!("{total} characters in all, at most {EMBEDS_TOTAL}"),
            );
        }
    }
}

/// Checks a message's embeds, one by one and together.
///
/// Discord docs: Message/Embed Limits. Texts count without white space at their ends.
pub(crate) fn check_embeds(embeds: &[Embed], faults: &mut Faults) {
    faults.count("embeds", embeds.len(), 0..=MESSAGE_EMBEDS);
    let mut total = 0;
    faults.each("embeds", embeds, |faults, embed| {
        total += check_embed(embed, faults);
    });
    if total > EMBEDS_TOTAL {
        faults.add(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            format!("{total} characters in all embeds together, at most {EMBEDS_TOTAL}"),
        );
    }
}

/// Checks an embed by itself, and tells how many characters count for all together.
fn check_embed(embed: &Embed, faults: &mut Faults) -> usize {
    let mut total = 0;
    let mut text = |faults: &mut Faults, key: &str, text: &str, least: usize, most: usize| {
        let text = text.trim();
        total += text.chars().count();
        faults.characters(key, text, least..=most);
    };
    if let Some(title) = &embed.title {
        text(faults, "title", title, 0, EMBED_TITLE);
    }
    if let Some(description) = &embed.description {
        text(faults, "description", description, 0, EMBED_DESCRIPTION);
    }
    if let Some(footer) = &embed.footer {
        text(faults, "footer.text", &footer.text, 0, EMBED_FOOTER);
    }
    if let Some(author) = &embed.author {
        text(faults, "author.name", &author.name, 0, EMBED_AUTHOR);
    }
    faults.each("fields", &embed.fields, |faults, field| {
        text(faults, "name", &field.name, 1, EMBED_FIELD_NAME);
        text(faults, "value", &field.value, 1, EMBED_FIELD_VALUE);
    });
    faults.count("fields", embed.fields.len(), 0..=EMBED_FIELDS);
    total
}
