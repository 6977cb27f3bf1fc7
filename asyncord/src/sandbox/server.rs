//! The listener, and the router of everything behind it.

use std::{io, net::Ipv4Addr, time::Duration};

use axum::{Router, extract::DefaultBodyLimit, middleware, serve::ListenerExt};
use tokio::{net::TcpListener, task::JoinHandle, time::timeout};

use super::{
    SandboxError, gateway, guard, page, rest,
    world::{App, Shared},
};

/// How long requests and sockets get to end when the sandbox stops.
const GRACE: Duration = Duration::from_secs(3);

/// A server that runs until it is stopped or dropped.
pub(super) struct Server {
    pub(super) app: App,
    serving: Option<JoinHandle<io::Result<()>>>,
}

impl Server {
    /// Listens on a port of loopback, or on one that the system picks if it is 0.
    pub(super) async fn start(port: u16) -> Result<Self, SandboxError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => SandboxError::PortInUse { port, source },
            _ => SandboxError::Listen { port, source },
        };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let app = Shared::new(port);
        // Small frames must not wait for each other.
        let listener = listener.tap_io(|stream| {
            if let Err(error) = stream.set_nodelay(true) {
                tracing::debug!(%error, "cannot set TCP_NODELAY");
            }
        });
        let stopping = app.stopping.clone();
        let serving = axum::serve(listener, router(&app))
            .with_graceful_shutdown(async move { stopping.cancelled().await });
        let serving = tokio::spawn(serving.into_future());
        Ok(Self {
            app,
            serving: Some(serving),
        })
    }

    /// Ends the sockets and waits for the requests in flight, though not for long.
    pub(super) async fn stop(mut self) {
        self.app.stopping.cancel();
        self.app.sockets.close();
        let Some(mut serving) = self.serving.take() else {
            return;
        };
        let ended = timeout(GRACE, async {
            self.app.sockets.wait().await;
            (&mut serving).await
        });
        match ended.await {
            Ok(Ok(Err(error))) => tracing::warn!(%error, "the sandbox did not end cleanly"),
            Ok(_) => {}
            Err(_) => serving.abort(),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.app.stopping.cancel();
    }
}

fn router(app: &App) -> Router {
    Router::new()
        .merge(rest::routes(app))
        .merge(gateway::routes())
        .merge(page::routes())
        .fallback(rest::fallback)
        .method_not_allowed_fallback(rest::fallback)
        .layer(middleware::from_fn_with_state(app.clone(), guard::guard))
        // Bodies are read against our own limit.
        .layer(DefaultBodyLimit::disable())
        .with_state(app.clone())
}
