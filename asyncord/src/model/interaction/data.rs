//! The data of an interaction: what it is, its type decides.

use std::marker::PhantomData;

use serde::{
    de::{self, DeserializeOwned},
    ser::SerializeMap,
};
use serde_json::value::RawValue;

use super::{
    CommandDataOption, CommandOptionValue, InteractionType, MessageComponentData, ModalSubmitData,
    ResolvedData,
};
use crate::{
    id::{
        Id,
        marker::{CommandMarker, GenericMarker, GuildMarker},
    },
    model::{
        ApplicationCommandType, Attachment, Channel, List, Message, PartialMember, RawJson, Role,
        Text, User,
        wire::{self, Object, Source, lenient, object},
    },
};

/// What an interaction is of.
///
/// Discord docs: Receiving and Responding/Interaction Data.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum InteractionData {
    /// Discord checks the endpoint; only over HTTP.
    Ping,
    /// A command was used.
    ApplicationCommand(Box<ApplicationCommandData>),
    /// A component of a message was used.
    MessageComponent(Box<MessageComponentData>),
    /// Suggestions for an option are asked for; the options are as far as they were written.
    ApplicationCommandAutocomplete(Box<ApplicationCommandData>),
    /// A modal was submitted.
    ModalSubmit(Box<ModalSubmitData>),
    /// An interaction of a type that this version does not know, or whose data Discord does not describe.
    Unknown(Box<UnknownInteraction>),
}

/// An interaction whose data is kept as it came.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnknownInteraction {
    /// The type.
    pub kind: InteractionType,
    /// The data.
    pub data: Option<RawJson>,
}

impl InteractionData {
    /// The type of the interaction.
    pub fn kind(&self) -> InteractionType {
        match self {
            Self::Ping => InteractionType::Ping,
            Self::ApplicationCommand(_) => InteractionType::ApplicationCommand,
            Self::MessageComponent(_) => InteractionType::MessageComponent,
            Self::ApplicationCommandAutocomplete(_) => {
                InteractionType::ApplicationCommandAutocomplete
            }
            Self::ModalSubmit(_) => InteractionType::ModalSubmit,
            Self::Unknown(unknown) => unknown.kind,
        }
    }

    /// Reads the data of a type.
    fn read<'de, A: Source<'de>>(kind: InteractionType, source: &mut A) -> Result<Self, A::Error> {
        let read = match kind {
            InteractionType::ApplicationCommand => {
                source.value::<Option<_>>()?.map(Self::ApplicationCommand)
            }
            InteractionType::MessageComponent => {
                source.value::<Option<_>>()?.map(Self::MessageComponent)
            }
            InteractionType::ApplicationCommandAutocomplete => source
                .value::<Option<_>>()?
                .map(Self::ApplicationCommandAutocomplete),
            InteractionType::ModalSubmit => source.value::<Option<_>>()?.map(Self::ModalSubmit),
            _ => {
                let data = source.value::<RawJson>()?;
                return Ok(match kind {
                    InteractionType::Ping if data.json() == "null" => Self::Ping,
                    _ => Self::unknown(kind, Some(data)),
                });
            }
        };
        match read {
            Some(data) => Ok(data),
            None => Ok(Self::unknown(
                kind,
                Some(RawJson::from_json("null").map_err(de::Error::custom)?),
            )),
        }
    }

    fn unknown(kind: InteractionType, data: Option<RawJson>) -> Self {
        Self::Unknown(Box::new(UnknownInteraction { kind, data }))
    }
}

/// What is known of the data while the interaction is read.
#[allow(unreachable_pub, reason = "only so that the trait can name it")]
#[derive(Default)]
pub struct Parts {
    kind: Option<InteractionType>,
    data: Option<Held>,
}

enum Held {
    Read(InteractionData),
    /// As it came: the type was not known yet.
    Raw(Box<RawValue>),
}

const TYPE: usize = 0;

impl Object for InteractionData {
    const NAME: &'static str = "Interaction";
    const FIELDS: usize = 2;
    type Parts = Parts;

