//! What the shards of a bot show of themselves.

use std::{
    collections::BTreeMap,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use super::{
    super::{PresenceUpdate, SendError, machine::PresenceSource},
    ShardInfo, Shared,
    line::Line,
};

/// What is shown.
#[derive(Clone)]
pub(crate) enum Shown {
    /// The same on all shards.
    Same(PresenceUpdate),
    /// What each shard makes of it.
    Template(Arc<dyn Fn(&ShardInfo) -> PresenceUpdate + Send + Sync>),
}

impl Shown {
    pub(crate) fn template<P: Into<PresenceUpdate>>(
        template: impl Fn(&ShardInfo) -> P + Send + Sync + 'static,
    ) -> Self {
        Self::Template(Arc::new(move |info| template(info).into()))
    }

    fn of(&self, info: &ShardInfo) -> PresenceUpdate {
        match self {
            Self::Same(presence) => presence.clone(),
            Self::Template(template) => template(info),
        }
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same(presence) => presence.fmt(f),
            Self::Template(_) => f.write_str("Template"),
        }
    }
}

/// The presence of all shards, and of single ones.
#[derive(Debug, Default)]
pub(in crate::gateway) struct Board {
    all: Option<Shown>,
    single: BTreeMap<u32, PresenceUpdate>,
}

impl Board {
    /// Sets what all show; what they showed before.
    pub(in crate::gateway) fn set(&mut self, shown: Shown) -> Option<Shown> {
        self.single.clear();
        self.all.replace(shown)
    }

    /// Sets what is shown unless something is shown already.
    pub(in crate::gateway) fn set_default(&mut self, shown: Shown) {
        self.all.get_or_insert(shown);
    }

    pub(in crate::gateway) fn set_single(&mut self, shard: u32, presence: PresenceUpdate) {
        self.single.insert(shard, presence);
    }

    fn of(&self, info: &ShardInfo) -> Result<Option<PresenceUpdate>, Shown> {
        if let Some(presence) = self.single.get(&info.id.number()) {
            return Ok(Some(presence.clone()));
        }
        match &self.all {
            None => Ok(None),
            // Code of the user's: it runs when the lock is let go.
            Some(shown) => Err(shown.clone()),
        }
    }
}

/// What a shard shows, as JSON.
pub(super) fn encode(shared: &Shared, info: &ShardInfo) -> Result<Option<String>, SendError> {
    let found = crate::lock(&shared.presence).of(info);
    let presence = found.unwrap_or_else(|shown| Some(shown.of(info)));
    presence.map(|presence| presence.encode()).transpose()
}

/// Where a shard's machine asks what to show.
pub(in crate::gateway) fn source(shared: &Arc<Shared>, line: &Arc<Line>) -> PresenceSource {
    let (shared, line) = (Arc::clone(shared), Arc::clone(line));
    Box::new(move || {
        let info = line.info();
        // A template is the user's code: its panic must not cost the shard.
        let encoded = catch_unwind(AssertUnwindSafe(|| encode(&shared, &info)));
        let error = match encoded {
            Ok(Ok(presence)) => return presence,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "its template panicked".to_owned(),
        };
        tracing::error!(shard = %line.id, error, "the presence is not shown");
        None
    })
}
