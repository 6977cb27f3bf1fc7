use std::fmt::Write;

use super::Permissions;
use crate::{
    id::{
        Id,
        marker::{GuildMarker, RoleMarker, UserMarker},
    },
    model::{
        ChannelType, PermissionOverwrite, Timestamp,
        permissions::{PermissionCalculator, RoleFacts},
    },
};

mod properties;

pub(in crate::model::permissions) const GUILD: Id<GuildMarker> = Id::new(1);
pub(in crate::model::permissions) const OWNER: Id<UserMarker> = Id::new(100);
pub(in crate::model::permissions) const USER: Id<UserMarker> = Id::new(101);

const VIEW: Permissions = Permissions::VIEW_CHANNEL;
const SEND: Permissions = Permissions::SEND_MESSAGES;
const IN_THREADS: Permissions = Permissions::SEND_MESSAGES_IN_THREADS;
const HISTORY: Permissions = Permissions::READ_MESSAGE_HISTORY;
const NOTHING: Permissions = Permissions::empty();
/// What goes with sending.
const WITH_SENDING: Permissions = Permissions::from_bits_retain(0x2_D000);

/// A role and its permissions, of which the id is the position too.
pub(in crate::model::permissions) fn role(id: u64, permissions: Permissions) -> RoleFacts {
    let position = i32::try_from(id - GUILD.get()).unwrap();
    RoleFacts::new(Id::new(id), position, permissions)
}

/// An overwrite as Discord sends it: id, kind (0 role, 1 member), allow, deny.
pub(in crate::model::permissions) fn overwrite(
    id: u64,
    kind: u8,
    allow: Permissions,
    deny: Permissions,
) -> PermissionOverwrite {
    let mut json = String::new();
    write!(
        json,
        r#"{{"id":"{id}","type":{kind},"allow":"{}","deny":"{}"}}"#,
        allow.bits(),
        deny.bits()
    )
    .unwrap();
    serde_json::from_str(&json).unwrap()
}

fn ids(ids: &[u64]) -> Vec<Id<RoleMarker>> {
    ids.iter().copied().map(Id::new).collect()
}

fn time(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(seconds).unwrap()
}

/// What the member with the roles 2 and 3 may do in a channel.
fn in_channel(
    kind: ChannelType,
    everyone: Permissions,
    overwrites: &[PermissionOverwrite],
) -> Permissions {
    let roles = [
        role(1, everyone),
        role(2, NOTHING),
        role(3, NOTHING),
        role(4, NOTHING),
    ];
    PermissionCalculator::new(GUILD, OWNER, roles)
        .member(USER, &ids(&[2, 3]))
        .in_channel(kind, overwrites)
        .permissions()
}

#[test]
fn in_the_guild_everyone_and_roles_add_up() {
    let roles = [
        role(1, VIEW),
        role(2, SEND),
        role(3, HISTORY),
        role(4, IN_THREADS),
    ];
    let calculator = PermissionCalculator::new(GUILD, OWNER, roles);
    for (held, expected) in [
        (&[][..], VIEW),
        (&[2], VIEW | SEND),
        (&[2, 3], VIEW | SEND | HISTORY),
        // `@everyone` is no harm in the list, nor a role twice, nor one that is not known.
        (&[1, 3, 3, 99], VIEW | HISTORY),
    ] {
        let held = ids(held);
        assert_eq!(
            calculator.member(USER, &held).in_guild().permissions(),
            expected
        );
    }
}

#[test]
fn in_the_guild_nothing_is_denied_implicitly() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, WITH_SENDING)]);
    assert_eq!(
        calculator.member(USER, &[]).in_guild().permissions(),
        WITH_SENDING
    );
}

