//! Follow-ups that nobody does any more, because somebody left the firm or lost the seat: shown to the firm's others,
//! reminded of, handed over with one form; and nothing of it to another firm.

use super::contacts::{YAMADA, added, log};
use super::support::bids::TestBid;
use super::support::reminders::{Clock, empty_bid};
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::deadline::Moment;
use crate::domain::instant::Instant;

const DAY_OF_IT: &str = "2026-12-03";
const TOLD: &str =
    "select count(*) from outbox where kind = 'follow_up_nobody' and state <> 'withdrawn' and user_id = $1";

/// Logs a call of a bid that somebody is to follow up; answers the entry.
async fn followed_up_by(server: &TestServer, bid: &TestBid, contact: &str, by: &Person, said: &str) -> String {
    let by = by.user.to_string();
    let fields = [
        ("engagement[bid]", bid.id.as_str()),
        ("engagement[kind]", "question"),
        ("engagement[said]", said),
        ("engagement[next_step]", "見積を渡す"),
        ("engagement[follow_up_on]", DAY_OF_IT),
        ("engagement[follow_up_by]", by.as_str()),
    ];
    log(&mut bid.coordinator.clone(), &bid.page("contacts"), contact, &fields).await;
    server.value_of("select id from engagement where said = $1", &[said]).await
}

async fn take_seat_away(server: &TestServer, bid: &TestBid, person: &Person) {
    let seat = "delete from seat where bid_id = $1 and user_id = $2";
    server.run_sql(seat, &[&bid.id, &person.user.to_string()]).await;
}

/// Whether a page marks something as nobody's.
fn is_marked(page: &str) -> bool {
    page.contains("nobody's") || page.contains("nobody&#x27;s")
}

async fn round(server: &TestServer, at: &str) {
    let now = Instant(Moment::parse(at).unwrap().to_utc_millis());
    Clock::of(now).clerk(server, None).round().await.unwrap();
}

/// Posts the form; answers where it leads.
async fn hand_over(person: &mut Person, entries: &[&str], to: &Person) -> Option<String> {
    let (names, to): (Vec<String>, String) =
        (entries.iter().map(|entry| format!("follow_ups[id-{entry}]")).collect(), to.user.to_string());
    let mut fields: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "true")).collect();
    fields.push(("to", &to));
    let answer = person.browser.post("/contacts", "/api/contacts/hand-over-follow-ups", &fields).await;
    answer.location
}

