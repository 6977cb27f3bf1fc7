//! A bot over four shards: what becomes of them, what each shows, and asking the gateway.
//! Run it with `cargo run --example shards`, write `!shards`, `!who b` or `!restart`.
//! See also: the book's chapter on running in production, `cargo doc -p asyncord --open`, then `guide`.

use asyncord::{
    gateway::{Activity, GatewayOptions, ShardInfo, Sharding},
    prelude::*,
};

#[handler]
async fn came(ready: ShardReady) {
    println!("shard {} serves {} guilds", ready.shard, ready.guilds);
}

#[handler]
async fn complete(all: ShardsReady) {
    println!("all {} shards are there", all.shards);
}

#[handler]
async fn lost(lost: ShardDisconnected) {
    println!("shard {}: {}", lost.shard, lost.reason);
}

#[handler]
async fn resumed(resumed: ShardResumed) {
    println!("shard {} missed nothing", resumed.shard);
}

#[handler(filter = |message: &MessageCreate| message.content == "!shards")]
async fn shards(_message: &MessageCreate, gateway: GatewayClient) -> String {
    let lines = gateway.shards().into_iter().map(|shard| {
        format!(
            "{}: {:?}, {} guilds, {:?}\n",
            shard.id, shard.status, shard.guilds, shard.latency
        )
    });
    lines.collect()
}

#[handler]
async fn who(message: &MessageCreate, gateway: GatewayClient) -> Result<Option<String>> {
    let (Some(query), Some(guild_id)) = (message.content.strip_prefix("!who "), message.guild_id)
    else {
        return Ok(None);
    };
    let found = gateway
        .request_guild_members(guild_id)
        .query(query)
        .limit(10)
        .await?;
    let names: Vec<_> = found
        .members
        .iter()
        .map(|member| member.display_name().to_owned())
        .collect();
    Ok(Some(format!("{} found: {}", names.len(), names.join(", "))))
}

/// The shard that serves this guild connects anew; its session goes on.
#[handler]
async fn restart(message: &MessageCreate, gateway: GatewayClient) -> Result {
    if message.content == "!restart"
        && let Some(guild_id) = message.guild_id
        && let Some(shard) = gateway.shard_of(guild_id)
    {
        shard.restart().await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result {
    let options = GatewayOptions::new()
        .sharding(Sharding::fixed(4))
        .presence_with(|shard: &ShardInfo| Activity::watching(format!("shard {}", shard.id)));
    asyncord::run(Token::from_env_or_sandbox()?)
        .gateway(options)
        .await?;
    Ok(())
}
