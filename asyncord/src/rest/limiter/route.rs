//! What a request is to a limiter.

use std::{
    fmt,
    hash::{Hash, Hasher},
};

use crate::rest::operation::OperationInfo;

/// What a request is to a limiter: its operation, and the value of its top-level resource.
///
/// The top-level resource is the channel, guild, or webhook with its token, of the path. Webhooks' tokens are
/// secrets, so only a hash is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Route {
    operation: &'static OperationInfo,
    fields: u64,
    major: Option<u64>,
    of_interaction: bool,
}

/// An operation with the fields that it changes, whatever its parameters are. Method and template tell it apart, not
/// where its text lies.
#[derive(Clone, Copy, Debug, Eq)]
pub(super) struct OperationKey(&'static OperationInfo, u64);

/// An operation on one top-level resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct RouteKey {
    operation: OperationKey,
    major: Option<u64>,
}

impl PartialEq for OperationKey {
    fn eq(&self, other: &Self) -> bool {
        self.1 == other.1
            && (std::ptr::eq(self.0, other.0)
                || (self.0.template == other.0.template && self.0.method == other.0.method))
    }
}

impl Hash for OperationKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Shorter than the template, and almost as good.
        self.0.name.hash(state);
        self.1.hash(state);
    }
}

impl RouteKey {
    pub(super) fn operation(self) -> OperationKey {
        self.operation
    }

    pub(super) fn major_parameter(self) -> Option<u64> {
        self.major
    }
}

impl Route {
    /// The route of a request, for tests of limiters and for requests that are not made here.
    ///
    /// `major_parameter` is the value of the top-level resource as it stands in the path, `None` where there is none:
    /// the id of the channel or guild, and for webhooks and interactions the id and the token with a `/` between.
    ///
    /// ```
    /// use asyncord::rest::{
    ///     OperationInfo,
    ///     limiter::{InMemoryRateLimiter, Outcome, RateLimiter, Route, Ticket},
    ///     resource::message::CreateMessage,
    /// };
    ///
    /// static CREATE_MESSAGE: OperationInfo = CreateMessage::OPERATION;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), asyncord::rest::Error> {
    /// let route = Route::of(&CREATE_MESSAGE, Some("81384788765712384"));
    /// let permit = InMemoryRateLimiter::default().acquire(&route, Ticket::draw()).await?;
    /// permit.complete(Outcome::Unsent);
    /// # Ok(())
    /// # }
    /// ```
    pub fn of(operation: &'static OperationInfo, major_parameter: Option<&str>) -> Self {
        Self::new(operation, major_parameter)
    }

    pub(crate) fn new(operation: &'static OperationInfo, major: Option<&str>) -> Self {
        Self {
            operation,
            fields: 0,
            major: major.map(hash),
            of_interaction: operation.template.starts_with("/interactions/"),
        }
    }

    /// Says which fields it changes: Discord limits some changes of one operation apart from others, such as a channel's
    /// name. The first request with new fields goes alone to learn, lest it wait for a limit that is not its own.
    pub(crate) fn changing<'a>(mut self, names: impl Iterator<Item = &'a str>) -> Self {
        // The same in any order.
        self.fields = names.map(hash).fold(0, u64::wrapping_add);
        self
    }

    /// Says that it answers an interaction, by the webhook that the interaction brought.
    pub(crate) fn of_interaction(mut self, of_interaction: bool) -> Self {
        self.of_interaction |= of_interaction;
        self
    }

    /// What is asked for.
    pub fn operation(&self) -> &'static OperationInfo {
        self.operation
    }

    /// A hash of the names of the fields that it changes, the same in every process and version; 0 where that is not
    /// told. Discord may limit some changes of one operation apart from others, such as a channel's name.
    pub fn fields(&self) -> u64 {
        self.fields
    }

    /// A hash of the top-level resource, the same in every process and version; `None` where the path has none.
    pub fn major_parameter(&self) -> Option<u64> {
        self.major
    }

    /// Whether the global limit does not count it: what answers an interaction.
    pub fn is_exempt_from_global(&self) -> bool {
        self.of_interaction
    }

    pub(super) fn key(&self) -> RouteKey {
        RouteKey {
            operation: OperationKey(self.operation, self.fields),
            major: self.major,
        }
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Route")
            .field("operation", &format_args!("{}", self.operation))
            .field("major_parameter", &self.major)
            .finish_non_exhaustive()
    }
}

/// FNV-1a: not one of the standard library's, which may differ between versions, where processes share limits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn the_hash_is_the_known_one() {
        assert_eq!(hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }
}
