use proc_macro2::TokenStream;
use quote::quote;

use super::test;

fn expanded(options: TokenStream, item: TokenStream) -> String {
    test(options, item).to_string()
}

fn mistakes(options: TokenStream, item: TokenStream) -> Vec<String> {
    let output = expanded(options, item);
    output
        .split("compile_error ! {")
        .skip(1)
        .map(|rest| {
            let text = rest.split('"').nth(1).unwrap();
            text.to_owned()
        })
        .collect()
}

#[test]
fn arguments_are_asked_for_by_their_names() {
    let output = expanded(
        quote!(
            handlers(ping, a::pong),
            arguments(answer = "pong"),
            real_time
        ),
        quote! {
            /// Says.
            async fn answers(discord: TestKit, _ada: Person) -> Result { Ok(()) }
        },
    );
    for part in [
        "< TestKit as :: asyncord :: testkit :: FromTestKit > :: from_test_kit (__kit , \"discord\")",
        "from_test_kit (__kit , \"ada\")",
        ". handler :: < ping > () . handler :: < a :: pong > () . argument (\"answer\" , \"pong\")",
        "run (false ,",
        "fn answers () -> Result",
    ] {
        assert!(output.contains(part), "{part}\n{output}");
    }
}

#[test]
fn mistakes_are_all_told() {
    assert_eq!(
        mistakes(
            quote!(handler(ping)),
            quote!(
                fn f<T>(self, (a, b): (T, T)) {}
            )
        ),
        [
            "unknown option `handler`; a test takes `handlers`, `arguments`, `setup`, `real_time`, `without_bot`",
            "a test under `#[asyncord::test]` is an `async fn`",
            "a test cannot be generic: nobody would say for which types it runs",
            "a test is a free function, without `self`",
            "an argument of a test is found by its name: write `name: Type`",
        ]
    );
    assert_eq!(
        mistakes(
            quote!(real_time, real_time),
            quote!(
                async fn f() {}
            )
        ),
        ["`real_time` is given twice"]
    );
}
