#![allow(clippy::reversed_empty_ranges, reason = "they are to be found")]

use super::{Faults, Limited};
use crate::model::{
    AllowedMentions, ApplicationCommandOption as CommandOption, ChannelType, Component, Embed,
    EntryPointCommandHandlerType, Locale, MessageFlags, Modal, NewCommand, NewPoll,
    component::{
        ActionRow, Button, ButtonStyle, Checkbox, CheckboxGroup, Container, File, FileUpload,
        Label, MediaGallery, RadioGroup, Section, SelectOption, Separator, StringSelect,
        TextDisplay, TextInput, Thumbnail, UserSelect,
    },
    decode,
    limits::check_components,
};

fn x(count: usize) -> String {
    "x".repeat(count)
}

fn faults(value: &impl Limited) -> Vec<String> {
    let mut faults = Faults::default();
    value.check(&mut faults);
    faults.into_vec().iter().map(ToString::to_string).collect()
}

fn of_message(components: &[Component], flags: MessageFlags) -> Vec<String> {
    let mut faults = Faults::default();
    check_components(components, flags, &mut faults);
    faults.into_vec().iter().map(ToString::to_string).collect()
}

fn legacy(components: impl IntoIterator<Item = impl Into<Component>>) -> Vec<String> {
    let components: Vec<_> = components.into_iter().map(Into::into).collect();
    of_message(&components, MessageFlags::empty())
}

fn of_components(components: impl IntoIterator<Item = impl Into<Component>>) -> Vec<String> {
    let components: Vec<_> = components.into_iter().map(Into::into).collect();
    of_message(&components, MessageFlags::IS_COMPONENTS_V2)
}

fn row(component: impl Into<Component>) -> Vec<String> {
    legacy([ActionRow::of(component)])
}

fn in_label(field: impl Into<Component>) -> Vec<String> {
    faults(&Modal::default().label("l", field))
        .into_iter()
        .filter(|fault| !fault.starts_with("custom_id") && !fault.starts_with("title"))
        .map(|fault| fault.replacen("components[0].component", "", 1))
        .collect()
}

#[test]
fn an_embed_alone_has_no_path_before_its_fields() {
    let embed = Embed::new()
        .title(x(257))
        .field("n", "", false)
        .description(x(4_096))
        .footer(x(2_048));
    assert_eq!(
        faults(&embed),
        [
            "title: 257 characters, at most 256",
            "fields[0].value: 0 characters, at least 1",
            "6402 characters in all, at most 6000",
        ]
    );
    assert_eq!(embed.validate().unwrap_err().to_string().lines().count(), 3);
    assert_eq!(Embed::new().title(x(256)).validate(), Ok(()));
}

#[test]
fn rows_hold_five_buttons_or_one_menu() {
    let buttons =
        |count: usize| ActionRow::new((0..count).map(|n| Button::primary(n.to_string(), "b")));
    assert_eq!(legacy([buttons(5)]), [""; 0]);
    assert_eq!(
        legacy([buttons(6)]),
        ["components[0].components: 6 given, at most 5"]
    );
    assert_eq!(
        legacy([buttons(0)]),
        ["components[0].components: 0 given, at least 1"]
    );
    let mixed = ActionRow::of(UserSelect::new("u")).component(Button::primary("b", "b"));
    assert_eq!(
        legacy([mixed]),
        ["components[0].components: 2 given, at most 1"]
    );
    let six = (0..6).map(|n| ActionRow::of(UserSelect::new(n.to_string())));
    assert_eq!(legacy(six), ["components: 6 given, at most 5"]);
}

#[test]
fn what_stands_in_the_wrong_place_is_told_with_what_may_stand_there() {
    assert_eq!(
        legacy([Component::from(TextDisplay::new("t"))]),
        [
            "components[0]: no place for a TEXT_DISPLAY: a message takes rows; with the flag IS_COMPONENTS_V2 \
             also texts, sections, galleries, files, separators and containers"
        ]
    );
    assert_eq!(
        of_components([Component::from(TextDisplay::new("t"))]),
        [""; 0]
    );
    let container = Container::new([Container::new([TextDisplay::new("t")])]);
    assert!(
        of_components([container])[0].starts_with(
            "components[0].components[0]: no place for a CONTAINER: a container takes"
        )
    );
    let section = Section::new(["a"], TextDisplay::new("t"));
    assert_eq!(
        of_components([section]),
        [
            "components[0].accessory: no place for a TEXT_DISPLAY: beside a section stands a button or a \
             thumbnail"
        ]
    );
    assert!(row(Checkbox::new("c"))[0].contains("a row takes buttons, or one menu"));
    assert!(in_label(Button::primary("b", "b"))[0].contains("a label takes a text input"));
}

