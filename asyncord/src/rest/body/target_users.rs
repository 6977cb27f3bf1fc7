//! The users for whom alone an invite is: a table of comma-separated values, with one column.

use crate::{
    id::{Id, marker::UserMarker},
    model::limits::{Faults, Limited},
    rest::{
        Error, ErrorKind, OperationInfo, Response,
        decode::FromAnswer,
        request::Body,
        transport::{File, FileContent, Payload},
    },
};

/// The users for whom alone an invite is: whatever yields their ids becomes one.
///
/// ```
/// use asyncord::{id::Id, rest::body::TargetUsers};
///
/// let users = TargetUsers::from([5, 6].map(Id::new));
/// assert_eq!(users.ids().len(), 2);
/// ```
///
/// Discord docs: Invite/Target Users.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TargetUsers(Vec<Id<UserMarker>>);

/// The name of the column, and of the part of a request with the table.
const COLUMN: &str = "user_id";
const PART: &str = "target_users_file";

impl TargetUsers {
    /// The ids.
    pub fn ids(&self) -> &[Id<UserMarker>] {
        &self.0
    }

    /// The table as a file.
    pub(crate) fn into_file(self) -> File {
        let mut table = format!("{COLUMN}\n");
        for id in &self.0 {
            table.push_str(&id.to_string());
            table.push('\n');
        }
        File {
            part: PART.to_owned(),
            filename: "target_users.csv".to_owned(),
            content_type: Some("text/csv".to_owned()),
            content: FileContent::Bytes(table.into()),
        }
    }
}

impl<T> From<T> for TargetUsers
where
    T: IntoIterator,
    T::Item: Into<Id<UserMarker>>,
{
    fn from(ids: T) -> Self {
        Self(ids.into_iter().map(Into::into).collect())
    }
}

/// Of the users Discord knows whether they exist.
impl Limited for TargetUsers {
    fn check(&self, faults: &mut Faults) {
        faults.count(PART, self.0.len(), 1..=10_000);
    }
}

impl Body for TargetUsers {
    fn into_payload(self) -> serde_json::Result<Payload> {
        Ok(Payload::Multipart {
            json: None,
            fields: Vec::new(),
            files: vec![self.into_file()],
        })
    }
}

impl FromAnswer for TargetUsers {
    fn from_answer(operation: &'static OperationInfo, answer: &Response) -> Result<Self, Error> {
        let text = String::from_utf8_lossy(&answer.body);
        let mut ids = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim().trim_matches('"');
            if line.is_empty() || (index == 0 && line == COLUMN) {
                continue;
            }
            let id = line.parse().map_err(|_| {
                Error::new(
                    ErrorKind::Decode,
                    format!(
                        "cannot make sense of the answer: line {} is no user's id",
                        index + 1
                    ),
                )
                .with_operation(operation)
            })?;
            ids.push(id);
        }
        Ok(Self(ids))
    }
}

#[cfg(test)]
mod tests {
    use super::TargetUsers;
    use crate::{
        id::Id,
        rest::{
            ErrorKind, OperationInfo, Response,
            decode::FromAnswer,
            request::Body,
            resource::invite::GetTargetUsers,
            transport::{FileContent, Payload},
        },
    };

    static OPERATION: OperationInfo = GetTargetUsers::OPERATION;

    #[test]
    fn what_is_sent_can_be_read() {
        let users = TargetUsers::from([5, 6].map(Id::new));
        let payload = users.clone().into_payload().unwrap();
        let Payload::Multipart { files, .. } = payload else {
            panic!("{payload:?}");
        };
        let FileContent::Bytes(table) = &files[0].content else {
            panic!("{files:?}");
        };
        assert_eq!(table, "user_id\n5\n6\n");
        let answer = Response::new(200, table.clone());
        assert_eq!(
            TargetUsers::from_answer(&OPERATION, &answer).unwrap(),
            users
        );
        let windows = Response::new(200, "\"user_id\"\r\n\"5\"\r\n");
        assert_eq!(
            TargetUsers::from_answer(&OPERATION, &windows)
                .unwrap()
                .ids(),
            [Id::new(5)]
        );
        let wrong = Response::new(200, "user_id\nada");
        let error = TargetUsers::from_answer(&OPERATION, &wrong).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
