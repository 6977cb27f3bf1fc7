//! One socket of a client: a reader that answers, and a writer that sends what the session has.

use std::{collections::VecDeque, sync::Arc, time::Duration};

use axum::extract::ws::{Message, WebSocket};
use futures_util::{StreamExt, stream::SplitStream};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::sandbox::{
    inspector::{Direction, Payload},
    state::{ids::UserId, presence::Presence},
    world::{App, World},
};

use super::{
    announce, command,
    encoding::Encoding,
    greeting,
    identity::Identity,
    link::{Close, Link},
    payload::{self, Identify, Incoming, Resume, close, op},
    rules::TooMany,
    session::{RESUMABLE, Session},
    sessions::NotResumable,
    settle,
    writer::Writer,
};

const HEARTBEAT_MS: u64 = 41_250;
/// After this long without a heartbeat a client is taken for dead.
const PATIENCE: Duration = Duration::from_millis(HEARTBEAT_MS * 3 / 2);
const MAX_PAYLOAD: usize = 4096;
const MAX_PAYLOADS: usize = 120;
const PAYLOADS_IN: Duration = Duration::from_mins(1);

/// Serves a client until either side ends it, at once if it wants what there is not.
pub(super) async fn serve(app: App, socket: WebSocket, wanted: Result<Encoding, Close>) {
    let link = Link::new();
    let restart = app.restart();
    let (sink, stream) = socket.split();
    let mut reader = Reader {
        app: app.clone(),
        link: link.clone(),
        session: None,
        deadline: Instant::now() + PATIENCE,
        received: VecDeque::new(),
        closing: false,
        compresses: wanted != Ok(Encoding::Plain),
        why: None,
        restart,
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
            if !reader.closing {
                reader.note(Payload::closed(&link.talk(), ended, "").because("by the client"));
            }
            reader.leave(ends_session);
        }
        () = writer.run(sink) => reader.leave(false),
        () = link.was_cut() => {
            reader.note(Payload::closed(&link.talk(), None, "").because("cut by the sandbox"));
            reader.leave(false);
        }
    }
}

/// The half that listens.
struct Reader {
    app: App,
    link: Arc<Link>,
    session: Option<(Arc<str>, Identity)>,
    /// When the client must have sent the next heartbeat.
    deadline: Instant,
    /// When the last payloads came.
    received: VecDeque<Instant>,
    closing: bool,
    /// Whether the whole connection is compressed.
    compresses: bool,
    /// What the inspector is to tell of the payload at hand.
    why: Option<&'static str>,
    /// Ends the connection and lets the client come back.
    restart: CancellationToken,
}

