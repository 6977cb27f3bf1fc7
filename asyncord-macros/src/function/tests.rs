//! The rules, tried without a compiler run each.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{ItemFn, parse_quote};

use super::{
    expand,
    kind::Kind,
    model::{Function, ParamKind},
    options::{Options, Order, Schedule},
    understand,
};

fn mistakes(function: &ItemFn) -> Vec<String> {
    mistakes_of(Kind::Handler, quote!(), function)
}

fn mistakes_of(kind: Kind, options: TokenStream, function: &ItemFn) -> Vec<String> {
    match understand(kind, options, function).1 {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.to_string()).collect(),
    }
}

/// Asserts that there is one mistake, and that it says `text`.
#[track_caller]
fn one_mistake(kind: Kind, options: TokenStream, function: &ItemFn, text: &str) {
    let context = format!("{options}: {}", function.to_token_stream());
    let mistakes = mistakes_of(kind, options, function);
    assert_eq!(mistakes.len(), 1, "{context}: {mistakes:?}");
    assert!(mistakes[0].contains(text), "{context}: {mistakes:?}");
}

fn model(function: &ItemFn) -> Function {
    match understand(Kind::Handler, quote!(), function).1 {
        Ok(handler) => handler,
        Err(error) => panic!("{error}"),
    }
}

fn options(tokens: TokenStream) -> Result<Options, Vec<String>> {
    let function: ItemFn = parse_quote!(
        async fn f(event: Ready) {}
    );
    match understand(Kind::Handler, tokens, &function) {
        (options, Ok(_)) => Ok(options),
        (_, Err(errors)) => Err(errors.into_iter().map(|error| error.to_string()).collect()),
    }
}

#[test]
fn every_mistake_of_a_signature_is_reported_in_one_run() {
    let function: ItemFn = parse_quote! {
        unsafe extern "C" fn f<T>(&self, (a, b): (u8, u8), _: u8, c: &mut u8, d: impl Clone, cache: u8) {}
    };
    let mistakes = mistakes(&function);
    for start in [
        "a handler must be an `async fn`",
        "a handler cannot be `unsafe`",
        "a handler cannot be `extern`",
        "a handler cannot be generic",
        "a handler is a free function",
        "an argument is found by its name, so",
        "an argument is found by its name; write `_name`",
        "events and arguments are shared",
        "a parameter must name a concrete type",
    ] {
        assert!(
            mistakes.iter().any(|mistake| mistake.starts_with(start)),
            "{start}: {mistakes:#?}"
        );
    }
}

