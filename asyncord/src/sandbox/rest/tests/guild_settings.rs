//! Settings of guilds, what newcomers see, templates, integrations.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{
    super::super::testing::{ALL, Bench, answer},
    as_linus,
};

/// One pixel.
const ICON: &str = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";

#[tokio::test]
async fn settings_are_changed_read_and_told() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(ALL).await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let body = json!({
        "name": "elsewhere",
        "icon": ICON,
        "verification_level": 2,
        "preferred_locale": "de",
        "afk_timeout": 900,
        "system_channel_flags": 5,
        "region": "deprecated",
    });
    let request = bench
        .request(Method::PATCH, &guild)
        .header("x-audit-log-reason", "spring%20cleaning")
        .header("content-type", "application/json")
        .body(body.to_string());
    let (status, changed) = answer(request).await;
    assert_eq!(status, StatusCode::OK, "{changed}");
    assert!(changed["icon"].as_str().unwrap().starts_with("a_"));
    assert_eq!(changed["preferred_locale"], "de");
    let update = gateway.dispatch("GUILD_UPDATE").await;
    assert_eq!(update["verification_level"], 2);
    let entry = gateway.dispatch("GUILD_AUDIT_LOG_ENTRY_CREATE").await;
    assert_eq!(entry["reason"], "spring cleaning");
    assert_eq!(bench.get(&guild).await, changed);
    let preview = bench.get(&format!("{guild}/preview")).await;
    assert_eq!(preview["approximate_member_count"], 4);
    assert_eq!(preview["name"], "elsewhere");

    for (body, place) in [
        (json!({ "name": "x" }), "name"),
        (json!({ "icon": "data:," }), "icon"),
        (json!({ "verification_level": 5 }), "verification_level"),
        (json!({ "preferred_locale": "tlh" }), "preferred_locale"),
        (json!({ "afk_timeout": 1 }), "afk_timeout"),
        (json!({ "system_channel_id": "1" }), "system_channel_id"),
    ] {
        let (status, error) = bench.call(Method::PATCH, &guild, Some(body)).await;
        assert_eq!((status.as_u16(), &error["code"]), (400, &json!(50035)));
        assert!(error["errors"][place].is_object(), "{error}");
    }
    let (status, error) = as_linus(&bench, Method::PATCH, &guild, json!({ "name": "mine" })).await;
    assert_eq!((status, &error["code"]), (403, &json!(50013)));
}

#[tokio::test]
async fn a_guild_has_regions_an_address_and_incidents() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let regions = bench.get(&format!("{guild}/regions")).await;
    assert!(
        regions
            .as_array()
            .unwrap()
            .iter()
            .any(|region| region["optimal"] == true)
    );

    let vanity = format!("{guild}/vanity-url");
    assert_eq!(bench.get(&vanity).await, json!({ "code": null, "uses": 0 }));
    let body = json!({ "vanity_url_code": "asyncord" });
    bench.drive(Method::PATCH, &guild, body).await;
    let leave = format!("/users/@me{guild}");
    as_linus(&bench, Method::DELETE, &leave, json!({})).await;
    let (status, _) = as_linus(&bench, Method::PUT, "/invites/asyncord", json!({})).await;
    assert_eq!(status, 200);
    assert_eq!(
        bench.get(&vanity).await,
        json!({ "code": "asyncord", "uses": 1 })
    );
    assert_eq!(bench.get(&format!("{guild}/invites")).await, json!([]));
    bench
        .drive(Method::PATCH, &guild, json!({ "features": [] }))
        .await;
    let (status, error) = bench.call(Method::GET, &vanity, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(50020)));

    let incidents = format!("{guild}/incident-actions");
    let body = json!({ "invites_disabled_until": "2099-01-01T00:00:00+00:00" });
    let (status, error) = bench.call(Method::PUT, &incidents, Some(body)).await;
    assert_eq!((status.as_u16(), &error["code"]), (400, &json!(50035)));
    let body = json!({ "invites_disabled_until": null });
    let (status, data) = bench.call(Method::PUT, &incidents, Some(body)).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        data,
        json!({ "invites_disabled_until": null, "dms_disabled_until": null })
    );
    let (status, _) = as_linus(&bench, Method::PUT, &incidents, json!({})).await;
    assert_eq!(status, 403);
}

#[tokio::test]
async fn the_widget_is_for_everybody_once_it_is_on() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let settings = format!("{guild}/widget");
    assert_eq!(
        bench.get(&settings).await,
        json!({ "enabled": false, "channel_id": null })
    );
    let public = |what: &str| bench.at(Method::GET, &format!("/api/v10{guild}/{what}"));
    let (status, error) = answer(public("widget.json")).await;
    assert_eq!((status.as_u16(), &error["code"]), (403, &json!(50004)));
    assert_eq!(answer(public("widget.png")).await.0, 403);

    let body = json!({ "enabled": true, "channel_id": bench.channel() });
    let (status, changed) = bench.call(Method::PATCH, &settings, Some(body)).await;
    assert_eq!(
        (status, &changed["enabled"]),
        (StatusCode::OK, &json!(true))
    );
    let (_, widget) = answer(public("widget.json")).await;
    assert_eq!(widget["presence_count"], 4);
    assert_eq!(widget["channels"][0]["name"], "lounge");
    let image = public("widget.png?style=banner2").send().await.unwrap();
    assert_eq!(image.headers()["content-type"], "image/png");
    assert!(image.bytes().await.unwrap().starts_with(b"\x89PNG"));
    assert_eq!(answer(public("widget.png?style=round")).await.0, 400);
    assert_eq!(
        as_linus(&bench, Method::GET, &settings, json!({})).await.0,
        403
    );
}

