//! Calls about OAuth2.

use asyncord::rest::resource::oauth2::*;

calls! {
    GetMyOAuth2Application {
        minimal: |client| client.oauth2().my_application(),
    }
    GetOAuth2Keys {
        minimal: |client| client.oauth2().keys(),
    }
}
