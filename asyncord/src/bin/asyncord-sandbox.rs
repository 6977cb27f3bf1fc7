//! An offline Discord as a program; see `asyncord::sandbox`.

use std::process::ExitCode;

fn main() -> ExitCode {
    asyncord::sandbox::cli::main()
}
