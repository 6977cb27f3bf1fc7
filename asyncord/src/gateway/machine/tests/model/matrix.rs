//! Every state beside every opcode, every close code, and silence.

use std::time::Duration;

use serde_json::{Value, json};

use super::{
    End, World,
    frames::Frame,
    link::{Link, Phase},
};

/// A way to a state of the machine, seen from outside.
type Way = fn() -> World;

const STATES: [(&str, Way); 20] = [
    ("new", World::new),
    ("new with a session", World::resuming),
    ("queued", || stepped(World::new(), 1)),
    ("connecting", || stepped(World::new(), 2)),
    ("connecting to resume", || stepped(World::resuming(), 1)),
    ("greeting", || until(World::new(), Phase::Opened)),
    ("greeting to resume", || {
        until(World::resuming(), Phase::Opened)
    }),
    ("holding", || holding(World::new())),
    ("identifying", || until(World::new(), Phase::Identified)),
    ("resuming", || until(World::resuming(), Phase::Resuming)),
    ("resuming, paused", || {
        let mut world = until(World::resuming(), Phase::Resuming);
        world.pause();
        world
    }),
    ("ready", World::ready),
    ("ready after a resume", || {
        until(World::resuming(), Phase::Live)
    }),
    ("ready, paused", || {
        let mut world = World::ready();
        world.pause();
        world
    }),
    ("waiting", || lost(World::ready())),
    ("queued again", || {
        let mut world = World::ready();
        world.says(Frame::Close(Some(4009)));
        stepped(world, 1)
    }),
    ("holding again", || {
        let mut world = World::ready();
        world.happens("A");
        world.says(Frame::Close(Some(4009)));
        holding(world)
    }),
    ("closing before another connection", || {
        let mut world = World::ready();
        world.restart(true);
        world
    }),
    ("closing at the end", || {
        let mut world = World::ready();
        world.shut_down(false);
        world
    }),
    ("ended", || {
        let mut world = World::new();
        world.shut_down(true);
        world
    }),
];

fn stepped(mut world: World, deadlines: u32) -> World {
    for step in 0..deadlines {
        match step {
            0 => world.next_deadline(),
            _ => world.grant(Duration::ZERO),
        }
    }
    world
}

fn until(mut world: World, phase: Phase) -> World {
    world.until_phase(phase);
    world
}

fn holding(world: World) -> World {
    let mut world = stepped(world, 1);
    world.grant(Duration::from_mins(5));
    world.open();
    world.hello(41_250);
    assert_eq!(world.phase(), Some(Phase::Greeted));
    world
}

fn lost(mut world: World) -> World {
    world.lost();
    world.next_deadline();
    world.unreachable();
    world
}

/// Does something in every state, and lets the world come to order after it.
fn everywhere(act: impl Fn(&mut World)) {
    for (name, state) in STATES {
        // Printed where a test fails.
        println!("{name}");
        let mut world = state();
        act(&mut world);
        world.ends_well();
    }
}

#[test]
fn every_state_leads_to_a_session() {
    everywhere(|_| ());
}

#[test]
fn every_opcode_in_every_state() {
    let payloads = [
        json!(null),
        json!(true),
        json!(false),
        json!(7),
        json!("x"),
        json!([]),
        json!({}),
        json!({"heartbeat_interval": 41_250}),
        json!({"heartbeat_interval": 0}),
        json!({"session_id": 1}),
    ];
    for op in (0..=14).chain([31, 43, 99, u64::MAX]) {
        for d in &payloads {
            everywhere(|world| match op {
                0 => world.says(Frame::Event {
                    name: None,
                    sequence: Some(900),
                    d: d.clone(),
                }),
                _ => world.says(Frame::Op(op, d.clone())),
            });
        }
    }
}

#[test]
fn every_kind_of_event_in_every_state() {
    let names = ["READY", "RESUMED", "GUILD_CREATE", "GUILD_DELETE", "X"];
    let good = json!({"session_id": "other", "resume_gateway_url": null, "id": "1"});
    for name in names {
        for sequence in [None, Some(0), Some(1), Some(5), Some(6), Some(500)] {
            for d in [&good, &json!({"id": 5, "unavailable": true}), &json!(null)] {
                everywhere(|world| {
                    world.spoils();
                    world.says(Frame::Event {
                        name: Some(name.to_owned()),
                        sequence,
                        d: d.clone(),
                    });
                });
            }
        }
    }
}

