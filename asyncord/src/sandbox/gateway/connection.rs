//! One socket of a client: a reader that answers, and a writer that sends what the session has.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{
    SinkExt, StreamExt,
    stream::{SplitSink, SplitStream},
};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, sleep_until};

use crate::sandbox::{
    state::{bits::intent, guild::Guild, ids::GuildId},
    world::{App, World},
};

use super::{
    announce, command,
    encoding::{Encoder, Encoding},
    link::{Close, Control, Link},
    payload::{self, Identify, Incoming, Resume, close, op},
    session::{Batch, Identity, NotResumable},
};

const HEARTBEAT_MS: u64 = 41_250;
/// After this long without a heartbeat a client is taken for dead.
const PATIENCE: Duration = Duration::from_millis(HEARTBEAT_MS * 3 / 2);
/// How long a client may take to answer a close frame.
const CLOSING: Duration = Duration::from_secs(2);
const MAX_PAYLOAD: usize = 4096;
const MAX_PAYLOADS: usize = 120;
const PAYLOADS_IN: Duration = Duration::from_mins(1);
/// How many dispatches are written between two looks at what goes ahead of them.
const BATCH: usize = 64;

/// Serves a client until either side ends it, at once if it wants what there is not.
pub(super) async fn serve(app: App, socket: WebSocket, wanted: Result<Encoding, Close>) {
    let link = Link::new();
    let (sink, stream) = socket.split();
    let mut reader = Reader {
        app: app.clone(),
        link: link.clone(),
        session: None,
        deadline: Instant::now() + PATIENCE,
        received: VecDeque::new(),
        closing: false,
    };
    let encoding = match wanted {
        Ok(encoding) => {
            let hello = json!({ "heartbeat_interval": HEARTBEAT_MS, "_trace": [] });
            link.send(op::HELLO, &hello);
            encoding
        }
        Err(close) => {
            reader.close(close, false);
            Encoding::Plain
        }
    };
    let mut writer = Writer {
        app,
        link: link.clone(),
        encoder: encoding.encoder(),
    };
    tokio::select! {
        ended = reader.run(stream) => {
            let ends_session = matches!(ended, Some(1000 | 1001));
            reader.leave(ends_session);
        }
        () = writer.run(sink) => reader.leave(false),
        () = link.was_cut() => reader.leave(false),
    }
}

/// The half that listens.
struct Reader {
    app: App,
    link: Arc<Link>,
    session: Option<(String, Identity)>,
    /// When the client must have sent the next heartbeat.
    deadline: Instant,
    /// When the last payloads came.
    received: VecDeque<Instant>,
    closing: bool,
}

