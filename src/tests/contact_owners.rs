//! Who answers for contacts: colleagues who left are shown as left and hand over, and whoever is to follow up is reminded
//! in the application and by mail.

use super::contacts::{EVALUATOR, YAMADA, added, give_role, log, publish};
use super::support::reminders::{Clock, address, empty_bid};
use super::support::smtp::SmtpServer;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::deadline::Moment;
use crate::domain::instant::{DAY, Instant};
use crate::server::jobs::Clerk;
use crate::server::mail::Post;

const QUESTION: (&str, &str) = ("engagement[kind]", "question");

/// Removes a colleague as an administrator does, but for the seats.
async fn leave(server: &TestServer, person: &Person) {
    server.run_sql("delete from seat where user_id = $1", &[&person.user.to_string()]).await;
    server.run_sql("update user_account set state = 'removed' where id = $1", &[&person.user.to_string()]).await;
}

fn clerk(server: &TestServer, post: Option<Post>, now: Instant) -> Clerk {
    Clock::of(now).clerk(server, post)
}

fn at(text: &str) -> Instant {
    Instant(Moment::parse(text).unwrap().to_utc_millis())
}

on_both_engines!(what_a_colleague_who_left_kept_is_shown_and_handed_over, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let left = server.writer_on(&bid).await;
    let owner = left.user.to_string();
    let mut fields = YAMADA.to_vec();
    fields.push(("contact[owner]", owner.as_str()));
    let id = added(&mut person, &fields).await;
    let mut role = EVALUATOR.to_vec();
    role.push(("role[person]", owner.as_str()));
    give_role(&mut person, &bid, &id, &role).await;
    let follow_up = [
        ("engagement[bid]", bid.id.as_str()),
        QUESTION,
        ("engagement[follow_up_on]", "2026-12-03"),
        ("engagement[follow_up_by]", owner.as_str()),
    ];
    log(&mut person, &bid.page("contacts"), &id, &follow_up).await;
    assert!(!person.browser.get("/contacts").await.text.contains("hand-over"), "nobody left");
    leave(&server, &left).await;
    let page = person.browser.get("/contacts").await.text;
    assert!(page.contains("contacts: 1, roles in bids: 1, follow-ups: 1"), "{page}");
    assert_eq!(page.matches("has left").count(), 1, "at the contact: {page}");
    assert!(page.contains("id=\"nobodys\""), "at the follow-up: {page}");
    assert!(person.browser.get(&bid.page("contacts")).await.text.contains("has left"), "in the plan");
    // Whoever edits something else does not lose who kept it.
    let edit = person.browser.get(&format!("/contacts/{id}/edit")).await.text;
    assert!(edit.contains(&owner), "{edit}");
    let mut change = vec![("id", id.as_str()), ("revision", "1")];
    change.extend(fields.iter().copied());
    assert_eq!(person.browser.call("/api/contacts/change", &change).await.status, 200);
    let to = person.user.to_string();
    let mut colleague = server.person_of(person.organisation, "同僚").await;
    let hand_over = [("from", owner.as_str()), ("to", to.as_str())];
    for (from, to, status) in [(to.as_str(), to.as_str(), 404), (owner.as_str(), owner.as_str(), 422)] {
        let fields = [("from", from), ("to", to)];
        assert_eq!(person.browser.call("/api/contacts/hand-over", &fields).await.status, status);
    }
    assert_eq!(server.outsider().await.browser.call("/api/contacts/hand-over", &hand_over).await.status, 404);
    // A colleague without a seat hands the firm's part over, and nothing of the bid.
    assert_eq!(colleague.browser.call("/api/contacts/hand-over", &hand_over).await.status, 200);
    assert_eq!(server.value_of("select owner_id from contact", &[]).await, to);
    assert_eq!(server.value_of("select person_id from contact_role", &[]).await, owner);
    let card = person.browser.get(&format!("/contacts/{id}/edit")).await.text;
    assert!(card.contains(&format!("value=\"{to}\" selected")), "the form names the new one: {card}");
    let page = person.browser.get("/contacts").await.text;
    assert!(page.contains("contacts: 0, roles in bids: 1, follow-ups: 1"), "{page}");
    assert_eq!(person.browser.call("/api/contacts/hand-over", &hand_over).await.status, 200);
    assert_eq!(server.value_of("select person_id from contact_role", &[]).await, to);
    assert_eq!(server.value_of("select follow_up_by from engagement", &[]).await, to);
    assert!(!person.browser.get("/contacts").await.text.contains("has left"));
    let trail = "select count(*) from audit where action = 'contact.hand_over' and scope = $1";
    assert_eq!(server.value_of(trail, &[&bid.id]).await, "1");
});

