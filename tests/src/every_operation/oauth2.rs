//! Calls about OAuth2.

use asyncord::{
    RestClient, Secret,
    model::Scope,
    rest::{
        oauth2::{ClientCredentials, TokenGrant},
        resource::oauth2::*,
    },
};

use super::values::{APPLICATION, URL};

/// An application that keeps a secret.
fn application(client: &RestClient) -> OAuth2Application {
    client
        .oauth2()
        .application(&ClientCredentials::new(APPLICATION, "a secret"))
}

/// An application that cannot keep one.
fn public(client: &RestClient) -> OAuth2Application {
    client
        .oauth2()
        .application(&ClientCredentials::public(APPLICATION))
}

calls! {
    RequestToken {
        minimal: |client| application(client).exchange_code("a code", URL),
        full: |client| public(client).token(TokenGrant::AuthorizationCode {
            code: "a code".into(),
            redirect_uri: URL.into(),
            code_verifier: Some("a text that was hashed".into()),
        }),
        full: |client| application(client).refresh("a refresh token"),
        full: |client| application(client).client_credentials([Scope::Identify]),
        full: |client| public(client).token(TokenGrant::DeviceCode("a code".into())),
    }
    RevokeToken {
        minimal: |client| application(client).revoke(Secret::new("a token")),
        full: |client| public(client).revoke(Secret::new("a token")),
    }
    AuthorizeDevice {
        minimal: |client| public(client).authorize_device([Scope::Identify]),
        full: |client| application(client).authorize_device([Scope::Identify, Scope::Guilds]),
    }
    GetMyOAuth2Application {
        minimal: |client| client.oauth2().my_application(),
    }
    GetCurrentAuthorization {
        minimal: |client| client.oauth2().current_authorization(),
    }
    GetOpenIdUserInfo {
        minimal: |client| client.oauth2().user_info(),
    }
    GetOAuth2Keys {
        minimal: |client| client.oauth2().keys(),
    }
}
