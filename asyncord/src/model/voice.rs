//! Voice: who is in which voice channel, regions, and the status of channels.

use super::{Member, Text, Timestamp, wire::UnixSeconds, wire::object};
use crate::id::{
    Id,
    marker::{ChannelMarker, GuildMarker, UserMarker},
};

/// How a user is connected to voice in a guild.
///
/// Discord docs: Voice/Voice State Object.
#[object]
#[allow(clippy::struct_excessive_bools, reason = "Discord's")]
pub struct VoiceState {
    /// The guild; those of a `GUILD_CREATE` lack it.
    pub guild_id: Option<Id<GuildMarker>>,
    /// The channel, or `None` where the user has left.
    pub channel_id: Option<Id<ChannelMarker>>,
    /// The user.
    pub user_id: Id<UserMarker>,
    /// The user as a member.
    pub member: Option<Box<Member>>,
    /// The session, which differs for each of the user's clients.
    pub session_id: Text,
    /// Whether the guild deafened the user.
    pub deaf: bool,
    /// Whether the guild muted the user.
    pub mute: bool,
    /// Whether the user hears nothing by own choice.
    pub self_deaf: bool,
    /// Whether the user is silent by own choice.
    pub self_mute: bool,
    /// Whether the user streams, as by sharing the screen.
    pub self_stream: bool,
    /// Whether the camera is on.
    pub self_video: bool,
    /// Whether the user may not speak: it is in the audience of a stage.
    pub suppress: bool,
    /// When the user asked to speak on a stage.
    pub request_to_speak_timestamp: Option<Timestamp>,
}

impl VoiceState {
    /// Whether the user is in a voice channel.
    pub fn is_connected(&self) -> bool {
        self.channel_id.is_some()
    }

    /// Whether the user is muted, by the guild or by own choice.
    pub fn is_muted(&self) -> bool {
        self.mute || self.self_mute
    }

    /// Whether the user hears nothing, by the guild or by own choice.
    pub fn is_deafened(&self) -> bool {
        self.deaf || self.self_deaf
    }

    /// Whether the user can be heard: connected, not muted and not in the audience of a stage.
    pub fn can_be_heard(&self) -> bool {
        self.is_connected() && !self.is_muted() && !self.suppress
    }

    /// Whether the user streams, as by sharing the screen.
    pub fn is_streaming(&self) -> bool {
        self.self_stream
    }

    /// Whether the user waits to be let speak on a stage.
    pub fn has_raised_hand(&self) -> bool {
        self.request_to_speak_timestamp.is_some()
    }
}

/// A place where voice servers stand.
///
/// Discord docs: Voice/Voice Region Object.
#[object]
pub struct VoiceRegion {
    /// The region's id, as in [`Channel::rtc_region`](super::Channel::rtc_region).
    pub id: Text,
    /// The name to show.
    pub name: Text,
    /// Whether it is the nearest to the current user's client.
    pub optimal: bool,
    /// Whether it is on its way out, and better not chosen.
    pub deprecated: bool,
    /// Whether it was made for an event or the like.
    pub custom: bool,
}

/// What [`ChannelInfo`](crate::event::ChannelInfo) tells of a voice channel.
///
/// What was not asked for is `None`, as is what is not set.
///
/// Discord docs: Gateway Events/Channel Info.
#[object]
pub struct VoiceChannelInfo {
    /// The channel.
    pub id: Id<ChannelMarker>,
    /// What people said they do in it, up to 500 characters.
    pub status: Option<Text>,
    /// Since when someone is in it.
    #[wire(with = UnixSeconds)]
    pub voice_start_time: Option<Timestamp>,
}

open_enum! {
    /// How an emoji is animated that someone sent into a voice channel.
    ///
    /// Discord docs: Gateway Events/Animation Types.
    pub enum AnimationType {
        /// A large one, of a Nitro subscriber.
        Premium = 0 => "PREMIUM",
        /// The ordinary one.
        Basic = 1 => "BASIC",
    }
}

#[cfg(test)]
mod tests {
    use super::{VoiceChannelInfo, VoiceState};

    use crate::model::testing::round;

    #[test]
    fn a_voice_state_is_small() {
        assert!(size_of::<VoiceState>() <= 80, "{}", size_of::<VoiceState>());
    }

    #[test]
    fn a_voice_state_of_a_guild_create_lacks_its_guild() {
        let state: VoiceState = round(
            r#"{"channel_id":"157733188964188161","user_id":"80351110224678912","session_id":"90326bd25d71d39b9ef95b299e3872ff",
                "deaf":false,"mute":false,"self_deaf":false,"self_mute":true,"self_video":false,"suppress":false,
                "request_to_speak_timestamp":"2021-03-31T18:45:31.297561+00:00"}"#,
        );
        assert_eq!(state.guild_id, None);
        assert!(state.is_connected() && state.is_muted() && !state.is_deafened());
        assert!(!state.can_be_heard() && state.has_raised_hand() && !state.is_streaming());
    }

    #[test]
    fn who_left_is_in_no_channel() {
        let state: VoiceState = round(
            r#"{"guild_id":"1","channel_id":null,"user_id":"4","session_id":"a","self_stream":null,
                "member":{"user":{"id":"4","username":"ada"},"roles":[]},"deaf":true}"#,
        );
        assert!(!state.is_connected() && !state.can_be_heard());
        assert!(state.is_deafened() && !state.is_muted());
        assert_eq!(state.member.unwrap().user.username, "ada");
    }

    #[test]
    fn a_voice_channel_tells_since_when_it_is_used() {
        let info: VoiceChannelInfo =
            round(r#"{"id":"2","status":null,"voice_start_time":1700000000}"#);
        assert_eq!(info.status, None);
        assert_eq!(info.voice_start_time.unwrap().unix_seconds(), 1_700_000_000);
    }
}