on_both_engines!(whoever_is_to_follow_up_is_told_once_and_by_mail, |server| {
    let smtp = SmtpServer::start().await;
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    let mut writer = server.writer_on(&bid).await;
    address(&server, &writer, "writer@example.jp", "Asia/Tokyo").await;
    let id = added(&mut person, &YAMADA).await;
    let by = writer.user.to_string();
    let of_writer = [
        ("engagement[bid]", bid.id.as_str()),
        QUESTION,
        ("engagement[follow_up_on]", "2026-12-03"),
        ("engagement[follow_up_by]", by.as_str()),
    ];
    log(&mut person, &bid.page("contacts"), &id, &of_writer).await;
    let post = || Some(smtp.post());
    clerk(&server, post(), at("2026-12-02T20:00")).round().await.unwrap();
    assert_eq!(server.value_of("select count(*) from outbox", &[]).await, "0", "not yet");
    let now = at("2026-12-03T09:00");
    let (one, other) = (clerk(&server, post(), now), clerk(&server, post(), now));
    let (first, second) = tokio::join!(one.round(), other.round());
    first.unwrap();
    second.unwrap();
    clerk(&server, post(), now.plus(DAY)).round().await.unwrap();
    let taken = smtp.taken(1).await;
    assert_eq!((taken.len(), taken[0].to.as_str()), (1, "writer@example.jp"));
    assert!(taken[0].subject.contains("3 Dec 2026"), "{}", taken[0].subject);
    assert!(taken[0].body.contains(&format!("https://musubi.example.jp/contacts/{id}")), "{}", taken[0].body);
    assert!(!taken[0].body.contains("山田"), "a mail names nobody: {}", taken[0].body);
    let about = server.value_of("select about from outbox where kind = 'follow_up'", &[]).await;
    assert!(!about.contains("山田"), "{about}");
    // The inbox reads by the server's own clock.
    server.run_sql("update outbox set shown_at = 0", &[]).await;
    let inbox = writer.browser.get("/reminders").await.text;
    assert!(inbox.contains("A contact is to be followed up") && inbox.contains(&format!("/contacts/{id}")), "{inbox}");
    assert!(inbox.contains("山田") && !inbox.contains("time not stated"), "who it is, on a day of our own: {inbox}");
    server.run_sql("update contact set erased_at = 1 where id = $1", &[&id]).await;
    assert!(!writer.browser.get("/reminders").await.text.contains("山田"), "an erased person has no name");
});

on_both_engines!(a_reminder_of_a_follow_up_leads_to_the_contact_that_stayed, |server| {
    let mut person = server.bid().await.coordinator;
    let keep = added(&mut person, &YAMADA).await;
    let gone = added(&mut person, &[("contact[family]", "山田"), ("contact[given]", "太郎")]).await;
    let follow_up = ("engagement[follow_up_on]", "2026-12-03");
    log(&mut person, "/contacts", &gone, &[QUESTION, follow_up]).await;
    clerk(&server, None, at("2026-12-03T09:00")).round().await.unwrap();
    // The inbox reads by the server's own clock.
    server.run_sql("update outbox set shown_at = 0", &[]).await;
    let inbox = person.browser.get("/reminders").await.text;
    assert!(inbox.contains(&format!("/contacts/{gone}")), "{inbox}");
    let merge = [
        ("id", keep.as_str()),
        ("revision", "1"),
        ("gone", &gone),
        ("gone_revision", "1"),
        ("contact[family]", "山田"),
        ("contact[given]", "太郎"),
    ];
    assert_eq!(person.browser.call("/api/contacts/merge", &merge).await.status, 200);
    let inbox = person.browser.get("/reminders").await.text;
    assert!(inbox.contains(&format!("/contacts/{keep}")) && !inbox.contains(&gone), "{inbox}");
    assert_eq!(person.browser.get(&format!("/contacts/{keep}")).await.status, 200);
});

