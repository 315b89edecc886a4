//! Writers of sections: told when somebody gives them one, and when it is due; not when that is not so any more.

use super::support::bids::TestBid;
use super::support::reminders::{Clock, address, empty_bid};
use super::support::smtp::SmtpServer;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::id::{BidId, SectionId};
use crate::domain::instant::HOUR;

const PLAN: &str = "/api/sections/plan";

/// Gives a section to somebody, as if the outline had said so.
async fn give(server: &TestServer, section: &str, writer: &Person, due_on: &str) {
    let statement = "update section set assignee_id = $2, due_on = $3 where id = $1";
    server.run_sql(statement, &[section, &writer.user.to_string(), due_on]).await;
}

/// What a person was told of sections that are due.
async fn occasions(server: &TestServer, person: &Person) -> Vec<String> {
    use sqlx::Row;
    let mut tx = server.state.store.begin_read().await.unwrap();
    let rows = sqlx::query(
        "select occasion
         from outbox
         where user_id = $1 and kind = 'section' and state <> 'withdrawn'
         order by shown_at",
    )
    .bind(person.user.to_string())
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    rows.iter().map(|row| row.get("occasion")).collect()
}

async fn plan(person: &mut Person, bid: &TestBid, section: &str, revision: &str, writer: &Person, state: &str) -> u16 {
    let writer = writer.user.to_string();
    let fields = [
        ("bid", bid.id.as_str()),
        ("section", section),
        ("revision", revision),
        ("assignee", &writer),
        ("due_on", "2036-12-01"),
        ("state", state),
    ];
    person.browser.call(PLAN, &fields).await.status
}

on_both_engines!(who_is_given_a_section_is_told_by_whom_and_until_when, |server| {
    let bid = server.bid().await;
    let section = server.sections_of(&bid).await.remove(0);
    let mut coordinator = bid.coordinator.clone();
    let mut writer = server.writer_on(&bid).await;
    let count = "select count(*) from outbox where kind = 'section_writer'";
    let own = coordinator.clone();
    for (revision, assignee, told) in [("1", &own, "0"), ("2", &writer, "1"), ("3", &writer, "1")] {
        assert_eq!(plan(&mut coordinator, &bid, &section, revision, assignee, "draft").await, 200);
        assert_eq!(server.value_of(count, &[]).await, told, "oneself is not told, and others once: {revision}");
    }
    assert_eq!(plan(&mut coordinator, &bid, &section, "3", &own, "draft").await, 409);
    let page = writer.browser.get("/reminders").await.text;
    assert!(page.contains("佐藤 花子 made you the writer of chapter 1 “"), "{page}");
    assert!(page.contains(&bid.page(&format!("sections/{section}"))) && page.contains("1 Dec 2036"), "{page}");
    server.run_sql("update section set due_on = '2036-12-08' where id = $1", &[&section]).await;
    assert!(writer.browser.get("/reminders").await.text.contains("the date was moved"));
    server.run_sql("update section set state = 'approved' where id = $1", &[&section]).await;
    assert!(writer.browser.get("/reminders").await.text.contains("✓ done"));
    server.run_sql("update section set state = 'draft', assignee_id = null where id = $1", &[&section]).await;
    assert!(writer.browser.get("/reminders").await.text.contains("no longer there"));
    let contributor = "update seat set role = 'contributor', section_id = null where user_id = $1";
    server.run_sql(contributor, &[&writer.user.to_string()]).await;
    assert!(!writer.browser.get("/reminders").await.text.contains("made you the writer"), "it is not theirs to see");
});