impl Reader {
    /// Reads until the client is gone, and says with which code it closed.
    async fn run(&mut self, mut stream: SplitStream<WebSocket>) -> Option<u16> {
        let app = self.app.clone();
        loop {
            tokio::select! {
                message = stream.next() => match message? {
                    Err(_) => return None,
                    Ok(Message::Close(frame)) => return frame.map(|frame| frame.code),
                    Ok(_) if self.closing => {}
                    Ok(Message::Text(text)) => self.take(text.as_bytes()),
                    Ok(Message::Binary(bytes)) => self.take(&bytes),
                    Ok(Message::Ping(_) | Message::Pong(_)) => {}
                },
                () = sleep_until(self.deadline), if !self.closing => {
                    self.close(Close::new(close::SESSION_TIMED_OUT, "Session timed out."), true);
                }
                () = app.stopping.cancelled(), if !self.closing => {
                    self.close(Close::new(close::GOING_AWAY, "The sandbox is stopping."), true);
                }
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        if let Err(close) = self.handle(bytes) {
            let ends_session = close.code == close::INVALID_SEQUENCE;
            self.close(close, ends_session);
        }
    }

    /// Ends the connection from our side.
    fn close(&mut self, close: Close, ends_session: bool) {
        self.closing = true;
        self.leave(ends_session);
        self.link.close(close);
    }

    /// Lets go of the session, which may wait for another socket.
    fn leave(&mut self, ends_session: bool) {
        let Some((id, _)) = self.session.take() else {
            return;
        };
        let mut world = self.app.world();
        if ends_session {
            world.sessions.end(&id, &self.link);
        } else {
            world.sessions.detach(&id, &self.link);
        }
        announce(&world);
    }

    fn handle(&mut self, bytes: &[u8]) -> Result<(), Close> {
        self.count()?;
        if bytes.len() > MAX_PAYLOAD {
            return Err(Close::new(
                close::DECODE_ERROR,
                format!("Payload of more than {MAX_PAYLOAD} bytes."),
            ));
        }
        let incoming: Incoming =
            serde_json::from_slice(bytes).map_err(|error| payload::decode_error(&error))?;
        match incoming.op {
            op::HEARTBEAT => {
                self.deadline = Instant::now() + PATIENCE;
                self.link.send(op::HEARTBEAT_ACK, &Value::Null);
                Ok(())
            }
            op::IDENTIFY => self.identify(&payload::data(incoming.d)?),
            op::RESUME => self.resume(&payload::data(incoming.d)?),
            op::PRESENCE_UPDATE
            | op::VOICE_STATE_UPDATE
            | op::REQUEST_GUILD_MEMBERS
            | op::REQUEST_SOUNDBOARD_SOUNDS
            | op::REQUEST_CHANNEL_INFO => self.command(incoming),
            unknown => Err(Close::new(
                close::UNKNOWN_OPCODE,
                format!("Unknown opcode {unknown}."),
            )),
        }
    }

    /// Counts a payload against the limit.
    fn count(&mut self) -> Result<(), Close> {
        let now = Instant::now();
        while self
            .received
            .front()
            .is_some_and(|at| now - *at > PAYLOADS_IN)
        {
            self.received.pop_front();
        }
        if self.received.len() >= MAX_PAYLOADS {
            return Err(Close::new(close::RATE_LIMITED, "Rate limited."));
        }
        self.received.push_back(now);
        Ok(())
    }

    fn identify(&mut self, asked: &Identify) -> Result<(), Close> {
        self.must_be_new()?;
        let mut world = self.app.world();
        let identity = command::check_identity(&world.store, asked)?;
        let id = world.sessions.begin(identity.clone(), &self.link);
        let ready = ready(&self.app, &world, &identity, &id)?;
        world.sessions.send(&id, "READY", &ready);
        if identity.intents & intent::GUILDS != 0 {
            for guild in guilds(&world, &identity) {
                let Ok(guild) = world.store.guild(guild) else {
                    continue;
                };
                let create = guild_create(&world, guild, &identity);
                world.sessions.send(&id, "GUILD_CREATE", &create);
            }
        }
        announce(&world);
        drop(world);
        self.session = Some((id, identity));
        self.link.wake();
        Ok(())
    }

    fn resume(&mut self, resume: &Resume) -> Result<(), Close> {
        self.must_be_new()?;
        let mut world = self.app.world();
        let Some(application) = world.store.authenticate(&resume.token) else {
            return Err(Close::new(
                close::AUTHENTICATION_FAILED,
                "Authentication failed.",
            ));
        };
        let application = application.id;
        let resumed =
            world
                .sessions
                .resume(&resume.session_id, application, resume.seq, &self.link);
        announce(&world);
        drop(world);
        match resumed {
            Ok(identity) => {
                self.session = Some((resume.session_id.clone(), identity));
                self.link.wake();
                Ok(())
            }
            Err(NotResumable::Invalid) => {
                self.link.send(op::INVALID_SESSION, &false.into());
                Ok(())
            }
            Err(NotResumable::FromTheFuture) => {
                Err(Close::new(close::INVALID_SEQUENCE, "Invalid seq."))
            }
        }
    }

    fn must_be_new(&self) -> Result<(), Close> {
        if self.session.is_none() {
            return Ok(());
        }
        Err(Close::new(
            close::ALREADY_AUTHENTICATED,
            "Already authenticated.",
        ))
    }

    fn command(&mut self, incoming: Incoming) -> Result<(), Close> {
        let Some((session, identity)) = &self.session else {
            return Err(Close::new(close::NOT_AUTHENTICATED, "Not authenticated."));
        };
        let data = incoming.d;
        match incoming.op {
            op::REQUEST_GUILD_MEMBERS => {
                let request = payload::data(data)?;
                command::guild_members(&mut self.app.world(), session, identity, request);
            }
            op::REQUEST_SOUNDBOARD_SOUNDS => {
                let request = payload::data(data)?;
                command::soundboard_sounds(&mut self.app.world(), session, identity, request);
            }
            op::REQUEST_CHANNEL_INFO => {
                let request = payload::data(data)?;
                command::channel_info(&mut self.app.world(), session, identity, &request);
            }
            // Presences and voice are not simulated yet: taken, and nothing comes of it.
            _ => {}
        }
        Ok(())
    }
}

/// The guilds of a session's shard.
fn guilds(world: &World, identity: &Identity) -> Vec<GuildId> {
    let mut guilds = world.store.guilds_of(identity.user);
    guilds.retain(|guild| identity.serves(Some(*guild)));
    guilds
}

fn guild_create(world: &World, guild: &Guild, identity: &Identity) -> Value {
    world
        .store
        .guild_create(guild, identity.user, identity.intents)
}

fn ready(app: &App, world: &World, identity: &Identity, session: &str) -> Result<Value, Close> {
    let gone = |_| Close::new(close::UNKNOWN_ERROR, "The application is gone.");
    let user = world.store.user(identity.user).map_err(gone)?;
    let application = world
        .store
        .application(identity.application)
        .map_err(gone)?;
    let guilds: Vec<Value> = guilds(world, identity)
        .into_iter()
        .map(|guild| json!({ "id": guild, "unavailable": true }))
        .collect();
    Ok(json!({
        "v": 10,
        "user": user.private_json(),
        "guilds": guilds,
        "session_id": session,
        "session_type": "normal",
        "resume_gateway_url": app.addresses.gateway_url,
        "shard": [identity.shard.0, identity.shard.1],
        "application": { "id": application.id, "flags": application.flags() },
        "private_channels": [],
        "presences": [],
        "relationships": [],
        "user_settings": {},
        "_trace": ["asyncord-sandbox"],
    }))
}

/// The half that sends.
struct Writer {
    app: App,
    link: Arc<Link>,
    encoder: Encoder,
}

impl Writer {
    async fn run(&mut self, mut sink: SplitSink<WebSocket, Message>) {
        loop {
            for control in self.link.take_controls() {
                match control {
                    Control::Text(text) => {
                        if self.feed(&mut sink, text).await.is_err() {
                            return;
                        }
                    }
                    Control::Close(close) => return say_goodbye(sink, &close).await,
                }
            }
            let batch = self.app.world().sessions.take_for(&self.link, BATCH);
            let dispatches = match batch {
                Batch::Dispatches(dispatches) => dispatches,
                Batch::Elsewhere => Vec::new(),
                Batch::Behind => {
                    let close = Close::new(close::UNKNOWN_ERROR, "Too slow.");
                    return say_goodbye(sink, &close).await;
                }
            };
            let is_idle = dispatches.is_empty();
            for (number, dispatch) in dispatches {
                let frame = dispatch.frame(number);
                if self.feed(&mut sink, frame).await.is_err() {
                    return;
                }
            }
            if sink.flush().await.is_err() {
                return;
            }
            if is_idle {
                self.link.woken().await;
            }
        }
    }
}

impl Writer {
    async fn feed(
        &mut self,
        sink: &mut SplitSink<WebSocket, Message>,
        text: String,
    ) -> Result<(), axum::Error> {
        let message = self.encoder.encode(text).map_err(axum::Error::new)?;
        sink.feed(message).await
    }
}

/// Closes, and gives the client the time to read it: a socket dropped with unread input is reset, and
/// the close frame would be lost.
async fn say_goodbye(mut sink: SplitSink<WebSocket, Message>, close: &Close) {
    let frame = CloseFrame {
        code: close.code,
        reason: close.short_reason().into(),
    };
    if sink.send(Message::Close(Some(frame))).await.is_ok() {
        sleep(CLOSING).await;
    }
}
