use super::{
    CurrentUserGuild, Guild, GuildFeature, GuildHomeSettings, GuildJoinRequests, GuildOnboarding,
    GuildPreview, GuildWidget, IncidentsData, JoinRequestFormField, OnboardingMode, PremiumTier,
    VanityUrl, WelcomeScreen,
};
use crate::model::testing::round;
use crate::model::{Color, Member, Timestamp, decode};

fn member(json: &str) -> Member {
    decode(json).unwrap()
}

const GUILD: &str = r#"{"id":"1","name":"g","icon":"389030ec9db118cb5b85a732333b7c98","owner_id":"4",
    "splash":"75610b05a0dd09ec2c3c7df9f6975ea0","discovery_splash":null,"banner":"a_5c3cb8d1bc159937fffe7e641ec96ca7",
    "features":["COMMUNITY","MORE_EMOJI","BRAND_NEW"],"vanity_url_code":"no","premium_tier":2,
    "roles":[
        {"id":"1","name":"@everyone","position":0},
        {"id":"14","name":"bottom","position":0},
        {"id":"12","name":"plain","position":4,"hoist":true},
        {"id":"13","name":"red","position":2,"color":16711680,"hoist":true},
        {"id":"11","name":"green","position":3,"color":1,
            "colors":{"primary_color":65280,"secondary_color":null,"tertiary_color":null}},
        {"id":"10","name":"blue","position":3,"colors":{"primary_color":255}}
    ]}"#;

#[test]
fn what_came_is_what_is_written() {
    round::<Guild>(GUILD);
    round::<Guild>(r#"{"id":"1"}"#);
    round::<Guild>(
        r#"{"id":"1","name":"g","icon":null,"icon_hash":null,"splash":null,"discovery_splash":null,"home_header":null,
            "owner":true,"owner_id":"4","permissions":"8","region":null,"afk_channel_id":null,"afk_timeout":300,
            "widget_enabled":true,"widget_channel_id":null,"verification_level":0,"default_message_notifications":1,
            "explicit_content_filter":2,"roles":[],"emojis":[{"id":"5","name":"e","animated":true}],"features":[],
            "mfa_level":1,"application_id":null,"system_channel_id":"6","system_channel_flags":63,
            "rules_channel_id":null,"max_presences":null,"max_members":250000,"vanity_url_code":null,
            "description":"d","banner":null,"premium_tier":0,"premium_subscription_count":0,"preferred_locale":"xx",
            "public_updates_channel_id":null,"max_video_channel_users":25,"max_stage_video_channel_users":50,
            "approximate_member_count":2,"approximate_presence_count":0,
            "welcome_screen":{"description":null,"welcome_channels":[
                {"channel_id":"7","description":"","emoji_id":null,"emoji_name":"👋"}]},
            "nsfw":false,"nsfw_level":3,"stickers":[],"premium_progress_bar_enabled":false,
            "premium_progress_bar_enabled_user_updated_at":null,"safety_alerts_channel_id":null,
            "incidents_data":{"invites_disabled_until":"2030-01-01T00:00:00+00:00","dms_disabled_until":null,
                "dm_spam_detected_at":null,"raid_detected_at":null}}"#,
    );
    round::<Guild>(
        r#"{"id":"1","incidents_data":null,"welcome_screen":null,"nsfw":null,"premium_tier":99}"#,
    );
}

