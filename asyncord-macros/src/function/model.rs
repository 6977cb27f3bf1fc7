//! A function understood: what its first parameter is, and the arguments it asks for.

use quote::ToTokens;
use syn::{FnArg, Ident, Pat, PatType, Signature, Type};

use super::{
    check,
    command::Filled,
    kind::{Kind, Subject},
    options::{Options, tidy},
};
use crate::{errors::Errors, names::RESERVED};

/// A function: what its parameters ask for.
pub(crate) struct Function {
    /// The first parameter, where it is not an argument.
    pub(crate) subject: Option<Taken>,
    pub(crate) params: Vec<Param>,
}

/// How something is taken.
pub(crate) struct Taken {
    /// Whether it is taken as `&T`.
    pub(crate) by_ref: bool,
    /// The written type, without a leading `&`.
    pub(crate) ty: Type,
}

/// A parameter that is found by its name.
pub(crate) struct Param {
    /// The name as written.
    pub(crate) ident: Ident,
    /// The name it is looked up by: without a leading `_` or `r#`.
    pub(crate) key: String,
    pub(crate) taken: Taken,
    pub(crate) kind: ParamKind,
    /// What the user is told of it, if the user fills it in.
    pub(crate) filled: Option<Filled>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParamKind {
    /// A name that every bot has: the trait of `asyncord::__private` that knows it.
    Reserved(&'static str),
    /// Something that the program gives under that name.
    Argument,
    /// What the user fills in.
    Filled,
}

impl Function {
    /// Reads the signature; `None` where the subject is missing, which `check` has reported.
    pub(crate) fn from_signature(
        kind: Kind,
        signature: &Signature,
        options: &Options,
        errors: &Errors,
    ) -> Option<Self> {
        let mut inputs = signature.inputs.iter();
        let subject = match kind.subject() {
            // A context menu opens on something.
            Subject::None if options.command.menu.is_none() => Some(None),
            _ => match inputs.next() {
                Some(FnArg::Typed(typed)) => Some(Some(Taken::new(&typed.ty))),
                Some(FnArg::Receiver(_)) | None => None,
            },
        };
        // Read in any case: for its mistakes.
        let params = inputs
            .filter_map(|input| match input {
                FnArg::Receiver(_) => None,
                FnArg::Typed(typed) => Param::from_pattern(kind, typed, errors),
            })
            .collect();
        Some(Self {
            subject: subject?,
            params,
        })
    }

    /// The parameters that the user fills in.
    pub(crate) fn filled(&self) -> impl Iterator<Item = (&Param, &Filled)> {
        self.params
            .iter()
            .filter_map(|param| Some((param, param.filled.as_ref()?)))
    }

    /// The parameters that the program gives.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &Param> {
        self.params
            .iter()
            .filter(|param| param.kind == ParamKind::Argument)
    }
}

impl Taken {
    fn new(ty: &Type) -> Self {
        match ty {
            Type::Reference(reference) => Self {
                by_ref: true,
                ty: (*reference.elem).clone(),
            },
            // A type that came through a `macro_rules!` fragment.
            Type::Group(group) => Self::new(&group.elem),
            Type::Paren(paren) => Self::new(&paren.elem),
            other => Self {
                by_ref: false,
                ty: other.clone(),
            },
        }
    }

    /// The type as the user wrote it.
    pub(crate) fn text(&self) -> String {
        let text = tidy(&self.ty.to_token_stream().to_string());
        if self.by_ref {
            format!("&{text}")
        } else {
            text
        }
    }
}

impl Param {
    fn from_pattern(kind: Kind, typed: &PatType, errors: &Errors) -> Option<Self> {
        let Pat::Ident(pattern) = &*typed.pat else {
            check::report_pattern(&typed.pat, errors);
            return None;
        };
        let ident = pattern.ident.clone();
        let name = ident.to_string();
        let name = name.strip_prefix("r#").unwrap_or(&name);
        let key = name.strip_prefix('_').unwrap_or(name).to_owned();
        let filled = match kind {
            Kind::Command => Filled::of(typed, &ident, errors),
            _ => None,
        };
        let reserved = RESERVED.iter().find(|(reserved, _)| *reserved == key);
        let kind = match (&filled, reserved) {
            (Some(_), _) => ParamKind::Filled,
            (None, Some((_, param))) => ParamKind::Reserved(param),
            (None, None) => ParamKind::Argument,
        };
        Some(Self {
            ident,
            key,
            taken: Taken::new(&typed.ty),
            kind,
            filled,
        })
    }
}
