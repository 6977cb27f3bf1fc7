//! In which language a list of commands is asked for.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use crate::sandbox::{
    state::command::{LOCALES, Language},
    world::App,
};

use super::super::{error::ApiError, request::Query};

/// The language that a request names: all with `with_localizations`, else that of its headers.
#[derive(Debug)]
pub(super) struct Asked(pub(super) Language);

impl FromRequestParts<App> for Asked {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let Query(mut query) = Query::from_request_parts(parts, app).await?;
        let every = query.flag("with_localizations").value().unwrap_or(false);
        query.finish()?;
        if every {
            return Ok(Self(Language::Every));
        }
        let header = |name: &str| parts.headers.get(name)?.to_str().ok();
        let own = header("x-discord-locale").and_then(known);
        let accepted = || {
            let list = header(header::ACCEPT_LANGUAGE.as_str())?;
            list.split(',')
                .find_map(|one| known(one.split(';').next()?.trim()))
        };
        let locale = own.or_else(accepted).unwrap_or("en-US");
        Ok(Self(Language::One(locale.to_owned())))
    }
}

/// The language of Discord's that a name means.
fn known(name: &str) -> Option<&'static str> {
    let same = |locale: &&&str| locale.eq_ignore_ascii_case(name);
    LOCALES.iter().find(same).copied()
}