on_both_engines!(a_follow_up_of_who_lost_the_seat_is_shown_reminded_of_and_handed_over, |server| {
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    let (was, other) = (server.writer_on(&bid).await, server.writer_on(&bid).await);
    let mut viewer = server.viewer_on(&bid).await;
    let mut seatless = server.person_of(person.organisation, "同僚").await;
    let mut partner = server.partner_on(&bid).await;
    let contact = added(&mut person, &YAMADA).await;
    let entry = followed_up_by(&server, &bid, &contact, &was, "一").await;
    assert!(!person.browser.get("/contacts").await.text.contains("id=\"nobodys\""), "somebody follows up");
    assert!(!is_marked(&person.browser.get(&bid.page("contacts")).await.text));
    take_seat_away(&server, &bid, &was).await;
    let page = person.browser.get("/contacts").await.text;
    let (_, nobodys) = page.split_once("id=\"nobodys\"").unwrap();
    for part in ["見積を渡す", &entry, "Hand over those ticked"] {
        assert!(nobodys.contains(part), "{part}: {page}");
    }
    let seen = viewer.browser.get("/contacts").await.text;
    assert!(seen.contains("見積を渡す") && !seen.contains("Hand over those ticked"), "{seen}");
    for elsewhere in [&mut seatless, &mut partner] {
        let page = elsewhere.browser.get("/contacts").await.text;
        assert!(!page.contains("見積を渡す") && !page.contains("id=\"nobodys\""), "{page}");
    }
    assert!(is_marked(&person.browser.get(&bid.page("contacts")).await.text), "in the log");
    // Those who write on the bid are told on the day, once, and nobody else.
    round(&server, "2026-12-02T20:00").await;
    assert_eq!(server.value_of(TOLD, &[&person.user.to_string()]).await, "0", "not yet");
    round(&server, "2026-12-03T05:00").await;
    round(&server, "2026-12-03T05:01").await;
    for (whom, times) in [(&person, "1"), (&other, "1"), (&was, "0"), (&viewer, "0"), (&seatless, "0"), (&partner, "0")]
    {
        assert_eq!(server.value_of(TOLD, &[&whom.user.to_string()]).await, times);
    }
    let about = server.value_of("select min(about) from outbox where kind = 'follow_up_nobody'", &[]).await;
    assert!(!about.contains("山田"), "a message names nobody: {about}");
    server.run_sql("update outbox set shown_at = 0", &[]).await;
    let inbox = person.browser.get("/reminders").await.text;
    for part in ["nobody does any more", "/contacts#nobodys", "山田"] {
        assert!(inbox.contains(part), "{part}: {inbox}");
    }
    // Who may not write there hands nothing over, and whoever has no seat there gets nothing.
    let to = other.user.to_string();
    let fields = [(format!("follow_ups[id-{entry}]"), "true"), ("to".to_owned(), to.as_str())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    for (caller, status) in [(&mut partner, 404), (&mut seatless, 404), (&mut viewer, 403)] {
        assert_eq!(caller.browser.call("/api/contacts/hand-over-follow-ups", &fields).await.status, status);
    }
    let stayed = hand_over(&mut person, &[&entry], &seatless).await;
    assert_eq!(stayed.as_deref(), Some("/contacts?stayed=1#nobodys"));
    assert!(person.browser.get("/contacts?stayed=1").await.text.contains("Not handed over: 1"));
    let by = "select follow_up_by from engagement where id = $1";
    assert_eq!(server.value_of(by, &[&entry]).await, was.user.to_string(), "nothing is lost");
    let done = hand_over(&mut person, &[&entry], &other).await;
    assert_eq!(done.as_deref(), Some("/contacts?saved=1"));
    assert_eq!(server.value_of(by, &[&entry]).await, to);
    let trail = "select count(*) from audit where action = 'engagement.hand_over' and scope = $1";
    assert_eq!(server.value_of(trail, &[&bid.id]).await, "1");
    assert!(!person.browser.get("/contacts").await.text.contains("id=\"nobodys\""));
    // What is not true any more is withdrawn before it is mailed, and whoever has it now is told.
    server.run_sql("update outbox set state = 'new'", &[]).await;
    round(&server, "2026-12-03T06:00").await;
    assert_eq!(server.value_of(TOLD, &[&person.user.to_string()]).await, "0");
    let told = "select count(*) from outbox where kind = 'follow_up' and state <> 'withdrawn' and user_id = $1";
    assert_eq!(server.value_of(told, &[&to]).await, "1");
    // Handed over by now: a form that was open meanwhile takes nothing away from whoever has it.
    let late = hand_over(&mut person, &[&entry], &bid.coordinator).await;
    assert_eq!(late.as_deref(), Some("/contacts?stayed=1#nobodys"));
    assert!(person.browser.get("/contacts?stayed=1").await.text.contains("Not handed over: 1"));
    assert_eq!(server.value_of(by, &[&entry]).await, to);
});

on_both_engines!(where_nobody_of_the_firm_writes_its_administrators_mind, |server| {
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    let mut administrator = server.person_of(person.organisation, "管理 一郎").await;
    let admin = administrator.user.to_string();
    server.run_sql("update user_account set is_administrator = 1 where id = $1", &[&admin]).await;
    let partner = server.partner_on(&bid).await;
    let foreign = "update user_account set is_administrator = 1 where id = $1";
    server.run_sql(foreign, &[&partner.user.to_string()]).await;
    let contact = added(&mut person, &YAMADA).await;
    let entry = followed_up_by(&server, &bid, &contact, &person, "内々の話").await;
    take_seat_away(&server, &bid, &person).await;
    assert!(!person.browser.get("/contacts").await.text.contains("id=\"nobodys\""), "no administrator");
    let page = administrator.browser.get("/contacts").await.text;
    let (_, nobodys) = page.split_once("id=\"nobodys\"").unwrap();
    assert!(nobodys.contains(&entry) && nobodys.contains("山田"), "{page}");
    // Without a seat they read that there is something, when and with whom: nothing of the bid.
    for part in ["見積を渡す", "内々の話", &bid.id, "防災情報配信"] {
        assert!(!page.contains(part), "{part}: {page}");
    }
    round(&server, "2026-12-03T05:00").await;
    for (whom, times) in [(&administrator, "1"), (&person, "0"), (&partner, "0")] {
        assert_eq!(server.value_of(TOLD, &[&whom.user.to_string()]).await, times);
    }
    server.run_sql("update outbox set shown_at = 0", &[]).await;
    assert!(administrator.browser.get("/reminders").await.text.contains("nobody does any more"), "without a seat");
    // They take it themselves, are reminded of it like of any other, and mark it as done.
    let me = administrator.clone();
    assert_eq!(hand_over(&mut administrator, &[&entry], &me).await.as_deref(), Some("/contacts?saved=1"));
    let page = administrator.browser.get("/contacts").await.text;
    assert!(!page.contains("id=\"nobodys\"") && page.contains(&entry) && !page.contains("見積を渡す"), "{page}");
    round(&server, "2026-12-03T07:00").await;
    let told = "select count(*) from outbox where kind = 'follow_up' and state <> 'withdrawn' and user_id = $1";
    assert_eq!(server.value_of(told, &[&admin]).await, "1");
    round(&server, "2026-12-03T07:01").await;
    assert_eq!(server.value_of(told, &[&admin]).await, "1", "it stays true");
    let outsider = server.outsider().await.browser.call("/api/contacts/follow-up", &[("id", &entry)]).await;
    assert_eq!(outsider.status, 404);
    assert_eq!(administrator.browser.call("/api/contacts/follow-up", &[("id", &entry)]).await.status, 200);
    assert_eq!(server.value_of("select is_followed_up from engagement", &[]).await, "1");
    let detail = server.value_of("select detail from audit where action = 'engagement.follow_up'", &[]).await;
    assert!(!detail.contains(&bid.id), "the firm's trail tells nothing of the bid: {detail}");
});

on_both_engines!(what_concerns_no_bid_is_the_administrators_to_mind_and_anybodys_to_hand_over, |server| {
    let mut person = server.bid().await.coordinator;
    let mut administrator = server.person_of(person.organisation, "管理 一郎").await;
    let admin = administrator.user.to_string();
    server.run_sql("update user_account set is_administrator = 1 where id = $1", &[&admin]).await;
    let was = server.person_of(person.organisation, "前任").await;
    let contact = added(&mut person, &YAMADA).await;
    let by = was.user.to_string();
    let follow_up = [
        ("engagement[kind]", "question"),
        ("engagement[follow_up_on]", DAY_OF_IT),
        ("engagement[follow_up_by]", by.as_str()),
    ];
    log(&mut person, "/contacts", &contact, &follow_up).await;
    let entry = server.value_of("select id from engagement", &[]).await;
    server.run_sql("update user_account set state = 'removed' where id = $1", &[&by]).await;
    round(&server, "2026-12-03T05:00").await;
    assert_eq!(server.value_of(TOLD, &[&admin]).await, "1");
    assert_eq!(server.value_of(TOLD, &[&person.user.to_string()]).await, "0");
    assert!(administrator.browser.get("/contacts").await.text.contains("id=\"nobodys\""));
    let mut outsider = server.outsider().await;
    assert!(!outsider.browser.get("/contacts").await.text.contains(&entry));
    let me = person.clone();
    assert_eq!(hand_over(&mut person, &[&entry], &me).await.as_deref(), Some("/contacts?saved=1"));
    assert_eq!(server.value_of("select follow_up_by from engagement", &[]).await, person.user.to_string());
});