#[test]
fn overwrites_count_in_the_order_of_everyone_roles_member() {
    let text = ChannelType::GuildText;
    let (view, send) = (VIEW, SEND);
    for (everyone, overwrites, expected) in [
        // None.
        (view | send, vec![], view | send),
        // `@everyone`'s denies, then allows.
        (view | send, vec![overwrite(1, 0, NOTHING, send)], view),
        (view, vec![overwrite(1, 0, send, NOTHING)], view | send),
        // A role's beats `@everyone`'s.
        (
            view,
            vec![
                overwrite(2, 0, send, NOTHING),
                overwrite(1, 0, NOTHING, send),
            ],
            view | send,
        ),
        (
            view,
            vec![
                overwrite(2, 0, NOTHING, send),
                overwrite(1, 0, send, NOTHING),
            ],
            view,
        ),
        // One role's allow beats another's deny, whichever is higher.
        (
            view,
            vec![
                overwrite(2, 0, send, NOTHING),
                overwrite(3, 0, NOTHING, send),
            ],
            view | send,
        ),
        (
            view,
            vec![
                overwrite(2, 0, NOTHING, send),
                overwrite(3, 0, send, NOTHING),
            ],
            view | send,
        ),
        // The member's beats all.
        (
            view,
            vec![
                overwrite(101, 1, NOTHING, send),
                overwrite(2, 0, send, NOTHING),
            ],
            view,
        ),
        (
            view,
            vec![
                overwrite(101, 1, send, NOTHING),
                overwrite(2, 0, NOTHING, send),
            ],
            view | send,
        ),
        // Others' do not count, nor a role's with a user's id or the other way round.
        (view, vec![overwrite(4, 0, send, NOTHING)], view),
        (view, vec![overwrite(102, 1, send, NOTHING)], view),
        (
            view,
            vec![
                overwrite(101, 0, send, NOTHING),
                overwrite(2, 1, send, NOTHING),
            ],
            view,
        ),
        (view, vec![overwrite(1, 1, send, NOTHING)], view),
        // Nor one of a kind that is not known.
        (view, vec![overwrite(101, 7, send, NOTHING)], view),
    ] {
        assert_eq!(
            in_channel(text, everyone, &overwrites),
            expected,
            "{overwrites:?}"
        );
    }
}

#[test]
fn everyones_overwrite_stays_below_those_of_roles_when_everyone_is_among_the_roles() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW), role(2, NOTHING)]);
    let overwrites = [
        overwrite(1, 0, SEND, NOTHING),
        overwrite(2, 0, NOTHING, SEND),
    ];
    let held = ids(&[1, 2]);
    let here = calculator
        .member(USER, &held)
        .in_channel(ChannelType::GuildText, &overwrites);
    assert_eq!(here.permissions(), VIEW);
}

#[test]
fn an_overwrite_of_a_role_that_is_not_known_counts() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW)]);
    let overwrites = [overwrite(99, 0, SEND, NOTHING)];
    let held = ids(&[99]);
    let here = calculator
        .member(USER, &held)
        .in_channel(ChannelType::GuildText, &overwrites);
    assert_eq!(here.permissions(), VIEW | SEND);
}

#[test]
fn owner_and_administrators_may_do_everything_everywhere() {
    let admin = Permissions::ADMINISTRATOR;
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, NOTHING), role(2, admin)]);
    let denied = [1, 2].map(|id| overwrite(id, 0, NOTHING, Permissions::all()));
    let held = ids(&[2]);
    for member in [
        calculator.member(OWNER, &[]),
        calculator.member(USER, &held),
    ] {
        let member = member.timed_out_until(time(10)).at(time(0));
        for here in [
            member.in_guild(),
            member.in_channel(ChannelType::GuildText, &denied),
            member.in_channel(ChannelType::GuildVoice, &denied),
            member.in_thread(ChannelType::PrivateThread, &denied, false),
        ] {
            assert_eq!(here.permissions(), Permissions::all());
        }
    }
}

