//! A user's access token, and how it stays good.

use std::{fmt, future::Future, pin::Pin, sync::Arc, time::Duration};

use http::header::HeaderValue;
use tokio::{sync::Mutex, time::Instant};

use super::ClientCredentials;
use crate::{
    BoxError,
    model::AccessTokenResponse,
    rest::{Error, ErrorKind, RestClient, credentials},
};

/// How long before its end a token is renewed.
const MARGIN: Duration = Duration::from_mins(1);

/// The end of storing a token.
pub type TokenStoreFuture = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

/// Keeps renewed tokens. A function that takes an [`AccessTokenResponse`] will do.
///
/// Discord takes a refresh token once: where the new one is lost, the user has to be asked again.
pub trait TokenStore: Send + Sync + 'static {
    /// Keeps a token that has just been given.
    ///
    /// The request that needed it waits for this. A failure is logged, and the token is used all the same.
    fn store(&self, token: AccessTokenResponse) -> TokenStoreFuture;
}

impl<F, A, E> TokenStore for F
where
    F: Fn(AccessTokenResponse) -> A + Send + Sync + 'static,
    A: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError>,
{
    fn store(&self, token: AccessTokenResponse) -> TokenStoreFuture {
        let stored = self(token);
        Box::pin(async move { stored.await.map_err(Into::into) })
    }
}

/// What a token is to be used with.
pub(crate) struct UserTokenOptions {
    pub(crate) token: AccessTokenResponse,
    pub(crate) credentials: Option<ClientCredentials>,
    pub(crate) store: Option<Arc<dyn TokenStore>>,
}

impl UserTokenOptions {
    pub(crate) fn new(token: AccessTokenResponse) -> Self {
        Self {
            token,
            credentials: None,
            store: None,
        }
    }
}

/// A token in use.
pub(crate) struct UserToken {
    current: Mutex<Current>,
    credentials: Option<ClientCredentials>,
    store: Option<Arc<dyn TokenStore>>,
}

struct Current {
    token: AccessTokenResponse,
    header: HeaderValue,
    /// When it ends; `None` where it does not say.
    ends: Option<Instant>,
}

impl Current {
    fn new(token: AccessTokenResponse) -> Result<Self, Error> {
        let header = credentials::header("Bearer", token.access_token.expose())?;
        let lifetime = token.lifetime();
        let ends = (!lifetime.is_zero()).then(|| Instant::now() + lifetime);
        Ok(Self {
            token,
            header,
            ends,
        })
    }
}

impl UserToken {
    pub(crate) fn new(options: UserTokenOptions) -> Result<Self, Error> {
        Ok(Self {
            current: Mutex::new(Current::new(options.token)?),
            credentials: options.credentials,
            store: options.store,
        })
    }

    /// The header; the token is renewed first if its end is near.
    pub(crate) async fn header(
        self: &Arc<Self>,
        client: &RestClient,
    ) -> Result<HeaderValue, Error> {
        // Requests that come while it is renewed wait for the one that does.
        let current = self.current.lock().await;
        if !self.is_to_be_renewed(&current) {
            return Ok(current.header.clone());
        }
        let old = current.header.clone();
        drop(current);
        self.replace(client, &old).await?;
        Ok(self.current.lock().await.header.clone())
    }

    /// Renews a token, unless another request has done so; whether there is another one now.
    ///
    /// It goes on where the request that needs it is dropped: Discord takes a refresh token once, and the answer is
    /// the only one.
    pub(crate) async fn replace(
        self: &Arc<Self>,
        client: &RestClient,
        old: &HeaderValue,
    ) -> Result<bool, Error> {
        let (token, client, old) = (self.clone(), client.clone(), old.clone());
        let renewal = tokio::spawn(async move {
            let mut current = token.current.lock().await;
            if current.header != old {
                return Ok(true);
            }
            token.renew(&client, &mut current).await
        });
        renewal.await.unwrap_or_else(|_| {
            Err(Error::new(
                ErrorKind::Transport,
                "the renewal of the access token was cut off",
            ))
        })
    }

    fn is_to_be_renewed(&self, current: &Current) -> bool {
        let ends_soon = current
            .ends
            .is_some_and(|ends| ends <= Instant::now() + MARGIN);
        ends_soon && self.credentials.is_some() && current.token.refresh_token.is_some()
    }

    async fn renew(&self, client: &RestClient, current: &mut Current) -> Result<bool, Error> {
        let (Some(credentials), Some(refresh)) = (&self.credentials, &current.token.refresh_token)
        else {
            return Ok(false);
        };
        let application = client.oauth2().application(credentials);
        // Boxed: the request that waits for this one would else contain it, and it itself.
        let renewed: Pin<Box<dyn Future<Output = Result<AccessTokenResponse, Error>> + Send>> =
            Box::pin(application.refresh(refresh.clone()).into_future());
        let mut token = renewed.await?;
        if token.refresh_token.is_none() {
            token.refresh_token = Some(refresh.clone());
        }
        *current = Current::new(token.clone())?;
        if let Some(store) = &self.store
            && let Err(error) = store.store(token).await
        {
            tracing::error!(%error, "a renewed access token could not be stored");
        }
        Ok(true)
    }
}

impl fmt::Debug for UserToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserToken")
            .field("renews", &self.credentials.is_some())
            .finish_non_exhaustive()
    }
}
