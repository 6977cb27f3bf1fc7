//! Runs a workload through a limiter, against the simulated server.

use std::{
    future::Future,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep, sleep_until, timeout};

use super::server::{Asked, Counts, Reply, Server, World};

/// A limiter that is tried.
pub trait Subject: Clone + Send + Sync + 'static {
    /// A request's place in all queues.
    type Ticket: Copy + Send + Ord;
    /// What lets a request go.
    type Permit: Send;

    /// The next ticket.
    fn ticket(&self) -> Self::Ticket;
    /// Waits until it may go.
    fn acquire(
        &self,
        task: &Task,
        ticket: Self::Ticket,
    ) -> impl Future<Output = Self::Permit> + Send;
    /// It is sent now. A permit that is dropped afterwards is that of a request that may have arrived.
    fn send(&self, permit: &mut Self::Permit);
    /// `None`: the answer was lost.
    fn complete(&self, permit: Self::Permit, reply: Option<Reply>);
}

/// A request of a workload.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// When it is asked for, from the start.
    pub at: Duration,
    /// What is asked for.
    pub operation: usize,
    /// The top-level resource.
    pub major: u64,
    /// Which of the operation's buckets counts it.
    pub variant: usize,
    /// How long whoever asks waits before giving up.
    pub patience: Option<Duration>,
    /// Whether it is given up just before it is sent.
    pub unsent: bool,
}

/// What became of one request.
#[derive(Clone, Copy, Debug)]
pub struct Done {
    /// The request.
    pub task: Task,
    /// How long it waited before it was let go for the first time; `None` if it was given up.
    pub waited: Option<Duration>,
}

/// What became of a workload.
#[derive(Debug)]
pub struct Report {
    /// How often the server refused.
    pub counts: Counts,
    /// What an avoidable refusal was about.
    pub avoidable: Option<String>,
    /// From the start to the last answer.
    pub took: Duration,
    /// In the order in which requests were let go for the first time.
    pub done: Vec<Done>,
    /// How many requests of one operation and resource were let go before one that had come earlier.
    pub overtaken: usize,
}

/// Runs a workload to its end.
///
/// # Panics
///
/// If it does not end: someone waits who is never woken.
pub async fn run<S: Subject>(subject: &S, world: &World, tasks: &[Task]) -> Report {
    let start = Instant::now();
    let server = Arc::new(Mutex::new(Server::new(world.clone())));
    let went = Arc::new(Mutex::new(Vec::with_capacity(tasks.len())));
    let handles: Vec<_> = tasks
        .iter()
        .map(|&task| {
            let one = One {
                subject: subject.clone(),
                server: server.clone(),
                went: went.clone(),
                has_gone: AtomicBool::new(false),
            };
            tokio::spawn(async move {
                sleep_until(start + task.at).await;
                match task.patience {
                    None => one.go(task).await,
                    Some(patience) => {
                        let given_up = timeout(patience, one.go(task)).await.is_err();
                        if given_up && !one.has_gone.load(Ordering::Relaxed) {
                            one.went
                                .lock()
                                .unwrap()
                                .push((None, Done { task, waited: None }));
                        }
                    }
                }
            })
        })
        .collect();
    let all = async {
        for handle in handles {
            handle.await.unwrap();
        }
    };
    let ended = timeout(Duration::from_hours(24), all).await;
    let took = start.elapsed();
    let (counts, avoidable) = {
        let mut server = server.lock().unwrap();
        (server.counts, server.avoidable.take())
    };
    let went = std::mem::take(&mut *went.lock().unwrap());
    assert!(ended.is_ok(), "{} of {} went", went.len(), tasks.len());
    Report {
        counts,
        avoidable,
        took,
        overtaken: overtaken::<S>(&went),
        done: went.into_iter().map(|(_, done)| done).collect(),
    }
}

fn overtaken<S: Subject>(went: &[(Option<S::Ticket>, Done)]) -> usize {
    let mut last = std::collections::HashMap::new();
    let mut overtaken = 0;
    for (ticket, Done { task, .. }) in went {
        let Some(ticket) = ticket else { continue };
        let last = last.entry((task.operation, task.major)).or_insert(*ticket);
        overtaken += usize::from(*last > *ticket);
        *last = (*last).max(*ticket);
    }
    overtaken
}

/// In the order in which they went; without a ticket those that were given up.
type Went<T> = Arc<Mutex<Vec<(Option<T>, Done)>>>;

struct One<S: Subject> {
    subject: S,
    server: Arc<Mutex<Server>>,
    went: Went<S::Ticket>,
    has_gone: AtomicBool,
}

impl<S: Subject> One<S> {
    async fn go(&self, task: Task) {
        let asked_at = Instant::now();
        let ticket = self.subject.ticket();
        loop {
            let mut permit = self.subject.acquire(&task, ticket).await;
            let went = Instant::now();
            if !self.has_gone.swap(true, Ordering::Relaxed) {
                let waited = Some(went - asked_at);
                self.went
                    .lock()
                    .unwrap()
                    .push((Some(ticket), Done { task, waited }));
            }
            if task.unsent {
                return;
            }
            self.subject.send(&mut permit);
            let asked = Asked {
                operation: task.operation,
                major: task.major,
                variant: task.variant,
                went,
            };
            // Whoever gives up on the way loses the answer.
            let mut loss = Loss {
                server: &self.server,
                asked,
                armed: true,
            };
            let there = self.server().latency();
            sleep(there).await;
            let reply = self.server().ask(&asked);
            let (back, is_lost) = {
                let mut server = self.server();
                (server.latency(), server.loses())
            };
            sleep(back).await;
            loss.armed = is_lost;
            drop(loss);
            if is_lost {
                self.subject.complete(permit, None);
                return;
            }
            self.server().delivered(&reply);
            let refused = reply.refused.is_some();
            self.subject.complete(permit, Some(reply));
            if !refused {
                return;
            }
        }
    }

    fn server(&self) -> std::sync::MutexGuard<'_, Server> {
        self.server.lock().unwrap()
    }
}

struct Loss<'a> {
    server: &'a Mutex<Server>,
    asked: Asked,
    armed: bool,
}

impl Drop for Loss<'_> {
    fn drop(&mut self) {
        if self.armed {
            self.server.lock().unwrap().lost(&self.asked);
        }
    }
}
