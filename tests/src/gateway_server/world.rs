//! What the server knows: bots, shards, sessions, and what clients did wrong.

use std::{collections::VecDeque, fmt::Write, time::Duration};

use serde_json::{Value, json};
use tokio::time::Instant;

use super::{
    Compressed, GUILDS, Options,
    peer::{Address, Order},
    report::Record,
    session::{Handle, Session},
};

/// One Identify of each key in this time.
const IDENTIFY_SPACING: Duration = Duration::from_secs(5);
/// The network in between makes two of them come closer together than they were sent.
const IDENTIFY_TOLERANCE: Duration = Duration::from_millis(100);
pub(super) const IDENTIFIES_A_DAY: usize = 1_000;

/// What happens to the next connection, whosever it is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Door {
    Refuse(u16),
    Drop,
    Silence,
    SlowHello(Duration),
    Reconnect,
}

/// What the next Identify or Resume of a shard gets for an answer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Answer {
    Invalid,
    Close(u16),
    Silence,
    Late(Duration),
    CutReplay(usize),
}

/// How an Identify or a Resume is answered.
#[derive(Clone, Copy)]
pub(super) enum Verdict {
    /// The session, the sequence number to go on after, and what goes wrong with it.
    Accepted(usize, u64, Option<Answer>),
    Invalid,
    Close(u16),
    Silence,
}

/// One shard of one bot.
#[derive(Default)]
pub(super) struct Line {
    /// The newest session.
    pub(super) session: Option<usize>,
    pub(super) answers: VecDeque<Answer>,
    /// Events that were published while there was no session.
    pub(super) unheard: usize,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Identify {
    pub(super) at: Instant,
    pub(super) bot: usize,
    pub(super) key: usize,
}

pub(super) struct World {
    pub(super) options: Options,
    pub(super) sessions: Vec<Session>,
    pub(super) lines: Vec<Line>,
    pub(super) door: VecDeque<Door>,
    pub(super) identifies: Vec<Identify>,
    pub(super) resumes: usize,
    pub(super) resumes_at_base: usize,
    pub(super) violations: Vec<String>,
    /// When each connection was disturbed first.
    pub(super) impaired: Vec<Option<Instant>>,
    pub(super) published: u64,
    /// Handled events that were never published, or in the wrong order.
    pub(super) strange: Vec<String>,
    pub(super) records: Vec<Record>,
    /// How often the clock has jumped.
    pub(super) jumps: usize,
    /// Whether clients may end their sessions.
    pub(super) stopping: bool,
    pub(super) resume_url: String,
}

impl World {
    pub(super) fn new(options: Options, resume_url: String) -> Self {
        let lines = options.lines();
        Self {
            options,
            sessions: Vec::new(),
            lines: (0..lines).map(|_| Line::default()).collect(),
            door: VecDeque::new(),
            identifies: Vec::new(),
            resumes: 0,
            resumes_at_base: 0,
            violations: Vec::new(),
            impaired: Vec::new(),
            published: 0,
            strange: Vec::new(),
            records: Vec::new(),
            jumps: 0,
            stopping: false,
            resume_url,
        }
    }

    pub(super) fn bot(&self, token: &str) -> Option<usize> {
        (0..self.options.bots).find(|bot| token == Options::token(*bot))
    }

    /// The shards without a session that has a connection.
    pub(super) fn dead(&self) -> Vec<usize> {
        let sound = |line: &Line| {
            let session = line.session.map(|index| &self.sessions[index]);
            session.is_some_and(|it| it.ended.is_none() && it.handle.is_some())
        };
        let lines = 0..self.lines.len();
        lines.filter(|line| !sound(&self.lines[*line])).collect()
    }

