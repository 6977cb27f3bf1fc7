//! A gateway that answers by itself: it keeps sessions, replays what was missed, and notes all it hears.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use tokio::{
    sync::mpsc,
    time::{Instant, sleep_until},
};

use super::{Bot, INTERVAL, Peer, Sent};
use crate::gateway::{GatewayClient, Setup};

/// What was heard, with the shard's number and the number of all.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::gateway) enum Heard {
    Identify(Value),
    Resume(Value),
    /// Any other opcode.
    Sent(u64, Value),
    Close(u16),
}

/// The gateway of one bot. Clones are the same.
#[derive(Clone)]
pub(in crate::gateway) struct World {
    state: Arc<Mutex<State>>,
    start: Instant,
}

type Answer = Box<dyn Fn(&World, [u32; 2], u64, &Value) + Send + Sync>;
type Judge = Box<dyn Fn([u32; 2]) -> Option<u16> + Send>;

#[derive(Default)]
struct State {
    guilds: Vec<u64>,
    sessions: BTreeMap<String, Session>,
    heard: Vec<(Instant, [u32; 2], Heard)>,
    /// The most that events are late, each session by itself.
    lag: Duration,
    /// Whether guilds stay unavailable.
    silent: bool,
    /// Closes instead of READY.
    judge: Option<Judge>,
    answer: Option<Arc<Answer>>,
    next: u64,
}

struct Session {
    shard: [u32; 2],
    /// The frames that were made, READY first.
    log: Vec<Value>,
    feed: mpsc::UnboundedSender<(Instant, String, Value)>,
    peer: Option<mpsc::UnboundedSender<Tell>>,
}

enum Tell {
    Says(Value),
    Closes(Option<u16>),
    Cut,
}

impl World {
    /// A gateway with these guilds.
    pub(in crate::gateway) fn new(guilds: impl IntoIterator<Item = u64>) -> Self {
        let state = State {
            guilds: guilds.into_iter().collect(),
            ..State::default()
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            start: Instant::now(),
        }
    }

    /// A guild that shard `shard` of `total` serves, for all totals that divide 64.
    pub(in crate::gateway) const fn guild(shard: u64) -> u64 {
        (shard << 22) + 1
    }

    /// Starts a bot whose sink has room for `room` events.
    pub(in crate::gateway) fn start(&self, setup: Setup, room: usize) -> Bot {
        self.start_with(GatewayClient::new(), setup, room)
    }

    pub(in crate::gateway) fn start_with(
        &self,
        client: GatewayClient,
        setup: Setup,
        room: usize,
    ) -> Bot {
        self.attach(Bot::start_over(client, setup, room, false))
    }

    /// With asyncord's own events among those that come out.
    pub(in crate::gateway) fn start_with_own(&self, setup: Setup, room: usize) -> Bot {
        self.attach(Bot::start_over(GatewayClient::new(), setup, room, true))
    }

    pub(in crate::gateway) fn attach(&self, mut bot: Bot) -> Bot {
        let (_, none) = mpsc::unbounded_channel();
        let mut peers = std::mem::replace(&mut bot.peers, none);
        let world = self.clone();
        tokio::spawn(async move {
            while let Some(peer) = peers.recv().await {
                tokio::spawn(world.clone().serve(peer));
            }
        });
        bot
    }

    pub(in crate::gateway) fn late_by(&self, lag: Duration) {
        crate::lock(&self.state).lag = lag;
    }

    pub(in crate::gateway) fn keeps_guilds_back(&self, silent: bool) {
        crate::lock(&self.state).silent = silent;
    }

    /// Closes with a code instead of starting a session, where it gives one.
    pub(in crate::gateway) fn refuses(
        &self,
        judge: impl Fn([u32; 2]) -> Option<u16> + Send + 'static,
    ) {
        crate::lock(&self.state).judge = Some(Box::new(judge));
    }

    /// What commands are answered with.
    pub(in crate::gateway) fn answers(
        &self,
        answer: impl Fn(&World, [u32; 2], u64, &Value) + Send + Sync + 'static,
    ) {
        crate::lock(&self.state).answer = Some(Arc::new(Box::new(answer)));
    }

    /// An event for a shard of every set; each session gets it in its own time.
    pub(in crate::gateway) fn tells(&self, guild: u64, name: &str, d: Value) {
        let state = crate::lock(&self.state);
        for session in state.sessions.values() {
            if (guild >> 22) % u64::from(session.shard[1]) == u64::from(session.shard[0]) {
                let event = (Instant::now(), name.to_owned(), d.clone());
                session.feed.send(event).ok();
            }
        }
    }

