use super::{
    super::{
        Changed, Field, Refusal, Store,
        application::profile::ApplicationEdit,
        bits::permission,
        endpoint::EndpointsEdit,
        ids::{GuildId, UserId, seed},
        seed::{ADA, APPLICATION, GUILD},
    },
    AuthorizeRequest, Challenge, Context, DeviceAnswer, Method, OAuthError, ResponseType, Scope,
    TOKEN_SECONDS,
};

const BACK: &str = "http://localhost:3000/back";
const LINUS: UserId = seed(23);

fn store() -> Store {
    let mut store = Store::seeded("http://127.0.0.1:1");
    let edit = ApplicationEdit {
        redirect_uris: Some(vec![BACK.to_owned()]),
        ..ApplicationEdit::default()
    };
    let endpoints = EndpointsEdit {
        events_url: Field::Value("http://localhost/events".to_owned()),
        events_types: Some(vec![
            "APPLICATION_AUTHORIZED".to_owned(),
            "APPLICATION_DEAUTHORIZED".to_owned(),
        ]),
        ..EndpointsEdit::default()
    };
    store.edit_endpoints(APPLICATION, endpoints).unwrap();
    store.edit_application(APPLICATION, edit).unwrap();
    store
}

fn request(scopes: &str) -> AuthorizeRequest {
    AuthorizeRequest {
        client_id: APPLICATION,
        scopes: Scope::parse_list(scopes).unwrap(),
        response_type: Some(ResponseType::Code),
        redirect_uri: Some(BACK.to_owned()),
        state: Some("a b".to_owned()),
        nonce: None,
        challenge: None,
        permissions: 0,
        guild_id: None,
        integration_type: Context::Guild,
        webhook_channel_id: None,
    }
}

fn names<T>(changed: &Changed<T>) -> Vec<&'static str> {
    changed.events.iter().map(|event| event.name).collect()
}

/// The events that went to the application's address since the last look.
fn told(store: &mut Store) -> Vec<serde_json::Value> {
    let events = store.take_webhook_events();
    events
        .into_iter()
        .map(|event| event.body["event"].clone())
        .collect()
}

/// Lets ada agree, and gives the code.
fn code(store: &mut Store, request: AuthorizeRequest) -> String {
    let location = store.authorize(ADA, request).unwrap().value;
    let url: url::Url = location.parse().unwrap();
    let code = url.query_pairs().find(|(key, _)| key == "code").unwrap().1;
    code.into_owned()
}

#[test]
fn a_code_is_good_once_and_for_a_minute() {
    let mut store = store();
    let first = code(&mut store, request("identify guilds"));
    let token = store
        .exchange_code(APPLICATION, true, &first, Some(BACK), None)
        .unwrap()
        .value;
    assert_eq!(
        (&token["token_type"], &token["scope"], &token["expires_in"]),
        (
            &"Bearer".into(),
            &"identify guilds".into(),
            &TOKEN_SECONDS.into()
        )
    );
    let again = store.exchange_code(APPLICATION, true, &first, Some(BACK), None);
    assert_eq!(again.unwrap_err(), OAuthError::INVALID_CODE);

    let late = code(&mut store, request("identify"));
    store.clock.put_forward(60_000);
    let late = store.exchange_code(APPLICATION, true, &late, Some(BACK), None);
    assert_eq!(late.unwrap_err(), OAuthError::INVALID_CODE);
}

#[test]
fn a_code_belongs_to_one_client_and_one_address() {
    let mut store = store();
    let other = store.create_application("other", 0).value.id;
    let code = code(&mut store, request("identify"));
    for (application, redirect, error) in [
        (other, Some(BACK), OAuthError::INVALID_CODE),
        (
            APPLICATION,
            Some("http://localhost:3000/"),
            OAuthError::INVALID_REDIRECT,
        ),
        (APPLICATION, None, OAuthError::INVALID_REDIRECT),
    ] {
        let refused = store.exchange_code(application, true, &code, redirect, None);
        assert_eq!(refused.unwrap_err(), error);
    }
    let without_secret = store.exchange_code(APPLICATION, false, &code, Some(BACK), None);
    assert_eq!(without_secret.unwrap_err(), OAuthError::INVALID_CLIENT);
    // What was refused has not used it up.
    assert!(
        store
            .exchange_code(APPLICATION, true, &code, Some(BACK), None)
            .is_ok()
    );
}

