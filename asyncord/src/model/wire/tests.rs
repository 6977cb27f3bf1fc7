use super::{UnixSeconds, object, tagged};
use crate::{
    id::{Id, marker::UserMarker},
    model::{
        DecodeError, Field, List, Map, RawJson, Text, Timestamp, decode, decode_reporting,
        open_for_tests::Number,
    },
};

/// Every way in which a field can stand.
#[object]
struct Thing {
    id: Id<UserMarker>,
    #[wire(name = "type")]
    kind: Number,
    name: Option<Text>,
    count: u32,
    tags: List<Text>,
    topic: Field<Text>,
    #[wire(or_default)]
    form: Number,
    #[wire(with = UnixSeconds)]
    since: Option<Timestamp>,
    #[wire(flatten)]
    inner: Inner,
    /// Seldom there.
    #[wire(rare)]
    nick: Option<Text>,
    /// Seldom there.
    #[wire(rare_copy)]
    age: Option<u8>,
    /// Seldom there.
    #[wire(rare)]
    others: List<Inner>,
    next: Option<Box<Thing>>,
}

#[object]
#[derive(Default)]
struct Inner {
    left: Option<u8>,
    right: bool,
}

impl Default for Number {
    fn default() -> Self {
        Self::Unknown(0)
    }
}

#[tagged(key = "type")]
enum Either {
    #[tag(1)]
    Thing(Box<Thing>),
    #[tag(2)]
    Inner(Inner),
    #[tag("two")]
    Text(Inner),
}

fn round<T: serde::de::DeserializeOwned + serde::Serialize>(json: &str) -> String {
    serde_json::to_string(&decode::<T>(json).unwrap()).unwrap()
}

fn fault<T: serde::de::DeserializeOwned + std::fmt::Debug>(json: &str) -> DecodeError {
    decode::<T>(json).unwrap_err()
}

#[test]
fn what_came_is_what_is_written() {
    for json in [
        r#"{"id":"1","type":1}"#,
        r#"{"id":"1","type":5,"name":null,"count":null,"tags":null,"topic":null,"form":null,"since":null,"nick":null,"age":null,"others":null,"next":null,"left":null,"right":null}"#,
        r#"{"id":"1","type":1,"name":"","count":0,"tags":[],"topic":"","form":0,"since":0,"nick":"","age":0,"others":[],"left":0,"right":false}"#,
        r#"{"id":"1","type":1,"name":"a","count":2,"tags":["b"],"topic":"c","form":1,"since":1700000000,"nick":"d","age":3,"others":[{"left":1}],"next":{"id":"2","type":1},"left":4,"right":true}"#,
    ] {
        assert_eq!(round::<Thing>(json), json);
        let thing: Thing = decode(json).unwrap();
        let again: Thing = decode(&serde_json::to_string(&thing).unwrap()).unwrap();
        assert_eq!(thing, again);
    }
}

#[test]
fn keys_in_any_order_and_unknown_ones_are_taken() {
    let thing: Thing = decode(
        r#"{"x":{"y":[1,{"z":null}]},"right":true,"ty\u0070e":1,"nick":"n","left":2,"age":7,"id":3,"id":4}"#,
    )
    .unwrap();
    assert_eq!((thing.id, thing.kind), (Id::new(4), Number::One));
    assert_eq!((thing.inner.left, thing.inner.right), (Some(2), true));
    assert_eq!((thing.nick(), thing.age()), (Some("n"), Some(7)));
    assert!(thing.others().is_empty());
}

