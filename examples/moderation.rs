//! Deletes messages with unwanted words, warns their authors, and lets moderators see and forgive the strikes.
//! Run it with `cargo run --example moderation`. In the sandbox write `what a darn day`, then `!strikes`, `!forgive`;
//! grace and ada may moderate, linus may not. `MODERATION_LOG_CHANNEL` names a channel that is told of it all.
//! Shows argument structs, providers, filters, replies, a task, a start hook, a middleware and an error hook.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use asyncord::prelude::*;

/// What a handler may take before the middleware tells of it.
const SLOW: Duration = Duration::from_secs(2);

/// What the program gives to its functions, each field by its name.
#[derive(Arguments)]
struct App {
    unwanted: Vec<String>,
    strikes: Strikes,
    log_channel: Option<Id<ChannelMarker>>,
}

/// How often each user was warned.
#[derive(Default)]
struct Strikes(Mutex<BTreeMap<Id<UserMarker>, u32>>);

impl Strikes {
    fn all(&self) -> MutexGuard<'_, BTreeMap<Id<UserMarker>, u32>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts one more, and returns how many there are.
    fn add(&self, user: Id<UserMarker>) -> u32 {
        let mut all = self.all();
        let strikes = all.entry(user).or_default();
        *strikes += 1;
        *strikes
    }

    /// Takes one away from everybody.
    fn fade(&self) {
        self.all().retain(|_, strikes| {
            *strikes -= 1;
            *strikes > 0
        });
    }
}

/// Whether the author of a message may moderate.
struct Moderator(bool);

/// Computed for the messages that a handler wants it of, here the commands; other messages ask Discord nothing.
#[provider]
async fn moderator(message: &MessageCreate, client: RestClient) -> Result<Moderator> {
    let (Some(guild), Some(member)) = (message.guild_id, &message.member) else {
        return Ok(Moderator(false));
    };
    let roles = client.guilds().roles(guild).list().await?;
    let may = roles
        .iter()
        .filter(|role| member.roles.contains(&role.id))
        .any(|role| {
            let wanted = Permissions::MANAGE_MESSAGES | Permissions::ADMINISTRATOR;
            role.permissions.intersects(wanted)
        });
    Ok(Moderator(may))
}

/// A filter is whatever is called with the event and says yes or no.
fn command(name: &'static str) -> impl Fn(&MessageCreate) -> bool {
    move |message| message.content == name
}

#[handlers(args = App)]
mod rules {
    use asyncord::prelude::*;

    use super::{Moderator, Strikes, command};

    /// One call after another in each channel, so that the warnings come in the order of the messages.
    #[handler(ordered = channel, filter = (filters::not_bot, filters::in_guild))]
    async fn watch(
        message: &MessageCreate,
        client: RestClient,
        unwanted: &[String],
        strikes: &Strikes,
        log_channel: Option<Id<ChannelMarker>>,
    ) -> Result {
        let text = message.content.to_lowercase();
        let mut words = text.split(|character: char| !character.is_alphanumeric());
        if !words.any(|word| unwanted.iter().any(|unwanted| unwanted == word)) {
            return Ok(());
        }
        let messages = client.channels().messages(message.channel_id);
        messages
            .delete(message.id)
            .reason("an unwanted word")
            .await?;
        let author = message.author.mention();
        let warning = match strikes.add(message.author.id) {
            1 => format!("{author}, please mind your words."),
            count => format!("{author}, this is strike {count}."),
        };
        messages.create(warning).await?;
        if let Some(log_channel) = log_channel {
            let note = format!("deleted {}'s message", message.author.display_name());
            client.channels().messages(log_channel).create(note).await?;
        }
        Ok(())
    }

    /// What is returned is sent as a reply. `moderator` is no field of `App`: a provider computes it.
    #[handler(computed(moderator), filter = (filters::in_guild, command("!strikes")))]
    async fn show(
        _message: &MessageCreate,
        moderator: &Moderator,
        strikes: &Strikes,
    ) -> NewMessage {
        if !moderator.0 {
            return "Only moderators see the strikes.".into();
        }
        let strikes = strikes.all();
        let lines = strikes
            .iter()
            .map(|(user, count)| format!("<@{user}>: {count}"));
        let lines: Vec<_> = lines.collect();
        let text = if lines.is_empty() {
            "Nobody has one.".to_owned()
        } else {
            lines.join("\n")
        };
        Embed::new().title("Strikes").description(text).into()
    }

    #[handler(computed(moderator), filter = (filters::in_guild, command("!forgive")))]
    async fn forgive(_message: &MessageCreate, moderator: &Moderator, strikes: &Strikes) -> String {
        if !moderator.0 {
            return "Only moderators forgive.".to_owned();
        }
        let forgiven = std::mem::take(&mut *strikes.all()).len();
        format!("Strikes forgiven: {forgiven}")
    }

    /// Strikes do not last: each hour everybody loses one.
    #[task(cron = "0 * * * *")]
    async fn fade(strikes: &Strikes) {
        strikes.fade();
    }

    /// Before the bot connects. An error here ends the start.
    #[on_start]
    async fn introduce(client: RestClient, unwanted: &[String]) -> Result {
        let me = client.users().me().await?;
        println!(
            "{} looks for {} words in:",
            me.display_name(),
            unwanted.len()
        );
        for guild in client.users().my_guilds().await? {
            println!("  {}", guild.name);
        }
        Ok(())
    }

    /// Called for each failure of a function above, and beside the log channel nothing else is told of it.
    #[on_error]
    async fn report(
        failure: &HandlerFailure,
        client: RestClient,
        log_channel: Option<Id<ChannelMarker>>,
    ) -> Result {
        eprintln!("{failure}");
        if let Some(log_channel) = log_channel {
            let messages = client.channels().messages(log_channel);
            messages
                .create(format!("{} failed", failure.handler))
                .await?;
        }
        Ok(())
    }
}

/// Around every call of a handler.
#[middleware]
async fn tell_of_slow_ones(next: Next) -> Result {
    let (handler, begin) = (next.handler().to_owned(), Instant::now());
    let result = next.run().await;
    let took = begin.elapsed();
    if took > SLOW {
        println!("{handler} took {took:?}");
    }
    result
}

#[tokio::main]
async fn main() -> Result {
    let log_channel = match std::env::var("MODERATION_LOG_CHANNEL") {
        Ok(id) => Some(id.parse()?),
        Err(_) => None,
    };
    let app = App {
        unwanted: ["darn", "heck"].map(str::to_owned).to_vec(),
        strikes: Strikes::default(),
        log_channel,
    };
    asyncord::run(Token::from_env_or_sandbox()?)
        .arguments(app)
        .await?;
    Ok(())
}