on_both_engines!(who_has_no_seat_on_a_bid_follows_nothing_up_there, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let colleague = server.person_of(person.organisation, "同僚").await.user.to_string();
    let own = person.user.to_string();
    let id = added(&mut person, &YAMADA).await;
    for (by, kept) in [(&colleague, "0"), (&own, "1")] {
        let follow_up = [
            ("engagement[bid]", bid.id.as_str()),
            QUESTION,
            ("engagement[follow_up_on]", "2026-12-03"),
            ("engagement[follow_up_by]", by.as_str()),
        ];
        log(&mut person, &bid.page("contacts"), &id, &follow_up).await;
        assert_eq!(server.value_of("select count(*) from engagement", &[]).await, kept);
    }
});

on_both_engines!(a_follow_up_that_is_done_or_handed_over_reminds_nobody_else, |server| {
    let mut person = server.bid().await.coordinator;
    let colleague = server.person_of(person.organisation, "同僚").await;
    let id = added(&mut person, &YAMADA).await;
    let follow_up = ("engagement[follow_up_on]", "2026-12-03");
    for words in ["一", "二", "三"] {
        log(&mut person, "/contacts", &id, &[QUESTION, follow_up, ("engagement[said]", words)]).await;
    }
    let night = at("2026-12-03T05:00");
    clerk(&server, None, night).round().await.unwrap();
    let told = "select count(*) from outbox where kind = 'follow_up' and state <> 'withdrawn' and user_id = $1";
    assert_eq!(server.value_of(told, &[&person.user.to_string()]).await, "3");
    let entry = server.value_of("select id from engagement where said = '一'", &[]).await;
    assert_eq!(person.browser.call("/api/contacts/follow-up", &[("id", &entry)]).await.status, 200);
    let given = "update engagement set follow_up_by = $1 where said = '二'";
    server.run_sql(given, &[&colleague.user.to_string()]).await;
    clerk(&server, None, night.plus(60_000)).round().await.unwrap();
    assert_eq!(server.value_of(told, &[&person.user.to_string()]).await, "1", "the third alone is still theirs");
    assert_eq!(server.value_of(told, &[&colleague.user.to_string()]).await, "1");
    leave(&server, &colleague).await;
    server.run_sql("delete from outbox", &[]).await;
    clerk(&server, None, night.plus(120_000)).round().await.unwrap();
    assert_eq!(server.value_of(told, &[&colleague.user.to_string()]).await, "0", "who left is told nothing");
});

on_both_engines!(a_planned_day_of_the_result_ends_no_ban, |server| {
    let bid = server.bid().await;
    publish(&server, &bid).await;
    let award = |certainty: &str| {
        format!(
            "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
             values ($1, $2, 'award_notice', '2026-02-02', 1770044399000, '{certainty}', 'person')"
        )
    };
    let planned = crate::domain::id::DeadlineId::fresh().to_string();
    server.run_sql(&award("planned"), &[&planned, &bid.tender]).await;
    let mut person = bid.coordinator.clone();
    let id = added(&mut person, &YAMADA).await;
    give_role(&mut person, &bid, &id, &EVALUATOR).await;
    let page = bid.page("contacts");
    let call = [("engagement[bid]", bid.id.as_str()), ("engagement[kind]", "call")];
    let refused = log(&mut person, &page, &id, &call).await;
    let back = person.browser.follow(&refused).await.text;
    assert!(back.contains("engagement-ban-reason-problem"), "{back}");
    assert!(back.contains("a planned day ends nothing"), "{back}");
    assert!(back.contains("question form (質問書) only"), "the plan says by which way: {back}");
    server.run_sql("update deadline set certainty = 'fixed' where id = $1", &[&planned]).await;
    log(&mut person, &page, &id, &call).await;
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 0", &[]).await, "1");
    assert!(person.browser.get(&page).await.text.contains("any way"));
});