#[test]
fn administrator_from_an_overwrite_is_a_bit_like_others() {
    let allowed = [overwrite(1, 0, Permissions::ADMINISTRATOR, NOTHING)];
    assert_eq!(
        in_channel(ChannelType::GuildText, VIEW, &allowed),
        VIEW | Permissions::ADMINISTRATOR
    );
}

#[test]
fn without_an_owner_nobody_is_the_owner() {
    let calculator = PermissionCalculator::new(GUILD, None, [role(1, VIEW)]);
    assert_eq!(calculator.member(OWNER, &[]).in_guild().permissions(), VIEW);
}

#[test]
fn without_sight_nothing_is_left_in_a_channel() {
    for kind in [
        ChannelType::GuildText,
        ChannelType::GuildVoice,
        ChannelType::GuildStageVoice,
        ChannelType::GuildForum,
        ChannelType::GuildCategory,
        ChannelType::PublicThread,
        ChannelType::Unknown(99),
    ] {
        let everything_else = Permissions::ALL_KNOWN - VIEW - Permissions::ADMINISTRATOR;
        assert_eq!(in_channel(kind, everything_else, &[]), NOTHING, "{kind:?}");
    }
}

#[test]
fn without_sending_what_goes_with_it_is_gone() {
    for kind in [
        ChannelType::GuildText,
        ChannelType::GuildAnnouncement,
        ChannelType::GuildForum,
        ChannelType::GuildMedia,
        ChannelType::Unknown(99),
    ] {
        let rest = VIEW | HISTORY | IN_THREADS | Permissions::SEND_POLLS;
        assert_eq!(in_channel(kind, rest | WITH_SENDING, &[]), rest, "{kind:?}");
        let sending = rest | WITH_SENDING | SEND;
        assert_eq!(in_channel(kind, sending, &[]), sending, "{kind:?}");
    }
}

#[test]
fn without_connecting_to_voice_only_sight_and_what_counts_in_the_guild_are_left() {
    let all = Permissions::all() - Permissions::ADMINISTRATOR;
    let guild_wide = Permissions::ALL_GUILD - Permissions::ADMINISTRATOR;
    for kind in [ChannelType::GuildVoice, ChannelType::GuildStageVoice] {
        assert_eq!(in_channel(kind, all, &[]), all);
        assert_eq!(
            in_channel(kind, all - Permissions::CONNECT, &[]),
            guild_wide | VIEW
        );
    }
    let elsewhere = all - Permissions::CONNECT;
    assert_eq!(
        in_channel(ChannelType::GuildText, elsewhere, &[]),
        elsewhere
    );
}

#[test]
fn without_sending_in_the_chat_of_a_voice_channel_what_goes_with_it_is_gone() {
    let rest = VIEW | Permissions::CONNECT | Permissions::SPEAK;
    assert_eq!(
        in_channel(ChannelType::GuildVoice, rest | WITH_SENDING, &[]),
        rest
    );
}

#[test]
fn in_threads_sending_in_threads_stands_for_sending() {
    for kind in [ChannelType::PublicThread, ChannelType::AnnouncementThread] {
        let with = WITH_SENDING;
        for (granted, expected) in [
            (VIEW | SEND | with, VIEW),
            (VIEW | IN_THREADS | with, VIEW | IN_THREADS | with),
            (VIEW | SEND | IN_THREADS | with, VIEW | IN_THREADS | with),
        ] {
            let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, granted)]);
            let member = calculator.member(USER, &[]);
            assert_eq!(member.in_thread(kind, &[], false).permissions(), expected);
            // The same by the thread's kind alone.
            assert_eq!(member.in_channel(kind, &[]).permissions(), expected);
        }
    }
}

#[test]
fn threads_take_the_overwrites_of_their_parent() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW)]);
    let overwrites = [overwrite(1, 0, IN_THREADS, NOTHING)];
    let thread =
        calculator
            .member(USER, &[])
            .in_thread(ChannelType::PublicThread, &overwrites, true);
    assert_eq!(thread.permissions(), VIEW | IN_THREADS);
}

