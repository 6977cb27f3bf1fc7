use std::{
    collections::{BTreeSet, HashMap, HashSet},
    fmt::Write as _,
    path::PathBuf,
};

use serde_json::Value;

use super::{Authentication, OperationInfo, Registered};
use crate::rest::facts;

fn operations() -> Vec<&'static OperationInfo> {
    inventory::iter::<Registered>()
        .map(|registered| registered.info)
        .collect()
}

#[test]
fn an_operation_shows_its_name_and_template() {
    let info = operations()
        .into_iter()
        .find(|info| info.name == "CreateMessage")
        .unwrap();
    assert_eq!(
        info.to_string(),
        "Create Message (POST /channels/{channel_id}/messages)"
    );
}

#[test]
fn no_operation_is_declared_twice() {
    let operations = operations();
    let names: HashSet<_> = operations.iter().map(|info| info.name).collect();
    assert_eq!(names.len(), operations.len());
    // Discord documents two operations of one route: a post of a forum is a thread, a group a direct message.
    let routes: HashSet<_> = operations
        .iter()
        .filter(|info| !matches!(info.name, "StartPost" | "CreateGroupDm"))
        .map(|info| (&info.method, info.template))
        .collect();
    assert_eq!(routes.len(), operations.len() - 2);
    assert_eq!(routes.len(), 248);
}

/// Who may ask, as the table says it; `None` where it says nothing.
fn authentication(text: &str) -> Option<Authentication> {
    Some(
        match text.split_once('(').map_or(text, |(head, _)| head).trim() {
            "" => return None,
            "none" => Authentication::Credentials,
            "none;bot" => Authentication::Public,
            "bot" => Authentication::Bot,
            "bot;bearer" => Authentication::BotOrBearer,
            "bearer" => Authentication::Bearer,
            other => panic!("{other}"),
        },
    )
}

