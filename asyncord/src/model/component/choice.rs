//! Fields of modals other than texts and menus.

use super::setters;
use crate::model::{List, Text, wire::object};

/// A field for files in a modal, named by a [`Label`](super::Label).
///
/// ```
/// use asyncord::model::component::{FileUpload, Label};
///
/// let photos = Label::new("Photos", FileUpload::new("photos").values(1..=5).file_types(["image"]));
/// # assert_eq!(photos.label, "Photos");
/// ```
///
/// Discord docs: Components/File Upload.
#[object]
#[derive(Default)]
pub struct FileUpload {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// What it is recognised by when the modal comes back, up to 100 characters.
    pub custom_id: Text,
    /// How many files must be given, up to 10; one where it is not set.
    pub min_values: Option<u32>,
    /// How many files may be given, 1 to 10; one where it is not set.
    pub max_values: Option<u32>,
    /// Whether it must be filled in; it must where this is not set.
    pub required: Option<bool>,
    /// What sort of files are taken: up to 10 of `image`, `video`, `audio` and endings such as `.pdf`.
    ///
    /// Discord looks at the file's name only.
    pub file_types: List<Text>,
}

impl FileUpload {
    /// A field for one file, unless [`values`](Self::values) says otherwise.
    pub fn new(custom_id: impl Into<Text>) -> Self {
        Self {
            custom_id: custom_id.into(),
            ..Self::default()
        }
    }

    /// Takes files of these sorts only: up to 10 of `image`, `video`, `audio` and endings such as `.pdf`.
    pub fn file_types(mut self, types: impl IntoIterator<Item = impl Into<Text>>) -> Self {
        self.file_types.extend(types.into_iter().map(Into::into));
        self
    }

    setters!(id values required);
}

/// A choice of one in a modal, named by a [`Label`](super::Label).
///
/// ```
/// use asyncord::model::component::{GroupOption, RadioGroup};
///
/// let class = RadioGroup::new(
///     "class",
///     [
///         GroupOption::new("Warrior", "warrior").default(true),
///         GroupOption::new("Wizard", "wizard").description("needs patience"),
///     ],
/// );
/// let size = RadioGroup::new("size", [("Small", "s"), ("Large", "l")]).required(false);
/// # assert_eq!((class.options.len(), size.options.len()), (2, 2));
/// ```
///
/// Discord docs: Components/Radio Group.
#[object]
#[derive(Default)]
pub struct RadioGroup {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// What it is recognised by when the modal comes back, up to 100 characters.
    pub custom_id: Text,
    /// What can be chosen, 2 to 10.
    pub options: List<GroupOption>,
    /// Whether something must be chosen; it must where this is not set.
    pub required: Option<bool>,
}

impl RadioGroup {
    /// A choice of one of these; a pair is label and value.
    pub fn new(
        custom_id: impl Into<Text>,
        options: impl IntoIterator<Item = impl Into<GroupOption>>,
    ) -> Self {
        Self {
            custom_id: custom_id.into(),
            options: options.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    setters!(id required);
}

/// A choice of several in a modal, named by a [`Label`](super::Label).
///
/// ```
/// use asyncord::model::component::CheckboxGroup;
///
/// let days = CheckboxGroup::new("days", [("Monday", "mon"), ("Friday", "fri")]).values(0..=2).required(false);
/// # assert_eq!(days.options.len(), 2);
/// ```
///
/// Discord docs: Components/Checkbox Group.
#[object]
#[derive(Default)]
pub struct CheckboxGroup {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// What it is recognised by when the modal comes back, up to 100 characters.
    pub custom_id: Text,
    /// What can be chosen, 1 to 10.
    pub options: List<GroupOption>,
    /// How many must be chosen, up to 10; one where it is not set.
    pub min_values: Option<u32>,
    /// How many may be chosen, 1 to 10; all where it is not set.
    pub max_values: Option<u32>,
    /// Whether something must be chosen; it must where this is not set.
    pub required: Option<bool>,
}

impl CheckboxGroup {
    /// A choice of these; a pair is label and value.
    pub fn new(
        custom_id: impl Into<Text>,
        options: impl IntoIterator<Item = impl Into<GroupOption>>,
    ) -> Self {
        Self {
            custom_id: custom_id.into(),
            options: options.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    setters!(id values required);
}

/// What can be chosen in a [`RadioGroup`] or [`CheckboxGroup`].
///
/// A pair of label and value becomes one.
///
/// Discord docs: Components/Radio Group Option Structure, Components/Checkbox Group Option Structure.
#[object]
#[derive(Default)]
#[doc(alias = "RadioGroupOption")]
#[doc(alias = "CheckboxGroupOption")]
pub struct GroupOption {
    /// What the modal says was chosen, up to 100 characters.
    pub value: Text,
    /// The text shown, up to 100 characters.
    pub label: Text,
    /// A second line, up to 100 characters.
    pub description: Option<Text>,
    /// Whether it is chosen at first.
    pub default: bool,
}

impl GroupOption {
    /// A text, and what the modal says if it was chosen.
    pub fn new(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            ..<Self as Default>::default()
        }
    }

    setters!(description default);
}

impl<L: Into<Text>, V: Into<Text>> From<(L, V)> for GroupOption {
    fn from((label, value): (L, V)) -> Self {
        Self::new(label, value)
    }
}

/// A yes or no in a modal, named by a [`Label`](super::Label).
///
/// ```
/// use asyncord::model::component::{Checkbox, Label};
///
/// let newsletter = Label::new("Tell me of news", Checkbox::new("news").default(true));
/// # assert_eq!(newsletter.label, "Tell me of news");
/// ```
///
/// Discord docs: Components/Checkbox.
#[object]
#[derive(Default)]
pub struct Checkbox {
    /// The number by which it is told apart within its modal.
    pub id: Option<u32>,
    /// What it is recognised by when the modal comes back, up to 100 characters.
    pub custom_id: Text,
    /// Whether it is ticked at first.
    pub default: bool,
}

impl Checkbox {
    /// A box that is not ticked, unless [`default`](Self::default()) says otherwise.
    pub fn new(custom_id: impl Into<Text>) -> Self {
        Self {
            custom_id: custom_id.into(),
            ..<Self as Default>::default()
        }
    }

    setters!(id default);
}
