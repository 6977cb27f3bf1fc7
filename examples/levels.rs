//! Counts each user's messages in SQLite and answers with the level: one for every ten messages.
//! Run it with `cargo run --example levels --features levels`; `LEVELS_DATABASE` names the file (`levels.db`).
//! Shows a connection pool as an argument, and an `ordered` handler that needs no transaction.

use asyncord::prelude::*;
use sqlx::{SqlitePool, sqlite::SqliteConnectOptions};

const MESSAGES_PER_LEVEL: i64 = 10;

#[handler(ordered)]
async fn count(message: MessageCreate, client: RestClient, database: SqlitePool) -> Result {
    if message.author.bot {
        return Ok(());
    }
    // SQLite's integers are signed, and ids are written as text everywhere else too.
    let user_id = message.author.id.to_string();
    let messages: i64 = sqlx::query_scalar(
        "INSERT INTO levels (user_id, messages) VALUES (?, 1)
         ON CONFLICT (user_id) DO UPDATE SET messages = messages + 1
         RETURNING messages",
    )
    .bind(&user_id)
    .fetch_one(&database)
    .await?;

    let channel = client.channels().messages(message.channel_id);
    let level = messages / MESSAGES_PER_LEVEL;
    if messages % MESSAGES_PER_LEVEL == 0 {
        let embed = Embed::new()
            .title("Level up")
            .description(format!(
                "{} reached level {level}",
                message.author.mention()
            ))
            .color(0x58_65F2);
        channel.create(embed).await?;
    } else if message.content == "!level" {
        let to_go = MESSAGES_PER_LEVEL - messages % MESSAGES_PER_LEVEL;
        channel
            .create(format!("level {level}, {to_go} messages to the next"))
            .await?;
    }
    Ok(())
}

#[tokio::main]
async fn main() -> Result {
    let file = std::env::var("LEVELS_DATABASE").unwrap_or_else(|_| "levels.db".to_owned());
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true);
    let database = SqlitePool::connect_with(options).await?;
    sqlx::query(
        "CREATE TABLE IF NOT EXISTS levels (user_id TEXT PRIMARY KEY, messages INTEGER NOT NULL)",
    )
    .execute(&database)
    .await?;

    asyncord::run(Token::from_env_or_sandbox()?)
        .argument("database", database)
        .await?;
    Ok(())
}
