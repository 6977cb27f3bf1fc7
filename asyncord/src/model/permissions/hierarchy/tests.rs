use std::cmp::Ordering;

use proptest::prelude::*;

use super::{Permissions, RoleFacts, role_order};
use crate::{
    id::{
        Id,
        marker::{RoleMarker, UserMarker},
    },
    model::permissions::{
        MemberPermissions, PermissionCalculator,
        effective::tests::{GUILD, OWNER, USER},
    },
};

const OTHER: Id<UserMarker> = Id::new(102);
const LOW: Id<RoleMarker> = Id::new(30);
const HIGH: Id<RoleMarker> = Id::new(20);
/// At the position of `HIGH`, and newer.
const NEWER: Id<RoleMarker> = Id::new(25);
/// At the position of `@everyone`.
const BOTTOM: Id<RoleMarker> = Id::new(40);

fn facts(id: Id<RoleMarker>, position: i32, permissions: Permissions) -> RoleFacts {
    RoleFacts::new(id, position, permissions)
}

fn guild() -> PermissionCalculator {
    let none = Permissions::empty();
    let roles = [
        facts(GUILD.cast(), 0, none),
        facts(BOTTOM, 0, none),
        facts(
            LOW,
            1,
            Permissions::MANAGE_ROLES | Permissions::KICK_MEMBERS,
        ),
        facts(
            NEWER,
            2,
            Permissions::MANAGE_ROLES | Permissions::MODERATE_MEMBERS,
        ),
        facts(HIGH, 2, none),
    ];
    PermissionCalculator::new(GUILD, OWNER, roles)
}

fn top(member: MemberPermissions<'_>) -> Option<u64> {
    member.top_role().map(|role| role.id.get())
}

#[test]
fn the_greater_position_is_higher_and_of_equal_ones_the_lower_id() {
    let order = |a: (u64, i32), b: (u64, i32)| {
        let facts = |(id, position)| facts(Id::new(id), position, Permissions::empty());
        role_order(facts(a), facts(b))
    };
    assert_eq!(order((5, 2), (4, 1)), Ordering::Greater);
    assert_eq!(order((4, 2), (5, 2)), Ordering::Greater);
    assert_eq!(order((5, 2), (4, 2)), Ordering::Less);
    assert_eq!(order((5, 2), (5, 2)), Ordering::Equal);
    assert_eq!(order((5, -1), (4, 0)), Ordering::Less);
}

#[test]
fn the_top_role_is_the_highest_that_is_known() {
    let guild = guild();
    for (held, expected) in [
        (&[][..], GUILD.get()),
        (&[LOW, HIGH, NEWER], HIGH.get()),
        (&[NEWER, LOW], NEWER.get()),
        // `@everyone` is lowest, though it has the lower id.
        (&[BOTTOM], BOTTOM.get()),
        (&[LOW, Id::new(99)], LOW.get()),
    ] {
        assert_eq!(top(guild.member(USER, held)), Some(expected));
    }
    let empty = PermissionCalculator::new(GUILD, OWNER, [] as [RoleFacts; 0]);
    assert_eq!(top(empty.member(USER, &[LOW])), None);
}

#[test]
fn roles_can_be_managed_below_the_own_top_role_with_the_permission() {
    let guild = guild();
    let everyone = GUILD.cast();
    for (held, role, expected) in [
        (&[NEWER][..], LOW, true),
        (&[NEWER], everyone, true),
        (&[NEWER], NEWER, false),
        (&[NEWER], HIGH, false),
        (&[HIGH, NEWER], NEWER, true),
        (&[LOW], BOTTOM, true),
        (&[LOW], NEWER, false),
        // Without the permission.
        (&[HIGH], LOW, false),
        // Without a known top role, or a known role.
        (&[], everyone, false),
        (&[NEWER], Id::new(99), false),
    ] {
        let member = guild.member(USER, held);
        assert_eq!(member.can_manage_role(role), expected, "{held:?} {role}");
    }
    assert!(guild.member(USER, &[HIGH]).outranks_role(LOW));
    for role in [everyone, HIGH, Id::new(99)] {
        assert!(guild.member(OWNER, &[]).can_manage_role(role));
    }
}

