//! Rules of auto moderation. Discord docs: Auto Moderation.

use axum::{Json, Router, extract::State, http::StatusCode, routing::get};
use serde_json::Value;

use crate::sandbox::{
    state::{
        auto_moderation::{Action, Rule, RuleSettings, Trigger, compile, event_type, trigger_type},
        bits::permission,
        ids::{AutoModerationRuleId, ChannelId, GuildId},
    },
    world::App,
};

use super::{
    Done, Reply,
    caller::Caller,
    error::ApiError,
    form::Form,
    request::{Params, Payload},
};

const MAX_KEYWORD: usize = 60;
const MAX_PATTERN: usize = 260;
const MAX_CUSTOM_MESSAGE: usize = 150;
/// Four weeks.
const MAX_SECONDS: i64 = 2_419_200;

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route(
            "/guilds/{guild_id}/auto-moderation/rules",
            get(list).post(create),
        )
        .route(
            "/guilds/{guild_id}/auto-moderation/rules/{rule_id}",
            get(one).patch(edit).delete(remove),
        )
}

fn target(params: &Params) -> Result<(GuildId, AutoModerationRuleId), ApiError> {
    Ok((params.id("guild_id")?, params.id("rule_id")?))
}

async fn list(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let id = params.id("guild_id")?;
    let store = &app.world().store;
    let guild = store.guild_with(id, caller.user, permission::MANAGE_GUILD)?;
    let rules = guild.auto_moderation.rules.values();
    Ok(Json(rules.map(Rule::json).collect()))
}

async fn one(State(app): State<App>, caller: Caller, params: Params) -> Reply {
    let (guild, id) = target(&params)?;
    let store = &app.world().store;
    let rule = store.auto_moderation_rule(guild, id, caller.user)?;
    Ok(Json(rule.json()))
}

async fn create(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let guild = params.id("guild_id")?;
    app.world().store.guild_for(guild, caller.user)?;
    let form = &mut payload.form;
    let kind = one_of(form, "trigger_type", &trigger_type::ALL);
    let kind = form.required("trigger_type", kind.into());
    form.needs(&["name", "event_type", "actions"]);
    let settings = kind.map(|kind| (kind, settings(form, kind, RuleSettings::default())));
    let (kind, settings) = payload.form.finish_with(settings)?;
    let json = app
        .change(|store| store.create_auto_moderation_rule(&caller.actor, guild, kind, settings))?;
    Ok(Json(json))
}

async fn edit(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    mut payload: Payload,
) -> Reply {
    let (guild, id) = target(&params)?;
    let (kind, before) = {
        let world = app.world();
        let rule = world.store.auto_moderation_rule(guild, id, caller.user)?;
        (rule.trigger_type, rule.settings.clone())
    };
    let settings = settings(&mut payload.form, kind, before);
    payload.form.finish()?;
    let json =
        app.change(|store| store.edit_auto_moderation_rule(&caller.actor, guild, id, settings))?;
    Ok(Json(json))
}

async fn remove(State(app): State<App>, caller: Caller, params: Params) -> Done {
    let (guild, id) = target(&params)?;
    app.change(|store| store.delete_auto_moderation_rule(&caller.actor, guild, id))?;
    Ok(StatusCode::NO_CONTENT)
}

/// A small number out of a list.
fn one_of(form: &mut Form, key: &str, known: &[u8]) -> Option<u8> {
    let number = form.integer(key, 0..=i64::from(u8::MAX)).value()?;
    let found = known
        .iter()
        .copied()
        .find(|known| i64::from(*known) == number);
    if found.is_none() {
        let message = format!("Value must be one of {known:?}.");
        form.error(key, "BASE_TYPE_CHOICES", message);
    }
    found
}

/// Reads what a rule is set to; what is absent stays as it was.
fn settings(form: &mut Form, kind: u8, before: RuleSettings) -> RuleSettings {
    let events = [event_type::MESSAGE_SEND, event_type::MEMBER_UPDATE];
    let event = one_of(form, "event_type", &events);
    let fitting = if kind == trigger_type::MEMBER_PROFILE {
        event_type::MEMBER_UPDATE
    } else {
        event_type::MESSAGE_SEND
    };
    if event.is_some_and(|event| event != fitting) {
        let message = format!("A rule with this trigger needs the event type {fitting}.");
        form.error("event_type", "BASE_TYPE_CHOICES", message);
    }
    let trigger = match form.object("trigger_metadata").value() {
        Some(fields) => form.within("trigger_metadata", fields, |form| trigger(form, kind)),
        None => before.trigger,
    };
    let is_empty = trigger.keywords.is_empty() && trigger.patterns.is_empty();
    let needs_words = matches!(kind, trigger_type::KEYWORD | trigger_type::MEMBER_PROFILE);
    let needs_presets = kind == trigger_type::KEYWORD_PRESET && trigger.presets.is_empty();
    if needs_words && is_empty || needs_presets {
        form.error(
            "trigger_metadata",
            "BASE_TYPE_REQUIRED",
            "The trigger must look for something.",
        );
    }
    RuleSettings {
        name: form.text("name", 1..=100).value().unwrap_or(before.name),
        event_type: event.unwrap_or(fitting),
        trigger,
        actions: actions(form, kind).unwrap_or(before.actions),
        enabled: form.flag("enabled").value().unwrap_or(before.enabled),
        exempt_roles: form
            .ids("exempt_roles", 0..=20)
            .or_empty()
            .unwrap_or(before.exempt_roles),
        exempt_channels: form
            .ids("exempt_channels", 0..=50)
            .or_empty()
            .unwrap_or(before.exempt_channels),
    }
}

