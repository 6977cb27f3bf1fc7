//! Generated JSON against Discord's schemas, by a validator that is not ours.

use std::collections::{BTreeMap, BTreeSet};

use asyncord::model::Role;
use asyncord_tests::schema::{Kind, Mode, Path, Rng, Shape, Spec, compare, mutate};
use serde_json::{Map, Value, json};

fn sizes(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(sizes).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(sizes).sum::<usize>(),
        _ => 1,
    }
}

/// Checks instances of all schemas, given by name.
struct Checker(jsonschema::Validator);

impl Checker {
    fn new(spec: &Spec) -> Self {
        Self(jsonschema::draft202012::new(&spec.validated_document()).unwrap())
    }

    fn check(&self, instances: &Map<String, Value>, what: &str) {
        let instances = Value::Object(instances.clone());
        let errors: Vec<_> = self
            .0
            .iter_errors(&instances)
            .take(5)
            .map(|error| format!("{}: {error:.300}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{what}: {errors:#?}");
    }
}

#[test]
fn every_patch_finds_its_place() {
    let Some(spec) = Spec::load() else { return };
    assert_eq!(spec.missed_patches(), [""; 0]);
}

#[test]
fn every_schema_has_instances_that_a_foreign_validator_accepts() {
    let Some(spec) = Spec::load() else { return };
    let checker = Checker::new(&spec);
    assert!(spec.names().count() >= 539);
    let mut largest = (0, "");
    let random = (0..20).map(|seed| (Mode::random(), seed));
    for (mode, seed) in [(Mode::Minimal, 0), (Mode::Maximal, 0), (Mode::Maximal, 1)]
        .into_iter()
        .chain(random)
    {
        let mut rng = Rng::with_seed(seed);
        let mut instances = Map::new();
        for name in spec.names() {
            let instance = spec.instance(name, &mode, &mut rng);
            largest = largest.max((sizes(&instance), name));
            instances.insert(name.to_owned(), instance);
        }
        checker.check(&instances, &format!("{mode:?} {seed}"));
    }
    assert!(largest.0 < 50_000, "{largest:?}");
}

#[test]
fn the_validator_sees_what_is_wrong() {
    let Some(spec) = Spec::load() else { return };
    let checker = Checker::new(&spec);
    for wrong in [
        json!({"UserResponse": {}}),
        json!({"SnowflakeType": "01"}),
        json!({"MessageType": 13}),
        json!({"CreateRoleRequest": {"permissions": 8}}),
    ] {
        assert!(!checker.0.is_valid(&wrong), "{wrong}");
    }
    checker.check(
        json!({"CreateRoleRequest": {"permissions": "8"}, "MessageType": 44, "ChannelTypes": 16})
            .as_object()
            .unwrap(),
        "put right",
    );
}

#[test]
fn the_modes_are_what_they_say() {
    let Some(spec) = Spec::load() else { return };
    let keys = |mode: &Mode| -> Vec<String> {
        let instance = spec.instance("MessageResponse", mode, &mut Rng::with_seed(1));
        instance.as_object().unwrap().keys().cloned().collect()
    };
    let properties = spec.properties("MessageResponse");
    let names = |required: bool| -> Vec<_> {
        let wanted = properties.iter().filter(|one| !required || one.required);
        wanted.map(|one| one.name.clone()).collect()
    };
    assert_eq!(keys(&Mode::Maximal), names(false));
    assert_eq!(keys(&Mode::Minimal), names(true));

    let minimal = spec.instance("MessageResponse", &Mode::Minimal, &mut Rng::with_seed(1));
    assert_eq!(minimal["embeds"], json!([]));
    assert_eq!(minimal["edited_timestamp"], json!(null));
    let maximal = spec.instance("MessageResponse", &Mode::Maximal, &mut Rng::with_seed(1));
    assert_eq!(maximal["embeds"].as_array().unwrap().len(), 2);
    assert!(maximal["embeds"][1]["fields"][1]["name"].is_string());
    assert!(maximal["referenced_message"]["author"]["id"].is_string());
    assert!(
        maximal["referenced_message"]
            .get("referenced_message")
            .is_none()
    );
    for seed in 0..20 {
        let make = || {
            spec.instance(
                "MessageResponse",
                &Mode::random(),
                &mut Rng::with_seed(seed),
            )
        };
        assert_eq!(make(), make());
    }
}

#[test]
fn properties_are_resolved_through_references_parts_and_unions() {
    let Some(spec) = Spec::load() else { return };
    let by_name = |name: &str| -> BTreeMap<_, _> {
        spec.properties(name)
            .into_iter()
            .map(|one| (one.name.clone(), one))
            .collect()
    };
    let message = by_name("MessageResponse");
    assert!(message["id"].required && !message["id"].nullable && !message["id"].of_union());
    assert_eq!(message["id"].value.to_string(), "snowflake");
    assert!(message["edited_timestamp"].nullable);
    assert_eq!(message["edited_timestamp"].value.to_string(), "date-time");
    assert_eq!(message["type"].value.to_string(), "MessageType");
    assert_eq!(
        message["embeds"].value.to_string(),
        "array of MessageEmbedResponse"
    );
    assert!(!message["referenced_message"].required);
    let Shape::Named(author) = &message["author"].value else {
        panic!("{:?}", message["author"])
    };
    assert!(!spec.properties(author).is_empty());

    // The parts of `allOf`, one of which is put right.
    let limited = by_name("RatelimitedResponse");
    assert_eq!(
        limited.keys().collect::<Vec<_>>(),
        ["code", "global", "message", "retry_after"]
    );
    assert!(!limited["code"].required && limited["retry_after"].required);

    let channel = spec.properties_of_all(&["GuildChannelResponse", "ThreadResponse"]);
    let find = |name: &str| channel.iter().find(|one| one.name == name).unwrap();
    assert_eq!(
        find("id").branches,
        ["GuildChannelResponse", "ThreadResponse"]
    );
    assert!(find("id").required && find("id").of_union());
    assert_eq!(find("thread_metadata").branches, ["ThreadResponse"]);
    assert!(!find("thread_metadata").required);
    let Shape::Values { allowed, .. } = &find("type").value else {
        panic!()
    };
    assert!(
        allowed.contains(&json!(16))
            && allowed.contains(&json!(11))
            && !allowed.contains(&json!(1))
    );
}

#[test]
fn all_enums_have_named_values() {
    let Some(spec) = Spec::load() else { return };
    let enums: Vec<_> = spec
        .names()
        .filter_map(|name| spec.enum_values(name))
        .collect();
    assert_eq!(enums.len(), 91);
    assert!(
        enums
            .iter()
            .flatten()
            .all(|one| !one.title.is_empty() && !one.value.is_null())
    );
    let kinds = spec.enum_values("ChannelTypes").unwrap();
    assert!(
        kinds
            .iter()
            .any(|one| one.title == "GUILD_MEDIA" && one.value == 16)
    );
    assert_eq!(spec.enum_values("MessageResponse"), None);
}

#[test]
fn mutations_of_real_schemas_are_invalid_where_they_should_be_only() {
    let Some(spec) = Spec::load() else { return };
    let checker = Checker::new(&spec);
    let mut rng = Rng::with_seed(11);
    let mut unknown = Map::new();
    let mut nulls = Map::new();
    let (mut ids, mut values, mut tags) = (0, 0, 0);
    for name in spec.names() {
        let instance = spec.instance(name, &Mode::random(), &mut rng);

        // Unknown fields and allowed nulls leave it valid, but in the one schema that is closed.
        let mut copy = instance.clone();
        mutate::with_unknowns_of(&spec, name, &mut copy, &mut rng);
        if !["ErrorDetails", "ErrorResponse", "InnerErrors"].contains(&name) {
            unknown.insert(name.to_owned(), copy);
        }
        let mut copy = instance.clone();
        mutate::null_optionals(&spec, name, &mut copy, mutate::Nulls::Allowed, &mut rng);
        nulls.insert(name.to_owned(), copy);

        let mut copy = instance.clone();
        ids += mutate::ids_as_integers(&spec, name, &mut copy).len();
        let mut copy = instance.clone();
        let kept =
            mutate::unknown_enum_values(&spec, name, &mut copy, mutate::Tags::Kept, &mut rng).len();
        if kept > 0 {
            assert!(!checker.0.is_valid(&json!({name: copy})), "{name}");
        }
        let mut copy = instance.clone();
        let all =
            mutate::unknown_enum_values(&spec, name, &mut copy, mutate::Tags::Replaced, &mut rng)
                .len();
        values += kept;
        tags += all - kept;
    }
    checker.check(&unknown, "unknown fields");
    checker.check(&nulls, "nulls");
    assert!(
        ids > 500 && values > 200 && tags > 100,
        "{ids} {values} {tags}"
    );
}

#[test]
fn all_branches_and_values_come_up_in_time() {
    let Some(spec) = Spec::load() else { return };
    let mut rng = Rng::with_seed(2);
    let (mut components, mut kinds) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..400 {
        let container = spec.instance("ContainerComponentResponse", &Mode::Maximal, &mut rng);
        let types = container["components"].as_array().unwrap().iter();
        components.extend(types.map(|one| one["type"].as_i64().unwrap()));
        let kind = spec.instance("ChannelTypes", &Mode::Minimal, &mut rng);
        kinds.insert(kind.as_i64().unwrap());
    }
    let Some(Shape::Object(properties)) = spec.shape("ContainerComponentResponse") else {
        panic!()
    };
    let items = properties
        .iter()
        .find(|one| one.name == "components")
        .unwrap();
    let Shape::Array { items, .. } = &items.value else {
        panic!()
    };
    let Shape::OneOf(branches) = &items.shape else {
        panic!()
    };
    assert_eq!(components.len(), branches.len());
    assert_eq!(kinds.len(), spec.enum_values("ChannelTypes").unwrap().len());
}

/// The paths of all objects of a value.
fn objects(value: &Value, path: &Path, found: &mut Vec<Path>) {
    match value {
        Value::Object(object) => {
            found.push(path.clone());
            for (key, value) in object {
                objects(value, &path.key(key), found);
            }
        }
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                objects(element, &path.index(index), found);
            }
        }
        _ => {}
    }
}

