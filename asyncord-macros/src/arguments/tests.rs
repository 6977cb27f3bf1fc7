//! The rules, tried without a compiler run each.

use syn::{DeriveInput, parse_quote};

use super::understand;

fn mistakes(input: &DeriveInput) -> Vec<String> {
    match understand(input) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(|error| error.to_string()).collect(),
    }
}

#[test]
fn every_mistake_is_reported_in_one_run() {
    let mistakes = mistakes(&parse_quote! {
        struct App<T> { client: T, cache: u8, _db: u8, r#shard: u8, good: u8, r#type: u8 }
    });
    let starts = [
        "the arguments of handlers cannot be generic",
        "every handler has `client` from asyncord",
        "the argument name `cache` is kept",
        "no handler finds `_db`",
        "the argument name `shard` is kept",
    ];
    assert_eq!(mistakes.len(), starts.len(), "{mistakes:#?}");
    for (mistake, start) in mistakes.iter().zip(starts) {
        assert!(mistake.starts_with(start), "{mistake} / {start}");
    }
}

#[test]
fn only_structs_with_named_fields_are_taken() {
    for input in [
        parse_quote!(
            struct App(u8);
        ),
        parse_quote!(
            struct App;
        ),
        parse_quote!(
            enum App {
                A,
            }
        ),
        parse_quote!(
            union App {
                a: u8,
            }
        ),
    ] {
        let mistakes = mistakes(&input);
        assert_eq!(mistakes.len(), 1, "{mistakes:?}");
        assert!(mistakes[0].starts_with("arguments are found by their names"));
    }
    let input = parse_quote!(
        struct App {}
    );
    assert!(mistakes(&input).is_empty());
}
