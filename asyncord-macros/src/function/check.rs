//! The rules for signatures.
//!
//! Each is reported where the user wrote it, in the user's words, with what to do instead. What needs
//! types (is it an event? is it `Clone`?) is left to the compiler by `expand`.

use std::collections::HashMap;

use syn::{
    FnArg, GenericArgument, Ident, ItemFn, Pat, PathArguments, ReturnType, Signature, Type,
    ext::IdentExt,
    spanned::Spanned,
    visit::{self, Visit},
};

use super::{
    kind::{Kind, Subject},
    model::Function,
    options::{Options, Schedule},
};
use crate::{
    errors::Errors,
    names::{KEPT_FOR_LATER, RESERVED},
};

/// One function is one thing: a second attribute would make a second type of the same name.
pub(crate) fn check_attributes(kind: Kind, function: &ItemFn, errors: &Errors) {
    for attribute in &function.attrs {
        let Some(other) = Kind::of(attribute) else {
            continue;
        };
        let name = other.attribute();
        let message = if other == kind {
            format!("the function is under `#[{name}]` already; leave this one out")
        } else {
            format!(
                "the function is {} already; leave `#[{name}]` out, or write a second function",
                kind.noun()
            )
        };
        errors.at(attribute, message);
    }
}

/// A function that says `Self` stands in an `impl` block; where it also takes `self`, that is reported.
pub(crate) fn check_self_type(kind: Kind, function: &ItemFn, errors: &Errors) {
    if function.sig.receiver().is_none()
        && let Some(word) = SelfType::in_function(function).0.first()
    {
        let noun = kind.noun();
        errors.at(
            word,
            format!(
                "{noun} is a free function and knows no `Self`; move it out of the `impl` block, and name the type"
            ),
        );
    }
}

/// Whether the function stands in an `impl` block, as far as it shows: no item can stand beside it there.
pub(crate) fn is_method(function: &ItemFn) -> bool {
    function.sig.receiver().is_some() || !SelfType::in_function(function).0.is_empty()
}

/// Where a function says `Self`.
struct SelfType<'ast>(Vec<&'ast Ident>);

impl<'ast> SelfType<'ast> {
    fn in_function(function: &'ast ItemFn) -> Self {
        let mut found = Self(Vec::new());
        // Of the type of `self` syn makes `Self`, which nobody wrote.
        for input in &function.sig.inputs {
            if let FnArg::Typed(typed) = input {
                found.visit_pat_type(typed);
            }
        }
        found.visit_return_type(&function.sig.output);
        found.visit_block(&function.block);
        found
    }
}

impl<'ast> Visit<'ast> for SelfType<'ast> {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let Some(first) = path.segments.first()
            && first.ident == "Self"
        {
            self.0.push(&first.ident);
        }
        visit::visit_path(self, path);
    }

    // An item in the body may be an `impl` block.
    fn visit_item(&mut self, _: &'ast syn::Item) {}
}

