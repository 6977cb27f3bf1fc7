use super::{
    super::{
        Field, Refusal, Store,
        bits::permission::MANAGE_GUILD,
        ids::{ChannelId, UserId, seed},
        role::RoleEdit,
        seed::{ADA, APPLICATION, GENERAL, GUILD},
    },
    GuildEdit,
};

const LINUS: UserId = seed(23);
const LOUNGE: ChannelId = seed(14);

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

#[test]
fn a_change_is_told_and_written_down() {
    let mut store = store();
    let edit = || GuildEdit {
        name: Some("elsewhere".to_owned()),
        afk_channel_id: Field::Value(LOUNGE),
        ..GuildEdit::default()
    };
    let changed = store.edit_guild(&ADA.into(), GUILD, edit()).unwrap();
    assert_eq!(changed.value["name"], "elsewhere");
    let names: Vec<_> = changed.events.iter().map(|event| event.name).collect();
    assert_eq!(names, ["GUILD_UPDATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
    let entry = &changed.events[1].data;
    assert_eq!(entry["action_type"], 1);
    assert_eq!(entry["changes"].as_array().unwrap().len(), 2, "{entry}");
    let refused = store.edit_guild(&LINUS.into(), GUILD, edit());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
}

#[test]
fn channels_must_be_the_guilds_and_of_their_type() {
    let mut store = store();
    for (afk, system) in [(Some(GENERAL), None), (None, Some(LOUNGE))] {
        let edit = GuildEdit {
            afk_channel_id: afk.map_or(Field::Absent, Field::Value),
            system_channel_id: system.map_or(Field::Absent, Field::Value),
            ..GuildEdit::default()
        };
        let refused = store.edit_guild(&ADA.into(), GUILD, edit).unwrap_err();
        assert_eq!(refused.code, 50035);
    }
}

#[test]
fn a_community_has_its_requirements() {
    let mut store = store();
    let community = || GuildEdit {
        features: Some(vec!["COMMUNITY".to_owned(), "VERIFIED".to_owned()]),
        ..GuildEdit::default()
    };
    let refused = store.edit_guild(&ADA.into(), GUILD, community());
    assert_eq!(refused.unwrap_err().code, 50035);
    assert!(!store.guild(GUILD).unwrap().has_feature("COMMUNITY"));
    let manager = RoleEdit {
        permissions: Field::Value(MANAGE_GUILD),
        ..RoleEdit::default()
    };
    store
        .edit_role(&ADA.into(), GUILD, seed(3), manager)
        .unwrap();
    let refused = store.edit_guild(&LINUS.into(), GUILD, community());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let edit = GuildEdit {
        verification_level: Field::Value(1),
        explicit_content_filter: Field::Value(2),
        rules_channel_id: Field::Value(GENERAL),
        public_updates_channel_id: Field::Value(GENERAL),
        ..community()
    };
    store.edit_guild(&ADA.into(), GUILD, edit).unwrap();
    let guild = store.guild(GUILD).unwrap();
    assert!(guild.has_feature("COMMUNITY"));
    assert!(guild.has_feature("BANNER"), "what boosts bring stays");
    assert!(!guild.has_feature("VERIFIED"), "nobody verifies itself");
}

#[test]
fn a_guild_is_given_away_by_its_owner_and_to_people() {
    let mut store = store();
    let to = |owner| GuildEdit {
        owner_id: Some(owner),
        ..GuildEdit::default()
    };
    let bot: UserId = APPLICATION.cast();
    let refused = store.edit_guild(&bot.into(), GUILD, to(LINUS));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.edit_guild(&ADA.into(), GUILD, to(bot));
    assert_eq!(refused.unwrap_err(), Refusal::OWNER_IS_BOT);
    let changed = store.edit_guild(&ADA.into(), GUILD, to(LINUS)).unwrap();
    assert_eq!(changed.value["owner_id"], LINUS.to_string());
}

#[test]
fn a_channel_that_is_gone_is_no_setting() {
    let mut store = store();
    let deleted = store.delete_channel(&ADA.into(), GENERAL).unwrap();
    let update = deleted
        .events
        .iter()
        .find(|event| event.name == "GUILD_UPDATE")
        .unwrap();
    assert!(update.data["system_channel_id"].is_null());
}

#[test]
fn incidents_end_within_a_day() {
    let mut store = store();
    let now = store.clock.now();
    let day = 24 * 60 * 60 * 1000;
    let ada = ADA.into();
    let refused = store.set_incidents(&ada, GUILD, Field::Value(now + 2 * day), Field::Absent);
    assert_eq!(refused.unwrap_err().code, 50035);
    let until = Field::Value(now + day / 2);
    store
        .set_incidents(&ada, GUILD, until, Field::Absent)
        .unwrap();
    let json = store.guild(GUILD).unwrap().json();
    assert!(json["incidents_data"]["invites_disabled_until"].is_string());
    assert!(json["incidents_data"]["dms_disabled_until"].is_null());
}
