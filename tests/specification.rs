//! Our types against the schemas of Discord's specification: every schema, every property, every value.
//!
//! `ASYNCORD_SEEDS=200 cargo test -p asyncord-tests --test specification` tries more instances of each.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
};

use asyncord_tests::{
    objects::{Reader, RoundTrip},
    schema::{
        Mode, Rng, Spec,
        compare::{self, Difference},
        mutate,
    },
    schema_types::{
        ENUMS, LEFT_OUT, NULL_ELEMENTS, OTHER_NAMES, RAW, READERS, UNTYPED, why_untyped,
    },
};
use serde_json::Value;

/// How many instances of each schema are tried in each way.
fn seeds() -> u64 {
    env::var("ASYNCORD_SEEDS")
        .ok()
        .and_then(|seeds| seeds.parse().ok())
        .unwrap_or(4)
}

fn percent(part: usize, whole: usize) -> String {
    format!("{part} of {whole} ({} %)", part * 100 / whole.max(1))
}

/// A path without positions in lists.
fn pattern(path: &str) -> String {
    let mut pattern = String::new();
    let mut in_brackets = false;
    for character in path.chars() {
        in_brackets = (in_brackets || character == '[') && character != ']';
        if !in_brackets && character != ']' {
            pattern.push(character);
        }
    }
    pattern
}

/// The entry of `LEFT_OUT` for what stands at a path, or around it.
fn left_out(schema: &str, path: &str) -> Option<usize> {
    let pattern = pattern(path);
    let ends = pattern.match_indices('.').map(|(at, _)| at);
    let around: Vec<_> = ends
        .chain([pattern.len()])
        .map(|end| &pattern[..end])
        .collect();
    LEFT_OUT.iter().position(|(start, place, _)| {
        schema.starts_with(start)
            && around.iter().any(|path| {
                path.strip_suffix(place)
                    .is_some_and(|before| before.is_empty() || before.ends_with('.'))
            })
    })
}

/// Whether a list has an entry for what stands at a path.
fn at(list: &[(&str, &str)], schema: &str, path: &str) -> bool {
    list.iter()
        .any(|(of, part)| schema.starts_with(of) && path.contains(part))
}

/// Reads an instance and writes it again.
fn trip(schema: &str, reader: Reader, instance: &Value) -> Result<RoundTrip, String> {
    let text = instance.to_string();
    reader(&text).map_err(|error| format!("{schema}: {error}: {text:.300}"))
}

/// What is lost of an instance on its way through our type, but what is left out with a reason.
fn losses(schema: &str, original: &Value, again: &str) -> Vec<Difference> {
    let again: Value = serde_json::from_str(again).expect("what we write is JSON");
    compare::lost(original, &again, |path| {
        left_out(schema, path).is_none() && !path.contains(mutate::UNKNOWN)
    })
    .into_iter()
    .filter(|difference| !difference.is_number_as_text())
    .collect()
}

/// Does something with instances of every schema that has a type, and tells every fault at once.
fn for_instances(
    mode: impl Fn() -> Mode,
    mut check: impl FnMut(&Spec, &str, Reader, Value, &mut Rng) -> Result<(), String>,
) {
    let Some(spec) = Spec::load() else { return };
    let mut faults = BTreeSet::new();
    for (schema, reader) in READERS {
        for seed in 0..seeds() {
            let mut rng = Rng::with_seed(seed);
            let instance = spec.instance(schema, &mode(), &mut rng);
            if let Err(fault) = check(&spec, schema, *reader, instance, &mut rng) {
                faults.insert(format!("{fault} (seed {seed})"));
            }
        }
    }
    let told: Vec<_> = faults.iter().take(40).map(String::as_str).collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        told.join("\n")
    );
}

