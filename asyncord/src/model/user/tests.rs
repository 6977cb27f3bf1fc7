use super::{AvatarDecorationData, Connection, Discriminator, PrimaryGuild, User, UserFlags};
use crate::model::testing::round;
use crate::model::{Color, ImageHash, decode};

fn user(json: &str) -> User {
    decode(json).unwrap()
}

const FULL: &str = r#"{"id":"80351110224678912","username":"Nelly","global_name":null,"discriminator":"1337",
    "avatar":"8342729096ea3675442027381ff50dfe","verified":true,"email":"nelly@discord.com","flags":64,
    "banner":"06c16474723fe537c283b8efa61a30c8","accent_color":16711680,"premium_type":0,"public_flags":64,
    "bot":false,"system":false,"mfa_enabled":false,"locale":"en-US",
    "avatar_decoration_data":{"sku_id":"1144058844004233369","asset":"a_fed43ab12698df65902ba06727e20c0e"},
    "collectibles":{"nameplate":{"sku_id":"2247558840304243311","asset":"nameplates/nameplates/twilight/",
        "label":"","palette":"cobalt"}},
    "primary_guild":{"identity_guild_id":"1234647491267808778","identity_enabled":true,"tag":"DISC",
        "badge":"7d1734ae5a615e82bc7a4033b98fade8"}}"#;

#[test]
fn a_user_is_small() {
    assert!(size_of::<User>() <= 112, "{}", size_of::<User>());
}

#[test]
fn what_came_is_what_is_written() {
    for json in [
        FULL,
        r#"{"id":"4"}"#,
        r#"{"id":"4","username":"ada","discriminator":"0","avatar":null,"banner":null,"accent_color":null,
            "avatar_decoration_data":null,"collectibles":null,"primary_guild":null,"global_name":null,"public_flags":0}"#,
        r#"{"id":"4","primary_guild":{"identity_guild_id":null,"identity_enabled":null,"tag":null,"badge":null},
            "collectibles":{"nameplate":null},"premium_type":77}"#,
    ] {
        round::<User>(json);
    }
}

#[test]
fn a_common_user_takes_no_box() {
    let user = user(
        r#"{"id":"4","username":"ada","avatar":"8342729096ea3675442027381ff50dfe","global_name":"Ada",
            "banner":null,"collectibles":null,"avatar_decoration_data":null,"primary_guild":null,"public_flags":64}"#,
    );
    assert!(user.rare.is_none());
}

#[test]
fn seldom_fields_are_read_by_methods() {
    let user = user(FULL);
    assert_eq!(user.discriminator, Discriminator::new(1337));
    assert_eq!(user.accent_color(), Some(Color::new(0xFF_0000)));
    assert_eq!(user.flags(), Some(UserFlags::HYPESQUAD_ONLINE_HOUSE_1));
    assert_eq!(user.email(), Some("nelly@discord.com"));
    assert_eq!(user.guild_tag(), Some("DISC"));
    let nameplate = user.collectibles().unwrap().nameplate.as_ref().unwrap();
    assert_eq!(nameplate.palette.as_ref().unwrap().as_str(), "cobalt");
    assert_eq!(
        user.avatar_decoration_data(),
        Some(
            &decode::<AvatarDecorationData>(
                r#"{"asset":"a_fed43ab12698df65902ba06727e20c0e","sku_id":"1144058844004233369"}"#
            )
            .unwrap()
        )
    );
}

#[test]
fn a_tag_has_digits_only_where_the_name_is_old() {
    for (json, tag, display_name) in [
        (
            r#"{"id":"4","username":"ada","discriminator":"0042","global_name":"Ada"}"#,
            "ada#0042",
            "Ada",
        ),
        (
            r#"{"id":"4","username":"ada","discriminator":"0"}"#,
            "ada",
            "ada",
        ),
        (r#"{"id":"4","username":"ada"}"#, "ada", "ada"),
    ] {
        let user = user(json);
        assert_eq!(
            (user.tag().as_str(), user.display_name()),
            (tag, display_name)
        );
    }
}

#[test]
fn a_strange_discriminator_costs_nothing_else() {
    let user = user(r#"{"id":"4","username":"ada","discriminator":"many","bot":true}"#);
    assert_eq!(user.discriminator, None);
    assert!(user.bot);
}

#[test]
fn webhooks_bots_and_people_are_told_apart() {
    for (json, webhook, person) in [
        (
            r#"{"id":"4","discriminator":"0000","bot":true}"#,
            true,
            false,
        ),
        (
            r#"{"id":"4","discriminator":"0001","bot":true}"#,
            false,
            false,
        ),
        (r#"{"id":"4","discriminator":"0000"}"#, false, true),
        (
            r#"{"id":"4","discriminator":"0000","system":true}"#,
            false,
            false,
        ),
    ] {
        let user = user(json);
        assert_eq!(
            (user.is_webhook(), user.is_person()),
            (webhook, person),
            "{json}"
        );
    }
}

#[test]
fn the_avatar_shown_is_discords_where_there_is_none() {
    let mut user = user(r#"{"id":"80351110224678912","discriminator":"1337"}"#);
    assert_eq!(user.avatar_url(), None);
    let default = "https://cdn.discordapp.com/embed/avatars/2.png";
    assert_eq!(user.display_avatar_url().to_string(), default);
    user.avatar = Some(ImageHash::from("a_8342729096ea3675442027381ff50dfe"));
    assert_eq!(
        user.display_avatar_url().to_string(),
        "https://cdn.discordapp.com/avatars/80351110224678912/a_8342729096ea3675442027381ff50dfe.gif"
    );
    assert_eq!(user.default_avatar_url().to_string(), default);
}

#[test]
fn a_tag_that_is_not_enabled_is_not_shown() {
    let guild: PrimaryGuild = decode(
        r#"{"identity_guild_id":"1","identity_enabled":false,"tag":"DISC","badge":"7d1734ae5a615e82bc7a4033b98fade8"}"#,
    )
    .unwrap();
    assert_eq!(guild.shown_tag(), None);
    assert_eq!(
        guild.badge_url().unwrap().to_string(),
        "https://cdn.discordapp.com/guild-tag-badges/1/7d1734ae5a615e82bc7a4033b98fade8.png"
    );
}

#[test]
fn connections_of_any_service_are_kept() {
    for json in [
        r#"{"id":"76561198","name":"ada","type":"steam","verified":true,"visibility":1,"friend_sync":false}"#,
        r#"{"id":"x","name":null,"type":"brand-new","revoked":true,"two_way_link":true,"show_activity":true,
            "integrations":[{"id":"twitch-partners","type":"twitch","account":{"id":"1","name":"a"},
                "guild":{"id":"1","name":"g","icon":null}}]}"#,
    ] {
        round::<Connection>(json);
        let connection: Connection = decode(json).unwrap();
        assert!(connection.integrations.strange().is_empty());
    }
}
