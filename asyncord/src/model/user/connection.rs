//! Accounts elsewhere that users linked to theirs.

use crate::model::{Guild, IntegrationAccount, IntegrationType, List, Text, wire::object};

/// An account elsewhere that a user linked.
///
/// Discord docs: User/Connection Object.
#[object]
#[allow(clippy::struct_excessive_bools, reason = "as on the wire")]
pub struct Connection {
    /// The account's id at the service.
    pub id: Text,
    /// The account's name at the service.
    pub name: Option<Text>,
    /// The service.
    #[wire(name = "type")]
    pub kind: ConnectionService,
    /// Whether the link was taken back.
    pub revoked: bool,
    /// The guilds' integrations of the account.
    pub integrations: List<ConnectionIntegration>,
    /// Whether it is proven that the account is the user's.
    pub verified: bool,
    /// Whether friends are taken over from there.
    pub friend_sync: bool,
    /// Whether what the user does there is shown in the presence.
    pub show_activity: bool,
    /// Whether the service holds a token for Discord as well.
    pub two_way_link: bool,
    /// Who sees the link in the profile.
    pub visibility: Option<ConnectionVisibility>,
}

/// A guild's integration, as a [`Connection`] tells of it.
///
/// Its id need not be a snowflake, so it is no [`Integration`](crate::model::Integration).
///
/// Discord docs: User/Connection Object.
#[object]
pub struct ConnectionIntegration {
    /// The integration's id.
    pub id: Text,
    /// The service.
    #[wire(name = "type")]
    pub kind: IntegrationType,
    /// The integration's name.
    pub name: Option<Text>,
    /// The account at the service.
    pub account: Option<IntegrationAccount>,
    /// The guild: id, name and icon.
    pub guild: Option<Box<Guild>>,
}

open_string_enum! {
    /// A service whose accounts users link to theirs.
    ///
    /// Discord docs: User/Services.
    pub enum ConnectionService {
        /// Amazon Music.
        AmazonMusic = "amazon-music",
        /// Battle.net.
        BattleNet = "battlenet",
        /// Bluesky.
        Bluesky = "bluesky",
        /// Bungie.net.
        Bungie = "bungie",
        /// Crunchyroll.
        Crunchyroll = "crunchyroll",
        /// A domain of one's own.
        Domain = "domain",
        /// eBay.
        Ebay = "ebay",
        /// Epic Games.
        EpicGames = "epicgames",
        /// Facebook.
        Facebook = "facebook",
        /// GitHub.
        GitHub = "github",
        /// Instagram; can be linked no more.
        Instagram = "instagram",
        /// League of Legends.
        LeagueOfLegends = "leagueoflegends",
        /// Mastodon.
        Mastodon = "mastodon",
        /// PayPal.
        PayPal = "paypal",
        /// PlayStation Network.
        PlayStation = "playstation",
        /// Reddit.
        Reddit = "reddit",
        /// Riot Games.
        RiotGames = "riotgames",
        /// Roblox.
        Roblox = "roblox",
        /// Skype; can be linked no more.
        Skype = "skype",
        /// Spotify.
        Spotify = "spotify",
        /// Steam.
        Steam = "steam",
        /// TikTok.
        TikTok = "tiktok",
        /// Twitch.
        Twitch = "twitch",
        /// X, formerly Twitter.
        Twitter = "twitter",
        /// Xbox.
        Xbox = "xbox",
        /// YouTube.
        YouTube = "youtube",
    }
}

open_enum! {
    /// Who sees a linked account in the profile.
    ///
    /// Discord docs: User/Visibility Types.
    pub enum ConnectionVisibility {
        /// Only the user.
        None = 0 => "NONE",
        /// Everyone.
        Everyone = 1 => "EVERYONE",
    }
}
