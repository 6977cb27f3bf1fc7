//! Every form in which an argument can be taken, told apart by type.

#![allow(dead_code)]

use asyncord::prelude::*;

use std::sync::Arc;

#[derive(Clone)]
struct Pool;
struct Database;

type Maybe = Option<u32>;
type Shared = Arc<Database>;

#[handler]
async fn all(
    _event: &Ready,
    by_value: Pool,
    borrowed: &Database,
    shared: Arc<Database>,
    optional: Option<u32>,
    maybe: Maybe,
    alias: Shared,
    text: &str,
    list: &[u8],
    nested: Vec<Option<Arc<Database>>>,
    r#type: u8,
    _unused: String,
) {
    let _: Pool = by_value;
    let _: &Database = borrowed;
    let _: Arc<Database> = shared;
    let _: Option<u32> = optional;
    let _: Option<u32> = maybe;
    let _: Arc<Database> = alias;
    let _: (&str, &[u8]) = (text, list);
    let _: Vec<Option<Arc<Database>>> = nested;
    let _: u8 = r#type;
}
