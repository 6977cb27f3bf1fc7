use std::time::Duration;

use serde_json::{Value, json};
use tokio::net::TcpStream;

use super::{Sandbox, SandboxError};

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
