//! The parameters that every bot has.

#![allow(dead_code)]

use asyncord::prelude::*;

#[handler]
async fn by_value(
    _event: &Ready,
    client: RestClient,
    gateway: GatewayClient,
    client_groups: ClientGroups,
    cx: Context,
) {
    let _ = (client, gateway, client_groups, cx);
}

#[handler]
async fn borrowed(
    _event: &Ready,
    client: &RestClient,
    _gateway: &GatewayClient,
    client_groups: &ClientGroups,
    cx: &Context,
) {
    let _ = (client, client_groups, cx);
}
