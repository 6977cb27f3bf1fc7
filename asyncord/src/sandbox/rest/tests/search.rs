//! Looking for messages.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    super::super::{state::bits::permission::READ_MESSAGE_HISTORY, testing::Bench},
    LINUS, act, deny, id, write,
};

#[tokio::test]
async fn messages_are_found_by_what_they_are() {
    let bench = Bench::start().await;
    let channel = bench.channel();
    let ada = bench.ada();
    let first = id(&bench.say("Tea or coffee? https://example.com/x").await);
    let (_, reply) = write(
        &bench,
        LINUS,
        json!({ "content": "tea", "message_reference": { "message_id": first } }),
    )
    .await;
    let reply = id(&reply);
    let embed = json!({ "embeds": [{ "title": "x" }] });
    let bots = bench
        .post(&format!("/channels/{channel}/messages"), embed)
        .await;
    let bots = id(&bots);
    let pin = format!("/channels/{channel}/messages/pins/{first}");
    bench.call(Method::PUT, &pin, None).await;

    let path = format!("/guilds/{}/messages/search", bench.sandbox.guild_id());
    let find = async |query: &str| {
        let found = bench.get(&format!("{path}?{query}")).await;
        let messages = found["messages"].as_array().unwrap();
        let ids: Vec<String> = messages.iter().map(|group| id(&group[0])).collect();
        assert_eq!(found["doing_deep_historical_index"], false);
        (ids, found["total_results"].as_u64().unwrap())
    };
    let ids = async |query: &str| find(query).await.0;
    let (first, reply, bots) = (&*first, &*reply, &*bots);
    assert_eq!(ids("content=TEA").await, [reply, first]);
    assert_eq!(ids("content=tea&sort_order=asc").await, [first, reply]);
    assert_eq!(ids("content=tea+coffee").await, [first]);
    assert_eq!(ids(&format!("author_id={LINUS}")).await, [reply]);
    let either = format!("author_id={LINUS}&author_id={ada}&content=tea");
    assert_eq!(ids(&either).await, [reply, first]);
    assert_eq!(ids("author_type=bot&has=embed").await, [bots]);
    assert_eq!(ids("author_type=-bot&has=link").await, [first]);
    assert_eq!(
        ids(&format!("mentions={ada}")).await,
        [reply],
        "a reply does"
    );
    assert_eq!(ids(&format!("replied_to_user_id={ada}")).await, [reply]);
    assert_eq!(ids("link_hostname=example.com").await, [first]);
    assert_eq!(ids("pinned=true").await, [first]);
    let after = format!("min_id={first}&max_id={bots}");
    assert_eq!(ids(&after).await, [reply]);
    assert_eq!(
        find("content=tea&limit=1&offset=1").await,
        (vec![first.to_owned()], 2)
    );
    assert_eq!(ids("content=nothing").await, [""; 0]);
    for query in [
        "limit=26",
        "offset=9976",
        "has=x",
        "sort_order=up",
        "author_id=x",
    ] {
        let (_, answer): (_, Value) = bench
            .call(Method::GET, &format!("{path}?{query}"), None)
            .await;
        assert_eq!(answer["code"], 50035, "{query}");
    }
    deny(&bench, LINUS, READ_MESSAGE_HISTORY).await;
    let tea = format!("{path}?content=tea");
    let (_, found) = act(&bench, LINUS, Method::GET, &tea, json!({})).await;
    assert_eq!(found["total_results"], 0);
}
