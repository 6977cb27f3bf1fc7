//! How a secret is read and written: `#[wire(with = Text)]`.

use super::required;
use crate::{model::Text, secret::Secret};

required!(Secret);

impl From<Text> for Secret {
    fn from(text: Text) -> Self {
        Self::new(text.as_str())
    }
}

impl From<&Secret> for Text {
    fn from(secret: &Secret) -> Self {
        secret.expose().into()
    }
}
