//! Rules of voice channels, stages and sounds.

use serde_json::json;

use super::{
    super::{
        Changed, Event, Field, Refusal, Store,
        bits::permission::{
            CONNECT, MOVE_MEMBERS, MUTE_MEMBERS, SET_VOICE_CHANNEL_STATUS, USE_SOUNDBOARD,
        },
        channel::{ChannelEdit, Overwrite, kind},
        ids::{ChannelId, UserId, seed},
        seed::{ADA, APPLICATION, GENERAL, GUILD},
        soundboard::SoundEdit,
        stage::StageDraft,
    },
    VoiceEdit, VoiceJoin, VoiceSet,
};

const GRACE: UserId = seed(22);
const LINUS: UserId = seed(23);
const LOUNGE: ChannelId = seed(14);

fn store() -> Store {
    Store::seeded("http://127.0.0.1:1")
}

fn join(store: &mut Store, user: UserId, channel: ChannelId) -> Result<Changed<()>, Refusal> {
    let join = VoiceJoin {
        channel_id: Some(channel),
        ..VoiceJoin::default()
    };
    store.join_voice(GUILD, user, join)
}

fn names(events: &[Event]) -> Vec<&'static str> {
    events.iter().map(|event| event.name).collect()
}

fn deny_everyone(store: &mut Store, channel: ChannelId, bits: u64) {
    let overwrite = Overwrite {
        id: GUILD.cast(),
        kind: 0,
        allow: 0,
        deny: bits,
    };
    store
        .set_overwrite(&ADA.into(), channel, &overwrite)
        .unwrap();
}

