use super::{Holder, Rule};
use crate::{
    id::Id,
    model::{
        ChannelType, PermissionOverwrite, Timestamp,
        permissions::{
            PermissionCalculator, Permissions,
            effective::tests::{GUILD, OWNER, USER, overwrite, role},
        },
    },
};

const NONE: Permissions = Permissions::empty();
const SEND: Permissions = Permissions::SEND_MESSAGES;
const VIEW: Permissions = Permissions::VIEW_CHANNEL;

/// Why a member with the roles 2, 3 and the unknown 9 may send in a text channel or not.
fn why_send(permissions: [Permissions; 3], overwrites: &[PermissionOverwrite]) -> String {
    let [everyone, second, third] = permissions;
    let roles = [role(1, everyone), role(2, second), role(3, third)];
    PermissionCalculator::new(GUILD, OWNER, roles)
        .member(USER, &[2, 3, 9].map(Id::new))
        .in_channel(ChannelType::GuildText, overwrites)
        .why(SEND)
        .to_string()
}

#[test]
fn roles_are_named_the_highest_first() {
    for (permissions, text) in [
        (
            [VIEW, NONE, NONE],
            "SEND_MESSAGES is denied, as no role grants it",
        ),
        (
            [VIEW | SEND, NONE, NONE],
            "SEND_MESSAGES is granted by everyone",
        ),
        ([VIEW, SEND, NONE], "SEND_MESSAGES is granted by role 2"),
        (
            [VIEW, SEND, SEND],
            "SEND_MESSAGES is granted by role 3 and role 2",
        ),
        (
            [VIEW | SEND, SEND, SEND],
            "SEND_MESSAGES is granted by role 3, role 2 and everyone",
        ),
    ] {
        assert_eq!(why_send(permissions, &[]), text);
    }
}

#[test]
fn a_role_is_named_once_and_unknown_ones_last_by_id() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW | SEND), role(2, SEND)]);
    let held = [9, 2, 8, 1, 2].map(Id::new);
    let member = calculator.member(USER, &held);
    assert_eq!(
        member.in_guild().why(SEND).to_string(),
        "SEND_MESSAGES is granted by role 2 and everyone"
    );
    let overwrites = [9, 2, 8].map(|id| overwrite(id, 0, SEND, NONE));
    let here = member.in_channel(ChannelType::GuildText, &overwrites);
    assert_eq!(
        here.why(SEND).to_string(),
        "SEND_MESSAGES is granted by the overwrites of role 2, role 8 and role 9"
    );
}

#[test]
fn the_overwrite_that_decided_is_named() {
    let everyone = |allow, deny| overwrite(1, 0, allow, deny);
    let of_role = |id, allow, deny| overwrite(id, 0, allow, deny);
    let member = |allow, deny| overwrite(USER.get(), 1, allow, deny);
    for (overwrites, text) in [
        (
            vec![everyone(NONE, SEND)],
            "denied by the overwrite of everyone",
        ),
        (
            vec![everyone(SEND, NONE)],
            "granted by the overwrite of everyone",
        ),
        (
            vec![everyone(SEND, NONE), of_role(2, NONE, SEND)],
            "denied by the overwrite of role 2",
        ),
        (
            vec![
                of_role(9, NONE, SEND),
                of_role(2, NONE, SEND),
                of_role(3, NONE, SEND),
            ],
            "denied by the overwrites of role 3, role 2 and role 9",
        ),
        (
            vec![of_role(2, NONE, SEND), of_role(3, SEND, NONE)],
            "granted by the overwrite of role 3",
        ),
        (
            vec![of_role(3, SEND, NONE), member(NONE, SEND)],
            "denied by the overwrite of member 101",
        ),
        (
            vec![of_role(3, NONE, SEND), member(SEND, NONE)],
            "granted by the overwrite of member 101",
        ),
        // One that says nothing of it does not decide.
        (
            vec![of_role(3, VIEW, NONE), member(NONE, Permissions::SPEAK)],
            "granted by role 2",
        ),
    ] {
        let why = why_send([VIEW, SEND, NONE], &overwrites);
        assert_eq!(why, format!("SEND_MESSAGES is {text}"));
    }
}

