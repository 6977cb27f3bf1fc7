//! Roles, members, bans, prune, the audit log.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::{
        state::ids::{RoleId, UserId, seed},
        testing::{ALL, Bench, answer},
    },
    as_linus,
};

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);
const NIGHT_OWLS: RoleId = seed(3);

#[tokio::test]
async fn roles_are_made_moved_and_deleted() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(ALL).await;
    let roles = format!("/guilds/{}/roles", bench.sandbox.guild_id());
    let body = json!({
        "name": "crabs",
        "permissions": "8192",
        "colors": { "primary_color": 0xFF_00_00, "secondary_color": 5 },
        "hoist": true,
        "unicode_emoji": "🦀",
    });
    let role = bench.post(&roles, body).await;
    assert_eq!(role["permissions"], "8192");
    assert_eq!(role["color"], 0xFF_00_00);
    assert_eq!(role["colors"]["secondary_color"], 5);
    let created = gateway.dispatch("GUILD_ROLE_CREATE").await;
    assert_eq!(created["role"], role);
    let entry = gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(entry["action_type"], 30);

    let id = role["id"].as_str().unwrap();
    let own = format!("{roles}/{id}");
    let (_, edited) = bench
        .call(
            Method::PATCH,
            &own,
            Some(json!({ "color": 7, "mentionable": true })),
        )
        .await;
    assert_eq!(
        (&edited["color"], &edited["hoist"]),
        (&json!(7), &json!(true))
    );
    assert_eq!(bench.get(&own).await, edited);
    gateway.dispatch("GUILD_ROLE_UPDATE").await;
    gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;

    let body = json!([{ "id": id, "position": 2 }]);
    let (status, moved) = bench.call(Method::PATCH, &roles, Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{moved}");
    assert_eq!(bench.get(&own).await["position"], 2);
    let (status, error) = bench.call(Method::PATCH, &roles, Some(json!({}))).await;
    assert_eq!((status.as_u16(), &error["code"]), (400, &json!(50035)));
    let (_, error) = bench
        .call(Method::PATCH, &roles, Some(json!([{ "position": 1 }, 5])))
        .await;
    assert!(error["errors"]["0"]["id"].is_object(), "{error}");
    assert!(error["errors"]["1"]["_errors"].is_array(), "{error}");

    let counts = bench.get(&format!("{roles}/member-counts")).await;
    assert_eq!(counts[NIGHT_OWLS.to_string()], 2);
    assert_eq!(counts[id], 0);
    let (status, _) = bench.call(Method::DELETE, &own, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, error) = bench.call(Method::GET, &own, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10011)));
    let (status, _) = as_linus(&bench, Method::POST, &roles, json!({})).await;
    assert_eq!(status, 403);
}

#[tokio::test]
async fn a_member_is_moderated() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let (mut gateway, _) = bench.identified(ALL).await;
    let linus = format!("{guild}/members/{LINUS}");
    let body = json!({ "nick": "owl", "flags": 5 });
    let (status, member) = bench.call(Method::PATCH, &linus, Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{member}");
    assert_eq!(member["flags"], 4, "only BYPASSES_VERIFICATION is settable");
    let update = gateway.dispatch("GUILD_MEMBER_UPDATE").await;
    assert_eq!(update["nick"], "owl");
    gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    for (body, status, code) in [
        (json!({ "channel_id": "1" }), 400, 40032),
        (json!({ "nick": "x".repeat(33) }), 400, 50035),
        (
            json!({ "communication_disabled_until": "soon" }),
            400,
            50035,
        ),
        (json!({ "roles": ["1"] }), 404, 10011),
    ] {
        let (got, error) = bench.call(Method::PATCH, &linus, Some(body)).await;
        assert_eq!((got.as_u16(), &error["code"]), (status, &json!(code)));
    }
    let me = format!("{guild}/members/@me");
    let body = json!({ "nick": "bot", "avatar": "data:image/png;base64,AAEC", "bio": "I am" });
    let (_, own) = bench.call(Method::PATCH, &me, Some(body)).await;
    assert_eq!(own["nick"], "bot");
    assert_eq!(own["avatar"].as_str().unwrap().len(), 32);
    let body = json!({ "nick": null });
    let (_, nick) = bench
        .call(Method::PATCH, &format!("{me}/nick"), Some(body))
        .await;
    assert_eq!(nick, json!({ "nick": null }));

    let ada = format!("{guild}/members/{}", bench.ada());
    let (status, error) = bench.call(Method::DELETE, &ada, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(50013)));
    let (status, _) = bench.call(Method::DELETE, &linus, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let (status, error) = bench.call(Method::DELETE, &linus, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10007)));
    let body = json!({ "access_token": "no-such-token" });
    let (status, error) = bench.call(Method::PUT, &linus, Some(body)).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(50025)));
}

