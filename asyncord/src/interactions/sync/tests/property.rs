//! Whatever is declared, one start registers it and the next one finds nothing to do.

use std::collections::BTreeSet;

use proptest::{collection::vec, option, prelude::*, sample::subsequence, test_runner::TestRunner};

use super::{CommandSync, World, declared};
use crate::model::{
    ApplicationCommandOption, ApplicationCommandOptionType as Type, ApplicationIntegrationType,
    ChannelType, ChoiceValue, InteractionContextType, Locale, NewCommand, Number, Permissions,
};

fn name() -> impl Strategy<Value = String> {
    "[a-z0-9_-]{1,12}"
}

fn text() -> impl Strategy<Value = String> {
    "[ -~äß€]{0,20}[!-~]"
}

fn locales() -> impl Strategy<Value = Vec<(Locale, String, String)>> {
    let known = [Locale::German, Locale::Polish, Locale::Japanese];
    let known = known.to_vec();
    (subsequence(known, 0..=3), name(), text()).prop_map(|(locales, name, text)| {
        let one = |locale| (locale, name.clone(), text.clone());
        locales.into_iter().map(one).collect()
    })
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![
        (-1000..1000_i64).prop_map(Number::from),
        (-1000..1000_i32).prop_map(|n| Number::from_f64(f64::from(n) / 4.0).unwrap()),
    ]
}

fn choices(kind: Type) -> BoxedStrategy<Vec<ChoiceValue>> {
    match kind {
        Type::String => vec(text().prop_map(ChoiceValue::from), 0..4).boxed(),
        Type::Integer => vec((-99..99_i64).prop_map(ChoiceValue::from), 0..4).boxed(),
        Type::Number => vec(number().prop_map(ChoiceValue::from), 0..4).boxed(),
        _ => Just(Vec::new()).boxed(),
    }
}

/// An option that takes a value, of any type.
fn value_option() -> impl Strategy<Value = ApplicationCommandOption> {
    let kinds: Vec<_> = Type::KNOWN[2..].to_vec();
    let parts = (name(), text(), locales(), any::<bool>(), any::<bool>());
    let bounds = (option::of(0..50_i64), option::of(50..99_i64));
    let channels = vec![ChannelType::GuildText, ChannelType::GuildVoice];
    (
        prop::sample::select(kinds),
        parts,
        bounds,
        subsequence(channels, 0..=2),
    )
        .prop_flat_map(|(kind, parts, bounds, channels)| {
            (choices(kind), Just((kind, parts, bounds, channels)))
        })
        .prop_map(|(choices, (kind, parts, (least, most), channels))| {
            let (name, text, locales, required, autocomplete) = parts;
            let mut option = ApplicationCommandOption::new(kind, name, text).required(required);
            for (locale, name, text) in locales {
                option = option
                    .name_localization(locale.clone(), name)
                    .description_localization(locale, text);
            }
            let can_choose = matches!(kind, Type::String | Type::Integer | Type::Number);
            option = option.autocomplete(can_choose && autocomplete && choices.is_empty());
            for (index, value) in choices.into_iter().enumerate() {
                option = option.choice(format!("choice {index}"), value);
            }
            match kind {
                Type::Channel => option = option.channel_types(channels),
                Type::Attachment if autocomplete => option = option.file_types(["image", ".pdf"]),
                Type::String => {
                    option.min_length = least.and_then(|n| u32::try_from(n).ok());
                    option.max_length = most.and_then(|n| u32::try_from(n).ok());
                }
                Type::Integer | Type::Number => {
                    option.min_value = least.map(Number::from);
                    option.max_value = most.map(Number::from);
                }
                _ => {}
            }
            option
        })
}

/// Makes names differ, and puts what must be given before what may be.
fn in_order(mut options: Vec<ApplicationCommandOption>) -> Vec<ApplicationCommandOption> {
    let mut names = BTreeSet::new();
    options.retain(|option| names.insert(option.name.clone()));
    options.sort_by_key(|option| !option.required);
    options
}

fn options() -> impl Strategy<Value = Vec<ApplicationCommandOption>> {
    let values = || vec(value_option(), 0..4).prop_map(in_order);
    let sub = move || {
        (name(), text(), values()).prop_map(|(name, text, options)| {
            let sub = ApplicationCommandOption::sub_command(name, text);
            options
                .into_iter()
                .fold(sub, ApplicationCommandOption::option)
        })
    };
    let group = move || {
        (name(), text(), vec(sub(), 1..3)).prop_map(|(name, text, subs)| {
            let group = ApplicationCommandOption::sub_command_group(name, text);
            in_order(subs)
                .into_iter()
                .fold(group, ApplicationCommandOption::option)
        })
    };
    let subs = vec(prop_oneof![sub(), group()], 1..4).prop_map(in_order);
    prop_oneof![values(), subs]
}

fn command() -> impl Strategy<Value = NewCommand> {
    let places = (
        subsequence(InteractionContextType::KNOWN.to_vec(), 0..=3),
        subsequence(ApplicationIntegrationType::KNOWN.to_vec(), 0..=2),
        option::of(any::<bool>()),
        option::of(any::<bool>()),
    );
    let bits = option::of(prop::sample::select(vec![
        Permissions::empty(),
        Permissions::BAN_MEMBERS | Permissions::KICK_MEMBERS,
    ]));
    (
        0..3,
        text(),
        locales(),
        options(),
        bits,
        any::<bool>(),
        places,
    )
        .prop_map(|(kind, text, locales, options, bits, nsfw, places)| {
            let mut command = match kind {
                0 => NewCommand::chat_input("it", text).options(options),
                1 => NewCommand::user("it"),
                _ => NewCommand::message("it"),
            };
            for (locale, name, text) in locales {
                command = command.name_localization(locale.clone(), name);
                if kind == 0 {
                    command = command.description_localization(locale, text);
                }
            }
            let (contexts, types, dms, default) = places;
            command.default_member_permissions = bits;
            command.dm_permission = dms;
            command.default_permission = default;
            command
                .nsfw(nsfw)
                .contexts(contexts)
                .integration_types(types)
        })
}

#[test]
fn what_is_registered_from_a_declaration_compares_equal() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new());
    let settings = CommandSync::new();
    let guild_id = world.sandbox.guild_id();
    // Each declaration takes the place of the one before: made anew or changed, of any to any other.
    let property = |(command, in_guild): (NewCommand, bool)| {
        command.validate().unwrap();
        let mut declared = declared(command);
        if in_guild {
            declared = declared.in_guild(guild_id);
        }
        runtime.block_on(async {
            let report = world.sync([declared.clone()], &settings).await;
            let again = world.sync([declared], &settings).await;
            prop_assert!(
                again.plan.is_empty(),
                "{}\nthen\n{}",
                report.plan,
                again.plan
            );
            Ok(())
        })
    };
    let config = proptest::test_runner::Config {
        failure_persistence: None,
        ..proptest::test_runner::Config::with_cases(100)
    };
    TestRunner::new(config)
        .run(&(command(), any::<bool>()), property)
        .unwrap();
}
