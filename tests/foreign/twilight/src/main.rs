//! A bot on twilight, unchanged but for the API's address. It does what `tests/foreign/playbook.rs` asks for, as the
//! bot on discord.js does, and tells what it does as JSON lines.

use std::{env, error::Error, sync::Arc};

use serde_json::{Value, from_value, json};
use tokio::io::AsyncReadExt;
use twilight_cache_inmemory::DefaultInMemoryCache;
use twilight_gateway::{
    ConfigBuilder, Event, EventTypeFlags, Intents, Shard, ShardId, StreamExt as _,
};
use twilight_http::{Client, client::InteractionClient};
use twilight_model::{
    application::interaction::{
        Interaction, InteractionData, InteractionType,
        application_command::{CommandData, CommandOptionValue},
        modal::ModalInteractionComponent,
    },
    channel::{Message, message::EmojiReactionType},
    gateway::payload::outgoing::RequestGuildMembers,
    http::{
        attachment::Attachment,
        interaction::{InteractionResponse, InteractionResponseType},
    },
    id::{
        Id,
        marker::{ApplicationMarker, GuildMarker},
    },
};

type Done<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn tell(line: Value) {
    println!("{line}");
}

/// What all parts share.
struct Bot {
    http: Client,
    cache: DefaultInMemoryCache,
    application: Id<ApplicationMarker>,
    guild: Id<GuildMarker>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Done {
    rustls::crypto::ring::default_provider()
        .install_default()
        .expect("no other provider");
    let token = env::var("TOKEN")?;
    // Twilight puts the path of the API behind the proxy's address by itself.
    let api = env::var("API_URL")?;
    let host = api
        .strip_prefix("http://")
        .and_then(|rest| rest.strip_suffix("/api"))
        .ok_or("API_URL is http://HOST/api")?;
    let http = Client::builder()
        .token(token.clone())
        .proxy(host.to_owned(), true)
        .build();
    let gateway = http.gateway().authed().await?.model().await?;
    let intents = Intents::GUILDS
        | Intents::GUILD_MEMBERS
        | Intents::GUILD_MESSAGES
        | Intents::GUILD_MESSAGE_REACTIONS
        | Intents::DIRECT_MESSAGES
        | Intents::MESSAGE_CONTENT;
    let config = ConfigBuilder::new(token, intents)
        .proxy_url(gateway.url)
        .build();
    let mut shard = Shard::with_config(ShardId::ONE, config);
    let cache = DefaultInMemoryCache::new();
    let mut bot: Option<Arc<Bot>> = None;
    let mut http = Some(http);
    let mut stdin = tokio::io::stdin();
    let mut byte = [0];
    loop {
        let event = tokio::select! {
            event = shard.next_event(EventTypeFlags::all()) => event,
            // The parent ends the bot by closing its input.
            _ = stdin.read(&mut byte) => return Ok(()),
        };
        let event = match event {
            Some(Ok(event)) => event,
            Some(Err(error)) => {
                tell(json!({ "event": "trouble", "detail": error.to_string() }));
                continue;
            }
            None => return Ok(()),
        };
        match &bot {
            Some(bot) => bot.cache.update(&event),
            None => cache.update(&event),
        }
        match event {
            Event::GuildCreate(guild) if bot.is_none() => {
                let request = RequestGuildMembers::builder(guild.id()).query("", None);
                shard.command(&request);
            }
            Event::MemberChunk(chunk) if bot.is_none() => {
                let Some(http) = http.take() else { continue };
                let application = http.current_user_application().await?.model().await?.id;
                let made = Arc::new(Bot {
                    http,
                    cache: DefaultInMemoryCache::new(),
                    application,
                    guild: chunk.guild_id,
                });
                let names: Vec<_> = chunk
                    .members
                    .iter()
                    .map(|member| &member.user.name)
                    .collect();
                let ids = cache.guild_channels(chunk.guild_id);
                let channels: Vec<_> = ids
                    .iter()
                    .flat_map(|ids| ids.iter())
                    .filter_map(|id| cache.channel(*id)?.name.clone())
                    .collect();
                let commands = made.register().await?;
                tell(json!({
                    "event": "ready",
                    "user": cache.current_user().map(|user| user.name),
                    "guild": cache.guild(chunk.guild_id).map(|guild| guild.name().to_owned()),
                    "channels": channels,
                    "members": names,
                    "commands": commands,
                }));
                bot = Some(made);
            }
            Event::Resumed => tell(json!({ "event": "resumed" })),
            other => {
                if let Some(bot) = &bot {
                    let bot = Arc::clone(bot);
                    tokio::spawn(async move {
                        if let Err(error) = bot.handle(other).await {
                            tell(json!({ "event": "problem", "detail": error.to_string() }));
                        }
                    });
                }
            }
        }
    }
}

impl Bot {
    fn interactions(&self) -> InteractionClient<'_> {
        self.http.interaction(self.application)
    }