#[tokio::test]
async fn who_is_banned_is_listed() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let (mut gateway, _) = bench.identified(ALL).await;
    let said = as_linus(
        &bench,
        Method::POST,
        &format!("/channels/{}/messages", bench.channel()),
        json!({ "content": "spam" }),
    )
    .await;
    gateway.dispatch("MESSAGE_CREATE").await;
    let request = bench
        .request(Method::PUT, &format!("{guild}/bans/{LINUS}"))
        .header("x-audit-log-reason", "spam")
        .header("content-type", "application/json")
        .body(json!({ "delete_message_seconds": 60 }).to_string());
    assert_eq!(answer(request).await.0, StatusCode::NO_CONTENT);
    let banned = gateway.dispatch("GUILD_BAN_ADD").await;
    assert_eq!(banned["user"]["id"], LINUS.to_string());
    gateway.dispatch("GUILD_MEMBER_REMOVE").await;
    let deleted = gateway.dispatch("MESSAGE_DELETE_BULK").await;
    assert_eq!(deleted["ids"], json!([said.1["id"]]));
    assert_eq!(
        bench.get(&format!("{guild}/bans/{LINUS}")).await["reason"],
        "spam"
    );
    let body = json!({ "user_ids": [GRACE.to_string(), "5"] });
    let bulk = bench.post(&format!("{guild}/bulk-ban"), body).await;
    assert_eq!(
        bulk,
        json!({ "banned_users": [GRACE], "failed_users": ["5"] })
    );
    let bans = format!("{guild}/bans");
    let ids = |bans: &Value| -> Vec<Value> {
        let bans = bans.as_array().unwrap().iter();
        bans.map(|ban| ban["user"]["id"].clone()).collect()
    };
    let (grace, linus) = (json!(GRACE), json!(LINUS));
    for (query, expected) in [
        ("", vec![&grace, &linus]),
        ("?limit=1", vec![&grace]),
        (&format!("?after={GRACE}"), vec![&linus]),
        (&format!("?before={LINUS}&limit=1"), vec![&grace]),
    ] {
        let found = ids(&bench.get(&format!("{bans}{query}")).await);
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query}");
    }
    let join = bench.at(Method::PUT, &format!("/sandbox/api{guild}/members/{LINUS}"));
    let (status, error) = answer(join).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(40007)));
    let own = format!("{bans}/{LINUS}");
    assert_eq!(bench.call(Method::DELETE, &own, None).await.0, 204);
    let (status, error) = bench.call(Method::GET, &own, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10026)));

    let log = bench
        .get(&format!("{guild}/audit-logs?action_type=22&limit=10"))
        .await;
    let entries = log["audit_log_entries"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[1]["reason"], "spam");
    assert_eq!(log["users"].as_array().unwrap().len(), 3);
    let (status, _) = bench
        .call(Method::GET, &format!("{guild}/audit-logs?limit=101"), None)
        .await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn prune_counts_and_does() {
    let bench = Bench::start().await;
    let prune = format!("/guilds/{}/prune", bench.sandbox.guild_id());
    let with_owls = format!("{prune}?days=1&include_roles={NIGHT_OWLS}");
    assert_eq!(bench.get(&prune).await, json!({ "pruned": 0 }));
    assert_eq!(bench.get(&with_owls).await, json!({ "pruned": 1 }));
    let (status, _) = bench
        .call(Method::GET, &format!("{prune}?days=31"), None)
        .await;
    assert_eq!(status, 400);
    assert_eq!(
        as_linus(&bench, Method::GET, &prune, json!({})).await.0,
        403
    );
    let body = json!({ "include_roles": [NIGHT_OWLS], "compute_prune_count": false });
    assert_eq!(bench.post(&prune, body).await, json!({ "pruned": null }));
    assert_eq!(bench.get(&with_owls).await, json!({ "pruned": 0 }));
}

#[tokio::test]
async fn who_asks_to_join_is_answered() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let body = json!({ "features": ["MEMBER_VERIFICATION_MANUAL_APPROVAL"] });
    bench.drive(Method::PATCH, &guild, body).await;
    let invites = format!("/channels/{}/invites", bench.channel());
    let invite = bench.post(&invites, json!({})).await;
    let leave = format!("/users/@me{guild}");
    assert_eq!(
        as_linus(&bench, Method::DELETE, &leave, json!({})).await.0,
        204
    );
    let path = format!("/invites/{}", invite["code"].as_str().unwrap());
    assert_eq!(as_linus(&bench, Method::PUT, &path, json!({})).await.0, 200);
    let list = bench
        .get(&format!("{guild}/requests?status=SUBMITTED"))
        .await;
    assert_eq!(list["total"], 1);
    let request = &list["guild_join_requests"][0];
    assert_eq!(request["user"]["id"], LINUS.to_string());
    let path = format!("{guild}/requests/{}", request["id"].as_str().unwrap());
    let (status, error) = bench.call(Method::PATCH, &path, Some(json!({}))).await;
    assert_eq!((status.as_u16(), &error["code"]), (400, &json!(50035)));
    let body = json!({ "action": "APPROVED" });
    let (status, reviewed) = bench.call(Method::PATCH, &path, Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{reviewed}");
    assert_eq!(reviewed["application_status"], "APPROVED");
    bench.get(&format!("{guild}/members/{LINUS}")).await;
}
