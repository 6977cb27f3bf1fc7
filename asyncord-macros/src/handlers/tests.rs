//! What is added to which list, tried without a compiler run each.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, Item};

use super::expand;
use crate::errors::Errors;

fn run(options: TokenStream, item: TokenStream) -> (String, Vec<String>) {
    let errors = Errors::new();
    let Ok(Item::Mod(module)) = syn::parse2(item) else {
        panic!("a module is written in this test")
    };
    let output = expand(options, module, &errors);
    let mistakes = errors.finish().err().into_iter().flatten();
    let mistakes = mistakes.map(|error| error.to_string()).collect();
    syn::parse2::<File>(output.clone()).expect("items are written");
    (output.to_string(), mistakes)
}

fn shared(options: TokenStream, item: TokenStream) -> String {
    let (output, mistakes) = run(options, item);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    output
}

fn alias() -> TokenStream {
    quote! {
        #[doc(hidden)]
        #[allow(dead_code, non_camel_case_types)]
        type __m_args = App;
    }
}

#[test]
fn options_go_to_every_handler_that_does_not_set_them() {
    let output = shared(
        quote!(args = App, group = "a"),
        quote! {
            /// Words.
            pub mod m {
                //! Inner words.
                use super::X;

                #[handler]
                async fn plain(e: E) {}
                #[asyncord::handler(ordered, type = Group)]
                async fn with_others(e: E) {}
                #[handler(group = "b",)]
                async fn with_a_group(e: E) {}
                #[doc = "d"]
                #[task(every = "1s", args = Other)]
                #[cfg(x)]
                async fn with_args() {}
                #[middleware(args = A, group = "c")]
                async fn with_all() {}
                #[inline]
                fn none(e: E) {}
            }
        },
    );
    let alias = alias();
    let expected = quote! {
        /// Words.
        pub mod m {
            //! Inner words.
            use super::X;

            #[handler(args = super::__m_args, group = "a",)]
            async fn plain(e: E) {}
            #[asyncord::handler(args = super::__m_args, group = "a", ordered, type = Group)]
            async fn with_others(e: E) {}
            #[handler(args = super::__m_args, group = "b",)]
            async fn with_a_group(e: E) {}
            #[doc = "d"]
            #[task(group = "a", every = "1s", args = Other)]
            #[cfg(x)]
            async fn with_args() {}
            #[middleware(args = A, group = "c")]
            async fn with_all() {}
            #[inline]
            fn none(e: E) {}
        }
        #alias
    };
    assert_eq!(output, expected.to_string());
}

