//! Rules that new and edited messages share.

use crate::{model::Embed, rest::check::Faults};

/// The most characters in all embeds of a message together.
const EMBEDS_TOTAL: usize = 6_000;

/// Checks a message's text.
pub(super) fn check_content(content: &str, faults: &mut Faults) {
    faults.characters("content", content, 0..=2_000);
}

/// Checks a message's embeds, one by one and together.
///
/// Discord docs: Message/Embed Limits. Texts count without white space at their ends.
pub(super) fn check_embeds(embeds: &[Embed], faults: &mut Faults) {
    faults.count("embeds", embeds.len(), 0..=10);
    let mut total = 0;
    for (index, embed) in embeds.iter().enumerate() {
        total += check_embed(&format!("embeds[{index}]"), embed, faults);
    }
    if total > EMBEDS_TOTAL {
        faults.add(
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
            format!("{total} characters in all embeds together, at most {EMBEDS_TOTAL}"),
        );
    }
}

fn check_embed(path: &str, embed: &Embed, faults: &mut Faults) -> usize {
    let mut total = 0;
    let mut text = |place: &str, text: &str, least: u64, most: u64, faults: &mut Faults| {
        let text = text.trim();
        total += text.chars().count();
        faults.characters(format_args!("{path}.{place}"), text, least..=most);
    };
    if let Some(title) = &embed.title {
        text("title", title, 0, 256, faults);
    }
    if let Some(description) = &embed.description {
        text("description", description, 0, 4_096, faults);
    }
    if let Some(footer) = &embed.footer {
        text("footer.text", &footer.text, 0, 2_048, faults);
    }
    if let Some(author) = &embed.author {
        text("author.name", &author.name, 0, 256, faults);
    }
    for (index, field) in embed.fields.iter().enumerate() {
        text(
            &format!("fields[{index}].name"),
            &field.name,
            1,
            256,
            faults,
        );
        text(
            &format!("fields[{index}].value"),
            &field.value,
            1,
            1_024,
            faults,
        );
    }
    faults.count(format_args!("{path}.fields"), embed.fields.len(), 0..=25);
    total
}
