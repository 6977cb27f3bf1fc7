//! A server that knows just enough of HTTP/1.1 to be asked, and then fails as a script says.
//!
//! ```no_run
//! use asyncord_tests::faulty::{Fault, Faulty};
//!
//! # async fn example() {
//! let server = Faulty::start([
//!     Fault::asked().send("HTTP/1.1 200 OK\r\ncontent-le").reset(),
//!     Fault::answer("200 OK", "", "{}"),
//! ])
//! .await;
//! println!("ask http://{}", server.address());
//! # }
//! ```

use std::{
    collections::VecDeque,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinHandle, JoinSet},
    time::{sleep, timeout},
};

use crate::program::PATIENCE;

/// What the server does with one request, or with one connection.
#[derive(Clone, Debug)]
pub struct Fault {
    asked: bool,
    steps: Vec<Step>,
    end: End,
}

#[derive(Clone, Debug)]
enum Step {
    Send(Vec<u8>),
    Trickle(Vec<u8>, Duration),
    Flood(Vec<u8>),
}

/// What becomes of the connection.
#[derive(Clone, Copy, Debug)]
enum End {
    /// It ends as it should.
    Close,
    /// It ends with a reset.
    Reset,
    /// It stays open, and nothing more comes.
    Hold,
    /// It stays open, and nothing is read.
    Stall,
    /// The next request is read.
    KeepAlive,
}

impl Fault {
    fn new(asked: bool) -> Self {
        Self {
            asked,
            steps: Vec::new(),
            end: End::Close,
        }
    }

    /// Reads a whole request first.
    pub fn asked() -> Self {
        Self::new(true)
    }

    /// Does not wait for a request.
    pub fn unasked() -> Self {
        Self::new(false)
    }

    /// Answers as a server should, and reads the next request. `headers` end with a line break each.
    pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut fault = Self::asked()
            .send(format!(
                "HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n",
                body.len()
            ))
            .send(body);
        fault.end = End::KeepAlive;
        fault
    }

    /// Sends these bytes, which need not be HTTP.
    pub fn send(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.steps.push(Step::Send(bytes.as_ref().to_vec()));
        self
    }

    /// Sends these bytes one by one with a pause after each.
    pub fn trickle(mut self, bytes: impl AsRef<[u8]>, pause: Duration) -> Self {
        self.steps
            .push(Step::Trickle(bytes.as_ref().to_vec(), pause));
        self
    }

    /// Sends these bytes again and again until the client hangs up.
    pub fn flood(mut self, piece: impl AsRef<[u8]>) -> Self {
        self.steps.push(Step::Flood(piece.as_ref().to_vec()));
        self
    }

    /// Then resets the connection.
    pub fn reset(mut self) -> Self {
        self.end = End::Reset;
        self
    }

    /// Then leaves the connection open, silent, until the client hangs up; what comes is read.
    pub fn hold(mut self) -> Self {
        self.end = End::Hold;
        self
    }

    /// Then leaves the connection open and reads nothing from it, for ever.
    pub fn stall(mut self) -> Self {
        self.end = End::Stall;
        self
    }

    /// Then reads the next request.
    pub fn keep_alive(mut self) -> Self {
        self.end = End::KeepAlive;
        self
    }
}

/// What the server has seen.
#[derive(Clone, Debug, Default)]
struct Seen {
    connections: usize,
    /// Of connections that have ended.
    ended: usize,
    requests: Vec<String>,
    written: u64,
}

#[derive(Debug)]
struct Shared {
    script: Mutex<VecDeque<Fault>>,
    seen: watch::Sender<Seen>,
}

impl Shared {
    fn script(&self) -> MutexGuard<'_, VecDeque<Fault>> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the next fault waits for a request.
    fn is_asked(&self) -> bool {
        self.script().front().is_some_and(|fault| fault.asked)
    }

