//! Bodies that are one object of the data as it stands.

use serde::Serialize;

use crate::{
    model::{
        NewCommand, NewTestEntitlement,
        limits::{self, Faults, Limited},
    },
    rest::{request::Body, transport::Payload},
};

macro_rules! plain {
    ($($ty:ty)+) => {$(
        impl Body for $ty {
            fn into_payload(self) -> serde_json::Result<Payload> {
                serde_json::to_vec(&self).map(|json| Payload::Json(json.into()))
            }
        }
    )+};
}

plain!(CommandList NewCommand NewTestEntitlement);

/// Commands that are put in place of all there were: any number of [`NewCommand`]s.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct CommandList(Vec<NewCommand>);

impl<T: IntoIterator<Item = NewCommand>> From<T> for CommandList {
    fn from(commands: T) -> Self {
        Self(commands.into_iter().collect())
    }
}

limits::validate!(CommandList);

impl Limited for CommandList {
    fn check(&self, faults: &mut Faults) {
        faults.each("", &self.0, |faults, command| command.check(faults));
    }
}

impl Limited for NewTestEntitlement {
    /// Of its ids Discord knows whether they are right.
    fn check(&self, _: &mut Faults) {}
}

#[cfg(test)]
mod tests {
    use super::CommandList;
    use crate::{model::NewCommand, rest::request::Body};

    #[test]
    fn a_list_of_commands_is_an_array_and_names_the_wrong_one() {
        let list = CommandList::from([NewCommand::user("Info"), NewCommand::chat_input("b", "")]);
        assert_eq!(
            list.validate().unwrap_err().to_string(),
            "[1].description: 0 characters, at least 1"
        );
        let list = CommandList::from([NewCommand::user("Info")]);
        assert_eq!(
            list.into_payload().unwrap().json().unwrap(),
            serde_json::json!([{"type": 2, "name": "Info"}])
        );
    }
}
