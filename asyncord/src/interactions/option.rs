//! The types that a command's parameters can have.

use super::{context::CommandContext, error::OptionError};
use crate::{
    id::{
        Id,
        marker::{AttachmentMarker, ChannelMarker, GenericMarker, RoleMarker, UserMarker},
    },
    model::{
        ApplicationCommandOption, ApplicationCommandOptionType, Attachment, Channel, ChoiceValue,
        CommandOptionValue, PartialMember, ResolvedData, ResolvedMentionable, Role, Text, User,
    },
};

/// The greatest integer that Discord takes for an option.
const MAX_INTEGER: i64 = (1 << 53) - 1;

/// A type that a parameter of a command can have, filled in by the user.
///
/// There are texts, integers, numbers, `bool`, [`User`], [`ResolvedMember`], [`Channel`], [`Role`], [`Mentionable`],
/// [`Attachment`], ids of these, enums under [`#[derive(Choice)]`](derive@crate::Choice), and `Option` of each for
/// what may be left out. For a type of your own, say what is shown and how it is read:
///
/// ```
/// use std::time::Duration;
///
/// use asyncord::{
///     interactions::{CommandOption, OptionError, OptionValue},
///     model::ApplicationCommandOption,
/// };
///
/// struct Minutes(Duration);
///
/// impl CommandOption for Minutes {
///     fn option(name: &str, description: &str) -> ApplicationCommandOption {
///         u32::option(name, description).min_value(1).max_value(1440)
///     }
///
///     fn read(value: OptionValue<'_>) -> Result<Self, OptionError> {
///         let minutes = u32::read(value)?;
///         Ok(Self(Duration::from_secs(u64::from(minutes) * 60)))
///     }
/// }
/// ```
///
/// Discord docs: Application Commands/Application Command Option Type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the option of a command",
    label = "expected a text, a number, `bool`, `User`, `Channel`, `Role`, `Attachment`, an enum under `#[derive(Choice)]`, or an `Option` of these",
    note = "a parameter with a doc comment is filled in by the user; leave the comment out for an argument of the program's",
    note = "for a type of your own, implement `CommandOption`"
)]
pub trait CommandOption: Sized {
    /// Whether users must give it.
    const REQUIRED: bool = true;

    /// What Discord is told of it.
    fn option(name: &str, description: &str) -> ApplicationCommandOption;

    /// Reads what the user gave.
    ///
    /// # Errors
    ///
    /// If it is nothing of this type.
    fn read(value: OptionValue<'_>) -> Result<Self, OptionError>;

    /// Reads that the user gave nothing.
    ///
    /// # Errors
    ///
    /// If something must be given.
    fn absent() -> Result<Self, OptionError> {
        Err(OptionError::missing())
    }

    /// Reads the option of this name; what the macro calls.
    #[doc(hidden)]
    fn of_call(cx: &CommandContext, name: &'static str) -> Result<Self, OptionError> {
        let data = cx.data();
        let given = data.and_then(|data| Some((data, data.option(name)?)));
        let read = match given {
            Some((data, option)) => Self::read(OptionValue {
                value: &option.value,
                resolved: data.resolved.as_deref(),
            }),
            None => Self::absent(),
        };
        read.map_err(|error| error.at(name))
    }
}

/// What a user gave for an option.
#[derive(Clone, Copy, Debug)]
pub struct OptionValue<'a> {
    /// The value.
    pub value: &'a CommandOptionValue,
    /// The users, channels, roles and files that the command names.
    pub resolved: Option<&'a ResolvedData>,
}

impl<'a> OptionValue<'a> {
    /// What is resolved under an id.
    fn resolved<M, T: Clone + 'a>(
        self,
        wanted: &'static str,
        find: impl FnOnce(&'a ResolvedData, Id<M>) -> Option<&'a T>,
    ) -> Result<T, OptionError> {
        let id = self.id(wanted)?;
        let found = self.resolved.and_then(|resolved| find(resolved, id));
        found
            .cloned()
            .ok_or_else(|| OptionError::new(format!("names {wanted} that Discord did not send")))
    }

    fn id<M>(self, wanted: &'static str) -> Result<Id<M>, OptionError> {
        let id = self.value.as_id();
        id.map(Id::cast)
            .ok_or_else(|| OptionError::new(format!("is not {wanted}")))
    }
}

/// A member of the guild, with the user behind.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ResolvedMember {
    /// The user.
    pub user: User,
    /// What the guild knows of them.
    pub member: PartialMember,
}

/// A user or a role.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Mentionable {
    /// A user; in a guild with the member.
    User(Box<User>, Option<Box<PartialMember>>),
    /// A role.
    Role(Box<Role>),
}

impl Mentionable {
    /// Its id.
    pub fn id(&self) -> Id<GenericMarker> {
        match self {
            Self::User(user, _) => user.id.cast(),
            Self::Role(role) => role.id.cast(),
        }
    }
}

impl<T: CommandOption> CommandOption for Option<T> {
    const REQUIRED: bool = false;

    fn option(name: &str, description: &str) -> ApplicationCommandOption {
        T::option(name, description).required(false)
    }

    fn read(value: OptionValue<'_>) -> Result<Self, OptionError> {
        T::read(value).map(Some)
    }

    fn absent() -> Result<Self, OptionError> {
        Ok(None)
    }
}

/// An option that must be given.
fn required(
    kind: ApplicationCommandOptionType,
    name: &str,
    description: &str,
) -> ApplicationCommandOption {
    ApplicationCommandOption::new(kind, name, description).required(true)
}

