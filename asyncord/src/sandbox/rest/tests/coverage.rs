//! How many of Discord's operations the sandbox serves, so that none gets lost.

use reqwest::{Method, StatusCode};

use super::super::super::testing::Bench;

const OPERATIONS: &str = include_str!("../operations.txt");
/// The operations that are still answered with 501, in the order of `operations.txt`.
const MISSING: &str = include_str!("missing.txt");

/// A path in which every parameter is some value.
fn filled(template: &str) -> String {
    let parts = template
        .split('/')
        .map(|part| if part.starts_with('{') { "1" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn what_is_served_stays_served() {
    let bench = Bench::start().await;
    let known: Vec<&str> = MISSING.lines().collect();
    let (mut lost, mut found, mut served) = (Vec::new(), Vec::new(), 0);
    for operation in OPERATIONS.lines() {
        let (method, path) = operation.split_once(' ').unwrap();
        let method: Method = method.parse().unwrap();
        let request = bench.request(method, &filled(path));
        let status = request.send().await.unwrap().status();
        // Discord itself has this one switched off.
        let is_off = operation.ends_with("/commands/permissions") && operation.starts_with("PUT");
        assert!(
            is_off || status != StatusCode::METHOD_NOT_ALLOWED,
            "{operation}"
        );
        let is_missing = status == StatusCode::NOT_IMPLEMENTED;
        served += usize::from(!is_missing);
        match (is_missing, known.contains(&operation)) {
            (true, false) => lost.push(operation),
            (false, true) => found.push(operation),
            _ => {}
        }
    }
    let all = OPERATIONS.lines().count();
    assert!(lost.is_empty(), "no longer served: {lost:#?}");
    assert!(
        found.is_empty(),
        "{served} of {all} are served: take these out of missing.txt: {found:#?}"
    );
    assert_eq!(
        served + known.len(),
        all,
        "missing.txt has lines that are no operations"
    );
}