#[tokio::test]
async fn newcomers_are_welcomed() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let screen = format!("{guild}/welcome-screen");
    let (status, error) = bench.call(Method::GET, &screen, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10069)));
    let body = json!({
        "enabled": true,
        "description": "hello",
        "welcome_channels": [{ "channel_id": bench.channel(), "description": "talk" }],
    });
    let (status, changed) = bench.call(Method::PATCH, &screen, Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{changed}");
    assert_eq!(bench.get(&screen).await, changed);
    let body = json!({ "welcome_channels": [{ "description": "talk" }] });
    let (_, error) = bench.call(Method::PATCH, &screen, Some(body)).await;
    let path = "/errors/welcome_channels/0/channel_id/_errors/0/code";
    assert_eq!(error.pointer(path), Some(&json!("BASE_TYPE_REQUIRED")));

    let onboarding = format!("{guild}/onboarding");
    assert_eq!(bench.get(&onboarding).await["enabled"], false);
    let body = json!({
        "prompts": [{
            "id": "1",
            "title": "Where to?",
            "options": [{
                "title": "there",
                "channel_ids": [bench.channel()],
                "emoji_name": "🦀",
            }],
        }],
        "mode": 1,
    });
    let (status, changed) = bench.call(Method::PUT, &onboarding, Some(body)).await;
    assert_eq!(status, StatusCode::OK, "{changed}");
    assert_eq!(changed["prompts"][0]["options"][0]["emoji"]["name"], "🦀");
    assert_eq!(bench.get(&onboarding).await, changed);
    let (status, error) = bench
        .call(Method::PUT, &onboarding, Some(json!({ "enabled": true })))
        .await;
    assert_eq!((status.as_u16(), &error["code"]), (400, &json!(350_000)));
    let (status, _) = as_linus(&bench, Method::PUT, &onboarding, json!({})).await;
    assert_eq!(status, 403);
    let home = format!("{guild}/new-member-welcome");
    assert_eq!(bench.call(Method::GET, &home, None).await.0, 204);
}

#[tokio::test]
async fn a_template_makes_guilds_like_its_own() {
    let bench = Bench::start().await;
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let templates = format!("{guild}/templates");
    let body = json!({ "name": "starter", "description": "as here" });
    let template = bench.post(&templates, body.clone()).await;
    let (status, error) = bench.call(Method::POST, &templates, Some(body)).await;
    assert_eq!((status.as_u16(), &error["code"]), (400, &json!(30031)));
    let code = template["code"].as_str().unwrap();
    assert_eq!(template["is_dirty"], Value::Null);
    let public = bench.at(Method::GET, &format!("/api/v10/guilds/templates/{code}"));
    assert_eq!(answer(public).await.1, template);

    bench
        .post(&format!("{guild}/roles"), json!({ "name": "fresh" }))
        .await;
    assert_eq!(bench.get(&templates).await[0]["is_dirty"], true);
    let own = format!("{templates}/{code}");
    let (_, synced) = bench.call(Method::PUT, &own, None).await;
    assert_eq!(synced["is_dirty"], Value::Null);
    let (_, renamed) = bench
        .call(Method::PATCH, &own, Some(json!({ "name": "other" })))
        .await;
    assert_eq!(renamed["name"], "other");

    let body = json!({ "name": "copy", "template": code });
    let copy = bench.drive(Method::POST, "/guilds", body).await;
    let roles: Vec<&Value> = copy["roles"].as_array().unwrap().iter().collect();
    assert!(roles.iter().any(|role| role["name"] == "fresh"), "{copy}");
    assert_ne!(copy["system_channel_id"], Value::Null);
    let id = copy["id"].as_str().unwrap();
    let path = format!("/as/{}/guilds/{id}/channels", bench.ada());
    let channels = bench.at(Method::GET, &format!("/sandbox/api{path}"));
    let channels = answer(channels).await.1;
    let named = |name: &str| {
        let mut list = channels.as_array().unwrap().iter();
        list.find(|channel| channel["name"] == name)
            .unwrap()
            .clone()
    };
    assert_eq!(named("general")["parent_id"], named("text channels")["id"]);
    assert_eq!(
        bench.get(&format!("/guilds/templates/{code}")).await["usage_count"],
        1
    );

    assert_eq!(
        as_linus(&bench, Method::GET, &templates, json!({})).await.0,
        403
    );
    let (status, _) = bench.call(Method::DELETE, &own, None).await;
    assert_eq!(status, StatusCode::OK);
    let (status, error) = bench.call(Method::DELETE, &own, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10057)));
}

#[tokio::test]
async fn integrations_are_those_of_bots() {
    let bench = Bench::start().await;
    let other = bench.sandbox.create_application("other");
    let guild = format!("/guilds/{}", bench.sandbox.guild_id());
    let integrations = format!("{guild}/integrations");
    let list = bench.get(&integrations).await;
    assert_eq!(list.as_array().unwrap().len(), 2);
    assert_eq!(list[1]["application"]["id"], json!(other.id));
    assert_eq!(list[1]["type"], "discord");
    assert_eq!(
        as_linus(&bench, Method::GET, &integrations, json!({}))
            .await
            .0,
        403
    );
    let (mut gateway, _) = bench.identified(ALL).await;
    let path = format!("{integrations}/{}", list[1]["id"].as_str().unwrap());
    let (status, _) = bench.call(Method::DELETE, &path, None).await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    gateway.dispatch("GUILD_MEMBER_REMOVE").await;
    let deleted = gateway.dispatch("INTEGRATION_DELETE").await;
    assert_eq!(deleted["application_id"], json!(other.id));
    gateway.dispatch("GUILD_INTEGRATIONS_UPDATE").await;
    let (status, error) = bench.call(Method::DELETE, &path, None).await;
    assert_eq!((status.as_u16(), &error["code"]), (404, &json!(10005)));
}
