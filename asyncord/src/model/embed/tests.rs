use super::{Color, Embed, EmbedFlags, EmbedMediaFlags, EmbedType};
use crate::model::{decode, testing::round};

/// As Discord makes it of a link to a video.
const VIDEO: &str = r#"{"type":"video","url":"https://www.youtube.com/watch?v=x","title":"Rust",
    "description":"A video","color":16711680,"provider":{"name":"YouTube","url":"https://www.youtube.com"},
    "author":{"name":"Ferris","url":"https://www.youtube.com/channel/y"},
    "thumbnail":{"url":"https://i.ytimg.com/vi/x/m.jpg","proxy_url":"https://images-ext-1.discordapp.net/x",
        "width":1280,"height":720,"content_type":"image/jpeg","placeholder":"+PcFBwAT","placeholder_version":1,
        "flags":0},
    "video":{"url":"https://www.youtube.com/embed/x","width":1280,"height":720,"flags":0}}"#;

#[test]
fn embeds_of_links_come_back_as_they_came() {
    round::<Embed>(VIDEO);
    round::<Embed>(
        r#"{"type":"gifv","url":"https://tenor.com/view/x","provider":{"name":"Tenor","url":"https://tenor.co"},
            "thumbnail":{"url":"https://media.tenor.com/x.png","proxy_url":"https://images-ext-1.discordapp.net/x",
                "width":498,"height":280,"flags":32},
            "video":{"url":"https://media.tenor.com/x.mp4","proxy_url":"https://images-ext-1.discordapp.net/y",
                "width":498,"height":280,"description":"a crab"}}"#,
    );
    round::<Embed>(
        r#"{"type":"rich","flags":32,"components":[{"type":17,"id":1,"components":[]}],"color":null,
            "timestamp":"2026-01-01T00:00:00+00:00","footer":{"text":"f","icon_url":"https://x/i.png",
            "proxy_icon_url":"https://y/i.png"},"image":{"url":"https://x/i.png","description":null},
            "fields":[{"name":"a","value":"b","inline":true},{"name":"c","value":"d","inline":false}]}"#,
    );
    round::<Embed>(r#"{"type":"later","flags":null,"fields":null}"#);
    round::<Embed>("{}");
}

#[test]
fn the_parts_are_read() {
    let embed: Embed = decode(VIDEO).unwrap();
    assert_eq!(embed.kind, Some(EmbedType::Video));
    assert_eq!(embed.color, Some(Color::new(0xFF_0000)));
    let thumbnail = embed.thumbnail.as_ref().unwrap();
    assert_eq!(thumbnail.placeholder_version, Some(1));
    assert!(!thumbnail.flags.contains(EmbedMediaFlags::IS_ANIMATED));
    assert_eq!(
        embed.provider.as_ref().unwrap().name,
        Some("YouTube".into())
    );
    assert_eq!(embed.flags(), EmbedFlags::empty());
    assert!(embed.components().is_empty());
}

#[test]
fn a_new_embed_is_written_without_what_was_not_set() {
    let embed = Embed::new()
        .title("t")
        .color(Color::BLURPLE)
        .image("https://x/i.png")
        .author("a");
    assert_eq!(
        serde_json::to_value(&embed).unwrap(),
        serde_json::json!({
            "title": "t", "color": 0x58_65F2, "image": {"url": "https://x/i.png"}, "author": {"name": "a"},
        })
    );
}

#[test]
fn a_poll_without_a_winner_has_a_result_nonetheless() {
    let embed: Embed = decode(
        r#"{"type":"poll_result","fields":[{"name":"poll_question_text","value":"Tea?"},
            {"name":"victor_answer_votes","value":"2"},{"name":"total_votes","value":"4"}]}"#,
    )
    .unwrap();
    let result = embed.poll_result().unwrap();
    assert_eq!((result.victor_answer_votes, result.total_votes), (2, 4));
    assert_eq!(result.victor_answer_id, None);
    assert_eq!(result.victor_answer_emoji, None);
}

#[test]
fn the_winners_emoji_is_put_together() {
    let embed = |fields: &str| -> Embed {
        decode(&format!(r#"{{"type":"poll_result","fields":[{fields}]}}"#)).unwrap()
    };
    let custom = embed(
        r#"{"name":"victor_answer_emoji_id","value":"9"},{"name":"victor_answer_emoji_name","value":"LUL"},
            {"name":"victor_answer_emoji_animated","value":"true"},{"name":"victor_answer_text","value":"Yes"}"#,
    );
    let result = custom.poll_result().unwrap();
    assert_eq!(result.victor_answer_text, Some("Yes"));
    assert_eq!(result.victor_answer_emoji.unwrap().mention(), "<a:LUL:9>");
    let unicode = embed(r#"{"name":"victor_answer_emoji_name","value":"🍵"}"#);
    let result = unicode.poll_result().unwrap();
    assert_eq!(result.victor_answer_emoji.unwrap().mention(), "🍵");
}

#[test]
fn other_embeds_tell_no_result() {
    let embed = Embed::new().field("total_votes", "4", false);
    assert!(embed.poll_result().is_none());
    assert_eq!(embed.field_value("total_votes"), Some("4"));
    assert_eq!(embed.field_value("other"), None);
}

#[test]
fn it_is_small() {
    assert!(size_of::<Embed>() <= 200, "{}", size_of::<Embed>());
}
