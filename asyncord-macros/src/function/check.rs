//! The rules for signatures.
//!
//! Each is reported where the user wrote it, in the user's words, with what to do instead. What needs
//! types (is it an event? is it `Clone`?) is left to the compiler by `expand`.

use std::collections::HashMap;

use syn::{FnArg, ItemFn, Pat, ReturnType, Signature, Type, spanned::Spanned, visit::Visit};

use super::{
    kind::{Kind, Subject},
    model::Function,
    options::{Options, Schedule},
};
use crate::{errors::Errors, names::KEPT_FOR_LATER};

/// One function is one thing: a second attribute would make a second type of the same name.
pub(crate) fn check_attributes(function: &ItemFn, errors: &Errors) {
    for attribute in &function.attrs {
        let Some(last) = attribute.path().segments.last() else {
            continue;
        };
        if Kind::ALL.iter().any(|kind| last.ident == kind.attribute()) {
            errors.at(
                attribute,
                format!(
                    "a function is under one attribute; leave `#[{}]` out, or make a second function",
                    last.ident
                ),
            );
        }
    }
}

/// Checks what the function is, apart from the names of its parameters.
pub(crate) fn check_signature(kind: Kind, signature: &Signature, errors: &Errors) {
    check_qualifiers(kind, signature, errors);
    check_generics(kind, signature, errors);
    check_has_subject(kind, signature, errors);
    check_next(kind, signature, errors);
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                let noun = kind.noun();
                errors.at(
                    receiver,
                    format!("{noun} is a free function and takes no `self`"),
                );
            }
            FnArg::Typed(typed) => check_type(&typed.ty, errors),
        }
    }
    check_output(kind, signature, errors);
}

/// A middleware calls what it is given, so it must own it.
fn check_next(kind: Kind, signature: &Signature, errors: &Errors) {
    if kind == Kind::Middleware
        && let Some(FnArg::Typed(typed)) = signature.inputs.first()
        && let Type::Reference(reference) = &*typed.ty
    {
        errors.at(
            reference.and_token,
            "a middleware takes the call by value, as in `next: Next`",
        );
    }
}

/// Checks the options against one another.
pub(crate) fn check_options(kind: Kind, signature: &Signature, options: &Options, errors: &Errors) {
    if kind == Kind::Task && options.schedule.is_none() {
        errors.at(
            &signature.ident,
            "a task needs a schedule, as in `#[task(every = \"5m\")]` or `#[task(cron = \"0 9 * * MON\")]`",
        );
    }
    if let Some(timezone) = &options.timezone
        && let Some(Schedule::Every(_)) = options.schedule
    {
        errors.at(
            timezone,
            "`timezone` says where the times of `cron` are meant; `every` has none",
        );
    }
}

/// Checks how the parameters are named, and that options name parameters that there are.
pub(crate) fn check_parameters(function: &Function, options: &Options, errors: &Errors) {
    for computed in &options.computed {
        if !function.arguments().any(|param| *computed == param.key) {
            errors.at(computed, format!("there is no parameter `{computed}`"));
        }
    }
    let mut seen = HashMap::new();
    for param in &function.params {
        if KEPT_FOR_LATER.contains(&param.key.as_str()) {
            errors.at(
                &param.ident,
                format!(
                    "the parameter name `{}` is kept for a later version of asyncord; choose another",
                    param.key
                ),
            );
        }
        // Of two equal names rustc complains itself; `x` and `_x` are equal only to us.
        if let Some(earlier) = seen.insert(&param.key, &param.ident)
            && *earlier != param.ident
        {
            errors.at(
                &param.ident,
                format!(
                    "`{earlier}` and `{}` both ask for the argument `{}`",
                    param.ident, param.key
                ),
            );
        }
    }
}

/// An `async fn` and nothing more: no `unsafe`, no `extern`, no `const`, no `...`.
fn check_qualifiers(kind: Kind, signature: &Signature, errors: &Errors) {
    let noun = kind.noun();
    if signature.asyncness.is_none() {
        errors.at(signature.fn_token, format!("{noun} must be an `async fn`"));
    }
    if let Some(constness) = &signature.constness {
        errors.at(constness, format!("{noun} cannot be `const`"));
    }
    if !matches!(signature.safety, syn::Safety::Default) {
        errors.at(
            &signature.safety,
            format!("{noun} cannot be `unsafe`: asyncord calls it, and knows of no conditions"),
        );
    }
    if let Some(abi) = &signature.abi {
        errors.at(abi, format!("{noun} cannot be `extern`"));
    }
    if let Some(variadic) = &signature.variadic {
        errors.at(
            variadic,
            format!("{noun} cannot take a variable number of parameters"),
        );
    }
}