#[test]
fn every_operation_is_one_of_discords_and_takes_a_reason_where_discord_does() {
    let Some(table) = facts::read("routes.tsv") else {
        return;
    };
    let mut lines = table
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let column = |name| header.iter().position(|column| *column == name).unwrap();
    let (method, path, reason, auth) = (
        column("method"),
        column("path"),
        column("audit_log_reason_header"),
        column("auth"),
    );
    let known: HashMap<_, _> = lines
        .map(|line| {
            (
                (line[method].to_owned(), line[path].to_owned()),
                (line[reason] == "yes", authentication(line[auth])),
            )
        })
        .collect();
    let mut wrong = Vec::new();
    for info in operations() {
        let route = (info.method().to_owned(), info.template.to_owned());
        match known.get(&route) {
            None => wrong.push(format!("{info}: no such operation")),
            Some((reason, _)) if *reason != info.reason => {
                wrong.push(format!("{info}: takes a reason: {reason}"));
            }
            Some((_, Some(authentication))) if *authentication != info.authentication => {
                wrong.push(format!("{info}: is for {authentication:?}"));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The table of the book: what Discord calls an operation, and which method makes its request.
fn table(routes: &str) -> String {
    let mut lines = routes
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let column = |name| header.iter().position(|column| *column == name).unwrap();
    let (method, path, resource) = (column("method"), column("path"), column("resource"));
    let mut rows: Vec<(String, String)> = Vec::new();
    for line in lines {
        for registered in inventory::iter::<Registered>() {
            let info = registered.info;
            if (info.method(), info.template) != (line[method], line[path]) {
                continue;
            }
            let (group, accessor) = info.accessor;
            let who = match info.authentication {
                Authentication::Bot => "",
                Authentication::BotOrBearer => "bot or user",
                Authentication::Bearer => "user",
                Authentication::Credentials => "application",
                Authentication::Public => "anyone",
            };
            let page = info
                .docs
                .iter()
                .rev()
                .find_map(|line| line.trim().strip_prefix("Discord docs: "));
            let note = if info.deprecated { " (deprecated)" } else { "" };
            rows.push((
                line[resource].to_owned(),
                format!(
                    "| `{} {}` | [`{group}::{accessor}`]({}::{}){note} | {} | {who} |",
                    info.method(),
                    info.template,
                    registered.module.replacen("asyncord", "crate", 1),
                    info.name,
                    page.unwrap_or("the specification only")
                        .trim_end_matches('.'),
                ),
            ));
        }
    }
    rows.sort();
    let mut table = String::from(
        "Discord's operations, and the methods that make their requests.\n\n\
         A group such as `Messages` comes from the client: `client.channels().messages(channel_id)`. \
         \"Who\" is who may ask, where that is not a bot alone. The table is written by a test, which also \
         compares it with Discord's list.\n",
    );
    let mut last = "";
    for (resource, row) in &rows {
        if resource != last {
            let _ = write!(
                table,
                "\n# {resource}\n\n| operation | method | documentation | who |\n|---|---|---|---|\n"
            );
            last = resource;
        }
        table.push_str(row);
        table.push('\n');
    }
    table
}

#[test]
fn the_table_in_the_book_is_true() {
    let Some(routes) = facts::read("routes.tsv") else {
        return;
    };
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/guide/rest_operations.md");
    let table = table(&routes);
    if std::env::var_os("ASYNCORD_WRITE_TABLES").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == table,
        "{} is out of date: run this test with ASYNCORD_WRITE_TABLES=1",
        path.display()
    );
    assert_eq!(
        table.lines().filter(|line| line.starts_with("| `")).count(),
        250
    );
}

/// Parameters of the specification that operations leave out, with the reason.
const LEFT_OUT: &[(&str, &str, &str)] = &[
    ("AddMember", "flags", "not documented"),
    ("CreateBan", "delete_message_days", "deprecated for seconds"),
    ("CreateDm", "access_tokens", "of `CreateGroupDm`"),
    ("CreateDm", "nicks", "of `CreateGroupDm`"),
    ("CreateGroupDm", "recipient_id", "of `CreateDm`"),
    ("CreateRole", "color", "deprecated for colors"),
    ("GetInvite", "target_channel_id", "not documented"),
    ("GetInvite", "target_message_id", "not documented"),
    ("StartThread", "applied_tags", "of `StartPost`"),
    ("StartThread", "message", "of `StartPost`"),
    (
        "UpdateApplication",
        "explicit_content_filter",
        "not documented",
    ),
    ("UpdateApplication", "max_participants", "not documented"),
    ("UpdateApplication", "team_id", "not documented"),
    ("UpdateApplication", "type", "not documented"),
    (
        "UpdateAutoModerationRule",
        "trigger_type",
        "cannot be changed",
    ),
    ("UpdateGuild", "home_header", "not documented"),
    ("UpdateGuild", "region", "deprecated for channels' own"),
    (
        "UpdateMyApplication",
        "explicit_content_filter",
        "not documented",
    ),
    ("UpdateMyApplication", "max_participants", "not documented"),
    ("UpdateMyApplication", "team_id", "not documented"),
    ("UpdateMyApplication", "type", "not documented"),
    ("UpdateRole", "color", "deprecated for colors"),
];

#[test]
fn every_operation_takes_what_discord_specifies() {
    let Some(text) = facts::read("openapi.json") else {
        return;
    };
    let spec: Value = serde_json::from_str(&text).unwrap();
    let (mut wrong, mut excused, mut count) = (Vec::new(), HashSet::new(), 0);
    for registered in inventory::iter::<Registered>() {
        let info = registered.info;
        let path = &spec["paths"][info.template];
        let operation = &path[info.method().to_lowercase()];
        if operation.is_null() {
            continue;
        }
        count += 1;
        let parameters = [&path["parameters"], &operation["parameters"]];
        let query: BTreeSet<_> = parameters
            .into_iter()
            .filter_map(Value::as_array)
            .flatten()
            .filter(|parameter| parameter["in"] == "query")
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let mut compare = |what: &str, theirs: &BTreeSet<&str>, ours: &[&'static str]| {
            let ours: BTreeSet<_> = ours
                .iter()
                .copied()
                .filter(|name| !name.is_empty())
                .collect();
            for name in theirs.difference(&ours) {
                let entry = LEFT_OUT
                    .iter()
                    .position(|(of, left_out, _)| *of == info.name && left_out == name);
                if let Some(entry) = entry {
                    excused.insert(entry);
                } else {
                    wrong.push(format!("{}: {what} lacks `{name}`", info.name));
                }
            }
            for name in ours.difference(theirs) {
                wrong.push(format!(
                    "{}: {what} has `{name}`, which is not there",
                    info.name
                ));
            }
        };
        compare("query", &query, registered.query);
        if let Some(fields) = registered.body {
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let mut theirs = BTreeSet::new();
            properties(&spec, schema, &mut theirs);
            compare("body", &theirs, fields);
        }
    }
    wrong.sort();
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert_eq!(excused.len(), LEFT_OUT.len(), "entries that excuse nothing");
    println!("operations compared with the specification: {count} of 242");
    assert!(count >= 242, "{count}");
}

/// The names of the properties of a schema, of all branches of a union.
fn properties<'a>(spec: &'a Value, schema: &'a Value, found: &mut BTreeSet<&'a str>) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        properties(spec, &spec["components"]["schemas"][name], found);
    }
    for key in ["oneOf", "anyOf", "allOf"] {
        for branch in schema[key].as_array().into_iter().flatten() {
            properties(spec, branch, found);
        }
    }
    if let Some(properties) = schema["properties"].as_object() {
        found.extend(properties.keys().map(String::as_str));
    }
}
