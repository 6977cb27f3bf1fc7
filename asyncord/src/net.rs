//! What HTTP and WebSocket share: the TLS configuration, and the rule about plain connections.

use std::{
    net::IpAddr,
    sync::{Arc, OnceLock},
};

use rustls::{ClientConfig, RootCertStore};
use url::{Host, Url};

/// The one TLS configuration of the process: ring, Mozilla's roots, TLS 1.2 and 1.3.
///
/// It names its crypto provider. rustls' own default builder panics at run time as soon as some other
/// crate of the program has compiled in a second provider.
pub(crate) fn tls_config() -> ClientConfig {
    static CONFIG: OnceLock<ClientConfig> = OnceLock::new();
    CONFIG
        .get_or_init(|| {
            let roots = RootCertStore {
                roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
            };
            ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
                .with_safe_default_protocol_versions()
                .expect("ring supports TLS 1.2 and 1.3")
                .with_root_certificates(roots)
                .with_no_client_auth()
        })
        .clone()
}

/// Where a token may go without TLS: to this machine, and to hosts that were named.
#[derive(Clone, Debug, Default)]
pub(crate) struct PlainHosts(Vec<String>);

/// The address would carry a token in plain text over a network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "refusing to send the token without encryption to `{host}` ({scheme}): use {scheme}s, or name the host with \
     `allow_plain_host(\"{host}\")` or `DISCORD_PLAIN_HOSTS={host}` if the network in between is yours"
)]
pub struct PlainHostError {
    host: String,
    scheme: String,
}

impl PlainHosts {
    /// The hosts named in the environment variable `DISCORD_PLAIN_HOSTS`, separated by commas.
    pub(crate) fn from_env() -> Self {
        let hosts = std::env::var("DISCORD_PLAIN_HOSTS").unwrap_or_default();
        Self(
            hosts
                .split(',')
                .map(str::trim)
                .filter(|host| !host.is_empty())
                .map(str::to_lowercase)
                .collect(),
        )
    }

    /// Allows plain connections to `host`.
    pub(crate) fn allow(&mut self, host: &str) {
        self.0.push(host.to_lowercase());
    }

    /// Checks that a token may be sent to `url`.
    pub(crate) fn check(&self, url: &Url) -> Result<(), PlainHostError> {
        if matches!(url.scheme(), "https" | "wss") || is_loopback(url) {
            return Ok(());
        }
        let host = url.host_str().unwrap_or_default().to_lowercase();
        if self.0.contains(&host) {
            return Ok(());
        }
        Err(PlainHostError {
            host,
            scheme: url.scheme().to_owned(),
        })
    }
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => IpAddr::from(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::from(address).to_canonical().is_loopback(),
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{PlainHosts, tls_config};

    #[test]
    fn plain_connections_stay_on_this_machine_unless_the_host_is_named() {
        let mut hosts = PlainHosts::default();
        hosts.allow("Proxy.internal");
        let allowed = [
            "https://discord.com/api/v10",
            "wss://gateway.discord.gg",
            "http://127.0.0.1:80/api",
            "ws://127.9.9.9",
            "http://[::1]:8080",
            "http://[::ffff:127.0.0.1]",
            "ws://LOCALHOST:1",
            "http://proxy.internal:8080/api",
        ];
        let refused = [
            "http://discord.com/api/v10",
            "ws://gateway.discord.gg",
            "http://192.168.1.1",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "ws://[::2]",
            "http://proxy.internal.example.com",
        ];
        for url in allowed {
            assert_eq!(hosts.check(&url.parse().unwrap()), Ok(()), "{url}");
        }
        for url in refused {
            assert!(hosts.check(&url.parse().unwrap()).is_err(), "{url}");
        }
    }

    #[test]
    fn the_tls_configuration_can_be_built() {
        assert!(!tls_config().crypto_provider().cipher_suites.is_empty());
    }
}
