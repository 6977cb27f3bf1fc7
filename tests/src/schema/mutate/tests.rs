use serde_json::{Value, json};

use super::{
    Nulls, Planted, Tags, ids_as_integers, null_optionals, strange_elements, unknown_enum_values,
    with_unknowns, with_unknowns_of, without,
};
use crate::schema::{Rng, Spec, compare};

/// A small document in the manner of Discord's.
fn spec() -> Spec {
    let tag = |value: i64| json!({"type": "integer", "enum": [value], "allOf": [{"$ref": "#/components/schemas/Kind"}]});
    let id = json!({"$ref": "#/components/schemas/SnowflakeType"});
    Spec::of_document(json!({"components": {"schemas": {
        "SnowflakeType": {"type": "string", "pattern": "^(0|[1-9][0-9]*)$", "format": "snowflake"},
        "Kind": {"type": "integer", "oneOf": [{"title": "A", "const": 1}, {"title": "B", "const": 2}]},
        "Color": {"type": "string", "oneOf": [{"title": "RED", "const": "red"}]},
        "A": {"type": "object", "required": ["type", "id"], "properties": {"type": tag(1), "id": id}},
        "B": {"type": "object", "required": ["type"], "properties": {
            "type": tag(2),
            "color": {"$ref": "#/components/schemas/Color"},
            "note": {"type": ["string", "null"]},
        }},
        "Whole": {"type": "object", "required": ["parts"], "properties": {
            "parts": {"type": "array", "items": {"oneOf": [
                {"$ref": "#/components/schemas/A"},
                {"$ref": "#/components/schemas/B"},
            ]}},
            "by_id": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/A"}},
        }},
    }}}))
}

fn whole() -> Value {
    json!({
        "parts": [{"type": 1, "id": "7"}, {"type": 2, "color": "red", "note": "x"}],
        "by_id": {"7": {"type": 1, "id": "7"}},
    })
}

fn paths<'a>(planted: impl IntoIterator<Item = &'a Planted>) -> Vec<String> {
    planted
        .into_iter()
        .map(|one| one.path.to_string())
        .collect()
}

#[test]
fn unknown_fields_go_into_objects_and_not_into_maps_and_come_out_again() {
    for seed in 0..20 {
        let mut by_schema = whole();
        let planted = with_unknowns_of(&spec(), "Whole", &mut by_schema, &mut Rng::with_seed(seed));
        let first: Vec<_> = planted
            .iter()
            .filter(|one| one.path.to_string().ends_with("_undocumented"))
            .collect();
        assert_eq!(
            paths(first),
            [
                "x_undocumented",
                "by_id.7.x_undocumented",
                "parts[0].x_undocumented",
                "parts[1].x_undocumented",
            ]
        );
        for one in &planted {
            assert_eq!(one.path.get(&by_schema), Some(&one.value));
        }
        assert_eq!(
            compare::lost(&whole(), &by_schema, |_| true).len(),
            planted.len()
        );

        // Without a schema, the same.
        let mut by_looks = whole();
        assert_eq!(
            with_unknowns(&mut by_looks, &mut Rng::with_seed(seed)),
            planted
        );
        assert_eq!(by_looks, by_schema);

        without(&mut by_schema, &planted);
        assert_eq!(by_schema, whole());
    }
}

#[test]
fn fields_of_every_kind_of_json_are_planted() {
    let mut rng = Rng::with_seed(1);
    let mut kinds = [0; 6];
    for _ in 0..100 {
        for one in with_unknowns(&mut json!({"a": 1}), &mut rng) {
            kinds[match one.value {
                Value::Null => 0,
                Value::Bool(_) => 1,
                Value::Number(_) => 2,
                Value::String(_) => 3,
                Value::Array(_) => 4,
                Value::Object(_) => 5,
            }] += 1;
        }
    }
    assert!(!kinds.contains(&0), "{kinds:?}");
}

