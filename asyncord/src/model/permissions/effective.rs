//! What a member may do in the end, by roles, overwrites and all that Discord adds to them.

use super::{Explanation, MemberPermissions, Permissions, calculator::Layer, explain};
use crate::model::{ChannelType, PermissionOverwrite, Timestamp};

/// Where permissions are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place<'a> {
    Guild,
    Channel {
        kind: ChannelType,
        overwrites: &'a [PermissionOverwrite],
    },
    Thread {
        overwrites: &'a [PermissionOverwrite],
        /// Private, and not joined.
        hidden: bool,
    },
}

/// Something that takes permissions away after roles and overwrites were counted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Loss {
    pub(super) cause: Cause,
    pub(super) taken: Permissions,
}

/// Why permissions are taken away.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cause {
    /// They need this one, which is not there.
    Lacks(Permissions),
    /// The thread is private.
    OutsidePrivateThread,
    /// `SEND_MESSAGES` does not count in threads.
    NotInThreads,
    /// The member is timed out until then.
    TimedOut(Timestamp),
}

/// What [`Permissions::SEND_MESSAGES`] brings with it, or takes along.
const NEEDS_SENDING: Permissions = Permissions::MENTION_EVERYONE
    .union(Permissions::SEND_TTS_MESSAGES)
    .union(Permissions::ATTACH_FILES)
    .union(Permissions::EMBED_LINKS);

/// What is left in a voice or stage channel without [`Permissions::CONNECT`].
const LEFT_WITHOUT_CONNECT: Permissions = Permissions::ALL_GUILD.union(Permissions::VIEW_CHANNEL);

/// What is left to the timed out.
const LEFT_IN_TIME_OUT: Permissions =
    Permissions::VIEW_CHANNEL.union(Permissions::READ_MESSAGE_HISTORY);

/// What a member may do in one place, and why.
#[derive(Clone, Copy, Debug)]
pub struct EffectivePermissions<'a> {
    pub(super) member: MemberPermissions<'a>,
    place: Place<'a>,
    time_out: Option<Timestamp>,
    permissions: Permissions,
}

impl<'a> EffectivePermissions<'a> {
    pub(super) fn new(member: MemberPermissions<'a>, place: Place<'a>) -> Self {
        let mut effective = Self {
            member,
            place,
            time_out: member.time_out(),
            permissions: Permissions::all(),
        };
        if !member.is_administrator() {
            let granted = effective.granted();
            effective.permissions = effective
                .losses(granted)
                .fold(granted, |left, loss| left.difference(loss.taken));
        }
        effective
    }

    /// All that the member may do here.
    ///
    /// For the owner and administrators that is [`Permissions::all`], with bits that have no name yet;
    /// for sending to Discord, take what is in [`Permissions::ALL_KNOWN`].
    pub const fn permissions(&self) -> Permissions {
        self.permissions
    }

    /// Whether the member may do all of this here.
    pub const fn contains(&self, permissions: Permissions) -> bool {
        self.permissions.contains(permissions)
    }

    /// What of `required` the member may not do here; empty where all is allowed.
    pub const fn missing(&self, required: Permissions) -> Permissions {
        self.permissions.missing(required)
    }

    /// Which rule grants or denies each of these permissions; made to be shown.
    ///
    /// One rule is told even where several deny. Roles and overwrites come first, then what else is
    /// lacking, and the time-out last: it is told only where the permission would be there without it.
    pub fn why(&self, permissions: Permissions) -> Explanation {
        explain::explain(self, permissions)
    }

    /// The overwrites that count here.
    pub(super) fn overwrites(&self) -> &'a [PermissionOverwrite] {
        match self.place {
            Place::Guild => &[],
            Place::Channel { overwrites, .. } | Place::Thread { overwrites, .. } => overwrites,
        }
    }

    /// What roles and overwrites grant, before anything is taken away.
    pub(super) fn granted(&self) -> Permissions {
        Layer::ALL
            .into_iter()
            .map(|layer| self.member.layer(layer, self.overwrites()))
            .fold(self.member.granted_by_roles(), |granted, change| {
                granted.difference(change.deny).union(change.allow)
            })
    }

    /// What takes something of `granted` away. Each looks at what was granted, not at what others left,
    /// so they hold in any order; the order is that in which they are told as reasons.
    pub(super) fn losses(&self, granted: Permissions) -> impl Iterator<Item = Loss> + use<> {
        let lacks = |needed: Permissions, taken: Permissions| {
            (!granted.contains(needed)).then_some(Loss {
                cause: Cause::Lacks(needed),
                taken,
            })
        };
        let everything = Permissions::all();
        let time_out = self.time_out.map(|until| Loss {
            cause: Cause::TimedOut(until),
            taken: everything.difference(LEFT_IN_TIME_OUT),
        });
        let by_place = match self.place {
            Place::Guild => [None, None, None, None],
            Place::Channel { kind, .. } => {
                let is_vocal =
                    matches!(kind, ChannelType::GuildVoice | ChannelType::GuildStageVoice);
                [
                    lacks(Permissions::VIEW_CHANNEL, everything),
                    lacks(
                        Permissions::CONNECT,
                        everything.difference(LEFT_WITHOUT_CONNECT),
                    )
                    .filter(|_| is_vocal),
                    lacks(Permissions::SEND_MESSAGES, NEEDS_SENDING),
                    None,
                ]
            }
            Place::Thread { hidden, .. } => {
                let manages =
                    granted.contains(Permissions::MANAGE_THREADS) && self.time_out.is_none();
                [
                    lacks(Permissions::VIEW_CHANNEL, everything),
                    (hidden && !manages).then_some(Loss {
                        cause: Cause::OutsidePrivateThread,
                        taken: everything,
                    }),
                    lacks(Permissions::SEND_MESSAGES_IN_THREADS, NEEDS_SENDING),
                    Some(Loss {
                        cause: Cause::NotInThreads,
                        taken: Permissions::SEND_MESSAGES,
                    }),
                ]
            }
        };
        by_place.into_iter().chain([time_out]).flatten()
    }
}

impl From<EffectivePermissions<'_>> for Permissions {
    fn from(effective: EffectivePermissions<'_>) -> Self {
        effective.permissions
    }
}

#[cfg(test)]
pub(super) mod tests;
