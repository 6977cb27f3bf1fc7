//! Compile-fail and compile-pass cases of the macros: one mistake a file, the file named after it.
//!
//! The expected messages are those of the pinned compiler; `TRYBUILD=overwrite cargo test --test ui`
//! writes them anew, to be read before they are committed.

/// Compiled with this test.
#[path = "ui/pass/mod.rs"]
mod pass;

#[test]
fn every_mistake_has_its_message() {
    trybuild::TestCases::new().compile_fail("ui/fail/*.rs");
}