#[test]
fn what_is_no_frame_in_every_state() {
    let texts = [
        "",
        "null",
        "[]",
        "{}",
        "{\"op\":",
        r#"{"op":-1}"#,
        r#"{"op":"0"}"#,
        r#"{"op":0,"s":"1","t":"A","d":{}}"#,
        r#"{"op":0,"s":-1,"t":"A","d":{}}"#,
        r#"{"op":0,"s":1,"t":5,"d":{}}"#,
    ];
    for text in texts {
        everywhere(|world| world.says(Frame::Garbage(text.to_owned())));
    }
    for sequence in [None, Some(1), Some(6)] {
        everywhere(|world| {
            world.spoils();
            world.says(Frame::Oversized(sequence));
        });
    }
}

#[test]
fn every_close_code_in_every_state() {
    let codes = (1000..=1015).chain([3000, 4999]).chain(4000..=4015);
    for code in codes.map(Some).chain([None]) {
        everywhere(|world| {
            if let Link::Open(_) = world.link {
                world.says(Frame::Close(code));
                if world.end == Some(End::Failed) {
                    assert!(matches!(code, Some(4004 | 4010..=4014)));
                }
            }
        });
    }
}

#[test]
fn silence_in_every_state() {
    for seconds in [1, 5, 20, 41, 60, 90, 121, 200, 600, 7200] {
        for acknowledge in [false, true] {
            everywhere(|world| {
                let ended = world.ended;
                let begun = world.phase().is_some_and(|phase| phase != Phase::Live);
                let paused = !world.script.machine.wants_frames();
                world.pass(Duration::from_secs(seconds), acknowledge);
                if begun && seconds > 330 && !paused {
                    assert!(world.ended > ended, "it waits for ever");
                }
            });
        }
    }
    // The process stood still: one timer after hours.
    everywhere(|world| {
        world.script.now += Duration::from_hours(7);
        world.timer();
    });
}

#[test]
fn each_wait_ends_in_its_time() {
    let waits: [(Way, u64); 6] = [
        (|| stepped(World::new(), 2), 60),
        (|| until(World::new(), Phase::Opened), 20),
        (|| until(World::resuming(), Phase::Opened), 20),
        (|| until(World::new(), Phase::Identified), 120),
        (|| until(World::resuming(), Phase::Resuming), 60),
        // A first heartbeat within an interval, and one interval for its answer.
        (World::ready, 83),
    ];
    for (state, seconds) in waits {
        let mut world = state();
        let begun = world.phase();
        // Heartbeats are answered, or it is the heart that gives up; but not where only it can.
        let acknowledge = begun != Some(Phase::Live);
        world.pass(Duration::from_secs(seconds), acknowledge);
        assert_eq!(world.ended, 1, "{begun:?} after {seconds} s");
        world.ends_well();
    }
}

#[test]
fn everything_that_the_program_may_want_in_every_state() {
    for keep in [false, true] {
        everywhere(|world| world.restart(keep));
        everywhere(|world| world.shut_down(keep));
        everywhere(|world| {
            world.shut_down(keep);
            world.says(Frame::Oversized(Some(9)));
            world.says(Frame::Op(7, Value::Null));
            world.restart(true);
            world.pass(Duration::from_secs(6), false);
            assert_eq!(world.end, Some(End::Told));
        });
        everywhere(|world| {
            world.pause();
            world.restart(keep);
            world.pass(Duration::from_mins(30), true);
        });
    }
    everywhere(World::lost);
    everywhere(World::unreachable);
    everywhere(World::refuse);
    everywhere(|world| world.presence(1));
    everywhere(|world| world.command(true, true, None));
    everywhere(|world| {
        let later = world.now() + Duration::from_secs(30);
        world.command(false, false, Some(later));
    });
}
