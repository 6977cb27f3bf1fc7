//! What holds other components in messages of components.

use super::{Component, TextDisplay, setters};
use crate::model::{
    Color, List,
    wire::{Keys, object},
};

/// One to three texts beside a button or a small picture.
///
/// ```
/// use asyncord::model::component::{Button, Section, Thumbnail};
///
/// let with_picture = Section::new(["## Ada", "level 5"], Thumbnail::new("attachment://ada.png"));
/// let with_button = Section::new(["Are you sure?"], Button::danger("delete", "Delete"));
/// assert_eq!(with_picture.texts().collect::<Vec<_>>(), ["## Ada", "level 5"]);
/// # assert_eq!(with_button.components.len(), 1);
/// ```
///
/// Discord docs: Components/Section.
#[object]
pub struct Section {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// The texts, up to three.
    pub components: List<Component>,
    /// The button or picture beside them.
    pub accessory: Box<Component>,
}

impl Section {
    /// Texts beside a [`Button`](super::Button) or [`Thumbnail`](super::Thumbnail).
    pub fn new(
        texts: impl IntoIterator<Item = impl Into<TextDisplay>>,
        accessory: impl Into<Component>,
    ) -> Self {
        Self {
            id: None,
            components: texts.into_iter().map(|text| text.into().into()).collect(),
            accessory: Box::new(accessory.into()),
            came: Keys::default(),
        }
    }

    /// The texts, without what else Discord may allow there one day.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.components
            .iter()
            .filter_map(|component| match component {
                Component::TextDisplay(text) => Some(text.content.as_str()),
                _ => None,
            })
    }

    setters!(id);
}

/// A box around components, with a coloured edge if one is set.
///
/// It holds rows, texts, sections, galleries, separators and files.
///
/// ```
/// use asyncord::model::component::{Container, Separator, TextDisplay};
///
/// let of_one_kind = Container::new([TextDisplay::new("one"), TextDisplay::new("two")]);
/// let mixed = Container::default()
///     .accent_color(0x58_65F2)
///     .component(TextDisplay::new("above"))
///     .component(Separator::new())
///     .component(TextDisplay::new("below"));
/// # assert_eq!((of_one_kind.components.len(), mixed.components.len()), (2, 3));
/// ```
///
/// Discord docs: Components/Container.
#[object]
#[derive(Default)]
pub struct Container {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// The components in it.
    pub components: List<Component>,
    /// The colour of the edge.
    pub accent_color: Option<Color>,
    /// Whether it is hidden until clicked.
    pub spoiler: bool,
}

impl Container {
    /// A box around these.
    pub fn new(components: impl IntoIterator<Item = impl Into<Component>>) -> Self {
        Self {
            components: components.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// Sets the colour of the edge, such as `0xRRGGBB` or a [`Color`].
    pub fn accent_color(mut self, color: impl Into<Color>) -> Self {
        self.accent_color = Some(color.into());
        self
    }

    setters!(id component spoiler);
}

/// Space between two components, with a line unless [`divider`](Self::divider) says otherwise.
///
/// ```
/// use asyncord::model::component::{Separator, SeparatorSpacing};
///
/// let gap = Separator::new().spacing(SeparatorSpacing::Large).divider(false);
/// # assert_eq!(gap.divider, Some(false));
/// ```
///
/// Discord docs: Components/Separator.
#[object]
#[derive(Default)]
pub struct Separator {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// Whether there is a line; there is one where this is not set.
    pub divider: Option<bool>,
    /// How much space; little where it is not set.
    pub spacing: Option<SeparatorSpacing>,
}

open_enum! {
    /// How much space a separator takes.
    ///
    /// Discord docs: Components/Separator Structure.
    pub enum SeparatorSpacing {
        /// Little.
        Small = 1 => "SMALL",
        /// Much.
        Large = 2 => "LARGE",
    }
}

impl Separator {
    /// A line with little space around it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether there is a line.
    pub fn divider(mut self, divider: bool) -> Self {
        self.divider = Some(divider);
        self
    }

    /// Sets how much space it takes.
    pub fn spacing(mut self, spacing: SeparatorSpacing) -> Self {
        self.spacing = Some(spacing);
        self
    }

    setters!(id);
}