    fn field(key: &str) -> Option<usize> {
        match key {
            "type" => Some(TYPE),
            "data" => Some(1),
            _ => None,
        }
    }

    fn take<'de, A: Source<'de>>(
        parts: &mut Parts,
        field: usize,
        source: &mut A,
    ) -> Result<(), A::Error> {
        if field == TYPE {
            parts.kind = Some(read_kind(source)?);
            return Ok(());
        }
        // A lenient reading takes each part apart, so that it knows the path of what is strange.
        parts.data = Some(match parts.kind {
            Some(kind) if !lenient::is_on() => Held::Read(Self::read(kind, source)?),
            _ => Held::Raw(source.value()?),
        });
        Ok(())
    }

    fn finish<E: de::Error>(parts: Parts) -> Result<Self, E> {
        let kind = wire::finish::<InteractionType, E>(parts.kind, "type")?;
        match parts.data {
            Some(Held::Read(data)) if data.kind() == kind => Ok(data),
            Some(Held::Raw(raw)) => Self::read(kind, &mut Part(raw, PhantomData)),
            None if kind == InteractionType::Ping => Ok(Self::Ping),
            // Data of another type than the last one given: an interaction has one type.
            Some(Held::Read(_)) | None => Ok(Self::unknown(kind, None)),
        }
    }

    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("type", &self.kind())?;
        match self {
            Self::Ping => Ok(()),
            Self::ApplicationCommand(data) | Self::ApplicationCommandAutocomplete(data) => {
                map.serialize_entry("data", data)
            }
            Self::MessageComponent(data) => map.serialize_entry("data", data),
            Self::ModalSubmit(data) => map.serialize_entry("data", data),
            Self::Unknown(unknown) => match &unknown.data {
                Some(data) => map.serialize_entry("data", data),
                None => Ok(()),
            },
        }
    }
}

/// Reads the value of a key `type`.
pub(super) fn read_kind<'de, T, A>(source: &mut A) -> Result<T, A::Error>
where
    T: DeserializeOwned,
    A: Source<'de>,
{
    if lenient::is_on() {
        // For the path of a fault.
        let raw: Box<RawValue> = source.value()?;
        return lenient::part("type", &raw);
    }
    source.value()
}

/// The data of an interaction that was kept until its type was known.
struct Part<E>(Box<RawValue>, PhantomData<E>);

impl<E: de::Error> Source<'_> for Part<E> {
    type Error = E;

    fn key(&mut self, _: fn(&str) -> Option<usize>) -> Result<wire::Key, E> {
        Ok(wire::Key::End)
    }

    fn value<T: DeserializeOwned>(&mut self) -> Result<T, E> {
        lenient::part("data", &self.0)
    }

    fn skip(&mut self) -> Result<(), E> {
        Ok(())
    }

    fn pair(&mut self) -> Result<Option<(String, Box<RawValue>)>, E> {
        Ok(None)
    }
}

/// The command that was used, with what the user gave it.
///
/// The methods by an option's name find it however deep it stands in subcommands.
///
/// Discord docs: Receiving and Responding/Application Command Data Structure.
#[object]
pub struct ApplicationCommandData {
    /// The command's id.
    pub id: Id<CommandMarker>,
    /// The command's name.
    pub name: Text,
    /// What sort of command it is.
    #[wire(name = "type", or_default)]
    pub kind: ApplicationCommandType,
    /// What the ids among the options, and the target, stand for.
    pub resolved: Option<Box<ResolvedData>>,
    /// The options given, or the one subcommand or group; up to 25.
    pub options: List<CommandDataOption>,
    /// The guild that the command is registered in; `None` of a global one.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The user or message that a command of a context menu was used on.
    pub target_id: Option<Id<GenericMarker>>,
}

impl ApplicationCommandData {
    /// The subcommand's group and the subcommand, or nothing.
    fn path(&self) -> impl Iterator<Item = &CommandDataOption> {
        fn below(options: &[CommandDataOption]) -> Option<&CommandDataOption> {
            options.iter().find(|option| option.is_subcommand())
        }
        std::iter::successors(below(&self.options), |option| below(&option.options))
    }

