//! Calls about the gateway's address.

use asyncord::rest::resource::gateway::*;

calls! {
    GetGateway {
        minimal: |client| client.gateway().url(),
    }
    GetGatewayBot {
        minimal: |client| client.gateway().bot(),
    }
}
