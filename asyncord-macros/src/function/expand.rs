//! What an attribute writes beside the user's function.
//!
//! ```text
//! async fn ping(…) { … }              // untouched
//! struct ping { … }                   // the handler, named as a type
//! const _: () = {
//!     fn __bind(…) { … }              // looks its arguments up once, and keeps them in a closure that calls it
//!     static SPEC: ItemSpec = …;      // where it stands, what it takes, and how to bind it
//!     impl HandlerItem for ping { … }
//!     inventory::submit! { … }
//! };
//! ```
//!
//! Every piece that can fail to type-check carries the span of what the user wrote. Types of the user's
//! stand in expressions only, never in the header of an item: a mistake there would be reported twice.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Expr, Ident, ItemFn, LitStr, ReturnType, spanned::Spanned};

use super::{
    added::handler_options,
    call, check, command, fields,
    kind::{Kind, Subject},
    model::{Function, Param, Taken},
    options::{NEVER_CALLED, Options, Schedule},
};
use crate::span::ours;

pub(crate) fn expand(
    kind: Kind,
    function: &ItemFn,
    model: &Function,
    options: &Options,
) -> TokenStream {
    if kind == Kind::Autocomplete {
        return command::autocomplete(function, model, options);
    }
    let function_name = &function.sig.ident;
    let item_name = options.type_name.as_ref().unwrap_or(function_name);
    let item = item_type(function, item_name, options);
    let bind = bind(kind, function, model, options);
    let spec = spec(kind, function, model, options);
    let check = options
        .args
        .as_ref()
        .map(|args| fields::check_arguments(args, model, &options.computed));
    let submit = (!options.manual).then(|| {
        quote! {
            ::asyncord::__private::inventory::submit! { ::asyncord::__private::Registered(&SPEC) }
        }
    });
    let command = (kind == Kind::Command).then(|| command::spec(function, model, options));
    let function = command::function(function);
    quote! {
        // Pedantic clippy would have it that an `async fn` awaits something, that values are consumed, and
        // that parameters are few; these are found by their names and taken in the form the user likes.
        #[allow(
            clippy::unused_async, clippy::needless_pass_by_value, clippy::ref_option,
            clippy::too_many_arguments
        )]
        #function

        #item

        // A reply leaves nothing behind, and some handlers have every option.
        #[allow(clippy::let_unit_value, clippy::needless_update)]
        const _: () = {
            #command

            #bind

            static SPEC: ::asyncord::__private::ItemSpec = #spec;

            impl ::asyncord::__private::HandlerItem for #item_name {
                const SPEC: &'static ::asyncord::__private::ItemSpec = &SPEC;
            }

            #submit

            #check
        };
    }
}

/// Keeps the function, and the type that stands for it, so that uses of both still resolve.
pub(crate) fn fallback(
    kind: Kind,
    function: &ItemFn,
    options: &Options,
    errors: &syn::Error,
) -> TokenStream {
    let errors = errors.to_compile_error();
    let mut function = command::function(function);
    // Rustc has words of its own for `...`, and many.
    function.sig.variadic = None;
    // A second attribute has been reported; it would make a second type of this name.
    function
        .attrs
        .retain(|attribute| Kind::of(attribute).is_none());
    let function = &function;
    let name = options.type_name.as_ref().unwrap_or(&function.sig.ident);
    let item = item_type(function, name, options);
    let suggests = (kind == Kind::Autocomplete).then(|| command::no_suggestions(name));
    // A method's type would be an item where none can stand.
    let item = (!check::is_method(function)).then(|| {
        quote! {
            #item

            impl ::asyncord::__private::HandlerItem for #name {
                const SPEC: &'static ::asyncord::__private::ItemSpec =
                    ::asyncord::__private::ItemSpec::INVALID;
            }

            #suggests
        }
    });
    quote! {
        #[allow(unused, clippy::unused_async)]
        #function

        #item

        #errors
    }
}