/// A function is registered once, by itself; nobody would choose its type parameters.
fn check_generics(kind: Kind, signature: &Signature, errors: &Errors) {
    let noun = kind.noun();
    let lifetimes_only = signature.generics.type_params().next().is_none()
        && signature.generics.const_params().next().is_none();
    if !signature.generics.params.is_empty() && lifetimes_only {
        // Where one is used, `check_type` marks it: that is the place to change.
        if !signature.inputs.iter().any(has_lifetime) {
            errors.at(
                &signature.generics,
                format!("{noun} cannot be generic; leave the lifetimes out"),
            );
        }
    } else if !signature.generics.params.is_empty() {
        errors.at(
            &signature.generics,
            format!(
                "{noun} cannot be generic: it is registered once, by itself; name concrete types"
            ),
        );
    } else if let Some(where_clause) = &signature.generics.where_clause {
        errors.at(where_clause, format!("{noun} cannot have a `where` clause"));
    }
}

/// Whether a parameter is borrowed for a lifetime that has a name.
fn has_lifetime(input: &FnArg) -> bool {
    matches!(input, FnArg::Typed(typed)
        if matches!(&*typed.ty, Type::Reference(reference) if reference.lifetime.is_some()))
}

/// The first parameter of most kinds says what the function is called for.
fn check_has_subject(kind: Kind, signature: &Signature, errors: &Errors) {
    let wanted = match kind.subject() {
        Subject::None => return,
        Subject::Event => "the event as its first parameter, as in `message: MessageCreate`",
        Subject::Failure => {
            "what went wrong as its first parameter, as in `failure: &HandlerFailure`"
        }
        Subject::Next => "the call as its first parameter, as in `next: Next`",
    };
    if signature.inputs.is_empty() {
        let message = format!("{} takes {wanted}", kind.noun());
        errors.add(syn::Error::new(signature.paren_token.span.join(), message));
    }
}

/// What the compiler is asked about must have a name.
fn check_output(kind: Kind, signature: &Signature, errors: &Errors) {
    match &signature.output {
        ReturnType::Type(_, ty) => {
            let message = format!("{} must name the type that it returns", kind.noun());
            ImplTrait { errors, message: &message }.visit_type(ty);
        }
        ReturnType::Default if kind == Kind::Provider => errors.at(
            &signature.ident,
            "a provider returns the argument that it computes, as in `-> Member` or `-> Result<Member>`",
        ),
        ReturnType::Default => {}
    }
}

/// Events and arguments are shared by all calls that run at the time, and borrowed for one call.
fn check_type(ty: &Type, errors: &Errors) {
    if let Type::Reference(reference) = ty {
        if let Some(mutability) = &reference.mutability {
            errors.at(
                mutability,
                "events and arguments are shared between calls; take `&Mutex<T>` to change one",
            );
        }
        if let Some(lifetime) = &reference.lifetime {
            errors.at(
                lifetime,
                "events and arguments are borrowed for one call; leave out the lifetime",
            );
        }
    }
    let message = "a parameter must name a concrete type";
    ImplTrait { errors, message }.visit_type(ty);
}

/// `impl Trait` is a type parameter in disguise, or a type without a name.
struct ImplTrait<'a> {
    errors: &'a Errors,
    message: &'a str,
}

impl<'ast> Visit<'ast> for ImplTrait<'_> {
    fn visit_type_impl_trait(&mut self, ty: &'ast syn::TypeImplTrait) {
        self.errors.at(ty, self.message);
    }
}

/// An argument is found by its name, so it must have one.
pub(crate) fn report_pattern(pattern: &Pat, errors: &Errors) {
    let message = match pattern {
        Pat::Wild(_) => "an argument is found by its name; write `_name` for one that is not used",
        _ => "an argument is found by its name, so it must have the form `name: Type`",
    };
    errors.add(syn::Error::new(pattern.span(), message));
}
