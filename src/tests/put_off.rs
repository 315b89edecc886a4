//! What its person has put off before it was mailed: it comes again, and no mail about it before.

use chrono::Timelike;

use super::support::bids::TestBid;
use super::support::reminders::{Clock, address, date, empty_bid};
use super::support::smtp::SmtpServer;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::deadline::{Moment, Precision};
use crate::domain::instant::{DAY, HOUR, MINUTE};
use crate::server::clock;

/// A date of a bid so many days from now.
async fn date_in(server: &TestServer, bid: &TestBid, kind: &str, days: i64) -> String {
    let at = Moment::from_utc_millis(clock::now().0 + days * DAY, Precision::Minute).unwrap();
    date(server, bid, kind, &at.to_string()).await
}

/// How a person wants mail; for them it is one in the night, which ends in two hours.
async fn at_night(server: &TestServer, person: &Person, way: &str) {
    address(server, person, "sato@example.jp", "Asia/Tokyo").await;
    let there = clock::now().in_japan();
    let minute = there.hour() * 60 + there.minute();
    let setting = format!(
        "insert into reminder_setting (user_id, way, quiet_from, quiet_to, daily_at) values ($1, $2, {}, {}, {})",
        (minute + 23 * 60) % 1440,
        (minute + 120) % 1440,
        (minute + 120) % 1440,
    );
    server.run_sql(&setting, &[&person.user.to_string(), way]).await;
}

async fn count(server: &TestServer, condition: &str) -> String {
    server.value_of(&format!("select count(*) from outbox where {condition}"), &[]).await
}

/// Puts off one of two messages in the night; the mail of the morning has this subject, and is the only one.
async fn put_off_one(server: TestServer, way: &str, subject: &str) {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    at_night(&server, &person, way).await;
    let date = date_in(&server, &bid, "question_by", 10).await;
    date_in(&server, &bid, "proposal_by", 12).await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state in ('waiting', 'gathered')").await, "2", "both wait for the morning");
    let id = server.value_of("select id from outbox where deadline_id = $1", &[&date]).await;
    assert_eq!(person.browser.call("/api/reminders/snooze", &[("id", &id)]).await.status, 200);
    assert_eq!(count(&server, &format!("id = '{id}' and state = 'unmailed' and error = ''")).await, "1");
    assert!(!person.browser.get("/reminders").await.text.contains("not mailed"), "it comes again");
    clock.advance(3 * HOUR);
    clerk.round().await.unwrap();
    let taken = smtp.taken(1).await;
    assert_eq!(taken.len(), 1, "{taken:#?}");
    assert!(taken[0].subject.contains(subject), "{}", taken[0].subject);
    assert_eq!(count(&server, "state = 'new' and occasion like '% again %'").await, "1", "tomorrow");
}

on_both_engines!(what_is_put_off_in_the_night_is_not_mailed_in_the_morning, |server| {
    put_off_one(server, "each", "proposal due").await;
});

on_both_engines!(what_is_put_off_is_not_in_the_daily_mail, |server| {
    put_off_one(server, "daily", "Today's reminders (1)").await;
});

on_both_engines!(what_is_put_off_while_it_is_sent_is_not_tried_again, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::of(clock::now());
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    address(&server, &person, "later@example.jp", "Asia/Tokyo").await;
    let setting = "insert into reminder_setting (user_id, way, quiet_from, quiet_to) values ($1, 'each', 0, 0)";
    server.run_sql(setting, &[&person.user.to_string()]).await;
    date_in(&server, &bid, "proposal_by", 10).await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    assert_eq!(count(&server, "state = 'waiting' and error like '451%'").await, "1", "refused for now");
    let id = server.value_of("select id from outbox", &[]).await;
    // As if it were being sent.
    let sends = format!("update outbox set lease_until = {}", clock.now().0 + HOUR);
    server.run_sql(&sends, &[]).await;
    assert_eq!(person.browser.call("/api/reminders/snooze", &[("id", &id)]).await.status, 200);
    let own = format!("id = '{id}'");
    assert_eq!(count(&server, &format!("{own} and state = 'waiting'")).await, "1", "who sends it notes how that went");
    server.run_sql("update outbox set lease_until = 0", &[]).await;
    clock.advance(MINUTE);
    clerk.round().await.unwrap();
    assert_eq!(count(&server, &format!("{own} and state = 'unmailed' and error = ''")).await, "1", "refused, and done");
});
