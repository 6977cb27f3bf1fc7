//! The codes of invites, and the links that hold them.

/// The address of an invite.
pub(crate) fn url(code: &str) -> String {
    format!("https://discord.gg/{code}")
}

/// The code in a link or in a bare code.
pub(super) fn parse(text: &str) -> Option<&str> {
    let text = text.trim();
    let rest = without_prefix(text, "https://")
        .or_else(|| without_prefix(text, "http://"))
        .unwrap_or(text);
    let code = match rest.split_once('/') {
        None => return is_code(text).then_some(text),
        Some((host, path)) => code_of(host, path)?,
    };
    let end = code.find(['/', '?', '#']).unwrap_or(code.len());
    let code = code.get(..end)?;
    is_code(code).then_some(code)
}

/// What follows the place in the path where the code stands.
fn code_of<'a>(host: &str, path: &'a str) -> Option<&'a str> {
    let host = host.to_ascii_lowercase();
    let bare = ["www.", "ptb.", "canary."]
        .iter()
        .find_map(|part| host.strip_prefix(part))
        .unwrap_or(&host);
    match bare {
        // Some people write the longer path here too.
        "discord.gg" => Some(without_prefix(path, "invite/").unwrap_or(path)),
        "discord.com" | "discordapp.com" => without_prefix(path, "invite/"),
        _ => None,
    }
}

/// `strip_prefix`, whatever the case.
fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then_some(rest)
}

fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    !text.is_empty() && text.bytes().all(plain)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn codes_are_found_in_every_form_of_link() {
        for text in [
            "aB-3_x",
            " aB-3_x\n",
            "discord.gg/aB-3_x",
            "https://discord.gg/aB-3_x",
            "HTTPS://Discord.GG/aB-3_x/",
            "http://www.discord.gg/aB-3_x#x",
            "https://discord.gg/invite/aB-3_x",
            "https://discord.com/invite/aB-3_x",
            "https://discord.com/invite/aB-3_x?event=5",
            "discordapp.com/invite/aB-3_x",
            "https://canary.discord.com/Invite/aB-3_x",
        ] {
            assert_eq!(parse(text), Some("aB-3_x"), "{text}");
        }
    }

    #[test]
    fn other_links_and_texts_hold_no_code() {
        for text in [
            "",
            "a b",
            "ä",
            "discord.gg",
            "discord.gg/",
            "discord.gg/a.b",
            "https://discord.com/channels/1/2",
            "https://discord.com/invite",
            "https://discord.com/invite/",
            "https://example.com/invite/abc",
            "https://discord.gg.example.com/abc",
            "https://evil.com/discord.gg/abc",
            "ftp://discord.gg/abc",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
