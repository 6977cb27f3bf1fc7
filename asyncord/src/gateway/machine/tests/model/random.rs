//! Random sequences of what server, network, queue and program may do, and of time.

use std::time::Duration;

use proptest::{collection::vec, option, prelude::*};
use serde_json::{Value, json};

use super::{
    World,
    frames::Frame,
    link::{Conn, Link, Phase},
};

#[derive(Clone, Debug)]
enum Step {
    Pass { millis: u64, acknowledge: bool },
    StandStill(u64),
    Answer(u8),
    Open,
    Unreachable,
    Hello(u64),
    Op(u64, Value),
    Happens(&'static str),
    TooLarge,
    Repeat(usize),
    Stray(&'static str, Option<u64>, bool),
    Garbage,
    Oversized(Option<u64>),
    Close(Option<u16>),
    Lost,
    BreakAfter(u32),
    Expire,
    Pause,
    Unpause,
    Command(bool, bool, Option<u64>),
    Burst(u64),
    AskAgain(u64, u64),
    StopWaiting,
    Presence(u32),
    Restart(bool),
    ShutDown(bool),
    Grant(u64),
    Refuse,
    Postpone(u64),
    Draw(f64),
}

fn payload() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(false)),
        Just(json!({})),
        (0..100_000_u64).prop_map(|ms| json!({"heartbeat_interval": ms})),
    ]
}

fn code() -> impl Strategy<Value = Option<u16>> {
    let code = prop_oneof![
        10 => 1000..=1015_u16,
        10 => 4000..=4003_u16,
        20 => 4005..=4009_u16,
        1 => 4004..=4015_u16,
        2 => Just(3000_u16),
    ];
    option::weighted(0.8, code)
}

fn time() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 0..2_000_u64,
        4 => 2_000..50_000_u64,
        2 => 50_000..400_000_u64,
        1 => 400_000..8_000_000_u64,
    ]
}

fn event() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        6 => Just("A"),
        1 => Just("GUILD_CREATE"),
        1 => Just("GUILD_DELETE"),
    ]
}

/// What the server does when it is asked for something, or on its own.
fn server() -> impl Strategy<Value = Step> {
    prop_oneof![
        30 => (1..6_u8).prop_map(Step::Answer),
        4 => Just(Step::Open),
        2 => prop_oneof![Just(5_000), Just(41_250), Just(3_600_000), Just(1_000)].prop_map(Step::Hello),
        4 => (0..=14_u64, payload()).prop_map(|(op, d)| Step::Op(op.max(1), d)),
        1 => Just(Step::Op(99, json!([1]))),
        12 => event().prop_map(Step::Happens),
        2 => Just(Step::TooLarge),
        3 => any::<usize>().prop_map(Step::Repeat),
        2 => (
            prop_oneof![Just("READY"), Just("RESUMED"), Just("A"), Just("")],
            option::of(0..60_u64),
            any::<bool>(),
        )
            .prop_map(|(name, sequence, good)| Step::Stray(name, sequence, good)),
        1 => Just(Step::Garbage),
        1 => option::of(0..60_u64).prop_map(Step::Oversized),
        4 => code().prop_map(Step::Close),
        1 => Just(Step::Expire),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        30 => server(),
        8 => (time(), any::<bool>())
            .prop_map(|(millis, acknowledge)| Step::Pass { millis, acknowledge }),
        1 => time().prop_map(Step::StandStill),
        2 => Just(Step::Unreachable),
        3 => Just(Step::Lost),
        1 => (0..6_u32).prop_map(Step::BreakAfter),
        1 => Just(Step::Pause),
        2 => Just(Step::Unpause),
        4 => (any::<bool>(), any::<bool>(), option::weighted(0.2, 0..60_000_u64))
            .prop_map(|(request, waits, later)| Step::Command(request, waits, later)),
        1 => (1..200_u64).prop_map(Step::Burst),
        1 => (any::<u64>(), 0..60_000_u64).prop_map(|(which, later)| Step::AskAgain(which, later)),
        1 => Just(Step::StopWaiting),
        3 => any::<u32>().prop_map(Step::Presence),
        1 => any::<bool>().prop_map(Step::Restart),
        2 => (0..300_000_u64).prop_map(Step::Grant),
        1 => Just(Step::Refuse),
        1 => (0..300_000_u64).prop_map(Step::Postpone),
        1 => (0.0..=1.0).prop_map(Step::Draw),
    ]
}