#[test]
fn every_kind_of_handler_counts() {
    for kind in [
        quote!(handler),
        quote!(provider),
        quote!(task),
        quote!(on_start),
        quote!(on_shutdown),
        quote!(on_error),
        quote!(middleware),
        quote!(my::discord::handler),
    ] {
        let output = shared(quote!(group = "a"), quote!(mod m { #[#kind] fn f() {} }));
        let expected = quote!(mod m { #[#kind(group = "a",)] fn f() {} });
        assert_eq!(output, expected.to_string());
    }
}

#[test]
fn deeper_places_go_up_further() {
    let output = shared(
        quote!(args = App),
        quote! {
            mod m {
                mod inner {
                    #[handler]
                    async fn f(e: E) {}
                }
                fn block() {
                    #[handler]
                    async fn g(e: E) {}
                }
            }
        },
    );
    let alias = alias();
    let expected = quote! {
        mod m {
            mod inner {
                #[handler(args = super::super::__m_args,)]
                async fn f(e: E) {}
            }
            fn block() {
                #[handler(args = super::__m_args,)]
                async fn g(e: E) {}
            }
        }
        #alias
    };
    assert_eq!(output, expected.to_string());
}

#[test]
fn an_inner_module_with_options_of_its_own_takes_the_others() {
    let output = shared(
        quote!(args = App, group = "a"),
        quote! {
            mod m {
                #[asyncord::handlers(group = "b")]
                mod inner {
                    #[handler]
                    async fn f(e: E) {}
                }
            }
        },
    );
    let alias = alias();
    let expected = quote! {
        mod m {
            #[asyncord::handlers(args = super::__m_args, group = "b")]
            mod inner {
                #[handler]
                async fn f(e: E) {}
            }
        }
        #alias
    };
    assert_eq!(output, expected.to_string());
}

#[test]
fn attributes_under_a_condition_count() {
    let output = shared(
        quote!(group = "a"),
        quote!(
            mod m {
                #[cfg_attr(all(x, y), handler(ordered), doc = "d")]
                async fn f(e: E) {}
            }
        ),
    );
    let expected = quote! {
        mod m { #[cfg_attr(all(x, y), handler(group = "a", ordered), doc = "d")] async fn f(e: E) {} }
    };
    assert_eq!(output, expected.to_string());
}

#[test]
fn the_alias_is_left_out_where_the_module_is() {
    let output = shared(
        quote!(args = App),
        quote!(
            #[cfg(a)]
            mod r#type {
                #![cfg(b)]
                #[handler]
                async fn f(e: E) {}
            }
        ),
    );
    let expected = quote! {
        #[cfg(a)]
        #[cfg(b)]
        #[doc(hidden)]
        #[allow(dead_code, non_camel_case_types)]
        type __type_args = App;
    };
    assert!(output.ends_with(&expected.to_string()), "{output}");
}

#[test]
fn every_mistake_has_its_message() {
    for (options, start) in [
        (
            quote!(),
            "`#[handlers]` shares options, so it needs some; there are `args = …` and `group = \"…\"`",
        ),
        (
            quote!(ordered, group = "a"),
            "`ordered` is none of the options that a module shares, `args = …` and",
        ),
        (quote!(prio = f(1, 2)), "`prio` is none of the options"),
        (quote!(args), "`args` needs a struct"),
        (quote!(args = 5), "`args` takes a struct"),
        (quote!(group), "`group` needs a string"),
        (quote!(group = MyBot1), "`group` takes a string"),
        (
            quote!(group = "a", group = "b"),
            "`group` is given more than once",
        ),
        (quote!("a"), "expected an option"),
        (quote!(args = A group = "b"), "expected `,`"),
    ] {
        let text = options.to_string();
        let module = quote!(
            mod m {
                #[handler]
                async fn f(e: E) {}
            }
        );
        let (output, mistakes) = run(options, module);
        assert!(
            matches!(&*mistakes, [mistake] if mistake.starts_with(start)),
            "{text}: {mistakes:?}"
        );
        assert!(output.starts_with("mod m {"), "the module stays: {output}");
    }
}

#[test]
fn there_must_be_handlers_to_share_with() {
    let (_, mistakes) = run(
        quote!(group = "a"),
        quote!(
            mod m {
                fn f() {}
            }
        ),
    );
    assert!(
        matches!(&*mistakes, [mistake] if mistake.starts_with("there is no handler in `m`")),
        "{mistakes:?}"
    );
    let (_, mistakes) = run(
        quote!(group = "a"),
        quote!(
            mod m;
        ),
    );
    assert!(
        matches!(&*mistakes, [mistake] if mistake.contains("this one is another file")),
        "{mistakes:?}"
    );
    // What is no function `#[handler]` reports.
    let (_, mistakes) = run(
        quote!(group = "a"),
        quote!(
            mod m {
                #[handler]
                struct S;
            }
        ),
    );
    assert!(mistakes.is_empty(), "{mistakes:?}");
}

#[test]
fn what_is_understood_is_shared_beside_a_mistake() {
    let (output, mistakes) = run(
        quote!(group = "a", grup = "b"),
        quote!(
            mod m {
                #[handler]
                async fn f(e: E) {}
            }
        ),
    );
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    assert!(output.contains("handler (group = \"a\" ,)"), "{output}");
}

#[test]
fn other_items_stay() {
    for (item, start) in [
        (
            quote!(
                async fn f(e: E) {}
            ),
            "`#[handlers]` goes on a module; for one function",
        ),
        (
            quote!(
                struct S;
            ),
            "`#[handlers]` goes on a module with handlers",
        ),
    ] {
        let output = super::handlers(quote!(args = App), item.clone()).to_string();
        assert!(output.starts_with(&item.to_string()), "{output}");
        assert!(output.contains(start), "{output}");
    }
}

#[test]
fn nothing_is_shared_without_options() {
    let module = quote!(
        mod m {
            #[handler]
            async fn f(e: E) {}
        }
    );
    let (output, _) = run(quote!(), module.clone());
    assert_eq!(output, module.to_string());
}