#[test]
fn a_challenge_must_be_met_and_stands_for_the_secret() {
    let mut store = store();
    let challenged = || AuthorizeRequest {
        challenge: Some(Challenge {
            method: Method::Plain,
            text: "verifier".to_owned(),
        }),
        ..request("identify")
    };
    let code = code(&mut store, challenged());
    for verifier in [None, Some("other")] {
        let refused = store.exchange_code(APPLICATION, true, &code, Some(BACK), verifier);
        assert_eq!(refused.unwrap_err(), OAuthError::INVALID_VERIFIER);
    }
    let token = store.exchange_code(APPLICATION, false, &code, Some(BACK), Some("verifier"));
    assert!(token.is_ok());
}

#[test]
fn tokens_expire_are_renewed_and_revoked() {
    let mut store = store();
    let first = code(&mut store, request("identify"));
    let token = store
        .exchange_code(APPLICATION, true, &first, Some(BACK), None)
        .unwrap()
        .value;
    let text = |token: &serde_json::Value, key: &str| token[key].as_str().unwrap().to_owned();
    let access = text(&token, "access_token");
    assert_eq!(
        store.user_of_bearer(APPLICATION, &access, Scope::Identify),
        Ok(ADA)
    );
    assert_eq!(
        store
            .user_of_bearer(APPLICATION, &access, Scope::Guilds)
            .unwrap_err(),
        Refusal::MISSING_OAUTH2_SCOPE
    );
    assert_eq!(
        store
            .user_of_bearer(seed(77), &access, Scope::Identify)
            .unwrap_err(),
        Refusal::INVALID_OAUTH2_TOKEN
    );
    store.clock.put_forward(TOKEN_SECONDS * 1000);
    assert!(store.bearer(&access).is_none(), "it has expired");

    let refresh = text(&token, "refresh_token");
    let renewed = store.refresh_token(APPLICATION, &refresh).unwrap().value;
    assert_eq!(
        store.refresh_token(APPLICATION, &refresh).unwrap_err(),
        OAuthError::INVALID_REFRESH_TOKEN,
        "a refresh token is good once"
    );
    let renewed = text(&renewed, "access_token");
    assert!(store.bearer(&renewed).is_some());

    let second = code(&mut store, request("guilds"));
    let other = store
        .exchange_code(APPLICATION, true, &second, Some(BACK), None)
        .unwrap()
        .value;
    assert_eq!(
        store
            .authorizations_of(APPLICATION)
            .next()
            .unwrap()
            .scopes
            .len(),
        2
    );
    let revoked = store.revoke_token(APPLICATION, &renewed);
    assert!(revoked.events.is_empty());
    let told_last = told(&mut store).pop().unwrap();
    assert_eq!(told_last["type"], "APPLICATION_DEAUTHORIZED");
    assert_eq!(told_last["data"]["user"]["username"], "ada");
    assert!(
        store.bearer(&text(&other, "access_token")).is_none(),
        "all of it is gone"
    );
    store.revoke_token(APPLICATION, &renewed);
    assert!(
        told(&mut store).is_empty(),
        "there is nothing left to take back"
    );
}

#[test]
fn what_is_asked_for_must_make_sense() {
    let mut store = store();
    let elsewhere = AuthorizeRequest {
        redirect_uri: Some(format!("{BACK}/")),
        ..request("identify")
    };
    let implicit = AuthorizeRequest {
        response_type: Some(ResponseType::Token),
        ..request("role_connections.write")
    };
    let nothing = AuthorizeRequest {
        response_type: None,
        ..request("identify")
    };
    let to_user = AuthorizeRequest {
        integration_type: Context::User,
        ..request("bot")
    };
    for (request, field) in [
        (elsewhere, "redirect_uri"),
        (implicit, "scope"),
        (request("applications.commands.update"), "scope"),
        (nothing, "response_type"),
        (to_user, "scope"),
        (request("bot"), "guild_id"),
        (request("webhook.incoming"), "webhook_channel_id"),
    ] {
        let refusal = store.authorize(ADA, request).unwrap_err();
        assert!(refusal.errors.unwrap()[field].is_object(), "{field}");
    }
    let bot = store.authorize(APPLICATION.cast(), request("identify"));
    assert_eq!(bot.unwrap_err(), Refusal::NOT_FOR_BOTS);
}

fn with_bot(guild: GuildId) -> AuthorizeRequest {
    AuthorizeRequest {
        response_type: None,
        redirect_uri: None,
        permissions: permission::MANAGE_MESSAGES,
        guild_id: Some(guild),
        ..request("bot applications.commands")
    }
}

