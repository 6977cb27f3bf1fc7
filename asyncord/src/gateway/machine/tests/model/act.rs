//! Whether what the machine asks for is legal where it stands.

use std::time::Duration;

use serde_json::Value;

use super::{
    super::TOKEN,
    BASE, End, Turn, World, is_known_address,
    link::{Link, Phase, Sent},
};
use crate::gateway::{
    GatewayError,
    machine::{Action, News},
};

impl World {
    pub(super) fn act(&mut self, action: Action) {
        assert!(self.end.is_none(), "{action:?} after the end");
        if self.turn == Turn::Used {
            assert!(matches!(action, Action::Send(_)), "{action:?}, no Identify");
        }
        match action {
            Action::Queue => {
                assert!(
                    matches!(self.link, Link::None),
                    "a turn beside a connection"
                );
                assert_eq!(self.turn, Turn::None, "two turns");
                assert!(
                    self.known.is_none() || self.vain >= 2,
                    "a session is given up without need"
                );
                assert_ne!(self.promised.take(), Some(true), "a resume was promised");
                self.known = None;
                self.turn = Turn::Asked;
            }
            Action::Identified => {
                let Turn::Given(not_before) = self.turn else {
                    panic!("Identify without a turn");
                };
                assert!(self.now() >= not_before, "Identify before its time");
                self.turn = Turn::Used;
            }
            Action::Connect(url) => self.connect(url.to_string()),
            Action::Send(text) => self.send(&text),
            Action::Close(code) => self.close(code),
            Action::Abandon => {
                if let Link::Opening(_) = self.link {
                    self.link = Link::None;
                    self.may_give_up();
                }
                self.leave();
                self.turn = Turn::None;
            }
            Action::Tell(news) => self.told(news),
            Action::End => {
                assert!(self.shutdown, "it ends by itself");
                self.end = Some(End::Told);
            }
            Action::Fail(error) => self.failed(&error),
        }
    }

    fn connect(&mut self, url: String) {
        assert!(matches!(self.link, Link::None), "a second connection");
        assert!(is_known_address(&url), "{url}");
        let resumes = self.known.is_some();
        if let Some(promised) = self.promised.take() {
            assert_eq!(promised, resumes, "another connection than was told of");
        }
        if !resumes {
            assert!(matches!(self.turn, Turn::Given(_)), "it connects too early");
            assert_eq!(url, BASE);
            self.highest = None;
        }
        self.broken = false;
        self.link = Link::Opening(url);
    }

    fn send(&mut self, text: &str) {
        assert!(text.len() <= 4096, "a payload of {} bytes", text.len());
        let sent: Value = serde_json::from_str(text).unwrap();
        let op = sent["op"].as_u64().unwrap();
        assert!(self.turn != Turn::Used || op == 2, "{sent}, no Identify");
        if self.sends_left == Some(0) {
            // The socket breaks: the runner says so at once and goes on with what was asked for.
            self.sends_left = None;
            if self.turn == Turn::Used {
                self.turn = Turn::None;
            }
            if let Link::Open(_) = self.link {
                self.leave();
                // To the machine it is as good as sent.
                self.vain += u32::from(op == 6);
                self.broken = true;
                let reason = "broken pipe".to_owned();
                self.script.machine.lost(self.script.now, reason);
            }
            return;
        }
        self.sends_left = self.sends_left.map(|left| left - 1);
        let now = self.now();
        let Link::Open(conn) = &mut self.link else {
            // What was asked for before the socket broke.
            assert!(self.broken, "{sent} without a connection");
            return;
        };
        assert!(!conn.closing, "{sent} after the close frame");
        conn.count(now, op);
        match op {
            1 => {
                let highest = self.highest.map_or(Value::Null, Value::from);
                assert_eq!(sent["d"], highest, "heartbeat");
                conn.sent.push(Sent::Beat { answered: false });
            }
            2 => {
                assert_eq!(self.turn, Turn::Used, "Identify without a turn");
                assert_eq!(conn.phase, Phase::Greeted, "Identify at the wrong moment");
                assert_eq!(conn.url, BASE);
                assert!(self.known.is_none(), "Identify in place of Resume");
                self.turn = Turn::None;
                conn.phase = Phase::Identified;
                self.identifies += 1;
            }
            6 => {
                assert_eq!(conn.phase, Phase::Greeted, "Resume at the wrong moment");
                let known = self.known.as_deref().expect("Resume without a session");
                assert_eq!(sent["d"]["session_id"], known);
                assert_eq!(sent["d"]["token"], TOKEN);
                let sequence = sent["d"]["seq"].as_u64().expect("Resume from nowhere");
                assert_eq!(Some(sequence), self.highest, "Resume");
                conn.resume = Some((known.to_owned(), sequence));
                conn.phase = Phase::Resuming;
            }
            3 => {
                assert_eq!(conn.phase, Phase::Live, "{sent}");
                let window = Duration::from_secs(20);
                self.presences.retain(|&at| now - at < window);
                self.presences.push_back(now);
                assert!(self.presences.len() <= 5, "too many presences");
            }
            _ => {
                assert_eq!(conn.phase, Phase::Live, "{sent}");
                let number = sent["d"].as_u64().unwrap();
                conn.sent.push(Sent::Command(number));
                self.program.sent(number, conn);
            }
        }
    }

    fn close(&mut self, code: u16) {
        let final_close = self.final_close;
        assert_eq!(
            code,
            if final_close { 1000 } else { 4000 },
            "the close code"
        );
        self.turn = Turn::None;
        let Link::Open(conn) = &mut self.link else {
            assert!(self.broken, "a close frame without a connection");
            return;
        };
        assert!(!conn.closing, "two close frames");
        conn.closing = true;
        let (phase, session) = (conn.phase, conn.session.clone());
        self.conversation_over(phase);
        if let (1000, Some(session)) = (code, session) {
            self.server.log(&session).alive = false;
        }
    }

    fn told(&mut self, news: News) {
        match news {
            News::Ready | News::Resumed { .. } => {
                assert!(!self.live, "{news:?} twice");
                self.live = true;
                self.ever_ready = true;
                if news == News::Ready {
                    self.requests_again();
                }
            }
            News::Disconnected {
                resumable,
                retry_after,
                code,
                ..
            } => {
                self.live = false;
                self.ended += 1;
                assert!(code.is_none_or(|code| code != 0));
                assert!(!resumable || self.known.is_some() || self.shutdown);
                self.promised = retry_after.map(|_| resumable);
            }
        }
    }

    fn failed(&mut self, error: &GatewayError) {
        let cause = match error {
            GatewayError::Unreachable { attempts, .. } => {
                assert!(*attempts >= 5 && !self.ever_ready);
                "attempts"
            }
            GatewayError::SessionLimit(_) => {
                assert!(!self.ever_ready);
                "refused"
            }
            _ => "fatal code",
        };
        assert_eq!(self.excuse, Some(cause), "{error}");
        self.end = Some(End::Failed);
    }
}
