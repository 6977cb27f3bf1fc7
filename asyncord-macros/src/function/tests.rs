//! The rules, tried without a compiler run each.

use quote::quote;
use syn::{ItemFn, parse_quote};

use super::{
    kind::Kind,
    model::{Function, ParamKind},
    options::{Options, Order},
    understand,
};

fn mistakes(function: &ItemFn) -> Vec<String> {
    match understand(Kind::Handler, quote!(), function).1 {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.to_string()).collect(),
    }
}

fn model(function: &ItemFn) -> Function {
    match understand(Kind::Handler, quote!(), function).1 {
        Ok(handler) => handler,
        Err(error) => panic!("{error}"),
    }
}

fn options(tokens: proc_macro2::TokenStream) -> Result<Options, Vec<String>> {
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