#[test]
fn owner_and_administrators_are_told_as_such() {
    let admin = Permissions::ADMINISTRATOR;
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, NONE), role(2, admin)]);
    let held = [Id::new(2)];
    let deny = [overwrite(2, 0, NONE, SEND)];
    let text = ChannelType::GuildText;
    assert_eq!(
        calculator
            .member(OWNER, &[])
            .in_channel(text, &deny)
            .why(SEND)
            .to_string(),
        "SEND_MESSAGES is granted, as the member owns the guild"
    );
    let why = calculator
        .member(USER, &held)
        .in_channel(text, &deny)
        .why(SEND);
    assert_eq!(
        why.to_string(),
        "SEND_MESSAGES is granted with ADMINISTRATOR by role 2"
    );
    assert_eq!(
        why.reasons().first().map(|why| &why.rule),
        Some(&Rule::Administrator(vec![Holder::Role(held[0])]))
    );
}

#[test]
fn what_is_lacking_is_told_with_its_own_reason() {
    let embed = Permissions::EMBED_LINKS;
    let all = Permissions::ALL_KNOWN - Permissions::ADMINISTRATOR;
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, all)]);
    let member = calculator.member(USER, &[]);
    let deny = |permission| [overwrite(1, 0, NONE, permission)];

    let no_sending = deny(SEND);
    assert_eq!(
        member
            .in_channel(ChannelType::GuildText, &no_sending)
            .why(embed)
            .to_string(),
        "EMBED_LINKS is denied, as it needs SEND_MESSAGES; SEND_MESSAGES is denied by the overwrite of everyone"
    );
    let no_sight = deny(VIEW);
    assert_eq!(
        member
            .in_channel(ChannelType::GuildText, &no_sight)
            .why(SEND)
            .to_string(),
        "SEND_MESSAGES is denied, as it needs VIEW_CHANNEL; VIEW_CHANNEL is denied by the overwrite of everyone"
    );
    let no_connection = deny(Permissions::CONNECT);
    assert_eq!(
        member
            .in_channel(ChannelType::GuildVoice, &no_connection)
            .why(SEND)
            .to_string(),
        "SEND_MESSAGES is denied, as it needs CONNECT; CONNECT is denied by the overwrite of everyone"
    );
    let no_thread = deny(Permissions::SEND_MESSAGES_IN_THREADS);
    let thread = member.in_thread(ChannelType::PublicThread, &no_thread, true);
    assert_eq!(
        thread.why(SEND | embed).to_string(),
        "SEND_MESSAGES is denied, as SEND_MESSAGES_IN_THREADS counts in threads instead\n\
         EMBED_LINKS is denied, as it needs SEND_MESSAGES_IN_THREADS; SEND_MESSAGES_IN_THREADS is denied by \
         the overwrite of everyone"
    );
}

#[test]
fn a_private_thread_and_a_time_out_are_told() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW | SEND)]);
    let member = calculator.member(USER, &[]);
    assert_eq!(
        member
            .in_thread(ChannelType::PrivateThread, &[], false)
            .why(VIEW)
            .to_string(),
        "VIEW_CHANNEL is denied, as the member is not in the private thread and cannot use MANAGE_THREADS"
    );
    let until = Timestamp::from_unix_seconds(60).unwrap();
    let timed_out = member
        .timed_out_until(until)
        .at(Timestamp::from_unix_seconds(0).unwrap())
        .in_guild();
    let why = timed_out.why(SEND);
    assert_eq!(
        why.to_string(),
        "SEND_MESSAGES is denied, as the member is timed out until 1970-01-01T00:01:00.000000+00:00"
    );
    assert_eq!(why.reasons()[0].rule, Rule::TimedOut(until));
    // It would not be there anyway.
    assert_eq!(
        timed_out.why(Permissions::SPEAK).reasons()[0].rule,
        Rule::NoRole
    );
}

#[test]
fn of_nothing_there_is_nothing_to_say_and_unknown_bits_have_reasons_too() {
    let calculator = PermissionCalculator::new(GUILD, OWNER, [role(1, VIEW)]);
    let here = calculator.member(USER, &[]).in_guild();
    assert!(here.why(NONE).reasons().is_empty());
    assert_eq!(
        here.why(Permissions::from_bits_retain(1 << 63)).to_string(),
        "0x8000000000000000 is denied, as no role grants it"
    );
}
