//! A body that is a list of objects, as where several things are changed at once.

use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::StatusCode,
};
use serde_json::{Map, Value};

use crate::sandbox::world::App;

use super::error::ApiError;

/// The objects of the list.
#[derive(Debug)]
pub(super) struct ListBody(pub(super) Vec<Map<String, Value>>);

impl FromRequest<App> for ListBody {
    type Rejection = ApiError;

    async fn from_request(request: Request, app: &App) -> Result<Self, ApiError> {
        let bytes = Bytes::from_request(request, app)
            .await
            .map_err(|_| ApiError::too_large())?;
        let not_json = || {
            let message = "The request body contains invalid JSON.";
            ApiError::new(StatusCode::BAD_REQUEST, 50109, message)
        };
        let body: Value = serde_json::from_slice(&bytes).map_err(|_| not_json())?;
        let Value::Array(list) = body else {
            let message = "Only iterables may be used in a ListType";
            return Err(ApiError::invalid_field("", "LIST_TYPE_CONVERT", message));
        };
        let object = |(index, value): (usize, Value)| match value {
            Value::Object(object) => Ok(object),
            _ => Err(ApiError::invalid_field(
                &index.to_string(),
                "MODEL_TYPE_CONVERT",
                "Only dictionaries may be used in a ModelType",
            )),
        };
        Ok(Self(
            list.into_iter()
                .enumerate()
                .map(object)
                .collect::<Result<_, _>>()?,
        ))
    }
}
