use serde_json::json;

use super::{
    super::{
        Field, Refusal, Store,
        channel::{ChannelEdit, kind},
        ids::{ChannelId, RoleId, UserId, seed},
        seed::{ADA, GENERAL, GUILD},
    },
    OnboardingEdit, Prompt, PromptOption, WelcomeChannel, WelcomeEdit,
};
use crate::id::Id;

const LINUS: UserId = seed(23);
const NIGHT_OWLS: RoleId = seed(3);

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

#[test]
fn the_welcome_screen_is_shown_once_it_is_enabled() {
    let mut store = store();
    let missing = store.welcome_screen(GUILD, ADA).unwrap_err();
    assert_eq!(missing, Refusal::UNKNOWN_WELCOME_SCREEN);
    let edit = |enabled| WelcomeEdit {
        enabled: Some(enabled),
        description: Field::Value("hello".to_owned()),
        channels: Some(vec![WelcomeChannel {
            channel_id: GENERAL,
            description: "talk".to_owned(),
            emoji_id: None,
            emoji_name: Some("🦀".to_owned()),
        }]),
    };
    let refused = store.edit_welcome_screen(&LINUS.into(), GUILD, edit(true));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    store
        .edit_welcome_screen(&ADA.into(), GUILD, edit(false))
        .unwrap();
    let refused = store.welcome_screen(GUILD, LINUS).unwrap_err();
    assert_eq!(refused, Refusal::MISSING_PERMISSIONS);
    let changed = store
        .edit_welcome_screen(&ADA.into(), GUILD, edit(true))
        .unwrap();
    assert_eq!(changed.events[0].name, "GUILD_UPDATE");
    let screen = store.welcome_screen(GUILD, LINUS).unwrap();
    assert_eq!(screen["welcome_channels"][0]["emoji_name"], "🦀");
    store.delete_channel(&ADA.into(), GENERAL).unwrap();
    let screen = store.welcome_screen(GUILD, LINUS).unwrap();
    assert_eq!(screen["welcome_channels"], json!([]));
}

fn prompt(role_ids: Vec<RoleId>) -> Prompt {
    Prompt {
        id: Id::new(1),
        kind: 0,
        title: "When are you awake?".to_owned(),
        options: vec![PromptOption {
            id: Id::new(0),
            title: "at night".to_owned(),
            description: String::new(),
            emoji_id: None,
            emoji_name: None,
            emoji_animated: false,
            role_ids,
            channel_ids: Vec::new(),
        }],
        single_select: true,
        required: false,
        in_onboarding: true,
    }
}

#[test]
fn onboarding_needs_channels_and_numbers_its_prompts() {
    let mut store = store();
    let ada = ADA.into();
    let with = |prompts: Vec<Prompt>| OnboardingEdit {
        prompts: Some(prompts),
        ..OnboardingEdit::default()
    };
    let refused = store.edit_onboarding(&LINUS.into(), GUILD, with(vec![]));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.edit_onboarding(&ada, GUILD, with(vec![prompt(vec![])]));
    assert_eq!(refused.unwrap_err().code, 50035);
    let refused = store.edit_onboarding(&ada, GUILD, with(vec![prompt(vec![seed(99)])]));
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_ROLE);
    let changed = store
        .edit_onboarding(&ada, GUILD, with(vec![prompt(vec![NIGHT_OWLS])]))
        .unwrap();
    assert_eq!(changed.events[0].data["action_type"], 163);
    let prompt_id = changed.value["prompts"][0]["id"].clone();
    assert_ne!(prompt_id, "1", "a place for an id gets a real one");

    let enable = |channels: &[ChannelId]| OnboardingEdit {
        enabled: Some(true),
        default_channel_ids: Some(channels.to_vec()),
        ..OnboardingEdit::default()
    };
    let refused = store.edit_onboarding(&ada, GUILD, enable(&[GENERAL]));
    assert_eq!(refused.unwrap_err(), Refusal::ONBOARDING_REQUIREMENTS);
    let channels: Vec<ChannelId> = (0..7)
        .map(|number| {
            let edit = ChannelEdit {
                name: Some(format!("channel-{number}")),
                ..ChannelEdit::default()
            };
            let created = store.create_channel(&ada, GUILD, kind::GUILD_TEXT, edit);
            let id = created.unwrap().value["id"].clone();
            serde_json::from_value(id).unwrap()
        })
        .collect();
    let enabled = store
        .edit_onboarding(&ada, GUILD, enable(&channels))
        .unwrap();
    assert_eq!(enabled.value["enabled"], true);
    assert_eq!(enabled.value["prompts"][0]["id"], prompt_id);
    let refused = store.edit_onboarding(&ada, GUILD, enable(&channels[1..]));
    assert_eq!(refused.unwrap_err(), Refusal::BELOW_ONBOARDING_REQUIREMENTS);
}

#[test]
fn the_widget_shows_nobody_and_invites_everybody() {
    let mut store = store();
    assert_eq!(store.widget(GUILD).unwrap_err(), Refusal::WIDGET_DISABLED);
    let refused = store.edit_widget(&LINUS.into(), GUILD, Some(true), Field::Absent);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    store
        .edit_widget(&ADA.into(), GUILD, Some(true), Field::Value(GENERAL))
        .unwrap();
    let widget = store.widget(GUILD).unwrap();
    assert_eq!(widget.events[0].name, "INVITE_CREATE");
    let widget = widget.value;
    assert_eq!(widget["members"][0]["id"], "0");
    assert_eq!(widget["channels"][0]["name"], "lounge");
    let url = widget["instant_invite"].as_str().unwrap();
    let code = url.rsplit('/').next().unwrap();
    assert_eq!(store.invite(code).unwrap().inviter_id, None);
    let again = store.widget(GUILD).unwrap();
    assert!(again.events.is_empty(), "the invite is there");
    assert_eq!(again.value["instant_invite"], url);
}