impl World {
    /// The server has sent numbers that are not its session's.
    pub(super) fn spoils(&mut self) {
        for log in self.server.sessions.values_mut() {
            log.spoilt = true;
        }
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Pass {
                millis,
                acknowledge,
            } => {
                self.pass(Duration::from_millis(millis), acknowledge);
            }
            Step::StandStill(millis) => {
                self.script.now += Duration::from_millis(millis);
                self.timer();
            }
            Step::Answer(times) => {
                for _ in 0..times {
                    if !self.answer() {
                        self.next_deadline();
                    }
                }
            }
            Step::Open => self.open(),
            Step::Unreachable => self.unreachable(),
            Step::Hello(interval) => self.hello(interval),
            Step::Op(op, d) => self.says(Frame::Op(op, d)),
            Step::Happens(name) => self.happens(name),
            Step::TooLarge => self.too_large(),
            Step::Repeat(which) => self.repeats(which),
            Step::Stray(name, sequence, good) => self.stray(name, sequence, good),
            Step::Garbage => self.says(Frame::Garbage("{".to_owned())),
            Step::Oversized(sequence) => {
                self.spoils();
                self.says(Frame::Oversized(sequence));
            }
            Step::Close(code) => {
                if let Link::Open(_) = self.link {
                    self.says(Frame::Close(code));
                }
            }
            Step::Lost => self.lost(),
            Step::BreakAfter(sends) => self.sends_left = Some(sends),
            Step::Expire => self.server.expire(),
            Step::Pause => self.pause(),
            Step::Unpause => self.unpause(),
            Step::Grant(millis) => self.grant(Duration::from_millis(millis)),
            Step::Refuse => self.refuse(),
            Step::Postpone(millis) => self.postpone(Duration::from_millis(millis)),
            Step::Draw(random) => self.script.draws(random),
            step => self.program(step),
        }
    }

    fn program(&mut self, step: Step) {
        let after = |millis| self.script.now + Duration::from_millis(millis);
        match step {
            Step::Command(request, waits, later) => {
                let later = later.map(after);
                self.command(request, waits, later);
                self.drain();
            }
            Step::Burst(count) => {
                for _ in 0..count {
                    self.command(false, false, None);
                    self.drain();
                }
            }
            Step::AskAgain(which, later) => {
                let later = after(later);
                self.ask_again(which % 1000, later);
            }
            Step::StopWaiting => self.stop_waiting(),
            Step::Presence(number) => self.presence(number),
            Step::Restart(keep) => self.restart(keep),
            Step::ShutDown(keep) => self.shut_down(keep),
            step => unreachable!("{step:?} is none of the program's"),
        }
    }

    fn too_large(&mut self) {
        let Link::Open(conn) = &self.link else {
            return;
        };
        if let (Phase::Live, Some(session)) = (conn.phase, conn.session.clone()) {
            let sequence = self.server.log(&session).add("GUILD_CREATE");
            self.server
                .log(&session)
                .entries
                .last_mut()
                .unwrap()
                .oversized = true;
            self.says(Frame::Oversized(Some(sequence)));
        }
    }

    /// The server sends an event of the session a second time.
    fn repeats(&mut self, which: usize) {
        let Link::Open(conn) = &self.link else {
            return;
        };
        let Some(session) = conn.session.clone() else {
            return;
        };
        let entries = &self.server.log(&session).entries;
        let entry = &entries[which % entries.len()];
        let frame = Frame::Event {
            name: Some(entry.name.clone()),
            sequence: Some(entry.sequence),
            d: json!({"id": "1"}),
        };
        if conn_lives(&self.link) {
            self.says(frame);
        }
    }

    /// The server sends what it should not.
    fn stray(&mut self, name: &str, sequence: Option<u64>, good: bool) {
        self.spoils();
        let begins = |conn: &Conn| {
            matches!(conn.phase, Phase::Identified | Phase::Resuming) && conn.session.is_none()
        };
        if good && name == "READY" && matches!(&self.link, Link::Open(conn) if begins(conn)) {
            let session = self.server.make();
            return self.begins(session);
        }
        self.says(Frame::Event {
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            sequence,
            d: if good {
                json!({"session_id": "stray", "id": "1"})
            } else {
                json!(null)
            },
        });
    }
}

fn conn_lives(link: &Link) -> bool {
    matches!(link, Link::Open(conn) if conn.phase == Phase::Live)
}

/// `MODEL_CASES=100000` for a long run.
fn cases() -> ProptestConfig {
    let cases = std::env::var("MODEL_CASES").ok();
    let cases = cases.and_then(|cases| cases.parse().ok()).unwrap_or(1_000);
    ProptestConfig {
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..ProptestConfig::with_cases(cases)
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_happens_it_ends_in_a_session_or_for_a_reason(
        stored in any::<bool>(),
        ready in any::<bool>(),
        steps in vec(step(), 0..80),
        stop in option::weighted(0.2, any::<bool>()),
    ) {
        let mut world = if stored { World::resuming() } else { World::new() };
        if ready {
            world.until_phase(Phase::Live);
        }
        for step in steps {
            world.step(step);
        }
        if let Some(keep) = stop {
            world.step(Step::ShutDown(keep));
            world.step(Step::Op(7, Value::Null));
            world.step(Step::Oversized(Some(1)));
        }
        world.ends_well();
    }
}
