//! Menus.

use super::setters;
use crate::{
    id::{
        Id,
        marker::{ChannelMarker, GenericMarker, RoleMarker, UserMarker},
    },
    model::{
        ChannelType, Emoji, List, ReactionEmoji, Text,
        wire::{Keys, object},
    },
};

/// A menu of up to 25 texts.
///
/// ```
/// use asyncord::model::component::{ActionRow, SelectOption, StringSelect};
///
/// let menu = StringSelect::new(
///     "bug",
///     [
///         SelectOption::new("Ant", "ant").emoji("🐜").description("small"),
///         SelectOption::new("Butterfly", "butterfly"),
///     ],
/// )
/// .placeholder("Your favourite")
/// .values(1..=2);
/// let short = StringSelect::new("size", [("Small", "s"), ("Large", "l")]);
/// let row = ActionRow::of(menu);
/// # assert_eq!((row.components.len(), short.options.len()), (1, 2));
/// ```
///
/// Discord docs: Components/String Select.
#[object]
#[derive(Default)]
pub struct StringSelect {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// What its interactions are recognised by, up to 100 characters.
    pub custom_id: Text,
    /// What can be chosen, up to 25.
    pub options: List<SelectOption>,
    /// The text shown while nothing is chosen, up to 150 characters.
    pub placeholder: Option<Text>,
    /// How many must be chosen, up to 25; one where it is not set.
    pub min_values: Option<u32>,
    /// How many may be chosen, 1 to 25; one where it is not set.
    pub max_values: Option<u32>,
    /// Whether something must be chosen; it must where this is not set. In modals only.
    pub required: Option<bool>,
    /// Whether it is greyed out; not in modals.
    pub disabled: bool,
}

