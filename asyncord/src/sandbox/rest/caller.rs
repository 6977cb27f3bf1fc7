//! Who asks: a bot by its token, or a person in whose name the page or a driver does something.
//!
//! The tokens that people give applications by OAuth2 are taken by [`Granted`] alone, which names the
//! scope that an operation needs.

use std::{marker::PhantomData, ops::Deref};

use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::{HeaderMap, header, request::Parts},
};
use percent_encoding::percent_decode_str;

use crate::sandbox::{
    state::{
        Actor, Refusal,
        ids::{ApplicationId, UserId},
        oauth::{Grant, Scope},
    },
    world::App,
};

use super::{error::ApiError, request::Params};

/// Below this path of the page's API every operation is done by the user named there.
pub(crate) const AS_USER: &str = "/as/{acting_user_id}";
const ACTING_USER: &str = "acting_user_id";

/// Who asks for something, and what the audit log is to say of it.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) user: UserId,
    pub(crate) actor: Actor,
    application: Option<ApplicationId>,
    /// What a token of OAuth2 is good for, if it came with one.
    grant: Option<Grant>,
}

impl Caller {
    /// The bot's application, or that which a person let act, for what only they can do.
    pub(crate) fn application(&self) -> Result<ApplicationId, Refusal> {
        self.application.ok_or(Refusal::ONLY_BOTS)
    }

    /// The application in the path, which must be the caller's own.
    pub(crate) fn own_application(&self, params: &Params) -> Result<ApplicationId, ApiError> {
        let id = params.id("application_id")?;
        if self.application()? == id {
            Ok(id)
        } else {
            Err(Refusal::NOT_OF_APPLICATION.into())
        }
    }

    pub(crate) fn is_bot(&self) -> bool {
        self.application.is_some() && self.grant.is_none()
    }

    /// What a token of OAuth2 is good for; nothing if the caller is itself.
    pub(crate) fn grant(&self) -> Option<&Grant> {
        self.grant.as_ref()
    }

    /// The bot whose token came with a request.
    pub(crate) fn of_token(app: &App, headers: &HeaderMap) -> Option<Self> {
        let header = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let is_bot = header.starts_with("Bot ");
        let world = app.world();
        let application = world.store.authenticate(header).filter(|_| is_bot)?;
        Some(Self::new(
            application.user_id(),
            Some(application.id),
            headers,
        ))
    }

    fn new(user: UserId, application: Option<ApplicationId>, headers: &HeaderMap) -> Self {
        let actor = Actor {
            user,
            reason: reason(headers),
        };
        Self {
            user,
            actor,
            application,
            grant: None,
        }
    }

    /// The person whose token of OAuth2 came with a request.
    fn of_bearer(
        app: &App,
        headers: &HeaderMap,
        needed: Option<Scope>,
    ) -> Option<Result<Self, ApiError>> {
        let header = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
        let token = header.strip_prefix("Bearer ")?;
        let Some(grant) = app.world().store.bearer(token).cloned() else {
            return Some(Err(ApiError::unauthorized()));
        };
        if let Some(scope) = needed
            && !grant.scopes.contains(&scope)
        {
            let refusal = Refusal::MISSING_OAUTH2_SCOPE.because(format!("needs the scope {scope}"));
            return Some(Err(refusal.into()));
        }
        let caller = Self::new(grant.user_id, Some(grant.application_id), headers);
        Some(Ok(Self {
            grant: Some(grant),
            ..caller
        }))
    }
}

/// A scope that an operation needs of a token of OAuth2.
pub(crate) trait Needed {
    const SCOPE: Option<Scope>;
}

macro_rules! needed {
    ($($(#[$doc:meta])* $name:ident = $scope:expr;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(crate) enum $name {}

        impl Needed for $name {
            const SCOPE: Option<Scope> = $scope;
        }
    )*};
}

needed! {
    /// Any token will do.
    AnyScope = None;
    /// A token with `applications.commands.permissions.update`.
    CommandsPermissionsUpdate = Some(Scope::CommandsPermissionsUpdate);
    /// A token with `applications.commands.update`.
    CommandsUpdate = Some(Scope::CommandsUpdate);
    /// A token with `applications.entitlements`.
    Entitlements = Some(Scope::Entitlements);
    /// A token with `connections`.
    Connections = Some(Scope::Connections);
    /// A token with `guilds`.
    Guilds = Some(Scope::Guilds);
    /// A token with `guilds.members.read`.
    GuildsMembersRead = Some(Scope::GuildsMembersRead);
    /// A token with `identify`.
    Identify = Some(Scope::Identify);
    /// A token with `openid`.
    OpenId = Some(Scope::OpenId);
    /// A token with `role_connections.write`.
    RoleConnectionsWrite = Some(Scope::RoleConnectionsWrite);
}

/// A caller that may also come with a token of OAuth2 with a scope.
#[derive(Debug)]
pub(crate) struct Granted<S> {
    caller: Caller,
    scope: PhantomData<S>,
}

impl<S> Deref for Granted<S> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.caller
    }
}

impl<S: Needed> FromRequestParts<App> for Granted<S> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, app).await;
        let caller = match caller {
            Ok(caller) => caller,
            Err(error) => Caller::of_bearer(app, &parts.headers, S::SCOPE).unwrap_or(Err(error))?,
        };
        Ok(Self {
            caller,
            scope: PhantomData,
        })
    }
}

/// A person, in whose name an application asks with a token of OAuth2 with a scope. Bots are refused.
#[derive(Debug)]
pub(crate) struct OnBehalf<S>(Granted<S>);

impl<S> Deref for OnBehalf<S> {
    type Target = Caller;

    fn deref(&self) -> &Caller {
        &self.0
    }
}

impl<S: Needed> FromRequestParts<App> for OnBehalf<S> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let granted = Granted::from_request_parts(parts, app).await?;
        if granted.is_bot() {
            Err(Refusal::NOT_FOR_BOTS.into())
        } else {
            Ok(Self(granted))
        }
    }
}

/// What the audit log is to say. Discord docs: Audit Log.
fn reason(headers: &HeaderMap) -> Option<String> {
    const LONGEST: usize = 512;

    let header = headers.get("x-audit-log-reason")?;
    let text = percent_decode_str(header.to_str().ok()?).decode_utf8_lossy();
    let text: String = text.chars().take(LONGEST).collect();
    (!text.is_empty()).then_some(text)
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let params = RawPathParams::from_request_parts(parts, app)
            .await
            .map_err(|_| ApiError::not_found())?;
        let acting = params.iter().find(|(name, _)| *name == ACTING_USER);
        let Some((_, user)) = acting else {
            return Self::of_token(app, &parts.headers).ok_or_else(ApiError::unauthorized);
        };
        let user = user.parse().map_err(|_| Refusal::UNKNOWN_USER)?;
        app.world().store.user(user)?;
        Ok(Self::new(user, None, &parts.headers))
    }
}
