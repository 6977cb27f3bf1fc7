use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
};

use super::{OperationInfo, Registered};

fn operations() -> Vec<&'static OperationInfo> {
    inventory::iter::<Registered>()
        .map(|registered| registered.0)
        .collect()
}

/// The folder of facts about Discord, which is not part of the repository.
fn facts() -> Option<PathBuf> {
    let folder = match std::env::var_os("ASYNCORD_DISCORD_FACTS") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/discord"),
    };
    folder.is_dir().then_some(folder)
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
    assert!(operations.len() >= 38, "{}", operations.len());
    let names: HashSet<_> = operations.iter().map(|info| info.name).collect();
    assert_eq!(names.len(), operations.len());
    let routes: HashSet<_> = operations
        .iter()
        .map(|info| (&info.method, info.template))
        .collect();
    assert_eq!(routes.len(), operations.len());
}

#[test]
fn every_operation_is_one_of_discords_and_takes_a_reason_where_discord_does() {
    let Some(facts) = facts() else {
        println!(
            "SKIPPED: no facts about Discord at `../shared/discord`; set ASYNCORD_DISCORD_FACTS"
        );
        return;
    };
    let table = std::fs::read_to_string(facts.join("routes.tsv")).unwrap();
    let mut lines = table
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let header = lines.next().unwrap();
    let column = |name| header.iter().position(|column| *column == name).unwrap();
    let (method, path, reason) = (
        column("method"),
        column("path"),
        column("audit_log_reason_header"),
    );
    let known: HashMap<_, _> = lines
        .map(|line| {
            (
                (line[method].to_owned(), line[path].to_owned()),
                line[reason] == "yes",
            )
        })
        .collect();
    let mut wrong = Vec::new();
    for info in operations() {
        let route = (info.method().to_owned(), info.template.to_owned());
        match known.get(&route) {
            None => wrong.push(format!("{info}: no such operation")),
            Some(reason) if *reason != info.reason => {
                wrong.push(format!("{info}: takes a reason: {reason}"));
            }
            Some(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