#[test]
fn a_bot_comes_with_a_role_of_its_own() {
    let mut store = store();
    let bot: UserId = APPLICATION.cast();
    store.remove_member(GUILD, bot).unwrap();
    assert_eq!(
        store.authorize(LINUS, with_bot(GUILD)).unwrap_err(),
        Refusal::MISSING_PERMISSIONS,
        "it needs MANAGE_GUILD"
    );
    assert!(!store.is_member(GUILD, bot));
    let added = store.authorize(ADA, with_bot(GUILD)).unwrap();
    for name in ["GUILD_ROLE_CREATE", "GUILD_MEMBER_ADD", "GUILD_CREATE"] {
        assert!(names(&added).contains(&name), "{name}");
    }
    let authorized = told(&mut store).pop().unwrap();
    assert_eq!(authorized["type"], "APPLICATION_AUTHORIZED");
    assert_eq!(authorized["data"]["guild"]["id"], GUILD.to_string());
    assert_eq!(authorized["data"]["integration_type"], 0);
    assert!(
        added.value.ends_with("/oauth2/authorized"),
        "{}",
        added.value
    );
    assert_eq!(
        store.permissions(GUILD, bot) & permission::MANAGE_MESSAGES,
        permission::MANAGE_MESSAGES
    );
    let again = store.authorize(ADA, with_bot(GUILD)).unwrap();
    assert_eq!(names(&again), [""; 0], "it is there already");
}

#[test]
fn a_private_bot_is_added_by_its_owner_alone() {
    let mut store = store();
    let edit = ApplicationEdit {
        bot_public: Some(false),
        ..ApplicationEdit::default()
    };
    store.edit_application(APPLICATION, edit).unwrap();
    store.guilds.get_mut(&GUILD).unwrap().owner_id = LINUS;
    assert_eq!(
        store.authorize(LINUS, with_bot(GUILD)).unwrap_err(),
        Refusal::ONLY_OWNER_ADDS
    );
}

#[test]
fn a_user_install_is_counted() {
    let mut store = store();
    let request = AuthorizeRequest {
        integration_type: Context::User,
        response_type: None,
        redirect_uri: None,
        ..request("applications.commands")
    };
    store.authorize(LINUS, request).unwrap();
    assert_eq!(told(&mut store)[0]["data"]["integration_type"], 1);
    let application = store.application(APPLICATION).unwrap();
    let json = store.application_json(application);
    assert_eq!(json["approximate_user_install_count"], 1);
    assert_eq!(json["approximate_user_authorization_count"], 1);
}

#[test]
fn a_device_waits_for_its_person() {
    let mut store = store();
    let asked = store
        .authorize_device(APPLICATION, vec![Scope::Identify])
        .value;
    let device = asked["device_code"].as_str().unwrap().to_owned();
    let code = asked["user_code"].as_str().unwrap().to_owned();
    let ask = |store: &mut Store| store.device_token(APPLICATION, &device).map(drop);
    assert_eq!(ask(&mut store), Err(OAuthError::AUTHORIZATION_PENDING));
    assert_eq!(ask(&mut store), Err(OAuthError::SLOW_DOWN));
    store.clock.put_forward(5_000);
    assert_eq!(ask(&mut store), Err(OAuthError::AUTHORIZATION_PENDING));
    store
        .answer_device(&code.to_lowercase(), DeviceAnswer::Agreed(ADA))
        .unwrap();
    assert!(
        store.answer_device(&code, DeviceAnswer::Denied).is_err(),
        "once"
    );
    assert_eq!(ask(&mut store), Ok(()));
    assert_eq!(ask(&mut store), Err(OAuthError::INVALID_DEVICE_CODE));

    let asked = store
        .authorize_device(APPLICATION, vec![Scope::Identify])
        .value;
    let device = asked["device_code"].as_str().unwrap().to_owned();
    store.clock.put_forward(300_000);
    let late = store.device_token(APPLICATION, &device).map(drop);
    assert_eq!(late, Err(OAuthError::EXPIRED_DEVICE_CODE));
}

#[test]
fn a_bot_that_requires_a_code_comes_with_the_token() {
    let mut store = store();
    let bot: UserId = APPLICATION.cast();
    store.remove_member(GUILD, bot).unwrap();
    let edit = ApplicationEdit {
        bot_require_code_grant: Some(true),
        ..ApplicationEdit::default()
    };
    store.edit_application(APPLICATION, edit).unwrap();
    assert!(store.authorize(ADA, with_bot(GUILD)).is_err());
    let request = AuthorizeRequest {
        guild_id: Some(GUILD),
        ..request("bot identify")
    };
    let code = code(&mut store, request);
    assert!(!store.is_member(GUILD, bot));
    let token = store
        .exchange_code(APPLICATION, true, &code, Some(BACK), None)
        .unwrap();
    assert!(store.is_member(GUILD, bot));
    assert!(names(&token).contains(&"GUILD_CREATE"));
    assert_eq!(token.value["guild"]["id"], GUILD.to_string());
}
