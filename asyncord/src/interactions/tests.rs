//! What Discord is told of commands.

use super::{
    declare::{Function, declare},
    option::{CommandOption, choice_option},
    private::ChoiceSpec,
    spec::{CommandKind, CommandSpec, OptionSpec},
};
use crate::{
    dispatch::private::FunctionSpec,
    model::{InteractionContextType, Permissions},
};

fn function(command: &'static CommandSpec, line: u32) -> Function {
    let function = FunctionSpec {
        file: "src/bot.rs",
        line,
        ..FunctionSpec::NONE
    };
    Function { command, function }
}

static ADD: CommandSpec = CommandSpec {
    path: &["config", "role", "add"],
    description: "Adds a role",
    options: &[OptionSpec {
        name: "role",
        option: || String::option("role", "Which role"),
    }],
    permissions: || Some(Permissions::MANAGE_ROLES),
    contexts: &[InteractionContextType::Guild],
    ..CommandSpec::PLAIN
};
static REMOVE: CommandSpec = CommandSpec {
    path: &["config", "role", "remove"],
    description: "Removes a role",
    ..CommandSpec::PLAIN
};
static SHOW: CommandSpec = CommandSpec {
    path: &["config", "show"],
    description: "Shows the settings",
    ..CommandSpec::PLAIN
};
static MENU: CommandSpec = CommandSpec {
    kind: CommandKind::User,
    path: &["config"],
    ..CommandSpec::PLAIN
};

#[test]
fn subcommands_become_one_command() {
    let all = [&ADD, &REMOVE, &SHOW, &MENU];
    let declared = declare(
        all.into_iter()
            .zip(1..)
            .map(|(spec, line)| function(spec, line)),
    );
    let declared = declared.unwrap();
    assert_eq!(declared.len(), 2, "of two kinds there can be one each");
    let command = serde_json::to_value(&declared[0].command).unwrap();
    let expected = serde_json::json!({
        "name": "config",
        "description": "Commands of /config",
        "default_member_permissions": Permissions::MANAGE_ROLES.bits().to_string(),
        "contexts": [0],
        "options": [
            {
                "type": 2, "name": "role", "description": "Commands of /config role",
                "options": [
                    {
                        "type": 1, "name": "add", "description": "Adds a role",
                        "options": [
                            { "type": 3, "name": "role", "description": "Which role", "required": true },
                        ],
                    },
                    { "type": 1, "name": "remove", "description": "Removes a role" },
                ],
            },
            { "type": 1, "name": "show", "description": "Shows the settings" },
        ],
    });
    assert_eq!(command, expected);
    assert_eq!(declared[0].location, "src/bot.rs:1");
}

#[test]
fn what_cannot_stand_side_by_side_is_one_error_with_places() {
    static WHOLE: CommandSpec = CommandSpec {
        path: &["config"],
        description: "All settings",
        ..CommandSpec::PLAIN
    };
    static OTHER: CommandSpec = CommandSpec {
        path: &["room", "lock"],
        description: "Locks it",
        permissions: || Some(Permissions::BAN_MEMBERS),
        ..CommandSpec::PLAIN
    };
    static OPEN: CommandSpec = CommandSpec {
        path: &["room", "open"],
        description: "Opens it",
        permissions: || Some(Permissions::KICK_MEMBERS),
        ..CommandSpec::PLAIN
    };
    static NAMELESS: CommandSpec = CommandSpec {
        path: &["Loud"],
        ..CommandSpec::PLAIN
    };
    let all = [&ADD, &ADD, &WHOLE, &OTHER, &OPEN, &NAMELESS];
    let declared = declare(
        all.into_iter()
            .zip(1..)
            .map(|(spec, line)| function(spec, line)),
    );
    let error = declared.unwrap_err();
    assert_eq!(error.problems().len(), 4, "{error}");
    let text = error.to_string();
    for part in [
        "4 mistakes in the commands:",
        "/config role add (src/bot.rs:2): there is a command of this name at src/bot.rs:1; rename one",
        "/config (src/bot.rs:3): it cannot be a command by itself beside /config role add at src/bot.rs:1; rename one",
        "/room open (src/bot.rs:5): another subcommand asks for the permissions",
        "/Loud (src/bot.rs:6): name: `Loud` has capital letters: call it `loud`",
    ] {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

#[test]
fn types_say_what_can_be_given() {
    let json = |option| serde_json::to_value(option).unwrap();
    let small = json(u8::option("a", "b"));
    assert_eq!(
        (&small["min_value"], &small["max_value"]),
        (&0.into(), &255.into())
    );
    let wide = json(i64::option("a", "b"));
    assert!(wide.get("min_value").is_none() && wide.get("max_value").is_none());
    assert_eq!(wide["required"], true);
    let optional = json(<Option<bool>>::option("a", "b"));
    assert_eq!(
        (&optional["type"], optional.get("required")),
        (&5.into(), None)
    );
    let choices = [ChoiceSpec {
        name: "Dark blue",
        value: "DarkBlue",
    }];
    let choice = json(choice_option("a", "b", &choices));
    assert_eq!(
        choice["choices"],
        serde_json::json!([{ "name": "Dark blue", "value": "DarkBlue" }])
    );
}
