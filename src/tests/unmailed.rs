//! What is not mailed: on a server without mail, beside one that has it or alone.

use super::support::bids::TestBid;
use super::support::reminders::{Clock, address, date, empty_bid};
use super::support::smtp::SmtpServer;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::deadline::{Moment, Precision};
use crate::domain::instant::{DAY, HOUR, MINUTE};
use crate::server::clock;

/// A date of a bid so many days from now.
async fn date_in(server: &TestServer, bid: &TestBid, kind: &str, days: i64) {
    let at = Moment::from_utc_millis(clock::now().0 + days * DAY, Precision::Minute).unwrap();
    date(server, bid, kind, &at.to_string()).await;
}

async fn way(server: &TestServer, person: &Person, way: &str) {
    let setting = "insert into reminder_setting (user_id, way, quiet_from, quiet_to) values ($1, $2, 0, 0)";
    server.run_sql(setting, &[&person.user.to_string(), way]).await;
}

async fn count(server: &TestServer, condition: &str) -> String {
    server.value_of(&format!("select count(*) from outbox where {condition}"), &[]).await
}

on_both_engines!(a_server_without_mail_leaves_it_to_one_that_has_it, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "sato@example.jp", "Asia/Tokyo").await;
    way(&server, &bid.coordinator, "each").await;
    date_in(&server, &bid, "proposal_by", 10).await;
    let (bare, mailing) = (clock.clerk(&server, None), clock.clerk(&server, Some(smtp.post())));
    for _ in 0..5 {
        bare.round().await.unwrap();
        assert_eq!(count(&server, "state = 'waiting'").await, "1", "it waits for a server with mail");
        clock.advance(10 * MINUTE);
    }
    mailing.round().await.unwrap();
    assert_eq!(smtp.taken(1).await.len(), 1);
    bare.round().await.unwrap();
    assert_eq!(count(&server, "state = 'sent'").await, "1");
});

on_both_engines!(what_another_server_sends_or_tries_again_is_not_given_up, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "later@example.jp", "Asia/Tokyo").await;
    way(&server, &bid.coordinator, "each").await;
    date_in(&server, &bid, "question_by", 10).await;
    date_in(&server, &bid, "proposal_by", 12).await;
    let bare = clock.clerk(&server, None);
    bare.round().await.unwrap();
    clock.advance(2 * HOUR);
    let first = server.value_of("select min(id) from outbox", &[]).await;
    let sends = format!("update outbox set lease_until = {} where id = $1", clock.now().0 + MINUTE);
    server.run_sql(&sends, &[&first]).await;
    bare.round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting'").await, "2", "one is being sent, and the other comes next");
    server.run_sql("update outbox set lease_until = 0", &[]).await;
    clock.clerk(&server, Some(smtp.post())).round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting' and attempts = 1").await, "2", "refused for now");
    clock.advance(30 * MINUTE);
    bare.round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting'").await, "2", "they are tried again");
    clock.advance(2 * HOUR);
    bare.round().await.unwrap();
    assert_eq!(count(&server, "state = 'unmailed'").await, "2", "nobody has tried for an hour");
});

on_both_engines!(who_wants_mail_and_got_none_reads_so, |server| {
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    let mut silent = server.writer_on(&bid).await;
    way(&server, &person, "each").await;
    way(&server, &silent, "never").await;
    date_in(&server, &bid, "proposal_by", 10).await;
    let bare = clock.clerk(&server, None);
    bare.round().await.unwrap();
    assert!(!person.browser.get("/reminders").await.text.contains("not mailed"), "it may be mailed yet");
    clock.advance(HOUR);
    bare.round().await.unwrap();
    assert_eq!(count(&server, "state = 'unmailed' and error = 'no_mail'").await, "1");
    let page = person.browser.get("/reminders").await.text;
    assert!(page.contains("not mailed") && page.contains("No server that has mail set up ran"), "{page}");
    assert!(!silent.browser.get("/reminders").await.text.contains("not mailed"), "who wants no mail misses none");
});
