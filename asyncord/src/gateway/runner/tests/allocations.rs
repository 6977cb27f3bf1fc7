//! What an event costs that nobody wants: counted, so that it does not creep up.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use tokio::{runtime::Builder, sync::Notify};
use tokio_tungstenite::tungstenite::Utf8Bytes;
use url::Url;

use crate::gateway::{
    GatewayClient, Stopper,
    manager::run_shards_over,
    socket::{Connect, Incoming, Socket, SocketError, Traffic},
    testing::{ChannelSink, setup},
};

const BEGINNING: [&str; 2] = [
    r#"{"t":null,"s":null,"op":10,"d":{"heartbeat_interval":3600000}}"#,
    r#"{"t":"READY","s":1,"op":0,"d":{"session_id":"x","guilds":[]}}"#,
];
const UNWANTED: &str = r#"{"t":"UNWANTED","op":0,"d":{"id":"1","content":"nobody reads it"}}"#;

/// A socket over which as many events come as are ordered.
#[derive(Clone, Default)]
struct Flood {
    ordered: Arc<AtomicUsize>,
    wake: Arc<Notify>,
    come: usize,
}

impl Connect for Flood {
    type Socket = Self;

    fn connect(&self, _: Url) -> impl Future<Output = Result<Self, SocketError>> + Send + 'static {
        let socket = self.clone();
        async move { Ok(socket) }
    }
}

impl Socket for Flood {
    fn send(&mut self, _: String) -> Result<(), SocketError> {
        Ok(())
    }

    fn close(&mut self, _: u16) -> Result<(), SocketError> {
        Ok(())
    }

    async fn next(&mut self, _: bool) -> Result<Incoming, SocketError> {
        while self.come >= BEGINNING.len() && self.ordered.load(Ordering::Relaxed) == 0 {
            self.wake.notified().await;
        }
        if self.come >= BEGINNING.len() {
            self.ordered.fetch_sub(1, Ordering::Relaxed);
        }
        self.come += 1;
        Ok(Incoming::Message)
    }

    fn text(&self) -> &str {
        BEGINNING.get(self.come - 1).unwrap_or(&UNWANTED)
    }

    fn keep(&self) -> Utf8Bytes {
        self.text().into()
    }

    fn traffic(&self) -> Traffic {
        Traffic {
            wire: self.come as u64,
            plain: self.come as u64,
        }
    }
}

#[test]
fn an_event_that_nobody_wants_costs_no_allocation() {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .unwrap();
    let flood = Flood::default();
    let come = |events| {
        runtime.block_on(async {
            flood.ordered.store(events, Ordering::Relaxed);
            flood.wake.notify_one();
            while flood.ordered.load(Ordering::Relaxed) > 0 {
                tokio::task::yield_now().await;
            }
        });
    };
    let client = GatewayClient::new();
    let (sink, _events) = tokio::sync::mpsc::channel(10);
    runtime.block_on(async {
        let (client, connector) = (client.clone(), flood.clone());
        tokio::spawn(async move {
            let sink = Arc::new(ChannelSink(sink));
            let setup = setup("wss://gateway.test");
            run_shards_over(setup, &client, sink, &Stopper::default(), connector).await
        });
    });
    runtime.block_on(client.wait_until_ready());
    // What grows once does not count.
    come(1_000);
    let counted = allocation_counter::measure(|| come(1_000));
    // One or two are the runtime's own.
    assert!(counted.count_total < 5, "{}", counted.count_total);
}
