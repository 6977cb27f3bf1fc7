//! What a form required, handed out when it has been found whole.

/// A value that a form required, or several.
pub(crate) trait Required {
    type Given;

    /// What was required, unless something of it is missing.
    fn given(self) -> Option<Self::Given>;
}

impl<A> Required for Option<A> {
    type Given = A;

    fn given(self) -> Self {
        self
    }
}

impl<A, B> Required for (Option<A>, Option<B>) {
    type Given = (A, B);

    fn given(self) -> Option<Self::Given> {
        Some((self.0?, self.1?))
    }
}

impl<A, B, C> Required for (Option<A>, Option<B>, Option<C>) {
    type Given = (A, B, C);

    fn given(self) -> Option<Self::Given> {
        Some((self.0?, self.1?, self.2?))
    }
}

impl<A, B, C, D> Required for (Option<A>, Option<B>, Option<C>, Option<D>) {
    type Given = (A, B, C, D);

    fn given(self) -> Option<Self::Given> {
        Some((self.0?, self.1?, self.2?, self.3?))
    }
}

#[cfg(test)]
mod tests {
    use axum::{http::StatusCode, response::IntoResponse};
    use serde_json::{Map, json};

    use super::super::form::Form;

    fn form() -> Form {
        let fields = json!({ "name": "a", "number": 1 });
        Form::new(fields.as_object().cloned().unwrap())
    }

    #[test]
    fn what_was_required_is_handed_out() {
        let mut form = form();
        let (name, number) = (form.text("name", 1..=5), form.integer("number", 1..=5));
        let name = form.required("name", name);
        let number = form.required("number", number);
        let given = form.finish_with((name, number)).unwrap();
        assert_eq!(given, ("a".to_owned(), 1));
    }

    #[test]
    fn a_missing_field_is_the_fault_of_the_request() {
        let mut form = Form::new(Map::new());
        let name = form.text("name", 1..=5);
        let name = form.required("name", name);
        let error = form.finish_with(name).unwrap_err();
        assert_eq!(error.into_response().status(), StatusCode::BAD_REQUEST);
    }

    #[test]
    fn a_missing_value_without_an_error_is_the_fault_of_the_sandbox() {
        let error = form().finish_with((Some(1), None::<u8>)).unwrap_err();
        let status = error.into_response().status();
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    }
}