impl Reader {
    /// Reads until the client is gone, and says with which code it closed.
    async fn run(&mut self, mut stream: SplitStream<WebSocket>) -> Option<u16> {
        let (app, restart) = (self.app.clone(), self.restart.clone());
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
                () = restart.cancelled(), if !self.closing => {
                    self.close(Close::new(close::UNKNOWN_ERROR, "The gateway restarts."), false);
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
        let Some((_, identity)) = self.session.take() else {
            return;
        };
        let mut world = self.app.world();
        if ends_session {
            world.sessions.end(&self.link);
            if !world.sessions.is_connected(identity.application) {
                let events = world.store.leave_all_voice(identity.user);
                world.publish(&events);
            }
        } else {
            world.sessions.detach(&self.link);
            let app = self.app.clone();
            self.app.sockets.spawn(async move {
                tokio::select! {
                    () = sleep(RESUMABLE) => settle(&mut app.world()),
                    () = app.stopping.cancelled() => {}
                }
            });
        }
        settle(&mut world);
        announce(&world);
    }

    /// Tells the inspector.
    fn note(&self, payload: Payload) {
        let at = self.app.world().store.clock.now();
        self.app.inspector.payload(at, payload);
    }

    fn handle(&mut self, bytes: &[u8]) -> Result<(), Close> {
        let read: Result<Incoming, _> = serde_json::from_slice(bytes);
        let talk = self.link.talk();
        let payload = if let Ok(incoming) = &read {
            let data = incoming.d.to_string().into();
            Payload::new(&talk, Direction::Received, incoming.op, data)
        } else {
            let shown = bytes.get(..MAX_PAYLOAD).unwrap_or(bytes);
            Payload::garbage(&talk, &String::from_utf8_lossy(shown))
        };
        let done = self.act_on(bytes, read);
        // Nothing has been sent yet: the writer waits for us.
        let payload = match self.why.take() {
            Some(why) => payload.because(why),
            None => payload,
        };
        self.note(payload);
        done
    }

    fn act_on(
        &mut self,
        bytes: &[u8],
        read: Result<Incoming, serde_json::Error>,
    ) -> Result<(), Close> {
        self.count()?;
        if bytes.len() > MAX_PAYLOAD {
            return Err(Close::new(
                close::DECODE_ERROR,
                format!("Payload of more than {MAX_PAYLOAD} bytes."),
            ));
        }
        let incoming = read.map_err(|error| payload::decode_error(&error))?;
        match incoming.op {
            op::HEARTBEAT => {
                self.deadline = Instant::now() + PATIENCE;
                let application = self.session.as_ref().map(|(_, own)| own.application);
                if application.is_some_and(|own| self.app.faults.mutes_heartbeat(own)) {
                    self.why = Some("no answer: a fault that was asked for");
                } else {
                    self.link.send(op::HEARTBEAT_ACK, &Value::Null);
                }
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
        if asked.compress == Some(true) && self.compresses {
            return Err(Close::new(
                close::DECODE_ERROR,
                "`compress` in Identify cannot be used with `compress=` in the address.",
            ));
        }
        let app = self.app.clone();
        let mut world = app.world();
        let identity = greeting::check(&world, asked)?;
        match world.sessions.admit(&identity) {
            Ok(()) => {}
            Err(TooMany::AtOnce) => {
                self.why = Some("another session of this key began in the last 5 seconds");
                self.link.send(op::INVALID_SESSION, &false.into());
                return Ok(());
            }
            Err(TooMany::Today) => {
                world.sessions.terminate(identity.application);
                world.store.reset_token(identity.application);
                settle(&mut world);
                announce(&world);
                let reason = "Too many sessions today: the token was reset.";
                return Err(Close::new(close::AUTHENTICATION_FAILED, reason));
            }
        }
        if asked.compress == Some(true) {
            self.link.compress();
        }
        // Before it listens: its own coming is no news to itself.
        let is_first = !world.sessions.has(identity.application);
        let presence = asked.presence.clone();
        if let Some(presence) = presence.or_else(|| is_first.then(Presence::default)) {
            show(&mut world, identity.user, presence);
        }
        let id = world.sessions.begin(identity.clone(), &self.link);
        let ready = greeting::ready(&world.store, &app.addresses.gateway_url, &identity, &id)?;
        world.sessions.send(&id, "READY", &ready);
        for create in greeting::guilds(&world.store, &identity) {
            world.sessions.send(&id, "GUILD_CREATE", &create);
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
        settle(&mut world);
        announce(&world);
        drop(world);
        match resumed {
            Ok(identity) => {
                self.session = Some((resume.session_id.as_str().into(), identity));
                self.link.wake();
                Ok(())
            }
            Err(NotResumable::Invalid) => {
                self.why = Some("there is no such session, or it missed too much");
                self.link.send(op::INVALID_SESSION, &false.into());
                Ok(())
            }
            Err(NotResumable::FromTheFuture) => {
                Err(Close::new(close::INVALID_SEQUENCE, "Invalid seq."))
            }
        }
    }

    /// A socket whose session was declared invalid may have another one.
    fn must_be_new(&mut self) -> Result<(), Close> {
        if self.app.world().sessions.on(&self.link).is_none() {
            self.session = None;
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
                let mut world = self.app.world();
                self.why = command::guild_members(&mut world, session, identity, request);
            }
            op::REQUEST_SOUNDBOARD_SOUNDS => {
                let request = payload::data(data)?;
                command::soundboard_sounds(&mut self.app.world(), session, identity, request);
            }
            op::REQUEST_CHANNEL_INFO => {
                let request = payload::data(data)?;
                command::channel_info(&mut self.app.world(), session, identity, &request);
            }
            op::PRESENCE_UPDATE => {
                let presence = payload::data(data)?;
                let mut world = self.app.world();
                let session = world.sessions.on(&self.link);
                if session.is_some_and(Session::takes_presence) {
                    show(&mut world, identity.user, presence);
                } else {
                    self.why = Some("ignored: a presence can be set 5 times in 20 seconds");
                }
            }
            op::VOICE_STATE_UPDATE => {
                let request = payload::data(data)?;
                command::voice_state(&self.app, identity, &request);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Has a bot show itself in another way.
fn show(world: &mut World, user: UserId, presence: Presence) {
    // The bot's user is there as long as its application is.
    if let Ok(changed) = world.store.set_presence(user, Some(presence)) {
        world.publish(&changed.events);
    }
}
