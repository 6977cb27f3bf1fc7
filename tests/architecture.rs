//! The walls of the source: which module may use which, and how long a file may be.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// The longest a source file may be.
const LONGEST: usize = 800;

/// What each module of `asyncord` may use. The arrows of the design: plain data at the bottom, the hub
/// at the top; `rest` and `gateway` do not see each other, and the sandbox sees neither.
const ARROWS: [(&str, &[&str]); 16] = [
    ("guide", &[]),
    ("id", &[]),
    ("schedule", &[]),
    ("secret", &[]),
    ("net", &[]),
    ("model", &["id", "secret"]),
    ("event", &["id", "model", "secret"]),
    ("filters", &["id", "model", "event"]),
    ("rest", &["id", "model", "secret", "net"]),
    ("gateway", &["id", "model", "event", "secret", "net"]),
    (
        "dispatch",
        &[
            "id", "schedule", "model", "event", "rest", "gateway", "secret", "net",
            // Its tests filter by them.
            "filters",
        ],
    ),
    (
        "interactions",
        &[
            "id", "model", "event", "rest", "gateway", "dispatch", "secret",
            // Its tests register commands there.
            "sandbox", "testkit",
        ],
    ),
    (
        "hub",
        &[
            "id",
            "schedule",
            "model",
            "event",
            "rest",
            "gateway",
            "dispatch",
            "interactions",
            "secret",
            "net",
            "sandbox",
        ],
    ),
    ("sandbox", &["id", "model", "secret"]),
    (
        "testkit",
        &[
            "id", "model", "rest", "gateway", "dispatch", "hub", "secret", "sandbox",
        ],
    ),
    (
        "prelude",
        &[
            "id",
            "model",
            "event",
            "filters",
            "rest",
            "gateway",
            "dispatch",
            "interactions",
            "hub",
            "secret",
            "sandbox",
        ],
    ),
];

/// What stands at the crate's root and may be used by all: re-exports are the modules' own.
const ROOT: [&str; 15] = [
    "autocomplete",
    "BoxError",
    "Choice",
    "command",
    "Result",
    "handler",
    "handlers",
    "lock",
    "middleware",
    "on_error",
    "on_shutdown",
    "on_start",
    "provider",
    "task",
    "warn_user",
];

/// Re-exports at the crate's root, with the module they come from.
const REEXPORTS: [(&str, &str); 19] = [
    ("Skip", "dispatch"),
    ("HandlerItem", "dispatch"),
    ("Reason", "dispatch"),
    ("WaitError", "dispatch"),
    ("Dispatcher", "dispatch"),
    ("Middleware", "dispatch"),
    ("Token", "secret"),
    ("TokenError", "secret"),
    ("Secret", "secret"),
    ("PlainHostError", "net"),
    ("RestClient", "rest"),
    ("GatewayClient", "gateway"),
    ("Arguments", "dispatch"),
    ("ClientGroup", "dispatch"),
    ("ClientGroups", "dispatch"),
    ("Context", "dispatch"),
    ("HandlerFailure", "dispatch"),
    ("Next", "dispatch"),
    ("ClientHub", "hub"),
];

fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package stands in the workspace")
}

fn files(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            if !["target", "node_modules", "dist", ".git"].contains(&name) {
                files(&path, extensions, found);
            }
        } else if path
            .extension()
            .is_some_and(|ext| extensions.iter().any(|wanted| ext == *wanted))
        {
            found.push(path);
        }
    }
}

/// The module of `asyncord` that a file belongs to.
fn module_of(file: &Path, source: &Path) -> Option<String> {
    let inside = file.strip_prefix(source).unwrap();
    let first = inside.components().next()?.as_os_str().to_str()?;
    match first.strip_suffix(".rs").unwrap_or(first) {
        "lib" | "bin" => None,
        module => Some(module.to_owned()),
    }
}

/// The first segments of all paths that begin with `crate::`, groups in braces included.
fn used_from_crate(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `$crate::` of a macro is a path like any other.
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            used.extend(top_level_segments(group));
        } else {
            used.push(identifier(rest));
        }
    }
    used
}

/// The first segments of the paths in a `{…}` group, up to its closing brace.
fn top_level_segments(group: &str) -> Vec<String> {
    let (mut depth, mut start, mut segments) = (0, Some(0), Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = Some(at + 1),
            _ if depth == 0 && !character.is_whitespace() => {
                if let Some(begin) = start.take() {
                    segments.push(identifier(group[begin..].trim_start()));
                }
            }
            _ => {}
        }
    }
    segments
}

fn identifier(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn modules_use_only_what_the_design_allows() {
    let arrows = BTreeMap::from(ARROWS);
    let reexports = BTreeMap::from(REEXPORTS);
    let source = workspace().join("asyncord/src");
    let mut sources = Vec::new();
    files(&source, &["rs"], &mut sources);
    assert!(sources.len() > 50, "the sources were found");

    let mut wrong = Vec::new();
    for file in sources {
        let Some(module) = module_of(&file, &source) else {
            continue;
        };
        let name = file
            .strip_prefix(workspace())
            .unwrap()
            .display()
            .to_string();
        let Some(allowed) = arrows.get(module.as_str()) else {
            wrong.push(format!(
                "{name}: the module `{module}` has no arrows in this test"
            ));
            continue;
        };
        for used in used_from_crate(&fs::read_to_string(&file).unwrap()) {
            let used = reexports
                .get(used.as_str())
                .map_or(used.as_str(), |module| module);
            let is_macro = module == "model" && used.starts_with("open_");
            if used != module && !allowed.contains(&used) && !ROOT.contains(&used) && !is_macro {
                wrong.push(format!("{name}: `{module}` must not use `crate::{used}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_use_lines_reads_them() {
    let text = "use crate::{\n    id::{Id, marker::X},\n    model::Field, rest,\n};\n// crate::comment\nlet x = crate::net::y();";
    assert_eq!(used_from_crate(text), ["id", "model", "rest", "net"]);
}

#[test]
fn no_file_is_too_long() {
    let mut sources = Vec::new();
    for folder in ["asyncord", "asyncord-macros", "examples", "tests"] {
        files(
            &workspace().join(folder),
            &["rs", "ts", "tsx", "js", "mjs", "css", "py"],
            &mut sources,
        );
    }
    let lengths = sources.iter().map(|file| {
        let lines = fs::read_to_string(file).unwrap().lines().count();
        (
            lines,
            file.strip_prefix(workspace())
                .unwrap()
                .display()
                .to_string(),
        )
    });
    let too_long: Vec<_> = lengths.filter(|(lines, _)| *lines > LONGEST).collect();
    assert!(
        too_long.is_empty(),
        "longer than {LONGEST} lines: {too_long:?}"
    );
}

#[test]
fn the_top_level_holds_what_the_design_names() {
    const KNOWN: [&str; 24] = [
        "Cargo.toml",
        "Cargo.lock",
        "asyncord",
        "asyncord-macros",
        "examples",
        "tests",
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "rust-toolchain.toml",
        "rustfmt.toml",
        "clippy.toml",
        "deny.toml",
        ".ci",
        ".cargo",
        ".config",
        ".github",
        ".gitignore",
        ".git",
        "target",
    ];
    for entry in fs::read_dir(workspace()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            KNOWN.contains(&name.as_str()) || name.contains(".db"),
            "`{name}` does not belong at the top level"
        );
    }
}
