//! Threads, and the posts of forums.

use asyncord_tests::tour::{Tour, id_of};
use serde_json::{Value, json};

use super::channel::{become_community, made};

pub(crate) async fn walk(tour: &mut Tour) {
    become_community(tour).await;
    of_a_message(tour).await;
    members(tour).await;
    lists(tour).await;
    waking(tour).await;
    forum(tour).await;
    coming_into_sight(tour).await;
}

async fn of_a_message(tour: &mut Tour) {
    let channel = format!("/channels/{}", tour.channel());
    let messages = format!("{channel}/messages");
    let message = tour
        .bot("POST", &messages, json!({ "content": "hi" }))
        .await;
    let message = format!("{messages}/{}", id_of(&message));
    let body = json!({ "name": "about it", "auto_archive_duration": 60, "rate_limit_per_user": 5 });
    let threads = format!("{message}/threads");
    let thread = tour.bot("POST", &threads, body.clone()).await;
    tour.event("THREAD_CREATE").await;
    tour.refused("POST", &threads, body, 160_004).await;
    tour.bot("GET", &message, Value::Null).await;
    let thread = format!("/channels/{}", id_of(&thread));
    tour.bot("GET", &thread, Value::Null).await;
    tour.bot("GET", &messages, Value::Null).await;
    tour.bot("GET", &format!("{thread}/messages"), Value::Null)
        .await;
    let body = json!({
        "name": "closed", "archived": true, "locked": true, "auto_archive_duration": 1440,
        "rate_limit_per_user": 0,
    });
    tour.bot("PATCH", &thread, body).await;
    tour.event("THREAD_UPDATE").await;
    tour.bot("DELETE", &thread, Value::Null).await;
    tour.event("THREAD_DELETE").await;
}

async fn members(tour: &mut Tour) {
    let (channel, ada) = (format!("/channels/{}", tour.channel()), tour.ada());
    let private = json!({ "name": "secret", "type": 12, "invitable": false });
    let thread = tour
        .bot("POST", &format!("{channel}/threads"), private)
        .await;
    tour.event("THREAD_CREATE").await;
    let members = format!("/channels/{}/thread-members", id_of(&thread));
    tour.bot("PUT", &format!("{members}/{ada}"), Value::Null)
        .await;
    tour.event("THREAD_MEMBERS_UPDATE").await;
    tour.bot("GET", &members, Value::Null).await;
    let full = format!("{members}?with_member=true&limit=10");
    tour.bot("GET", &full, Value::Null).await;
    tour.bot("GET", &format!("{members}/{ada}"), Value::Null)
        .await;
    let full = format!("{members}/{ada}?with_member=true");
    tour.bot("GET", &full, Value::Null).await;
    tour.bot("DELETE", &format!("{members}/{ada}"), Value::Null)
        .await;
    tour.event("THREAD_MEMBERS_UPDATE").await;
    tour.bot("DELETE", &format!("{members}/@me"), Value::Null)
        .await;
    tour.bot("PUT", &format!("{members}/@me"), Value::Null)
        .await;
    tour.refused("GET", &format!("{members}/1"), Value::Null, 10007)
        .await;
}

async fn lists(tour: &mut Tour) {
    let channel = format!("/channels/{}", tour.channel());
    for (name, kind) in [("public", 11), ("private", 12)] {
        let body = json!({ "name": name, "type": kind });
        let thread = tour.bot("POST", &format!("{channel}/threads"), body).await;
        let thread = format!("/channels/{}", id_of(&thread));
        tour.bot(
            "POST",
            &format!("{thread}/messages"),
            json!({ "content": "hi" }),
        )
        .await;
        tour.bot("PATCH", &thread, json!({ "archived": true }))
            .await;
    }
    let lists = [
        format!("{channel}/threads/archived/public?limit=5"),
        format!("{channel}/threads/archived/private"),
        format!("{channel}/users/@me/threads/archived/private"),
        format!("/guilds/{}/threads/active", tour.guild()),
    ];
    for list in lists {
        tour.bot("GET", &list, Value::Null).await;
    }
}