/// Reads an instance that is as the schema says: nothing is strange, nothing is lost, and what was written
/// is written alike again.
fn keeps(schema: &str, reader: Reader, instance: &Value) -> Result<(), String> {
    let first = trip(schema, reader, instance)?;
    let may_be_null = |path: &str| at(NULL_ELEMENTS, schema, path);
    let strange = first.strange.iter().find(|strange| {
        !(strange.message.starts_with("invalid type: null") && may_be_null(&strange.path))
    });
    if let Some(strange) = strange {
        return Err(format!("{schema}: strange: {strange}"));
    }
    if let Some(lost) = losses(schema, instance, &first.again).first() {
        return Err(format!("{schema}: {lost:?}"));
    }
    let second = reader(&first.again).map_err(|error| format!("{schema}: again: {error}"))?;
    if second.again != first.again {
        return Err(format!("{schema}: {} then {}", first.again, second.again));
    }
    Ok(())
}

#[test]
fn every_schema_has_a_type_or_a_reason_to_have_none() {
    let Some(spec) = Spec::load() else { return };
    let typed: BTreeSet<_> = READERS
        .iter()
        .map(|(schema, _)| *schema)
        .chain(ENUMS.iter().map(|(schema, ..)| *schema))
        .collect();
    assert_eq!(
        typed.len(),
        READERS.len() + ENUMS.len(),
        "a schema is there twice"
    );
    let all: BTreeSet<_> = spec.names().collect();
    let gone: Vec<_> = typed.difference(&all).collect();
    assert!(gone.is_empty(), "no longer in the specification: {gone:?}");
    let mut missing = Vec::new();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for schema in &all {
        match (typed.contains(schema), why_untyped(schema)) {
            (false, None) => missing.push(schema),
            (false, Some(why)) => *reasons.entry(why).or_default() += 1,
            (true, _) => {}
        }
    }
    assert!(missing.is_empty(), "neither typed nor excused: {missing:?}");
    println!("schemas with a type: {}", percent(typed.len(), all.len()));
    for (why, names) in UNTYPED {
        println!(
            "  {} without: {why}",
            reasons.get(why).copied().unwrap_or_default()
        );
        for name in *names {
            assert!(!typed.contains(name), "`{name}` is typed and excused");
            let start = name.trim_end_matches('*');
            let mut excused = all
                .difference(&typed)
                .filter(|schema| schema.starts_with(start));
            assert!(excused.next().is_some(), "`{name}` excuses nothing");
        }
    }
}

#[test]
fn every_property_is_kept_or_left_out_with_a_reason() {
    let Some(spec) = Spec::load() else { return };
    let mut used = BTreeSet::new();
    let (mut all, mut lost) = (0, BTreeSet::new());
    let mut faults = BTreeSet::new();
    for (schema, reader) in READERS {
        all += spec.properties(schema).len();
        // So many that every branch of a union comes up.
        for seed in 0..12.max(seeds()) {
            let instance = spec.instance(schema, &Mode::Maximal, &mut Rng::with_seed(seed));
            let trip = match trip(schema, *reader, &instance) {
                Ok(trip) => trip,
                Err(error) => {
                    faults.insert(error);
                    continue;
                }
            };
            faults.extend(
                trip.strange
                    .iter()
                    .map(|strange| format!("{schema}: {strange}")),
            );
            let again: Value = serde_json::from_str(&trip.again).expect("what we write is JSON");
            for difference in compare::lost(&instance, &again, |_| true) {
                if difference.is_number_as_text() {
                    continue;
                }
                match left_out(schema, &difference.path) {
                    Some(entry) => {
                        used.insert(entry);
                        let pattern = pattern(&difference.path);
                        if !pattern.contains('.') {
                            lost.insert(format!("{schema}.{pattern}"));
                        }
                    }
                    None => {
                        faults.insert(format!("{schema}: {difference:?}"));
                    }
                }
            }
        }
    }
    let told: Vec<_> = faults.iter().take(40).map(String::as_str).collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        told.join("\n")
    );
    println!("properties kept: {}", percent(all - lost.len(), all));
    for (index, (schema, place, why)) in LEFT_OUT.iter().enumerate() {
        println!(
            "  left out: {schema}{}{place}: {why}",
            if schema.is_empty() { "" } else { "." }
        );
        assert!(used.contains(&index), "`{schema}` `{place}` is kept by now");
    }
    assert!(all > 1_500, "{all} properties");
}

