//! The stand-alone sandbox: another package's tests are not told where the library's own binary is.

fn main() -> std::process::ExitCode {
    asyncord::sandbox::cli::main()
}