/// A thread that wakes tells its members that they are in it.
async fn waking(tour: &mut Tour) {
    let threads = format!("/channels/{}/threads", tour.channel());
    let body = json!({ "name": "sleepy", "type": 11 });
    let thread = tour.bot("POST", &threads, body).await;
    let thread = format!("/channels/{}", id_of(&thread));
    for archived in [true, false] {
        tour.bot("PATCH", &thread, json!({ "archived": archived }))
            .await;
    }
    tour.event("THREAD_MEMBER_UPDATE").await;
}

/// A bot that comes to see a channel is told of the threads in it.
async fn coming_into_sight(tour: &mut Tour) {
    const ADMINISTRATOR: u64 = 1 << 3;
    const VIEW_CHANNEL: u64 = 1 << 10;

    let (guild, ada) = (format!("/guilds/{}", tour.guild()), tour.ada());
    let channel = made(tour, json!({ "name": "hidden", "type": 0 })).await;
    let channel = format!("/channels/{channel}");
    let body = json!({ "name": "inside", "type": 11 });
    tour.person(&ada, "POST", &format!("{channel}/threads"), body)
        .await;
    tour.event("THREAD_CREATE").await;
    // Whoever may do everything sees everything.
    let roles = tour
        .bot("GET", &format!("{guild}/roles"), Value::Null)
        .await;
    for role in roles.as_array().into_iter().flatten() {
        let text = role["permissions"].as_str().unwrap_or_default();
        let permissions: u64 = text.parse().unwrap_or_default();
        if permissions & ADMINISTRATOR != 0 {
            let path = format!("{guild}/roles/{}", id_of(role));
            let body = json!({ "permissions": (permissions & !ADMINISTRATOR).to_string() });
            tour.person(&ada, "PATCH", &path, body).await;
            tour.event("GUILD_ROLE_UPDATE").await;
        }
    }
    let everyone = format!("{channel}/permissions/{}", tour.guild());
    let body = json!({ "type": 0, "deny": VIEW_CHANNEL.to_string() });
    tour.person(&ada, "PUT", &everyone, body).await;
    tour.person(&ada, "DELETE", &everyone, Value::Null).await;
    tour.event("THREAD_LIST_SYNC").await;
}

async fn forum(tour: &mut Tour) {
    let body = json!({
        "name": "forum", "type": 15, "available_tags": [{ "name": "bug" }],
    });
    let forum = made(tour, body).await;
    let forum = format!("/channels/{forum}");
    let channel = tour.bot("GET", &forum, Value::Null).await;
    let tag = id_of(&channel["available_tags"][0]);
    let body = json!({
        "name": "it broke", "applied_tags": [tag], "auto_archive_duration": 60,
        "message": { "content": "it does not start", "embeds": [{ "title": "log" }] },
    });
    let post = tour.bot("POST", &format!("{forum}/threads"), body).await;
    tour.event("THREAD_CREATE").await;
    let post = format!("/channels/{}", id_of(&post));
    tour.bot("GET", &post, Value::Null).await;
    tour.bot("PATCH", &post, json!({ "flags": 2, "applied_tags": [] }))
        .await;
    tour.event("THREAD_UPDATE").await;
    let search = format!("{forum}/threads/search");
    tour.bot("GET", &search, Value::Null).await;
    let full = format!("{search}?name=broke&archived=false&sort_by=creation_time&limit=5");
    tour.bot("GET", &full, Value::Null).await;
    let without_message = json!({ "name": "empty" });
    tour.refused("POST", &format!("{forum}/threads"), without_message, 50035)
        .await;
    let parts = vec![(
        "files[0]",
        reqwest::multipart::Part::text("log").file_name("log.txt"),
    )];
    let payload = json!({ "name": "with a file", "message": { "content": "see" } });
    tour.upload("POST", &format!("{forum}/threads"), payload, parts)
        .await;
}
