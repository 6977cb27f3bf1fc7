//! Authorization of devices without a keyboard. RFC 8628.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    super::{
        Changed, Refusal, Store,
        ids::{ApplicationId, UserId},
    },
    OAuthError, Scope,
};

/// How long a device may wait for its person, in milliseconds.
const PATIENCE: u64 = 300_000;
/// How long it must wait between two questions, in milliseconds.
const INTERVAL: u64 = 5_000;

/// A device that waits to be let in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Device {
    application_id: ApplicationId,
    /// What the person types in.
    user_code: String,
    scopes: Vec<Scope>,
    expires_at: u64,
    asked_at: u64,
    answer: Option<DeviceAnswer>,
}

/// What a person said to a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum DeviceAnswer {
    Agreed(UserId),
    Denied,
}

impl Store {
    /// Begins to let a device in.
    pub(crate) fn authorize_device(
        &mut self,
        application_id: ApplicationId,
        scopes: Vec<Scope>,
    ) -> Changed<Value> {
        let now = self.clock.now();
        self.oauth
            .devices
            .retain(|_, device| device.expires_at + PATIENCE > now);
        let device_code = self.new_secret(40);
        let user_code = self.new_secret(8).to_uppercase();
        let page = format!("{}/activate", self.base_url);
        let json = json!({
            "device_code": device_code,
            "user_code": user_code,
            "verification_uri": page,
            "verification_uri_complete": format!("{page}?user_code={user_code}"),
            "expires_in": PATIENCE / 1000,
            "interval": INTERVAL / 1000,
        });
        let device = Device {
            application_id,
            user_code,
            scopes,
            expires_at: now + PATIENCE,
            asked_at: 0,
            answer: None,
        };
        self.oauth.devices.insert(device_code, device);
        Changed::nothing(json)
    }

    /// The application and the scopes that a code stands for, as long as nobody has answered.
    pub(crate) fn device_asks(
        &self,
        user_code: &str,
    ) -> Result<(ApplicationId, &[Scope]), Refusal> {
        let now = self.clock.now();
        self.oauth
            .devices
            .values()
            .find(|device| {
                device.user_code.eq_ignore_ascii_case(user_code)
                    && device.answer.is_none()
                    && device.expires_at > now
            })
            .map(|device| (device.application_id, &*device.scopes))
            .ok_or_else(|| Refusal::field("user_code", "CODE_INVALID", "The code is invalid."))
    }

    /// Lets a device in or not.
    pub(crate) fn answer_device(
        &mut self,
        user_code: &str,
        answer: DeviceAnswer,
    ) -> Result<Changed<()>, Refusal> {
        let (application, scopes) = self.device_asks(user_code)?;
        let scopes = scopes.to_vec();
        if let DeviceAnswer::Agreed(user) = answer {
            self.person(user)?;
            self.note_authorization(application, user, &scopes, None);
        }
        for device in self.oauth.devices.values_mut() {
            if device.user_code.eq_ignore_ascii_case(user_code) {
                device.answer = Some(answer);
            }
        }
        Ok(Changed::nothing(()))
    }

    /// Gives a device its token, once a person has agreed.
    pub(crate) fn device_token(
        &mut self,
        application: ApplicationId,
        device_code: &str,
    ) -> Result<Changed<Value>, OAuthError> {
        let now = self.clock.now();
        let device = self
            .oauth
            .devices
            .get_mut(device_code)
            .filter(|device| device.application_id == application)
            .ok_or(OAuthError::INVALID_DEVICE_CODE)?;
        if device.expires_at <= now {
            return Err(OAuthError::EXPIRED_DEVICE_CODE);
        }
        let last = std::mem::replace(&mut device.asked_at, now);
        match device.answer {
            None if now < last + INTERVAL => Err(OAuthError::SLOW_DOWN),
            None => Err(OAuthError::AUTHORIZATION_PENDING),
            Some(DeviceAnswer::Denied) => {
                self.oauth.devices.remove(device_code);
                Err(OAuthError::ACCESS_DENIED)
            }
            Some(DeviceAnswer::Agreed(user)) => {
                let scopes = device.scopes.clone();
                self.oauth.devices.remove(device_code);
                Ok(Changed::nothing(self.issue(
                    application,
                    user,
                    scopes,
                    true,
                )))
            }
        }
    }
}