impl StringSelect {
    /// A menu of these; a pair is label and value.
    pub fn new(
        custom_id: impl Into<Text>,
        options: impl IntoIterator<Item = impl Into<SelectOption>>,
    ) -> Self {
        Self {
            custom_id: custom_id.into(),
            options: options.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    setters!(id placeholder values required disabled);
}

/// A text of a menu.
///
/// A pair of label and value becomes one.
///
/// Discord docs: Components/Select Option Structure.
#[object]
#[derive(Default)]
pub struct SelectOption {
    /// The text shown, up to 100 characters.
    pub label: Text,
    /// What the interaction says was chosen, up to 100 characters.
    pub value: Text,
    /// A second line, up to 100 characters.
    pub description: Option<Text>,
    /// The emoji before it.
    pub emoji: Option<Box<Emoji>>,
    /// Whether it is chosen at first.
    pub default: bool,
}

impl SelectOption {
    /// A text, and what the interaction says if it was chosen.
    pub fn new(label: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            ..<Self as Default>::default()
        }
    }

    /// Sets the emoji before it: Unicode's, or a custom one as `<:name:id>`.
    pub fn emoji(mut self, emoji: impl Into<ReactionEmoji>) -> Self {
        self.emoji = Some(Box::new(emoji.into().into()));
        self
    }

    setters!(description default);
}

impl<L: Into<Text>, V: Into<Text>> From<(L, V)> for SelectOption {
    fn from((label, value): (L, V)) -> Self {
        Self::new(label, value)
    }
}

/// What is chosen at first in a menu of users, roles or channels.
///
/// Discord docs: Components/Select Default Value Structure.
#[object]
#[derive(Eq)]
pub struct SelectDefaultValue {
    /// The id of the user, role or channel.
    pub id: Id<GenericMarker>,
    /// Which of the three it is.
    #[wire(name = "type")]
    pub kind: SelectDefaultValueType,
}

impl SelectDefaultValue {
    /// Something by its id.
    pub fn new(kind: SelectDefaultValueType, id: Id<GenericMarker>) -> Self {
        Self {
            id,
            kind,
            came: Keys::default(),
        }
    }
}

open_string_enum! {
    /// Of what sort something is that is chosen at first.
    ///
    /// Discord docs: Components/Select Default Value Structure.
    pub enum SelectDefaultValueType {
        /// A user.
        User = "user",
        /// A role.
        Role = "role",
        /// A channel.
        Channel = "channel",
    }
}

macro_rules! entity_select {
    (
        $(#[$doc:meta])*
        $name:ident { $( $(#[$more_doc:meta])* $more:ident: $type:ty, )* }
        $( $(#[$default_doc:meta])* $default:ident($marker:ident => $kind:ident) )+
    ) => {
        $(#[$doc])*
        #[object]
        #[derive(Default)]
        pub struct $name {
            /// The number by which it is told apart within its message.
            pub id: Option<u32>,
            /// What its interactions are recognised by, up to 100 characters.
            pub custom_id: Text,
            $( $(#[$more_doc])* pub $more: $type, )*
            /// The text shown while nothing is chosen, up to 150 characters.
            pub placeholder: Option<Text>,
            /// What is chosen at first.
            pub default_values: List<SelectDefaultValue>,
            /// How many must be chosen, up to 25; one where it is not set.
            pub min_values: Option<u32>,
            /// How many may be chosen, 1 to 25; one where it is not set.
            pub max_values: Option<u32>,
            /// Whether something must be chosen; it must where this is not set. In modals only.
            pub required: Option<bool>,
            /// Whether it is greyed out; not in modals.
            pub disabled: bool,
        }

        impl $name {
            /// A menu.
            pub fn new(custom_id: impl Into<Text>) -> Self {
                Self { custom_id: custom_id.into(), ..Self::default() }
            }

            $(
                $(#[$default_doc])*
                pub fn $default(
                    mut self,
                    ids: impl IntoIterator<Item = impl Into<Id<$marker>>>,
                ) -> Self {
                    self.default_values.extend(ids.into_iter().map(|id| {
                        SelectDefaultValue::new(SelectDefaultValueType::$kind, id.into().cast())
                    }));
                    self
                }
            )+

            setters!(id placeholder values required disabled);
        }
    };
}

entity_select! {
    /// A menu of users.
    ///
    /// ```
    /// use asyncord::model::component::UserSelect;
    ///
    /// let menu = UserSelect::new("whom").values(1..=3).default_users([41_771_983_423_143_937]);
    /// # assert_eq!(menu.default_values.len(), 1);
    /// ```
    ///
    /// Discord docs: Components/User Select.
    UserSelect {}
    /// Adds users that are chosen at first.
    default_users(UserMarker => User)
}

entity_select! {
    /// A menu of roles.
    ///
    /// Discord docs: Components/Role Select.
    RoleSelect {}
    /// Adds roles that are chosen at first.
    default_roles(RoleMarker => Role)
}

entity_select! {
    /// A menu of users and roles.
    ///
    /// Discord docs: Components/Mentionable Select.
    MentionableSelect {}
    /// Adds users that are chosen at first.
    default_users(UserMarker => User)
    /// Adds roles that are chosen at first.
    default_roles(RoleMarker => Role)
}

entity_select! {
    /// A menu of channels.
    ///
    /// ```
    /// use asyncord::model::{ChannelType, component::ChannelSelect};
    ///
    /// let menu = ChannelSelect::new("where").channel_types([ChannelType::GuildText]);
    /// # assert_eq!(menu.channel_types.len(), 1);
    /// ```
    ///
    /// Discord docs: Components/Channel Select.
    ChannelSelect {
        /// The types of the channels shown; all where empty.
        channel_types: List<ChannelType>,
    }
    /// Adds channels that are chosen at first.
    default_channels(ChannelMarker => Channel)
}

impl ChannelSelect {
    /// Shows channels of these types only.
    pub fn channel_types(mut self, types: impl IntoIterator<Item = ChannelType>) -> Self {
        self.channel_types.extend(types);
        self
    }
}
