//! Writes the fixtures as inputs of `tests/fuzz` into the folder that is given.

use std::{env, fs, path::PathBuf};

fn main() {
    let folder = PathBuf::from(env::args().nth(1).expect("a folder"));
    for (number, seed) in asyncord_tests::fuzzing::seeds().iter().enumerate() {
        fs::write(folder.join(format!("seed-{number}")), seed)
            .expect("the folder can be written to");
    }
}
