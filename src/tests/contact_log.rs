//! The log of one contact: a page at a time, the newest first, nothing twice and nothing left out.

use super::contacts::{EVALUATOR, YAMADA, added, give_role};
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::id::EngagementId;

/// Where a link with these words leads.
fn link(page: &str, words: &str) -> Option<String> {
    let (before, _) = page.split_once(words)?;
    let (_, behind) = before.rsplit_once("href=\"")?;
    Some(behind.split('"').next()?.split('#').next()?.replace("&amp;", "&"))
}

/// Sixty-five entries with a contact, for a bid or none; five of one moment each, so that a page ends among such.
async fn fill(server: &TestServer, person: &Person, contact: &str, bid: Option<&str>) {
    for number in 0..65 {
        let entry = EngagementId::fresh().to_string();
        let moment = 1_767_625_199_000_i64 + number / 5;
        let bid = bid.map_or("null".to_owned(), |bid| format!("'{bid}'"));
        let statement = format!(
            "insert into engagement (id, organisation_id, bid_id, kind, at_local, at, said, saved_at)
             values ($1, $2, {bid}, 'call', '2026-01-05', {moment}, 'n{number:03}', 0)"
        );
        server.run_sql(&statement, &[&entry, &person.organisation.to_string()]).await;
        let with = "insert into engagement_contact (engagement_id, contact_id) values ($1, $2)";
        server.run_sql(with, &[&entry, contact]).await;
    }
}

/// Goes through a page's log from the newest entries to the oldest.
async fn read_through(person: &mut Person, page: &str) {
    let mut address = page.to_owned();
    let mut seen = Vec::new();
    for expected in [30, 30, 5] {
        let page = person.browser.get(&address).await.text;
        let (_, log) = page.split_once("id=\"log\"").unwrap();
        let of_page: Vec<u32> = log.split(">n").skip(1).filter_map(|rest| rest.get(..3)?.parse().ok()).collect();
        assert_eq!(of_page.len(), expected, "{log}");
        assert_eq!(link(log, "Newest entries").is_none(), seen.is_empty(), "{address}");
        seen.extend(of_page);
        let older = link(log, "Older entries");
        assert_eq!(older.is_some(), seen.len() < 65, "{address}");
        address = older.unwrap_or_default();
    }
    assert!(seen.is_sorted_by(|newer, older| newer / 5 >= older / 5), "{seen:?}");
    seen.sort_unstable();
    assert_eq!(seen, (0..65).collect::<Vec<_>>());
    // What is no place is the beginning.
    let first = person.browser.get(&format!("{page}?behind=12.zzz")).await.text;
    assert!(first.contains(">n064"), "{first}");
}

on_both_engines!(a_long_log_is_read_page_by_page, |server| {
    let mut person = server.bid().await.coordinator;
    let id = added(&mut person, &YAMADA).await;
    let page = format!("/contacts/{id}");
    assert_eq!(link(&person.browser.get(&page).await.text, "Older entries"), None);
    fill(&server, &person, &id, None).await;
    read_through(&mut person, &page).await;
});

on_both_engines!(a_long_log_of_a_bid_too, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let id = added(&mut person, &YAMADA).await;
    let other = added(&mut person, &[("contact[family]", "川上"), ("contact[given]", "花子")]).await;
    for contact in [&id, &other] {
        give_role(&mut person, &bid, contact, &EVALUATOR).await;
    }
    fill(&server, &person, &id, Some(&bid.id)).await;
    let early = EngagementId::fresh().to_string();
    let statement = "insert into engagement (id, organisation_id, bid_id, kind, at_local, at, said, saved_at)
                     values ($1, $2, $3, 'call', '2025-03-04', 1741014000000, 'x', 0)";
    server.run_sql(statement, &[&early, &person.organisation.to_string(), &bid.id]).await;
    let with = "insert into engagement_contact (engagement_id, contact_id) values ($1, $2)";
    server.run_sql(with, &[&early, &other]).await;
    // When somebody was spoken with last is told though the entry is on the last page.
    let page = person.browser.get(&bid.page("contacts")).await.text;
    let (_, plan) = page.split_once("contact-plan").unwrap();
    let (plan, _) = plan.split_once("id=\"log\"").unwrap();
    assert!(plan.contains("2025"), "{plan}");
    server.run_sql("delete from engagement_contact where engagement_id = $1", &[&early]).await;
    server.run_sql("delete from engagement where id = $1", &[&early]).await;
    read_through(&mut person, &bid.page("contacts")).await;
});
