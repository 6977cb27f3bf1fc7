//! Control over a running sandbox from the program that runs it.

use std::time::Duration;

use crate::id::{Id, marker::ApplicationMarker};

use super::{
    Fault, LogEntry, RateLimitMode, Sandbox, Snapshot, SnapshotError,
    gateway::{self, Sessions},
};

/// Its world, its clock, what goes wrong in it, and what happened on the wire.
impl Sandbox {
    /// The world as it is now.
    ///
    /// # Panics
    ///
    /// Never: a world can always be written.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot::of(&self.server.app.world().store).expect("the store is plain data")
    }

    /// Goes on with the world of a snapshot; all bots have to identify anew, and the log begins anew.
    ///
    /// # Errors
    ///
    /// If the snapshot cannot be read, which only happens to those of other versions.
    pub fn restore(&self, snapshot: &Snapshot) -> Result<(), SnapshotError> {
        self.server.app.restore(snapshot)
    }

    /// Goes back to the world of the start; all bots have to identify anew, and the log begins anew.
    ///
    /// # Errors
    ///
    /// As [`Sandbox::restore`], if it began with a snapshot.
    pub fn reset(&self) -> Result<(), SnapshotError> {
        self.server.app.reset()
    }

    /// What the sandbox's clock shows, in milliseconds of Unix time.
    pub fn now(&self) -> u64 {
        self.server.app.world().store.clock.now()
    }

    /// Puts the clock forward: what is due by then happens, as threads that are archived and polls that
    /// end.
    pub fn put_clock_forward(&self, by: Duration) {
        let ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.server.app.put_clock_forward(ms);
    }

    /// Lets something go wrong from now on, and says its number.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), asyncord::sandbox::SandboxError> {
    /// use asyncord::sandbox::{Fault, FaultEffect, Sandbox};
    ///
    /// let sandbox = Sandbox::builder().start().await?;
    /// let mut fault = Fault::new(FaultEffect::Status { status: 503, body: None });
    /// fault.operation = Some("POST /channels/{channel_id}/messages".to_owned());
    /// fault.times = Some(2);
    /// sandbox.add_fault(fault);
    /// // The bot's next two messages fail.
    /// # Ok(())
    /// # }
    /// ```
    pub fn add_fault(&self, fault: Fault) -> u64 {
        self.server.app.faults.add(fault)
    }

    /// Ends the fault with this number, if it has not ended by itself.
    pub fn end_fault(&self, id: u64) {
        self.server.app.faults.remove(Some(id));
    }

    /// Ends all faults.
    pub fn end_faults(&self) {
        self.server.app.faults.remove(None);
    }

    /// Puts other rate limits in force.
    pub fn set_rate_limits(&self, mode: RateLimitMode) {
        self.server.app.set_rate_limits(mode);
    }

    /// The last things that happened on the wire, the oldest first: calls of bots and people, what
    /// went over the gateway or was withheld, and what was sent to applications over HTTP. Some
    /// thousands of entries are kept.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), asyncord::sandbox::SandboxError> {
    /// use asyncord::sandbox::{LogKind, Sandbox};
    ///
    /// let sandbox = Sandbox::builder().start().await?;
    /// // … after a bot has run:
    /// for entry in sandbox.log() {
    ///     if let LogKind::Call(call) = entry.kind {
    ///         println!("{} {} {:?}", call.status, call.path, call.why);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn log(&self) -> Vec<LogEntry> {
        self.log_after(0)
    }

    /// As [`Sandbox::log`], with only the entries after the one with this id.
    pub fn log_after(&self, id: u64) -> Vec<LogEntry> {
        self.server.app.inspector.entries(Some(id), usize::MAX)
    }

    /// Breaks the gateway connections of one bot or of all, as a network does, and says how many; with a
    /// code they are closed with it. The sessions can be resumed.
    pub fn cut(&self, bot: Option<Id<ApplicationMarker>>, close_code: Option<u16>) -> usize {
        self.act(|sessions| sessions.cut(bot, close_code))
    }

    /// Asks the clients of one bot or of all to connect anew (opcode 7), and says how many.
    pub fn reconnect(&self, bot: Option<Id<ApplicationMarker>>) -> usize {
        self.act(|sessions| sessions.reconnect(bot))
    }

    /// Tells the clients of one bot or of all that their session is invalid (opcode 9), and says how many.
    pub fn invalidate_sessions(
        &self,
        bot: Option<Id<ApplicationMarker>>,
        resumable: bool,
    ) -> usize {
        self.act(|sessions| sessions.invalidate(bot, resumable))
    }

    /// Closes all connections of the gateway; the sessions can be resumed or are lost.
    pub fn restart_gateway(&self, keeps_sessions: bool) {
        self.server.app.restart_gateway(keeps_sessions);
        self.act(|_| 0);
    }

    fn act(&self, act: impl FnOnce(&mut Sessions) -> usize) -> usize {
        let mut world = self.server.app.world();
        let count = act(&mut world.sessions);
        gateway::settle(&mut world);
        gateway::announce(&world);
        count
    }
}
