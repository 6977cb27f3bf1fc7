//! Reads what an application asks a person for. Discord docs: OAuth2/Authorization URL Example.

use crate::sandbox::{
    rest::{ApiError, Form},
    state::{
        ids::ApplicationId,
        oauth::{AuthorizeRequest, Challenge, Context, Method, ResponseType, Scope},
    },
};

/// What an application asks for, as the query of the page or the body of a client has it.
pub(crate) fn authorize_request(mut form: Form) -> Result<AuthorizeRequest, ApiError> {
    let client_id = form.id("client_id");
    let client_id: Option<ApplicationId> = form.required("client_id", client_id);
    let scope = form.text("scope", 0..=2048);
    let scope = form.required("scope", scope);
    let scopes = scope.as_deref().and_then(Scope::parse_list);
    if scope.is_some() && scopes.is_none() {
        let message = "The requested scope is invalid, unknown, or malformed.";
        form.error("scope", "OAUTH2_SCOPE_INVALID", message);
    }
    let response_type = match form.text("response_type", 0..=16).value().as_deref() {
        None | Some("") => None,
        Some("code") => Some(ResponseType::Code),
        Some("token") => Some(ResponseType::Token),
        Some(_) => {
            let message = "Value must be one of ('code', 'token').";
            form.error("response_type", "BASE_TYPE_CHOICES", message);
            None
        }
    };
    let integration_type = match form.integer("integration_type", 0..=1).value() {
        Some(1) => Context::User,
        _ => Context::Guild,
    };
    let mut text = |key| {
        form.text(key, 0..=2048)
            .value()
            .filter(|text| !text.is_empty())
    };
    let redirect_uri = text("redirect_uri");
    let state = text("state");
    let nonce = text("nonce");
    let challenge = text("code_challenge");
    let method = text("code_challenge_method");
    let challenge = challenge.map(|text| Challenge {
        method: match method.as_deref() {
            Some("S256") => Method::Sha256,
            _ => Method::Plain,
        },
        text,
    });
    if method.is_some_and(|method| !matches!(&*method, "S256" | "plain")) {
        let message = "Value must be one of ('S256', 'plain').";
        form.error("code_challenge_method", "BASE_TYPE_CHOICES", message);
    }
    let permissions = form.bits("permissions").value().unwrap_or(0);
    let guild_id = form.id("guild_id").value();
    let webhook_channel_id = form.id("webhook_channel_id").value();
    let (client_id, scopes) = form.finish_with((client_id, scopes))?;
    Ok(AuthorizeRequest {
        client_id,
        scopes,
        response_type,
        redirect_uri,
        state,
        nonce,
        challenge,
        permissions,
        guild_id,
        integration_type,
        webhook_channel_id,
    })
}
