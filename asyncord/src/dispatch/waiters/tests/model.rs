//! Random histories against a model that is too simple to be wrong.

use std::{
    collections::VecDeque,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    task::Poll,
};

use super::{Either, Numbered, is_forgotten, numbered, other, poll_now, waiters};
use crate::dispatch::waiters::{Events, WaitError, WaitFor, Waiters};

#[test]
fn random_histories_go_as_the_model_says() {
    for seed in 0..300 {
        let history = AssertUnwindSafe(|| {
            let mut history = History::new(seed);
            for _ in 0..200 {
                history.step();
                history.check();
            }
            history.waits.clear();
            history.streams.clear();
            assert!(is_forgotten(&history.waiters));
        });
        if let Err(panic) = catch_unwind(history) {
            eprintln!("it was the history of seed {seed}");
            resume_unwind(panic);
        }
    }
}

/// A wait, with what it must give.
struct ModelWait {
    wait: WaitFor<Numbered>,
    divisor: u64,
    given: Option<Result<u64, WaitError>>,
}

/// A stream, with what it must hold. `None` stands for the event without a number.
struct ModelStream {
    events: Events<Either>,
    divisor: Option<u64>,
    capacity: usize,
    unread: VecDeque<Option<u64>>,
    missed: u64,
}

impl ModelStream {
    fn push(&mut self, number: Option<u64>) {
        if passes(number, self.divisor) {
            self.unread.push_back(number);
            self.trim();
        }
    }

    fn trim(&mut self) {
        while self.unread.len() > self.capacity {
            self.unread.pop_front();
            self.missed += 1;
        }
    }
}

/// The event without a number passes every filter.
fn passes(number: Option<u64>, divisor: Option<u64>) -> bool {
    match (number, divisor) {
        (Some(number), Some(divisor)) => number.is_multiple_of(divisor),
        _ => true,
    }
}

fn number(event: &Either) -> Option<u64> {
    match event {
        Either::Numbered(event) => Some(event.number),
        Either::Other(_) => None,
    }
}

struct History {
    random: fastrand::Rng,
    waiters: Waiters,
    waits: Vec<ModelWait>,
    streams: Vec<ModelStream>,
    closed: bool,
}

impl History {
    fn new(seed: u64) -> Self {
        Self {
            random: fastrand::Rng::with_seed(seed),
            waiters: waiters(),
            waits: Vec::new(),
            streams: Vec::new(),
            closed: false,
        }
    }

    fn step(&mut self) {
        match self.random.u16(..400) {
            0..60 => self.begin_wait(),
            60..80 => self.begin_stream(),
            80..240 => {
                let number = self.random.u64(..100);
                self.deliver(Some(number));
            }
            240..260 => self.deliver(None),
            260..300 if !self.waits.is_empty() => {
                self.waits
                    .swap_remove(self.random.usize(..self.waits.len()));
            }
            300..340 if !self.waits.is_empty() => self.poll_wait(),
            340..372 if !self.streams.is_empty() => self.read(),
            372..384 if !self.streams.is_empty() => self.set_up(),
            384..392 if !self.streams.is_empty() => {
                self.streams
                    .swap_remove(self.random.usize(..self.streams.len()));
            }
            399 => self.close(),
            _ => {}
        }
    }

    fn begin_wait(&mut self) {
        let divisor = self.random.u64(1..5);
        let predicate = move |event: &Numbered| event.number.is_multiple_of(divisor);
        self.waits.push(ModelWait {
            wait: self.waiters.wait_for(predicate),
            divisor,
            given: self.closed.then_some(Err(WaitError::Stopped)),
        });
    }

    fn begin_stream(&mut self) {
        let capacity = self.random.usize(1..4);
        self.streams.push(ModelStream {
            events: self.waiters.events().buffer(capacity),
            divisor: None,
            capacity,
            unread: VecDeque::new(),
            missed: 0,
        });
    }

    fn deliver(&mut self, number: Option<u64>) {
        self.waiters.deliver(&number.map_or_else(other, numbered));
        if self.closed {
            return;
        }
        for stream in &mut self.streams {
            stream.push(number);
        }
        let Some(number) = number else { return };
        for wait in &mut self.waits {
            if wait.given.is_none() && number.is_multiple_of(wait.divisor) {
                wait.given = Some(Ok(number));
            }
        }
    }

    fn poll_wait(&mut self) {
        let at = self.random.usize(..self.waits.len());
        let wait = &mut self.waits[at];
        let found = poll_now(&mut wait.wait).map(|given| given.map(|event| event.number));
        match wait.given.take() {
            None => assert!(found.is_pending()),
            Some(given) => {
                assert_eq!(found, Poll::Ready(given));
                self.waits.swap_remove(at);
            }
        }
    }

    fn read(&mut self) {
        let at = self.random.usize(..self.streams.len());
        let stream = &mut self.streams[at];
        let found = poll_now(stream.events.next()).map(|event| event.map(|event| number(&event)));
        let expected = match stream.unread.pop_front() {
            Some(number) => Poll::Ready(Some(number)),
            None if self.closed => Poll::Ready(None),
            None => Poll::Pending,
        };
        assert_eq!(found, expected);
    }

    /// Gives a stream a filter and another size.
    fn set_up(&mut self) {
        let mut stream = self
            .streams
            .swap_remove(self.random.usize(..self.streams.len()));
        if stream.divisor.is_none() {
            let divisor = Some(self.random.u64(1..4));
            let filter = move |event: &Either| passes(number(event), divisor);
            stream.events = stream.events.filter(filter);
            stream.divisor = divisor;
            stream.unread.retain(|number| passes(*number, divisor));
        }
        stream.capacity = self.random.usize(1..4);
        stream.events = stream.events.buffer(stream.capacity);
        stream.trim();
        self.streams.push(stream);
    }

    fn close(&mut self) {
        self.waiters.close();
        self.closed = true;
        for wait in &mut self.waits {
            wait.given.get_or_insert(Err(WaitError::Stopped));
        }
    }

    fn check(&self) {
        let waiting = self.waits.iter().filter(|wait| wait.given.is_none());
        let streams = if self.closed { 0 } else { self.streams.len() };
        let all = waiting.count() + streams;
        assert_eq!(self.waiters.len(), all);
        assert_eq!(self.waiters.wants("NUMBERED"), all > 0);
        assert_eq!(self.waiters.wants("OTHER"), streams > 0);
        for stream in &self.streams {
            assert_eq!(stream.events.missed(), stream.missed);
        }
    }
}
