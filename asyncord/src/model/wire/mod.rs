//! How Discord's objects are read from JSON and written back.
//!
//! The types of `model` stand under `#[object]` (a struct) or `#[tagged]` (an enum of objects told apart
//! by one key), macros of ours beside serde's, for what serde's derive cannot do without cost:
//!
//! - **What came is what is written.** Each object remembers in two bits a field whether its key was
//!   absent, null or there ([`Keys`]), so that fields are plain `Option`s and lists and yet encode as they
//!   came.
//! - **Fields beside fields** (`#[wire(flatten)]`) are read in one pass, without a copy of the payload.
//! - **Little is asked for.** What has an empty value ([`Value`]) may be absent or null.
//! - **One strange element costs nothing else.** A payload is read strictly; only if that fails it is read
//!   again element by element ([`lenient`]), and what could not be read is kept apart and reported with its
//!   path.
//! - **Small in memory**: fields that are seldom there share a box (`#[wire(rare)]`).
//!
//! Field attributes: `#[wire(name = "…")]` (the key, where it is not the field's name), `or_default`
//! (absent and null stand for `Default::default()`), `always` (one that was made is written with it, were it the
//! default), `rare` and `rare_copy` (kept in a box, read by a
//! method of the field's name), `flatten`, `with = Type` (has the form of `Type` on the wire),
//! `skip = value` (not on the wire).

mod depth;
pub(crate) mod json;
mod keys;
pub(crate) mod lenient;
mod object;
mod secret;
mod source;
mod union;
mod value;

pub(crate) use asyncord_macros::{object, tagged};

pub(crate) use self::{
    depth::Depth,
    keys::{Keys, State},
    object::{
        Object, Read, finish, read, read_object, read_or_default, read_required, read_slot,
        read_source, write, write_default, write_object,
    },
    source::{Key, Replay, Source},
    union::{Tag, Union, read_union},
    value::{Value, defaulted, required},
};
pub(crate) use super::timestamp::{UnixMilliseconds, UnixSeconds};

#[cfg(test)]
mod tests;
