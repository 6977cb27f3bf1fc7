//! Buttons.

use super::setters;
use crate::{
    id::{Id, marker::SkuMarker},
    model::{
        Emoji, ReactionEmoji, Text,
        wire::{Keys, object},
    },
};

/// A button of a row or beside a section.
///
/// A click sends an interaction with the button's `custom_id`; buttons that lead to an address or sell
/// something send none.
///
/// ```
/// use asyncord::model::component::{Button, ButtonStyle};
///
/// let save = Button::primary("save", "Save").emoji("💾");
/// let star = Button::custom(ButtonStyle::Secondary, "star").emoji("<:star:41771983429993937>");
/// let help = Button::link("https://example.com/help", "Help");
/// let shop = Button::premium(1_234_567_890_123_456_789);
/// # assert!(star.label.is_none() && help.custom_id.is_none() && shop.sku_id.is_some());
/// # assert_eq!(save.custom_id.unwrap(), "save");
/// ```
///
/// Discord docs: Components/Button.
#[object]
pub struct Button {
    /// The number by which it is told apart within its message.
    pub id: Option<u32>,
    /// How it looks, and what it is for.
    pub style: ButtonStyle,
    /// The text on it, up to 80 characters; premium buttons have none.
    pub label: Option<Text>,
    /// The emoji on it, before the text; premium buttons have none.
    pub emoji: Option<Box<Emoji>>,
    /// What its interactions are recognised by, up to 100 characters.
    pub custom_id: Option<Text>,
    /// What a premium button sells.
    pub sku_id: Option<Id<SkuMarker>>,
    /// Where a link button leads, up to 512 characters.
    pub url: Option<Text>,
    /// Whether it is greyed out.
    pub disabled: bool,
}

open_enum! {
    /// How a button looks, and what it is for.
    ///
    /// Discord docs: Components/Button Styles.
    pub enum ButtonStyle {
        /// Blurple: what people are meant to do.
        Primary = 1 => "PRIMARY",
        /// Grey: what they may do as well.
        Secondary = 2 => "SECONDARY",
        /// Green: to confirm or finish.
        Success = 3 => "SUCCESS",
        /// Red: what cannot be undone.
        Danger = 4 => "DANGER",
        /// Grey with an arrow: leads to an address, and sends no interaction.
        Link = 5 => "LINK",
        /// Sells something, and sends no interaction.
        Premium = 6 => "PREMIUM",
    }
}

impl Button {
    /// A button of this style without a text; it needs one, or an emoji.
    pub fn custom(style: ButtonStyle, custom_id: impl Into<Text>) -> Self {
        let mut button = Self::empty(style);
        button.custom_id = Some(custom_id.into());
        button
    }

    /// A blurple button.
    pub fn primary(custom_id: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::custom(ButtonStyle::Primary, custom_id).label(label)
    }

    /// A grey button.
    pub fn secondary(custom_id: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::custom(ButtonStyle::Secondary, custom_id).label(label)
    }

    /// A green button.
    pub fn success(custom_id: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::custom(ButtonStyle::Success, custom_id).label(label)
    }

    /// A red button.
    pub fn danger(custom_id: impl Into<Text>, label: impl Into<Text>) -> Self {
        Self::custom(ButtonStyle::Danger, custom_id).label(label)
    }

    /// A button that leads to an address of `http`, `https` or `discord`, up to 512 characters.
    pub fn link(url: impl Into<Text>, label: impl Into<Text>) -> Self {
        let mut button = Self::empty(ButtonStyle::Link).label(label);
        button.url = Some(url.into());
        button
    }

    /// A button that sells a SKU of the application; Discord gives it text and icon.
    pub fn premium(sku_id: impl Into<Id<SkuMarker>>) -> Self {
        let mut button = Self::empty(ButtonStyle::Premium);
        button.sku_id = Some(sku_id.into());
        button
    }

    fn empty(style: ButtonStyle) -> Self {
        Self {
            id: None,
            style,
            label: None,
            emoji: None,
            custom_id: None,
            sku_id: None,
            url: None,
            disabled: false,
            came: Keys::default(),
        }
    }

    /// Sets the text on it, up to 80 characters.
    pub fn label(mut self, label: impl Into<Text>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Sets the emoji on it: Unicode's, or a custom one as `<:name:id>`.
    pub fn emoji(mut self, emoji: impl Into<ReactionEmoji>) -> Self {
        self.emoji = Some(Box::new(emoji.into().into()));
        self
    }

    setters!(id disabled);
}
