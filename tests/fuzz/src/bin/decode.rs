//! The reading of data under libFuzzer: `tests/fuzz/run`.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| {
    asyncord_tests::fuzzing::target(input);
});