on_both_engines!(a_section_is_reminded_of_as_dates_are_to_whoever_writes_it, |server| {
    let clock = Clock::at("2026-12-01T09:00");
    let bid = empty_bid(&server).await;
    let sections = server.sections_of(&bid).await;
    let writer = server.writer_on(&bid).await;
    let viewer = server.viewer_on(&bid).await;
    let contributor = server.contributor_on(&bid, &sections[1]).await;
    let setting = "insert into reminder_setting (user_id, way, day14, day7) values ($1, 'each', 0, 0)";
    server.run_sql(setting, &[&writer.user.to_string()]).await;
    give(&server, &sections[0], &writer, "2026-12-15").await;
    server.run_sql("update section set due_on = '2026-12-15' where id = $1", &[&sections[1]]).await;
    server.run_sql("update section set due_on = '2026-12-14' where id = $1", &[&sections[2]]).await;
    give(&server, &sections[3], &viewer, "2026-12-15").await;
    server.run_sql("update section set state = 'approved' where id = $1", &[&sections[3]]).await;
    let (one, other) = (clock.clerk(&server, None), clock.clerk(&server, None));
    for _ in 0..15 * 4 {
        let (first, second) = tokio::join!(one.round(), other.round());
        first.unwrap();
        second.unwrap();
        clock.advance(6 * HOUR);
    }
    let of = |day: &str, leads: &[&str]| leads.iter().map(|lead| format!("{day} {lead}")).collect::<Vec<_>>();
    let every = ["day14", "day7", "day3", "day1", "hour2"];
    let nobodys = of("2026-12-14", &every);
    let mut told = occasions(&server, &writer).await;
    told.retain(|occasion| !nobodys.contains(occasion));
    assert_eq!(told, of("2026-12-15", &["day3", "day1", "hour2"]), "as their settings say");
    assert_eq!(occasions(&server, &contributor).await, of("2026-12-15", &every), "of the one section of their seat");
    assert_eq!(occasions(&server, &bid.coordinator).await, nobodys, "what nobody writes, to who may write");
    assert!(occasions(&server, &viewer).await.is_empty(), "what is approved waits for nobody");
});

on_both_engines!(what_a_section_waits_for_no_more_is_not_mailed, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-10T23:00");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "coordinator@example.jp", "Asia/Tokyo").await;
    let writer = server.writer_on(&bid).await;
    address(&server, &writer, "writer@example.jp", "Asia/Tokyo").await;
    let heir = server.viewer_on(&bid).await;
    address(&server, &heir, "heir@example.jp", "Asia/Tokyo").await;
    let sections = server.sections_of(&bid).await;
    for section in &sections[..5] {
        give(&server, section, &writer, "2026-12-14").await;
    }
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    let states = "select count(*) from outbox where kind = 'section' and state = $1";
    assert_eq!(server.value_of(states, &["waiting"]).await, "5", "all wait for the morning");
    give(&server, &sections[0], &heir, "2026-12-14").await;
    give(&server, &sections[1], &writer, "2027-02-01").await;
    server.run_sql("update section set state = 'approved' where id = $1", &[&sections[2]]).await;
    server.run_sql("update section set due_on = '' where id = $1", &[&sections[3]]).await;
    clock.advance(8 * HOUR);
    clerk.round().await.unwrap();
    let taken = smtp.taken(2).await;
    let mut to: Vec<&str> = taken.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["heir@example.jp", "writer@example.jp"], "who has it now, and what still is so");
    assert!(taken.iter().all(|mail| mail.subject.starts_with("3 days left: chapter ")), "{taken:#?}");
    assert!(taken.iter().all(|mail| mail.body.contains("/sections/") && mail.body.contains("Mon 14 Dec 2026")));
    assert_eq!(server.value_of(states, &["withdrawn"]).await, "4");
});

on_both_engines!(the_reminders_of_twenty_thousand_sections_are_told_once, |server| {
    let bid = server.bid().await;
    let writer = bid.coordinator.user.to_string();
    let mut tx = server.state.store.begin_write().await.unwrap();
    for number in 0..500 {
        let id = BidId::fresh();
        // Of forty days, spread over 80 around today, seven or so come within two weeks.
        let section = |place: i64| {
            let day = chrono::NaiveDate::from_ymd_opt(2026, 10, 22).unwrap() + chrono::Days::new(place as u64 * 2);
            format!("('{}', '{id}', {place}, 'c', '章', 'Chapter', '{writer}', '{day}')", SectionId::fresh())
        };
        let sections: Vec<String> = (1..=40).map(section).collect();
        let statements = format!(
            "insert into tender (id, organisation_id, title, state, fingerprint, created_at)
             select 't{number}', organisation_id, title, state, 't{number}', 0 from tender where id = '{}';
             insert into bid (id, tender_id, organisation_id, created_by, created_at)
             select '{id}', 't{number}', organisation_id, '', 0 from tender where id = 't{number}';
             insert into seat (bid_id, user_id, role, added_at) values ('{id}', '{writer}', 'writer', 0);
             insert into section (id, bid_id, position, code, title_ja, title_en, assignee_id, due_on) values {};",
            bid.tender,
            sections.join(", ")
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let clock = Clock::at("2026-12-01T09:00");
    let clerk = clock.clerk(&server, None);
    let count = "select count(*) from outbox where kind = 'section'";
    clerk.round().await.unwrap();
    assert_eq!(server.value_of(count, &[]).await, "3500", "each of what is due within two weeks");
    clerk.round().await.unwrap();
    assert_eq!(server.value_of(count, &[]).await, "3500", "nobody is told twice");
});
