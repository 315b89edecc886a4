//! The log of one contact: a page at a time, the newest first, nothing twice and nothing left out.

use super::contacts::{YAMADA, added};
use super::support::on_both_engines;
use crate::domain::id::EngagementId;

/// Where a link with these words leads.
fn link(page: &str, words: &str) -> Option<String> {
    let (before, _) = page.split_once(words)?;
    let (_, behind) = before.rsplit_once("href=\"")?;
    Some(behind.split('"').next()?.split('#').next()?.replace("&amp;", "&"))
}

on_both_engines!(a_long_log_is_read_page_by_page, |server| {
    let mut person = server.bid().await.coordinator;
    let id = added(&mut person, &YAMADA).await;
    assert_eq!(link(&person.browser.get(&format!("/contacts/{id}")).await.text, "Older entries"), None);
    for number in 0..65 {
        let entry = EngagementId::fresh().to_string();
        // Five of one moment each: a page ends among such.
        let moment = 1_767_625_199_000_i64 + number / 5;
        let statement = format!(
            "insert into engagement (id, organisation_id, kind, at_local, at, said, saved_at)
             values ($1, $2, 'call', '2026-01-05', {moment}, 'n{number:03}', 0)"
        );
        server.run_sql(&statement, &[&entry, &person.organisation.to_string()]).await;
        let with = "insert into engagement_contact (engagement_id, contact_id) values ($1, $2)";
        server.run_sql(with, &[&entry, &id]).await;
    }
    let mut address = format!("/contacts/{id}");
    let mut seen = Vec::new();
    for expected in [30, 30, 5] {
        let page = person.browser.get(&address).await.text;
        let (_, log) = page.split_once("id=\"log\"").unwrap();
        let of_page: Vec<u32> = log.split(">n").skip(1).filter_map(|rest| rest.get(..3)?.parse().ok()).collect();
        assert_eq!(of_page.len(), expected, "{log}");
        let is_newest = link(log, "Newest entries").is_none();
        assert_eq!(is_newest, seen.is_empty(), "{address}");
        seen.extend(of_page);
        let older = link(log, "Older entries");
        assert_eq!(older.is_some(), seen.len() < 65, "{address}");
        address = older.unwrap_or_default();
    }
    assert!(seen.is_sorted_by(|newer, older| newer / 5 >= older / 5), "{seen:?}");
    seen.sort_unstable();
    assert_eq!(seen, (0..65).collect::<Vec<_>>());
    // What is no place is the beginning.
    let page = person.browser.get(&format!("/contacts/{id}?behind=12.zzz")).await.text;
    assert!(page.contains(">n064"), "{page}");
});