#[test]
fn localizations_and_empty_objects_are_taken_for_maps() {
    let mut value =
        json!({"name_localizations": {"en-US": "a", "de": "b"}, "empty": {}, "real": {"id": "1"}});
    let planted = with_unknowns(&mut value, &mut Rng::with_seed(3));
    assert!(!planted.is_empty());
    for path in paths(&planted) {
        assert!(
            path.starts_with("x_") || path.starts_with("real.x_"),
            "{path}"
        );
    }
}

#[test]
fn unknown_values_keep_their_kind_and_tags_are_replaced_on_demand_only() {
    let mut value = whole();
    let replaced = unknown_enum_values(
        &spec(),
        "Whole",
        &mut value,
        Tags::Kept,
        &mut Rng::with_seed(5),
    );
    assert_eq!(replaced.len(), 1);
    assert_eq!(replaced[0].path.to_string(), "parts[1].color");
    assert_eq!(replaced[0].from, "red");
    assert!(
        value["parts"][1]["color"]
            .as_str()
            .unwrap()
            .starts_with("undocumented_")
    );

    for seed in 0..50 {
        let mut value = whole();
        let replaced = unknown_enum_values(
            &spec(),
            "Whole",
            &mut value,
            Tags::Replaced,
            &mut Rng::with_seed(seed),
        );
        assert_eq!(replaced.len(), 4);
        let tag = value["parts"][0]["type"].as_i64().unwrap();
        assert!((0..=255).contains(&tag) && ![1, 2].contains(&tag), "{tag}");
    }
}

#[test]
fn ids_become_integers_and_other_digits_do_not() {
    let mut value = whole();
    value["parts"][1]["note"] = json!("7");
    let replaced = ids_as_integers(&spec(), "Whole", &mut value);
    assert_eq!(replaced.len(), 2);
    assert_eq!(value["parts"][0]["id"], 7);
    assert_eq!(value["by_id"]["7"]["id"], 7);
    assert_eq!(value["parts"][1]["note"], "7");
}

#[test]
fn only_optional_properties_become_null_and_only_those_that_may_unless_all() {
    let (mut allowed, mut all) = (Vec::new(), Vec::new());
    for seed in 0..30 {
        for (nulls, paths) in [(Nulls::Allowed, &mut allowed), (Nulls::All, &mut all)] {
            let mut value = whole();
            let nulled = null_optionals(
                &spec(),
                "Whole",
                &mut value,
                nulls,
                &mut Rng::with_seed(seed),
            );
            for path in &nulled {
                assert_eq!(path.get(&value), Some(&Value::Null));
            }
            paths.extend(nulled.iter().map(ToString::to_string));
        }
    }
    for paths in [&mut allowed, &mut all] {
        paths.sort();
        paths.dedup();
    }
    assert_eq!(allowed, ["parts[1].note"]);
    assert_eq!(all, ["by_id", "parts[1].color", "parts[1].note"]);
}

#[test]
fn strange_elements_stand_in_every_list_of_objects_and_come_out_again() {
    let original = json!({"outer": [{"inner": [{"a": 1}]}, {"texts": ["x"]}], "empty": []});
    for seed in 0..50 {
        let mut value = original.clone();
        let planted = strange_elements(&mut value, &mut Rng::with_seed(seed));
        assert_eq!(planted.len(), 2);
        for one in &planted {
            assert_eq!(one.path.get(&value), Some(&one.value));
            assert!(!one.value.is_object());
        }
        without(&mut value, &planted);
        assert_eq!(value, original);
    }
}

#[test]
fn the_same_seed_makes_the_same_mutations() {
    let spec = spec();
    let all = |seed| {
        let mut rng = Rng::with_seed(seed);
        let mut value = whole();
        null_optionals(&spec, "Whole", &mut value, Nulls::Allowed, &mut rng);
        unknown_enum_values(&spec, "Whole", &mut value, Tags::Kept, &mut rng);
        with_unknowns(&mut value, &mut rng);
        strange_elements(&mut value, &mut rng);
        value
    };
    for seed in 0..10 {
        assert_eq!(all(seed), all(seed));
        assert_ne!(all(seed), all(seed + 1));
    }
}