#[test]
fn a_value_set_since_is_written_and_one_taken_out_is_null() {
    let mut thing: Thing = decode(r#"{"id":"1","type":1,"name":"a","count":2}"#).unwrap();
    thing.name = None;
    thing.count = 0;
    thing.tags.push("t".into());
    assert_eq!(
        serde_json::to_string(&thing).unwrap(),
        r#"{"id":"1","type":1,"name":null,"count":0,"tags":["t"]}"#
    );
}

#[test]
fn fields_that_are_seldom_there_cost_no_box_when_empty() {
    let thing: Thing = decode(r#"{"id":"1","type":1,"nick":null,"age":null,"others":[]}"#).unwrap();
    assert!(thing.rare.is_none());
    assert_eq!(size_of::<Option<Box<ThingRare>>>(), 8);
}

#[test]
fn a_missing_or_wrong_field_is_named_by_its_path() {
    for (json, path, message) in [
        ("{}", "id", "missing field `id`"),
        (
            r#"{"id":null,"type":1}"#,
            "id",
            "invalid type: null, expected a Discord id",
        ),
        (r#"{"id":"1"}"#, "type", "missing field `type`"),
        (
            r#"{"id":"1","type":"x"}"#,
            "type",
            "invalid type: string \"x\"",
        ),
        (
            "[]",
            "",
            "invalid type: sequence, expected an object (Thing)",
        ),
        ("{", "", "EOF while parsing"),
    ] {
        let error = fault::<Thing>(json);
        assert_eq!(error.path(), path, "{json}: {error}");
        assert!(error.message().starts_with(message), "{json}: {error}");
    }
}

#[test]
fn strange_fields_that_can_be_left_out_cost_nothing_else() {
    let (thing, strange) = decode_reporting::<Thing>(
        r#"{"id":"1","type":1,"name":5,"count":"many","tags":["a",{},"b"],"nick":[],"age":300,
            "others":[{"left":1},{"left":"x"},7],"next":{"id":"2","type":1,"next":{"type":1}},"left":2}"#,
    )
    .unwrap();
    assert_eq!((thing.name.as_ref(), thing.count), (None, 0));
    assert_eq!(thing.tags, ["a", "b"]);
    assert_eq!(thing.others().len(), 2);
    assert_eq!(thing.inner.left, Some(2));
    assert!(thing.next.unwrap().next.is_none());
    let paths: Vec<_> = strange
        .iter()
        .map(|strange| strange.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "name",
            "count",
            "tags[1]",
            "nick",
            "age",
            "others[1].left",
            "others[2]",
            "next.next.id"
        ]
    );
}

#[test]
fn the_kind_decides_wherever_it_stands() {
    for json in [
        r#"{"type":2,"left":1,"right":true}"#,
        r#"{"left":1,"type":2,"right":true}"#,
        r#"{"left":1,"x":[{}],"right":true,"type":2}"#,
    ] {
        assert_eq!(round::<Either>(json), r#"{"type":2,"left":1,"right":true}"#);
    }
    assert!(matches!(
        decode(r#"{"left":1,"type":"two"}"#).unwrap(),
        Either::Text(_)
    ));
    assert_eq!(fault::<Either>(r#"{"left":1}"#).path(), "type");
}

#[test]
fn an_unknown_kind_is_written_back_as_it_came() {
    for (json, again) in [
        (
            r#"{"type":99,"a":[1, 2],"b":null}"#,
            r#"{"type":99,"a":[1, 2],"b":null}"#,
        ),
        (
            r#"{"a":1.0,"type":"n\new","b":{}}"#,
            r#"{"type":"n\new","a":1.0,"b":{}}"#,
        ),
    ] {
        assert!(matches!(decode(json).unwrap(), Either::Unknown(_)));
        assert_eq!(round::<Either>(json), again);
    }
}

#[test]
fn strange_fields_behind_the_kind_are_reported_too() {
    for json in [
        r#"[{"type":2,"left":"x"},{"type":1}]"#,
        r#"[{"left":"x","type":2},{"type":1}]"#,
    ] {
        let (list, strange) = decode_reporting::<List<Either>>(json).unwrap();
        assert_eq!(list.len(), 1);
        assert_eq!(strange.last().unwrap().path, "[1].id");
    }
}

#[test]
fn what_stands_too_deep_is_an_error_and_no_overflow() {
    let thing = |depth: usize, kind_first: bool| {
        let (open, close) = if kind_first {
            (r#"{"id":"1","type":1,"next":"#, "}")
        } else {
            (r#"{"id":"1","next":"#, r#","type":1}"#)
        };
        let innermost = r#"{"id":"1","type":1}"#;
        format!("{}{innermost}{}", open.repeat(depth), close.repeat(depth))
    };
    for kind_first in [true, false] {
        assert!(decode::<Thing>(&thing(50, kind_first)).is_ok());
        for depth in [100, 10_000] {
            // Strictly it is too deep; leniently the innermost parts are left out.
            let json = thing(depth, kind_first);
            if let Ok((_, strange)) = decode_reporting::<Thing>(&json) {
                assert!(!strange.is_empty());
            }
            let _ = decode::<List<Either>>(&format!("[{json}]"));
        }
    }
    // The count is back at nothing.
    assert!(decode::<Thing>(&thing(50, true)).is_ok());
}

#[test]
fn raw_json_and_maps_stand_in_objects() {
    #[object]
    struct Holder {
        data: Option<RawJson>,
        names: Map<Id<UserMarker>, Text>,
    }

    let json = r#"{"data":{"a": [1]},"names":{"1":"ada"}}"#;
    assert_eq!(round::<Holder>(json), json);
}