macro_rules! options {
    ($($ty:ty: $kind:ident, |$value:ident| $read:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl CommandOption for $ty {
            fn option(name: &str, description: &str) -> ApplicationCommandOption {
                required(ApplicationCommandOptionType::$kind, name, description)
            }

            fn read($value: OptionValue<'_>) -> Result<Self, OptionError> {
                $read
            }
        }
    )+};
}

fn text(value: OptionValue<'_>) -> Result<&str, OptionError> {
    let text = value.value.as_str();
    text.ok_or_else(|| OptionError::new("is not a text"))
}

options! {
    String: String, |value| text(value).map(str::to_owned);
    Box<str>: String, |value| text(value).map(Into::into);
    Text: String, |value| text(value).map(Into::into);
    bool: Boolean, |value| value.value.as_bool().ok_or_else(|| OptionError::new("is neither true nor false"));
    f64: Number, |value| value.value.as_f64().ok_or_else(|| OptionError::new("is not a number"));
    User: User, |value| value.resolved("a user", ResolvedData::user);
    Id<UserMarker>: User, |value| value.id("a user");
    Channel: Channel, |value| value.resolved("a channel", ResolvedData::channel);
    Id<ChannelMarker>: Channel, |value| value.id("a channel");
    Role: Role, |value| value.resolved("a role", ResolvedData::role);
    Id<RoleMarker>: Role, |value| value.id("a role");
    Attachment: Attachment, |value| value.resolved("a file", ResolvedData::attachment);
    Id<AttachmentMarker>: Attachment, |value| value.id("a file");
    Id<GenericMarker>: Mentionable, |value| value.id("a user or a role");
    ResolvedMember: User, |value| {
        let user: User = value.resolved("a user", ResolvedData::user)?;
        let member = value.resolved.and_then(|resolved| resolved.member(user.id));
        match member.cloned() {
            Some(member) => Ok(Self { user, member }),
            None => Err(OptionError::new("is not a member of this server")),
        }
    };
    Mentionable: Mentionable, |value| {
        let id: Id<GenericMarker> = value.id("a user or a role")?;
        match value.resolved.and_then(|resolved| resolved.mentionable(id)) {
            Some(ResolvedMentionable::User(user, member)) => Ok(Self::User(
                Box::new(user.clone()),
                member.cloned().map(Box::new),
            )),
            Some(ResolvedMentionable::Role(role)) => Ok(Self::Role(Box::new(role.clone()))),
            None => Err(OptionError::new("is neither a user nor a role")),
        }
    };
}

macro_rules! integers {
    ($($ty:ty)+) => {$(
        #[diagnostic::do_not_recommend]
        impl CommandOption for $ty {
            fn option(name: &str, description: &str) -> ApplicationCommandOption {
                let option = required(ApplicationCommandOptionType::Integer, name, description);
                // What the type cannot hold Discord is to refuse.
                let (min, max) = (i64::try_from(<$ty>::MIN), i64::try_from(<$ty>::MAX));
                let option = match min {
                    Ok(min) if min > -MAX_INTEGER => option.min_value(min),
                    _ => option,
                };
                match max {
                    Ok(max) if max < MAX_INTEGER => option.max_value(max),
                    _ => option,
                }
            }

            fn read(value: OptionValue<'_>) -> Result<Self, OptionError> {
                let integer = value.value.as_i64();
                integer
                    .and_then(|integer| integer.try_into().ok())
                    .ok_or_else(|| OptionError::new(concat!("is no integer that fits `", stringify!($ty), "`")))
            }
        }

        impl NumberOption for $ty {}
    )+};
}

integers!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

/// An option with a least and a greatest value.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`min` and `max` are for integers and numbers, and `{Self}` is neither",
    label = "for a text there are `min_length` and `max_length`"
)]
pub trait NumberOption: CommandOption {}

impl NumberOption for f64 {}

#[diagnostic::do_not_recommend]
impl<T: NumberOption> NumberOption for Option<T> {}

/// An option with a least and a greatest length.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`min_length` and `max_length` are for texts, and `{Self}` is none",
    label = "for a number there are `min` and `max`"
)]
pub trait TextOption: CommandOption {}

impl TextOption for String {}
impl TextOption for Box<str> {}
impl TextOption for Text {}

#[diagnostic::do_not_recommend]
impl<T: TextOption> TextOption for Option<T> {}

/// An option that takes channels of some types.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`channel_types` is for channels, and `{Self}` is none",
    label = "expected `Channel` or `Id<ChannelMarker>`"
)]
pub trait ChannelOption: CommandOption {}

impl ChannelOption for Channel {}
impl ChannelOption for Id<ChannelMarker> {}

#[diagnostic::do_not_recommend]
impl<T: ChannelOption> ChannelOption for Option<T> {}

/// A variant of an enum under `#[derive(Choice)]`.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ChoiceSpec {
    pub name: &'static str,
    pub value: &'static str,
}

/// What Discord is told of an enum under `#[derive(Choice)]`.
#[doc(hidden)]
pub fn choice_option(
    name: &str,
    description: &str,
    choices: &[ChoiceSpec],
) -> ApplicationCommandOption {
    let option = required(ApplicationCommandOptionType::String, name, description);
    choices.iter().fold(option, |option, choice| {
        option.choice(choice.name, ChoiceValue::from(choice.value))
    })
}

/// The place of the variant that the user has chosen.
#[doc(hidden)]
pub fn read_choice(value: OptionValue<'_>, choices: &[ChoiceSpec]) -> Result<usize, OptionError> {
    let chosen = text(value)?;
    let place = choices.iter().position(|choice| choice.value == chosen);
    place.ok_or_else(|| OptionError::new(format!("has no choice `{chosen}`")))
}
