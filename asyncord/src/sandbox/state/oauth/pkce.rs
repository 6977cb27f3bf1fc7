//! Proof that who asks for the token is who asked for the code. RFC 7636.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rustls::{SupportedCipherSuite, crypto::ring::cipher_suite::TLS13_AES_128_GCM_SHA256};
use serde::{Deserialize, Serialize};

/// How a challenge is made of its verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Method {
    Plain,
    Sha256,
}

/// What a client promised to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Challenge {
    pub(crate) method: Method,
    pub(crate) text: String,
}

impl Challenge {
    /// Whether a verifier is the one that the challenge was made of.
    pub(super) fn is_met_by(&self, verifier: &str) -> bool {
        match self.method {
            Method::Plain => self.text == verifier,
            Method::Sha256 => sha256(verifier.as_bytes())
                .is_some_and(|hash| URL_SAFE_NO_PAD.encode(hash) == self.text),
        }
    }
}

/// The hash that TLS brings along, so that no further crate is needed for it.
fn sha256(data: &[u8]) -> Option<Vec<u8>> {
    match TLS13_AES_128_GCM_SHA256 {
        SupportedCipherSuite::Tls13(suite) => {
            Some(suite.common.hash_provider.hash(data).as_ref().to_vec())
        }
        SupportedCipherSuite::Tls12(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Challenge, Method};

    #[test]
    fn the_example_of_the_rfc_is_met() {
        let challenge = Challenge {
            method: Method::Sha256,
            text: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned(),
        };
        assert!(challenge.is_met_by("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(!challenge.is_met_by("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
        let plain = Challenge {
            method: Method::Plain,
            text: "a".to_owned(),
        };
        assert!(plain.is_met_by("a") && !plain.is_met_by("b"));
    }
}
