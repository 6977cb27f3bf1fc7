//! The table of log lines in the book, and the lines that the gateway, commands and the hub write: each stands in both.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const TABLE: &str = "asyncord/docs/guide/production.md";
const SOURCES: [&str; 3] = [
    "asyncord/src/gateway",
    "asyncord/src/hub",
    "asyncord/src/interactions",
];

/// What writes a line, its level, and whether the message is the first of the texts in it or the last.
const WRITERS: [(&str, &str, bool); 4] = [
    ("tracing::info!(", "info", false),
    ("tracing::warn!(", "warn", false),
    ("tracing::error!(", "error", false),
    ("warn_user(format_args!(", "warn", true),
];

type Line = (String, String);

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.file_stem().unwrap().to_str().unwrap() {
            "tests" | "testing" => {}
            _ if path.is_dir() => sources(&path, found),
            _ => found.push(path),
        }
    }
}

/// The string literals up to the parenthesis that closes what `code` is the inside of.
fn literals(code: &str) -> Vec<String> {
    let (mut depth, mut found, mut chars) = (0, Vec::new(), code.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            '"' => {
                let mut text = String::new();
                while let Some(c) = chars.next().filter(|&c| c != '"') {
                    match (c, chars.peek()) {
                        ('\\', Some('\n')) => {
                            while chars.next_if(|c| c.is_whitespace()).is_some() {}
                        }
                        ('\\', Some('n')) => {
                            chars.next();
                            text.push('\n');
                        }
                        ('\\', _) => text.extend(chars.next()),
                        _ => text.push(c),
                    }
                }
                found.push(text);
            }
            _ => {}
        }
    }
    found
}

/// The first line of a message, with `…` for what is put into it.
fn message(literal: &str) -> String {
    let mut text = String::new();
    let mut rest = literal;
    while let Some((before, behind)) = rest.split_once('{') {
        text += before;
        text.push('…');
        rest = behind.split_once('}').expect("a closing brace").1;
    }
    text += rest;
    plain(text.lines().next().unwrap_or_default())
}

/// Without the marks of code around it.
fn plain(text: &str) -> String {
    text.trim_matches(['`', ' ']).to_owned()
}

fn written() -> BTreeSet<Line> {
    let mut files = Vec::new();
    for folder in SOURCES {
        sources(&workspace().join(folder), &mut files);
    }
    let mut lines = BTreeSet::new();
    for file in files {
        let code = fs::read_to_string(&file).unwrap();
        for (writer, level, first) in WRITERS {
            for (at, _) in code.match_indices(writer) {
                let texts = literals(&code[at + writer.len()..]);
                let text = if first { texts.first() } else { texts.last() };
                let text = text.unwrap_or_else(|| panic!("{}: {writer} no text", file.display()));
                lines.insert((level.to_owned(), message(text)));
            }
        }
    }
    // A message made elsewhere: an error of the file, which also stands behind other texts.
    lines.remove(&("warn".to_owned(), "…".to_owned()));
    lines
}

fn documented() -> BTreeSet<Line> {
    let text = fs::read_to_string(workspace().join(TABLE)).unwrap();
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let level = cells
            .next()
            .filter(|level| ["info", "warn", "error"].contains(level))?;
        let text = cells.next().filter(|text| text.starts_with('`'))?;
        Some((level.to_owned(), plain(text)))
    });
    rows.collect()
}

#[test]
fn the_book_tells_what_each_line_of_the_log_means() {
    let (written, documented) = (written(), documented());
    assert!(written.len() > 20, "the lines were found: {written:#?}");
    let untold: Vec<_> = written.difference(&documented).collect();
    let gone: Vec<_> = documented.difference(&written).collect();
    assert!(untold.is_empty(), "not in {TABLE}: {untold:#?}");
    assert!(gone.is_empty(), "in {TABLE}, but not written: {gone:#?}");
}

#[test]
fn texts_are_read_out_of_code() {
    let code = "a = &*b(\")\"), \"one \\\n    line: {error}\\n  more {x:?}\"); \"behind\"";
    let texts = literals(code);
    assert_eq!(texts, [")", "one line: {error}\n  more {x:?}"]);
    assert_eq!(message(&texts[1]), "one line: …");
}
