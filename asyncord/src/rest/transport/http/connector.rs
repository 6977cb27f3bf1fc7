//! How connections are made: TLS over TCP, directly or through a proxy, in good time.

use std::{
    error::Error as StdError,
    future::poll_fn,
    io::{self, IoSlice},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use ::http::{
    Uri,
    header::{HeaderMap, HeaderValue, USER_AGENT},
};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::{
    client::{
        legacy::connect::{Connected, Connection, HttpConnector, proxy::Tunnel},
        proxy::matcher::Matcher,
    },
    rt::TokioIo,
};
use rustls::ClientConfig;
use tokio::{net::TcpStream, time::timeout};
use tower_service::Service;

/// How long a connection may take to be made, with TLS and whatever else there is.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// How often a connection that says nothing is asked whether it is still there.
const KEEPALIVE: Duration = Duration::from_secs(15);
/// How many questions without an answer end it.
const KEEPALIVE_RETRIES: u32 = 3;
/// How long data may stay without a confirmation of the other side's system.
#[cfg(target_os = "linux")]
const UNCONFIRMED: Duration = Duration::from_secs(30);

type BoxError = Box<dyn StdError + Send + Sync>;
type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Makes connections to one address.
///
/// The client clones it with every request, and uses it seldom.
#[derive(Clone)]
pub(super) struct Connector(Arc<HttpsConnector<Way>>);

/// The way to the other side, on which TLS is spoken then.
#[derive(Clone)]
enum Way {
    Direct(HttpConnector),
    /// Proxies may speak TLS themselves.
    Proxy(Box<Tunnel<HttpsConnector<HttpConnector>>>),
}

impl Connector {
    /// Makes connections to `base`, through a proxy if there is one for it.
    pub(super) fn new(
        base: &Uri,
        proxies: &Matcher,
        user_agent: &HeaderValue,
        mut tls: ClientConfig,
    ) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(CONNECT_TIMEOUT));
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        #[cfg(target_os = "linux")]
        tcp.set_tcp_user_timeout(Some(UNCONFIRMED));

        // A proxy of the environment tunnels https, but would read all of plain http, the token included.
        let proxy = (base.scheme_str() == Some("https"))
            .then(|| proxies.intercept(base))
            .flatten();
        let way = match proxy {
            None => Way::Direct(tcp),
            Some(proxy) => {
                let connector = HttpsConnector::from((tcp, Arc::new(tls.clone())));
                let headers = HeaderMap::from_iter([(USER_AGENT, user_agent.clone())]);
                let mut tunnel = Tunnel::new(proxy.uri().clone(), connector).with_headers(headers);
                if let Some(authorization) = proxy.basic_auth() {
                    tunnel = tunnel.with_auth(authorization.clone());
                }
                Way::Proxy(Box::new(tunnel))
            }
        };
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Self(Arc::new(HttpsConnector::from((way, Arc::new(tls)))))
    }
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<Link>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let mut connector = HttpsConnector::clone(&self.0);
        Box::pin(async move {
            let connecting = async {
                poll_fn(|cx| connector.poll_ready(cx)).await?;
                connector.call(to).await
            };
            timeout(CONNECT_TIMEOUT, connecting)
                .await
                .unwrap_or_else(|_| {
                    let told = format!("not within {} s", CONNECT_TIMEOUT.as_secs());
                    Err(io::Error::new(io::ErrorKind::TimedOut, told).into())
                })
        })
    }
}

impl Service<Uri> for Way {
    type Response = Link;
    type Error = BoxError;
    type Future = Connecting<Link>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        match self {
            Self::Direct(tcp) => tcp.poll_ready(cx).map_err(Into::into),
            Self::Proxy(tunnel) => tunnel.poll_ready(cx).map_err(Into::into),
        }
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        match self {
            Self::Direct(tcp) => {
                let connecting = tcp.call(to);
                Box::pin(async move { Ok(Link(MaybeHttpsStream::Http(connecting.await?))) })
            }
            Self::Proxy(tunnel) => {
                let connecting = tunnel.call(to);
                Box::pin(async move { Ok(Link(connecting.await?)) })
            }
        }
    }
}

/// A connection to the other side or to a proxy in between.
///
/// It does not tell its addresses: the client would put them on the heap for every answer.
pub(super) struct Link(MaybeHttpsStream<TokioIo<TcpStream>>);

impl Connection for Link {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl Read for Link {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(cx, into)
    }
}

impl Write for Link {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.0.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write_vectored(cx, slices)
    }
}
