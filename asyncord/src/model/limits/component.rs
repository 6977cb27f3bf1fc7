//! Components: what each may hold, and where it may stand.

use std::collections::HashSet;

use super::{Faults, Limited};
use crate::model::{
    Component, ComponentType, MessageFlags, Modal,
    component::ButtonStyle,
    limits::{
        BUTTON_LABEL, CUSTOM_ID, MESSAGE_ACTION_ROWS, MESSAGE_COMPONENTS, MESSAGE_COMPONENTS_TEXT,
        MODAL_COMPONENTS, MODAL_TITLE, validate,
    },
};

mod field;

pub(super) use self::field::check_file_types;

/// The most characters of an address.
const URL: usize = 512;
/// The most characters of the description of a picture.
const ALT_TEXT: usize = 1_024;

validate!(Modal);

/// Where a component stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In a message beside text and embeds.
    Message,
    /// In a message of components.
    MessageOfComponents,
    /// In a modal.
    Modal,
    /// In a row of a message.
    Row,
    /// In a row of a modal.
    ModalRow,
    /// In a container.
    Container,
    /// Among the texts of a section.
    Section,
    /// Beside the texts of a section.
    Accessory,
    /// In a label.
    Label,
}

impl Place {
    /// Whether a component of this kind may stand there.
    fn takes(self, kind: ComponentType) -> bool {
        use ComponentType as Type;
        match self {
            Self::Message => kind == Type::ActionRow,
            Self::MessageOfComponents => kind == Type::Container || Self::Container.takes(kind),
            Self::Container => matches!(
                kind,
                Type::ActionRow
                    | Type::TextDisplay
                    | Type::Section
                    | Type::MediaGallery
                    | Type::Separator
                    | Type::File
            ),
            Self::Modal => matches!(kind, Type::Label | Type::TextDisplay | Type::ActionRow),
            Self::Row => kind == Type::Button || is_select(kind),
            Self::ModalRow => kind == Type::TextInput,
            Self::Section => kind == Type::TextDisplay,
            Self::Accessory => matches!(kind, Type::Button | Type::Thumbnail),
            Self::Label => {
                is_select(kind)
                    || matches!(
                        kind,
                        Type::TextInput
                            | Type::FileUpload
                            | Type::RadioGroup
                            | Type::CheckboxGroup
                            | Type::Checkbox
                    )
            }
        }
    }

    /// What may stand there, to be told.
    const fn what(self) -> &'static str {
        match self {
            Self::Message => {
                "a message takes rows; with the flag IS_COMPONENTS_V2 also texts, sections, galleries, files, \
                 separators and containers"
            }
            Self::MessageOfComponents => {
                "a message of components takes rows, texts, sections, galleries, files, separators and containers"
            }
            Self::Container => {
                "a container takes rows, texts, sections, galleries, files and separators"
            }
            Self::Modal => "a modal takes labels and texts",
            Self::Row => "a row takes buttons, or one menu",
            Self::ModalRow => "a row of a modal takes one text input",
            Self::Section => "a section takes texts",
            Self::Accessory => "beside a section stands a button or a thumbnail",
            Self::Label => {
                "a label takes a text input, a menu, a file upload, a group or a checkbox"
            }
        }
    }

    const fn is_in_modal(self) -> bool {
        matches!(self, Self::Modal | Self::ModalRow | Self::Label)
    }
}

const fn is_select(kind: ComponentType) -> bool {
    use ComponentType as Type;
    matches!(
        kind,
        Type::StringSelect
            | Type::UserSelect
            | Type::RoleSelect
            | Type::MentionableSelect
            | Type::ChannelSelect
    )
}

/// Whether these make a message one that consists of components: they could not stand beside a text.
pub(crate) fn is_of_components(components: &[Component]) -> bool {
    components
        .iter()
        .filter_map(Component::kind)
        .any(|kind| !Place::Message.takes(kind) && Place::MessageOfComponents.takes(kind))
}

/// Checks the components of a message with these flags.
pub(crate) fn check_components(components: &[Component], flags: MessageFlags, faults: &mut Faults) {
    if flags.contains(MessageFlags::IS_COMPONENTS_V2) {
        let all = || components.iter().flat_map(Component::walk);
        faults.count("components", all().count(), 0..=MESSAGE_COMPONENTS);
        let texts = all().filter_map(|component| match component {
            Component::TextDisplay(text) => Some(text.content.chars().count()),
            _ => None,
        });
        let total: usize = texts.sum();
        if total > MESSAGE_COMPONENTS_TEXT {
            faults.add(
                "components",
                "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                format!(
                    "{total} characters in all texts together, at most {MESSAGE_COMPONENTS_TEXT}"
                ),
            );
        }
        Search::default().list(components, Place::MessageOfComponents, faults);
    } else {
        faults.count("components", components.len(), 0..=MESSAGE_ACTION_ROWS);
        Search::default().list(components, Place::Message, faults);
    }
}

impl Limited for Modal {
    fn check(&self, faults: &mut Faults) {
        faults.characters("custom_id", &self.custom_id, 1..=CUSTOM_ID);
        faults.characters("title", &self.title, 1..=MODAL_TITLE);
        faults.count("components", self.components.len(), 1..=MODAL_COMPONENTS);
        Search::default().list(&self.components, Place::Modal, faults);
    }
}

/// What was seen, to find what is there twice.
#[derive(Default)]
struct Search<'a> {
    custom_ids: HashSet<&'a str>,
    ids: HashSet<u32>,
}

