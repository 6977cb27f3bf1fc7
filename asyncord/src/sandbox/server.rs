//! The listener, and the router of everything behind it.

use std::{io, sync::LazyLock, time::Duration};

use axum::{Extension, Router, extract::DefaultBodyLimit, middleware};
use tokio::{net::TcpListener, task::JoinHandle, time::timeout};

use super::{
    SandboxError, fault, gateway, guard, inspector,
    listener::{Connections, Cut},
    options::Options,
    outgoing, page, rest,
    world::{App, Shared},
};

/// How long requests and sockets get to end when the sandbox stops.
const GRACE: Duration = Duration::from_secs(3);

/// A server that runs until it is stopped or dropped.
pub(super) struct Server {
    pub(super) app: App,
    #[cfg(feature = "testkit")]
    router: Router,
    serving: Option<JoinHandle<io::Result<()>>>,
}

impl Server {
    /// Listens on a port, or on one that the system picks if it is 0.
    pub(super) async fn start(options: Options) -> Result<Self, SandboxError> {
        let (address, port) = (options.address, options.port);
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => SandboxError::PortInUse { port, source },
            _ => SandboxError::Listen {
                address,
                port,
                source,
            },
        };
        let listener = TcpListener::bind((address, port)).await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let (app, waiting) = Shared::new(port, options)?;
        let stopping = app.stopping.clone();
        let router = router(&app);
        let service = router.clone().into_make_service_with_connect_info::<Cut>();
        let serving = axum::serve(Connections(listener), service)
            .with_graceful_shutdown(async move { stopping.cancelled().await });
        let serving = tokio::spawn(serving.into_future());
        let ticking = app.clone();
        app.sockets.spawn(async move { ticking.tick().await });
        app.sockets.spawn(outgoing::run(app.clone(), waiting));
        Ok(Self {
            app,
            #[cfg(feature = "testkit")]
            router,
            serving: Some(serving),
        })
    }

    /// Answers a request as if it had come over a socket of this machine: a status, and the JSON of the body.
    #[cfg(feature = "testkit")]
    pub(super) async fn ask(
        &self,
        method: &str,
        path: &str,
        body: Option<&str>,
    ) -> (u16, serde_json::Value) {
        use axum::{body::Body, extract::ConnectInfo, http::Request};
        use tower_service::Service as _;

        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", format!("127.0.0.1:{}", self.app.addresses.port));
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_owned()));
        let request = match request.body(body) {
            Ok(mut request) => {
                // There is no socket that could be cut.
                request.extensions_mut().insert(ConnectInfo(Cut::default()));
                request
            }
            Err(error) => return (400, format!("no request: {error}").into()),
        };
        let Ok(response) = self.router.clone().call(request).await;
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await;
        let json = bytes
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        (status, json.unwrap_or_default())
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

/// All routes, made once: that takes longer than most tests that start a sandbox.
static ROUTES: LazyLock<Router<App>> = LazyLock::new(|| {
    rest::add_routes(page::routes().merge(gateway::routes()))
        .fallback(rest::fallback)
        .method_not_allowed_fallback(rest::fallback)
        .layer(middleware::from_fn(fault::apply))
        .layer(middleware::from_fn(inspector::inspect))
});

fn router(app: &App) -> Router {
    Router::new()
        .fallback_service(ROUTES.clone().with_state(app.clone()))
        .layer(middleware::from_fn(rest::without_version))
        .layer(middleware::from_fn(guard::guard))
        // Bodies are read against our own limit.
        .layer(DefaultBodyLimit::disable())
        .layer(Extension(app.clone()))
}
