//! What holds of all members and channels, and the same result by a second way.

use proptest::{collection::vec, prelude::*};

use super::{
    GUILD, IN_THREADS, OWNER, PermissionCalculator, Permissions, SEND, USER, VIEW, WITH_SENDING,
    ids, overwrite, role, time,
};
use crate::model::{ChannelType, PermissionOverwrite, permissions::MemberPermissions};

/// The rules as Discord's page tells them, step by step and on plain numbers; it shares no code with the
/// calculator.
mod reference {
    use std::collections::{BTreeMap, BTreeSet};

    const ALL: u64 = u64::MAX;

    pub(super) struct World<'a> {
        pub(super) roles: &'a BTreeMap<u64, u64>,
        pub(super) is_owner: bool,
        pub(super) user: u64,
        pub(super) held: &'a BTreeSet<u64>,
        /// Id, kind, allow, deny.
        pub(super) overwrites: &'a [(u64, u8, u64, u64)],
        pub(super) timed_out: bool,
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    pub(super) enum Where {
        Guild,
        Text,
        Voice,
        Thread { private: bool, joined: bool },
    }

    fn has(bits: u64, bit: u32) -> bool {
        (bits >> bit) & 1 == 1
    }

    fn base(world: &World<'_>) -> u64 {
        if world.is_owner {
            return ALL;
        }
        let mut permissions = world.roles.get(&1).copied().unwrap_or(0);
        for role in world.held {
            permissions |= world.roles.get(role).copied().unwrap_or(0);
        }
        if has(permissions, 3) {
            return ALL;
        }
        permissions
    }

    fn overwritten(world: &World<'_>, base: u64) -> u64 {
        let find = |id, kind| world.overwrites.iter().find(|o| o.0 == id && o.1 == kind);
        let mut permissions = base;
        if let Some((_, _, allow, deny)) = find(1, 0) {
            permissions &= !deny;
            permissions |= allow;
        }
        let (mut allow, mut deny) = (0, 0);
        for role in world.held.iter().filter(|role| **role != 1) {
            if let Some(found) = find(*role, 0) {
                allow |= found.2;
                deny |= found.3;
            }
        }
        permissions &= !deny;
        permissions |= allow;
        if let Some((_, _, allow, deny)) = find(world.user, 1) {
            permissions &= !deny;
            permissions |= allow;
        }
        permissions
    }

    pub(super) fn effective(world: &World<'_>, place: Where) -> u64 {
        let base = base(world);
        if base == ALL {
            return ALL;
        }
        let mask = if world.timed_out {
            (1 << 10) | (1 << 16)
        } else {
            ALL
        };
        if place == Where::Guild {
            return base & mask;
        }
        let mut permissions = overwritten(world, base);
        if !has(permissions, 10) {
            return 0;
        }
        let sending = match place {
            Where::Thread { private, joined } => {
                if private && !joined && (world.timed_out || !has(permissions, 34)) {
                    return 0;
                }
                permissions &= !(1 << 11);
                38
            }
            Where::Voice if !has(permissions, 20) => {
                // Those of the whole guild, and sight.
                let kept = [1, 2, 3, 5, 7, 10, 19, 26, 27, 30, 40, 41, 43];
                return permissions & mask & kept.iter().fold(0, |kept, bit| kept | (1 << bit));
            }
            _ => 11,
        };
        if !has(permissions, sending) {
            for bit in [12, 14, 15, 17] {
                permissions &= !(1 << bit);
            }
        }
        permissions & mask
    }
}

use reference::Where;

/// A guild with a member and a channel, on plain numbers.
#[derive(Clone, Debug)]
struct Case {
    roles: Vec<(u64, u64)>,
    held: Vec<u64>,
    overwrites: Vec<(u64, u8, u64, u64)>,
    is_owner: bool,
    timed_out: bool,
}

const ADMINISTRATOR: u64 = Permissions::ADMINISTRATOR.bits();

/// Permissions of a role: often many, so that not nearly every case ends without sight; seldom an
/// administrator's.
fn granted() -> impl Strategy<Value = u64> {
    prop_oneof![
        8 => (any::<u64>(), any::<u64>()).prop_map(|(a, b)| (a | b) & !ADMINISTRATOR),
        4 => any::<u64>().prop_map(|bits| bits & !ADMINISTRATOR),
        1 => any::<u64>(),
        1 => Just(!ADMINISTRATOR),
        1 => Just(0),
    ]
}

