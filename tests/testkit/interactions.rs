//! Slash commands, components and modals, as a test uses them.

use asyncord::{
    model::{ApplicationCommandOptionChoice, Modal, NewCommand},
    prelude::*,
    rest::body::InteractionResponse,
    testkit::{AnswerStatus, Person, TestKit},
};
use serde_json::{Value, json};

/// Answers every interaction by its name.
#[handler(manual)]
async fn answers(interaction: InteractionCreate, client: RestClient) -> Result {
    let raw = serde_json::to_value(&*interaction)?;
    let message = |json: Value| -> Result<InteractionResponse> {
        Ok(InteractionResponse::message(serde_json::from_value::<
            NewMessage,
        >(json)?))
    };
    let data = &raw["data"];
    let name = data["name"].as_str().or(data["custom_id"].as_str());
    let response = match (raw["type"].as_u64(), name) {
        (Some(4), _) => InteractionResponse::autocomplete(serde_json::from_value::<
            Vec<ApplicationCommandOptionChoice>,
        >(
            json!([{ "name": "Nightfall", "value": "n" }]),
        )?),
        (_, Some("silent")) => return Ok(()),
        (_, Some("music")) => message(json!({
            "content": data["options"][0]["options"][0]["value"],
            "components": [{ "type": 1, "components": [
                { "type": 2, "style": 1, "label": "Again", "custom_id": "again" },
            ] }, { "type": 1, "components": [
                { "type": 3, "custom_id": "volume", "placeholder": "Volume", "options": [
                    { "label": "Low", "value": "low" }, { "label": "High", "value": "high" },
                ] },
            ] }],
        }))?,
        (_, Some("again")) => {
            let edit = serde_json::from_value(json!({ "content": "again", "components": [] }))?;
            InteractionResponse::update(edit)
        }
        (_, Some("volume")) => {
            message(json!({ "content": format!("volume {}", data["values"][0]) }))?.ephemeral()
        }
        (Some(2), Some("form")) => {
            let modal: Modal = serde_json::from_value(json!({
                "custom_id": "form", "title": "Why", "components": [{
                    "type": 18, "label": "Reason",
                    "component": { "type": 4, "custom_id": "reason", "style": 1 },
                }],
            }))?;
            InteractionResponse::modal(modal)
        }
        _ => message(json!({ "content": data["components"][0]["component"]["value"] }))?,
    };
    client
        .interactions()
        .respond(interaction.id, &interaction.token, response)
        .await?;
    Ok(())
}

async fn register(discord: &TestKit) {
    let commands = json!([
        { "name": "music", "description": "Plays", "options": [
            { "type": 1, "name": "play", "description": "Plays a song", "options": [
                { "type": 3, "name": "song", "description": "Which", "autocomplete": true, "required": true },
            ] },
        ] },
        { "name": "form", "description": "Asks" },
        { "name": "silent", "description": "Says nothing" },
    ]);
    let commands: Vec<NewCommand> = serde_json::from_value(commands).unwrap();
    discord
        .client()
        .applications()
        .guild_commands(discord.application_id(), discord.guild_id())
        .overwrite(commands)
        .await
        .unwrap();
}

#[asyncord::test(handlers(answers))]
async fn a_command_its_button_and_its_select(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    register(&discord).await;
    let typed = ada
        .command(general, "music play")
        .autocomplete("song", "Ni")
        .await;
    assert_eq!(typed[0].name, "Nightfall");
    let answer = ada
        .command(general, "/music play")
        .option("song", "Night")
        .await;
    let message = answer.message();
    assert_eq!(message.content, "Night");
    discord.expect_message(general).content("Night").await;

    let answer = ada.select(&message, "Volume", ["high"]).await;
    assert_eq!(answer.message().content, "volume \"high\"");
    discord.expect_message(general).ephemeral().await;
    let answer = ada.click(&message, "Again").await;
    assert_eq!(answer.status(), AnswerStatus::Answered);
    discord.expect_edit(&message).content("again").await;
}

#[asyncord::test(handlers(answers))]
async fn a_form_is_filled_in(discord: TestKit, ada: Person, general: Id<ChannelMarker>) {
    register(&discord).await;
    let form = ada.command(general, "form").await.modal();
    assert_eq!((form.title(), form.custom_id()), ("Why", "form"));
    let answer = ada.submit(&form).field("Reason", "because").await;
    assert_eq!(answer.message().content, "because");
}

#[asyncord::test(handlers(answers))]
async fn who_does_not_answer_in_time_fails(
    discord: TestKit,
    ada: Person,
    general: Id<ChannelMarker>,
) {
    register(&discord).await;
    let answer = ada.command(general, "silent").await;
    assert_eq!(answer.status(), AnswerStatus::Failed);
    assert_eq!(answer.error(), Some("The application did not respond"));
}
