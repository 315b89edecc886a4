//! Owners of tasks: told when somebody gives them one, and when it must begin soon; not when that is not so any more.

use super::support::bids::TestBid;
use super::support::reminders::{Clock, address, date, empty_bid, move_date};
use super::support::smtp::SmtpServer;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::instant::{DAY, HOUR, MINUTE};

/// A task that somebody added, with the day on which it must begin.
async fn task(server: &TestServer, bid: &TestBid, code: &str, owner: &Person, start: &str, end: &str) {
    let statement = "insert into plan_task (bid_id, code, title, side, owner_id, state, own_start, own_end, saved_at)
                     values ($1, $2, '現地を見る', 'japan', $3, 'open', $4, $5, 0)";
    server.run_sql(statement, &[&bid.id, code, &owner.user.to_string(), start, end]).await;
}

async fn occasions(server: &TestServer, person: &Person) -> Vec<String> {
    let mut told = Vec::new();
    let user = person.user.to_string();
    let count = "select count(*) from outbox where user_id = $1 and kind = 'task' and state <> 'withdrawn'";
    let count: usize = server.value_of(count, &[&user]).await.parse().unwrap();
    for place in 0..count {
        let one = format!(
            "select occasion from outbox where user_id = $1 and kind = 'task' and state <> 'withdrawn'
             order by occasion limit 1 offset {place}"
        );
        told.push(server.value_of(&one, &[&user]).await);
    }
    told
}

on_both_engines!(an_owner_is_told_three_days_and_a_day_before_a_task_must_begin_and_on_the_day, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-07T09:00");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "coordinator@example.jp", "Asia/Tokyo").await;
    let owner = server.writer_on(&bid).await;
    address(&server, &owner, "owner@example.jp", "Asia/Tokyo").await;
    // A week of work, from Monday the 14th on.
    task(&server, &bid, "own", &owner, "2026-12-14", "2026-12-18").await;
    let (one, other) = (clock.clerk(&server, Some(smtp.post())), clock.clerk(&server, Some(smtp.post())));
    for _ in 0..10 * 24 {
        let (first, second) = tokio::join!(one.round(), other.round());
        first.unwrap();
        second.unwrap();
        clock.advance(HOUR);
    }
    let told = ["2026-12-14 day0", "2026-12-14 day1", "2026-12-14 day3"];
    assert_eq!(occasions(&server, &owner).await, told);
    let taken = smtp.taken(3).await;
    let subjects: Vec<&str> = taken.iter().map(|mail| mail.subject.as_str()).collect();
    let about = "latest day to begin 現地を見る, みなと市";
    assert!(subjects[0].starts_with(&format!("3 days left: {about}")), "{subjects:?}");
    assert!(subjects[1].starts_with(&format!("Tomorrow: {about}")), "{subjects:?}");
    assert!(subjects[2].starts_with(&format!("Today: {about}")), "{subjects:?}");
    assert!(taken.iter().all(|mail| mail.to == "owner@example.jp"), "nobody else is told");
    assert!(taken[0].body.contains("Mon 14 Dec 2026"), "{}", taken[0].body);
    assert!(taken[0].body.split_whitespace().any(|word| word.ends_with("/plan")), "{}", taken[0].body);
    // The quiet hours of the night.
    assert!(taken[2].date.starts_with("Sun, 13 Dec 2026 22:00:00"), "at seven in Japan: {}", taken[2].date);
});

on_both_engines!(a_start_that_moved_is_not_told_and_one_that_was_begun_or_given_away_is_withdrawn, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-11T00:00");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "coordinator@example.jp", "Asia/Tokyo").await;
    let owner = server.writer_on(&bid).await;
    address(&server, &owner, "owner@example.jp", "Asia/Tokyo").await;
    let heir = server.writer_on(&bid).await;
    address(&server, &heir, "heir@example.jp", "Asia/Tokyo").await;
    for code in ["begun", "given", "moved", "kept", "out"] {
        task(&server, &bid, code, &owner, "2026-12-14", "2026-12-18").await;
    }
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    let waiting = "select count(*) from outbox where kind = 'task' and state = 'waiting'";
    assert_eq!(server.value_of(waiting, &[]).await, "5", "all wait for the morning");
    server.run_sql("update plan_task set state = 'started' where code = 'begun'", &[]).await;
    server.run_sql("update plan_task set state = 'removed' where code = 'out'", &[]).await;
    server.run_sql("update plan_task set owner_id = $1 where code = 'given'", &[&heir.user.to_string()]).await;
    server.run_sql("update plan_task set own_start = '2026-12-17' where code = 'moved'", &[]).await;
    clock.advance(7 * HOUR);
    clerk.round().await.unwrap();
    let taken = smtp.taken(2).await;
    let mut to: Vec<&str> = taken.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["heir@example.jp", "owner@example.jp"], "who has it now, and what still is so");
    let withdrawn = "select count(*) from outbox where kind = 'task' and state = 'withdrawn'";
    assert_eq!(server.value_of(withdrawn, &[]).await, "4");
    // Three days before the day to which it moved, it is told of that.
    clock.advance(3 * DAY + 10 * MINUTE);
    clerk.round().await.unwrap();
    assert!(occasions(&server, &owner).await.contains(&"2026-12-17 day3".to_owned()));
});

