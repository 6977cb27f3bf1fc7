use std::time::Duration;

use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{Fault, FaultEffect, RateLimitMode, Sandbox, SandboxError, testing::Bench};

#[tokio::test]
async fn a_port_in_use_is_one_clear_error() {
    let first = Sandbox::builder().start().await.unwrap();
    let port = first.page_url().port().unwrap();
    let error = Sandbox::builder().port(port).start().await.unwrap_err();
    assert!(matches!(error, SandboxError::PortInUse { .. }), "{error:?}");
    let text = error.to_string();
    assert!(
        text.starts_with(&format!("port {port} is in use: ")),
        "{text}"
    );
    assert!(text.contains("`--port`"), "{text}");
    first.stop().await;
    let again = Sandbox::builder().port(port).start().await;
    assert!(again.is_ok(), "a stopped sandbox leaves its port");
}

#[tokio::test]
async fn a_dropped_sandbox_is_gone() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let port = sandbox.page_url().port().unwrap();
    drop(sandbox);
    let gone = async {
        while TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), gone)
        .await
        .expect("it still listens");
}

#[tokio::test]
async fn the_first_line_tells_all_a_bot_needs() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let port = sandbox.page_url().port().unwrap();
    let info = serde_json::to_value(sandbox.info()).unwrap();
    let token = sandbox.token();
    assert_eq!(
        info,
        json!({
            "api_url": format!("http://127.0.0.1:{port}/api"),
            "gateway_url": format!("ws://127.0.0.1:{port}/gateway"),
            "page_url": format!("http://127.0.0.1:{port}/sandbox/"),
            "token": token.expose(),
            "application_id": sandbox.application_id().to_string(),
            "guild_id": sandbox.guild_id().to_string(),
            "channel_id": sandbox.channel_id().to_string(),
            "user_id": sandbox.user_id().to_string(),
        })
    );
    assert_eq!(token.api_url(), Some(&sandbox.api_url()));
    assert!(info.as_object().unwrap().values().all(Value::is_string));
}

#[tokio::test]
async fn each_application_is_its_own() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let (one, two) = (
        sandbox.create_application("one"),
        sandbox.create_application("two"),
    );
    assert_ne!(one.id, two.id);
    assert_ne!(one.token.expose(), two.token.expose());
    assert_eq!(one.name, "one");
    assert_eq!(two.token.api_url(), Some(&sandbox.api_url()));
}

/// The status of `GET /sandbox/api/clock` under a host name.
async fn status_at(sandbox: &Sandbox, host: &str) -> String {
    let port = sandbox.page_url().port().unwrap();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!(
        "GET /sandbox/api/clock HTTP/1.1\r\nhost: {host}:{port}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer.split(' ').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn it_listens_where_it_is_told_to_and_takes_the_names_that_are_given() {
    let sandbox = Sandbox::builder()
        .listen([0, 0, 0, 0].into())
        .host("Sandbox.test")
        .start()
        .await
        .unwrap();
    assert_eq!(sandbox.api_url().host_str(), Some("sandbox.test"));
    for (host, status) in [
        ("sandbox.test", "200"),
        ("SANDBOX.TEST", "200"),
        ("127.0.0.1", "200"),
        ("evil.example", "403"),
    ] {
        assert_eq!(status_at(&sandbox, host).await, status, "{host}");
    }
    let sandbox = Sandbox::builder().start().await.unwrap();
    assert_eq!(status_at(&sandbox, "sandbox.test").await, "403");
}

#[tokio::test(start_paused = true)]
async fn a_run_can_be_repeated() {
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        let start = Sandbox::builder().seed(seed).start_at(1_767_225_600_000);
        let bench = Bench::of(start.start().await.unwrap());
        let (_, ready) = bench.identified(1).await;
        let application = bench.sandbox.create_application("one");
        assert!(bench.sandbox.now() >= 1_767_225_600_000);
        runs.push((
            ready["session_id"].clone(),
            application.token.expose().len(),
            application.id.get() >> 42,
        ));
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0].0, runs[2].0);
}

#[tokio::test]
async fn an_empty_world_has_a_bot_and_no_guild() {
    let bench = Bench::of(Sandbox::builder().empty().start().await.unwrap());
    let mut gateway = bench.connect().await;
    gateway.identify(&bench.token, 1).await;
    assert_eq!(gateway.dispatch("READY").await["guilds"], json!([]));
    assert_eq!(bench.get("/users/@me/guilds").await, json!([]));
}

#[tokio::test]
async fn a_program_controls_its_sandbox() {
    let sandbox = Sandbox::builder()
        .rate_limits(RateLimitMode::Discord)
        .guilds_per_shard(10)
        .recommended_shards(2)
        .identifies_per_day(5)
        .max_concurrency(9)
        .invalid_request_limit(100)
        .start();
    let bench = Bench::of(sandbox.await.unwrap());
    let start = bench.get("/gateway/bot").await;
    assert_eq!(start["shards"], 2);
    assert_eq!(start["session_start_limit"]["total"], 5);
    assert_eq!(start["session_start_limit"]["max_concurrency"], 9);
    let sandbox = &bench.sandbox;
    let (mut gateway, ready) = bench.identified(1).await;
    let bot = Some(sandbox.application_id());
    assert_eq!(sandbox.reconnect(bot), 1);
    gateway.op(7).await;
    assert_eq!(sandbox.invalidate_sessions(bot, true), 1);
    assert_eq!(gateway.op(9).await, json!(true));
    gateway.resume(&bench.token, &ready["session_id"], 2).await;
    gateway.dispatch("RESUMED").await;
    assert_eq!(sandbox.cut(bot, Some(4000)), 1);
    assert_eq!(gateway.closed().await, Some(4000));
    let mut back = bench.connect().await;
    back.op(10).await;
    sandbox.restart_gateway(true);
    assert_eq!(back.closed().await, Some(4000));

    sandbox.set_rate_limits(RateLimitMode::Off);
    let id = sandbox.add_fault(Fault::new(FaultEffect::Garbage));
    sandbox.end_fault(id);
    sandbox.add_fault(Fault::new(FaultEffect::Garbage));
    sandbox.end_faults();
    assert_eq!(bench.get("/users/@me").await["username"], "asyncord");

    let before = sandbox.now();
    sandbox.put_clock_forward(Duration::from_hours(1));
    assert!(sandbox.now() >= before + 3_600_000);
    let snapshot = sandbox.snapshot();
    bench.say("lost").await;
    sandbox.restore(&snapshot).unwrap();
    let path = format!("/channels/{}/messages", bench.channel());
    assert_eq!(bench.get(&path).await, json!([]));
    let last = sandbox.log().last().unwrap().id;
    assert!(sandbox.log_after(last).is_empty());
    sandbox.reset().unwrap();
    assert!(sandbox.log().is_empty());
    bench.get(&path).await;
    assert_eq!(sandbox.log()[0].id, last + 1);
}
