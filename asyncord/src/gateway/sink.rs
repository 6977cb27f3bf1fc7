//! Where a shard puts the events it received.

use std::pin::Pin;

use crate::event::RawEvent;

/// Takes the events of a shard.
///
/// The shard never waits in here: when the sink is full, it holds the event it could not hand over, stops
/// reading its socket and goes on with heartbeats and commands.
pub(crate) trait EventSink: Send + Sync + 'static {
    /// Whether anyone wants events called `name`; if not, they are dropped undecoded.
    fn wants(&self, name: &str) -> bool;

    /// Takes an event, or gives it back if the byte budget is full.
    fn try_send(&self, event: RawEvent) -> Result<(), RawEvent>;

    /// Resolves when there is room again, at once if there is room already. It may resolve too early; the
    /// shard then tries again.
    fn ready(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}