    /// The command's name with its subcommand's: `tag`, `tag show`, or `settings tags show`.
    pub fn full_name(&self) -> String {
        let mut name = self.name.to_string();
        for option in self.path() {
            name.push(' ');
            name.push_str(&option.name);
        }
        name
    }

    /// The subcommand that was used, if the command has some.
    pub fn subcommand(&self) -> Option<&CommandDataOption> {
        self.path()
            .find(|option| matches!(option.value, CommandOptionValue::SubCommand))
    }

    /// The group of the subcommand that was used, if it is in one.
    pub fn subcommand_group(&self) -> Option<&CommandDataOption> {
        self.path()
            .find(|option| matches!(option.value, CommandOptionValue::SubCommandGroup))
    }

    /// What the user gave: the options of the command, or of its subcommand.
    pub fn parameters(&self) -> &[CommandDataOption] {
        self.path()
            .last()
            .map_or(&self.options, |option| &option.options)
    }

    /// The option of a name, if it was given.
    pub fn option(&self, name: &str) -> Option<&CommandDataOption> {
        self.parameters().iter().find(|option| option.name == name)
    }

    /// The option that the user is writing, if suggestions are asked for.
    pub fn focused(&self) -> Option<&CommandDataOption> {
        self.parameters().iter().find(|option| option.focused)
    }

    fn value(&self, name: &str) -> Option<&CommandOptionValue> {
        self.option(name).map(|option| &option.value)
    }

    /// The text given for the option `name`.
    pub fn str(&self, name: &str) -> Option<&str> {
        self.value(name)?.as_str()
    }

    /// The integer given for the option `name`.
    pub fn integer(&self, name: &str) -> Option<i64> {
        self.value(name)?.as_i64()
    }

    /// The number given for the option `name`.
    pub fn number(&self, name: &str) -> Option<f64> {
        self.value(name)?.as_f64()
    }

    /// The yes or no given for the option `name`.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        self.value(name)?.as_bool()
    }

    /// The user given for the option `name`, which may also take roles.
    pub fn user(&self, name: &str) -> Option<&User> {
        let id = self.value(name)?.as_id()?;
        self.resolved.as_ref()?.users.get(&id.cast())
    }

    /// The user given for the option `name`, as a member of the guild.
    pub fn member(&self, name: &str) -> Option<&PartialMember> {
        let id = self.value(name)?.as_id()?;
        self.resolved.as_ref()?.members.get(&id.cast())
    }

    /// The role given for the option `name`, which may also take users.
    pub fn role(&self, name: &str) -> Option<&Role> {
        let id = self.value(name)?.as_id()?;
        self.resolved.as_ref()?.roles.get(&id.cast())
    }

    /// The channel given for the option `name`.
    pub fn channel(&self, name: &str) -> Option<&Channel> {
        let id = self.value(name)?.as_id()?;
        self.resolved.as_ref()?.channels.get(&id.cast())
    }

    /// The file given for the option `name`.
    pub fn attachment(&self, name: &str) -> Option<&Attachment> {
        let id = self.value(name)?.as_id()?;
        self.resolved.as_ref()?.attachments.get(&id.cast())
    }

    /// The user that a user command was used on.
    pub fn target_user(&self) -> Option<&User> {
        self.resolved.as_ref()?.users.get(&self.target_id?.cast())
    }

    /// The user that a user command was used on, as a member of the guild.
    pub fn target_member(&self) -> Option<&PartialMember> {
        self.resolved.as_ref()?.members.get(&self.target_id?.cast())
    }

    /// The message that a message command was used on.
    pub fn target_message(&self) -> Option<&Message> {
        self.resolved
            .as_ref()?
            .messages
            .get(&self.target_id?.cast())
    }

    /// The text that shows the command in a message, as something to press: `</tag show:5>`.
    pub fn mention(&self) -> String {
        format!("</{}:{}>", self.full_name(), self.id)
    }
}