    async fn register(&self) -> Done<Vec<String>> {
        let command = |name: &str, kind: u8, description: &str, options: Value| {
            json!({
                "name": name,
                "type": kind,
                "description": description,
                "options": options,
                "version": "1",
            })
        };
        let commands = from_value::<Vec<_>>(json!([
            command(
                "roll",
                1,
                "Rolls a die",
                json!([
                    { "type": 4, "name": "sides", "description": "How many sides", "required": true, "min_value": 2, "max_value": 100 },
                    { "type": 3, "name": "label", "description": "What for", "autocomplete": true },
                ])
            ),
            command("form", 1, "Opens a form", json!([])),
            command("slow", 1, "Takes its time", json!([])),
            command("Quote", 3, "", json!([])),
            command("Greet", 2, "", json!([])),
        ]))?;
        let set = self
            .interactions()
            .set_guild_commands(self.guild, &commands)
            .await?
            .model()
            .await?;
        Ok(set.into_iter().map(|command| command.name).collect())
    }

    async fn handle(&self, event: Event) -> Done {
        match event {
            Event::MessageCreate(message) if !message.author.bot => self.message(&message).await,
            Event::InteractionCreate(interaction) => self.interaction(&interaction.0).await,
            Event::ReactionAdd(reaction) => {
                let EmojiReactionType::Unicode { name } = &reaction.emoji else {
                    return Ok(());
                };
                tell(json!({
                    "event": "reaction",
                    "emoji": name,
                    "user": reaction.user_id,
                    "me": self.application,
                }));
                Ok(())
            }
            Event::MessageUpdate(message) if message.content == "pong!" => {
                tell(json!({ "event": "update", "content": message.content }));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    async fn message(&self, message: &Message) -> Done {
        let (channel, http) = (message.channel_id, &self.http);
        match message.content.as_str() {
            "!ping" => {
                let mut file = Attachment::from_bytes("note.txt".to_owned(), b"a file".to_vec(), 1);
                file.description("a note".to_owned());
                let embed = from_value(json!({
                    "type": "rich",
                    "title": "an embed",
                    "fields": [{ "name": "author", "value": message.author.name, "inline": false }],
                }))?;
                let reply = http
                    .create_message(channel)
                    .content("pong")
                    .embeds(&[embed])
                    .attachments(&[file])
                    .reply(message.id)
                    .await?
                    .model()
                    .await?;
                let thumb =
                    twilight_http::request::channel::reaction::RequestReactionType::Unicode {
                        name: "👍",
                    };
                http.create_reaction(channel, message.id, &thumb).await?;
                let fetched = http.message(channel, reply.id).await?.model().await?;
                let reference = fetched.reference.and_then(|reference| reference.message_id);
                let files: Vec<_> = fetched
                    .attachments
                    .iter()
                    .map(|file| &file.filename)
                    .collect();
                let embeds: Vec<_> = fetched.embeds.iter().map(|embed| &embed.title).collect();
                tell(json!({
                    "event": "answered",
                    "reply": fetched.content,
                    "reference": reference,
                    "to": message.id,
                    "files": files,
                    "embeds": embeds,
                }));
                http.update_message(channel, reply.id)
                    .content(Some("pong!"))
                    .await?;
            }
            "!thread" => {
                let thread = http
                    .create_thread_from_message(channel, message.id, "talk")
                    .await?
                    .model()
                    .await?;
                http.create_message(thread.id)
                    .content("in the thread")
                    .await?;
                tell(json!({
                    "event": "thread",
                    "name": thread.name,
                    "parent": thread.parent_id,
                    "members": thread.member_count,
                }));
            }
            "!hook" => {
                let webhook = http
                    .create_webhook(channel, "Herald")
                    .await?
                    .model()
                    .await?;
                let token = webhook.token.as_deref().ok_or("a webhook has a token")?;
                http.execute_webhook(webhook.id, token)
                    .content("hear, hear")
                    .username("Town crier")
                    .await?;
                let all = http.channel_webhooks(channel).await?.models().await?;
                http.delete_webhook(webhook.id).await?;
                let names: Vec<_> = all.iter().map(|webhook| &webhook.name).collect();
                tell(json!({ "event": "hook", "webhooks": names }));
            }
            "!flood" => {
                for number in 0..8 {
                    http.create_message(channel)
                        .content(&format!("flood {number}"))
                        .await?;
                }
                tell(json!({ "event": "flooded", "limited": 0 }));
            }
            "!buttons" => {
                let components = from_value::<Vec<_>>(json!([
                    { "type": 1, "components": [
                        { "type": 2, "custom_id": "yes", "label": "Yes", "style": 3, "disabled": false },
                        { "type": 2, "custom_id": "no", "label": "No", "style": 4, "disabled": false },
                    ] },
                    { "type": 1, "components": [{ "type": 3, "custom_id": "pick", "max_values": 2, "options": [
                        { "label": "A", "value": "a", "default": false },
                        { "label": "B", "value": "b", "default": false },
                        { "label": "C", "value": "c", "default": false },
                    ] }] },
                    { "type": 1, "components": [{ "type": 5, "custom_id": "who" }] },
                ]))?;
                http.create_message(channel)
                    .content("choose")
                    .components(&components)
                    .await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Answers an interaction with a response in Discord's form.
    async fn respond(
        &self,
        interaction: &Interaction,
        kind: InteractionResponseType,
        data: Value,
    ) -> Done {
        let response = InteractionResponse {
            kind,
            data: from_value(data)?,
        };
        self.interactions()
            .create_response(interaction.id, &interaction.token, &response)
            .await?;
        Ok(())
    }

    async fn reply(&self, interaction: &Interaction, content: &str) -> Done {
        let kind = InteractionResponseType::ChannelMessageWithSource;
        self.respond(interaction, kind, json!({ "content": content }))
            .await
    }

    async fn reply_ephemeral(&self, interaction: &Interaction, content: &str) -> Done {
        let kind = InteractionResponseType::ChannelMessageWithSource;
        self.respond(
            interaction,
            kind,
            json!({ "content": content, "flags": 64 }),
        )
        .await
    }

    async fn interaction(&self, interaction: &Interaction) -> Done {
        match &interaction.data {
            Some(InteractionData::ApplicationCommand(data))
                if interaction.kind == InteractionType::ApplicationCommandAutocomplete =>
            {
                let typed = data.options.iter().find_map(|option| match &option.value {
                    CommandOptionValue::Focused(text, _) => Some(text.as_str()),
                    _ => None,
                });
                let typed = typed.unwrap_or_default();
                let choices: Vec<Value> = ["red", "green", "grey"]
                    .into_iter()
                    .filter(|name| name.starts_with(typed))
                    .map(|name| json!({ "name": name, "value": name }))
                    .collect();
                let kind = InteractionResponseType::ApplicationCommandAutocompleteResult;
                self.respond(interaction, kind, json!({ "choices": choices }))
                    .await
            }
            Some(InteractionData::ApplicationCommand(data)) => {
                self.command(interaction, data).await
            }
            Some(InteractionData::MessageComponent(data)) => match data.custom_id.as_str() {
                "yes" => {
                    let kind = InteractionResponseType::UpdateMessage;
                    let data = json!({ "content": "yes!", "components": [] });
                    self.respond(interaction, kind, data).await
                }
                "no" => self.reply_ephemeral(interaction, "a pity").await,
                "pick" => {
                    let picked = format!("picked {}", data.values.join(", "));
                    self.reply_ephemeral(interaction, &picked).await
                }
                _ => {
                    let users = data
                        .resolved
                        .iter()
                        .flat_map(|resolved| resolved.users.values());
                    let names: Vec<_> = users.map(|user| user.name.as_str()).collect();
                    self.reply(interaction, &format!("chose {}", names.join(", ")))
                        .await
                }
            },
            Some(InteractionData::ModalSubmit(data)) => {
                let (mut name, mut colour) = (String::new(), String::new());
                for component in &data.components {
                    let ModalInteractionComponent::Label(label) = component else {
                        continue;
                    };
                    match &*label.component {
                        ModalInteractionComponent::TextInput(input) => {
                            name.clone_from(&input.value)
                        }
                        ModalInteractionComponent::StringSelect(select) => {
                            colour = select.values.join(",")
                        }
                        _ => {}
                    }
                }
                self.reply_ephemeral(interaction, &format!("hello {name}, {colour}"))
                    .await
            }
            _ => Ok(()),
        }
    }

    async fn command(&self, interaction: &Interaction, data: &CommandData) -> Done {
        match data.name.as_str() {
            "roll" => {
                let sides = data.options.iter().find_map(|option| match option.value {
                    CommandOptionValue::Integer(sides) => Some(sides),
                    _ => None,
                });
                let sides = sides.unwrap_or_default();
                self.reply(interaction, &format!("rolled one of {sides}"))
                    .await?;
                let reply = self
                    .interactions()
                    .response(&interaction.token)
                    .await?
                    .model()
                    .await?;
                let by = interaction
                    .author()
                    .map(|user| user.global_name.as_ref().unwrap_or(&user.name));
                tell(json!({ "event": "rolled", "content": reply.content, "by": by }));
                Ok(())
            }
            "form" => {
                let data = json!({
                    "custom_id": "form",
                    "title": "Tell us",
                    "components": [
                        { "type": 18, "label": "Name", "component": { "type": 4, "custom_id": "name", "style": 1, "required": true } },
                        { "type": 18, "label": "Colour", "component": { "type": 3, "custom_id": "colour", "options": [
                            { "label": "Red", "value": "red", "default": false },
                            { "label": "Green", "value": "green", "default": false },
                        ] } },
                    ],
                });
                self.respond(interaction, InteractionResponseType::Modal, data)
                    .await
            }
            "slow" => {
                let kind = InteractionResponseType::DeferredChannelMessageWithSource;
                self.respond(interaction, kind, json!({})).await?;
                let interactions = self.interactions();
                interactions
                    .update_response(&interaction.token)
                    .content(Some("done at last"))
                    .await?;
                interactions
                    .create_followup(&interaction.token)
                    .content("only for you")
                    .flags(twilight_model::channel::message::MessageFlags::EPHEMERAL)
                    .await?;
                tell(json!({ "event": "slow" }));
                Ok(())
            }
            "Quote" => {
                let messages = data
                    .resolved
                    .iter()
                    .flat_map(|resolved| resolved.messages.values());
                let quoted: Vec<_> = messages.map(|message| message.content.as_str()).collect();
                self.reply(interaction, &format!("> {}", quoted.join("")))
                    .await
            }
            _ => {
                let users = data
                    .resolved
                    .iter()
                    .flat_map(|resolved| resolved.users.values());
                let names: Vec<_> = users.map(|user| user.name.as_str()).collect();
                self.reply(interaction, &format!("hello {}", names.join("")))
                    .await
            }
        }
    }
}