#[test]
fn every_value_of_an_enum_is_known_by_discords_name() {
    let Some(spec) = Spec::load() else { return };
    let (mut all, mut faults) = (0, Vec::new());
    let mut renamed = BTreeSet::new();
    for (schema, reader, known) in ENUMS {
        let ours = known();
        for documented in spec.enum_values(schema).expect("it is an enum") {
            all += 1;
            let Some((name, _)) = ours.iter().find(|(_, value)| *value == documented.value) else {
                faults.push(format!("{schema}: {} is not known", documented.title));
                continue;
            };
            let other = OTHER_NAMES
                .iter()
                .position(|(of, title, _)| of == schema && *title == documented.title);
            renamed.extend(other);
            let wanted = other.map_or(documented.title.as_str(), |other| OTHER_NAMES[other].2);
            // Of texts, the text itself is the name.
            if documented.value.is_i64() && name != wanted {
                faults.push(format!("{schema}: {wanted} is called {name}"));
            }
        }
        for (name, value) in &ours {
            let text = value.to_string();
            match reader(&text) {
                Ok(trip) if trip.again == text => {}
                other => faults.push(format!("{schema}: {name}: {other:?}")),
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(
        renamed.len(),
        OTHER_NAMES.len(),
        "names that no longer differ"
    );
    println!("values of {} enums: {}", ENUMS.len(), percent(all, all));
    assert!(all > 500, "{all} values");
}

#[test]
fn the_least_that_a_schema_asks_for_is_enough() {
    for_instances(
        || Mode::Minimal,
        |_, schema, reader, instance, _| keeps(schema, reader, &instance),
    );
}

#[test]
fn whatever_a_schema_allows_is_kept() {
    for_instances(Mode::random, |_, schema, reader, instance, _| {
        keeps(schema, reader, &instance)
    });
}

#[test]
fn unknown_fields_are_skipped_and_unknown_values_kept() {
    for_instances(Mode::random, |spec, schema, reader, mut instance, rng| {
        mutate::unknown_enum_values(spec, schema, &mut instance, mutate::Tags::Kept, rng);
        mutate::with_unknowns_of(spec, schema, &mut instance, rng);
        keeps(schema, reader, &instance)
    });
}

#[test]
fn ids_are_taken_as_numbers_and_null_for_what_may_be_absent() {
    for_instances(Mode::random, |spec, schema, reader, mut instance, rng| {
        mutate::ids_as_integers(spec, schema, &mut instance);
        mutate::null_optionals(spec, schema, &mut instance, mutate::Nulls::All, rng);
        keeps(schema, reader, &instance)
    });
}

#[test]
fn objects_of_kinds_of_tomorrow_cost_an_error_with_a_path_at_most() {
    for_instances(Mode::random, |spec, schema, reader, mut instance, rng| {
        mutate::unknown_enum_values(spec, schema, &mut instance, mutate::Tags::Replaced, rng);
        let trip = trip(schema, reader, &instance)?;
        match reader(&trip.again) {
            Ok(again) if again.again == trip.again => Ok(()),
            other => Err(format!("{schema}: again: {other:?}")),
        }
    });
}

#[test]
fn strange_elements_cost_no_others_and_are_told() {
    for_instances(
        || Mode::Maximal,
        |_, schema, reader, mut instance, rng| {
            let planted = mutate::strange_elements(&mut instance, rng);
            let trip = trip(schema, reader, &instance)?;
            let told: BTreeSet<_> = trip
                .strange
                .iter()
                .map(|strange| strange.path.as_str())
                .collect();
            for one in &planted {
                let path = one.path.to_string();
                let is_looked_at = left_out(schema, &path).is_none() && !at(RAW, schema, &path);
                if is_looked_at && !told.contains(path.as_str()) {
                    return Err(format!("{schema}: nothing told of {path}: {}", one.value));
                }
            }
            match losses(schema, &instance, &trip.again).first() {
                Some(lost) => Err(format!("{schema}: {lost:?}")),
                None => Ok(()),
            }
        },
    );
}
