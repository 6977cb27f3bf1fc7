//! The arguments of the program.

use std::{ffi::OsString, net::IpAddr, path::PathBuf};

use crate::sandbox::RateLimitMode;

pub(super) const HELP: &str = "\
An offline Discord for bots in any language: REST API and gateway on loopback, with a page to play in.

Usage: asyncord-sandbox [OPTIONS]

Where it is:
      --port PORT           listen on this port (default 0: the system picks one)
      --listen ADDRESS      listen on this address of the machine (default 127.0.0.1).
                            Whoever reaches it can do everything: there are no passwords
      --host NAME           take requests that come to this name or address; may be given again

What is in it:
      --empty               begin with one person and one bot, without a guild
      --world FILE          begin with the world kept in FILE, if there is such a file
      --save                keep the world in the FILE of `--world` at the end
      --start-at TIME       what the clock shows at the start: 2026-01-01T00:00:00Z
      --seed NUMBER         leave nothing to chance: the same ids of sessions in every run

How it behaves:
      --rate-limits MODE    off (default: none that a bot notices), discord (as Discord's),
                            or REQUESTS/MILLISECONDS for every route
      --invalid-limit N     ban bots for minutes after N answers of 401, 403 or 429
                            (Discord: 10000, as with `--rate-limits discord`)
      --max-concurrency N   let a bot begin N sessions in 5 seconds, no more
                            (default: any number; 1 with `--rate-limits discord`)
      --shards N            recommend N shards

  -h, --help                print this help
  -V, --version             print the version

The first line on standard output is a JSON object with the addresses, the bot's token and a few ids.
Point your bot at `api_url` with `token`, open `page_url` in a browser, and write to the bot. Programs
control it by `page_url` + `api/`; `api/openapi.json` there describes it. End it with Ctrl-C.

Exit codes: 0 after Ctrl-C or SIGTERM, 1 if it cannot start or the world cannot be kept, 2 if the
arguments are wrong.
";

/// What the program is to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Run(Box<Run>),
    Help,
    Version,
}

/// How the sandbox is to run.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) port: u16,
    pub(super) listen: Option<IpAddr>,
    pub(super) hosts: Vec<String>,
    pub(super) empty: bool,
    pub(super) world: Option<PathBuf>,
    pub(super) save: bool,
    pub(super) start_at: Option<u64>,
    pub(super) seed: Option<u64>,
    pub(super) rate_limits: RateLimitMode,
    pub(super) invalid_limit: Option<u32>,
    pub(super) max_concurrency: Option<u64>,
    pub(super) shards: Option<u64>,
}

/// Reads the arguments, or says which one is wrong.
pub(super) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter().map(|argument| {
        argument
            .into_string()
            .map_err(|raw| format!("the argument {} is not text", raw.display()))
    });
    let mut run = Run::default();
    while let Some(argument) = arguments.next().transpose()? {
        let (name, mut given) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        match (&*name, &given) {
            ("--help" | "-h", None) => return Ok(Command::Help),
            ("--version" | "-V", None) => return Ok(Command::Version),
            ("--empty", None) => run.empty = true,
            ("--save", None) => run.save = true,
            _ => {
                let set = setter(&name)?;
                let value = match given.take() {
                    Some(value) => value,
                    None => arguments
                        .next()
                        .transpose()?
                        .ok_or_else(|| format!("`{name}` needs {}", set.needs))?,
                };
                (set.set)(&mut run, &value)
                    .ok_or_else(|| format!("`{name} {value}` is not {}", set.needs))?;
            }
        }
    }
    if run.save && run.world.is_none() {
        return Err("`--save` needs `--world FILE`".to_owned());
    }
    if run.empty && run.world.is_some() {
        return Err("`--empty` and `--world` are two worlds: give one".to_owned());
    }
    Ok(Command::Run(Box::new(run)))
}

/// What an option with a value needs and does.
struct Setter {
    needs: &'static str,
    set: fn(&mut Run, &str) -> Option<()>,
}