    pub(super) fn gateway_bot(&self, bot: usize, url: &str) -> Value {
        let used = self.identifies.iter().filter(|it| it.bot == bot).count();
        json!({
            "url": url,
            "shards": self.options.shards,
            "session_start_limit": {
                "total": IDENTIFIES_A_DAY,
                "remaining": IDENTIFIES_A_DAY.saturating_sub(used),
                "reset_after": 86_400_000,
                "max_concurrency": self.options.max_concurrency,
            },
        })
    }

    pub(super) fn violation(&mut self, what: String) {
        self.violations.push(what);
    }

    /// Counts a connection; its number.
    pub(super) fn connected(&mut self) -> usize {
        self.impaired.push(None);
        self.impaired.len() - 1
    }

    pub(super) fn impair(&mut self, connection: usize) {
        self.impaired[connection].get_or_insert_with(Instant::now);
    }

    /// The connection of a session has ended; with this code, if the client closed it.
    pub(super) fn disconnected(&mut self, session: usize, connection: usize) {
        self.impair(connection);
        let session = &mut self.sessions[session];
        if session
            .handle
            .as_ref()
            .is_some_and(|handle| handle.connection == connection)
        {
            session.handle = None;
            session.disconnected = Some(Instant::now());
        }
    }

    /// The client closed a connection with this code.
    pub(super) fn client_closed(&mut self, session: Option<usize>, code: Option<u16>) {
        if !matches!(code, Some(1000 | 1001)) {
            return;
        }
        if let Some(session) = session {
            self.sessions[session].end("the client ended it");
        }
        if !self.stopping {
            let what = format!("closed with {code:?}, which ends the session");
            self.violation(what);
        }
    }

    fn pick(&mut self, token: &Value) -> Option<usize> {
        let bot = token.as_str().and_then(|token| self.bot(token));
        if bot.is_none() {
            self.violation("wrong token".to_owned());
        }
        bot
    }

    pub(super) fn identify(&mut self, d: &Value, address: Address, handle: Handle) -> Verdict {
        let now = Instant::now();
        let Some(bot) = self.pick(&d["token"]) else {
            return Verdict::Close(4004);
        };
        if address == Address::Resume {
            self.violation("Identify at the address to resume at".to_owned());
        }
        for property in ["os", "browser", "device"] {
            if !d["properties"][property].is_string() {
                self.violation(format!("Identify without the property {property}"));
            }
        }
        if !d["intents"].is_u64() {
            self.violation("Identify without intents".to_owned());
            return Verdict::Close(4013);
        }
        let compressed = self.options.compressed == Compressed::Payloads;
        if d["compress"].as_bool().unwrap_or(false) != compressed {
            self.violation(format!("Identify with compress {}", d["compress"]));
        }
        let shards = self.options.shards;
        let shard = match (&d["shard"][0].as_u64(), &d["shard"][1].as_u64()) {
            (Some(shard), Some(of)) if *of == shards as u64 && shard < of => *shard,
            (None, None) if shards == 1 => 0,
            _ => {
                self.violation(format!("Identify as shard {} of {shards}", d["shard"]));
                return Verdict::Close(4010);
            }
        };
        let shard = usize::try_from(shard).unwrap_or_default();
        if let Some(refused) = self.count_identify(now, bot, shard) {
            return refused;
        }
        let line = bot * shards + shard;
        let answer = match self.lines[line].answers.pop_front() {
            Some(Answer::Invalid) => return Verdict::Invalid,
            Some(Answer::Silence) => return Verdict::Silence,
            // Those codes mean a session that was to be resumed.
            Some(Answer::Close(_)) => None,
            other => other,
        };

        if let Some(old) = self.lines[line].session {
            self.sessions[old].end("the client began another one");
        }
        let index = self.sessions.len();
        let mut session = Session::new(format!("session-{index}-of-line-{line}"), line);
        session.append("READY", self.ready(&session.id, shard), None);
        for number in 0..GUILDS {
            let guild = json!({"id": self.options.guild(line, number), "unavailable": true});
            session.append("GUILD_CREATE", guild.to_string(), None);
        }
        session.handle = Some(handle);
        self.sessions.push(session);
        self.lines[line].session = Some(index);
        Verdict::Accepted(index, 0, answer)
    }

