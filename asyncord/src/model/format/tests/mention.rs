use proptest::prelude::*;

use crate::{
    id::{
        Id,
        marker::{ChannelMarker, EmojiMarker, RoleMarker, UserMarker},
    },
    model::{
        ReactionEmoji, Text, Timestamp,
        format::{
            ChannelMention, CommandMention, EmojiMention, GuildNavigation, Mention, MessageLink,
            RoleMention, Segment, SegmentKind, TimestampMention, TimestampStyle, UserMention,
            parse,
        },
    },
};

fn command_name() -> impl Strategy<Value = Text> {
    "[-_'a-z0-9àωख़ี]{1,32}".prop_map(Text::from)
}

fn command() -> impl Strategy<Value = CommandMention> {
    let names = (command_name(), command_name(), command_name());
    (names, 0..u64::MAX, 0..3).prop_map(|((name, second, third), id, depth)| {
        let command = CommandMention::new(name, id);
        match depth {
            0 => command,
            1 => command.with_subcommand(second),
            _ => command.with_group(second, third),
        }
    })
}

fn style() -> impl Strategy<Value = TimestampStyle> {
    "[a-zA-Z]".prop_map(|letter| letter.chars().next().unwrap().into())
}

/// Every kind of mention, with every value that can be written.
pub(super) fn mention() -> impl Strategy<Value = Mention> {
    let timestamp = (any::<i64>(), prop::option::of(style())).prop_map(|(unix_seconds, style)| {
        TimestampMention {
            unix_seconds,
            style,
        }
    });
    let emoji = ("[a-zA-Z0-9_]{1,32}", 0..u64::MAX, any::<bool>())
        .prop_map(|(name, id, animated)| EmojiMention::new(name, id).animated(animated));
    prop_oneof![
        (0..u64::MAX).prop_map(|id| Mention::User(id.into())),
        (0..u64::MAX).prop_map(|id| Mention::Channel(id.into())),
        (0..u64::MAX).prop_map(|id| Mention::Role(id.into())),
        command().prop_map(Mention::Command),
        emoji.prop_map(Mention::Emoji),
        timestamp.prop_map(Mention::Timestamp),
        (0..u64::MAX).prop_map(|id| GuildNavigation::LinkedRole(id.into()).into()),
        "[a-zA-Z][-_:a-zA-Z0-9]{0,20}".prop_map(|page| GuildNavigation::from(&*page).into()),
        Just(GuildNavigation::Customize.into()),
        Just(GuildNavigation::Guide.into()),
        Just(GuildNavigation::LinkedRoles.into()),
        Just(Mention::Everyone),
        Just(Mention::Here),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(mention in mention()) {
        let text = mention.to_string();
        prop_assert_eq!(text.parse::<Mention>(), Ok(mention.clone()));
        prop_assert_eq!(&mention, &text);
        prop_assert_eq!(String::from(mention), text);
    }

    #[test]
    fn mentions_in_a_text_are_found_where_they_stand(
        mentions in prop::collection::vec((mention(), "[a-z ]{1,5}"), 0..8)
    ) {
        let mut text = String::new();
        let mut expected = Vec::new();
        for (mention, between) in &mentions {
            let start = text.len();
            text += &mention.to_string();
            expected.push((start..text.len(), mention.clone()));
            text += between;
        }
        let found: Vec<_> = parse(&text)
            .filter_map(|Segment { range, kind, .. }| match kind {
                SegmentKind::Mention(mention) => Some((range, mention)),
                _ => None,
            })
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn links_are_read_as_written(guild in prop::option::of(0..u64::MAX), ids in (0..u64::MAX, 0..u64::MAX)) {
        let link = MessageLink::new(guild.map(Id::new), ids.0, ids.1);
        prop_assert_eq!(link.to_string().parse(), Ok(link));
    }
}

#[test]
fn ids_and_times_write_their_mentions() {
    assert_eq!(Id::<UserMarker>::new(5).mention(), "<@5>");
    assert_eq!(Id::<ChannelMarker>::new(5).mention(), "<#5>");
    assert_eq!(Id::<RoleMarker>::new(5).mention(), "<@&5>");
    let emoji = Id::<EmojiMarker>::new(5).mention("ferris");
    assert_eq!(emoji, "<:ferris:5>");
    assert_ne!(emoji, "<:ferris:5> ");
    assert_ne!(emoji, "<:ferris:5");
    let time: Timestamp = "1969-12-31T23:59:59.5Z".parse().unwrap();
    assert_eq!(time.mention(TimestampStyle::ShortTime), "<t:-1:t>");
    assert_eq!(TimestampMention::new(time), "<t:-1>");
}

#[test]
fn styles_have_the_letters_of_discord() {
    let letters: String = TimestampStyle::KNOWN
        .iter()
        .map(|style| char::from(*style))
        .collect();
    assert_eq!(letters, "tTdDfFsSR");
    for style in TimestampStyle::KNOWN {
        assert_eq!(TimestampStyle::from(char::from(*style)), *style);
    }
    let unknown: TimestampMention = "<t:1:z>".parse().unwrap();
    assert_eq!(unknown.style, Some(TimestampStyle::Unknown('z')));
}

#[test]
fn pages_of_the_guild_are_known() {
    for (text, page) in [
        ("<id:customize>", GuildNavigation::Customize),
        ("<id:browse>", GuildNavigation::Browse),
        ("<id:guide>", GuildNavigation::Guide),
        ("<id:linked-roles>", GuildNavigation::LinkedRoles),
        (
            "<id:linked-roles:7>",
            GuildNavigation::LinkedRole(Id::new(7)),
        ),
        ("<id:moon>", GuildNavigation::Unknown("moon".into())),
    ] {
        assert_eq!(text.parse(), Ok(page.clone()));
        assert_eq!(text, page);
    }
}

#[test]
fn a_time_out_of_range_is_kept_as_seconds() {
    let mention: TimestampMention = "<t:99999999999999>".parse().unwrap();
    assert_eq!(mention.unix_seconds, 99_999_999_999_999);
    assert_eq!(mention.timestamp(), None);
}

#[test]
fn single_mentions_are_read_where_nothing_else_stands() {
    assert_eq!("<@!5>".parse::<UserMention>().unwrap().id, 5);
    assert_eq!("<@&5>".parse::<RoleMention>().unwrap().id, 5);
    assert_eq!("<#5>".parse::<ChannelMention>().unwrap().id, 5);
    let emoji: EmojiMention = "<a:wave:5>".parse().unwrap();
    assert!(emoji.animated);
    assert_eq!(ReactionEmoji::from(emoji), ReactionEmoji::custom("wave", 5));
    let command: CommandMention = "</tag list add:5>".parse().unwrap();
    assert_eq!(command.name(), "tag");
    assert_eq!(command.group(), Some("list"));
    assert_eq!(command.subcommand(), Some("add"));
    assert_eq!(command.id(), 5);
}

#[test]
fn what_is_no_mention_is_refused() {
    for text in [
        "",
        "<",
        "<>",
        "<@>",
        "<@!>",
        "<@&>",
        "<#>",
        "<@5",
        "@5>",
        " <@5>",
        "<@5> ",
        "<@5><@6>",
        "<@+5>",
        "<@-5>",
        "<@ 5>",
        "<@!&5>",
        "<@18446744073709551615>",
        "<:name>",
        "<:name:>",
        "<::5>",
        "<:na me:5>",
        "<:é:5>",
        "<b:name:5>",
        "</:5>",
        "</name:>",
        "</name>",
        "</ name:5>",
        "</name :5>",
        "</a b c d:5>",
        "</a  b:5>",
        "</a/b:5>",
        "</aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:5>",
        "<t:>",
        "<t:->",
        "<t:+1>",
        "<t:1:>",
        "<t:1:RR>",
        "<t:1:é>",
        "<t:1.5>",
        "<t:9223372036854775808>",
        "<id:>",
        "<id:5>",
        "<id:a b>",
        "everyone",
        "@everyon",
        "@Here",
        "@everyone!",
    ] {
        assert!(text.parse::<Mention>().is_err(), "{text:?}");
    }
}

#[test]
fn errors_name_what_was_expected() {
    let message = |error: &dyn ToString| error.to_string();
    assert_eq!(
        message(&"<@5>".parse::<RoleMention>().unwrap_err()),
        "`<@5>` is not the mention of a role, as in `<@&123>`"
    );
    assert_eq!(
        message(&"no".parse::<TimestampMention>().unwrap_err()),
        "`no` is not a point in time, as in `<t:1618953630:R>`"
    );
    let long = "x".repeat(10_000).parse::<Mention>().unwrap_err();
    assert!(message(&long).len() < 200);
}

#[test]
fn links_are_read_from_every_client() {
    let guild = MessageLink::new(Some(Id::new(1)), 2, 3);
    let direct = MessageLink::new(None, 2, 3);
    for (text, link) in [
        ("https://discord.com/channels/1/2/3", guild),
        ("https://canary.discord.com/channels/1/2/3", guild),
        ("https://ptb.discord.com/channels/1/2/3/", guild),
        ("https://discordapp.com/channels/1/2/3?a=/b", guild),
        ("<https://ptb.discordapp.com/channels/1/2/3#x>", guild),
        ("https://discord.com/channels/@me/2/3", direct),
    ] {
        assert_eq!(text.parse(), Ok(link), "{text}");
    }
    for text in [
        "",
        "discord.com/channels/1/2/3",
        "http://discord.com/channels/1/2/3",
        "https://discord.com.example/channels/1/2/3",
        "https://evil.discord.com/channels/1/2/3",
        "https://discord.com/channels/1/2",
        "https://discord.com/channels/1/2/",
        "https://discord.com/channels/1/2/3/4",
        "https://discord.com/channels/me/2/3",
        "https://discord.com/channels/1/@me/3",
        "see https://discord.com/channels/1/2/3",
        "<https://discord.com/channels/1/2/3",
    ] {
        assert!(text.parse::<MessageLink>().is_err(), "{text}");
    }
}