/// One side of an overwrite: the bits that rules speak of, or a few of any.
fn changed() -> impl Strategy<Value = u64> {
    let rules = VIEW
        | SEND
        | IN_THREADS
        | WITH_SENDING
        | Permissions::CONNECT
        | Permissions::MANAGE_THREADS
        | Permissions::READ_MESSAGE_HISTORY;
    prop_oneof![
        3 => any::<u64>().prop_map(move |bits| bits & rules.bits()),
        2 => (any::<u64>(), any::<u64>(), any::<u64>()).prop_map(|(a, b, c)| a & b & c),
        1 => Just(0),
    ]
}

fn case() -> impl Strategy<Value = Case> {
    let target = prop_oneof![
        4 => (1_u64..7).prop_map(|id| (id, 0)),
        2 => Just((USER.get(), 1)),
        1 => Just((102, 1)),
        1 => (1_u64..4).prop_map(|id| (id, 1)),
    ];
    (
        vec(granted(), 0..6),
        vec(1_u64..8, 0..5),
        vec((target, changed(), changed()), 0..7),
        prop::bool::weighted(0.05),
        prop::bool::weighted(0.2),
    )
        .prop_map(|(roles, held, overwrites, is_owner, timed_out)| {
            let mut overwrites: Vec<_> = overwrites
                .into_iter()
                .map(|((id, kind), allow, deny)| (id, kind, allow, deny & !allow))
                .collect();
            // Discord has at most one of a role or member.
            overwrites.sort_by_key(|(id, kind, _, _)| (*id, *kind));
            overwrites.dedup_by_key(|(id, kind, _, _)| (*id, *kind));
            Case {
                roles: (1..).zip(roles).collect(),
                held,
                overwrites,
                is_owner,
                timed_out,
            }
        })
}

fn place() -> impl Strategy<Value = (Where, ChannelType)> {
    let thread = |private, kind| {
        any::<bool>().prop_map(move |joined| (Where::Thread { private, joined }, kind))
    };
    prop_oneof![
        Just((Where::Guild, ChannelType::GuildText)),
        Just((Where::Text, ChannelType::GuildText)),
        Just((Where::Text, ChannelType::GuildForum)),
        Just((Where::Text, ChannelType::GuildCategory)),
        Just((Where::Voice, ChannelType::GuildVoice)),
        Just((Where::Voice, ChannelType::GuildStageVoice)),
        thread(false, ChannelType::PublicThread),
        thread(true, ChannelType::PrivateThread),
    ]
}

impl Case {
    /// Asks the calculator, and makes sure that its reasons say the same.
    fn evaluate(&self, (place, kind): (Where, ChannelType)) -> Permissions {
        let bits = Permissions::from_bits_retain;
        let roles = self
            .roles
            .iter()
            .map(|(id, granted)| role(*id, bits(*granted)));
        let owner_id = if self.is_owner { USER } else { OWNER };
        let calculator = PermissionCalculator::new(GUILD, owner_id, roles);
        let overwrites: Vec<PermissionOverwrite> = self
            .overwrites
            .iter()
            .map(|(id, kind, allow, deny)| overwrite(*id, *kind, bits(*allow), bits(*deny)))
            .collect();
        let held = ids(&self.held);
        let mut member: MemberPermissions<'_> = calculator.member(USER, &held).at(time(0));
        if self.timed_out {
            member = member.timed_out_until(time(1));
        }
        let here = match place {
            Where::Guild => member.in_guild(),
            Where::Text | Where::Voice => member.in_channel(kind, &overwrites),
            Where::Thread { joined, .. } => member.in_thread(kind, &overwrites, joined),
        };
        let reasons = here.why(Permissions::all());
        assert_eq!(reasons.reasons().len(), 64);
        for why in reasons {
            assert_eq!(why.granted, here.contains(why.permission), "{why}");
            assert!(!why.to_string().ends_with("of "), "nobody named: {why}");
            assert!(!why.to_string().ends_with("by "), "nobody named: {why}");
        }
        here.permissions()
    }

