use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::json;
use tokio::time::Instant;

use super::{AuthorizeUrl, ClientCredentials, Prompt};
use crate::{
    model::{AccessTokenResponse, ApplicationIntegrationType, DeviceAuthorizationResponse, Scope},
    rest::{
        ErrorKind, Response, RestClient,
        transport::{
            Payload,
            fake::{Fake, answer},
        },
    },
};

fn token(access: &str, refresh: &str, expires_in: u32) -> AccessTokenResponse {
    serde_json::from_value(json!({
        "access_token": access, "token_type": "Bearer", "expires_in": expires_in,
        "refresh_token": refresh, "scope": "identify guilds",
    }))
    .unwrap()
}

fn form(payload: &Payload) -> String {
    match payload {
        Payload::Form(form) => String::from_utf8(form.to_vec()).unwrap(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_address_says_all_that_was_set() {
    let url = AuthorizeUrl::new(1, [Scope::Identify, Scope::GuildsJoin])
        .redirect_uri("https://example.com/back?x=1")
        .state("a b&c")
        .prompt(Prompt::None)
        .code_challenge("abc")
        .guild_id(2)
        .disable_guild_select(true)
        .integration_type(ApplicationIntegrationType::GuildInstall);
    assert_eq!(
        url.to_string(),
        "https://discord.com/oauth2/authorize?client_id=1&scope=identify+guilds.join&response_type=code\
         &redirect_uri=https%3A%2F%2Fexample.com%2Fback%3Fx%3D1&state=a+b%26c&prompt=none&code_challenge=abc\
         &code_challenge_method=S256&guild_id=2&disable_guild_select=true&integration_type=0"
    );
    let implicit = AuthorizeUrl::new(1, [Scope::Identify])
        .redirect_uri("https://x.example")
        .implicit();
    assert!(implicit.to_string().contains("response_type=token"));
}

#[tokio::test(start_paused = true)]
async fn tokens_are_asked_for_by_forms_with_the_applications_credentials() {
    let fake = Fake::new(|_| Ok(Response::json(&token("a", "r", 60))));
    let client = RestClient::over(fake.clone());
    let credentials = ClientCredentials::new(1, "s3cret");
    let application = client.oauth2().application(&credentials);
    let given = application
        .exchange_code("the code", "https://x.example/?a=b")
        .await
        .unwrap();
    assert!(given.has_scope(&Scope::Guilds));
    application.refresh("r").await.unwrap();
    application
        .client_credentials([Scope::Identify, Scope::Email])
        .await
        .unwrap();
    application.revoke(&given).await.unwrap();
    client
        .oauth2()
        .application(&ClientCredentials::public(1))
        .refresh("r")
        .await
        .unwrap();
    let forms: Vec<_> = fake.sent().iter().map(|sent| form(&sent.payload)).collect();
    assert_eq!(
        forms,
        [
            "grant_type=authorization_code&code=the%20code&redirect_uri=https:%2F%2Fx.example%2F%3Fa%3Db",
            "grant_type=refresh_token&refresh_token=r",
            "grant_type=client_credentials&scope=identify%20email",
            "token=a",
            "grant_type=refresh_token&refresh_token=r&client_id=1",
        ]
    );
    let basic = Some("Basic MTpzM2NyZXQ=".to_owned());
    let expected = [basic.clone(), basic.clone(), basic.clone(), basic, None];
    assert_eq!(fake.authorizations(), expected);
    assert!(!format!("{credentials:?} {application:?}").contains("s3cret"));
}

#[tokio::test(start_paused = true)]
async fn what_is_wrong_with_a_grant_is_told() {
    let fake = Fake::new(|_| {
        Ok(answer(
            400,
            r#"{"error": "invalid_grant", "error_description": "Invalid \"code\" in request."}"#,
        ))
    });
    let client = RestClient::over(fake);
    let application = client.oauth2().application(&ClientCredentials::new(1, "s"));
    let error = application
        .exchange_code("c", "https://x.example")
        .await
        .unwrap_err();
    assert_eq!(error.oauth2_error(), Some("invalid_grant"));
    assert_eq!(error.kind(), ErrorKind::BadRequest);
    let text = error.to_string();
    assert!(
        text.contains("invalid_grant: Invalid \"code\" in request.")
            && text.contains("have the user allow it again"),
        "{text}"
    );
    // The bot's own token is as good as before.
    let error = application.revoke(&token("a", "r", 1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BadRequest);
}

#[tokio::test(start_paused = true)]
async fn a_device_is_waited_for_as_discord_says() {
    let mut answers = vec![
        "authorization_pending",
        "slow_down",
        "authorization_pending",
        "",
    ]
    .into_iter();
    let fake = Fake::new(move |_| match answers.next() {
        Some("") => Ok(Response::json(&token("a", "r", 60))),
        Some(error) => Ok(answer(400, format!(r#"{{"error":"{error}"}}"#))),
        None => panic!("asked too often"),
    });
    let client = RestClient::over(fake.clone());
    let application = client.oauth2().application(&ClientCredentials::new(1, "s"));
    let device: DeviceAuthorizationResponse = serde_json::from_value(json!({
        "device_code": "d", "user_code": "ABC", "verification_uri": "https://x.example",
        "expires_in": 600, "interval": 5,
    }))
    .unwrap();
    let start = Instant::now();
    let given = application.device_token(&device).await.unwrap();
    assert_eq!(given.access_token.expose(), "a");
    assert_eq!(start.elapsed().as_secs(), 5 + 5 + 10 + 10);
    assert_eq!(
        form(&fake.sent()[0].payload),
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=d"
    );
}

/// A server that gives out tokens `a2`, `a3`, … and takes the last one only.
fn granting() -> Fake {
    let mut current = 1;
    Fake::new(move |request| {
        if request.operation.name() == "RequestToken" {
            current += 1;
            assert_eq!(
                form(&request.payload),
                format!("grant_type=refresh_token&refresh_token=r{}", current - 1)
            );
            return Ok(Response::json(&token(
                &format!("a{current}"),
                &format!("r{current}"),
                600,
            )));
        }
        Ok(answer(200, "[]"))
    })
}

#[tokio::test(start_paused = true)]
async fn a_users_token_is_renewed_before_its_end_once_and_stored() {
    let fake = granting();
    let stored = Arc::new(Mutex::new(Vec::new()));
    let store = stored.clone();
    let client = RestClient::builder_for_user(token("a1", "r1", 600))
        .refresh(ClientCredentials::new(1, "s"))
        .token_store(move |token: AccessTokenResponse| {
            store
                .lock()
                .unwrap()
                .push(token.access_token.expose().to_owned());
            async { Ok::<_, std::io::Error>(()) }
        })
        .over(fake.clone());
    client.users().my_guilds().await.unwrap();
    tokio::time::advance(Duration::from_secs(550)).await;
    // All at once, and still one renewal.
    let users = client.users();
    let (a, b, c) = tokio::join!(
        users.my_guilds().into_future(),
        users.my_guilds().into_future(),
        users.my_connections().into_future()
    );
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    let sent: Vec<_> = fake.authorizations().into_iter().flatten().collect();
    assert_eq!(
        sent,
        [
            "Bearer a1",
            "Basic MTpz",
            "Bearer a2",
            "Bearer a2",
            "Bearer a2"
        ]
    );
    assert_eq!(*stored.lock().unwrap(), ["a2"]);
}

#[tokio::test(start_paused = true)]
async fn a_users_token_that_is_refused_is_renewed_once() {
    let mut refuses = true;
    let fake = Fake::new(move |request| {
        if request.operation.name() == "RequestToken" {
            return Ok(Response::json(&token("a2", "r2", 600)));
        }
        if std::mem::take(&mut refuses) {
            return Ok(answer(401, r#"{"message":"401: Unauthorized","code":0}"#));
        }
        Ok(answer(200, "[]"))
    });
    let client = RestClient::builder_for_user(token("a1", "r1", 600))
        .refresh(ClientCredentials::new(1, "s"))
        .over(fake.clone());
    client.users().my_guilds().await.unwrap();
    let sent: Vec<_> = fake.authorizations().into_iter().flatten().collect();
    assert_eq!(sent, ["Bearer a1", "Basic MTpz", "Bearer a2"]);

    // Without credentials the refusal is told, and nothing more is sent.
    let fake = Fake::new(|_| Ok(answer(401, r#"{"message":"401: Unauthorized","code":0}"#)));
    let client = RestClient::builder_for_user(token("a1", "r1", 600)).over(fake.clone());
    for _ in 0..3 {
        let error = client.users().my_guilds().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unauthorized);
    }
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_operation_tells_whose_token_it_needs() {
    let fake = Fake::new(|_| Ok(answer(200, "{}")));
    let bot = RestClient::over(fake.clone());
    let user = RestClient::builder_for_user(token("a1", "r1", 600)).over(fake.clone());
    let error = bot.users().my_role_connection(1).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("builder_for_user"), "{error}");
    let error = user.channels().get(1).await.unwrap_err();
    assert!(error.to_string().contains("needs a bot's token"), "{error}");
    assert!(fake.sent().is_empty());
    user.users().my_role_connection(1).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_renewed_any_more_stops_the_client() {
    let fake = Fake::new(|request| {
        assert_eq!(request.operation.name(), "RequestToken");
        Ok(answer(400, r#"{"error":"invalid_grant"}"#))
    });
    let client = RestClient::builder_for_user(token("a1", "r1", 600))
        .refresh(ClientCredentials::new(1, "s"))
        .over(fake.clone());
    tokio::time::advance(Duration::from_secs(550)).await;
    for _ in 0..3 {
        let error = client.users().my_guilds().await.unwrap_err();
        assert_eq!(error.oauth2_error(), Some("invalid_grant"));
    }
    assert_eq!(fake.sent().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_outlives_the_request_that_needs_it() {
    let fake = granting().delay(Duration::from_secs(2));
    let client = RestClient::builder_for_user(token("a1", "r1", 600))
        .refresh(ClientCredentials::new(1, "s"))
        .over(fake.clone());
    tokio::time::advance(Duration::from_secs(550)).await;
    let request = client.users().my_guilds().into_future();
    let dropped = tokio::time::timeout(Duration::from_secs(1), request).await;
    assert!(dropped.is_err());
    client.users().my_guilds().await.unwrap();
    let sent: Vec<_> = fake.authorizations().into_iter().flatten().collect();
    assert_eq!(sent, ["Basic MTpz", "Bearer a2"]);
}
