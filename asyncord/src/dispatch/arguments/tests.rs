//! What the compiler lets pass is found at the start, in every form.

use std::sync::Arc;

use crate::{Arguments, dispatch::Dispatcher, event::Ready, handler};

struct Database;

type Maybe = Option<u8>;

#[derive(Arguments)]
struct App {
    number: u8,
    shared: Arc<Database>,
    plain: Database,
    optional: Option<u8>,
    present: u8,
    owned_text: String,
    static_text: &'static str,
    shared_text: Arc<str>,
    list: Vec<u8>,
    r#type: u8,
}

fn app() -> App {
    App {
        number: 1,
        shared: Arc::new(Database),
        plain: Database,
        optional: None,
        present: 2,
        owned_text: "a".to_owned(),
        static_text: "b",
        shared_text: Arc::from("c"),
        list: vec![3],
        r#type: 4,
    }
}

#[derive(Arguments)]
struct More {
    extra: u8,
}

#[handler(manual, args = App)]
async fn by_value(
    _event: Ready,
    number: u8,
    shared: Arc<Database>,
    plain: Arc<Database>,
    optional: Maybe,
    present: Option<u8>,
    _owned_text: String,
    static_text: &str,
    r#type: u8,
) {
    let _ = (
        number,
        shared,
        plain,
        optional,
        present,
        static_text,
        r#type,
    );
}

#[handler(manual, args = App)]
async fn by_reference(
    _event: Ready,
    number: &u8,
    shared: &Database,
    plain: &Database,
    optional: &Option<u8>,
    owned_text: &str,
    static_text: &str,
    shared_text: &str,
    list: &[u8],
    _type: &u8,
) {
    let _ = (number, shared, plain, optional);
    let _ = (owned_text, static_text, shared_text, list);
}

#[handler(manual)]
async fn of_all(_event: Ready, number: u8, extra: u8, loose: u8) {
    let _ = (number, extra, loose);
}

fn dispatcher() -> Dispatcher {
    let dispatcher = Dispatcher::default();
    dispatcher.without_registered_handlers();
    dispatcher
}

#[test]
fn every_form_that_compiles_is_found() {
    let dispatcher = dispatcher();
    dispatcher
        .add_handler::<by_value>()
        .add_handler::<by_reference>()
        .add_arguments(app());
    if let Err(error) = dispatcher.prepare("test").map(drop) {
        panic!("{error}");
    }
}

#[test]
fn structs_and_loose_arguments_add_up() {
    let dispatcher = dispatcher();
    dispatcher
        .add_handler::<of_all>()
        .add_arguments(app())
        .add_arguments(More { extra: 1 });
    let error = dispatcher.prepare("test").map(drop).unwrap_err();
    assert!(
        error.to_string().contains("`loose: u8`: no such argument"),
        "{error}"
    );
    dispatcher.add_argument("loose", 1_u8);
    assert!(dispatcher.prepare("test").is_ok());
}

#[test]
fn a_field_given_elsewhere_with_another_type_is_an_error() {
    let dispatcher = dispatcher();
    dispatcher
        .add_argument("extra", "text")
        .add_arguments(More { extra: 1 });
    let error = dispatcher.prepare("test").map(drop).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("`extra` was given twice with different types, `&str` and `u8`"),
        "{error}"
    );
}

#[test]
fn what_was_promised_and_not_given_is_an_error_at_the_start() {
    let dispatcher = dispatcher();
    dispatcher.add_handler::<by_value>();
    let error = dispatcher.prepare("test").map(drop).unwrap_err();
    assert_eq!(error.count(), 6, "options may be absent: {error}");
}
