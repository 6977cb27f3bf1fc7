//! The form in which an operation is written down: once, as one entry that says everything.
//!
//! ```text
//! operation! {
//!     /// Edits a channel or thread.                                what it does, and where Discord says so
//!     ///
//!     /// Discord docs: Channel/Modify Channel.
//!     UpdateChannel = PATCH "/channels/{channel_id}" -> Channel, reason;        request type, method, path, answer
//!     fn Channels::update(channel_id: Id<ChannelMarker> in path);    who offers it, and its required parts
//!     body {                                                         the optional parts: `query`, `body` or both
//!         /// The name.
//!         name: String [characters 1..=100],
//!         /// The topic, or null to take it away.
//!         topic: Field<String> [characters 0..=1024],
//!         /// The sort of channel.
//!         kind as "type": ChannelType,
//!     }
//! }
//! ```
//!
//! - Marks after the answer: `, reason` where Discord takes a reason for the audit log, and nowhere else. Who may
//!   ask: `, public` is anyone; `, bearer` a user's access token as well as a bot; `, bearer_only` such a token
//!   only; `, credentials` the application with its id and secret. Without one of them it is a bot.
//! - `deprecated "what to use instead";` after that, where Discord has something better.
//! - A documentation line that begins with `Needs` names permissions in backticks: an error says them again.
//! - The group fills its own path parameters: `Messages` knows its `channel_id`. The others are arguments.
//! - A required part says where it goes: `in path`, `in query` or `in body`.
//! - A limit in brackets is checked before sending: `characters`, `items` or `range`.
//! - A list in a query repeats its name; `Joined<…>` is one with commas between, where Discord documents that.
//! - `Field` tells absent, null and value apart. A field named otherwise than on the wire says `as "name"`.
//! - `always { wait = true }` sets parts of the query that no one chooses.
//! - A body with rules of its own is a type that implements `Body`: `with NewMessage as message;` makes it an
//!   argument, `with EditMessage;` starts with an empty one. Its setters are added beside the entry.
//!
//! From an entry come the request type with its setters, its future, and the accessor of the group. The key for
//! rate limits is the method, the template and the value of the template's top-level parameter.

use std::fmt;

use http::Method;

/// Who may ask for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Authentication {
    /// A bot, by its token.
    Bot,
    /// A bot, or a user's access token with the right scope.
    BotOrBearer,
    /// A user's access token with the right scope.
    Bearer,
    /// An application, by its id and secret.
    Credentials,
    /// Anyone, or who has the token that is part of the path.
    Public,
}

/// What is fixed about an operation: how it is called, and where it goes.
///
/// `Display` shows it as `Create Message (POST /channels/{channel_id}/messages)`: never the values in the path, of
/// which some are secrets.
#[derive(Debug, PartialEq, Eq)]
pub struct OperationInfo {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) reason: bool,
    pub(crate) authentication: Authentication,
    pub(crate) deprecated: bool,
    /// The accessor: the group and its method.
    pub(crate) accessor: (&'static str, &'static str),
    pub(crate) docs: &'static [&'static str],
}

impl OperationInfo {
    /// The name of the request type: `CreateMessage`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The HTTP method.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The path with its parameters' names, from the version on: `/channels/{channel_id}/messages`.
    pub const fn template(&self) -> &'static str {
        self.template
    }

    /// Whether Discord takes a reason for the audit log.
    pub const fn takes_reason(&self) -> bool {
        self.reason
    }

    /// Who may ask for it.
    pub const fn authentication(&self) -> Authentication {
        self.authentication
    }

    /// Whether Discord has something better.
    pub const fn is_deprecated(&self) -> bool {
        self.deprecated
    }

    /// The method of the client that makes its request: the group and the method, `("Messages", "create")`.
    pub const fn accessor(&self) -> (&'static str, &'static str) {
        self.accessor
    }

    /// What it does, in a sentence.
    pub fn summary(&self) -> &'static str {
        self.docs.first().map_or("", |line| line.trim())
    }

    /// What the documentation says that the bot needs: `MANAGE_CHANNELS`, or several.
    pub(crate) fn needs(&self) -> impl Iterator<Item = &'static str> {
        self.docs
            .iter()
            .filter(|line| line.trim_start().starts_with("Needs "))
            .flat_map(|line| line.split('`').skip(1).step_by(2))
            .filter(|name| {
                name.bytes()
                    .all(|byte| byte.is_ascii_uppercase() || byte == b'_')
            })
    }

    /// Whether a token in the path is all that it needs.
    pub(crate) fn has_token_in_path(&self) -> bool {
        self.template.contains("_token}")
    }

    /// Whether doing it twice is as good as doing it once.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.method != Method::POST && self.method != Method::PATCH
    }
}

impl fmt::Display for OperationInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, character) in self.name.chars().enumerate() {
            if index > 0 && character.is_uppercase() {
                f.write_str(" ")?;
            }
            write!(f, "{character}")?;
        }
        write!(f, " ({} {})", self.method, self.template)
    }
}

