//! The table of Discord's documented rules, each with the tests that show it here.

use std::{
    collections::{BTreeMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use super::state::Refusal;

const TABLE: &str = include_str!("rules.tsv");

/// A line of the table.
struct Rule {
    section: &'static str,
    text: &'static str,
    source: &'static str,
    tests: Vec<&'static str>,
}

fn rules() -> Vec<Rule> {
    let mut lines = TABLE.lines();
    assert_eq!(lines.next(), Some("section\trule\tsource\ttest"));
    lines
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let [section, text, source, tests] = columns[..] else {
                panic!("not four columns: {line}");
            };
            Rule {
                section,
                text,
                source,
                tests: tests.split(' ').collect(),
            }
        })
        .collect()
}

/// The folder of the sandbox's sources.
fn folder() -> PathBuf {
    // Cargo runs tests in the package, and names files from the workspace.
    let here = Path::new(file!());
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(here);
    let found = [here.to_owned(), above]
        .into_iter()
        .find(|path| path.exists());
    found.unwrap().parent().unwrap().to_owned()
}

/// The sources below a folder, each with the path of its module.
fn sources(folder: &Path, module: &str, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let inner = match (module, name) {
            (_, "mod") => module.to_owned(),
            ("", _) => name.to_owned(),
            _ => format!("{module}::{name}"),
        };
        if path.is_dir() {
            sources(&path, &inner, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push((inner, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// Every test by its path, with its body.
fn tests() -> BTreeMap<String, String> {
    let mut all = Vec::new();
    sources(&folder(), "", &mut all);
    let mut tests = BTreeMap::new();
    for (module, text) in all {
        // Those that stand below what they test are in a module of their own.
        let (module, text, end) = match text.split_once("\nmod tests {") {
            Some((_, inside)) => (format!("{module}::tests"), inside.to_owned(), "\n    }\n"),
            None => (module, text, "\n}\n"),
        };
        for mark in ["#[test]\n", "#[tokio::test"] {
            for part in text.split(mark).skip(1) {
                let (_, after) = part.split_once("fn ").unwrap();
                let (name, body) = after.split_once('(').unwrap();
                let body = &body[..body.find(end).unwrap_or(body.len())];
                tests.insert(format!("{module}::{name}"), body.to_owned());
            }
        }
    }
    tests
}

/// Whether a text has a number, with or without underscores.
fn names_number(text: &str, number: u32) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words
        .map(|word| word.replace('_', ""))
        .any(|word| word == number.to_string())
}

/// The constants of one type in the source of the gateway's numbers.
fn constants(kind: &str) -> Vec<u32> {
    let text = fs::read_to_string(folder().join("gateway/payload.rs")).unwrap();
    let kind = format!(": {kind} = ");
    let numbers = text.lines().filter_map(|line| line.split_once(&kind));
    numbers
        .map(|(_, number)| number.trim_end_matches(';').parse().unwrap())
        .collect()
}

#[test]
fn every_rule_stands_once_and_names_its_tests() {
    let tests = tests();
    let rules = rules();
    let mut seen = HashSet::new();
    for rule in &rules {
        assert!(seen.insert(rule.text), "twice: {}", rule.text);
        let section = rule.section.split_once(' ').unwrap();
        assert!(section.0.parse::<u8>().is_ok(), "{}", rule.section);
        assert!(rule.text.ends_with('.'), "{}", rule.text);
        assert!(!rule.source.is_empty(), "{}", rule.text);
        let named: HashSet<&str> = rule.tests.iter().copied().collect();
        assert_eq!(named.len(), rule.tests.len(), "{}", rule.text);
        for test in &rule.tests {
            assert!(
                tests.contains_key(*test),
                "{}: there is no {test}",
                rule.text
            );
        }
    }
    assert!(rules.len() > 200, "{}", rules.len());
}

#[test]
fn every_opcode_and_close_code_has_its_rule() {
    let tests = tests();
    let rules = rules();
    let codes = constants("u16");
    assert_eq!(codes.len(), 15);
    for code in codes.into_iter().filter(|code| *code >= 4000) {
        let start = format!("Close code {code}: ");
        let rule = rules.iter().find(|rule| rule.text.starts_with(&start));
        let rule = rule.unwrap_or_else(|| panic!("no rule of close code {code}"));
        let is_named = |test: &&str| names_number(&tests[*test], code);
        assert!(rule.tests.iter().any(is_named), "{}", rule.text);
    }
    let mut opcodes = constants("u64");
    // Dispatches are written as they are.
    opcodes.push(0);
    assert_eq!(opcodes.len(), 13);
    for opcode in opcodes {
        let start = format!("Opcode {opcode} (");
        let is_there = rules.iter().any(|rule| rule.text.starts_with(&start));
        assert!(is_there, "no rule of opcode {opcode}");
    }
}

/// By its name or its number; where that is 0, by its words.
#[test]
fn every_refusal_is_provoked() {
    let bodies = tests().into_values().collect::<Vec<_>>().join("\n");
    let mut missing = Vec::new();
    for (name, refusal) in Refusal::ALL {
        let by_name = bodies.contains(&format!("Refusal::{name}"));
        let by_number = refusal.code != 0 && names_number(&bodies, refusal.code);
        let by_words = refusal.code == 0 && bodies.contains(&*refusal.message);
        if !(by_name || by_number || by_words) {
            missing.push(name);
        }
    }
    assert!(missing.is_empty(), "no test provokes {missing:?}");
}
