//! The program `asyncord-sandbox`: a sandbox for bots in any language.

mod arguments;
mod world_file;

use std::{
    io::{self, Write},
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use self::arguments::{Command, HELP, Run, parse};
use super::{Sandbox, SandboxBuilder};

/// Runs the program until it is told to end.
///
/// The exit code is 0 after Ctrl-C or SIGTERM, 1 if the sandbox cannot start or its world
/// cannot be kept, 2 if the arguments are wrong.
pub fn main() -> ExitCode {
    match parse(std::env::args_os().skip(1)) {
        Ok(Command::Run(arguments)) => run(&arguments),
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

fn print(text: &str) -> ExitCode {
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn run(arguments: &Run) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("cannot start: {error}")),
    };
    match runtime.block_on(serve(arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("asyncord-sandbox: {message}");
    ExitCode::FAILURE
}

async fn serve(arguments: &Run) -> Result<(), String> {
    // Before the first line is out: whoever reads it may end us at once.
    let told_to_end =
        Signals::listen().map_err(|error| format!("cannot listen for signals: {error}"))?;
    let started = builder(arguments)?.start().await;
    let sandbox = started.map_err(|error| error.to_string())?;
    announce(&sandbox).map_err(|error| format!("cannot write to standard output: {error}"))?;
    told_to_end.wait().await;
    let kept = match &arguments.world {
        Some(file) if arguments.save => world_file::write(file, &sandbox.snapshot()),
        Some(_) | None => Ok(()),
    };
    sandbox.stop().await;
    kept
}

fn builder(arguments: &Run) -> Result<SandboxBuilder, String> {
    let mut builder = Sandbox::builder()
        .port(arguments.port)
        .rate_limits(arguments.rate_limits);
    if let Some(address) = arguments.listen {
        builder = builder.listen(address);
    }
    for host in &arguments.hosts {
        builder = builder.host(host);
    }
    if arguments.empty {
        builder = builder.empty();
    }
    if let Some(file) = &arguments.world
        && let Some(snapshot) = world_file::read(file)?
    {
        builder = builder.snapshot(snapshot);
        // A world that was kept goes on in the present.
        builder = builder.start_at(now());
    }
    if let Some(ms) = arguments.start_at {
        builder = builder.start_at(ms);
    }
    if let Some(seed) = arguments.seed {
        builder = builder.seed(seed);
    }
    if let Some(number) = arguments.invalid_limit {
        builder = builder.invalid_request_limit(number);
    }
    if let Some(number) = arguments.max_concurrency {
        builder = builder.max_concurrency(number);
    }
    if let Some(number) = arguments.shards {
        builder = builder.recommended_shards(number);
    }
    Ok(builder)
}

/// The time of day, in milliseconds of Unix time.
fn now() -> u64 {
    let since_epoch = SystemTime::now().duration_since(UNIX_EPOCH);
    let ms = since_epoch.unwrap_or_default().as_millis();
    u64::try_from(ms).unwrap_or(u64::MAX)
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