#[test]
fn names_kept_for_later_are_refused() {
    for name in ["cache", "voice", "shard", "error", "sandbox"] {
        let name = quote::format_ident!("{name}");
        let mistakes = mistakes(&parse_quote!(async fn f(event: Ready, #name: u8) {}));
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(
            mistakes[0].contains("kept for a later version"),
            "{mistakes:?}"
        );
    }
}

#[test]
fn a_leading_underscore_does_not_count() {
    let handler = model(&parse_quote!(
        async fn f(_event: Ready, _client: &RestClient, _db: Db) {}
    ));
    assert_eq!(handler.params[0].kind, ParamKind::Reserved("ClientParam"));
    assert!(handler.params[0].taken.by_ref);
    assert_eq!(handler.params[1].key, "db");
    let mistakes = mistakes(&parse_quote!(
        async fn f(event: Ready, db: Db, _db: Db) {}
    ));
    assert_eq!(mistakes, ["`db` and `_db` both ask for the argument `db`"]);
}

#[test]
fn raw_names_are_looked_up_without_their_mark() {
    let handler = model(&parse_quote!(
        async fn f(event: &Ready, r#type: u8) {}
    ));
    assert_eq!(handler.params[0].key, "type");
    assert!(handler.subject.unwrap().by_ref);
}

#[test]
fn options_are_read() {
    let options = options(quote!(manual, ordered, group = "MyBot1", type = OnPing,))
        .ok()
        .unwrap();
    assert!(options.manual && options.ordered.unwrap().1 == Order::Guild);
    assert_eq!(options.group.unwrap().value(), "MyBot1");
    assert_eq!(options.type_name.unwrap(), "OnPing");
}

#[test]
fn wrong_options_are_reported_together() {
    let mistakes = options(quote!(ordred, manual, manual, prio = 3))
        .err()
        .unwrap();
    assert_eq!(mistakes.len(), 3, "{mistakes:?}");
    assert!(mistakes[0].starts_with("unknown option `ordred`; did you mean `ordered`?"));
    assert_eq!(mistakes[1], "`manual` is given more than once");
    assert!(mistakes[2].starts_with("unknown option `prio`"));

    for tokens in [
        quote!(group),
        quote!(group = 5),
        quote!(type = 5),
        quote!("x"),
        quote!(manual ordered),
    ] {
        let text = tokens.to_string();
        assert_eq!(
            options(tokens).err().map(|mistakes| mistakes.len()),
            Some(1),
            "{text}"
        );
    }
}

#[test]
fn after_a_mistake_the_next_option_is_read() {
    let mistakes = options(quote!(
        ordered = server,
        ordered,
        concurrency = 0,
        concurrency = "four",
        timeout = 5,
        priority = "high",
        priority,
        waits(),
        waits("MessageCreate", 5),
        computed(author),
        filter(not_bot),
        wrap = (),
        once = true,
        manual manual,
        group = 3
    ))
    .err()
    .unwrap();
    let expected = [
        "`ordered` goes by",
        "`ordered` is given more than once",
        "with `concurrency = 0`",
        "`concurrency` is given more than once",
        "`concurrency` takes how many",
        "`timeout` takes a string",
        "`priority` takes a whole number",
        "`priority` is given more than once",
        "`priority` needs a number",
        "`waits` needs events",
        "`waits` is given more than once",
        "`waits` needs events",
        "`filter` needs a function",
        "`wrap` takes a middleware",
        "`once` takes no value",
        "expected a comma after `manual`",
        "`group` takes a string",
        "there is no parameter `author`",
    ];
    assert_eq!(mistakes.len(), expected.len(), "{mistakes:#?}");
    for (mistake, expected) in mistakes.iter().zip(expected) {
        assert!(mistake.starts_with(expected), "{expected}: {mistake}");
    }
}

#[test]
fn numbers_that_only_the_compiler_knows_are_left_to_it() {
    for tokens in [
        quote!(concurrency = CALLS, priority = FIRST),
        quote!(concurrency = 2 * 2, priority = -5),
        quote!(concurrency = 0x10_usize, priority = (7)),
    ] {
        let text = tokens.to_string();
        assert!(options(tokens).is_ok(), "{text}");
    }
}

#[test]
fn filters_and_wraps_stand_alone_or_in_parentheses() {
    for (tokens, count) in [
        (quote!(filter = not_bot), 1),
        (quote!(filter = (not_bot)), 1),
        (quote!(filter = (not_bot,)), 1),
        (quote!(filter = (not_bot, |event| event.is_new)), 2),
        (quote!(filter = channels([1, 2])), 1),
    ] {
        let text = tokens.to_string();
        let filters = options(tokens).ok().unwrap().filters;
        assert_eq!(filters.len(), count, "{text}");
        assert!(!matches!(filters[0], syn::Expr::Paren(_)), "{text}");
    }
    for tokens in [quote!(filter = "not_bot"), quote!(filter = (not_bot, true))] {
        let mistakes = options(tokens).err().unwrap();
        assert_eq!(
            mistakes,
            ["a filter is a function, as in `filter = filters::not_bot`"]
        );
    }
}

#[test]
fn an_option_of_another_attribute_is_named_as_such() {
    let function = parse_quote!(
        async fn f(message: &MessageCreate) -> u32 {
            1
        }
    );
    let of_handlers = "is an option of `#[handler]`; of `#[provider]` there are `group";
    one_mistake(Kind::Provider, quote!(ordered), &function, of_handlers);
    let function = parse_quote!(
        async fn f() {}
    );
    let of_tasks = "is an option of `#[task]`; of `#[on_start]` there are `priority";
    one_mistake(Kind::OnStart, quote!(every = "5m"), &function, of_tasks);
}

#[test]
fn a_task_has_one_schedule() {
    let function: ItemFn = parse_quote!(
        async fn f() {}
    );
    let one = "a task has one schedule";
    one_mistake(Kind::Task, quote!(), &function, "a task needs a schedule");
    one_mistake(
        Kind::Task,
        quote!(every = "5m", cron = "0 9 * * MON"),
        &function,
        one,
    );
    one_mistake(
        Kind::Task,
        quote!(cron = "0 9 * * MON", every = "5m"),
        &function,
        one,
    );
    // A schedule with a mistake is none too few.
    one_mistake(
        Kind::Task,
        quote!(every = 5),
        &function,
        "`every` takes a string",
    );
    one_mistake(
        Kind::Task,
        quote!(every),
        &function,
        "`every` needs a string",
    );
    one_mistake(
        Kind::Task,
        quote!(cron = 5),
        &function,
        "`cron` takes a string",
    );
    let twice = quote!(every = "5m", every = "6m");
    one_mistake(
        Kind::Task,
        twice,
        &function,
        "`every` is given more than once",
    );

    let (options, model) = understand(Kind::Task, quote!(every = "5m"), &function);
    assert!(model.is_ok());
    assert!(matches!(options.schedule, Some(Schedule::Every(300_000))));
}

#[test]
fn a_provider_is_named_like_an_argument() {
    for (name, text) in [
        ("client", "every bot has the argument `client`"),
        ("cx", "every bot has the argument `cx`"),
        ("cache", "`cache` is kept for a later version"),
        ("_level", "leave it out of the provider's name"),
    ] {
        let name = quote::format_ident!("{name}");
        let function = parse_quote!(async fn #name(message: &MessageCreate) -> u32 { 1 });
        one_mistake(Kind::Provider, quote!(), &function, text);
    }
    let function = parse_quote!(
        async fn level(message: &MessageCreate, _level: u32) -> u32 {
            1
        }
    );
    let itself = "the provider computes `level` itself";
    one_mistake(Kind::Provider, quote!(), &function, itself);
}

#[test]
fn a_provider_returns_something_that_it_owns() {
    let of = |ty: TokenStream| -> ItemFn {
        parse_quote!(async fn level(message: &MessageCreate) -> #ty {})
    };
    for nothing in [
        quote!(()),
        quote!(Result),
        quote!(asyncord::Result),
        quote!(Result<()>),
        quote!(Result<(), MyError>),
    ] {
        let text = "a provider returns the argument that it computes";
        one_mistake(Kind::Provider, quote!(), &of(nothing), text);
    }
    for borrowed in [
        quote!(&str),
        quote!(&'a str),
        quote!(Result<&str>),
        quote!(Option<&[u8]>),
    ] {
        let mistakes = mistakes_of(Kind::Provider, quote!(), &of(borrowed));
        assert!(
            mistakes[0].contains("cannot be borrowed; return an owned type"),
            "{mistakes:?}"
        );
    }
    for ty in [
        quote!(&'static str),
        quote!(Result<&'static [u8]>),
        quote!(fn(&str) -> usize),
        quote!(Result<u32>),
        quote!(Option<()>),
    ] {
        let mistakes = mistakes_of(Kind::Provider, quote!(), &of(ty));
        assert!(mistakes.is_empty(), "{mistakes:?}");
    }
}

#[test]
fn a_middleware_owns_its_call() {
    for ty in [quote!(&Next), quote!(&mut Next), quote!(&'a Next)] {
        let function = parse_quote!(async fn f(next: #ty) {});
        let text = "a middleware takes the call by value";
        one_mistake(Kind::Middleware, quote!(), &function, text);
    }
    let function = parse_quote!(
        async fn f() {}
    );
    let text = "a middleware takes the call as its first parameter";
    one_mistake(Kind::Middleware, quote!(), &function, text);
}

#[test]
fn what_every_bot_has_is_not_computed() {
    let function = parse_quote!(
        async fn f(event: Ready, client: RestClient, author: User) {}
    );
    let text = "every bot has `client`: no provider computes it";
    one_mistake(Kind::Handler, quote!(computed(client)), &function, text);
    assert!(mistakes_of(Kind::Handler, quote!(computed(author)), &function).is_empty());
}

#[test]
fn a_function_of_an_impl_block_is_told_by_its_self() {
    let knows_none = "a handler is a free function and knows no `Self`";
    for function in [
        parse_quote!(
            async fn f(event: Ready, bot: &Self) {}
        ),
        parse_quote!(
            async fn f(event: Ready) -> Result<Self> {}
        ),
        parse_quote!(
            async fn f(event: Ready) {
                Self::go(&event).await;
            }
        ),
        parse_quote!(
            async fn f(event: Ready, bot: Arc<Self>) {
                let _: Self = bot;
            }
        ),
    ] {
        one_mistake(Kind::Handler, quote!(), &function, knows_none);
    }
    let method = parse_quote!(
        async fn f(self, event: Ready, other: &Self) {}
    );
    let takes_none = "a handler is a free function and takes no `self`";
    one_mistake(Kind::Handler, quote!(), &method, takes_none);
    let of_an_inner_item = parse_quote! {
        async fn f(event: Ready) {
            struct S;
            impl S {
                fn new() -> Self { Self }
            }
        }
    };
    assert!(mistakes(&of_an_inner_item).is_empty());
}

#[test]
fn a_second_attribute_is_refused_and_taken_off() {
    let function: ItemFn = parse_quote! {
        #[asyncord::handler(once)]
        #[inline]
        async fn f(event: Ready) { body(); }
    };
    one_mistake(
        Kind::Handler,
        quote!(),
        &function,
        "under `#[handler]` already",
    );
    one_mistake(
        Kind::Task,
        quote!(every = "5m"),
        &function,
        "is a task already",
    );

    let (options, model) = understand(Kind::Handler, quote!(), &function);
    let output =
        expand::fallback(Kind::Handler, &function, &options, &model.err().unwrap()).to_string();
    assert!(!output.contains("once"), "{output}");
    assert!(output.contains("# [inline]"), "{output}");
}

/// An editor completes in what is there: the function stays, and what names it still resolves.
#[test]
fn with_a_mistake_the_function_stays_for_every_kind() {
    for kind in Kind::ALL {
        let function: ItemFn = parse_quote!(
            async fn f(first: First, cache: u8) {
                body();
            }
        );
        let (options, model) = understand(kind, quote!(nonsense), &function);
        let errors = model.err().unwrap();
        assert!(errors.clone().into_iter().count() >= 2, "{kind:?}");
        let output = expand::fallback(Kind::Handler, &function, &options, &errors).to_string();
        let signature = function.to_token_stream().to_string();
        for part in [
            &*signature,
            "struct f",
            "ItemSpec :: INVALID",
            "compile_error",
        ] {
            assert!(output.contains(part), "{kind:?}: {part}: {output}");
        }
    }
    // Where no item can stand none is added.
    let method: ItemFn = parse_quote!(
        async fn f(&self, event: Ready) {
            body();
        }
    );
    let (options, model) = understand(Kind::Handler, quote!(), &method);
    let output =
        expand::fallback(Kind::Handler, &method, &options, &model.err().unwrap()).to_string();
    assert!(
        output.contains("body ()") && !output.contains("struct"),
        "{output}"
    );
}
