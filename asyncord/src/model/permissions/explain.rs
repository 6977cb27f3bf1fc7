//! Why a member may do something or not.

use std::{cmp::Reverse, fmt};

use super::{EffectivePermissions, Permissions, calculator::Layer, effective::Cause};
use crate::{
    id::{
        Id,
        marker::{RoleMarker, UserMarker},
    },
    model::Timestamp,
};

/// Why a member may do things or not: a [`Why`] for each permission asked for, in the order of bits.
///
/// Shown, it is a line for each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation(Vec<Why>);

impl Explanation {
    /// The reasons, one for each permission.
    pub fn reasons(&self) -> &[Why] {
        &self.0
    }
}

impl IntoIterator for Explanation {
    type Item = Why;
    type IntoIter = std::vec::IntoIter<Why>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, why) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{why}")?;
        }
        Ok(())
    }
}

/// Why a member has one permission or not.
///
/// Shown, it reads `SEND_MESSAGES is denied by the overwrite of role 4`. It names nobody by mention, so
/// that it can stand in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Why {
    /// The one permission.
    pub permission: Permissions,
    /// Whether the member has it.
    pub granted: bool,
    /// What decided it.
    pub rule: Rule,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.granted { "granted" } else { "denied" };
        write!(f, "{} is {word}", self.permission)?;
        match &self.rule {
            Rule::Owner => f.write_str(", as the member owns the guild"),
            Rule::Administrator(holders) => {
                f.write_str(" with ADMINISTRATOR by ")?;
                write_list(f, holders)
            }
            Rule::Roles(holders) => {
                f.write_str(" by ")?;
                write_list(f, holders)
            }
            Rule::NoRole => f.write_str(", as no role grants it"),
            Rule::Overwrites(holders) => {
                f.write_str(match holders.len() {
                    1 => " by the overwrite of ",
                    _ => " by the overwrites of ",
                })?;
                write_list(f, holders)
            }
            Rule::Lacks(why) => {
                write!(f, ", as it needs {}; {why}", why.permission)
            }
            Rule::OutsidePrivateThread => f.write_str(
                ", as the member is not in the private thread and cannot use MANAGE_THREADS",
            ),
            Rule::NotInThreads => {
                f.write_str(", as SEND_MESSAGES_IN_THREADS counts in threads instead")
            }
            Rule::TimedOut(until) => write!(f, ", as the member is timed out until {until}"),
        }
    }
}

/// What decides about a permission.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rule {
    /// Granted: the member owns the guild.
    Owner,
    /// Granted: these roles make the member an administrator.
    Administrator(Vec<Holder>),
    /// Granted by these roles, the highest first; no overwrite speaks of it.
    Roles(Vec<Holder>),
    /// Denied: no role grants it, and no overwrite speaks of it.
    NoRole,
    /// Granted or denied by these overwrites, those of roles with the highest first.
    Overwrites(Vec<Holder>),
    /// Denied: it would be granted, but needs another permission, which is denied for this reason.
    Lacks(Box<Why>),
    /// Denied: the thread is private, the member is not in it and cannot use
    /// [`MANAGE_THREADS`](Permissions::MANAGE_THREADS).
    OutsidePrivateThread,
    /// Denied: [`SEND_MESSAGES`](Permissions::SEND_MESSAGES) does not count in threads, where
    /// [`SEND_MESSAGES_IN_THREADS`](Permissions::SEND_MESSAGES_IN_THREADS) does.
    NotInThreads,
    /// Denied: it would be granted, but the member is timed out until then.
    TimedOut(Timestamp),
}

/// Whose role or overwrite decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Holder {
    /// The role that every member has.
    Everyone,
    /// Another role.
    Role(Id<RoleMarker>),
    /// The member alone.
    Member(Id<UserMarker>),
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Without the sign, which would ping.
            Self::Everyone => f.write_str("everyone"),
            Self::Role(id) => write!(f, "role {id}"),
            Self::Member(id) => write!(f, "member {id}"),
        }
    }
}

/// `a`, `a and b`, `a, b and c`.
fn write_list(f: &mut fmt::Formatter<'_>, holders: &[Holder]) -> fmt::Result {
    for (index, holder) in holders.iter().enumerate() {
        f.write_str(match index {
            0 => "",
            _ if index + 1 == holders.len() => " and ",
            _ => ", ",
        })?;
        write!(f, "{holder}")?;
    }
    Ok(())
}

