//! Rows of buttons, or of one menu.

use super::{Component, setters};
use crate::model::{List, wire::object};

/// A row of up to five buttons, or of one menu.
///
/// ```
/// use asyncord::model::component::{ActionRow, Button, UserSelect};
///
/// let buttons = ActionRow::new([
///     Button::success("accept", "Accept"),
///     Button::link("https://example.com/rules", "Rules"),
/// ]);
/// let menu = ActionRow::of(UserSelect::new("whom"));
/// # assert_eq!((buttons.components.len(), menu.components.len()), (2, 1));
/// ```
///
/// In modals a row holds one text input; Discord asks for labels there instead.
///
/// Discord docs: Components/Action Row.
#[object]
#[derive(Default)]
pub struct ActionRow {
    /// The number by which it is told apart within its message; 0 in old messages.
    pub id: Option<u32>,
    /// The buttons, or the menu.
    pub components: List<Component>,
}

impl ActionRow {
    /// A row of these.
    pub fn new(components: impl IntoIterator<Item = impl Into<Component>>) -> Self {
        Self {
            components: components.into_iter().map(Into::into).collect(),
            ..Self::default()
        }
    }

    /// A row of one component, as a menu is.
    pub fn of(component: impl Into<Component>) -> Self {
        Self::new([component])
    }

    setters!(id component);
}
