//! What was decoded ahead of the queue.

use std::{
    any::{Any, TypeId},
    sync::Arc,
};

/// A dispatch as the events it was decoded as for those that wait, so that handlers of the same types
/// need not decode it again.
#[derive(Default)]
pub(crate) struct Early(Vec<(TypeId, Arc<dyn Any + Send + Sync>)>);

impl Early {
    /// The dispatch as an `E`, if somebody waited for that.
    ///
    /// Nobody else holds it if no wait took it.
    pub(crate) fn take<E: Any + Send + Sync>(&mut self) -> Option<Arc<E>> {
        let wanted = TypeId::of::<E>();
        let at = self.0.iter().position(|(event, _)| *event == wanted)?;
        self.0.swap_remove(at).1.downcast().ok()
    }

    pub(super) fn put<E: Any + Send + Sync>(&mut self, event: Arc<E>) {
        self.0.push((TypeId::of::<E>(), event));
    }
}
