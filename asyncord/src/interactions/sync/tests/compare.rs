//! What means the same, and what does not.

use serde_json::{Value, json};

use super::{
    super::{CommandRecord, plan},
    CommandSync, declared, lines,
};
use crate::model::{
    ApplicationCommand, ApplicationCommandOption, ApplicationIntegrationType, ChannelType, Locale,
    NewCommand, Number, Permissions,
};

/// What differs between a declared command and a registered one.
fn differs(command: NewCommand, registered: Value) -> Vec<String> {
    let registered: ApplicationCommand = serde_json::from_value(registered).unwrap();
    let settings = CommandSync::new();
    let plan = plan(
        &[declared(command)],
        &[registered],
        &CommandRecord::default(),
        &settings,
    );
    assert!(plan.scopes[0].creates.is_empty());
    lines(&plan)
}

/// A registered command as Discord tells it, with other fields.
fn told(fields: Value) -> Value {
    let mut command = json!({
        "id": "5", "application_id": "3", "version": "7", "type": 1, "name": "tag", "description": "Shows it",
        "name_localizations": null, "description_localizations": null, "default_member_permissions": null,
        "default_permission": true, "dm_permission": true, "contexts": null, "integration_types": [0], "nsfw": false,
    });
    let Value::Object(fields) = fields else {
        panic!("no object");
    };
    command.as_object_mut().unwrap().extend(fields);
    command
}

fn tag() -> NewCommand {
    NewCommand::chat_input("tag", "Shows it")
}

#[test]
fn defaults_mean_the_same_as_nothing() {
    for fields in [
        json!({}),
        json!({"options": []}),
        json!({"name_localizations": {}, "description_localizations": {}}),
        json!({"contexts": [0, 1, 2], "integration_types": [0, 1]}),
        json!({"contexts": [2, 1, 0], "dm_permission": false}),
        json!({"type": null, "nsfw": null, "handler": null}),
        json!({"name_localized": "Etikett", "description_localized": "x", "something_new": {"a": 1}}),
    ] {
        let different = differs(tag(), told(fields.clone()));
        assert!(different.is_empty(), "{fields}: {different:?}");
    }
}

#[test]
fn forms_of_numbers_and_orders_of_sets_do_not_matter() {
    let command = tag()
        .option(
            ApplicationCommandOption::number("n", "N")
                .required(true)
                .min_value(1)
                .choice("half", Number::from_f64(0.5).unwrap())
                .choice("two", 2),
        )
        .option(ApplicationCommandOption::channel("c", "C").channel_types([
            ChannelType::GuildVoice,
            ChannelType::GuildText,
            ChannelType::GuildVoice,
        ]))
        .option(ApplicationCommandOption::string("s", "S").min_length(0))
        .name_localization(Locale::Polish, "b")
        .name_localization(Locale::German, "a")
        .integration_types([
            ApplicationIntegrationType::UserInstall,
            ApplicationIntegrationType::GuildInstall,
        ]);
    let registered = told(json!({
        "name_localizations": {"de": "a", "pl": "b"},
        "integration_types": [0, 1],
        "options": [
            {"type": 10, "name": "n", "description": "N", "required": true, "min_value": 1.0,
             "choices": [{"name": "half", "name_localizations": null, "value": 0.5},
                         {"name": "two", "value": 2.0}]},
            {"type": 7, "name": "c", "description": "C", "channel_types": [0, 2]},
            {"type": 3, "name": "s", "description": "S", "required": false, "autocomplete": false},
        ],
    }));
    assert!(differs(command, registered).is_empty());
}

#[test]
fn each_difference_is_named_by_its_path() {
    let two = || {
        ["a", "b"].map(|name| {
            ApplicationCommandOption::string(name, "X")
                .choice("one", "1")
                .choice("two", "2")
        })
    };
    let option = |name: &str, description: &str, second: &str| {
        json!({"type": 3, "name": name, "description": description,
               "choices": [{"name": "one", "value": "1"}, {"name": "two", "value": second}]})
    };
    let command = tag()
        .options(two())
        .default_member_permissions(Permissions::empty())
        .nsfw(true);
    let registered = told(json!({
        "description": "Shows",
        "options": [option("a", "X", "3"), option("b", "Y", "2")],
    }));
    assert_eq!(
        differs(command, registered.clone()),
        [
            "~ /tag: default_member_permissions, description, nsfw, options[0].choices[1].value, \
             options[1].description"
        ]
    );
    // The order of options counts, and long lists are cut.
    let swapped = tag().options(two().into_iter().rev());
    let registered = told(json!({
        "default_member_permissions": "8", "nsfw": true, "description": "Shows",
        "options": [option("a", "X", "2"), option("b", "X", "2")],
        "name_localizations": {"de": "x"},
        "description_localizations": {"de": "x"},
    }));
    assert_eq!(
        differs(swapped, registered),
        [
            "~ /tag: default_member_permissions, description, description_localizations, name_localizations, nsfw and 2 \
             more"
        ]
    );
}

#[test]
fn less_than_everywhere_is_not_everywhere() {
    for fields in [
        json!({"dm_permission": false}),
        json!({"contexts": [0]}),
        json!({"contexts": [0, 1]}),
    ] {
        let different = differs(tag(), told(fields.clone()));
        assert_eq!(different, ["~ /tag: contexts"], "{fields}");
    }
}

#[test]
fn a_plan_for_a_development_guild_leaves_global_commands_out() {
    let registered: ApplicationCommand = serde_json::from_value(told(json!({}))).unwrap();
    let settings = CommandSync::new().dev_guild(9).delete_unknown(true);
    let plan = plan(
        &[declared(tag())],
        &[registered],
        &CommandRecord::default(),
        &settings,
    );
    assert_eq!(plan.to_string(), "commands of guild 9: 1 new\n  + /tag");
}

#[test]
fn a_guilds_command_has_no_places() {
    let command = declared(tag().integration_types([ApplicationIntegrationType::UserInstall]));
    let registered: ApplicationCommand =
        serde_json::from_value(told(json!({"guild_id": "9"}))).unwrap();
    let plan = plan(
        &[command.in_guild(9)],
        &[registered],
        &CommandRecord::default(),
        &CommandSync::new(),
    );
    assert!(plan.is_empty());
    assert_eq!(plan.scopes[0].unchanged.len(), 1);
}
