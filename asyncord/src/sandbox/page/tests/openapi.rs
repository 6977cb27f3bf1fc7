//! The description of the sandbox's own API says what there is.

use std::{collections::BTreeSet, fs, path::Path};

use reqwest::Method;
use serde_json::{Value, json};

use super::super::super::testing::{Bench, answer};

const DOCUMENT: &str = include_str!("../openapi.json");
const API: &str = "/sandbox/api";

/// Every path in the description, with its methods.
fn described() -> Vec<(String, BTreeSet<String>)> {
    let document: Value = serde_json::from_str(DOCUMENT).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .map(|(path, methods)| {
            let path = path.strip_prefix(API).unwrap().to_owned();
            let methods = methods.as_object().unwrap().keys().cloned();
            (path, methods.collect())
        })
        .collect()
}

#[tokio::test]
async fn every_path_takes_the_methods_that_are_described_and_no_other() {
    let bench = Bench::start().await;
    for (path, methods) in described() {
        let concrete: Vec<&str> = path
            .split('/')
            .map(|part| match part {
                "{emoji_name}" => "x",
                _ if part.starts_with('{') => "1",
                _ => part,
            })
            .collect();
        let concrete = format!("{API}{}", concrete.join("/"));
        for method in ["get", "post", "put", "patch", "delete"] {
            let known: Method = method.to_uppercase().parse().unwrap();
            let (status, body) = answer(bench.at(known, &concrete)).await;
            let is_there = !(status == 404 && body["code"] == json!(0) || status == 501);
            let is_described = methods.contains(method);
            // Discord's own operations stand below the same paths.
            if is_there && !is_described && path.starts_with("/as/") {
                continue;
            }
            assert_eq!(is_there, is_described, "{method} {path}: {status} {body}");
        }
    }
}

/// The paths in the sources of the page, each as far as its router names it.
fn routed(folder: &Path, into: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if !path.ends_with("tests") {
                routed(&path, into);
            }
            continue;
        }
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        for after in text.split(".route(").skip(1) {
            let literal = after.split('"').nth(1).unwrap_or_default();
            let route = literal
                .replace("{AS_USER}", "/as/{user_id}")
                .replace("{{", "{")
                .replace("}}", "}");
            // Else the path is put together elsewhere.
            if route.starts_with('/') {
                into.insert(route);
            }
        }
    }
}

#[test]
fn every_route_is_described() {
    // Cargo runs tests in the package, and names files from the workspace.
    let here = Path::new(file!());
    let here = [here.to_owned(), Path::new("..").join(here)]
        .into_iter()
        .find(|path| path.exists())
        .unwrap();
    let mut routes = BTreeSet::new();
    routed(here.parent().unwrap().parent().unwrap(), &mut routes);
    let described = described();
    // What is no part of the API: the page, its files and its socket.
    let outside = |route: &str| {
        let of_files = ["/sandbox", "/attachments/", "/soundboard-sounds/"];
        let of_the_cdn = ["/emojis/", "/stickers/", "/embed/"];
        let for_browsers = ["/activate", "/oauth2/authorized", "/api/oauth2/authorize"];
        route == "/"
            || of_files.iter().any(|start| route.starts_with(start))
            || of_the_cdn.iter().any(|start| route.starts_with(start))
            || for_browsers.contains(&route)
    };
    let mut seen = 0;
    for route in routes.iter().filter(|route| !outside(route)) {
        assert!(
            described.iter().any(|(path, _)| path.ends_with(&**route)),
            "{route} is not in openapi.json"
        );
        seen += 1;
    }
    assert!(seen > 20, "{routes:?}");
}

#[tokio::test]
async fn the_description_is_served() {
    let bench = Bench::start().await;
    let served = bench.at(Method::GET, "/sandbox/api/openapi.json");
    let (status, served) = answer(served).await;
    assert_eq!(status, 200);
    assert_eq!(served["openapi"], "3.1.0");
    assert!(served["paths"]["/sandbox/api/snapshot"]["put"].is_object());
}