#[test]
fn a_message_of_components_has_up_to_forty_and_four_thousand_characters() {
    let many = |count: usize| (0..count).map(|_| TextDisplay::new("t"));
    assert_eq!(of_components(many(40)), [""; 0]);
    assert_eq!(
        of_components(many(41)),
        ["components: 41 given, at most 40"]
    );
    let nested = Container::new(many(40));
    assert_eq!(
        of_components([nested]),
        ["components: 41 given, at most 40"]
    );
    let long = [TextDisplay::new(x(2_000)), TextDisplay::new(x(2_001))];
    assert_eq!(
        of_components(long),
        ["components: 4001 characters in all texts together, at most 4000"]
    );
}

#[test]
fn parts_of_messages_of_components_have_limits() {
    let section = Section::new(["1", "2", "3", "4"], Thumbnail::new("https://e.com/a.png"));
    assert_eq!(
        of_components([section]),
        ["components[0].components: 4 given, at most 3"]
    );
    let gallery = MediaGallery::new((0..11).map(|_| "https://e.com/a.png"));
    assert_eq!(
        of_components([gallery]),
        ["components[0].items: 11 given, at most 10"]
    );
    let file = File::new("https://e.com/a.txt");
    assert_eq!(
        of_components([file]),
        [
            "components[0].file.url: a file is one of the message's own: `attachment://` and its name"
        ]
    );
    let right: [Component; 2] = [File::attached("a.txt").into(), Separator::new().into()];
    assert_eq!(of_components(right), [""; 0]);
    let described = Thumbnail::new("https://e.com/a.png").description(x(1_025));
    assert_eq!(
        of_components([Section::new(["t"], described)]),
        ["components[0].accessory.description: 1025 characters, at most 1024"]
    );
    assert_eq!(
        of_components([TextDisplay::new("")]),
        ["components[0].content: 0 characters, at least 1"]
    );
}

#[test]
fn a_button_has_what_its_style_needs() {
    let at = |fault: &str| vec![format!("components[0].components[0].{fault}")];
    assert_eq!(
        row(Button::custom(ButtonStyle::Danger, "c").emoji("🐜")),
        [""; 0]
    );
    assert_eq!(row(Button::premium(5)), [""; 0]);
    assert_eq!(
        row(Button::custom(ButtonStyle::Danger, "c")),
        at("label: a button needs a label or an emoji")
    );
    assert_eq!(
        row(Button::primary("c", x(81))),
        at("label: 81 characters, at most 80")
    );
    assert_eq!(
        row(Button::primary("", "l")),
        at("custom_id: 0 characters, at least 1")
    );
    assert_eq!(
        row(Button::link(x(513), "l")),
        at("url: 513 characters, at most 512")
    );
    let mut wrong = Button::link("https://e.com", "l");
    wrong.custom_id = Some("c".into());
    assert_eq!(row(wrong), at("custom_id: a LINK button has none"));
    let mut wrong = Button::primary("c", "l");
    wrong.custom_id = None;
    assert_eq!(row(wrong), at("custom_id: a PRIMARY button needs one"));
    assert_eq!(
        row(Button::premium(5).label("l")),
        at("label: a PREMIUM button shows what it sells, no label or emoji")
    );
}

#[test]
fn ids_are_there_once() {
    let twice = ActionRow::new([Button::primary("c", "1"), Button::primary("c", "2")]);
    assert_eq!(
        legacy([twice]),
        ["components[0].components[1].custom_id: `c` is the custom_id of another component too"]
    );
    let texts = [TextDisplay::new("a").id(5), TextDisplay::new("b").id(5)];
    assert_eq!(
        of_components(texts),
        ["components[1].id: 5 is the id of another component too"]
    );
    // Old messages have 0 everywhere.
    let texts = [TextDisplay::new("a").id(0), TextDisplay::new("b").id(0)];
    assert_eq!(of_components(texts), [""; 0]);
}