/// An entry, for the tests that compare all of them with Discord's list and specification.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct Registered {
    pub(crate) info: &'static OperationInfo,
    /// Where its request type is.
    pub(crate) module: &'static str,
    /// The names of the parts of the query, as they are sent.
    pub(crate) query: &'static [&'static str],
    /// The names of the fields of the body; `None` of a body with rules of its own.
    pub(crate) body: Option<&'static [&'static str]>,
}

#[cfg(test)]
inventory::collect!(Registered);

/// Declares one operation; the module's documentation describes the form.
macro_rules! operation {
    (
        $(#[doc = $doc:literal])*
        $name:ident = $method:ident $template:literal -> $response:ty $(, $mark:ident)*;
        $(deprecated $deprecated:literal;)?
        fn $group:ident::$accessor:ident(
            $( $arg:ident $(as $arg_wire:literal)?: $arg_type:ident $(<$arg_generic:ty>)? in $place:ident $([$arg_limit:ident $arg_range:expr])? ),* $(,)?
        );
        $( with $body:ident $(as $whole:ident)?; )?
        $( always { $( $fixed:ident = $fixed_value:expr ),* $(,)? } )?
        $( query { $( $(#[$query_doc:meta])* $query:ident $(as $query_wire:literal)?: $query_type:ident $(<$query_generic:ty>)? $([$query_limit:ident $query_range:expr])? ),* $(,)? } )?
        $( body { $( $(#[$field_doc:meta])* $field:ident $(as $field_wire:literal)?: $field_type:ident $(<$field_generic:ty>)? $([$field_limit:ident $field_range:expr])? ),* $(,)? } )?
    ) => {
        $(#[doc = $doc])*
        #[must_use = "a request is sent when it is awaited"]
        #[derive(Debug)]
        pub struct $name {
            draft: $crate::rest::request::Draft,
            body: operation!(@body_type $($body)?),
        }

        impl $name {
            /// What is fixed about this operation.
            pub const OPERATION: $crate::rest::OperationInfo = $crate::rest::OperationInfo {
                name: stringify!($name),
                method: ::http::Method::$method,
                template: $template,
                reason: operation!(@is_reason $($mark)*),
                authentication: operation!(@authentication $($mark)*),
                deprecated: operation!(@is_deprecated $($deprecated)?),
                accessor: (stringify!($group), stringify!($accessor)),
                docs: &[$($doc),*],
            };

            $( operation!(@reason $mark); )*

            /// Sets how this one request is sent: its time-out, and how often it is repeated.
            pub fn with(mut self, options: $crate::rest::RequestOptions) -> Self {
                self.draft.set_options(options);
                self
            }

            $($(
                $(#[$query_doc])*
                pub fn $query(mut self, $query: operation!(@argument $query_type $(<$query_generic>)?)) -> Self {
                    operation!(@convert $query: $query_type $(<$query_generic>)?);
                    self.draft.set_query(
                        operation!(@wire $query $($query_wire)?),
                        &$query,
                        operation!(@limit $($query_limit $query_range)?),
                    );
                    self
                }
            )*)?

            $($(
                $(#[$field_doc])*
                pub fn $field(mut self, $field: operation!(@argument $field_type $(<$field_generic>)?)) -> Self {
                    operation!(@convert $field: $field_type $(<$field_generic>)?);
                    self.body.set(
                        operation!(@wire $field $($field_wire)?),
                        &$field,
                        operation!(@limit $($field_limit $field_range)?),
                    );
                    self
                }
            )*)?
        }

        impl $group {
            $(#[doc = $doc])*
            $(#[deprecated(note = $deprecated)])?
            pub fn $accessor(
                &self,
                $( $arg: operation!(@argument $arg_type $(<$arg_generic>)?), )*
                $($( $whole: impl Into<$body>, )?)?
            ) -> $name {
                static OPERATION: $crate::rest::OperationInfo = $name::OPERATION;
                #[allow(unused_mut, reason = "not every operation has further parts")]
                let mut draft = self.draft(&OPERATION);
                $($( draft.set_query(stringify!($fixed), &$fixed_value, None); )*)?
                #[allow(unused_mut, reason = "not every operation has a body")]
                let mut body = operation!(@body $( $body $($whole)? )?);
                $( body.expect(&[$(stringify!($field)),*]); )?
                $(
                    operation!(@convert $arg: $arg_type $(<$arg_generic>)?);
                    operation!(
                        @put $place draft body $arg
                        operation!(@wire $arg $($arg_wire)?) => operation!(@limit $($arg_limit $arg_range)?)
                    );
                )*
                $name { draft, body }
            }
        }

        impl ::std::future::IntoFuture for $name {
            type Output = Result<$response, $crate::rest::Error>;
            type IntoFuture = $crate::rest::ResponseFuture<$response>;

            fn into_future(self) -> Self::IntoFuture {
                $crate::rest::ResponseFuture::new(self.draft, self.body)
            }
        }

        #[cfg(test)]
        ::inventory::submit! {
            $crate::rest::operation::Registered {
                info: &$name::OPERATION,
                module: module_path!(),
                query: &[
                    $( operation!(@named query $place operation!(@wire $arg $($arg_wire)?)), )*
                    $($( stringify!($fixed), )*)?
                    $($( operation!(@wire $query $($query_wire)?), )*)?
                ],
                body: operation!(@fields $($body)?; [
                    $( operation!(@named body $place operation!(@wire $arg $($arg_wire)?)), )*
                    $($( operation!(@wire $field $($field_wire)?), )*)?
                ]),
            }
        }
    };

    // A part that stands elsewhere has no name here.
    (@named query query $wire:expr) => { $wire };
    (@named body body $wire:expr) => { $wire };
    (@named $wanted:ident $place:ident $wire:expr) => { "" };

    (@fields; $fields:expr) => { Some(&$fields) };
    (@fields $body:ident; $fields:expr) => { None };

    (@body_type) => { $crate::rest::request::Fields };
    (@body_type $body:ident) => { $body };

    (@body) => { $crate::rest::request::Fields::default() };
    (@body $body:ident) => { $body::default() };
    (@body $body:ident $whole:ident) => { { let whole: $body = $whole.into(); whole } };

    (@is_reason) => { false };
    (@is_reason reason $($other:ident)*) => { true };
    (@is_reason $mark:ident $($other:ident)*) => { operation!(@is_reason $($other)*) };

    (@authentication) => { $crate::rest::Authentication::Bot };
    (@authentication reason $($other:ident)*) => { operation!(@authentication $($other)*) };
    (@authentication public $($other:ident)*) => { $crate::rest::Authentication::Public };
    (@authentication bearer $($other:ident)*) => { $crate::rest::Authentication::BotOrBearer };
    (@authentication bearer_only $($other:ident)*) => { $crate::rest::Authentication::Bearer };
    (@authentication credentials $($other:ident)*) => { $crate::rest::Authentication::Credentials };

    (@is_deprecated) => { false };
    (@is_deprecated $note:literal) => { true };

    (@reason public) => {};
    (@reason bearer) => {};
    (@reason bearer_only) => {};
    (@reason credentials) => {};
    (@reason reason) => {
        /// Sets the reason that the guild's audit log shows, 1 to 512 characters.
        pub fn reason(mut self, reason: impl Into<String>) -> Self {
            self.draft.set_reason(reason.into());
            self
        }
    };

    (@wire $name:ident) => { stringify!($name) };
    (@wire $name:ident $wire:literal) => { $wire };

    (@limit) => { None };
    (@limit $limit:ident $range:expr) => { Some($crate::rest::check::Limit::$limit($range)) };

    // Numbers and booleans are taken as they are: a literal would not know what to convert from.
    (@argument bool) => { bool };
    (@argument u8) => { u8 };
    (@argument u16) => { u16 };
    (@argument u32) => { u32 };
    (@argument Joined<$item:ty>) => { impl IntoIterator<Item = impl Into<$item>> };
    (@argument Vec<$item:ty>) => { impl IntoIterator<Item = impl Into<$item>> };
    (@argument $type:ident $(<$generic:ty>)?) => { impl Into<$type $(<$generic>)?> };

    (@convert $name:ident: bool) => {};
    (@convert $name:ident: u8) => {};
    (@convert $name:ident: u16) => {};
    (@convert $name:ident: u32) => {};
    (@convert $name:ident: Vec<$item:ty>) => {
        let $name: Vec<$item> = $name.into_iter().map(Into::into).collect();
    };
    (@convert $name:ident: Joined<$item:ty>) => {
        let $name: $crate::rest::request::Joined<$item> = $name.into_iter().map(Into::into).collect();
    };
    (@convert $name:ident: $type:ident $(<$generic:ty>)?) => {
        let $name: $type $(<$generic>)? = $name.into();
    };

    (@put path $draft:ident $body:ident $arg:ident $wire:expr => $limit:expr) => {
        $draft.set_path($wire, &$arg);
    };
    (@put query $draft:ident $body:ident $arg:ident $wire:expr => $limit:expr) => {
        $draft.set_query($wire, &$arg, $limit);
    };
    (@put body $draft:ident $body:ident $arg:ident $wire:expr => $limit:expr) => {
        $body.set($wire, &$arg, $limit);
    };
}

/// Declares a group of operations and the path parameters that all of them share.
macro_rules! group {
    (
        $(#[$doc:meta])*
        pub struct $name:ident { $( $parameter:ident: $marker:ident ),* }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name {
            client: $crate::rest::RestClient,
            $( $parameter: $crate::id::Id<$marker>, )*
        }

        impl $name {
            pub(crate) fn new(client: &$crate::rest::RestClient $(, $parameter: $crate::id::Id<$marker>)*) -> Self {
                Self { client: client.clone(), $( $parameter, )* }
            }

            pub(crate) fn draft(&self, operation: &'static $crate::rest::OperationInfo) -> $crate::rest::request::Draft {
                #[allow(unused_mut, reason = "not every group has parameters")]
                let mut draft = $crate::rest::request::Draft::new(&self.client, operation);
                $( draft.set_path(stringify!($parameter), &self.$parameter); )*
                draft
            }
        }
    };
}

#[cfg(test)]
mod tests;
