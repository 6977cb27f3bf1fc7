//! A function understood as a handler: the event it takes, and the arguments it asks for.

use syn::{FnArg, Ident, Pat, PatType, Signature, Type};

use super::check;
use crate::{errors::Errors, names::RESERVED};

/// A handler: what its parameters ask for.
pub(crate) struct Handler {
    pub(crate) event: Event,
    pub(crate) params: Vec<Param>,
}

/// The first parameter.
pub(crate) struct Event {
    /// Whether it is taken as `&E`.
    pub(crate) by_ref: bool,
    /// The written type, without a leading `&`.
    pub(crate) ty: Type,
}

/// A parameter after the first.
pub(crate) struct Param {
    /// The name as written.
    pub(crate) ident: Ident,
    /// The name it is looked up by: without a leading `_` or `r#`.
    pub(crate) key: String,
    /// Whether it is taken as `&T`.
    pub(crate) by_ref: bool,
    /// The written type, without a leading `&`.
    pub(crate) ty: Type,
    pub(crate) kind: ParamKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ParamKind {
    /// A name that every bot has: the trait of `asyncord::__private` that knows it.
    Reserved(&'static str),
    /// Something that the program gives under that name.
    Argument,
}

impl Handler {
    /// Reads the signature; `None` where there is no event, which `check` has reported.
    pub(crate) fn from_signature(signature: &Signature, errors: &Errors) -> Option<Self> {
        let mut inputs = signature.inputs.iter();
        let event = match inputs.next()? {
            FnArg::Receiver(_) => None,
            FnArg::Typed(typed) => {
                let (by_ref, ty) = strip_reference(&typed.ty);
                Some(Event {
                    by_ref,
                    ty: ty.clone(),
                })
            }
        };
        let params = inputs
            .filter_map(|input| match input {
                FnArg::Receiver(_) => None,
                FnArg::Typed(typed) => Param::from_pattern(typed, errors),
            })
            .collect();
        event.map(|event| Self { event, params })
    }

    /// The parameters that the program gives.
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &Param> {
        self.params
            .iter()
            .filter(|param| param.kind == ParamKind::Argument)
    }
}

impl Param {
    fn from_pattern(typed: &PatType, errors: &Errors) -> Option<Self> {
        let Pat::Ident(pattern) = &*typed.pat else {
            check::report_pattern(&typed.pat, errors);
            return None;
        };
        let ident = pattern.ident.clone();
        let name = ident.to_string();
        let name = name.strip_prefix("r#").unwrap_or(&name);
        let key = name.strip_prefix('_').unwrap_or(name).to_owned();
        let (by_ref, ty) = strip_reference(&typed.ty);
        let kind = RESERVED
            .iter()
            .find(|(reserved, _)| *reserved == key)
            .map_or(ParamKind::Argument, |(_, param)| ParamKind::Reserved(param));
        Some(Self {
            ident,
            key,
            by_ref,
            ty: ty.clone(),
            kind,
        })
    }
}

fn strip_reference(ty: &Type) -> (bool, &Type) {
    match ty {
        Type::Reference(reference) => (true, &reference.elem),
        // A type that came through a `macro_rules!` fragment.
        Type::Group(group) => strip_reference(&group.elem),
        Type::Paren(paren) => strip_reference(&paren.elem),
        other => (false, other),
    }
}