#[test]
fn members_can_be_managed_below_the_own_top_role_with_the_permission() {
    let guild = guild();
    let kick = Permissions::KICK_MEMBERS;
    for (held, other, other_held, expected) in [
        (&[LOW][..], OTHER, &[][..], true),
        (&[LOW], OTHER, &[BOTTOM], true),
        (&[LOW], OTHER, &[Id::new(99)], true),
        (&[LOW], OTHER, &[LOW], false),
        (&[LOW], OTHER, &[BOTTOM, HIGH], false),
        (&[LOW, HIGH], OTHER, &[NEWER], true),
        (&[LOW, NEWER], OTHER, &[HIGH], false),
        // Never the owner, nor oneself.
        (&[LOW, HIGH], OWNER, &[], false),
        (&[LOW, HIGH], USER, &[], false),
        // Without the permission.
        (&[HIGH], OTHER, &[], false),
    ] {
        let member = guild.member(USER, held);
        assert_eq!(
            member.can_manage_member(kick, other, other_held),
            expected,
            "{held:?} {other} {other_held:?}"
        );
    }
    let owner = guild.member(OWNER, &[]);
    assert!(owner.can_manage_member(kick, OTHER, &[HIGH]));
    assert!(!owner.can_manage_member(kick, OWNER, &[]));
}

#[test]
fn administrators_cannot_be_timed_out_but_kicked() {
    let admin = facts(LOW, 1, Permissions::ADMINISTRATOR);
    let moderate = Permissions::MODERATE_MEMBERS | Permissions::KICK_MEMBERS;
    let guild = PermissionCalculator::new(GUILD, OWNER, [admin, facts(HIGH, 2, moderate)]);
    let member = guild.member(USER, &[HIGH]);
    assert!(member.can_manage_member(Permissions::MODERATE_MEMBERS, OTHER, &[]));
    assert!(!member.can_manage_member(Permissions::MODERATE_MEMBERS, OTHER, &[LOW]));
    assert!(member.can_manage_member(Permissions::KICK_MEMBERS, OTHER, &[LOW]));
}

#[test]
fn only_what_is_held_can_be_granted_and_only_with_manage_roles() {
    let guild = guild();
    let member = guild.member(USER, &[LOW]);
    assert!(member.can_grant(Permissions::KICK_MEMBERS));
    assert!(member.can_grant(Permissions::empty()));
    assert!(!member.can_grant(Permissions::KICK_MEMBERS | Permissions::BAN_MEMBERS));
    assert!(!guild.member(USER, &[HIGH]).can_grant(Permissions::empty()));
    assert!(guild.member(OWNER, &[]).can_grant(Permissions::all()));
}

#[test]
fn a_time_out_takes_the_powers_but_not_the_rank() {
    let guild = guild();
    let member = guild.member(USER, &[LOW]).timed_out_until(
        "9000-01-01T00:00:00Z"
            .parse::<crate::model::Timestamp>()
            .unwrap(),
    );
    assert!(member.outranks_role(BOTTOM));
    assert!(!member.can_manage_role(BOTTOM));
    assert!(!member.can_manage_member(Permissions::KICK_MEMBERS, OTHER, &[]));
    assert!(!member.can_grant(Permissions::empty()));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_two_members_at_most_one_outranks_the_other(
        positions in prop::collection::vec(0_i32..4, 1..8),
        first in prop::collection::vec(1_u64..10, 0..4),
        second in prop::collection::vec(1_u64..10, 0..4),
    ) {
        let roles = (1..)
            .zip(positions)
            .map(|(id, position)| facts(Id::new(id), position, Permissions::empty()));
        let guild = PermissionCalculator::new(GUILD, OWNER, roles);
        let first: Vec<_> = first.into_iter().map(Id::new).collect();
        let second: Vec<_> = second.into_iter().map(Id::new).collect();
        let (a, b) = (guild.member(USER, &first), guild.member(OTHER, &second));
        let (over, under) = (a.outranks_member(OTHER, &second), b.outranks_member(USER, &first));
        prop_assert!(!(over && under));
        // Neither outranks only where both have the same top role, or none above `@everyone`.
        if !over && !under {
            let above = |member| top(member).filter(|id| GUILD != *id);
            prop_assert_eq!(above(a), above(b));
        }
        // Above a member is above all of the member's roles that are known.
        if over {
            for role in b.roles() {
                prop_assert!(a.outranks_role(role.id));
            }
        }
    }
}
