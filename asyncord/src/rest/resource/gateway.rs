//! Where the gateway is.

use crate::{
    model::{GatewayBot, GatewayUrl},
    rest::RestClient,
};

group! {
    /// The gateway's address; from [`RestClient::gateway`].
    pub struct Gateway {}
}

impl RestClient {
    /// The gateway's address.
    pub fn gateway(&self) -> Gateway {
        Gateway::new(self)
    }
}

operation! {
    /// Gets the gateway's address.
    ///
    /// Discord docs: Gateway/Get Gateway.
    GetGateway = GET "/gateway" -> GatewayUrl, public;
    fn Gateway::url();
}

operation! {
    /// Gets the gateway's address, how many shards Discord recommends, and how many sessions may be started.
    ///
    /// The answer changes as the bot grows: do not keep it for long.
    ///
    /// Discord docs: Gateway/Get Gateway Bot.
    GetGatewayBot = GET "/gateway/bot" -> GatewayBot;
    fn Gateway::bot();
}