    /// The next fault; the last one is for ever.
    fn next(&self) -> Fault {
        let mut script = self.script();
        match script.len() {
            0 => Fault::asked(),
            1 => script[0].clone(),
            _ => script.pop_front().unwrap_or_else(Fault::asked),
        }
    }
}

/// A server with a script; it stops when this is dropped.
#[derive(Debug)]
pub struct Faulty {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

impl Faulty {
    /// Starts a server on loopback that does these things one after the other, the last one for ever.
    ///
    /// # Panics
    ///
    /// If no port is free.
    pub async fn start(script: impl IntoIterator<Item = Fault>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("loopback has free ports");
        Self::start_at(listener, script)
    }

    /// Starts a server where something listens already.
    ///
    /// # Panics
    ///
    /// Outside of tokio.
    pub fn start_at(listener: TcpListener, script: impl IntoIterator<Item = Fault>) -> Self {
        let address = listener.local_addr().expect("it is bound");
        let shared = Arc::new(Shared {
            script: Mutex::new(script.into_iter().collect()),
            seen: watch::Sender::default(),
        });
        let accepting = tokio::spawn(accept(listener, shared.clone()));
        Self {
            address,
            shared,
            accepting,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.shared.seen.borrow().connections
    }

    /// The requests that came whole, as they came.
    pub fn requests(&self) -> Vec<String> {
        self.shared.seen.borrow().requests.clone()
    }

    /// How many bytes could be written, after all connections have ended.
    ///
    /// # Panics
    ///
    /// If one does not end.
    pub async fn written(&self) -> u64 {
        let mut seen = self.shared.seen.subscribe();
        let seen = timeout(
            PATIENCE,
            seen.wait_for(|seen| seen.ended == seen.connections),
        );
        let seen = seen.await.expect("the client hangs up");
        seen.expect("the server lives").written
    }
}

impl Drop for Faulty {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        shared.seen.send_modify(|seen| seen.connections += 1);
        let shared = shared.clone();
        connections.spawn(async move {
            // A client that has hung up is what some scripts aim at.
            let _ = serve(socket, &shared).await;
            shared.seen.send_modify(|seen| seen.ended += 1);
        });
    }
}

async fn serve(mut socket: TcpStream, shared: &Shared) -> io::Result<()> {
    socket.set_nodelay(true)?;
    loop {
        if shared.is_asked() {
            let request = read_request(&mut socket).await?;
            shared.seen.send_modify(|seen| seen.requests.push(request));
        }
        let fault = shared.next();
        for step in fault.steps {
            run(&mut socket, step, shared).await?;
        }
        match fault.end {
            End::Close => return socket.shutdown().await,
            End::Reset => return socket.set_zero_linger(),
            End::Hold => {
                let mut ignored = [0; 1024];
                while socket.read(&mut ignored).await? > 0 {}
                return Ok(());
            }
            End::Stall => std::future::pending().await,
            End::KeepAlive => {}
        }
    }
}

async fn run(socket: &mut TcpStream, step: Step, shared: &Shared) -> io::Result<()> {
    match step {
        Step::Send(bytes) => socket.write_all(&bytes).await,
        Step::Trickle(bytes, pause) => {
            for byte in bytes {
                socket.write_all(&[byte]).await?;
                sleep(pause).await;
            }
            Ok(())
        }
        Step::Flood(piece) => {
            // Whole pieces, but many of them in one call.
            let chunk = piece.repeat((16 * 1024 / piece.len().max(1)).max(1));
            loop {
                socket.write_all(&chunk).await?;
                let length = chunk.len() as u64;
                shared.seen.send_modify(|seen| seen.written += length);
            }
        }
    }
}

/// Reads a request with its body, if its length is told.
async fn read_request(socket: &mut TcpStream) -> io::Result<String> {
    let mut received = Vec::new();
    loop {
        let count = socket.read_buf(&mut received).await?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8_lossy(&received);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let length = head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
            .and_then(|(_, length)| length.trim().parse().ok())
            .unwrap_or(0);
        if body.len() >= length {
            return Ok(text.into_owned());
        }
    }
}
