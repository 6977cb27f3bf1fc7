use super::{AutoArchiveDuration, ThreadList, ThreadMember, ThreadMetadata, ThreadSearchResults};
use crate::model::testing::round;

#[test]
fn a_list_of_threads_tells_which_the_current_user_joined() {
    let list: ThreadList = round(
        r#"{"threads":[{"id":"1","type":11},{"id":"2","type":11}],"has_more":false,
            "members":[{"id":"2","user_id":"4","join_timestamp":"2021-04-12T23:40:39.855793+00:00","flags":0}]}"#,
    );
    assert_eq!(list.member_of(2).unwrap().user_id, Some(4.into()));
    assert!(list.member_of(1).is_none() && !list.has_more);
}

#[test]
fn what_a_search_found_is_a_list_and_a_count() {
    let results: ThreadSearchResults = round(
        r#"{"threads":[{"id":"1","type":11}],"members":[],"has_more":true,"total_results":7}"#,
    );
    assert_eq!((results.list.threads.len(), results.total_results), (1, 7));
}

#[test]
fn a_member_of_a_guild_create_needs_no_ids() {
    let member: ThreadMember =
        round(r#"{"join_timestamp":"2021-04-12T23:40:39.855793+00:00","flags":9}"#);
    assert_eq!((member.id, member.user_id), (None, None));
    assert_eq!(member.flags.bits(), 9);
}

#[test]
fn a_duration_that_is_not_known_keeps_its_minutes() {
    let metadata: ThreadMetadata = round(r#"{"archived":false,"auto_archive_duration":77}"#);
    let duration = metadata.auto_archive_duration.unwrap();
    assert_eq!(duration, AutoArchiveDuration::Unknown(77));
    assert_eq!(duration.minutes(), 77);
    assert_eq!(AutoArchiveDuration::OneWeek.minutes(), 10_080);
}
