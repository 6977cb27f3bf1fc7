//! Finds code in a text as clients do.

use std::{collections::HashMap, ops::Range};

/// A code span or a code block.
#[derive(Debug)]
pub(super) struct Code {
    /// All of it, with its backticks.
    pub(super) range: Range<usize>,
    /// What is known of a block.
    pub(super) block: Option<Block>,
}

/// The parts of a code block.
#[derive(Debug)]
pub(super) struct Block {
    /// The language; empty where none is named.
    pub(super) language: Range<usize>,
    /// The code, perhaps with line ends around it.
    pub(super) content: Range<usize>,
}

/// Finds code in one text. Asked at one place after the other it takes linear time in all.
#[derive(Clone, Debug)]
pub(super) struct CodeFinder<'a> {
    text: &'a str,
    runs: Option<Runs>,
}

/// Where runs of backticks stand last, so that nobody looks in vain for an end that is not there.
#[derive(Clone, Debug, Default)]
struct Runs {
    /// By the run's length, the start of the last run of exactly this length.
    last: HashMap<usize, usize>,
    /// The last place where three backticks begin.
    last_fence: Option<usize>,
}

const FENCE: &str = "```";

impl<'a> CodeFinder<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, runs: None }
    }

    /// The code that begins at a backtick.
    pub(super) fn at(&mut self, start: usize) -> Option<Code> {
        let text = self.text;
        let runs = self.runs.get_or_insert_with(|| Runs::of(text));
        block(text, runs, start).or_else(|| span(text, runs, start))
    }
}

/// How many backticks stand at a place.
pub(super) fn run_length(text: &str, start: usize) -> usize {
    let run = text.as_bytes().get(start..).unwrap_or_default();
    run.iter().take_while(|byte| **byte == b'`').count()
}

/// The next run of backticks, as its start and length.
fn next_run(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text.get(from..)?.find('`')?;
    Some((start, run_length(text, start)))
}

impl Runs {
    fn of(text: &str) -> Self {
        let mut runs = Self::default();
        let mut from = 0;
        while let Some((start, length)) = next_run(text, from) {
            from = start + length;
            runs.last.insert(length, start);
            if length >= FENCE.len() {
                runs.last_fence = Some(from - FENCE.len());
            }
        }
        runs
    }
}

/// A span ends with as many backticks as it begins with. Where no such end is there, a client takes the
/// last of its backticks for part of the code, and looks for fewer.
fn span(text: &str, runs: &Runs, start: usize) -> Option<Code> {
    let opening = run_length(text, start);
    let inside = start + opening;
    let wanted = (1..=opening)
        .rev()
        .find(|length| runs.last.get(length).is_some_and(|last| *last >= inside))?;
    let mut from = inside;
    while let Some((found, length)) = next_run(text, from) {
        from = found + length;
        if length == wanted {
            return Some(Code {
                range: start..from,
                block: None,
            });
        }
    }
    None
}

fn block(text: &str, runs: &Runs, start: usize) -> Option<Code> {
    // Not by the run's length: a long run may be many blocks, and would be counted for each.
    if !text.get(start..)?.starts_with(FENCE) {
        return None;
    }
    let open = start + FENCE.len();
    // Three more have to follow after one character at least.
    runs.last_fence.filter(|last| *last > open)?;
    let language = open + language_length(text.get(open..)?);
    let is_named = language > open && text.get(language..)?.starts_with('\n');
    let named = is_named
        .then(|| block_end(text, runs, language + 1))
        .flatten()
        .map(|end| (open..language, language + 1..end));
    let (language, content) = match named {
        Some(named) => named,
        None => (open..open, open..block_end(text, runs, open)?),
    };
    Some(Code {
        range: start..content.end + FENCE.len(),
        block: Some(Block { language, content }),
    })
}

/// Where the closing backticks of a block stand. There has to be something else than line ends before.
fn block_end(text: &str, runs: &Runs, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let code = rest.trim_start_matches('\n');
    let first = code.chars().next()?;
    let second = from + (rest.len() - code.len()) + first.len_utf8();
    runs.last_fence.filter(|last| *last >= second)?;
    Some(second + text.get(second..)?.find(FENCE)?)
}

/// The length of what may name a language.
pub(super) fn language_length(text: &str) -> usize {
    text.bytes()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'+' | b'-' | b'.' | b'#')
        })
        .count()
}
