//! The rules for a handler's signature.
//!
//! Each is reported where the user wrote it, in the user's words, with what to do instead. What needs
//! types (is it an event? is it `Clone`?) is left to the compiler by `expand`.

use std::collections::HashMap;

use syn::{FnArg, Pat, Signature, Type, spanned::Spanned, visit::Visit};

use super::model::Handler;
use crate::{errors::Errors, names::KEPT_FOR_LATER};

/// Checks what the function is, apart from the names of its parameters.
pub(crate) fn check_signature(signature: &Signature, errors: &Errors) {
    check_qualifiers(signature, errors);
    check_generics(signature, errors);
    check_has_event(signature, errors);
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                errors.at(receiver, "a handler is a free function and takes no `self`");
            }
            FnArg::Typed(typed) => check_type(&typed.ty, errors),
        }
    }
}

/// Checks how the parameters are named.
pub(crate) fn check_parameters(handler: &Handler, errors: &Errors) {
    let mut seen = HashMap::new();
    for param in &handler.params {
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

/// A handler is an `async fn` and nothing more: no `unsafe`, no `extern`, no `const`, no `...`.
fn check_qualifiers(signature: &Signature, errors: &Errors) {
    if signature.asyncness.is_none() {
        errors.at(signature.fn_token, "a handler must be an `async fn`");
    }
    if let Some(constness) = &signature.constness {
        errors.at(constness, "a handler cannot be `const`");
    }
    if !matches!(signature.safety, syn::Safety::Default) {
        errors.at(
            &signature.safety,
            "a handler cannot be `unsafe`: the dispatcher calls it for every event",
        );
    }
    if let Some(abi) = &signature.abi {
        errors.at(abi, "a handler cannot be `extern`");
    }
    if let Some(variadic) = &signature.variadic {
        errors.at(
            variadic,
            "a handler cannot take a variable number of parameters",
        );
    }
}

/// A handler is registered once, by itself; nobody would choose its type parameters.
fn check_generics(signature: &Signature, errors: &Errors) {
    if !signature.generics.params.is_empty() {
        errors.at(
            &signature.generics,
            "a handler cannot be generic: it is registered once, by itself; name concrete types",
        );
    } else if let Some(where_clause) = &signature.generics.where_clause {
        errors.at(where_clause, "a handler cannot have a `where` clause");
    }
}

/// The first parameter says which event the handler takes.
fn check_has_event(signature: &Signature, errors: &Errors) {
    if signature.inputs.is_empty() {
        errors.add(syn::Error::new(
            signature.paren_token.span.join(),
            "a handler takes the event as its first parameter, as in `message: MessageCreate`",
        ));
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
    ImplTrait(errors).visit_type(ty);
}

/// `impl Trait` is a type parameter in disguise.
struct ImplTrait<'a>(&'a Errors);

impl<'ast> Visit<'ast> for ImplTrait<'_> {
    fn visit_type_impl_trait(&mut self, ty: &'ast syn::TypeImplTrait) {
        self.0
            .at(ty, "a handler's parameter must name a concrete type");
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
