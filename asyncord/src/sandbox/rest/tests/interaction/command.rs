//! Commands, what is given to them, and proposals for it.

use reqwest::{
    Method, StatusCode,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use super::{
    super::super::super::testing::{Bench, answer},
    act, callback, exchange, make, refused,
};

#[tokio::test]
async fn a_command_is_used_and_answered() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let id = make(
        &bench,
        json!({ "name": "say", "description": "d", "options": [{
            "type": 1, "name": "to", "description": "d", "options": [
                { "type": 6, "name": "whom", "description": "d", "required": true },
                { "type": 7, "name": "where", "description": "d" },
                { "type": 4, "name": "times", "description": "d", "min_value": 1, "max_value": 3 },
            ],
        }] }),
    )
    .await;
    let with = |options: Value| {
        let options = json!([{ "type": 1, "name": "to", "options": options }]);
        act(
            &bench,
            2,
            &json!({ "data": { "id": id, "name": "say", "type": 1, "options": options } }),
        )
    };
    let whom = json!({ "type": 6, "name": "whom", "value": bench.ada() });
    let place = json!({ "type": 7, "name": "where", "value": bench.channel() });
    let did = with(json!([whom, place]));
    let reply = json!({ "type": 4, "data": { "content": "hi <@&1> @everyone" } });
    let done = exchange(&bench, &mut gateway, did, reply).await;
    let got = &done.got;
    assert_eq!(
        (&got["type"], &got["version"], &got["context"]),
        (&json!(2), &json!(1), &json!(0))
    );
    assert_eq!(
        got["data"]["options"][0]["options"][0]["value"],
        bench.ada()
    );
    assert_eq!(
        got["data"]["resolved"]["users"][bench.ada()]["username"],
        "ada"
    );
    let member = &got["data"]["resolved"]["members"][bench.ada()];
    assert!(member["permissions"].is_string() && member["deaf"].is_null());
    assert_eq!(
        got["data"]["resolved"]["channels"][bench.channel()]["name"],
        "general"
    );
    assert_eq!(got["member"]["user"]["username"], "ada");
    assert_eq!(
        got["authorizing_integration_owners"]["0"],
        json!(bench.sandbox.guild_id())
    );
    for key in [
        "app_permissions",
        "locale",
        "guild_locale",
        "entitlements",
        "channel",
        "token",
    ] {
        assert!(!got[key].is_null(), "{key}");
    }
    assert_eq!(
        (&done.told["status"], &done.told["callback_type"]),
        (&json!("answered"), &json!(4))
    );
    let message = &done.told["message"];
    assert_eq!(
        (&message["type"], &message["mention_everyone"]),
        (&json!(20), &json!(false))
    );
    assert_eq!(message["interaction_metadata"]["id"], got["id"]);
    assert_eq!(message["interaction_metadata"]["user"]["username"], "ada");
    assert_eq!(message["application_id"], message["webhook_id"]);
    assert_eq!(message["interaction"]["name"], "say to");

    let (status, error) = callback(&bench, got, &json!({ "type": 5 }), "").await;
    assert_eq!((status.as_u16(), &error["code"]), (400, &json!(40060)));

    let wrong =
        |more: Value| with(json!([{ "type": 6, "name": "whom", "value": bench.ada() }, more]));
    for did in [
        with(json!([])),
        wrong(json!({ "type": 4, "name": "times", "value": 4 })),
        wrong(json!({ "type": 4, "name": "times", "value": 1.5 })),
        wrong(json!({ "type": 7, "name": "where", "value": "5" })),
        wrong(json!({ "type": 3, "name": "nothing", "value": "5" })),
        act(&bench, 2, &json!({ "data": { "id": id } })),
    ] {
        assert_eq!(refused(&bench, &did).await["code"], 50035, "{did}");
    }
    let unknown = act(&bench, 2, &json!({ "data": { "id": "5" } }));
    assert_eq!(refused(&bench, &unknown).await["code"], 10063);
}

