//! Whose shard a line of the log is about.

use std::{
    fmt::{Debug, Write},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
};

use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

use crate::gateway::{
    Sharding,
    testing::{World, setup},
};

/// Writes events down, each with the spans that it is in.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Written>>);

#[derive(Default)]
struct Written {
    spans: Vec<String>,
    entered: Vec<u64>,
    lines: Vec<String>,
    next: AtomicU64,
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("asyncord")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(span.metadata().name().to_owned());
        span.record(&mut fields);
        let mut written = crate::lock(&self.0);
        written.spans.push(fields.0);
        Id::from_u64(written.next.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        let mut written = crate::lock(&self.0);
        let spans: Vec<_> = written
            .entered
            .iter()
            .map(|id| written.spans[usize::try_from(*id).unwrap() - 1].as_str())
            .collect();
        let line = format!("{}:{}", spans.join(" "), fields.0);
        written.lines.push(line);
    }

    fn enter(&self, span: &Id) {
        crate::lock(&self.0).entered.push(span.into_u64());
    }

    fn exit(&self, _: &Id) {
        crate::lock(&self.0).entered.pop();
    }
}

#[tokio::test(start_paused = true)]
async fn lines_of_a_shard_name_it_and_its_group() {
    let log = Log::default();
    let _guard = tracing::subscriber::set_default(log.clone());
    let mut lines = Vec::new();
    // Other tests' threads, which have no log, may switch a place of the source off for a moment.
    for _ in 0..10 {
        tracing::callsite::rebuild_interest_cache();
        let world = World::new([]);
        let mut setup = setup("wss://gateway.test");
        let options = std::mem::take(&mut setup.options);
        setup.options = options.sharding(Sharding::fixed(2));
        let bot = world.start(setup, 100);
        bot.client.wait_until_ready().await;
        bot.stop(false).await;
        lines.append(&mut crate::lock(&log.0).lines);
    }
    for shard in ["0/2", "1/2"] {
        let line = format!("shard group=\"test\" shard={shard}: message=session started");
        assert!(lines.contains(&line), "{line} in {lines:#?}");
    }
}