/// The function in the type namespace, where `add_handler::<name>()` looks.
pub(super) fn item_type(function: &ItemFn, name: &Ident, options: &Options) -> TokenStream {
    let vis = &function.vis;
    // A renamed type is the user's word, and is linted as such.
    let allow_case = options
        .type_name
        .is_none()
        .then(|| quote!(#[allow(non_camel_case_types)]));
    quote! {
        #[doc(hidden)]
        #allow_case
        #[allow(dead_code)]
        #vis struct #name { __never: ::core::convert::Infallible }
    }
}

/// What is written down of the function.
fn spec(kind: Kind, function: &ItemFn, model: &Function, options: &Options) -> TokenStream {
    let common = function_spec(kind, function, model, options);
    match kind {
        Kind::Handler => handler_spec(options, &common, None),
        Kind::Command => handler_spec(
            options,
            &common,
            Some(quote!(note: ::core::option::Option::Some(&COMMAND))),
        ),
        Kind::Provider => {
            let ty = match &function.sig.output {
                ReturnType::Default => quote!(()),
                ReturnType::Type(_, ty) => quote!(#ty),
            };
            let output = quote_spanned! {ty.span()=>
                ::asyncord::__private::Provided::<#ty>::output()
            };
            quote! {
                ::asyncord::__private::ItemSpec::Provider(::asyncord::__private::ProviderSpec {
                    function: #common,
                    output: || {
                        #[allow(unused_imports)]
                        use ::asyncord::__private::ProvidedValue as _;
                        #output
                    },
                })
            }
        }
        Kind::Task => task_spec(options, &common),
        Kind::Autocomplete => unreachable!("its command registers it"),
        Kind::OnStart | Kind::OnShutdown | Kind::OnError | Kind::Middleware => {
            let hook = match kind {
                Kind::OnStart => quote!(OnStart),
                Kind::OnShutdown => quote!(OnShutdown),
                Kind::OnError => quote!(OnError),
                _ => quote!(Middleware),
            };
            let priority = priority(options);
            quote! {
                ::asyncord::__private::ItemSpec::Hook(::asyncord::__private::HookSpec {
                    function: #common,
                    kind: ::asyncord::__private::HookKind::#hook,
                    priority: #priority,
                })
            }
        }
    }
}

fn handler_spec(options: &Options, common: &TokenStream, note: Option<TokenStream>) -> TokenStream {
    let mut fields: Vec<_> = note.into_iter().collect();
    if !options.waits.is_empty() {
        let waits = options.waits.iter().map(|ty| {
            quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::WaitedEvent>::INFO }
        });
        fields.push(quote!(waits: &[#(#waits),*]));
    }
    let description = options.describe();
    if !description.is_empty() {
        fields.push(quote!(options: #description));
    }
    if options.priority.is_some() {
        let priority = priority(options);
        fields.push(quote!(priority: #priority));
    }
    if options.ordered.is_some() {
        fields.push(quote!(ordered: true));
    }
    if let Some(limit) = &options.concurrency {
        let limit = concurrency(limit);
        fields.push(quote!(concurrency: #limit));
    }
    if options.timeout.is_some() {
        let timeout = timeout(options);
        fields.push(quote!(timeout: #timeout));
    }
    if options.once {
        fields.push(quote!(once: true));
    }
    quote! {
        ::asyncord::__private::ItemSpec::Handler(::asyncord::__private::HandlerSpec {
            function: #common,
            #(#fields,)*
            ..::asyncord::__private::HandlerSpec::PLAIN
        })
    }
}

fn task_spec(options: &Options, common: &TokenStream) -> TokenStream {
    let schedule = match &options.schedule {
        Some(Schedule::Cron(expression)) => {
            let timezone = options.timezone.as_ref().map_or_else(
                || quote!(::core::option::Option::None),
                |timezone| quote!(::core::option::Option::Some(#timezone)),
            );
            quote!(Cron { expression: #expression, timezone: #timezone })
        }
        Some(Schedule::Every(millis)) => quote!(Every { millis: #millis }),
        None => unreachable!("a task without a schedule has a mistake"),
    };
    let overlap = options.overlap;
    let timeout = timeout(options);
    quote! {
        ::asyncord::__private::ItemSpec::Task(::asyncord::__private::TaskSpec {
            function: #common,
            schedule: ::asyncord::__private::ScheduleSpec::#schedule,
            overlap: #overlap,
            timeout: #timeout,
        })
    }
}

fn priority(options: &Options) -> TokenStream {
    options.priority.as_ref().map_or_else(
        || quote!(0),
        |priority| quote_spanned!(priority.span()=> #priority),
    )
}

fn concurrency(limit: &Expr) -> TokenStream {
    let checked = Ident::new("__limit", limit.span());
    // A literal has been looked at; a constant is known to the compiler only.
    let at_least_one = quote_spanned! {limit.span()=>
        ::core::assert!(#checked > 0, #NEVER_CALLED);
    };
    quote_spanned! {limit.span()=> {
        let #checked: usize = #limit;
        #at_least_one
        ::core::option::Option::Some(#checked)
    } }
}

fn timeout(options: &Options) -> TokenStream {
    options.timeout.map_or_else(
        || quote!(::core::option::Option::None),
        |limit| {
            let millis = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
            quote!(::core::option::Option::Some(::core::time::Duration::from_millis(#millis)))
        },
    )
}

/// What is written down of every kind of function.
fn function_spec(
    kind: Kind,
    function: &ItemFn,
    model: &Function,
    options: &Options,
) -> TokenStream {
    let name = function.sig.ident.to_string();
    let name = LitStr::new(name.strip_prefix("r#").unwrap_or(&name), Span::call_site());
    let group = options.group.as_ref().map_or_else(
        || quote!(::core::option::Option::None),
        |group| quote!(::core::option::Option::Some(#group)),
    );
    let parameters = model.params.iter().map(|param| {
        let (key, ty) = (&param.key, param.taken.text());
        quote!((#key, #ty))
    });
    let event = match (kind.subject(), &model.subject) {
        (Subject::Event, Some(subject)) => Some((subject_text(subject), event_info(subject))),
        // A middleware sees events of all types, so it can have what providers make of any.
        (Subject::None, _) if kind == Kind::Command => Some((
            "InteractionCreate".to_owned(),
            quote!(::asyncord::__private::EventInfo::of::<
                ::asyncord::__private::InteractionCreate,
            >()),
        )),
        (Subject::Next, _) => Some((
            "RawEvent".to_owned(),
            quote!(::asyncord::__private::EventInfo::of::<
                ::asyncord::event::RawEvent,
            >()),
        )),
        _ => None,
    };
    let event = event.map_or_else(
        || quote!(::core::option::Option::None),
        |(text, info)| {
            quote! {
                ::core::option::Option::Some(::asyncord::__private::EventType {
                    name: #text,
                    info: #info,
                })
            }
        },
    );
    quote! {
        ::asyncord::__private::FunctionSpec {
            name: #name,
            module: ::core::module_path!(),
            file: ::core::file!(),
            line: ::core::line!(),
            group: #group,
            parameters: &[#(#parameters),*],
            event: #event,
            bind: __bind,
        }
    }
}

fn subject_text(subject: &Taken) -> String {
    super::options::tidy(&subject.ty.to_token_stream().to_string())
}

/// The event type, as a type.
pub(super) fn event_type(event: &Taken) -> TokenStream {
    let ty = &event.ty;
    if event.by_ref {
        quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::BorrowedEvent>::Event }
    } else {
        quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::EventParam>::Event }
    }
}

/// What the event type says of itself.
fn event_info(event: &Taken) -> TokenStream {
    let ty = &event.ty;
    if event.by_ref {
        quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::BorrowedEvent>::INFO }
    } else {
        quote_spanned! {ty.span()=> <#ty as ::asyncord::__private::EventParam>::INFO }
    }
}

/// The function that looks the arguments up and hands the binder what calls the function.
fn bind(kind: Kind, function: &ItemFn, model: &Function, options: &Options) -> TokenStream {
    // Names of our own: a binding of the user's that begins with `_` must not be used, say the lints.
    let idents: Vec<_> = (0..model.arguments().count())
        .map(|index| format_ident!("__argument_{index}"))
        .collect();
    let finds = model
        .arguments()
        .zip(&idents)
        .map(|(param, ident)| find_argument(kind, param, ident));
    let closure = || call::closure(kind, function, model);
    let binder = ours("__binder");
    let method = |owned: &str, borrowed: &str| {
        let subject = model.subject.as_ref().expect("it takes an event");
        let span = subject.ty.span();
        let method = Ident::new(if subject.by_ref { borrowed } else { owned }, span);
        (method, &subject.ty)
    };
    let bound = match kind {
        Kind::Handler => {
            let (method, ty) = method("taking", "borrowing");
            let bound = quote_spanned! {ty.span()=> #binder.#method::<#ty, _> };
            let select = call::select(function);
            let event = model.subject.as_ref().expect("a handler takes an event");
            let options = handler_options(event, Some(&function.sig.output), options);
            let closure = closure();
            if options.is_empty() {
                quote!(#bound(#closure);)
            } else {
                let added = ours("__added");
                quote! {
                    #select
                    let mut #added = #bound(#closure);
                    #options
                }
            }
        }
        Kind::Provider => {
            let (method, ty) = method("providing", "providing_borrowed");
            let closure = closure();
            quote_spanned! {ty.span()=> #binder.#method::<#ty, _>(#closure); }
        }
        Kind::Command => command::bind(function, options, model),
        Kind::Task | Kind::OnStart | Kind::OnShutdown => {
            let closure = closure();
            quote!(#binder.plain(#closure);)
        }
        Kind::OnError => {
            let closure = closure();
            quote!(#binder.failing(#closure);)
        }
        Kind::Middleware => {
            let closure = closure();
            quote!(#binder.wrapping(#closure);)
        }
        Kind::Autocomplete => unreachable!("it is written by `command::autocomplete`"),
    };
    let imports = imports(kind, function, model);
    quote! {
        fn __bind(#binder: &mut ::asyncord::__private::Binder<'_>) {
            #imports
            #(#finds)*
            // All have been looked up by now, so that every miss is known.
            #(let ::core::option::Option::Some(#idents) = #idents else { return };)*
            let __bound = ::std::sync::Arc::new((#(#idents,)*));
            #bound
        }
    }
}

/// The traits whose functions are called; only those, for the compiler looks through all that are there.
pub(super) fn imports(kind: Kind, function: &ItemFn, model: &Function) -> TokenStream {
    let by_value = model.arguments().any(|param| !param.taken.by_ref);
    let arguments = by_value.then(|| quote!(RequiredArgument as _,));
    let any = model.arguments().next().map(|_| quote!(AnyArgument as _,));
    let output = match (kind, &function.sig.output) {
        (Kind::Handler, ReturnType::Type(..)) => quote! {
            SelectMaybeReply as _, SelectMaybeReplyResult as _, SelectPlain as _, SelectReply as _,
            SelectReplyResult as _, ReplyForm as _,
        },
        (Kind::Provider, _) => quote!(ProvidedValue as _,),
        _ => quote!(),
    };
    quote! {
        #[allow(unused_imports)]
        use ::asyncord::__private::{#any #arguments #output};
    }
}

/// Looks an argument up. Which form it takes (`T`, `Option<T>`, `Arc<T>`) is decided by its type.
pub(super) fn find_argument(kind: Kind, param: &Param, ident: &Ident) -> TokenStream {
    let ty = &param.taken.ty;
    let key = LitStr::new(&param.key, param.ident.span());
    let (span, binder) = (ty.span(), ours("__binder"));
    let check = match kind.subject() {
        Subject::Event => "beside_event",
        Subject::Failure | Subject::Next | Subject::Typed | Subject::None => "without_event",
    };
    let check = Ident::new(check, span);
    let check = quote_spanned! {span=> ::asyncord::__private::Argument::<#ty>::#check(); };
    if param.taken.by_ref {
        quote_spanned! {span=>
            #check
            let #ident = <#ty as ::asyncord::__private::BorrowedArgument>::find(#binder, #key);
        }
    } else {
        quote_spanned! {span=>
            #check
            let #ident = ::asyncord::__private::Lookup::<#ty>::find(#binder, #key);
        }
    }
}
