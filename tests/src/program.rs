//! Programs under test: started, read line by line, and ended whatever happens.

use std::{ffi::OsStr, process::Stdio, time::Duration};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command},
    time::timeout,
};

/// How long a program may take for one thing; generous, for loaded machines.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A program that has been started; it is killed when this is dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    stderr: Lines<BufReader<ChildStderr>>,
    stdin: Option<ChildStdin>,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; `None` after a signal.
    pub code: Option<i32>,
    /// What it wrote to stderr.
    pub stderr: String,
}

impl Program {
    /// Starts a program with a clean environment but for `PATH`, `HOME` and `envs`.
    ///
    /// # Panics
    ///
    /// If it cannot be started.
    pub fn start<'a>(
        program: impl AsRef<OsStr>,
        args: impl IntoIterator<Item = &'a str>,
        envs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let program = program.as_ref();
        let kept = ["PATH", "HOME"]
            .into_iter()
            .filter_map(|name| Some((name, std::env::var_os(name)?)));
        let mut child = Command::new(program)
            .args(args)
            .env_clear()
            .envs(kept)
            .envs(envs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let stdout = child.stdout.take().expect("stdout is piped");
        let stderr = child.stderr.take().expect("stderr is piped");
        let stdin = child.stdin.take();
        Self {
            child,
            lines: BufReader::new(stdout).lines(),
            stderr: BufReader::new(stderr).lines(),
            stdin,
        }
    }

    /// The next line of stdout, as JSON.
    ///
    /// # Panics
    ///
    /// If there is none, or it is no JSON; with what the program wrote to stderr.
    pub async fn json_line(&mut self) -> Value {
        let line = self.line().await;
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// The next line of stdout that has `text` in it; those before it are passed over.
    ///
    /// # Panics
    ///
    /// If there is none; with what the program wrote to stderr.
    pub async fn line_with(&mut self, text: &str) -> String {
        loop {
            let line = self.line().await;
            if line.contains(text) {
                return line;
            }
        }
    }

    async fn line(&mut self) -> String {
        let line = timeout(PATIENCE, self.lines.next_line()).await;
        let Ok(Ok(Some(line))) = line else {
            let _ = self.child.start_kill();
            panic!(
                "no line came ({line:?}); stderr: {}",
                self.rest_of_stderr().await
            );
        };
        line
    }

    /// The rest of stdout, after the program has ended.
    ///
    /// # Panics
    ///
    /// If it is not text.
    pub async fn rest_of_stdout(&mut self) -> String {
        let mut rest = Vec::new();
        while let Ok(Ok(Some(line))) = timeout(PATIENCE, self.lines.next_line()).await {
            rest.push(line);
        }
        rest.join("\n")
    }

    /// Writes a line to stdin.
    ///
    /// # Panics
    ///
    /// If the program has closed it.
    pub async fn write_line(&mut self, line: &str) {
        let stdin = self.stdin.as_mut().expect("stdin is open");
        stdin
            .write_all(format!("{line}\n").as_bytes())
            .await
            .expect("the program reads its input");
        stdin.flush().await.expect("the program reads its input");
    }

    /// Closes stdin, by which some programs are asked to end.
    pub fn close_stdin(&mut self) {
        self.stdin = None;
    }

    /// The number of the process.
    ///
    /// # Panics
    ///
    /// If it has ended.
    pub fn id(&self) -> u32 {
        self.child.id().expect("the program still runs")
    }

    /// Sends a signal by its name, such as `TERM`.
    ///
    /// # Panics
    ///
    /// If the program has ended.
    pub async fn signal(&self, name: &str) {
        let id = self.id().to_string();
        let status = Command::new("kill").args(["-s", name, &id]).status().await;
        assert!(status.expect("`kill` can be run").success());
    }

    /// Waits for the end.
    ///
    /// # Panics
    ///
    /// If the program does not end.
    pub async fn ended(&mut self) -> Ended {
        let stderr = self.rest_of_stderr().await;
        let status = timeout(PATIENCE, self.child.wait()).await;
        let status =
            status.unwrap_or_else(|_| panic!("the program does not end; stderr: {stderr}"));
        Ended {
            code: status.expect("it can be waited for").code(),
            stderr,
        }
    }

    /// The next line of stderr; what was read is not part of [`Ended::stderr`] any more.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub async fn stderr_line(&mut self) -> String {
        let line = timeout(PATIENCE, self.stderr.next_line()).await;
        let Ok(Ok(Some(line))) = line else {
            panic!("no line came on stderr: {line:?}")
        };
        line
    }

    /// Everything the program writes to stderr up to its end.
    async fn rest_of_stderr(&mut self) -> String {
        let mut text = String::new();
        let read = async {
            while let Ok(Some(line)) = self.stderr.next_line().await {
                text.push_str(&line);
                text.push('\n');
            }
        };
        let ended = timeout(PATIENCE, read).await.is_ok();
        assert!(ended, "the program does not end; stderr: {text}");
        text
    }
}
