//! What is remembered, and what odd servers do.

use super::*;

fn refusal(retry_after: Duration, shared: bool) -> Refusal {
    Refusal {
        retry_after,
        global: false,
        shared,
    }
}

/// How many could go now, at most ten.
async fn room(limiter: &Limiter, route: &Route) -> usize {
    let mut held = Vec::new();
    while held.len() < 10 {
        match timeout(Duration::from_millis(1), acquire(limiter, route)).await {
            Ok(permit) => held.push(permit),
            Err(_) => break,
        }
    }
    held.len()
}

#[tokio::test(start_paused = true)]
async fn a_new_resource_begins_with_the_limit_that_the_operation_has_elsewhere() {
    let limiter = Limiter::new(1_000);
    teach(&limiter, &route(&CREATE, 1), "b", 5).await;
    assert_eq!(room(&limiter, &route(&CREATE, 2)).await, 5);
    assert_eq!(room(&limiter, &route(&GET, 2)).await, 1, "not known yet");
    // The limit is lowered, and another channel is the first to hear of it.
    teach(&limiter, &route(&CREATE, 3), "b", 2).await;
    assert_eq!(room(&limiter, &route(&CREATE, 1)).await, 1);
    assert_eq!(room(&limiter, &route(&CREATE, 2)).await, 2);
    // It is raised.
    teach(&limiter, &route(&CREATE, 2), "b", 9).await;
    assert_eq!(room(&limiter, &route(&CREATE, 2)).await, 8);
}

#[tokio::test(start_paused = true)]
async fn answers_to_interactions_do_not_wait_for_each_other() {
    let limiter = Limiter::new(1);
    let mut held = Vec::new();
    for number in 0..100 {
        let callback = Route::of(&INTERACTION, Some(&format!("{number}/token")));
        held.push(acquire(&limiter, &callback).await);
    }
    assert_eq!(held.len(), 100);
    assert_eq!(limiter.waiting(), 0);
}

#[tokio::test(start_paused = true)]
async fn where_others_have_used_a_limit_up_its_own_window_goes_on() {
    let limiter = Limiter::new(1_000);
    let create = route(&CREATE, 1);
    teach(&limiter, &create, "b", 5).await;
    let mut told = limits("b", 5, 5, 60_000);
    told.reset_after = 60 * SECOND;
    acquire(&limiter, &create).await.complete(Outcome::Refused {
        limits: Some(told),
        refusal: refusal(10 * SECOND, true),
    });
    let start = Instant::now();
    assert_eq!(room(&limiter, &create).await, 0);
    drop(acquire(&limiter, &create).await);
    assert!(start.elapsed() > 9 * SECOND && start.elapsed() <= 10 * SECOND);
    assert_eq!(room(&limiter, &create).await, 4);
}

#[tokio::test(start_paused = true)]
async fn where_headers_are_wrong_the_refusal_counts() {
    // As those of emojis.
    let limiter = Limiter::new(1_000);
    let create = route(&CREATE, 1);
    for _ in 0..3 {
        let mut told = limits("b", 50, 49, 100_000);
        told.reset_after = 100 * SECOND;
        acquire(&limiter, &create).await.complete(Outcome::Refused {
            limits: Some(told),
            refusal: refusal(3 * SECOND, false),
        });
        let start = Instant::now();
        assert_eq!(room(&limiter, &create).await, 0);
        drop(acquire(&limiter, &create).await);
        assert!(start.elapsed() > 2 * SECOND && start.elapsed() <= 3 * SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_whose_clock_goes_back_is_believed_all_the_same() {
    let limiter = Limiter::new(1_000);
    let create = route(&CREATE, 1);
    for window in [90_000, 10_000, 80_000, 20_000] {
        acquire(&limiter, &create)
            .await
            .complete(answered(limits("b", 5, 3, window)));
        assert_eq!(room(&limiter, &create).await, 3);
        tokio::time::sleep(SECOND).await;
        assert_eq!(room(&limiter, &create).await, 5);
    }
}

#[tokio::test(start_paused = true)]
async fn a_window_that_is_over_when_it_is_told_of_holds_no_one_back() {
    let limiter = Limiter::new(1_000);
    let create = route(&CREATE, 1);
    let mut told = limits("b", 5, 0, 10_000);
    told.reset_after = Duration::ZERO;
    acquire(&limiter, &create).await.complete(answered(told));
    assert_eq!(room(&limiter, &create).await, 5);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_limiting_is_not_asked_one_by_one() {
    let limiter = Limiter::new(1_000);
    let create = route(&CREATE, 1);
    teach(&limiter, &create, "b", 3).await;
    tokio::time::sleep(SECOND).await;
    for _ in 0..10 {
        let limits = None;
        acquire(&limiter, &create)
            .await
            .complete(Outcome::Answered {
                limits,
                learnt: true,
            });
    }
    assert_eq!(room(&limiter, &create).await, 3);
}

#[tokio::test(start_paused = true)]
async fn a_request_that_all_were_refused_with_has_used_nothing() {
    let limiter = Limiter::new(1_000);
    let create = route(&CREATE, 1);
    teach(&limiter, &create, "b", 3).await;
    acquire(&limiter, &create).await.complete(Outcome::Refused {
        limits: None,
        refusal: Refusal {
            global: true,
            ..refusal(SECOND / 2, false)
        },
    });
    tokio::time::sleep(SECOND / 2).await;
    assert_eq!(room(&limiter, &create).await, 2);
}

#[tokio::test(start_paused = true)]
async fn an_operation_that_turns_out_to_be_split_is_so_on_all_resources() {
    let limiter = Limiter::new(1_000);
    let (here, elsewhere) = (route(&DELETE, 1), route(&DELETE, 2));
    teach(&limiter, &here, "young", 5).await;
    teach(&limiter, &elsewhere, "young", 5).await;
    let permit = acquire(&limiter, &here).await;
    permit.complete(answered(limits("old", 1, 0, 10_000)));
    assert_eq!(room(&limiter, &elsewhere).await, 1);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_names_each_bucket_anew_fills_no_memory() {
    let limiter = Limiter::new(1_000_000);
    for number in 0..5_000_u32 {
        let permit = acquire(&limiter, &route(&CREATE, number % 10)).await;
        permit.complete(answered(limits(&format!("b{number}"), 5, 4, 10_000)));
        if number % 100 == 0 {
            tokio::time::sleep(SECOND).await;
        }
    }
    assert!(limiter.buckets() < 1_500, "{}", limiter.buckets());
    assert!(limiter.core().names() < 3_000, "{}", limiter.core().names());
}