#[test]
fn menus_have_limits() {
    let at = |fault: &str| format!("components[0].components[0].{fault}");
    let options = |count: usize| (0..count).map(|n| (n.to_string(), n.to_string()));
    assert_eq!(
        row(StringSelect::new("s", options(25)).values(0..=25)),
        [""; 0]
    );
    let none: [(&str, &str); 0] = [];
    assert_eq!(
        row(StringSelect::new("s", none)),
        [at("options: 0 given, at least 1")]
    );
    let wrong = StringSelect::new("s", options(26))
        .placeholder(x(151))
        .values(3..=2);
    assert_eq!(
        row(wrong),
        [
            at("placeholder: 151 characters, at most 150"),
            at("min_values: 3, more than max_values, 2"),
            at("options: 26 given, at most 25"),
        ]
    );
    let mut least_only = StringSelect::new("s", options(3));
    least_only.min_values = Some(2);
    assert_eq!(
        row(least_only),
        [at("min_values: 2, more than max_values, 1")]
    );
    let few = StringSelect::new("s", options(2)).values(3..=4);
    assert_eq!(
        row(few),
        [at("min_values: 3, more than there are options, 2")]
    );
    let options = [
        SelectOption::new(x(101), "v").default(true),
        SelectOption::new("l", "v")
            .default(true)
            .description(x(101)),
    ];
    assert_eq!(
        row(StringSelect::new("s", options)),
        [
            at("options[0].label: 101 characters, at most 100"),
            at("options[1].description: 101 characters, at most 100"),
            at("options[1].value: `v` is the value of another option too"),
            at("options: 2 are chosen at first, at most 1 can be"),
        ]
    );
    assert_eq!(
        row(UserSelect::new("u").values(26..=26).default_users([1, 2])),
        [
            at("min_values: 26, at most 25"),
            at("max_values: 26, at most 25"),
        ]
    );
    assert_eq!(
        row(UserSelect::new("u").default_users([1, 2])),
        [at("default_values: 2 given, at most 1")]
    );
}

#[test]
fn fields_of_modals_have_limits() {
    assert_eq!(
        in_label(TextInput::paragraph("t").length(0..=4_000)),
        [""; 0]
    );
    let input = TextInput::short("t").length(5..=4_001).placeholder(x(101));
    assert_eq!(
        in_label(input),
        [
            ".max_length: 4001, at most 4000",
            ".placeholder: 101 characters, at most 100",
        ]
    );
    assert_eq!(
        in_label(TextInput::short("t").length(5..=4)),
        [".min_length: 5, more than max_length, 4"]
    );
    assert_eq!(
        in_label(UserSelect::new("u").values(0..=1).disabled(true)),
        [
            ".min_values: 0 needs `required` to be false",
            ".disabled: a menu of a modal cannot be disabled",
        ]
    );
    let upload = FileUpload::new("f")
        .values(1..=11)
        .file_types(["image", ".pdf", "png"]);
    assert_eq!(
        in_label(upload),
        [
            ".max_values: 11, at most 10",
            ".file_types[2]: `png` is none of image, video, audio and endings such as .pdf",
        ]
    );
    assert_eq!(
        in_label(RadioGroup::new("r", [("a", "a")])),
        [".options: 1 given, at least 2"]
    );
    let group = CheckboxGroup::new("c", [("a", "a"), ("b", "b")]);
    assert_eq!(
        in_label(group.clone().values(0..=2).required(false)),
        [""; 0]
    );
    assert_eq!(
        in_label(group.values(3..=10)),
        [".min_values: 3, more than there are options, 2"]
    );
    assert_eq!(in_label(Checkbox::new("c")), [""; 0]);
}

#[test]
fn a_modal_has_limits_of_its_own() {
    let label = || Label::new("l", Checkbox::new("c"));
    assert_eq!(Modal::new("m", "t", [label()]).validate(), Ok(()));
    let modal = Modal::new(x(101), x(46), (0..6).map(|_| TextDisplay::new("t")));
    assert_eq!(
        faults(&modal),
        [
            "custom_id: 101 characters, at most 100",
            "title: 46 characters, at most 45",
            "components: 6 given, at most 5",
        ]
    );
    let label = Label::new(x(46), TextInput::short("t")).description(x(101));
    assert_eq!(
        faults(&Modal::new("m", "t", [label])),
        [
            "components[0].label: 46 characters, at most 45",
            "components[0].description: 101 characters, at most 100",
        ]
    );
    // As modals were before labels.
    let old = Modal::new("m", "t", [ActionRow::of(TextInput::short("t"))]);
    assert_eq!(faults(&old), [""; 0]);
}

