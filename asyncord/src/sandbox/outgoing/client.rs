//! The HTTP client that speaks to applications.

use std::{error::Error, sync::Arc, time::Duration};

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderValue, Method, Request, StatusCode, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};
use rustls::{ClientConfig, RootCertStore};
use tokio::time::timeout;

use crate::sandbox::{
    inspector::DeliveryPurpose,
    state::{endpoint::sign, ids::ApplicationId},
};

/// For how long an application may think.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long an answer may be.
const MAX_BODY: usize = 10 * 1024 * 1024;
const USER_AGENT: &str = "Discord-Interactions/1.0 (+https://discord.com)";

/// A client without a proxy, which follows no redirects.
#[derive(Debug)]
pub(super) struct Client(legacy::Client<HttpsConnector<HttpConnector>, Body>);

/// What is sent, and what for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter<'l> {
    pub(super) application: ApplicationId,
    pub(super) url: &'l str,
    /// In milliseconds of Unix time.
    pub(super) now: u64,
    /// JSON.
    pub(super) body: &'l Bytes,
    pub(super) purpose: DeliveryPurpose,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAnswer {
    #[error("the request cannot be made: {0}")]
    Request(#[from] http::Error),
    #[error("the application cannot be reached: {}", root(.0))]
    Connection(#[from] legacy::Error),
    #[error("the answer cannot be read: {0}")]
    Body(#[from] axum::Error),
    #[error("the application did not answer within 3 seconds")]
    TooLate,
}

impl Client {
    pub(super) fn new() -> Self {
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls())
            .https_or_http()
            .enable_http1()
            .build();
        Self(legacy::Client::builder(TokioExecutor::new()).build(connector))
    }

    /// Sends something, and waits for the answer.
    pub(super) async fn post(&self, letter: Letter<'_>) -> Result<(StatusCode, Bytes), NoAnswer> {
        let timestamp = (letter.now / 1000).to_string();
        let signed: &[u8] = match letter.purpose {
            // Rightly made, of something else.
            DeliveryPurpose::WrongSignature => b"not what is sent",
            DeliveryPurpose::Ping | DeliveryPurpose::Interaction | DeliveryPurpose::Event => {
                letter.body
            }
        };
        let signature = sign(letter.application, &timestamp, signed);
        let request = Request::builder()
            .method(Method::POST)
            .uri(letter.url)
            .header(
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            )
            .header(header::USER_AGENT, USER_AGENT)
            .header("X-Signature-Ed25519", signature)
            .header("X-Signature-Timestamp", timestamp)
            .body(Body::from(letter.body.clone()))?;
        let answer = async {
            let response = self.0.request(request).await?;
            let status = response.status();
            let body = axum::body::to_bytes(Body::new(response.into_body()), MAX_BODY).await?;
            Ok((status, body))
        };
        timeout(PATIENCE, answer)
            .await
            .unwrap_or(Err(NoAnswer::TooLate))
    }
}

/// The first cause, since what follows from it says little.
fn root(error: &dyn Error) -> &dyn Error {
    error.source().map_or(error, root)
}

fn tls() -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the provider has the versions of the protocol")
        .with_root_certificates(roots)
        .with_no_client_auth()
}