    /// An event at once, for one shard's sessions.
    pub(in crate::gateway) fn tells_shard(&self, shard: [u32; 2], name: &str, d: Value) {
        self.each(shard, |session| session.dispatch(name, d.clone()));
    }

    /// Breaks the shard's connection; its session stays.
    pub(in crate::gateway) fn cuts(&self, shard: [u32; 2]) {
        self.each(shard, |session| session.tell(Tell::Cut));
    }

    pub(in crate::gateway) fn closes(&self, shard: [u32; 2], code: u16) {
        self.each(shard, |session| session.tell(Tell::Closes(Some(code))));
    }

    /// Refuses the shard's session: another one begins.
    pub(in crate::gateway) fn invalidates(&self, shard: [u32; 2]) {
        self.each(shard, |session| {
            session.tell(Tell::Says(json!({"op": 9, "d": false})));
        });
        crate::lock(&self.state)
            .sessions
            .retain(|_, session| session.shard != shard);
    }

    fn each(&self, shard: [u32; 2], what: impl Fn(&mut Session)) {
        for session in crate::lock(&self.state).sessions.values_mut() {
            if session.shard == shard {
                what(session);
            }
        }
    }

    /// All that was heard so far: when, of which shard, what.
    pub(in crate::gateway) fn heard(&self) -> Vec<(Duration, [u32; 2], Heard)> {
        let state = crate::lock(&self.state);
        let heard = state.heard.iter().cloned();
        heard
            .map(|(at, shard, heard)| (at - self.start, shard, heard))
            .collect()
    }

    /// What shards were identified, with the time in milliseconds.
    pub(in crate::gateway) fn identifies(&self) -> Vec<(u128, [u32; 2])> {
        let heard = self.heard().into_iter();
        heard
            .filter(|(_, _, heard)| matches!(heard, Heard::Identify(_)))
            .map(|(at, shard, _)| (at.as_millis(), shard))
            .collect()
    }

    pub(in crate::gateway) fn resumes(&self) -> Vec<([u32; 2], u64)> {
        let heard = self.heard().into_iter();
        heard
            .filter_map(|(_, shard, heard)| match heard {
                Heard::Resume(d) => Some((shard, d["seq"].as_u64().unwrap())),
                _ => None,
            })
            .collect()
    }

    /// The codes that the shards of so many closed with.
    pub(in crate::gateway) fn closed(&self, total: u32) -> Vec<(u32, u16)> {
        let heard = self.heard().into_iter();
        heard
            .filter_map(|(_, shard, heard)| match heard {
                Heard::Close(code) if shard[1] == total => Some((shard[0], code)),
                _ => None,
            })
            .collect()
    }

    /// What was sent with this opcode, and over which shard and when.
    pub(in crate::gateway) fn sent(&self, op: u64) -> Vec<(Duration, [u32; 2], Value)> {
        let heard = self.heard().into_iter();
        heard
            .filter_map(|(at, shard, heard)| match heard {
                Heard::Sent(other, d) if other == op => Some((at, shard, d)),
                _ => None,
            })
            .collect()
    }

    pub(in crate::gateway) fn sessions(&self) -> Vec<(String, [u32; 2])> {
        let state = crate::lock(&self.state);
        let sessions = state.sessions.iter();
        sessions
            .map(|(id, session)| (id.clone(), session.shard))
            .collect()
    }

    fn note(&self, shard: [u32; 2], heard: Heard) {
        let heard = (Instant::now(), shard, heard);
        crate::lock(&self.state).heard.push(heard);
    }

