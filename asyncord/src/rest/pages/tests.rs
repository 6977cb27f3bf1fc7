use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{
    id::Id,
    rest::{
        ErrorKind, Response, RestClient,
        transport::fake::{Fake, answer},
    },
};

/// The parameters of a request's query.
fn query(path: &str) -> BTreeMap<String, String> {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// A server with things of the ids 1 to `count`, which it lists as Discord does.
fn server(count: u64, element: fn(u64) -> Value, newest_first: bool) -> (RestClient, Fake) {
    let fake = Fake::new(move |request| {
        let query = query(&request.path);
        let number = |name: &str| query.get(name).map(|value| value.parse::<u64>().unwrap());
        assert!(
            number("before").is_none() || number("after").is_none(),
            "one at a time: {query:?}"
        );
        let limit = usize::try_from(number("limit").expect("a limit")).unwrap();
        let mut ids: Vec<u64> = (1..=count)
            .filter(|id| number("before").is_none_or(|before| *id < before))
            .filter(|id| number("after").is_none_or(|after| *id > after))
            .collect();
        if number("before").is_some() || (number("after").is_none() && newest_first) {
            let skip = ids.len().saturating_sub(limit);
            ids.drain(..skip);
        }
        ids.truncate(limit);
        if newest_first {
            ids.reverse();
        }
        let list: Vec<_> = ids.into_iter().map(element).collect();
        Ok(Response::json(&list))
    });
    (RestClient::over(fake.clone()), fake)
}

fn message(id: u64) -> Value {
    json!({
        "id": id.to_string(), "channel_id": "1", "content": "x", "timestamp": "2026-01-01T00:00:00+00:00",
        "author": {"id": "1", "username": "ada"},
    })
}

fn member(id: u64) -> Value {
    json!({"user": {"id": id.to_string(), "username": "ada"}, "roles": [], "joined_at": null})
}

#[tokio::test(start_paused = true)]
async fn messages_go_both_ways_in_order_and_none_twice() {
    let (client, fake) = server(250, message, true);
    let messages = client.channels().messages(1);
    let ids = |list: Vec<crate::model::Message>| -> Vec<u64> {
        list.iter().map(|message| message.id.get()).collect()
    };
    let all = messages.list().stream().collect_up_to(1_000).await.unwrap();
    assert_eq!(ids(all), (1..=250).rev().collect::<Vec<_>>());
    assert_eq!(fake.sent().len(), 3);

    let up = messages.list().after(0).limit(30).stream();
    let up = up.collect_up_to(1_000).await.unwrap();
    assert_eq!(ids(up), (1..=250).collect::<Vec<_>>());

    let down = messages
        .list()
        .before(100)
        .stream()
        .collect_up_to(5)
        .await
        .unwrap();
    assert_eq!(ids(down), [99, 98, 97, 96, 95]);

    let between = messages.list().after(100).before(205).limit(50).stream();
    let between = between.collect_up_to(1_000).await.unwrap();
    assert_eq!(ids(between), (101..=204).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_page_is_asked_for_when_the_last_is_used_up() {
    let (client, fake) = server(2_500, member, false);
    let mut members = client.guilds().members(1).list().stream();
    assert!(fake.sent().is_empty());
    for _ in 0..1_000 {
        members.next().await.unwrap().unwrap();
    }
    assert_eq!(fake.sent().len(), 1);
    assert_eq!(
        members.next().await.unwrap().unwrap().user.id,
        Id::new(1_001)
    );
    let rest = members.collect_up_to(usize::MAX).await.unwrap();
    assert_eq!(rest.len(), 1_499);
    let paths: Vec<_> = fake.sent().iter().map(|sent| sent.path.clone()).collect();
    assert_eq!(
        paths,
        [
            "/guilds/1/members?after=0&limit=1000",
            "/guilds/1/members?limit=1000&after=1000",
            "/guilds/1/members?limit=1000&after=2000",
        ]
    );

    let mut pages = client.guilds().members(1).list().pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        sizes.push(page.unwrap().len());
    }
    assert_eq!(sizes, [1_000, 1_000, 500]);
}

#[tokio::test(start_paused = true)]
async fn lists_that_say_whether_there_is_more_are_believed() {
    let fake = Fake::new(|request| {
        let query = query(&request.path);
        let time = |second: u64| format!("2026-01-01T00:00:{second:02}+00:00");
        let (second, has_more) = match query.get("before") {
            None => (30, true),
            Some(before) if before.contains(":30") || before.contains("%3A30") => (20, true),
            Some(_) => (10, false),
        };
        Ok(Response::json(&json!({
            "items": [{"pinned_at": time(second), "message": message(second)}],
            "has_more": has_more,
        })))
    });
    let client = RestClient::over(fake.clone());
    let pins = client.channels().messages(1).pins().stream();
    let pins = pins.collect_up_to(100).await.unwrap();
    let ids: Vec<_> = pins.iter().map(|pin| pin.message.id.get()).collect();
    assert_eq!(ids, [30, 20, 10]);
}

#[tokio::test(start_paused = true)]
async fn a_search_counts_up_to_where_discord_stops() {
    let fake = Fake::new(|request| {
        let offset = query(&request.path)
            .get("offset")
            .map_or(0, |offset| offset.parse().unwrap());
        let page: Vec<_> = (offset..offset + 25).map(|id| [message(id)]).collect();
        Ok(Response::json(
            &json!({"messages": page, "total_results": 1_000_000}),
        ))
    });
    let client = RestClient::over(fake.clone());
    let found = client.guilds().search_messages(1).content("x").stream();
    let found = found.collect_up_to(usize::MAX).await.unwrap();
    assert_eq!(found.len(), 10_000);
    assert!(fake.sent().last().unwrap().path.contains("offset=9975"));
}

#[tokio::test(start_paused = true)]
async fn a_list_ends_with_its_first_error_and_never_goes_round() {
    let mut left = 2;
    let fake = Fake::new(move |_| {
        left -= 1;
        if left == 0 {
            return Ok(answer(403, r#"{"message":"Missing Access","code":50001}"#));
        }
        let list: Vec<_> = (1..=100).rev().map(message).collect();
        Ok(Response::json(&list))
    });
    let client = RestClient::over(fake.clone());
    let mut messages = client.channels().messages(1).list().stream();
    for _ in 0..100 {
        messages.next().await.unwrap().unwrap();
    }
    let error = messages.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Forbidden);
    assert!(messages.next().await.is_none());

    // A server that looks at no cursor.
    let fake = Fake::new(|_| Ok(Response::json(&(1..=100).map(message).collect::<Vec<_>>())));
    let client = RestClient::over(fake.clone());
    let messages = client.channels().messages(1).list().stream();
    assert_eq!(messages.collect_up_to(100_000).await.unwrap().len(), 200);

    // Elements that cannot be read are left out, and a page of nothing else is an error.
    let strange: Vec<_> = (0..100).map(|_| json!(7)).collect();
    let fake = Fake::new(move |_| Ok(Response::json(&strange)));
    let client = RestClient::over(fake);
    let error = client.channels().messages(1).list().stream().next().await;
    assert_eq!(error.unwrap().unwrap_err().kind(), ErrorKind::Decode);
}