/// Checks what the function is, apart from the names of its parameters.
pub(crate) fn check_signature(kind: Kind, signature: &Signature, errors: &Errors) {
    check_qualifiers(kind, signature, errors);
    check_generics(kind, signature, errors);
    check_has_subject(kind, signature, errors);
    check_next(kind, signature, errors);
    let noun = kind.noun();
    for (index, input) in signature.inputs.iter().enumerate() {
        match input {
            FnArg::Receiver(receiver) => errors.at(
                receiver,
                format!(
                    "{noun} is a free function and takes no `self`; move it out of the `impl` block"
                ),
            ),
            // `check_next` has words for what a middleware takes first.
            FnArg::Typed(typed) if kind == Kind::Middleware && index == 0 => {
                check_impl_trait(&typed.ty, errors);
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
        if function.arguments().any(|param| *computed == param.key) {
            continue;
        }
        let message = if function.params.iter().any(|param| *computed == param.key) {
            format!("every bot has `{computed}`: no provider computes it; leave it out here")
        } else {
            format!("there is no parameter `{computed}`")
        };
        errors.at(computed, message);
    }
    let mut seen = HashMap::new();
    for param in &function.params {
        // What the user fills in is not looked for among the arguments.
        if param.filled.is_none() && KEPT_FOR_LATER.contains(&param.key.as_str()) {
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

/// A provider's name is that of an argument, and follows the rules for one.
pub(crate) fn check_provider_name(name: &Ident, function: Option<&Function>, errors: &Errors) {
    let key = name.unraw().to_string();
    if RESERVED.iter().any(|(reserved, _)| *reserved == key) {
        errors.at(
            name,
            format!("every bot has the argument `{key}`; give the provider another name"),
        );
    } else if KEPT_FOR_LATER.contains(&key.as_str()) {
        errors.at(
            name,
            format!(
                "the argument name `{key}` is kept for a later version of asyncord; choose another"
            ),
        );
    } else if key.starts_with('_') {
        errors.at(
            name,
            format!(
                "a parameter `{key}` asks for the argument without the underscore; leave it out of the provider's name"
            ),
        );
    }
    let takes_itself = function
        .into_iter()
        .flat_map(Function::arguments)
        .filter(|param| param.key == key);
    for param in takes_itself {
        errors.at(
            &param.ident,
            format!("the provider computes `{key}` itself, and cannot take it"),
        );
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
        Subject::Typed => {
            "what the user has typed so far as its first parameter, as in `typed: &str`"
        }
    };
    if signature.inputs.is_empty() {
        let message = format!("{} takes {wanted}", kind.noun());
        errors.add(syn::Error::new(signature.paren_token.span.join(), message));
    }
}

/// What the compiler is asked about must have a name.
fn check_output(kind: Kind, signature: &Signature, errors: &Errors) {
    if let ReturnType::Type(_, ty) = &signature.output {
        let message = format!("{} must name the type that it returns", kind.noun());
        let message = &message;
        ImplTrait { errors, message }.visit_type(ty);
    }
    if kind == Kind::Provider {
        check_provided(signature, errors);
    }
}

/// A provider's value is kept for all handlers of the event, so there must be one, and it cannot be borrowed.
fn check_provided(signature: &Signature, errors: &Errors) {
    const NOTHING: &str = "a provider returns the argument that it computes, as in `-> Member` or `-> Result<Member>`";
    match &signature.output {
        ReturnType::Default => errors.at(&signature.ident, NOTHING),
        ReturnType::Type(_, ty) if is_nothing(ty) => errors.at(ty, NOTHING),
        ReturnType::Type(_, ty) => BorrowedFromCall { errors }.visit_type(ty),
    }
}

/// `()`, or a `Result` of it, which is what the alias without parameters means.
fn is_nothing(ty: &Type) -> bool {
    match ty {
        Type::Tuple(tuple) => tuple.elems.is_empty(),
        Type::Paren(paren) => is_nothing(&paren.elem),
        Type::Group(group) => is_nothing(&group.elem),
        Type::Path(path) => path.path.segments.last().is_some_and(|last| {
            last.ident == "Result"
                && match &last.arguments {
                    PathArguments::None => true,
                    PathArguments::AngleBracketed(list) => {
                        matches!(list.args.first(), Some(GenericArgument::Type(ty)) if is_nothing(ty))
                    }
                    PathArguments::Parenthesized(_) => false,
                }
        }),
        _ => false,
    }
}

/// References that end with the call.
struct BorrowedFromCall<'a> {
    errors: &'a Errors,
}

impl<'ast> Visit<'ast> for BorrowedFromCall<'_> {
    fn visit_type_reference(&mut self, reference: &'ast syn::TypeReference) {
        if reference
            .lifetime
            .as_ref()
            .is_none_or(|lifetime| lifetime.ident != "static")
        {
            self.errors.at(
                reference,
                "what a provider returns is kept for the handlers of the event and cannot be borrowed; return an owned type, such as `String` for `&str`",
            );
        }
    }

    // References in there belong to calls of the function.
    fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}
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
    check_impl_trait(ty, errors);
}

fn check_impl_trait(ty: &Type, errors: &Errors) {
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
