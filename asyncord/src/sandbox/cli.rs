//! The program `asyncord-sandbox`: a sandbox for bots in any language.

use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

use super::{Sandbox, SandboxError};

const HELP: &str = "\
An offline Discord for bots in any language: REST API and gateway on loopback, with a page to play in.

Usage: asyncord-sandbox [--port PORT]

Options:
      --port PORT  listen on this port of 127.0.0.1 (default 0: the system picks one)
  -h, --help       print this help
  -V, --version    print the version

The first line on standard output is a JSON object with the addresses, the bot's token and a few ids.
Point your bot at `api_url` with `token`, open `page_url` in a browser, and write to the bot.
End it with Ctrl-C.
";

/// Runs the program until it is told to end.
///
/// The exit code is 0 after Ctrl-C or SIGTERM, 1 if the sandbox cannot start, 2 if the arguments are wrong.
pub fn main() -> ExitCode {
    match parse(std::env::args_os().skip(1)) {
        Ok(Command::Run { port }) => run(port),
        Ok(Command::Help) => print(HELP),
        Ok(Command::Version) => print(concat!(
            "asyncord-sandbox ",
            env!("CARGO_PKG_VERSION"),
            "\n"
        )),
        Err(message) => {
            eprintln!("asyncord-sandbox: {message}\n\ntry `asyncord-sandbox --help`");
            ExitCode::from(2)
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Command {
    Run { port: u16 },
    Help,
    Version,
}

fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter().map(|argument| {
        argument
            .into_string()
            .map_err(|raw| format!("the argument {} is not text", raw.display()))
    });
    let mut port = 0;
    while let Some(argument) = arguments.next().transpose()? {
        let value = match argument.split_once('=') {
            Some(("--port", value)) => value.to_owned(),
            _ if argument == "--port" => arguments
                .next()
                .transpose()?
                .ok_or("`--port` needs a number")?,
            _ if argument == "--help" || argument == "-h" => return Ok(Command::Help),
            _ if argument == "--version" || argument == "-V" => return Ok(Command::Version),
            _ => return Err(format!("unknown argument `{argument}`")),
        };
        port = value
            .parse()
            .map_err(|_| format!("`--port {value}` is not a port: a number from 0 to 65535"))?;
    }
    Ok(Command::Run { port })
}

fn print(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run(port: u16) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    match runtime.block_on(serve(port)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("asyncord-sandbox: {message}");
    ExitCode::FAILURE
}

async fn serve(port: u16) -> Result<(), String> {
    // Before the first line is out: whoever reads it may end us at once.
    let told_to_end =
        Signals::listen().map_err(|error| format!("cannot listen for signals: {error}"))?;
    let sandbox = Sandbox::builder()
        .port(port)
        .start()
        .await
        .map_err(|error: SandboxError| error.to_string())?;
    announce(&sandbox).map_err(|error| format!("cannot write to standard output: {error}"))?;
    told_to_end.wait().await;
    sandbox.stop().await;
    Ok(())
}

fn announce(sandbox: &Sandbox) -> io::Result<()> {
    let info = sandbox.info();
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &info)?;
    out.write_all(b"\n")?;
    out.flush()?;
    eprintln!(
        "\nsandbox    {}   <- open this in a browser\nAPI        {}\ntoken      {}\nCtrl-C ends it",
        info.page_url, info.api_url, info.token
    );
    Ok(())
}

/// The signals that end the program.
struct Signals {
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
}

impl Signals {
    #[cfg(unix)]
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    #[cfg(unix)]
    async fn wait(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }

    #[cfg(not(unix))]
    #[allow(clippy::unnecessary_wraps)] // As on Unix.
    fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    #[cfg(not(unix))]
    async fn wait(self) {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "cannot listen for Ctrl-C");
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, parse};

    fn parsed(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(|argument| (*argument).into()))
    }

    #[test]
    fn arguments_are_understood() {
        assert_eq!(parsed(&[]), Ok(Command::Run { port: 0 }));
        assert_eq!(parsed(&["--port", "8080"]), Ok(Command::Run { port: 8080 }));
        assert_eq!(parsed(&["--port=8080"]), Ok(Command::Run { port: 8080 }));
        assert_eq!(parsed(&["--port", "1", "-h"]), Ok(Command::Help));
        assert_eq!(parsed(&["--version"]), Ok(Command::Version));
    }

    #[test]
    fn a_wrong_argument_is_named() {
        for (arguments, named) in [
            (&["--prot", "1"][..], "`--prot`"),
            (&["8080"], "`8080`"),
            (&["--port"], "needs a number"),
            (&["--port", "http"], "`--port http`"),
            (&["--port", "65536"], "`--port 65536`"),
            (&["--port="], "is not a port"),
        ] {
            let message = parsed(arguments).unwrap_err();
            assert!(message.contains(named), "{message}");
        }
    }
}
