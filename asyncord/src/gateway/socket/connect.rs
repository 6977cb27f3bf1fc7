//! Opens a connection stage by stage, each with a time-out and errors of its own.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use rustls::{ClientConfig, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpStream, lookup_host},
    time::{Instant, timeout, timeout_at},
};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::{MaybeTlsStream, client_async_with_config, tungstenite};
use url::{Host, Url};

use super::{
    Compression, Connect, SocketError,
    counted::Counted,
    websocket::{self, WebSocket},
};
use crate::net;

#[cfg(test)]
mod tests;

/// For the addresses of a name.
const DNS_TIMEOUT: Duration = Duration::from_secs(10);
/// For one of the addresses to answer.
const ADDRESS_TIMEOUT: Duration = Duration::from_secs(5);
/// For any of the addresses to answer.
const TCP_TIMEOUT: Duration = Duration::from_secs(20);
const TLS_TIMEOUT: Duration = Duration::from_secs(10);
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// An error names no more addresses than this.
const NAMED_ADDRESSES: usize = 4;

/// Opens WebSockets, with TLS where the address says so.
#[derive(Clone, Copy, Debug)]
pub(in crate::gateway) struct WebSocketConnector {
    pub(in crate::gateway) compression: Compression,
}

impl Connect for WebSocketConnector {
    type Socket = WebSocket<MaybeTlsStream<TcpStream>>;

    fn connect(
        &self,
        url: Url,
    ) -> impl Future<Output = Result<Self::Socket, SocketError>> + Send + 'static {
        open(url, self.compression)
    }
}

async fn open(
    url: Url,
    compression: Compression,
) -> Result<WebSocket<MaybeTlsStream<TcpStream>>, SocketError> {
    let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else {
        return Err(SocketError(
            "the gateway's address names no host and port".to_owned(),
        ));
    };
    let addresses = match host {
        Host::Domain(name) => {
            resolve(name, async {
                Ok(lookup_host((name, port)).await?.collect())
            })
            .await?
        }
        Host::Ipv4(address) => vec![(address, port).into()],
        Host::Ipv6(address) => vec![(address, port).into()],
    };
    let tcp = dial(&host, &addresses, TcpStream::connect).await?;
    // Heartbeats shall not wait for the answer to what was sent before.
    tcp.set_nodelay(true)
        .map_err(|error| SocketError(format!("TCP to {host} cannot be set up: {error}")))?;
    let stream = if url.scheme() == "wss" {
        let config = Arc::new(net::tls_config());
        MaybeTlsStream::Rustls(secure(&host, tcp, config).await?)
    } else {
        MaybeTlsStream::Plain(tcp)
    };
    greet(&url, &host, stream, compression).await
}

/// Finds the addresses of a name, in the order in which to try them.
async fn resolve(
    name: &str,
    lookup: impl Future<Output = io::Result<Vec<SocketAddr>>>,
) -> Result<Vec<SocketAddr>, SocketError> {
    match timeout(DNS_TIMEOUT, lookup).await {
        Ok(Ok(addresses)) if addresses.is_empty() => {
            Err(SocketError(format!("the name `{name}` has no addresses")))
        }
        Ok(Ok(addresses)) => Ok(interleave(&addresses)),
        Ok(Err(error)) => Err(SocketError(format!(
            "the name `{name}` was not resolved: {error}"
        ))),
        Err(_) => Err(SocketError(format!(
            "the name `{name}` was not resolved within {DNS_TIMEOUT:?}"
        ))),
    }
}

/// Lets the families take turns, so that one which leads nowhere costs one time-out before the other's turn.
fn interleave(addresses: &[SocketAddr]) -> Vec<SocketAddr> {
    let Some(first) = addresses.first() else {
        return Vec::new();
    };
    let (mut these, mut others): (Vec<_>, Vec<_>) = addresses
        .iter()
        .rev()
        .copied()
        .partition(|address| address.is_ipv6() == first.is_ipv6());
    let mut order = Vec::with_capacity(addresses.len());
    while these.len() + others.len() > 0 {
        order.extend(these.pop());
        order.extend(others.pop());
    }
    order
}

/// Connects to the first of the addresses that answers.
async fn dial<S, F: Future<Output = io::Result<S>>>(
    host: &Host<&str>,
    addresses: &[SocketAddr],
    connect: impl Fn(SocketAddr) -> F,
) -> Result<S, SocketError> {
    let end = Instant::now() + TCP_TIMEOUT;
    let mut failures = Vec::new();
    for &address in addresses {
        let start = Instant::now();
        if start >= end {
            break;
        }
        let last = end.min(start + ADDRESS_TIMEOUT);
        match timeout_at(last, connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => failures.push(format!("{address}: {error}")),
            Err(_) => failures.push(format!("{address}: no answer within {:?}", last - start)),
        }
    }
    let untold = addresses.len() - failures.len().min(NAMED_ADDRESSES);
    failures.truncate(NAMED_ADDRESSES);
    if untold > 0 {
        failures.push(format!("and {untold} more"));
    }
    Err(SocketError(format!(
        "no TCP connection to {host}: {}",
        failures.join("; ")
    )))
}

/// Puts TLS over a stream.
async fn secure<S: AsyncRead + AsyncWrite + Unpin>(
    host: &Host<&str>,
    stream: S,
    config: Arc<ClientConfig>,
) -> Result<tokio_rustls::client::TlsStream<S>, SocketError> {
    let name = match host {
        Host::Domain(name) => ServerName::try_from((*name).to_owned())
            .map_err(|_| SocketError(format!("`{name}` is no name for TLS")))?,
        Host::Ipv4(address) => IpAddr::from(*address).into(),
        Host::Ipv6(address) => IpAddr::from(*address).into(),
    };
    match timeout(
        TLS_TIMEOUT,
        TlsConnector::from(config).connect(name, stream),
    )
    .await
    {
        Ok(Ok(stream)) => Ok(stream),
        Ok(Err(error)) => Err(SocketError(format!(
            "the TLS handshake with {host} failed: {error}"
        ))),
        Err(_) => Err(SocketError(format!(
            "the TLS handshake with {host} did not end within {TLS_TIMEOUT:?}"
        ))),
    }
}

/// Makes a WebSocket of a stream.
async fn greet<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    url: &Url,
    host: &Host<&str>,
    stream: S,
    compression: Compression,
) -> Result<WebSocket<S>, SocketError> {
    let handshake = client_async_with_config(
        url.as_str(),
        Counted::new(stream),
        Some(websocket::config()),
    );
    match timeout(HANDSHAKE_TIMEOUT, handshake).await {
        Ok(Ok((stream, _))) => WebSocket::new(stream, compression),
        Ok(Err(tungstenite::Error::Http(answer))) => Err(SocketError(format!(
            "the WebSocket handshake with {host} was answered with HTTP {}",
            answer.status().as_u16()
        ))),
        // Errors about the address may show its query, which a proxy's secrets may be in.
        Ok(Err(tungstenite::Error::Url(_) | tungstenite::Error::HttpFormat(_))) => Err(
            SocketError(format!("the address at {host} is none for a WebSocket")),
        ),
        Ok(Err(error)) => Err(SocketError(format!(
            "the WebSocket handshake with {host} failed: {}",
            SocketError::from(error)
        ))),
        Err(_) => Err(SocketError(format!(
            "the WebSocket handshake with {host} did not end within {HANDSHAKE_TIMEOUT:?}"
        ))),
    }
}
