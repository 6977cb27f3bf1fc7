//! Signed statements about users, as OpenID Connect has them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use rustls::{SignatureScheme, crypto::ring::sign::any_supported_type, pki_types::PrivateKeyDer};
use serde_json::{Value, json};

/// The key of every sandbox. It is no secret: nobody but a program under test trusts it.
const KEY: &[u8] = include_bytes!("signing_key.pkcs8.der");
/// The modulus of [`KEY`].
const MODULUS: &str = "w5EYYK0eLnI49mw61u5Y21LI_DMtF33nWIzi_yszrD25m8qm58lj0jgPDzRMEoiDJAyfykKr6_5A5GrNaekm\
                       aZzr04tcxhUAH5AZWV9fBl0VXki-HhgFci9OT2C-98MQ84HPfZatUTw00q-J1aOJXBbgHwrUHYEBB0frjzLo\
                       AeIL1xdI_w75lhmHZXX3LFkqbnLxGLZec3VjAL6nG0HQk4oPNGZt7SMrmRsYFEB-7q2o5O09ViNgc7_NhLm3\
                       W2EOTEFk6hXqMpKiZueC6qODJ4lR-lNe8X_vqtjjUgnFPbnzmL9zMHRztloJbUfbxjqGKi2M3hXZIzbniwt3\
                       xDP0mQ";
const KEY_ID: &str = "sandbox";

/// The keys that signatures are checked with. Discord's specification: `OAuth2GetKeys`.
pub(crate) fn public_keys() -> Value {
    json!({
        "keys": [{
            "kty": "RSA",
            "use": "sig",
            "kid": KEY_ID,
            "n": MODULUS,
            "e": "AQAB",
            "alg": "RS256",
        }],
    })
}

/// A JSON Web Token with these claims.
pub(super) fn sign(claims: &Value) -> Option<String> {
    let head = json!({ "alg": "RS256", "kid": KEY_ID, "typ": "JWT" });
    let text = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(head.to_string()),
        URL_SAFE_NO_PAD.encode(claims.to_string())
    );
    let key = any_supported_type(&PrivateKeyDer::Pkcs8(KEY.into())).ok()?;
    let signer = key.choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256])?;
    let signature = signer.sign(text.as_bytes()).ok()?;
    Some(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    use serde_json::{Value, json};

    use super::{KEY, MODULUS, public_keys, sign};

    #[test]
    fn a_token_has_three_parts_and_its_claims_in_the_middle() {
        let token = sign(&json!({ "sub": "1" })).unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        assert_eq!(parts.len(), 3);
        let claims: Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
        assert_eq!(claims["sub"], "1");
        assert_eq!(URL_SAFE_NO_PAD.decode(parts[2]).unwrap().len(), 256);
    }

    #[test]
    fn the_published_modulus_is_that_of_the_key() {
        let modulus = URL_SAFE_NO_PAD.decode(MODULUS).unwrap();
        assert!(KEY.windows(256).any(|window| window == modulus));
        assert_eq!(public_keys()["keys"][0]["n"], MODULUS);
    }
}