impl<'a> Search<'a> {
    fn list(&mut self, components: &'a [Component], place: Place, faults: &mut Faults) {
        faults.each("components", components, |faults, component| {
            self.component(component, place, faults);
        });
    }

    fn component(&mut self, component: &'a Component, place: Place, faults: &mut Faults) {
        // What this version does not know is left to Discord.
        let Some(kind) = component.kind() else {
            return;
        };
        if !place.takes(kind) {
            faults.add(
                "",
                "BASE_TYPE_CHOICES",
                format!("no place for a {kind}: {}", place.what()),
            );
        }
        // 0 is the same as none.
        if let Some(id) = component.id().filter(|id| *id != 0)
            && !self.ids.insert(id)
        {
            faults.add(
                "id",
                "COMPONENT_ID_DUPLICATED",
                format!("{id} is the id of another component too"),
            );
        }
        if let Some(custom_id) = component.custom_id() {
            faults.characters("custom_id", custom_id, 1..=CUSTOM_ID);
            if !self.custom_ids.insert(custom_id) {
                faults.add(
                    "custom_id",
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    format!("`{custom_id}` is the custom_id of another component too"),
                );
            }
        }
        self.parts(component, place, faults);
    }

    /// Checks what is of the component's kind alone, and what stands in it.
    fn parts(&mut self, component: &'a Component, place: Place, faults: &mut Faults) {
        match component {
            Component::ActionRow(row) => {
                let inside = if place.is_in_modal() {
                    Place::ModalRow
                } else {
                    Place::Row
                };
                let is_menu = |component: &Component| component.kind().is_some_and(is_select);
                let most = if inside == Place::ModalRow || row.components.iter().any(is_menu) {
                    1
                } else {
                    5
                };
                faults.count("components", row.components.len(), 1..=most);
                self.list(&row.components, inside, faults);
            }
            Component::Button(button) => check_button(button, faults),
            Component::Section(section) => {
                faults.count("components", section.components.len(), 1..=3);
                self.list(&section.components, Place::Section, faults);
                faults.within("accessory", |faults| {
                    self.component(&section.accessory, Place::Accessory, faults);
                });
            }
            Component::TextDisplay(text) => {
                faults.characters("content", &text.content, 1..=MESSAGE_COMPONENTS_TEXT);
            }
            Component::Thumbnail(thumbnail) => {
                faults.characters("media.url", &thumbnail.media.url, 1..=2_048);
                faults.optional(
                    "description",
                    thumbnail.description.as_deref(),
                    0..=ALT_TEXT,
                );
            }
            Component::MediaGallery(gallery) => {
                faults.count("items", gallery.items.len(), 1..=10);
                faults.each("items", &gallery.items, |faults, item| {
                    faults.characters("media.url", &item.media.url, 1..=2_048);
                    faults.optional("description", item.description.as_deref(), 0..=ALT_TEXT);
                });
            }
            Component::File(file) => {
                if !file.file.url.starts_with("attachment://") {
                    faults.add(
                        "file.url",
                        "BASE_TYPE_BAD_VALUE",
                        "a file is one of the message's own: `attachment://` and its name",
                    );
                }
            }
            Component::Container(container) => {
                faults.count(
                    "components",
                    container.components.len(),
                    1..=MESSAGE_COMPONENTS,
                );
                self.list(&container.components, Place::Container, faults);
            }
            Component::Label(label) => {
                field::check_label(label, faults);
                faults.within("component", |faults| {
                    self.component(&label.component, Place::Label, faults);
                });
            }
            // `is_in_modal` tells which of their settings count.
            component => field::check(component, place.is_in_modal(), faults),
        }
    }
}

fn check_button(button: &crate::model::component::Button, faults: &mut Faults) {
    faults.optional("label", button.label.as_deref(), 0..=BUTTON_LABEL);
    faults.optional("url", button.url.as_deref(), 1..=URL);
    let has = [
        ("custom_id", button.custom_id.is_some()),
        ("url", button.url.is_some()),
        ("sku_id", button.sku_id.is_some()),
    ];
    let needs = match button.style {
        ButtonStyle::Link => "url",
        ButtonStyle::Premium => "sku_id",
        ButtonStyle::Primary
        | ButtonStyle::Secondary
        | ButtonStyle::Success
        | ButtonStyle::Danger => "custom_id",
        // Of a style that this version does not know, Discord knows what it needs.
        _ => return,
    };
    let style = button.style;
    for (key, is_there) in has {
        if key == needs && !is_there {
            faults.add(
                key,
                "BASE_TYPE_REQUIRED",
                format!("a {style} button needs one"),
            );
        } else if key != needs && is_there {
            faults.add(
                key,
                "BASE_TYPE_BAD_VALUE",
                format!("a {style} button has none"),
            );
        }
    }
    let has_face = button.emoji.is_some() || button.label.as_ref().is_some_and(|l| !l.is_empty());
    match button.style {
        ButtonStyle::Premium if button.emoji.is_some() || button.label.is_some() => faults.add(
            "label",
            "BASE_TYPE_BAD_VALUE",
            "a PREMIUM button shows what it sells, no label or emoji",
        ),
        ButtonStyle::Premium => {}
        _ if has_face => {}
        _ => faults.add(
            "label",
            "BASE_TYPE_REQUIRED",
            "a button needs a label or an emoji",
        ),
    }
}