#[test]
fn roles_are_found_and_sorted() {
    let guild: Guild = decode(GUILD).unwrap();
    assert_eq!(guild.everyone_role().unwrap().name, "@everyone");
    assert_eq!(guild.role(13).unwrap().name, "red");
    assert!(guild.role(15).is_none());
    let names = |roles: Vec<&super::Role>| -> Vec<String> {
        roles.iter().map(|role| role.name.to_string()).collect()
    };
    assert_eq!(
        names(guild.roles_sorted()),
        ["plain", "blue", "green", "red", "bottom", "@everyone"]
    );
    let member = member(r#"{"user":{"id":"4"},"roles":["13","12","99"]}"#);
    assert_eq!(names(guild.roles_of(&member)), ["plain", "red"]);
    assert!(guild.is_owner(member.user.id));
}

#[test]
fn the_highest_role_with_a_colour_gives_it() {
    let guild: Guild = decode(GUILD).unwrap();
    for (roles, color, hoist) in [
        (r#"["12","13"]"#, Some(Color::new(0xFF_0000)), Some(12)),
        // Of equal positions the older role; `colors` goes before `color`.
        (r#"["11","13","10"]"#, Some(Color::new(255)), Some(13)),
        (r#"["11","13"]"#, Some(Color::new(0xFF00)), Some(13)),
        (r#"["12"]"#, None, Some(12)),
        ("[]", None, None),
    ] {
        let member = member(&format!(r#"{{"user":{{"id":"4"}},"roles":{roles}}}"#));
        assert_eq!(guild.color_of(&member), color, "{roles}");
        let hoisted = guild.hoist_role_of(&member).map(|role| role.id.get());
        assert_eq!(hoisted, hoist, "{roles}");
    }
}

#[test]
fn limits_follow_the_tier_and_the_features() {
    let mut guild: Guild = decode(r#"{"id":"1"}"#).unwrap();
    assert_eq!(guild.emoji_limit(), 50);
    assert_eq!(guild.file_size_limit(), 10 * 1024 * 1024);
    guild.features.push(GuildFeature::MoreEmoji);
    guild.features.push(GuildFeature::VipRegions);
    assert_eq!((guild.emoji_limit(), guild.bitrate_limit()), (200, 384_000));
    guild.premium_tier = Some(PremiumTier::Tier3);
    assert_eq!((guild.emoji_limit(), guild.sticker_limit()), (250, 60));
    guild.premium_tier = Some(PremiumTier::Tier1);
    assert_eq!((guild.sticker_limit(), guild.soundboard_limit()), (15, 24));
    assert_eq!(PremiumTier::Unknown(9).file_size_limit(), 100 * 1024 * 1024);
}

#[test]
fn images_and_links_are_written_out() {
    let guild: Guild = decode(GUILD).unwrap();
    assert!(guild.has_feature(&GuildFeature::Community));
    assert!(guild.has_feature(&GuildFeature::from("BRAND_NEW")));
    let url = |url: Option<super::ImageUrl>| url.map(|url| url.to_string());
    let cdn = "https://cdn.discordapp.com";
    assert_eq!(
        url(guild.icon_url()),
        Some(format!(
            "{cdn}/icons/1/389030ec9db118cb5b85a732333b7c98.png"
        ))
    );
    assert_eq!(
        url(guild.banner_url()),
        Some(format!(
            "{cdn}/banners/1/a_5c3cb8d1bc159937fffe7e641ec96ca7.gif"
        ))
    );
    assert_eq!(
        url(guild.splash_url()),
        Some(format!(
            "{cdn}/splashes/1/75610b05a0dd09ec2c3c7df9f6975ea0.png"
        ))
    );
    assert_eq!(guild.discovery_splash_url(), None);
    assert_eq!(guild.vanity_url().as_deref(), Some("https://discord.gg/no"));
    assert_eq!(guild.url(), "https://discord.com/channels/1");
}

#[test]
fn smaller_objects_are_written_as_they_came() {
    round::<CurrentUserGuild>(
        r#"{"id":"1","name":"g","icon":null,"banner":null,"owner":true,"permissions":"36953089","features":["NEWS"],
            "approximate_member_count":3268,"approximate_presence_count":784}"#,
    );
    round::<GuildPreview>(
        r#"{"id":"1","name":"g","icon":null,"splash":null,"discovery_splash":null,"home_header":null,"emojis":[],
            "features":[],"approximate_member_count":60814,"approximate_presence_count":20034,"description":"d",
            "stickers":[]}"#,
    );
    let vanity: VanityUrl =
        round(r#"{"code":"abc","uses":12,"error":{"message":"m","code":50020}}"#);
    assert_eq!(vanity.url().as_deref(), Some("https://discord.gg/abc"));
    assert_eq!(
        round::<VanityUrl>(r#"{"code":null,"uses":0,"error":null}"#).url(),
        None
    );
    round::<GuildWidget>(
        r#"{"id":"1","name":"g","instant_invite":null,"channels":[{"id":"2","name":"v","position":2}],
            "members":[{"id":"0","username":"1234","discriminator":"0000","avatar":null,"status":"online",
                "avatar_url":"https://cdn.discordapp.com/widget-avatars/x","activity":{"name":"chess"},
                "deaf":false,"mute":false,"self_deaf":true,"self_mute":false,"suppress":false,"channel_id":"2"}],
            "presence_count":1}"#,
    );
    round::<WelcomeScreen>(
        r#"{"description":"d","welcome_channels":[{"channel_id":"1","description":"x"}]}"#,
    );
    round::<super::Ban>(r#"{"reason":null,"user":{"id":"4"}}"#);
    round::<super::BulkBan>(r#"{"banned_users":["1"],"failed_users":[]}"#);
    round::<super::GuildPrune>(r#"{"pruned":null}"#);
    round::<super::GuildWidgetSettings>(r#"{"enabled":true,"channel_id":"41771983444115456"}"#);
    round::<GuildHomeSettings>(
        r#"{"guild_id":"1","enabled":true,"welcome_message":{"author_ids":["4"],"message":"hi"},
            "new_member_actions":[{"channel_id":"2","action_type":1,"title":"t","description":"",
                "emoji":{"id":null,"name":"👋","animated":false}}],
            "resource_channels":[{"channel_id":"3","title":"t","icon":"x","description":""}]}"#,
    );
}

#[test]
fn onboarding_needs_no_mode() {
    let onboarding: GuildOnboarding = round(
        r#"{"guild_id":"1","prompts":[{"id":"2","type":1,"title":"t","single_select":false,"required":false,
            "in_onboarding":true,"options":[{"id":"3","title":"o","description":"","role_ids":["5"],"channel_ids":[],
                "emoji":{"id":"6","name":"chat","animated":false}},
                {"id":"4","title":"p","emoji_id":null,"emoji_name":"👋","emoji_animated":false}]}],
            "default_channel_ids":["7"],"enabled":true}"#,
    );
    assert_eq!(onboarding.mode, OnboardingMode::OnboardingDefault);
    assert_eq!(
        onboarding.prompts[0].options[1].emoji_name.as_deref(),
        Some("👋")
    );
}

#[test]
fn questions_to_who_asks_to_join_are_told_apart() {
    let requests: GuildJoinRequests = round(
        r#"{"total":1,"guild_join_requests":[{"id":"1","created_at":"2025-01-01T00:00:00+00:00","reviewed_at":null,
            "application_status":"SUBMITTED","rejection_reason":null,"guild_id":"2","user_id":"3","user":null,
            "actioned_by_user":{"id":"4"},"form_responses":[
                {"field_type":"TERMS","label":"l","required":true,"values":["be kind"],"response":true},
                {"field_type":"TEXT_INPUT","label":"l","placeholder":"p","response":"r"},
                {"field_type":"PARAGRAPH","label":"l"},
                {"field_type":"MULTIPLE_CHOICE","label":"l","choices":["a","b"],"response":1},
                {"field_type":"VOICE","label":"l"}]}]}"#,
    );
    let fields = &requests.guild_join_requests[0].form_responses;
    let JoinRequestFormField::MultipleChoice(choice) = &fields[3] else {
        panic!("{fields:?}");
    };
    assert_eq!(choice.chosen(), Some("b"));
    assert!(matches!(fields[4], JoinRequestFormField::Unknown(_)));
}

#[test]
fn an_incident_ends() {
    let data: IncidentsData =
        decode(r#"{"invites_disabled_until":"2030-01-01T00:00:00+00:00"}"#).unwrap();
    let before: Timestamp = "2029-01-01T00:00:00Z".parse().unwrap();
    let end: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
    assert!(data.are_invites_disabled(before) && !data.are_invites_disabled(end));
    assert!(!data.are_dms_disabled(before));
}