    fn count_identify(&mut self, now: Instant, bot: usize, shard: usize) -> Option<Verdict> {
        let key = shard % self.options.max_concurrency;
        let mut of_bot = self.identifies.iter().filter(|it| it.bot == bot);
        let last = of_bot.clone().rfind(|it| it.key == key).map(|it| it.at);
        let day = Duration::from_hours(24);
        let today = of_bot.by_ref().filter(|it| now - it.at < day).count();
        self.identifies.push(Identify { at: now, bot, key });
        if today >= IDENTIFIES_A_DAY {
            self.violation(format!("{today} Identifies in a day"));
            return Some(Verdict::Close(4004));
        }
        let since = now - last?;
        if since + IDENTIFY_TOLERANCE < IDENTIFY_SPACING {
            self.violation(format!("two Identifies of key {key} within {since:?}"));
            return Some(Verdict::Invalid);
        }
        None
    }

    fn ready(&self, session: &str, shard: usize) -> String {
        json!({
            "v": 10,
            "user": {"id": "1", "username": "chaos", "discriminator": "0", "bot": true},
            "guilds": [],
            "session_id": session,
            "resume_gateway_url": self.resume_url,
            "shard": [shard, self.options.shards],
            "application": {"id": "1", "flags": 0},
        })
        .to_string()
    }

    pub(super) fn resume(&mut self, d: &Value, address: Address, handle: Handle) -> Verdict {
        let now = Instant::now();
        if self.pick(&d["token"]).is_none() {
            return Verdict::Close(4004);
        }
        self.resumes += 1;
        if address == Address::Base {
            self.resumes_at_base += 1;
        }
        let id = d["session_id"].as_str().unwrap_or_default();
        let Some(index) = self.sessions.iter().position(|it| it.id == id) else {
            self.violation(format!("Resume of a session that never was, {id:?}"));
            return Verdict::Invalid;
        };
        let Some(sequence) = d["seq"].as_u64() else {
            self.violation(format!("Resume after {}", d["seq"]));
            return Verdict::Close(4007);
        };
        self.claim(index, sequence, "Resume");
        let lifetime = self.options.lifetime;
        let session = &mut self.sessions[index];
        if sequence > session.last() {
            session.end("a sequence number from the future");
            return Verdict::Close(4007);
        }
        if !session.is_resumable(now, lifetime) {
            session.end("it timed out");
            return Verdict::Invalid;
        }
        let answer = self.lines[session.line].answers.pop_front();
        match answer {
            Some(Answer::Invalid) => {
                session.end("Resume was refused");
                return Verdict::Invalid;
            }
            Some(Answer::Close(code)) => {
                session.end("Resume was answered with a close code");
                return Verdict::Close(code);
            }
            Some(Answer::Silence) => return Verdict::Silence,
            _ => {}
        }
        session.order(Order::Superseded);
        session.handle = None;
        session.drop_resumed_after(sequence);
        session.append("RESUMED", "{}".to_owned(), None);
        session.handle = Some(handle);
        session.resumes += 1;
        Verdict::Accepted(index, sequence, answer)
    }

    /// The client says which sequence number it has.
    pub(super) fn claim(&mut self, session: usize, sequence: u64, by: &str) {
        let session = &mut self.sessions[session];
        let mut wrong = String::new();
        if sequence < session.claimed {
            let _ = write!(wrong, "{by} of {sequence} after one of {}", session.claimed);
        }
        if sequence > session.last_written() {
            let last = session.last_written();
            let _ = write!(wrong, "{by} of {sequence}, sent were {last}");
        }
        session.claimed = session.claimed.max(sequence);
        if !wrong.is_empty() {
            let id = session.id.clone();
            self.violation(format!("{id}: {wrong}"));
        }
    }
}