fn stage(store: &mut Store) -> ChannelId {
    let edit = ChannelEdit {
        name: Some("stage".to_owned()),
        ..ChannelEdit::default()
    };
    let created = store.create_channel(&ADA.into(), GUILD, kind::GUILD_STAGE_VOICE, edit);
    created.unwrap().value["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn people_come_and_go_and_bots_get_a_server() {
    let mut store = store();
    let joined = join(&mut store, LINUS, LOUNGE).unwrap();
    assert_eq!(
        names(&joined.events),
        ["VOICE_STATE_UPDATE", "VOICE_CHANNEL_START_TIME_UPDATE"]
    );
    assert_eq!(joined.events[0].data["channel_id"], LOUNGE.to_string());
    assert_eq!(joined.events[0].data["member"]["user"]["username"], "linus");
    let bot = APPLICATION.cast();
    let joined = join(&mut store, bot, LOUNGE).unwrap();
    assert_eq!(
        names(&joined.events),
        ["VOICE_STATE_UPDATE", "VOICE_SERVER_UPDATE"]
    );
    assert_eq!(joined.events[1].data["endpoint"], "127.0.0.1:1");
    store.join_voice(GUILD, bot, VoiceJoin::default()).unwrap();
    let left = store
        .join_voice(GUILD, LINUS, VoiceJoin::default())
        .unwrap();
    assert_eq!(
        names(&left.events),
        ["VOICE_STATE_UPDATE", "VOICE_CHANNEL_START_TIME_UPDATE"]
    );
    assert_eq!(left.events[0].data["channel_id"], json!(null));
    let refused = join(&mut store, LINUS, GENERAL);
    assert_eq!(refused.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
}

#[test]
fn a_full_or_closed_channel_is_not_entered() {
    let mut store = store();
    let edit = ChannelEdit {
        user_limit: Some(1),
        ..ChannelEdit::default()
    };
    store.edit_channel(&ADA.into(), LOUNGE, edit).unwrap();
    join(&mut store, GRACE, LOUNGE).unwrap();
    assert!(join(&mut store, LINUS, LOUNGE).is_err());
    assert!(join(&mut store, ADA, LOUNGE).is_ok(), "MOVE_MEMBERS");
    deny_everyone(&mut store, LOUNGE, CONNECT);
    let refused = join(&mut store, LINUS, LOUNGE);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
}

fn set(store: &mut Store, actor: UserId, set: &VoiceSet) -> Result<Vec<Event>, Refusal> {
    store.check_voice_set(actor, GUILD, LINUS, set)?;
    Ok(store.apply_voice_set(&actor.into(), GUILD, LINUS, set))
}

#[test]
fn members_are_muted_and_moved_by_those_who_may() {
    let mut store = store();
    let mute = VoiceSet {
        mute: Some(true),
        ..VoiceSet::default()
    };
    let refused = set(&mut store, ADA, &mute);
    assert_eq!(refused.unwrap_err(), Refusal::NOT_IN_VOICE);
    join(&mut store, LINUS, LOUNGE).unwrap();
    let refused = set(&mut store, GRACE, &mute);
    let why = refused.unwrap_err().why.unwrap();
    assert_eq!(why, "needs MUTE_MEMBERS in #lounge");
    let muted = set(&mut store, ADA, &mute).unwrap();
    assert_eq!(muted[0].data["mute"], true);
    let out = VoiceSet {
        channel_id: Field::Null,
        ..VoiceSet::default()
    };
    let moved = set(&mut store, ADA, &out).unwrap();
    assert_eq!(moved.last().unwrap().data["action_type"], 27);
    assert!(store.voice_state(GUILD, LINUS).is_err());
}

#[test]
fn who_is_kicked_and_what_is_deleted_leaves_voice() {
    let mut store = store();
    join(&mut store, LINUS, LOUNGE).unwrap();
    join(&mut store, GRACE, LOUNGE).unwrap();
    let kicked = store.remove_member(GUILD, LINUS).unwrap();
    assert_eq!(kicked.events[0].name, "VOICE_STATE_UPDATE");
    let deleted = store.delete_channel(&ADA.into(), LOUNGE).unwrap();
    assert_eq!(deleted.events[0].data["user_id"], GRACE.to_string());
    assert!(store.voice_state(GUILD, GRACE).is_err());
}

#[test]
fn a_status_is_set_and_goes_with_the_last() {
    let mut store = store();
    let status = |store: &mut Store, user: UserId, text: &str| {
        store.set_voice_status(&user.into(), LOUNGE, Some(text.to_owned()))
    };
    let refused = status(&mut store, LINUS, "chess");
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    guild.roles.get_mut(&seed(3)).unwrap().permissions |= SET_VOICE_CHANNEL_STATUS;
    assert!(status(&mut store, LINUS, "chess").is_err(), "from outside");
    join(&mut store, LINUS, LOUNGE).unwrap();
    let set = status(&mut store, LINUS, "chess").unwrap();
    assert_eq!(
        names(&set.events),
        [
            "VOICE_CHANNEL_STATUS_UPDATE",
            "GUILD_AUDIT_LOG_ENTRY_CREATE"
        ]
    );
    let info = store.channel_info(GUILD, ADA, true, false);
    assert_eq!(info, [json!({ "id": LOUNGE, "status": "chess" })]);
    let left = store
        .join_voice(GUILD, LINUS, VoiceJoin::default())
        .unwrap();
    let last = left.events.last().unwrap();
    assert_eq!(
        (last.name, &last.data["status"]),
        ("VOICE_CHANNEL_STATUS_UPDATE", &json!(null))
    );
    let refused = store.set_voice_status(&ADA.into(), GENERAL, None);
    assert_eq!(refused.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
}

#[test]
fn on_a_stage_one_asks_to_speak() {
    let mut store = store();
    let id = stage(&mut store);
    join(&mut store, LINUS, id).unwrap();
    assert!(store.voice_state(GUILD, LINUS).unwrap().suppress);
    let speak = VoiceEdit {
        suppress: Some(false),
        ..VoiceEdit::default()
    };
    let refused = store.edit_voice_state(LINUS, GUILD, LINUS, &speak);
    assert_eq!(
        refused.unwrap_err().why.unwrap(),
        "needs MUTE_MEMBERS in #stage"
    );
    let ask = VoiceEdit {
        request_to_speak: Field::Value(store.clock.now()),
        ..VoiceEdit::default()
    };
    let asked = store.edit_voice_state(LINUS, GUILD, LINUS, &ask).unwrap();
    assert!(asked.events[0].data["request_to_speak_timestamp"].is_string());
    let invited = store.edit_voice_state(ADA, GUILD, LINUS, &speak).unwrap();
    let state = &invited.events[0].data;
    assert_eq!(
        (&state["suppress"], &state["request_to_speak_timestamp"]),
        (&json!(false), &json!(null))
    );
    let refused = store.edit_voice_state(ADA, GUILD, GRACE, &speak);
    assert_eq!(refused.unwrap_err(), Refusal::UNKNOWN_VOICE_STATE);
    join(&mut store, GRACE, LOUNGE).unwrap();
    let refused = store.edit_voice_state(ADA, GUILD, GRACE, &speak);
    assert_eq!(refused.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
    let guild = store.guilds.get_mut(&GUILD).unwrap();
    guild.roles.get_mut(&seed(3)).unwrap().permissions |= MUTE_MEMBERS | MOVE_MEMBERS;
    assert!(store.edit_voice_state(LINUS, GUILD, LINUS, &speak).is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_stage_is_opened_and_closes_without_speakers() {
    let mut store = store();
    let id = stage(&mut store);
    let draft = |channel_id| StageDraft {
        channel_id,
        topic: "talks".to_owned(),
        privacy_level: 2,
        guild_scheduled_event_id: None,
        send_start_notification: true,
    };
    let refused = store.open_stage(&GRACE.into(), draft(id));
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.open_stage(&ADA.into(), draft(LOUNGE));
    assert_eq!(refused.unwrap_err(), Refusal::WRONG_CHANNEL_TYPE);
    let opened = store.open_stage(&ADA.into(), draft(id)).unwrap();
    assert_eq!(
        names(&opened.events)[..2],
        ["STAGE_INSTANCE_CREATE", "MESSAGE_CREATE"]
    );
    let told = &opened.events[1].data;
    assert_eq!(
        (&told["type"], &told["mention_everyone"]),
        (&json!(27), &json!(true))
    );
    let refused = store.open_stage(&ADA.into(), draft(id));
    assert_eq!(refused.unwrap_err(), Refusal::STAGE_ALREADY_OPEN);
    let topic = Some("more talks".to_owned());
    let edited = store.edit_stage(&ADA.into(), id, topic, None).unwrap();
    assert_eq!(edited.value["topic"], "more talks");
    store.clock.put_forward(10 * 60_000);
    assert_eq!(names(&store.run_due()), ["STAGE_INSTANCE_DELETE"]);
    let gone = store.delete_stage(&ADA.into(), id);
    assert_eq!(gone.unwrap_err(), Refusal::UNKNOWN_STAGE_INSTANCE);
}

const MP3: &str = "data:audio/mpeg;base64,SUQzBAAAAAAA";

#[test]
fn sounds_are_added_and_played() {
    let mut store = store();
    store.guilds.get_mut(&GUILD).unwrap().settings.premium_tier = 0;
    let named = |name: &str| SoundEdit {
        name: Some(name.to_owned()),
        ..SoundEdit::default()
    };
    let add = |store: &mut Store, user: UserId, file: &str| {
        store.create_sound(&user.into(), GUILD, file.to_owned(), named("boing"))
    };
    let refused = add(&mut store, ADA, "data:audio/wav;base64,UklGRg==");
    assert_eq!(refused.unwrap_err(), Refusal::INVALID_FILE_TYPE);
    let refused = add(&mut store, LINUS, MP3);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let added = add(&mut store, ADA, MP3).unwrap();
    let id = added.value;
    assert_eq!(added.events[0].name, "GUILD_SOUNDBOARD_SOUND_CREATE");
    let refused = store.play_sound(LINUS, LOUNGE, id, None);
    assert_eq!(refused.unwrap_err(), Refusal::NOT_IN_VOICE);
    join(&mut store, LINUS, LOUNGE).unwrap();
    let played = store.play_sound(LINUS, LOUNGE, id, None).unwrap();
    assert_eq!(played.events[0].name, "VOICE_CHANNEL_EFFECT_SEND");
    let ada_hears = played.events[0].audience.leaves_out(&store, ADA).is_none();
    assert!(!ada_hears, "she is not there");
    let quack = store
        .play_sound(LINUS, LOUNGE, seed_sound(1), None)
        .unwrap();
    assert_eq!(quack.events[0].data["sound_id"], 1);
    deny_everyone(&mut store, LOUNGE, USE_SOUNDBOARD);
    let refused = store.play_sound(LINUS, LOUNGE, id, None);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let refused = store.delete_sound(&LINUS.into(), GUILD, id);
    assert_eq!(refused.unwrap_err(), Refusal::MISSING_PERMISSIONS);
    let edited = store
        .edit_sound(&ADA.into(), GUILD, id, named("bang"))
        .unwrap();
    assert_eq!(edited.events[0].data["name"], "bang");
    store.delete_sound(&ADA.into(), GUILD, id).unwrap();
    let gone = store.delete_sound(&ADA.into(), GUILD, id);
    assert_eq!(gone.unwrap_err(), Refusal::UNKNOWN_SOUND);
    for _ in 0..8 {
        add(&mut store, ADA, MP3).unwrap();
    }
    assert_eq!(
        add(&mut store, ADA, MP3).unwrap_err(),
        Refusal::TOO_MANY_SOUNDS
    );
}

#[test]
fn a_snapshot_has_all_of_it() {
    let mut store = store();
    let id = stage(&mut store);
    join(&mut store, LINUS, id).unwrap();
    let draft = StageDraft {
        channel_id: id,
        topic: "talks".to_owned(),
        privacy_level: 2,
        guild_scheduled_event_id: None,
        send_start_notification: false,
    };
    store.open_stage(&ADA.into(), draft).unwrap();
    let named = SoundEdit {
        name: Some("boing".to_owned()),
        ..SoundEdit::default()
    };
    store
        .create_sound(&ADA.into(), GUILD, MP3.to_owned(), named)
        .unwrap();
    let text = serde_json::to_string(&store).unwrap();
    let back: Store = serde_json::from_str(&text).unwrap();
    assert_eq!(
        back.voice_state_json(GUILD, LINUS),
        store.voice_state_json(GUILD, LINUS)
    );
    assert_eq!(
        json!(back.stage_for(id, ADA).unwrap()),
        json!(store.stage_for(id, ADA).unwrap())
    );
    assert_eq!(
        back.sounds_json(GUILD, None),
        store.sounds_json(GUILD, None)
    );
}

fn seed_sound(n: u64) -> super::super::ids::SoundId {
    super::super::ids::SoundId::new(n)
}
