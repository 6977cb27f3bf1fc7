//! What goes over the gateway of a voice server.

use crate::model::{RawJson, wire::object};

/// A payload of a voice server's gateway.
///
/// Its content is not shown by `Debug`: of some it is a token or a key.
///
/// Discord docs: Voice Connections/Connecting to Voice.
#[object]
pub struct VoiceGatewayPayload {
    /// What it is.
    pub op: VoiceGatewayOpcode,
    /// What it carries.
    pub d: Option<RawJson>,
    /// The number of a message of the server, to take a session up again; since version 8.
    pub seq: Option<u64>,
}

open_enum! {
    /// What a payload of a voice server's gateway is.
    ///
    /// Discord docs: Opcodes and Status Codes/Voice Opcodes.
    pub enum VoiceGatewayOpcode {
        /// The bot begins a session.
        Identify = 0 => "IDENTIFY",
        /// The bot chooses how voice is sent and encrypted.
        SelectProtocol = 1 => "SELECT_PROTOCOL",
        /// The session stands.
        Ready = 2 => "READY",
        /// A sign of life.
        Heartbeat = 3 => "HEARTBEAT",
        /// The key of the session.
        SessionDescription = 4 => "SESSION_DESCRIPTION",
        /// Someone speaks, or stops to.
        Speaking = 5 => "SPEAKING",
        /// A sign of life was heard.
        HeartbeatAck = 6 => "HEARTBEAT_ACK",
        /// The bot takes a session up again.
        Resume = 7 => "RESUME",
        /// The connection stands.
        Hello = 8 => "HELLO",
        /// The session goes on.
        Resumed = 9 => "RESUMED",
        /// Others joined.
        ClientsConnect = 11 => "CLIENTS_CONNECT",
        /// Someone left.
        ClientDisconnect = 13 => "CLIENT_DISCONNECT",
        /// End-to-end encryption is about to change.
        DavePrepareTransition = 21 => "DAVE_PREPARE_TRANSITION",
        /// End-to-end encryption changes.
        DaveExecuteTransition = 22 => "DAVE_EXECUTE_TRANSITION",
        /// The bot is ready for the change.
        DaveTransitionReady = 23 => "DAVE_TRANSITION_READY",
        /// A new group or version of the protocol is about to begin.
        DavePrepareEpoch = 24 => "DAVE_PREPARE_EPOCH",
        /// Credentials of the server as the group's external sender.
        DaveMlsExternalSender = 25 => "DAVE_MLS_EXTERNAL_SENDER",
        /// A package of keys to join the group with.
        DaveMlsKeyPackage = 26 => "DAVE_MLS_KEY_PACKAGE",
        /// Proposals for changes to the group.
        DaveMlsProposals = 27 => "DAVE_MLS_PROPOSALS",
        /// A change to the group, and a welcome for new members.
        DaveMlsCommitWelcome = 28 => "DAVE_MLS_COMMIT_WELCOME",
        /// A change to the group is about to come.
        DaveMlsAnnounceCommitTransition = 29 => "DAVE_MLS_ANNOUNCE_COMMIT_TRANSITION",
        /// A welcome to the group.
        DaveMlsWelcome = 30 => "DAVE_MLS_WELCOME",
        /// A change or welcome was of no use; the bot asks to be added anew.
        DaveMlsInvalidCommitWelcome = 31 => "DAVE_MLS_INVALID_COMMIT_WELCOME",
    }
}