#[test]
fn every_object_of_an_instance_is_known_as_object_or_map() {
    let Some(spec) = Spec::load() else { return };
    let mut rng = Rng::with_seed(4);
    for name in spec.names() {
        let instance = spec.instance(name, &Mode::Maximal, &mut rng);
        let spots = spec.spots(name, &instance).into_iter();
        let known: BTreeSet<_> = spots
            .filter(|spot| matches!(spot.kind, Kind::Object(_) | Kind::Map))
            .map(|spot| spot.path)
            .collect();
        let mut all = Vec::new();
        objects(&instance, &Path::root(), &mut all);
        for path in all.iter().filter(|path| !known.contains(path)) {
            let text = path.to_string();
            // Of these the schema says nothing.
            let free = ["new_value", "old_value", "pull_request"]
                .iter()
                .any(|free| text.contains(free));
            assert!(free, "{name}: {text}");
        }
    }
}

#[test]
fn a_type_of_ours_reads_and_keeps_what_the_schema_allows() {
    let Some(spec) = Spec::load() else { return };
    for seed in 0..50 {
        let mut rng = Rng::with_seed(seed);
        let original = spec.instance("GuildRoleResponse", &Mode::random(), &mut rng);
        let mut sent = original.clone();
        mutate::ids_as_integers(&spec, "GuildRoleResponse", &mut sent);
        mutate::with_unknowns(&mut sent, &mut rng);
        let role: Role = serde_json::from_value(sent).unwrap();
        let again = serde_json::to_value(&role).unwrap();
        let mut lost = compare::lost(&original, &again, |_| true);
        // Nothing or null, a role has no icon; but a null within the tags says yes.
        lost.retain(|one| !one.is_null_for_nothing() || one.path.starts_with("tags."));
        assert_eq!(lost, [], "seed {seed}");
    }
}
