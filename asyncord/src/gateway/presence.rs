//! What a bot shows of itself: its status and its activities.

use serde::{Serialize, Serializer};

use super::error::SendError;

/// The bytes that a payload may have on the gateway.
///
/// Discord docs: Gateway/Sending Events.
pub(super) const MAX_PAYLOAD: usize = 4096;

/// A presence is sent within Identify too, beside the token and the rest.
const MAX_PRESENCE: usize = MAX_PAYLOAD - 512;

/// What a bot shows of itself.
///
/// ```
/// use asyncord::gateway::{Activity, PresenceUpdate, Status};
///
/// let busy = PresenceUpdate::new(Status::DoNotDisturb).activity(Activity::watching("the logs"));
/// let chess: PresenceUpdate = Activity::playing("chess").into();
/// assert_eq!(chess.status, Status::Online);
/// # let _ = busy;
/// ```
///
/// Discord docs: Gateway Events/Update Presence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PresenceUpdate {
    /// When the bot went idle, in milliseconds since the Unix epoch.
    pub since: Option<u64>,
    /// What it is doing.
    pub activities: Vec<Activity>,
    /// Whether it is there.
    pub status: Status,
    /// Whether it is away from the keyboard.
    pub afk: bool,
}

impl PresenceUpdate {
    /// A presence with a status and no activity.
    pub fn new(status: Status) -> Self {
        Self {
            since: None,
            activities: Vec::new(),
            status,
            afk: false,
        }
    }

    /// Adds an activity.
    pub fn activity(mut self, activity: Activity) -> Self {
        self.activities.push(activity);
        self
    }

    /// Sets when the bot went idle, in milliseconds since the Unix epoch.
    pub fn since(mut self, since: u64) -> Self {
        self.since = Some(since);
        self
    }

    /// Sets whether the bot is away from the keyboard.
    pub fn afk(mut self, afk: bool) -> Self {
        self.afk = afk;
        self
    }

    /// The payload, if it is small enough.
    pub(super) fn encode(&self) -> Result<String, SendError> {
        let json = serde_json::to_string(self).expect("plain data can be written as JSON");
        if json.len() > MAX_PRESENCE {
            return Err(SendError::TooLarge {
                size: json.len(),
                limit: MAX_PRESENCE,
            });
        }
        Ok(json)
    }
}

impl From<Status> for PresenceUpdate {
    fn from(status: Status) -> Self {
        Self::new(status)
    }
}

impl From<Activity> for PresenceUpdate {
    fn from(activity: Activity) -> Self {
        Self::new(Status::Online).activity(activity)
    }
}

/// Whether a bot is there.
///
/// Discord docs: Gateway Events/Status Types.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Status {
    /// There.
    #[default]
    Online,
    /// Not to be disturbed.
    #[serde(rename = "dnd")]
    DoNotDisturb,
    /// Idle.
    Idle,
    /// Shown as offline.
    Invisible,
}

/// What a bot is doing. Of an activity's fields, bots may set these only.
///
/// Discord docs: Gateway Events/Activity Object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Activity {
    /// What is played, listened to and so on.
    pub name: String,
    /// The kind of activity.
    #[serde(rename = "type")]
    pub kind: ActivityKind,
    /// A line below the name; the text itself in a custom status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// The address of a stream, at Twitch or YouTube.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Activity {
    /// An activity of any kind.
    pub fn new(kind: ActivityKind, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            kind,
            state: None,
            url: None,
        }
    }

    /// "Playing `name`".
    pub fn playing(name: impl Into<String>) -> Self {
        Self::new(ActivityKind::Playing, name)
    }

    /// "Streaming `name`", with the address of the stream at Twitch or YouTube.
    pub fn streaming(name: impl Into<String>, url: impl Into<String>) -> Self {
        Self {
            url: Some(url.into()),
            ..Self::new(ActivityKind::Streaming, name)
        }
    }

    /// "Listening to `name`".
    pub fn listening(name: impl Into<String>) -> Self {
        Self::new(ActivityKind::Listening, name)
    }

    /// "Watching `name`".
    pub fn watching(name: impl Into<String>) -> Self {
        Self::new(ActivityKind::Watching, name)
    }

    /// "Competing in `name`".
    pub fn competing(name: impl Into<String>) -> Self {
        Self::new(ActivityKind::Competing, name)
    }

    /// A text of one's own.
    pub fn custom(text: impl Into<String>) -> Self {
        // Discord wants a name and does not show it.
        Self::new(ActivityKind::Custom, "Custom Status").state(text)
    }

    /// Sets the line below the name.
    pub fn state(mut self, state: impl Into<String>) -> Self {
        self.state = Some(state.into());
        self
    }
}

/// The kind of an activity.
///
/// Discord docs: Gateway Events/Activity Types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ActivityKind {
    /// "Playing …".
    Playing = 0,
    /// "Streaming …".
    Streaming = 1,
    /// "Listening to …".
    Listening = 2,
    /// "Watching …".
    Watching = 3,
    /// A text of one's own.
    Custom = 4,
    /// "Competing in …".
    Competing = 5,
}

impl Serialize for ActivityKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(*self as u8)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Activity, PresenceUpdate, SendError, Status};

    fn encoded(presence: impl Into<PresenceUpdate>) -> Value {
        serde_json::from_str(&presence.into().encode().unwrap()).unwrap()
    }

    #[test]
    fn is_written_as_discord_reads_it() {
        assert_eq!(
            encoded(Status::DoNotDisturb),
            json!({"since": null, "activities": [], "status": "dnd", "afk": false})
        );
        let presence = PresenceUpdate::new(Status::Idle)
            .activity(Activity::streaming("chess", "https://twitch.tv/x"))
            .activity(Activity::custom("hm"))
            .since(91_879_201)
            .afk(true);
        assert_eq!(
            encoded(presence),
            json!({
                "since": 91_879_201,
                "activities": [
                    {"name": "chess", "type": 1, "url": "https://twitch.tv/x"},
                    {"name": "Custom Status", "type": 4, "state": "hm"},
                ],
                "status": "idle",
                "afk": true,
            })
        );
    }

    #[test]
    fn what_the_gateway_would_not_take_is_refused() {
        let presence = PresenceUpdate::from(Activity::playing("x".repeat(4000)));
        let Err(SendError::TooLarge { size, limit }) = presence.encode() else {
            panic!("it was taken");
        };
        assert!(size > 4000 && limit < 4096);
    }
}
