//! What members may do in channels and with each other.

use super::{
    super::{
        Field, Refusal, Store,
        bits::permission::{
            self, ADMINISTRATOR, ALL, ATTACH_FILES, BYPASS_SLOWMODE, CONNECT, EMBED_LINKS,
            MANAGE_CHANNELS, MANAGE_EVENTS, MANAGE_GUILD_EXPRESSIONS, MANAGE_MESSAGES,
            MENTION_EVERYONE, SEND_MESSAGES, SEND_MESSAGES_IN_THREADS, SEND_TTS_MESSAGES, SPEAK,
            VIEW_CHANNEL,
        },
        channel::{ChannelEdit, Overwrite, kind, thread::ThreadDraft},
        ids::{ChannelId, RoleId, UserId, seed},
        image::Image,
        member::MemberEdit,
        scheduled_event::{ScheduledEventEdit, entity},
        seed::{ADA, GENERAL, GUILD},
    },
    post, store, text,
};
use crate::id::Id;

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);
const NIGHT_OWLS: RoleId = seed(3);
const MODERATORS: RoleId = seed(2);
const LOUNGE: ChannelId = seed(14);

fn overwrite<M>(store: &mut Store, channel: ChannelId, id: Id<M>, allow: u64, deny: u64) {
    let one = Overwrite {
        id: id.cast(),
        kind: 0,
        allow,
        deny,
    };
    store.set_overwrite(&ADA.into(), channel, &one).unwrap();
}

fn grant(store: &mut Store, role: RoleId, bits: u64) {
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    guild.roles.get_mut(&role).unwrap().permissions |= bits;
}

fn of(store: &Store, channel: ChannelId, user: UserId) -> u64 {
    store.permissions_in(store.channel(channel).unwrap(), user)
}

#[test]
fn permissions_are_those_of_the_docs() {
    let all = permission::NAMES.iter().fold(0, |all, (_, bit)| all | bit);
    assert_eq!(permission::NAMES.len(), 52);
    assert_eq!((all, ALL), (0x1F_7FFF_FFFF_FFFF, 0x1F_7FFF_FFFF_FFFF));
    assert_eq!(all & 1 << 47, 0);
}

#[test]
fn administrators_have_all() {
    let mut store = store();
    overwrite(&mut store, GENERAL, GUILD, 0, VIEW_CHANNEL);
    assert_eq!(of(&store, GENERAL, LINUS), 0);
    grant(&mut store, NIGHT_OWLS, ADMINISTRATOR);
    assert_eq!(of(&store, GENERAL, LINUS), ALL);
    let edit = MemberEdit {
        disabled_until: Field::Value(store.clock.now() + 1000),
        ..MemberEdit::default()
    };
    store.edit_member(GUILD, LINUS, edit).unwrap();
    assert_eq!(of(&store, GENERAL, LINUS), ALL, "also when timed out");
}

#[test]
fn what_one_role_allows_no_other_role_denies() {
    let mut store = store();
    overwrite(&mut store, GENERAL, NIGHT_OWLS, 0, MANAGE_MESSAGES);
    overwrite(&mut store, GENERAL, MODERATORS, MANAGE_MESSAGES, 0);
    let has = of(&store, GENERAL, GRACE) & MANAGE_MESSAGES != 0;
    assert!(has, "she has both roles");
}

#[test]
fn who_may_not_write_or_connect_may_little() {
    let of_writers = MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS;
    let mut store = store();
    grant(&mut store, GUILD.cast(), SEND_TTS_MESSAGES);
    assert_eq!(of(&store, GENERAL, LINUS) & of_writers, of_writers);
    overwrite(&mut store, GENERAL, GUILD, 0, SEND_MESSAGES);
    assert_eq!(of(&store, GENERAL, LINUS) & of_writers, 0);
    assert_ne!(of(&store, LOUNGE, LINUS) & SPEAK, 0);
    overwrite(&mut store, LOUNGE, GUILD, 0, CONNECT);
    assert_eq!(of(&store, LOUNGE, LINUS) & !VIEW_CHANNEL, 0);
}

#[test]
fn threads_have_the_permissions_of_their_channel() {
    let mut store = store();
    let draft = ThreadDraft {
        name: "talk".to_owned(),
        ..ThreadDraft::default()
    };
    let thread = store.start_thread(&ADA.into(), GENERAL, kind::PUBLIC_THREAD, draft);
    let thread = thread.unwrap().value;
    overwrite(&mut store, GENERAL, GUILD, 0, SEND_MESSAGES);
    assert!(store.post(thread, LINUS, text("hi")).is_ok());
    overwrite(&mut store, GENERAL, GUILD, 0, SEND_MESSAGES_IN_THREADS);
    assert!(store.post(GENERAL, LINUS, text("hi")).is_ok());
    let refused = store.post(thread, LINUS, text("hi"));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    overwrite(&mut store, GENERAL, GUILD, 0, VIEW_CHANNEL);
    let refused = store.post(thread, LINUS, text("hi"));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_ACCESS);
}

#[test]
fn of_equal_roles_the_older_is_higher() {
    let mut store = store();
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    for role in [NIGHT_OWLS, MODERATORS] {
        guild.roles.get_mut(&role).unwrap().position = 2;
    }
    let guild = store.guild(GUILD).unwrap();
    // Hers has the lower id, and she has both.
    assert!(guild.outranks(GRACE, LINUS));
    assert!(!guild.outranks(LINUS, GRACE));
    assert!(guild.outranks_role(GRACE, guild.role(NIGHT_OWLS).unwrap()));
}

#[test]
fn parent_permissions_do_not_stand_in() {
    let mut store = store();
    let parents = MANAGE_MESSAGES | MANAGE_CHANNELS | MANAGE_EVENTS | MANAGE_GUILD_EXPRESSIONS;
    grant(&mut store, NIGHT_OWLS, parents);
    let message = post(&mut store, ADA, "x");
    let pinned = store.set_pin(GENERAL, message, &LINUS.into(), true);
    assert_eq!(pinned.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let image = Image::parse("data:image/png;base64,AAEC").unwrap();
    let name = "crab".to_owned();
    let emoji = store.create_guild_emoji(&LINUS.into(), GUILD, name, Vec::new(), image);
    assert_eq!(emoji.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let event = ScheduledEventEdit {
        name: Some("party".to_owned()),
        start: Some(store.clock.now() + 1000),
        entity_type: Some(entity::VOICE),
        channel_id: Field::Value(LOUNGE),
        ..ScheduledEventEdit::default()
    };
    let created = store.create_scheduled_event(&LINUS.into(), GUILD, event);
    assert_eq!(created.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let edit = ChannelEdit {
        rate_limit_per_user: Some(60),
        ..ChannelEdit::default()
    };
    store.edit_channel(&ADA.into(), GENERAL, edit).unwrap();
    post(&mut store, LINUS, "x");
    let again = store.post(GENERAL, LINUS, text("x"));
    assert_eq!(again.unwrap_err(), Refusal::SLOWMODE);
    grant(&mut store, NIGHT_OWLS, BYPASS_SLOWMODE);
    post(&mut store, LINUS, "x");
}