/// Says why, of each bit asked for.
pub(super) fn explain(effective: &EffectivePermissions<'_>, asked: Permissions) -> Explanation {
    let reasons = (0..u64::BITS)
        .map(|bit| Permissions::from_bits_retain(1 << bit))
        .filter(|permission| asked.contains(*permission))
        .map(|permission| why(effective, permission))
        .collect();
    Explanation(reasons)
}

fn why(effective: &EffectivePermissions<'_>, permission: Permissions) -> Why {
    let member = effective.member;
    let rule = if member.is_owner() {
        Rule::Owner
    } else if member.is_administrator() {
        Rule::Administrator(granting_roles(effective, Permissions::ADMINISTRATOR))
    } else {
        return why_of_ordinary_member(effective, permission);
    };
    Why {
        permission,
        granted: true,
        rule,
    }
}

fn why_of_ordinary_member(effective: &EffectivePermissions<'_>, permission: Permissions) -> Why {
    let granted = effective.granted();
    if !granted.contains(permission) {
        return by_roles_and_overwrites(effective, permission, false);
    }
    let loss = effective
        .losses(granted)
        .find(|loss| loss.taken.contains(permission));
    let Some(loss) = loss else {
        return by_roles_and_overwrites(effective, permission, true);
    };
    let rule = match loss.cause {
        // Only what was not granted is lacked, so the reason lies with roles and overwrites.
        Cause::Lacks(needed) => {
            Rule::Lacks(Box::new(by_roles_and_overwrites(effective, needed, false)))
        }
        Cause::OutsidePrivateThread => Rule::OutsidePrivateThread,
        Cause::NotInThreads => Rule::NotInThreads,
        Cause::TimedOut(until) => Rule::TimedOut(until),
    };
    Why {
        permission,
        granted: false,
        rule,
    }
}

/// The last layer that speaks of the permission, else the roles.
fn by_roles_and_overwrites(
    effective: &EffectivePermissions<'_>,
    permission: Permissions,
    granted: bool,
) -> Why {
    let deciding = Layer::ALL.into_iter().rev().find(|layer| {
        let change = effective.member.layer(*layer, effective.overwrites());
        (change.allow | change.deny).contains(permission)
    });
    let rule = match deciding {
        Some(layer) => Rule::Overwrites(overwriters(effective, layer, permission, granted)),
        None if granted => Rule::Roles(granting_roles(effective, permission)),
        None => Rule::NoRole,
    };
    Why {
        permission,
        granted,
        rule,
    }
}

/// Whose overwrites in a layer allow the permission, or deny it.
fn overwriters(
    effective: &EffectivePermissions<'_>,
    layer: Layer,
    permission: Permissions,
    allowed: bool,
) -> Vec<Holder> {
    let member = effective.member;
    let overwrites = effective.overwrites().iter().filter(|overwrite| {
        let side = if allowed {
            overwrite.allow
        } else {
            overwrite.deny
        };
        side.contains(permission) && member.layer_of(overwrite) == Some(layer)
    });
    match layer {
        Layer::Everyone => vec![Holder::Everyone],
        Layer::Member => vec![Holder::Member(member.user_id)],
        Layer::Roles => ranked(
            effective,
            overwrites.map(|overwrite| overwrite.id.cast()).collect(),
        ),
    }
}

/// The member's roles that grant the permission, the highest first.
fn granting_roles(effective: &EffectivePermissions<'_>, permission: Permissions) -> Vec<Holder> {
    let roles = effective
        .member
        .roles()
        .filter(|role| role.permissions.contains(permission))
        .map(|role| role.id)
        .collect();
    ranked(effective, roles)
}

/// Roles once each, the highest first; those that are not known come last, by id.
fn ranked(effective: &EffectivePermissions<'_>, mut roles: Vec<Id<RoleMarker>>) -> Vec<Holder> {
    let guild = effective.member.guild;
    roles.sort_by_key(|id| {
        let rank = guild.role(*id).map(|role| guild.rank(role));
        (Reverse(rank), *id)
    });
    roles.dedup();
    roles
        .into_iter()
        .map(|id| {
            if id == guild.everyone() {
                Holder::Everyone
            } else {
                Holder::Role(id)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
