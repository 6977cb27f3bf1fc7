//! Bodies as Slack and GitHub send them. Discord docs: Webhook/Execute Slack-Compatible Webhook.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use crate::sandbox::{
    rest::{
        error::ApiError,
        form::Form,
        request::{Params, Payload, Query},
    },
    state::{ids::iso, webhook::Execution},
    world::App,
};

use super::{
    execute::{Options, run},
    known_by_token, name_of,
};

/// How much of a text of somebody else an embed takes.
const MAX_TITLE: usize = 256;
const MAX_DESCRIPTION: usize = 2048;

pub(super) async fn slack(
    State(app): State<App>,
    params: Params,
    Query(query): Query,
    payload: Payload,
) -> Result<Response, ApiError> {
    let webhook = known_by_token(&app, &params)?;
    let options = Options::read(query, true)?;
    let mut form = payload.form;
    let mut execution = options.of_service();
    execution.username = name_of(&mut form, "username");
    execution.avatar_url = form.text("icon_url", 0..=2048).value();
    let text = form.text("text", 0..=2000).value().unwrap_or_default();
    text.trim().clone_into(&mut execution.draft.content);
    let attachments = form.objects("attachments", 0..=10).value();
    for (index, attachment) in attachments.unwrap_or_default().into_iter().enumerate() {
        let path = format!("attachments.{index}");
        let embed = form.within(&path, attachment, slack_embed);
        execution.draft.embeds.extend(embed);
    }
    form.finish()?;
    run(&app, &webhook, execution)?;
    // As Slack answers.
    Ok((StatusCode::OK, Json(json!("ok"))).into_response())
}

/// An attachment of Slack's as an embed; nothing if it says nothing.
fn slack_embed(form: &mut Form) -> Option<Value> {
    let mut embed = json!({ "type": "rich" });
    let text = |form: &mut Form, key: &str, longest: usize| {
        let text = form.text(key, 0..=usize::MAX).value()?;
        (!text.trim().is_empty()).then(|| shortened(text.trim(), longest))
    };
    for (key, from, longest) in [
        ("title", "title", MAX_TITLE),
        ("url", "title_link", 2048),
        ("description", "text", MAX_DESCRIPTION),
    ] {
        if let Some(text) = text(form, from, longest) {
            embed[key] = text.into();
        }
    }
    for (part, key, from) in [
        ("footer", "text", "footer"),
        ("footer", "icon_url", "footer_icon"),
        ("author", "name", "author_name"),
        ("author", "url", "author_link"),
        ("author", "icon_url", "author_icon"),
        ("image", "url", "image_url"),
        ("thumbnail", "url", "thumb_url"),
    ] {
        if let Some(text) = text(form, from, 2048) {
            embed[part][key] = text.into();
        }
    }
    if let Some(color) = text(form, "color", 7) {
        let number = u32::from_str_radix(color.trim_start_matches('#'), 16);
        embed["color"] = number.unwrap_or(0).into();
    }
    if let Some(seconds) = form.integer("ts", 0..=i64::from(u32::MAX)).value() {
        let ms = u64::try_from(seconds).unwrap_or(0) * 1000;
        embed["timestamp"] = iso(ms).into();
    }
    let fields: Vec<Value> = form
        .objects("fields", 0..=25)
        .value()
        .unwrap_or_default()
        .iter()
        .map(|field| {
            json!({
                "name": field.get("title").cloned().unwrap_or_default(),
                "value": field.get("value").cloned().unwrap_or_default(),
                "inline": field.get("short").and_then(Value::as_bool).unwrap_or(false),
            })
        })
        .collect();
    if !fields.is_empty() {
        embed["fields"] = fields.into();
    }
    let is_empty = embed.as_object().is_none_or(|embed| embed.len() == 1);
    (!is_empty).then_some(embed)
}