    fn reference(&self, place: Where) -> Permissions {
        let bits = reference::effective(
            &reference::World {
                roles: &self.roles.iter().copied().collect(),
                is_owner: self.is_owner,
                user: USER.get(),
                held: &self.held.iter().copied().collect(),
                overwrites: &self.overwrites,
                timed_out: self.timed_out,
            },
            place,
        );
        Permissions::from_bits_retain(bits)
    }

    /// The same with a member who is neither owner nor administrator.
    fn ordinary(mut self) -> Self {
        self.is_owner = false;
        for (_, bits) in &mut self.roles {
            *bits &= !ADMINISTRATOR;
        }
        self
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_implementation_agrees(case in case(), place in place()) {
        prop_assert_eq!(case.evaluate(place), case.reference(place.0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn administrators_have_everything(case in case(), place in place(), nth: prop::sample::Index) {
        let mut case = case;
        case.roles.push((9, ADMINISTRATOR));
        case.held.insert(nth.index(case.held.len() + 1), 9);
        prop_assert_eq!(case.evaluate(place), Permissions::all());
    }

    #[test]
    fn in_a_channel_there_is_sight_or_nothing(case in case(), place in place()) {
        prop_assume!(place.0 != Where::Guild);
        let permissions = case.evaluate(place);
        prop_assert!(permissions.is_empty() || permissions.contains(VIEW));
    }

    #[test]
    fn the_order_of_roles_and_overwrites_does_not_matter(
        case in case(),
        place in place(),
        seed: u64,
    ) {
        let mut shuffled = case.clone();
        let mut random = fastrand::Rng::with_seed(seed);
        random.shuffle(&mut shuffled.roles);
        random.shuffle(&mut shuffled.held);
        random.shuffle(&mut shuffled.overwrites);
        prop_assert_eq!(case.evaluate(place), shuffled.evaluate(place));
    }

    #[test]
    fn the_overwrite_of_the_member_beats_those_of_roles(case in case(), bit in 0_u32..64) {
        let permission = Permissions::from_bits_retain(1 << bit);
        let text = (Where::Text, ChannelType::GuildText);
        let mut case = case.ordinary();
        case.timed_out = false;
        case.overwrites.retain(|(_, kind, _, _)| *kind == 0);

        let mut denied = case.clone();
        denied.overwrites.push((USER.get(), 1, 0, permission.bits()));
        prop_assert!(!denied.evaluate(text).contains(permission));

        // Sight and sending are given too, as much else is not there without.
        case.overwrites.push((USER.get(), 1, (permission | VIEW | SEND).bits(), 0));
        prop_assert!(case.evaluate(text).contains(permission));
    }

    #[test]
    fn one_more_allow_or_role_takes_nothing_away(
        case in case(),
        place in place(),
        allow in changed(),
        nth: prop::sample::Index,
    ) {
        let before = case.evaluate(place);
        if !case.overwrites.is_empty() {
            let mut allowed = case.clone();
            let chosen = nth.index(allowed.overwrites.len());
            allowed.overwrites[chosen].2 |= allow;
            prop_assert!(allowed.evaluate(place).contains(before));
        }
        let mut promoted = case;
        promoted.roles.push((9, allow));
        promoted.held.push(9);
        prop_assert!(promoted.evaluate(place).contains(before));
    }

    #[test]
    fn one_more_deny_gives_nothing(
        case in case(),
        place in place(),
        deny in changed(),
        nth: prop::sample::Index,
    ) {
        prop_assume!(!case.overwrites.is_empty());
        let before = case.evaluate(place);
        let mut denied = case;
        let chosen = nth.index(denied.overwrites.len());
        denied.overwrites[chosen].3 |= deny;
        prop_assert!(before.contains(denied.evaluate(place)));
    }

    #[test]
    fn a_time_out_leaves_no_more_than_sight_and_history(case in case(), place in place()) {
        let mut case = case.ordinary();
        let before = case.evaluate(place);
        case.timed_out = true;
        let left = case.evaluate(place);
        prop_assert!((VIEW | Permissions::READ_MESSAGE_HISTORY).contains(left));
        prop_assert!(before.contains(left));
    }
}
