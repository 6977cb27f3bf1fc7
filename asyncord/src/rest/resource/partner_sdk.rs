//! Games with the Social SDK: accounts of players without one of Discord's, and their messages.

use crate::{
    id::{
        Id,
        marker::{ApplicationMarker, MessageMarker, UserMarker},
    },
    model::{ExternalAuthType, ProvisionalTokenResponse},
    rest::{RestClient, body::ModerationMetadata},
};

group! {
    /// What games with the Social SDK ask for; from [`RestClient::partner_sdk`].
    pub struct PartnerSdk {}
}

impl RestClient {
    /// What games with the Social SDK ask for.
    pub fn partner_sdk(&self) -> PartnerSdk {
        PartnerSdk::new(self)
    }
}

operation! {
    /// Gets a token for a player without an account of Discord's, by the player's account elsewhere.
    ///
    /// Discord docs: Using Provisional Accounts/Server Authentication with External Credentials Exchange.
    RequestProvisionalToken = POST "/partner-sdk/token" -> ProvisionalTokenResponse, public;
    fn PartnerSdk::token(
        client_id: Id<ApplicationMarker> in body,
        external_auth_type: ExternalAuthType in body,
        external_auth_token: String in body [characters 1..=10_240],
    );
    body {
        /// Shows the application's secret, which one that is no public client has to.
        client_secret: String [characters 0..=1_024],
    }
}

operation! {
    /// Gets a token for a player without an account of Discord's, by an id that the game has for the player.
    ///
    /// Discord docs: Using Provisional Accounts/Bot Token Endpoint.
    RequestProvisionalTokenByBot = POST "/partner-sdk/token/bot" -> ProvisionalTokenResponse;
    fn PartnerSdk::token_by_bot(external_user_id: String in body [characters 1..=1_024]);
    body {
        /// Sets the name that is shown, 1 to 32 characters.
        preferred_global_name: String [characters 1..=32],
        /// Takes the provisional account that there is.
        provisional_user_id: Id<UserMarker>,
    }
}

operation! {
    /// Parts a provisional account from the account of Discord's that it was merged with.
    ///
    /// Discord docs: Using Provisional Accounts/Unmerging Provisional Accounts for Servers.
    UnmergeProvisionalAccount = POST "/partner-sdk/provisional-accounts/unmerge" -> (), public;
    fn PartnerSdk::unmerge(
        client_id: Id<ApplicationMarker> in body,
        external_auth_type: ExternalAuthType in body,
        external_auth_token: String in body [characters 1..=10_240],
    );
    body {
        /// Shows the application's secret, which one that is no public client has to.
        client_secret: String [characters 0..=1_024],
    }
}

operation! {
    /// Parts a provisional account from the account of Discord's that it was merged with, by an id that the game has.
    ///
    /// Discord docs: Using Provisional Accounts/Unmerging Provisional Accounts for Servers.
    UnmergeProvisionalAccountByBot = POST "/partner-sdk/provisional-accounts/unmerge/bot" -> ();
    fn PartnerSdk::unmerge_by_bot(external_user_id: String in body [characters 1..=1_024]);
}

operation! {
    /// Notes what moderation found of a message between two players, which the game is told of: any keys, texts of up
    /// to 2,000 characters.
    ///
    /// In Discord's specification; described in its guides for the Social SDK.
    UpdateUserMessageModeration = PUT "/partner-sdk/dms/{user_id_1}/{user_id_2}/messages/{message_id}/moderation-metadata" -> ();
    fn PartnerSdk::moderate_message(
        user_id_1: Id<UserMarker> in path,
        user_id_2: Id<UserMarker> in path,
        message_id: Id<MessageMarker> in path,
    );
    with ModerationMetadata as metadata;
}
