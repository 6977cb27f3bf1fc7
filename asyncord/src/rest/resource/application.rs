//! Applications.

use crate::{model::Application, rest::RestClient};

group! {
    /// Applications; from [`RestClient::applications`].
    pub struct Applications {}
}

impl RestClient {
    /// Applications.
    pub fn applications(&self) -> Applications {
        Applications::new(self)
    }
}

operation! {
    /// Gets the application that the bot belongs to.
    ///
    /// Discord docs: Application/Get Current Application.
    GetMyApplication = GET "/applications/@me" -> Application;
    fn Applications::me();
}