#[test]
fn components_of_tomorrow_are_left_to_discord() {
    let unknown: Component = decode(r#"{"type":99,"components":[]}"#).unwrap();
    assert_eq!(legacy([unknown.clone()]), [""; 0]);
    assert_eq!(of_components([unknown]), [""; 0]);
    let button: Component = decode(r#"{"type":2,"style":99}"#).unwrap();
    assert_eq!(row(button), [""; 0]);
}

#[test]
fn a_poll_has_a_question_and_answers_within_limits() {
    let poll = NewPoll::new(x(300))
        .answers((0..10).map(|_| x(55)))
        .duration(768);
    assert_eq!(poll.validate(), Ok(()));
    let poll = NewPoll::new(x(301))
        .answers((0..10).map(|_| "a"))
        .answer(x(56))
        .duration(769);
    assert_eq!(
        faults(&poll),
        [
            "question.text: 301 characters, at most 300",
            "answers: 11 given, at most 10",
            "answers[10].poll_media.text: 56 characters, at most 55",
            "duration: 769, at most 768",
        ]
    );
}

#[test]
fn mentions_of_all_and_of_some_exclude_each_other() {
    let mentions = AllowedMentions::none().all_roles().roles([1]);
    assert_eq!(
        faults(&mentions),
        ["roles: either all roles or these, not both"]
    );
}

#[test]
fn a_slash_commands_name_is_of_small_letters() {
    for name in ["ping", "größe", "a-b_c'd", "ชื่อ", "नाम", "1", "한국어"] {
        assert_eq!(
            faults(&NewCommand::chat_input(name, "d")),
            [""; 0],
            "{name}"
        );
    }
    assert_eq!(
        faults(&NewCommand::chat_input("Ping", "d")),
        ["name: `Ping` has capital letters: call it `ping`"]
    );
    assert_eq!(
        faults(&NewCommand::chat_input("a b", "d")),
        ["name: ' ' in `a b`: a name has letters, digits, `-`, `_` and `'` only"]
    );
    assert_eq!(
        faults(&NewCommand::chat_input(x(33), "").name_localization(Locale::German, "Ä")),
        [
            "name: 33 characters, at most 32",
            "name_localizations.de: `Ä` has capital letters: call it `ä`",
            "description: 0 characters, at least 1",
        ]
    );
    assert_eq!(faults(&NewCommand::user("Show Avatar")), [""; 0]);
    let mut wrong = NewCommand::message("Report this");
    wrong.description = "d".into();
    wrong.options.push(CommandOption::string("a", "a"));
    assert_eq!(
        faults(&wrong),
        [
            "description: 1 characters, at most 0",
            "options: only slash commands have options",
        ]
    );
    let entry = NewCommand::primary_entry_point(
        "launch",
        "d",
        EntryPointCommandHandlerType::DiscordLaunchActivity,
    );
    assert_eq!(faults(&entry), [""; 0]);
}

#[test]
fn options_stand_in_order_and_have_names_of_their_own() {
    let command = NewCommand::chat_input("c", "d")
        .option(CommandOption::string("a", "d"))
        .option(CommandOption::user("a", "d").required(true))
        .option(CommandOption::boolean("B", ""));
    assert_eq!(
        faults(&command),
        [
            "options[1].name: `a` is the name of another option too",
            "options[1].required: what must be given stands before what may be",
            "options[2].name: `B` has capital letters: call it `b`",
            "options[2].description: 0 characters, at least 1",
        ]
    );
    let many = NewCommand::chat_input("c", "d")
        .options((0..26).map(|n| CommandOption::role(n.to_string(), "d")));
    assert_eq!(faults(&many), ["options: 26 given, at most 25"]);
}

#[test]
fn commands_nest_as_command_group_subcommand() {
    let sub = || CommandOption::sub_command("s", "d").option(CommandOption::string("o", "d"));
    let group = CommandOption::sub_command_group("g", "d").option(sub());
    let fine = NewCommand::chat_input("c", "d").option(group).option(sub());
    assert_eq!(faults(&fine), [""; 0]);
    let wrong = NewCommand::chat_input("c", "d")
        .option(sub().option(sub()))
        .option(CommandOption::sub_command_group("g", "d").option(CommandOption::string("o", "d")))
        .option(CommandOption::sub_command_group("e", "d"))
        .option(CommandOption::string("o", "d").option(CommandOption::string("p", "d")));
    assert_eq!(
        faults(&wrong),
        [
            "options[0].options[1].type: a subcommand has no subcommands",
            "options[1].options[0].type: a group has subcommands only",
            "options[2].options: a group needs a subcommand",
            "options[3].type: a command has either subcommands and groups or other options",
            "options[3].options: a STRING option has no options",
        ]
    );
}

#[test]
fn an_option_has_what_its_type_allows() {
    let one = |option: CommandOption| {
        faults(&NewCommand::chat_input("c", "d").option(option))
            .into_iter()
            .map(|fault| fault.replacen("options[0].", "", 1))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        one(CommandOption::boolean("o", "d")
            .choice("a", "a")
            .min_value(1)),
        [
            "choices: a BOOLEAN option has none",
            "min_value: a BOOLEAN option has none",
        ]
    );
    assert_eq!(
        one(CommandOption::string("o", "d").channel_types([ChannelType::GuildText])),
        ["channel_types: a STRING option has none"]
    );
    assert_eq!(
        one(CommandOption::sub_command("o", "d").required(true)),
        ["required: a SUB_COMMAND option has none"]
    );
    assert_eq!(
        one(CommandOption::string("o", "d")
            .min_length(6_001)
            .max_length(0)),
        [
            "min_length: 6001, at most 6000",
            "max_length: 0, at least 1",
            "min_length: 6001, more than max_length, 0",
        ]
    );
    assert_eq!(
        one(CommandOption::integer("o", "d").min_value(5).max_value(4)),
        ["min_value: 5, more than max_value, 4"]
    );
    assert_eq!(
        one(CommandOption::integer("o", "d").max_value(i64::MAX)),
        ["max_value: 9223372036854775807, beyond 2^53 - 1, which a number of JSON holds safely"]
    );
    assert_eq!(
        one(CommandOption::string("o", "d")
            .autocomplete(true)
            .choice("a", "a")),
        ["autocomplete: an option has either choices or autocompletion"]
    );
    assert_eq!(
        one(CommandOption::string("o", "d")
            .choices([("a", ""), ("a", "b")])
            .choice("c", 5)),
        [
            "choices[0].value: 0 characters, at least 1",
            "choices[1].name: `a` is the name of another choice too",
            "choices[2].value: not of the option's type, STRING",
        ]
    );
    assert_eq!(
        one(CommandOption::number("o", "d").choices((0..26).map(|n| (n.to_string(), n)))),
        ["choices: 26 given, at most 25"]
    );
    assert_eq!(
        one(CommandOption::attachment("o", "d").file_types([".", "image"])),
        ["file_types[0]: `.` is none of image, video, audio and endings such as .pdf"]
    );
}

#[test]
fn all_texts_of_a_command_count_together_the_longest_of_translations() {
    let choices = |text: &str| {
        let choices = (0..25).map(|n| (format!("{n:02}{text}"), format!("{n:02}{text}")));
        CommandOption::string("o", "d").choices(choices.collect::<Vec<_>>())
    };
    let half = x(98);
    let command = |translation: &str| {
        let mut second = choices(&x(50));
        second.name = "p".into();
        NewCommand::chat_input("c", x(96))
            .option(choices(&half))
            .option(second)
            .description_localization(Locale::German, translation)
    };
    // 1 + 96 + 25 * 200 + 2 + 25 * 104 + 2
    assert_eq!(faults(&command("kurz")), [""; 0]);
    let mut third = CommandOption::string("q", "d").choices([(x(100), x(100)), (x(99), x(98))]);
    third.description = x(2).into();
    let beyond = command(&x(100)).option(third);
    // 1 + 100 + 5002 + 2602 + 3 + 397 = 8105
    assert_eq!(
        faults(&beyond),
        ["8105 characters in all names, descriptions and values, at most 8000"]
    );
}
