use std::time::Duration;

use super::Timestamp;
use crate::id::{Id, marker::MessageMarker};

#[test]
fn an_option_is_as_small_as_the_timestamp() {
    assert_eq!(size_of::<Option<Timestamp>>(), 8);
}

#[test]
fn it_is_written_in_the_form_that_it_came_in() {
    for text in [
        "2015-04-26T06:26:56.936000+00:00",
        "2026-11-24T22:18:23.000001+00:00",
        "1969-12-31T23:59:59.999999+00:00",
        "2026-11-24T22:18:23+00:00",
        "2026-11-24T22:18:23.120+00:00",
        "2026-11-24T22:18:23Z",
        "2026-11-24T22:18:23.120Z",
        "2024-10-18T14:42:53.064834",
        "2024-10-18T14:42:53",
    ] {
        assert_eq!(text.parse::<Timestamp>().unwrap().to_string(), text);
    }
}

#[test]
fn the_form_takes_no_part_in_comparisons() {
    let [short, long]: [Timestamp; 2] =
        ["2026-11-24T22:18:23Z", "2026-11-24T22:18:23.000000+00:00"]
            .map(|text| text.parse().unwrap());
    assert_eq!(short, long);
    assert_eq!(short.cmp(&long), std::cmp::Ordering::Equal);
}

#[test]
fn refuses_what_is_no_time() {
    for text in [
        "",
        "yesterday",
        "2015-04-26",
        "2015-13-01T00:00:00Z",
        "2015-02-29T00:00:00Z",
    ] {
        assert!(text.parse::<Timestamp>().is_err(), "{text}");
    }
    assert_eq!(Timestamp::from_unix_seconds(i64::MAX), None);
}

#[test]
fn the_first_and_last_times_are_held() {
    for microseconds in [*super::RANGE.start(), *super::RANGE.end(), -1, 0] {
        let timestamp = Timestamp::from_unix_microseconds(microseconds).unwrap();
        assert_eq!(timestamp.unix_microseconds(), microseconds);
    }
    assert_eq!(
        Timestamp::from_unix_microseconds(super::RANGE.end() + 1),
        None
    );
}

#[test]
fn seconds_round_down_before_the_epoch() {
    let timestamp: Timestamp = "1969-12-31T23:59:59.5Z".parse().unwrap();
    assert_eq!(timestamp.unix_seconds(), -1);
}

#[test]
fn times_can_be_reckoned_with() {
    let noon: Timestamp = "2026-11-24T12:00:00Z".parse().unwrap();
    let later = noon.checked_add(Duration::from_secs(90)).unwrap();
    assert_eq!(later.to_string(), "2026-11-24T12:01:30.000000+00:00");
    assert_eq!(later.duration_since(noon), Duration::from_secs(90));
    assert_eq!(noon.duration_since(later), Duration::ZERO);
    assert_eq!(later.checked_sub(Duration::from_secs(90)), Some(noon));
    assert_eq!(noon.checked_add(Duration::MAX), None);
}

#[test]
fn an_id_of_a_time_is_the_first_of_that_millisecond() {
    let id: Id<MessageMarker> = Id::new(175_928_847_299_117_063);
    let first: Id<MessageMarker> = Id::from_timestamp(id.created_at());
    assert_eq!(first.created_at(), id.created_at());
    assert_eq!(first.get() & 0x3F_FFFF, 0);
    let old = Timestamp::from_unix_seconds(0).unwrap();
    assert_eq!(Id::<MessageMarker>::from_timestamp(old), 0);
}