/// What the trigger looks for; which fields count depends on its type.
fn trigger(form: &mut Form, kind: u8) -> Trigger {
    let mut trigger = Trigger::default();
    match kind {
        trigger_type::KEYWORD | trigger_type::MEMBER_PROFILE => {
            trigger.keywords = texts(form, "keyword_filter", 1000, MAX_KEYWORD);
            trigger.patterns = texts(form, "regex_patterns", 10, MAX_PATTERN);
            trigger.allowed = texts(form, "allow_list", 100, MAX_KEYWORD);
            for (index, pattern) in trigger.patterns.iter().enumerate() {
                if compile(pattern).is_none() {
                    let path = format!("regex_patterns.{index}");
                    let message = "Regular expression is invalid or too large.";
                    form.error(&path, "AUTO_MODERATION_INVALID_REGEX", message);
                }
            }
        }
        trigger_type::KEYWORD_PRESET => {
            trigger.allowed = texts(form, "allow_list", 1000, MAX_KEYWORD);
            let presets = form.list("presets", 0..=3).value().unwrap_or_default();
            for (index, preset) in presets.iter().enumerate() {
                let preset = preset.as_u64().and_then(|preset| u8::try_from(preset).ok());
                match preset.filter(|preset| (1..=3).contains(preset)) {
                    Some(preset) => trigger.presets.push(preset),
                    None => form.error(
                        &format!("presets.{index}"),
                        "BASE_TYPE_CHOICES",
                        "Value must be one of (1, 2, 3).",
                    ),
                }
            }
        }
        trigger_type::MENTION_SPAM => {
            let limit = form.integer("mention_total_limit", 0..=50).value();
            trigger.mention_limit = limit
                .and_then(|limit| u64::try_from(limit).ok())
                .unwrap_or(0);
            let protected = form.flag("mention_raid_protection_enabled").value();
            trigger.raid_protection = protected.unwrap_or(false);
        }
        _ => {}
    }
    trigger
}

fn texts(form: &mut Form, key: &str, most: usize, longest: usize) -> Vec<String> {
    let list = form.list(key, 0..=most).value().unwrap_or_default();
    let mut texts = Vec::with_capacity(list.len());
    for (index, value) in list.into_iter().enumerate() {
        match value {
            Value::String(text) if (1..=longest).contains(&text.chars().count()) => {
                texts.push(text);
            }
            _ => form.error(
                &format!("{key}.{index}"),
                "BASE_TYPE_BAD_LENGTH",
                format!("Must be between 1 and {longest} in length."),
            ),
        }
    }
    texts
}

fn actions(form: &mut Form, kind: u8) -> Option<Vec<Action>> {
    let list = form.objects("actions", 1..=5).value()?;
    Some(form.each("actions", list, |form| action(form, kind)))
}

fn action(form: &mut Form, kind: u8) -> Option<Action> {
    let action = one_of(form, "type", &[1, 2, 3, 4]);
    let action = form.required("type", action.into())?;
    let metadata = form.object("metadata").value().unwrap_or_default();
    let may_time_out = matches!(kind, trigger_type::KEYWORD | trigger_type::MENTION_SPAM);
    if action == 3 && !may_time_out || action == 4 && kind != trigger_type::MEMBER_PROFILE {
        let message = "This action does not go with the trigger of the rule.";
        form.error("type", "AUTO_MODERATION_INVALID_ACTION_TYPE", message);
    }
    form.within("metadata", metadata, |form| match action {
        1 => Some(Action::BlockMessage {
            custom_message: form
                .text("custom_message", 0..=MAX_CUSTOM_MESSAGE)
                .value()
                .filter(|text| !text.is_empty()),
        }),
        2 => {
            let channel = form.id("channel_id");
            let channel: Option<ChannelId> = form.required("channel_id", channel);
            Some(Action::SendAlert {
                channel_id: channel?,
            })
        }
        3 => {
            let seconds = form.integer("duration_seconds", 0..=MAX_SECONDS);
            let seconds = form.required("duration_seconds", seconds)?;
            Some(Action::TimeOut {
                seconds: u64::try_from(seconds).ok()?,
            })
        }
        _ => Some(Action::BlockInteraction),
    })
}
