//! Calls of games with the Social SDK.

use asyncord::{model::ExternalAuthType, rest::resource::partner_sdk::*};

use super::values::{APPLICATION, MESSAGE, OTHER_USER, USER};

calls! {
    RequestProvisionalToken {
        minimal: |client| client
            .partner_sdk()
            .token(APPLICATION, ExternalAuthType::Oidc, "a token from elsewhere"),
        full: |client| client
            .partner_sdk()
            .token(APPLICATION, ExternalAuthType::SteamSessionTicket, "a token from elsewhere")
            .client_secret("a secret"),
    }
    RequestProvisionalTokenByBot {
        minimal: |client| client.partner_sdk().token_by_bot("player-7"),
        full: |client| client
            .partner_sdk()
            .token_by_bot("player-7")
            .preferred_global_name("Ferris")
            .provisional_user_id(USER),
    }
    UnmergeProvisionalAccount {
        minimal: |client| client
            .partner_sdk()
            .unmerge(APPLICATION, ExternalAuthType::Oidc, "a token from elsewhere"),
        full: |client| client
            .partner_sdk()
            .unmerge(APPLICATION, ExternalAuthType::Oidc, "a token from elsewhere")
            .client_secret("a secret"),
    }
    UnmergeProvisionalAccountByBot {
        minimal: |client| client.partner_sdk().unmerge_by_bot("player-7"),
    }
    UpdateUserMessageModeration {
        minimal: |client| client
            .partner_sdk()
            .moderate_message(USER, OTHER_USER, MESSAGE, [("verdict", "fine")]),
    }
}