#[test]
fn private_threads_are_for_those_who_joined_or_manage_threads() {
    let manage = Permissions::MANAGE_THREADS;
    let private = ChannelType::PrivateThread;
    for (granted, joined, expected) in [
        (VIEW | IN_THREADS, false, NOTHING),
        (VIEW | IN_THREADS, true, VIEW | IN_THREADS),
        (VIEW | manage, false, VIEW | manage),
        (manage, true, NOTHING),
    ] {
        let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, granted)]);
        let member = calculator.member(USER, &[]);
        assert_eq!(
            member.in_thread(private, &[], joined).permissions(),
            expected
        );
        let timed_out = member.timed_out_until(time(1)).at(time(0));
        let left = if joined { expected & VIEW } else { NOTHING };
        assert_eq!(
            timed_out.in_thread(private, &[], joined).permissions(),
            left
        );
    }
}

#[test]
fn a_time_out_leaves_sight_and_history_until_it_runs_out() {
    let all = Permissions::all() - Permissions::ADMINISTRATOR;
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, all)]);
    let member = calculator.member(USER, &[]).timed_out_until(time(10));
    for (now, left) in [(9, VIEW | HISTORY), (10, all), (11, all)] {
        let member = member.at(time(now));
        assert_eq!(member.in_guild().permissions(), left);
        assert_eq!(
            member.in_channel(ChannelType::GuildText, &[]).permissions(),
            left
        );
        assert_eq!(
            member
                .in_channel(ChannelType::GuildVoice, &[])
                .permissions(),
            left
        );
        let thread = member.in_thread(ChannelType::PublicThread, &[], false);
        assert_eq!(thread.permissions(), left - SEND);
    }
}

#[test]
fn a_time_out_without_a_given_time_is_judged_by_the_clock() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW | SEND)]);
    let member = calculator.member(USER, &[]);
    let never = "9000-01-01T00:00:00Z".parse::<Timestamp>().unwrap();
    assert_eq!(member.timed_out_until(never).in_guild().permissions(), VIEW);
    assert_eq!(
        member.timed_out_until(time(0)).in_guild().permissions(),
        VIEW | SEND
    );
    assert_eq!(
        member.timed_out_until(None).in_guild().permissions(),
        VIEW | SEND
    );
}

#[test]
fn members_and_roles_are_taken_as_discord_sends_them() {
    let roles: Vec<crate::model::Role> = serde_json::from_str(
        r#"[{"id": "1", "name": "@everyone", "permissions": "1024", "position": 0},
            {"id": "2", "name": "writers", "permissions": "2048", "position": 1}]"#,
    )
    .unwrap();
    let member: crate::model::Member = serde_json::from_str(
        r#"{"user": {"id": "101", "username": "m", "discriminator": "0"}, "roles": ["2"],
            "communication_disabled_until": "9000-01-01T00:00:00Z"}"#,
    )
    .unwrap();
    let calculator = PermissionCalculator::new(GUILD, OWNER, &roles);
    let member = calculator.of_member(&member);
    assert_eq!(member.in_guild().permissions(), VIEW);
    let later = member.at("9001-01-01T00:00:00Z".parse().unwrap());
    assert_eq!(Permissions::from(later.in_guild()), VIEW | SEND);
}

#[test]
fn contains_and_missing_speak_of_the_result() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW | WITH_SENDING)]);
    let here = calculator
        .member(USER, &[])
        .in_channel(ChannelType::GuildText, &[]);
    assert!(here.contains(VIEW));
    assert!(!here.contains(VIEW | WITH_SENDING));
    assert_eq!(
        here.missing(VIEW | Permissions::EMBED_LINKS),
        Permissions::EMBED_LINKS
    );
}

#[test]
fn of_a_role_given_twice_the_first_counts() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW), role(1, SEND)]);
    assert_eq!(calculator.member(USER, &[]).in_guild().permissions(), VIEW);
}
