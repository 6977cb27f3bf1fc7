use super::{Webhook, WebhookType};
use crate::model::decode;

#[test]
fn the_token_is_hidden_and_yet_written() {
    let json = r#"{"id":"223704706495545344","type":1,"guild_id":"199737254929760256","channel_id":"199737254929760256","user":{"id":"190320984123768832","username":"test"},"name":"test webhook","avatar":null,"token":"hunter2","application_id":null,"url":"https://discord.com/api/webhooks/223704706495545344/hunter2"}"#;
    let webhook: Webhook = decode(json).unwrap();
    assert!(!format!("{webhook:?}").contains("hunter2"));
    assert_eq!(serde_json::to_string(&webhook).unwrap(), json);

    let url = webhook.execute_url().unwrap();
    assert_eq!(webhook.url.as_ref().unwrap().expose(), url.expose());
    assert_eq!(webhook.avatar_url(), None);
    assert_eq!(
        webhook.default_avatar_url().to_string(),
        "https://cdn.discordapp.com/embed/avatars/0.png"
    );
}

#[test]
fn a_webhook_of_an_application_stands_in_no_channel() {
    let json = r#"{"id":"658822586720976555","type":3,"guild_id":null,"channel_id":null,"name":"Clyde","avatar":"689161dc90ac261d00f1608694ac6bfd","token":null,"application_id":"658822586720976555"}"#;
    let webhook: Webhook = decode(json).unwrap();
    assert_eq!(webhook.kind, WebhookType::Application);
    assert_eq!((webhook.channel_id, webhook.execute_url()), (None, None));
    assert_eq!(
        webhook.avatar_url().unwrap().to_string(),
        "https://cdn.discordapp.com/avatars/658822586720976555/689161dc90ac261d00f1608694ac6bfd.png"
    );
    assert_eq!(serde_json::to_string(&webhook).unwrap(), json);
}

#[test]
fn a_webhook_that_follows_a_channel_tells_which() {
    let json = r#"{"id":"1","type":2,"guild_id":"2","channel_id":"3","name":"news","avatar":null,"application_id":null,"source_guild":{"id":"4","name":"g","icon":"bb71f469c158984e265093a81b3397fb"},"source_channel":{"id":"5","name":"c"}}"#;
    let webhook: Webhook = decode(json).unwrap();
    assert_eq!(webhook.source_channel.as_ref().unwrap().id, 5);
    assert_eq!(
        webhook
            .source_guild
            .as_ref()
            .unwrap()
            .icon_url()
            .unwrap()
            .to_string(),
        "https://cdn.discordapp.com/icons/4/bb71f469c158984e265093a81b3397fb.png"
    );
    assert_eq!(serde_json::to_string(&webhook).unwrap(), json);
}