on_both_engines!(a_usual_task_moves_with_the_date_that_it_is_counted_from, |server| {
    let clock = Clock::at("2026-12-01T09:00");
    let bid = empty_bid(&server).await;
    let owner = server.writer_on(&bid).await;
    let proposal = date(&server, &bid, "proposal_by", "2027-01-29T17:00").await;
    let usual = "insert into plan_task (bid_id, code, owner_id, state, saved_at) values ($1, 'print', $2, 'open', 0)";
    server.run_sql(usual, &[&bid.id, &owner.user.to_string()]).await;
    let clerk = clock.clerk(&server, None);
    for _ in 0..40 {
        clerk.round().await.unwrap();
        clock.advance(DAY);
    }
    assert!(occasions(&server, &owner).await.is_empty(), "it is far away");
    move_date(&server, &proposal, "2027-01-15T17:00").await;
    for _ in 0..5 {
        clerk.round().await.unwrap();
        clock.advance(DAY);
    }
    let told = occasions(&server, &owner).await;
    assert!(!told.is_empty() && told.iter().all(|occasion| occasion.starts_with("2027-01-1")), "{told:?}");
});

on_both_engines!(what_is_done_with_its_date_or_by_the_decision_is_told_no_more, |server| {
    let clock = Clock::at("2026-12-07T09:00");
    let bid = empty_bid(&server).await;
    let (owner, decider) = (server.writer_on(&bid).await, server.writer_on(&bid).await);
    let intent = date(&server, &bid, "intent_by", "2026-12-11T17:00").await;
    date(&server, &bid, "proposal_by", "2027-03-31T17:00").await;
    let usual = "insert into plan_task (bid_id, code, owner_id, own_start, state, saved_at)
                 values ($1, $2, $3, $4, 'open', 0)";
    server.run_sql(usual, &[&bid.id, "apply", &owner.user.to_string(), "2026-12-10"]).await;
    server.run_sql(usual, &[&bid.id, "go_no_go", &decider.user.to_string(), "2026-12-08"]).await;
    let clerk = clock.clerk(&server, None);
    clerk.round().await.unwrap();
    assert_eq!((occasions(&server, &owner).await.len(), occasions(&server, &decider).await.len()), (1, 1));
    let done = "insert into done_step (bid_id, deadline_id, user_id, done_at) values ($1, $2, $3, 0)";
    server.run_sql(done, &[&bid.id, &intent, &owner.user.to_string()]).await;
    let go = "insert into bid_decision (bid_id, outcome, scores, saved_at) values ($1, 'go', '{}', 0)";
    server.run_sql(go, &[&bid.id]).await;
    for _ in 0..12 {
        clock.advance(10 * MINUTE);
        clerk.round().await.unwrap();
        assert!(occasions(&server, &owner).await.is_empty(), "what waited is withdrawn");
        assert!(occasions(&server, &decider).await.is_empty(), "whether to bid is decided");
        clock.advance(8 * HOUR);
    }
});

on_both_engines!(who_is_given_a_task_is_told_by_whom_and_until_when, |server| {
    let bid = server.bid().await;
    let mut writer = server.writer_on(&bid).await;
    let mut coordinator = bid.coordinator.clone();
    let change = |revision: &'static str, owner: String| {
        [
            ("bid", bid.id.clone()),
            ("code", "print".to_owned()),
            ("revision", revision.to_owned()),
            ("task[state]", "open".to_owned()),
            ("task[owner]", owner),
        ]
    };
    let count = "select count(*) from outbox where kind = 'task_owner'";
    for (revision, owner, told) in [
        ("0", coordinator.user.to_string(), "0"),
        ("1", writer.user.to_string(), "1"),
        ("2", writer.user.to_string(), "1"),
    ] {
        let fields = change(revision, owner);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = coordinator.browser.call("/api/plans/change", &fields).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        assert_eq!(server.value_of(count, &[]).await, told, "oneself is not told, and others once: {revision}");
    }
    let page = writer.browser.get("/reminders").await.text;
    assert!(page.contains("佐藤 花子 made you responsible for the task"), "{page}");
    assert!(page.contains(&format!("/bids/{}/plan", bid.id)), "{page}");
    server.run_sql("update plan_task set state = 'done'", &[]).await;
    assert!(writer.browser.get("/reminders").await.text.contains("✓ done"));
    server.run_sql("update seat set role = 'contributor' where user_id = $1", &[&writer.user.to_string()]).await;
    assert!(
        !writer.browser.get("/reminders").await.text.contains("made you responsible"),
        "plans are not theirs to see"
    );
});