fn setter(name: &str) -> Result<Setter, String> {
    let (needs, set): (_, fn(&mut Run, &str) -> Option<()>) = match name {
        "--port" => ("a port: a number from 0 to 65535", |run, value| {
            run.port = value.parse().ok()?;
            Some(())
        }),
        "--listen" => ("an IP address", |run, value| {
            run.listen = Some(value.parse().ok()?);
            Some(())
        }),
        "--host" => ("a host name without a port", |run, value| {
            let is_name = !value.is_empty() && !value.contains([':', '/', '@', ' ']);
            is_name.then(|| run.hosts.push(value.to_owned()))
        }),
        "--world" => ("a file", |run, value| {
            run.world = (!value.is_empty()).then(|| value.into());
            run.world.is_some().then_some(())
        }),
        "--start-at" => ("a time as 2026-01-01T00:00:00Z", |run, value| {
            let time: jiff::Timestamp = value.parse().ok()?;
            run.start_at = Some(u64::try_from(time.as_millisecond()).ok()?);
            Some(())
        }),
        "--seed" => ("a number", |run, value| {
            run.seed = Some(value.parse().ok()?);
            Some(())
        }),
        "--rate-limits" => (
            "`off`, `discord`, or requests/milliseconds as `5/1000`",
            |run, value| {
                run.rate_limits = value.parse().ok()?;
                Some(())
            },
        ),
        "--invalid-limit" => ("a number from 1", |run, value| {
            run.invalid_limit = Some(value.parse().ok().filter(|number| *number > 0)?);
            Some(())
        }),
        "--max-concurrency" => ("a number from 1", |run, value| {
            run.max_concurrency = Some(value.parse().ok().filter(|number| *number > 0)?);
            Some(())
        }),
        "--shards" => ("a number from 1", |run, value| {
            run.shards = Some(value.parse().ok().filter(|number| *number > 0)?);
            Some(())
        }),
        _ => return Err(format!("unknown argument `{name}`")),
    };
    Ok(Setter { needs, set })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Command, HELP, Run, parse};
    use crate::sandbox::{Limit, RateLimitMode};

    fn parsed(arguments: &[&str]) -> Result<Command, String> {
        parse(arguments.iter().map(|argument| (*argument).into()))
    }

    fn run(run: Run) -> Command {
        Command::Run(Box::new(run))
    }

    #[test]
    fn arguments_are_understood() {
        assert_eq!(parsed(&[]), Ok(run(Run::default())));
        for arguments in [&["--port", "8080"][..], &["--port=8080"]] {
            let port = Run {
                port: 8080,
                ..Run::default()
            };
            assert_eq!(parsed(arguments), Ok(run(port)));
        }
        assert_eq!(parsed(&["--port", "1", "-h"]), Ok(Command::Help));
        assert_eq!(parsed(&["--version"]), Ok(Command::Version));
        let all = "--listen 0.0.0.0 --host a --host=b --world w.json --save --seed 7 \
                   --start-at 2025-01-01T00:00:00Z --rate-limits 5/1000 --invalid-limit 9 \
                   --max-concurrency 1 --shards 2";
        let all: Vec<&str> = all.split_whitespace().collect();
        let limit = Limit::new(5, Duration::from_secs(1));
        assert_eq!(
            parsed(&all),
            Ok(run(Run {
                listen: Some([0, 0, 0, 0].into()),
                hosts: vec!["a".to_owned(), "b".to_owned()],
                world: Some("w.json".into()),
                save: true,
                seed: Some(7),
                start_at: Some(1_735_689_600_000),
                rate_limits: RateLimitMode::Only(limit),
                invalid_limit: Some(9),
                max_concurrency: Some(1),
                shards: Some(2),
                ..Run::default()
            }))
        );
        for option in all.iter().filter_map(|word| word.strip_prefix("--")) {
            let name = option.split('=').next().unwrap();
            assert!(HELP.contains(&format!("--{name}")), "{name}");
        }
    }

    #[test]
    fn a_wrong_argument_is_named() {
        for (arguments, named) in [
            (&["--prot", "1"][..], "`--prot`"),
            (&["8080"], "`8080`"),
            (&["--port"], "`--port` needs"),
            (&["--port", "http"], "`--port http`"),
            (&["--port", "65536"], "`--port 65536`"),
            (&["--port="], "is not a port"),
            (&["--listen", "localhost"], "is not an IP address"),
            (&["--host", "a:1"], "without a port"),
            (&["--save"], "`--save` needs `--world FILE`"),
            (&["--empty", "--world", "x"], "two worlds"),
            (&["--empty=1"], "`--empty`"),
            (&["--start-at", "now"], "`--start-at now`"),
            (&["--rate-limits", "hard"], "`discord`"),
            (&["--max-concurrency", "0"], "a number from 1"),
        ] {
            let message = parsed(arguments).unwrap_err();
            assert!(message.contains(named), "{message}");
        }
    }
}
