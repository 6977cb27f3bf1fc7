use serde_json::json;

use super::{
    super::{
        Field, Refusal, Store,
        bits::permission::{ADMINISTRATOR, BAN_MEMBERS, MANAGE_MESSAGES, MANAGE_ROLES},
        channel::{ChannelEdit, Overwrite},
        ids::{RoleId, UserId, seed},
        seed::{ADA, GENERAL, GUILD},
    },
    Colors, RoleEdit,
};

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);
const MODERATORS: RoleId = seed(2);
const NIGHT_OWLS: RoleId = seed(3);
const BOTS: RoleId = seed(1);

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

fn with_permissions(permissions: u64) -> RoleEdit {
    RoleEdit {
        permissions: Field::Value(permissions),
        ..RoleEdit::default()
    }
}

/// Grace, a moderator, may manage the roles below hers.
fn with_a_manager() -> Store {
    let mut store = store();
    let edit = with_permissions(MANAGE_ROLES | MANAGE_MESSAGES);
    store
        .edit_role(&ADA.into(), GUILD, MODERATORS, edit)
        .unwrap();
    store
}

#[test]
fn a_role_is_made_lowest_with_the_permissions_of_everyone() {
    let mut store = store();
    let created = store
        .create_role(&ADA.into(), GUILD, RoleEdit::default())
        .unwrap();
    let names: Vec<_> = created.events.iter().map(|event| event.name).collect();
    assert_eq!(names, ["GUILD_ROLE_CREATE", "GUILD_AUDIT_LOG_ENTRY_CREATE"]);
    assert_eq!(created.value["name"], "new role");
    assert_eq!(created.value["position"], 1);
    let everyone = store.guild(GUILD).unwrap().role(GUILD.cast()).unwrap();
    assert_eq!(
        created.value["permissions"],
        everyone.permissions.to_string()
    );
}

#[test]
fn nobody_grants_what_it_has_not() {
    let mut store = with_a_manager();
    let grace = GRACE.into();
    let refused = store.create_role(&grace, GUILD, with_permissions(BAN_MEMBERS));
    let refusal = refused.unwrap_err();
    assert_eq!(refusal, Refusal::MISSING_PERMISSIONS);
    assert!(refusal.why.unwrap().contains("BAN_MEMBERS"));
    store
        .create_role(&grace, GUILD, with_permissions(MANAGE_MESSAGES))
        .unwrap();
    let refused = store.edit_role(&grace, GUILD, NIGHT_OWLS, with_permissions(ADMINISTRATOR));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
}

#[test]
fn only_lower_roles_are_managed() {
    let mut store = with_a_manager();
    let grace = GRACE.into();
    for role in [MODERATORS, BOTS] {
        let refused = store.edit_role(&grace, GUILD, role, RoleEdit::default());
        assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
        let refused = store.delete_role(&grace, GUILD, role);
        assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
        let refused = store.update_member_role(&grace, GUILD, LINUS, role, true);
        assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    }
    store
        .edit_role(&grace, GUILD, NIGHT_OWLS, RoleEdit::default())
        .unwrap();
    let refused = store.edit_role(&LINUS.into(), GUILD, NIGHT_OWLS, RoleEdit::default());
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.delete_role(&ADA.into(), GUILD, GUILD.cast());
    assert_eq!(refused.unwrap_err(), Refusal::INVALID_ROLE);
}

#[test]
fn a_deleted_role_is_taken_from_members_and_channels() {
    let mut store = store();
    let overwrite = Overwrite {
        id: NIGHT_OWLS.cast(),
        kind: 0,
        allow: 0,
        deny: 1,
    };
    let edit = ChannelEdit {
        permission_overwrites: Some(vec![overwrite]),
        ..ChannelEdit::default()
    };
    store.edit_channel(&ADA.into(), GENERAL, edit).unwrap();
    let deleted = store.delete_role(&ADA.into(), GUILD, NIGHT_OWLS).unwrap();
    let names: Vec<_> = deleted.events.iter().map(|event| event.name).collect();
    assert_eq!(
        names,
        [
            "GUILD_ROLE_DELETE",
            "CHANNEL_UPDATE",
            "GUILD_MEMBER_UPDATE",
            "GUILD_MEMBER_UPDATE",
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
        ]
    );
    let member = store.guild(GUILD).unwrap().member(LINUS).unwrap();
    assert!(member.roles.is_empty());
    let channel = store.channel_json(store.channel(GENERAL).unwrap());
    assert_eq!(channel["permission_overwrites"], json!([]));
}

#[test]
fn roles_that_move_make_way_for_each_other() {
    let mut store = with_a_manager();
    let changed = store
        .move_roles(&ADA.into(), GUILD, &[(NIGHT_OWLS, Some(3))])
        .unwrap();
    let updates = changed
        .events
        .iter()
        .filter(|event| event.name == "GUILD_ROLE_UPDATE");
    assert_eq!(updates.count(), 3, "all three have another place");
    let guild = store.guild(GUILD).unwrap();
    let order: Vec<RoleId> = guild.roles_in_order().iter().map(|role| role.id).collect();
    assert_eq!(order, [GUILD.cast(), MODERATORS, BOTS, NIGHT_OWLS]);
    let refused = store.move_roles(&GRACE.into(), GUILD, &[(MODERATORS, Some(3))]);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.move_roles(&GRACE.into(), GUILD, &[(NIGHT_OWLS, Some(1))]);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.move_roles(&ADA.into(), GUILD, &[(seed(99), Some(1))]);
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_ROLE);
}

#[test]
fn colors_and_icons_need_their_features() {
    let mut store = store();
    let colored = |secondary, tertiary| RoleEdit {
        colors: Field::Value(Colors {
            primary: 11_127_295,
            secondary,
            tertiary,
        }),
        ..RoleEdit::default()
    };
    let ada = ADA.into();
    let refused = store.create_role(&ada, GUILD, colored(Some(1), Some(2)));
    assert_eq!(refused.unwrap_err().code, 50035);
    let edit = colored(Some(16_759_788), Some(16_761_760));
    let created = store.create_role(&ada, GUILD, edit).unwrap();
    assert_eq!(created.value["colors"]["tertiary_color"], 16_761_760);
    store
        .equip_guild(GUILD, Some(Vec::new()), Field::Absent)
        .unwrap();
    let refused = store.create_role(&ada, GUILD, colored(Some(1), None));
    assert_eq!(refused.unwrap_err(), Refusal::NEEDS_BOOSTS);
    let emoji = RoleEdit {
        unicode_emoji: Field::Value("🦀".to_owned()),
        ..RoleEdit::default()
    };
    let refused = store.create_role(&ada, GUILD, emoji);
    assert_eq!(refused.unwrap_err(), Refusal::NEEDS_BOOSTS);
}
