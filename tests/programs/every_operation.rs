//! Calls every operation of the REST client, with as little and with as much as it takes, and tells what came of
//! each in a line of JSON.
//!
//! It calls at the address in `DISCORD_API_URL` with the token in `DISCORD_TOKEN`, or with one that is made up;
//! what only users may ask for with an access token that is made up.
//! **Do not let it loose on Discord**: it deletes whatever it can.
//!
//! ```sh
//! DISCORD_API_URL=http://127.0.0.1:8080/api cargo run -q -p asyncord-tests --bin every_operation
//! ```
//!
//! Each line has `operation_id` (Discord's, null of an operation that the program has no id of), `method`, `path`
//! (the template), `arguments` (`minimal` or `full`) and `outcome`: `"ok"`, or an object of `kind`, `status`, `code`
//! and `message`. The exit code is 0 whatever the outcomes are.

use std::{
    env,
    io::{self, Write},
};

use asyncord_tests::every_operation::{self, Clients};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Its own address is no place for a mistake: without one, this would go to Discord.
    let api_url = env::var("DISCORD_API_URL")
        .map_err(|_| "DISCORD_API_URL says where to call; it is not set")?;
    let token = env::var("DISCORD_TOKEN").unwrap_or_else(|_| "made.up.token".to_owned());
    let clients = Clients::new(&api_url, &token)?;
    for call in every_operation::calls() {
        let result = call.send(&clients).await;
        writeln!(io::stdout().lock(), "{}", call.line(&result))?;
    }
    Ok(())
}