pub(super) async fn github(
    State(app): State<App>,
    params: Params,
    headers: HeaderMap,
    Query(query): Query,
    mut payload: Payload,
) -> Result<Response, ApiError> {
    let webhook = known_by_token(&app, &params)?;
    let options = Options::read(query, false)?;
    let sender = payload.form.object("sender");
    let sender = payload.form.required("sender", sender);
    let event = headers
        .get("x-github-event")
        .and_then(|event| event.to_str().ok())
        .unwrap_or_default();
    let embed = github_embed(&mut payload.form, event, &sender.into());
    payload.form.finish()?;
    // Of events that Discord knows no words for it posts nothing.
    if let Some(embed) = embed {
        let mut execution = Execution {
            username: Some("GitHub".to_owned()),
            ..options.of_service()
        };
        execution.draft.embeds = vec![embed];
        let message = run(&app, &webhook, execution)?;
        if options.wait {
            return Ok(Json(message).into_response());
        }
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What happened on GitHub, as an embed.
fn github_embed(form: &mut Form, event: &str, sender: &Value) -> Option<Value> {
    let mut part = |key: &str| {
        let found: Map<String, Value> = form.object(key).value().unwrap_or_default();
        Value::Object(found)
    };
    let repository = part("repository");
    let place = text_of(&repository["full_name"]);
    let [issue, pull, comment, release, review] =
        ["issue", "pull_request", "comment", "release", "review"].map(&mut part);
    let action = form.text("action", 0..=200).value().unwrap_or_default();
    let commits = form.objects("commits", 0..=usize::MAX).value();
    let commits = commits.unwrap_or_default();
    let numbered = |what: &str, thing: &Value| {
        format!("{what} #{}: {}", thing["number"], text_of(&thing["title"]))
    };
    let (title, url, description) = match event {
        "push" if !commits.is_empty() => {
            let reference = form.text("ref", 0..=1024).value().unwrap_or_default();
            let branch = reference.rsplit('/').next().unwrap_or_default();
            let lines: Vec<String> = commits
                .iter()
                .map(|commit| {
                    let get = |key: &str| commit.get(key).and_then(Value::as_str);
                    let message = get("message").unwrap_or_default();
                    let id = get("id").unwrap_or_default().chars().take(7);
                    format!(
                        "[`{}`]({}) {}",
                        id.collect::<String>(),
                        get("url").unwrap_or_default(),
                        message.lines().next().unwrap_or_default()
                    )
                })
                .collect();
            let noun = if commits.len() == 1 {
                "commit"
            } else {
                "commits"
            };
            let title = format!("{branch}] {} new {noun}", commits.len());
            let compare = form.text("compare", 0..=2048).value();
            let name = text_of(&repository["name"]);
            return Some(assemble(
                &format!("[{name}:{title}"),
                &compare.unwrap_or_default(),
                &lines.join("\n"),
                sender,
            ));
        }
        "issues" => (
            numbered(&format!("Issue {action}"), &issue),
            &issue["html_url"],
            &issue["body"],
        ),
        "issue_comment" => (
            numbered("New comment on issue", &issue),
            &comment["html_url"],
            &comment["body"],
        ),
        "pull_request" => (
            numbered(&format!("Pull request {action}"), &pull),
            &pull["html_url"],
            &pull["body"],
        ),
        "pull_request_review" => (
            numbered("Pull request review submitted:", &pull),
            &review["html_url"],
            &review["body"],
        ),
        "commit_comment" => (
            "New comment on a commit".to_owned(),
            &comment["html_url"],
            &comment["body"],
        ),
        "release" => (
            format!("New release {action}: {}", text_of(&release["tag_name"])),
            &release["html_url"],
            &Value::Null,
        ),
        "watch" => (
            "New star added".to_owned(),
            &repository["html_url"],
            &Value::Null,
        ),
        _ => return None,
    };
    let title = format!("[{place}] {title}");
    Some(assemble(&title, text_of(url), text_of(description), sender))
}

fn assemble(title: &str, url: &str, description: &str, sender: &Value) -> Value {
    let mut embed = json!({
        "type": "rich",
        "title": shortened(title, MAX_TITLE),
        "author": {
            "name": text_of(&sender["login"]),
            "url": text_of(&sender["html_url"]),
            "icon_url": text_of(&sender["avatar_url"]),
        },
    });
    if !url.is_empty() {
        embed["url"] = url.into();
    }
    if !description.is_empty() {
        embed["description"] = shortened(description, MAX_DESCRIPTION).into();
    }
    embed
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn shortened(text: &str, longest: usize) -> String {
    text.chars().take(longest).collect()
}