    async fn serve(self, mut peer: Peer) {
        let interval = u64::try_from(INTERVAL.as_millis()).unwrap();
        peer.says(json!({"op": 10, "d": {"heartbeat_interval": interval}}));
        let (tell, mut told) = mpsc::unbounded_channel();
        let mut shard = [0, 0];
        let mut session = String::new();
        loop {
            let sent = tokio::select! {
                biased;
                sent = peer.sent.recv() => sent,
                Some(tell) = told.recv() => {
                    match tell {
                        // The shard may be gone.
                        Tell::Says(frame) => drop(peer.says_if_there(frame)),
                        Tell::Closes(code) => peer.closes(code),
                        Tell::Cut => return,
                    }
                    continue;
                }
            };
            match sent {
                None => return,
                Some(Sent::Close(code)) => {
                    self.note(shard, Heard::Close(code));
                    if matches!(code, 1000 | 1001) {
                        crate::lock(&self.state).sessions.remove(&session);
                    }
                    peer.closes(code);
                    return;
                }
                Some(Sent::Text(mut frame)) => {
                    let d = frame["d"].take();
                    match frame["op"].as_u64().unwrap() {
                        1 => drop(peer.says_if_there(json!({"op": 11}))),
                        2 => {
                            shard = serde_json::from_value(d["shard"].clone()).unwrap();
                            session = self.identify(shard, d, &tell);
                        }
                        6 => {
                            session = d["session_id"].as_str().unwrap().to_owned();
                            shard = self.resume(&session, d, &tell).unwrap_or(shard);
                        }
                        op => {
                            self.note(shard, Heard::Sent(op, d.clone()));
                            let answer = crate::lock(&self.state).answer.clone();
                            if let Some(answer) = answer {
                                answer(&self, shard, op, &d);
                            }
                        }
                    }
                }
            }
        }
    }

    fn identify(&self, shard: [u32; 2], d: Value, tell: &mpsc::UnboundedSender<Tell>) -> String {
        self.note(shard, Heard::Identify(d));
        let mut state = crate::lock(&self.state);
        if let Some(code) = state.judge.as_ref().and_then(|judge| judge(shard)) {
            tell.send(Tell::Closes(Some(code))).ok();
            return String::new();
        }
        let serves = |guild: &&u64| (**guild >> 22) % u64::from(shard[1]) == u64::from(shard[0]);
        let guilds: Vec<u64> = state.guilds.iter().filter(serves).copied().collect();
        state.next += 1;
        let id = format!("session-{}", state.next);
        let (feed, receiver) = mpsc::unbounded_channel();
        let mut session = Session {
            shard,
            log: Vec::new(),
            feed,
            peer: Some(tell.clone()),
        };
        let unavailable: Vec<_> = guilds
            .iter()
            .map(|guild| json!({"id": guild.to_string(), "unavailable": true}))
            .collect();
        let url = "wss://resume.test";
        session.dispatch(
            "READY",
            json!({"session_id": id, "resume_gateway_url": url, "guilds": unavailable}),
        );
        if !state.silent {
            for guild in guilds {
                session.dispatch("GUILD_CREATE", json!({"id": guild.to_string()}));
            }
        }
        state.sessions.insert(id.clone(), session);
        tokio::spawn(self.clone().feed(id.clone(), receiver));
        id
    }

    fn resume(&self, id: &str, d: Value, tell: &mpsc::UnboundedSender<Tell>) -> Option<[u32; 2]> {
        let seq = usize::try_from(d["seq"].as_u64().unwrap()).unwrap();
        let shard = crate::lock(&self.state).sessions.get(id).map(|s| s.shard);
        self.note(shard.unwrap_or_default(), Heard::Resume(d));
        let mut state = crate::lock(&self.state);
        let Some(session) = state.sessions.get_mut(id) else {
            tell.send(Tell::Says(json!({"op": 9, "d": false}))).ok();
            return None;
        };
        session.peer = Some(tell.clone());
        for frame in session.log.get(seq..).unwrap_or_default() {
            tell.send(Tell::Says(frame.clone())).ok();
        }
        session.dispatch("RESUMED", json!({}));
        shard
    }

    /// Lets events come to a session in their order, each with its own lag.
    async fn feed(self, id: String, mut fed: mpsc::UnboundedReceiver<(Instant, String, Value)>) {
        while let Some((at, name, d)) = fed.recv().await {
            let lag = crate::lock(&self.state).lag.mul_f64(fastrand::f64());
            sleep_until(at + lag).await;
            match crate::lock(&self.state).sessions.get_mut(&id) {
                Some(session) => session.dispatch(&name, d),
                None => return,
            }
        }
    }
}

impl Session {
    fn dispatch(&mut self, name: &str, d: Value) {
        let sequence = self.log.len() + 1;
        let frame = json!({"t": name, "s": sequence, "op": 0, "d": d});
        self.log.push(frame.clone());
        self.tell(Tell::Says(frame));
    }

    fn tell(&self, tell: Tell) {
        if let Some(peer) = &self.peer {
            // Without a connection it is in the log.
            peer.send(tell).ok();
        }
    }
}
