//! Lists the bot's guilds and their channels, without a gateway: a script that runs once and ends.
//! Run it with `cargo run --example rest_only`; for Discord set `DISCORD_TOKEN`.
//! Shows the REST client alone, as it is used in scripts and web servers.

use asyncord::prelude::*;

#[tokio::main]
async fn main() -> Result {
    let client = RestClient::new(Token::from_env_or_sandbox()?);
    let me = client.users().me().await?;
    println!("logged in as {}", me.display_name());
    for guild in client.users().my_guilds().await? {
        println!("{} ({})", guild.name, guild.id);
        for channel in client.guilds().channels(guild.id).await? {
            println!("  {:?} {}", channel.kind, channel.name.unwrap_or_default());
        }
    }
    Ok(())
}
