//! Errors as RFC 6749 writes them, which the token's address answers instead of Discord's own.

/// Why no token was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OAuthError {
    pub(crate) status: u16,
    pub(crate) error: &'static str,
    pub(crate) description: &'static str,
}

macro_rules! errors {
    ($($name:ident = $status:literal $error:literal $description:literal;)*) => {
        impl OAuthError {
            $(pub(crate) const $name: Self = Self {
                status: $status,
                error: $error,
                description: $description,
            };)*
        }
    };
}

errors! {
    INVALID_CLIENT = 401 "invalid_client" "Invalid client credentials.";
    INVALID_CODE = 400 "invalid_grant" "Invalid \"code\" in request.";
    INVALID_REDIRECT = 400 "invalid_grant" "Invalid \"redirect_uri\" in request.";
    INVALID_VERIFIER = 400 "invalid_grant" "Invalid \"code_verifier\" in request.";
    INVALID_REFRESH_TOKEN = 400 "invalid_grant" "Invalid \"refresh_token\" in request.";
    INVALID_DEVICE_CODE = 400 "invalid_grant" "Invalid \"device_code\" in request.";
    INVALID_SCOPE = 400 "invalid_scope" "The requested scope is invalid, unknown, or malformed.";
    UNSUPPORTED_GRANT_TYPE = 400 "unsupported_grant_type" "Grant type None is not supported.";
    MISSING_CODE = 400 "invalid_request" "Missing \"code\" in request.";
    MISSING_REFRESH_TOKEN = 400 "invalid_request" "Missing \"refresh_token\" in request.";
    MISSING_DEVICE_CODE = 400 "invalid_request" "Missing \"device_code\" in request.";
    MISSING_TOKEN = 400 "invalid_request" "Missing \"token\" in request.";
    AUTHORIZATION_PENDING = 400 "authorization_pending" "The user has not answered yet.";
    SLOW_DOWN = 400 "slow_down" "The device asks more often than its interval allows.";
    EXPIRED_DEVICE_CODE = 400 "expired_token" "The device code has expired.";
    ACCESS_DENIED = 400 "access_denied" "The resource owner or authorization server denied the request";
}
