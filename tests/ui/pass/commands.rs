//! Every form of command that there is.

#![allow(dead_code)]

use asyncord::{
    interactions::{CommandContext, CommandOption, OptionError, OptionValue, ResolvedMember},
    model::ApplicationCommandOption,
    prelude::*,
};

struct Minutes(u32);

impl CommandOption for Minutes {
    fn option(name: &str, description: &str) -> ApplicationCommandOption {
        u32::option(name, description).min_value(1)
    }

    fn read(value: OptionValue<'_>) -> Result<Self, OptionError> {
        u32::read(value).map(Self)
    }
}

#[derive(Choice)]
enum Colour {
    Red,
    #[choice(name = "Dark blue", value = "blue")]
    Blue,
}

/// Without options.
#[command]
async fn nothing() {}

/// With options of many types, and what the program gives.
#[command(manual, ephemeral, defer = "never", nsfw, permissions = Permissions::BAN_MEMBERS)]
async fn much(
    /// A time.
    time: Minutes,
    /// A colour.
    #[option(name = "farbe")]
    colour: Option<Colour>,
    cx: &CommandContext,
    client: RestClient,
    limit: &u64,
    prefix: Option<String>,
) -> Result<Option<String>> {
    let _ = (time.0, colour, cx, client, limit, prefix);
    Ok(None)
}

/// Takes an ordinary context.
#[command(
    manual,
    name = "group part",
    guild = 5,
    contexts(Guild, BotDm),
    integration_types(GuildInstall)
)]
async fn part(cx: Context) -> Embed {
    let _ = cx;
    Embed::default()
}

#[command(manual, user)]
async fn wave(member: &ResolvedMember) {
    let _ = member;
}

#[command(manual, message, name = "Look it up", ordered = user, concurrency = 2, timeout = "10s")]
async fn look(message: Message) -> std::result::Result<&'static str, std::fmt::Error> {
    let _ = message;
    Ok("found")
}

#[handlers(group = "first")]
mod grouped {
    use super::*;

    /// Stands in a module.
    #[command]
    async fn grouped() -> NewMessage {
        "here".into()
    }
}
