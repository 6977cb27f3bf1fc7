//! Messages of all sorts, for the calls that send or edit one.

use asyncord::{
    model::{
        Component, MessageFlags, MessageReference, NewPoll, SharedClientTheme,
        component::{
            ActionRow, Button, ButtonStyle, ChannelSelect, Checkbox, CheckboxGroup, Container,
            File, FileUpload, Label, MediaGallery, MentionableSelect, Modal, RadioGroup,
            RoleSelect, Section, SelectOption, Separator, SeparatorSpacing, StringSelect,
            TextDisplay, TextInput, Thumbnail, UserSelect,
        },
    },
    rest::body::{EditMessage, EmbedWithFiles, NewAttachment, NewMessage},
};
use serde_json::json;

use super::values::{
    CHANNEL, CUSTOM_EMOJI, MESSAGE, SKU, STICKER, URL, USER, embed, mentions, read,
};

/// A small file with all that can be said of it.
pub(super) fn file() -> NewAttachment {
    NewAttachment::new("grüße 1.svg", "<svg/>")
        .description("Sales by month")
        .content_type("image/svg+xml")
        .spoiler(true)
}

/// Another file, of which nothing is said.
pub(super) fn plain_file() -> NewAttachment {
    NewAttachment::new("notes.txt", "hello")
}

/// A poll with all that can be set.
pub(super) fn poll() -> NewPoll {
    NewPoll::new("Tea or coffee?")
        .answer("Tea")
        .answer_with_emoji("Coffee", "☕")
        .answer_with_emoji("Crabs", CUSTOM_EMOJI)
        .duration(48)
        .allow_multiselect(true)
}

/// What a message answers.
pub(super) fn reference() -> MessageReference {
    read(json!({
        "message_id": MESSAGE.to_string(),
        "channel_id": CHANNEL.to_string(),
        "fail_if_not_exists": false,
    }))
}

/// Rows of buttons and selects.
pub(super) fn rows() -> [ActionRow; 3] {
    [
        ActionRow::new([
            Button::primary("a", "A").id(7).disabled(true),
            Button::custom(ButtonStyle::Danger, "b")
                .label("B")
                .emoji("🦀"),
            Button::success("c", "C").emoji(CUSTOM_EMOJI),
            Button::link(URL, "Look"),
            Button::premium(SKU),
        ]),
        ActionRow::of(
            StringSelect::new("d", [("One", "1"), ("Two", "2")])
                .placeholder("Choose")
                .values(1..=2),
        ),
        ActionRow::of(UserSelect::new("e").default_users([USER])),
    ]
}

/// Components of all sorts that a message of components can have, one of which shows [`plain_file`].
pub(super) fn components() -> Vec<Component> {
    vec![
        TextDisplay::new("# Report").into(),
        Section::new(
            [TextDisplay::new("Sales are up")],
            Thumbnail::new(URL).description("A bar").spoiler(true),
        )
        .into(),
        Section::new(["More"], Button::secondary("more", "More")).into(),
        MediaGallery::new([URL]).into(),
        Separator::new()
            .divider(true)
            .spacing(SeparatorSpacing::Large)
            .into(),
        File::attached("notes.txt").spoiler(true).into(),
        Container::new([
            Component::from(TextDisplay::new("Inside")),
            ActionRow::of(RoleSelect::new("r")).into(),
            ActionRow::of(
                ChannelSelect::new("s").channel_types([asyncord::model::ChannelType::GuildText]),
            )
            .into(),
            ActionRow::of(MentionableSelect::new("t")).into(),
        ])
        .accent_color(0x00ff_8800)
        .spoiler(false)
        .into(),
    ]
}

/// A message with all but a poll and what only channels take.
pub(super) fn rich() -> NewMessage {
    NewMessage::new("The report")
        .embed(embed())
        .components(rows())
        .attachments([file(), plain_file()])
        .allowed_mentions(mentions())
        .flags(MessageFlags::SUPPRESS_NOTIFICATIONS)
        .tts(true)
}

/// A message with all that fits together in a channel.
pub(super) fn full() -> NewMessage {
    rich()
        .message_reference(reference())
        .stickers([STICKER])
        .nonce("41771983429993099")
        .enforce_nonce(true)
}

/// A message with a look of its own.
pub(super) fn themed() -> NewMessage {
    let mut message = NewMessage::new("Look");
    let theme: SharedClientTheme = read(json!({
        "colors": ["5865f2", "ff8800"],
        "gradient_angle": 45,
        "base_mix": 58,
        "base_theme": 1,
    }));
    message.shared_client_theme = Some(Box::new(theme));
    message
}

/// A message with a look of zeros, which are not to be left out.
pub(super) fn plainly_themed() -> NewMessage {
    let mut theme = SharedClientTheme::default();
    theme.colors.push("000000".into());
    let mut message = NewMessage::new("Look");
    message.shared_client_theme = Some(Box::new(theme));
    message
}

/// A message of components.
pub(super) fn of_components() -> NewMessage {
    NewMessage::default()
        .components(components())
        .attachment(plain_file())
}

/// An embed whose pictures are files of the message, two of the same name.
pub(super) fn embed_with_files() -> EmbedWithFiles {
    let picture = || NewAttachment::new("chart.png", "a picture");
    embed()
        .with_image(picture())
        .with_thumbnail(picture())
        .with_author_icon(picture())
        .with_footer_icon(picture())
}

/// Changes of all that a message has.
pub(super) fn edit() -> EditMessage {
    EditMessage::new()
        .content("Better")
        .embed(embed())
        .components(rows())
        .flags(MessageFlags::SUPPRESS_EMBEDS)
        .allowed_mentions(mentions())
        .keep_attachments([super::values::ATTACHMENT])
        .attachment(file())
}

/// A modal with all sorts of fields.
pub(super) fn modal() -> Modal {
    Modal::new("m", "Apply", [TextDisplay::new("Tell of yourself")])
        .label(
            "Name",
            TextInput::short("name")
                .length(1..=50)
                .placeholder("Ferris")
                .required(true)
                .value("F"),
        )
        .label(
            "Color",
            StringSelect::new(
                "color",
                [SelectOption::new("Red", "red")
                    .description("Warm")
                    .emoji("🔴")
                    .default(true)],
            )
            .required(false),
        )
        .label("Friend", UserSelect::new("friend"))
        .label(
            "Proof",
            FileUpload::new("proof").values(0..=3).required(false),
        )
}

/// A modal with the fields that another has no place for.
pub(super) fn other_modal() -> Modal {
    let nothing: [Label; 0] = [];
    Modal::new("n", "Choose", nothing)
        .label(
            "One",
            RadioGroup::new("one", [("A", "a"), ("B", "b")]).required(true),
        )
        .label(
            "Some",
            CheckboxGroup::new("some", [("A", "a"), ("B", "b")]).values(1..=2),
        )
        .label("Yes", Checkbox::new("yes").default(true))
        .label("Where", ChannelSelect::new("where"))
        .label("Long", TextInput::paragraph("long"))
}