#[tokio::test]
async fn menus_have_targets_and_files_arrive() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let said = bench.say("look").await;
    let menu = make(&bench, json!({ "name": "Report", "type": 3 })).await;
    let did = act(
        &bench,
        2,
        &json!({ "data": { "id": menu, "target_id": said["id"] } }),
    );
    let reply = json!({ "type": 4, "data": { "content": "ok" } });
    let done = exchange(&bench, &mut gateway, did, reply.clone()).await;
    let id = said["id"].as_str().unwrap();
    assert_eq!(
        done.got["data"]["resolved"]["messages"][id]["content"],
        "look"
    );
    assert_eq!(done.told["message"]["type"], 23);
    let metadata = &done.told["message"]["interaction_metadata"];
    assert_eq!(metadata["target_message_id"], said["id"]);

    let user = make(&bench, json!({ "name": "Who", "type": 2 })).await;
    let did = act(
        &bench,
        2,
        &json!({ "data": { "id": user, "target_id": bench.ada() } }),
    );
    let done = exchange(&bench, &mut gateway, did, reply.clone()).await;
    assert_eq!(
        done.got["data"]["resolved"]["users"][bench.ada()]["username"],
        "ada"
    );

    let option = json!({ "type": 11, "name": "file", "description": "d", "required": true });
    let command = json!({ "name": "send", "description": "d", "options": [option] });
    let id = make(&bench, command).await;
    let option = json!({ "type": 11, "name": "file", "value": 0 });
    let did = act(
        &bench,
        2,
        &json!({ "data": { "id": id, "options": [option] } }),
    );
    let form = Form::new()
        .text("payload_json", did.to_string())
        .part("files[0]", Part::bytes(&b"cat"[..]).file_name("cat.png"));
    let path = format!("/sandbox/api/as/{}/interactions", bench.ada());
    let (told, got) = tokio::join!(
        answer(bench.at(Method::POST, &path).multipart(form)),
        async {
            let got = gateway.dispatch("INTERACTION_CREATE").await;
            callback(&bench, &got, &reply, "").await;
            got
        }
    );
    assert_eq!(told.0, StatusCode::OK, "{}", told.1);
    let value = got["data"]["options"][0]["value"].as_str().unwrap();
    let file = &got["data"]["resolved"]["attachments"][value];
    assert_eq!(
        (&file["filename"], &file["ephemeral"]),
        (&json!("cat.png"), &json!(true))
    );
}

#[tokio::test]
async fn proposals_are_made_while_somebody_types() {
    let bench = Bench::start().await;
    let (mut gateway, _) = bench.identified(0).await;
    let option = json!({ "type": 4, "name": "n", "description": "d", "required": true, "autocomplete": true });
    let id = make(
        &bench,
        json!({ "name": "pick", "description": "d", "options": [option] }),
    )
    .await;
    let typed = json!([{ "type": 4, "name": "n", "value": "1x", "focused": true }]);
    let did = || {
        act(
            &bench,
            4,
            &json!({ "data": { "id": id, "type": 1, "options": typed } }),
        )
    };
    let reply = json!({ "type": 8, "data": { "choices": [{ "name": "one", "value": 1 }] } });
    let done = exchange(&bench, &mut gateway, did(), reply).await;
    assert_eq!(done.got["data"]["options"][0]["focused"], true);
    assert_eq!(done.got["data"]["options"][0]["value"], "1x");
    assert_eq!(done.told["choices"], json!([{ "name": "one", "value": 1 }]));

    let path = format!("/as/{}/interactions", bench.ada());
    let many: Value = (0..26)
        .map(|n| json!({ "name": format!("{n}"), "value": n }))
        .collect();
    let (told, ()) = tokio::join!(bench.drive(Method::POST, &path, did()), async {
        let got = gateway.dispatch("INTERACTION_CREATE").await;
        for (reply, wrong) in [
            (json!({ "type": 4, "data": { "content": "x" } }), "/type"),
            (
                json!({ "type": 8, "data": { "choices": many } }),
                "/data/choices",
            ),
            (
                json!({ "type": 8, "data": { "choices": [{ "name": "a", "value": "text" }] } }),
                "/data/choices/0/value",
            ),
        ] {
            let (status, error) = callback(&bench, &got, &reply, "").await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{error}");
            assert!(error["errors"].pointer(wrong).is_some(), "{error}");
        }
    });
    assert_eq!(told["status"], "failed", "nobody answered well in time");
    assert!(told["error"].is_string());
}
