//! Bodies that are a list and not an object.

use axum::{
    extract::{FromRequest, Request},
    http::StatusCode,
};
use serde_json::{Map, Value};

use crate::sandbox::world::App;

use super::{error::ApiError, form::Form};

/// Longer lists than this there are not.
const MAX_BODY: usize = 1024 * 1024;

/// The objects of a body that is a list, and the form that gathers what is wrong with them.
#[derive(Debug)]
pub(crate) struct PayloadList {
    pub(crate) form: Form,
    pub(crate) objects: Vec<Map<String, Value>>,
}

impl PayloadList {
    /// Reads each of the objects with the form, whose errors stand at their numbers.
    pub(crate) fn read<T>(
        mut self,
        mut read: impl FnMut(&mut Form) -> Option<T>,
    ) -> Result<Vec<T>, ApiError> {
        let mut items = Vec::with_capacity(self.objects.len());
        for (index, fields) in self.objects.into_iter().enumerate() {
            items.extend(self.form.within(&index.to_string(), fields, &mut read));
        }
        self.form.finish()?;
        Ok(items)
    }
}

impl FromRequest<App> for PayloadList {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &App) -> Result<Self, ApiError> {
        let bytes = axum::body::to_bytes(request.into_body(), MAX_BODY)
            .await
            .map_err(|_| ApiError::too_large())?;
        let invalid = |_| {
            let message = "The request body contains invalid JSON.";
            ApiError::new(StatusCode::BAD_REQUEST, 50109, message)
        };
        let mut form = Form::new(Map::new());
        let mut objects = Vec::new();
        let body: Value = serde_json::from_slice(&bytes).map_err(invalid)?;
        if let Value::Array(list) = body {
            for (index, value) in list.into_iter().enumerate() {
                if let Value::Object(object) = value {
                    objects.push(object);
                } else {
                    let message = "Only dictionaries may be used in a ModelType";
                    form.error(&index.to_string(), "MODEL_TYPE_CONVERT", message);
                }
            }
        } else {
            let message = "Only iterables may be used in a ListType";
            form.error("", "LIST_TYPE_CONVERT", message);
        }
        Ok(Self { form, objects })
    }
}
