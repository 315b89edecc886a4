//! A firm with much on its desk: its pages are bounded and lead on to the rest, whoever is found is found behind a
//! thousand others too, and every reminder is told once.

use std::collections::BTreeSet;

use super::support::{Browser, TestServer, on_both_engines};
use crate::domain::id::BidId;
use crate::server::clock;
use crate::server::http::calls::SESSION;
use crate::server::jobs::Clerk;
use crate::server::services::bench_seed::desk::{self, Desk, Sizes};
use crate::server::services::contacts::bench;

/// Bids that home shows.
const HOME: usize = 20;

/// A desk, and its first person's browser.
async fn desk_of(server: &TestServer, sizes: Sizes) -> (Desk, Browser) {
    let desk = desk::seed(&server.state, clock::now(), sizes).await.unwrap();
    let mut browser = server.stranger();
    browser.set_cookie(SESSION, &desk.secret);
    (desk, browser)
}

/// The bids to which a page leads.
fn bids_on(page: &str) -> BTreeSet<BidId> {
    page.split("\"/bids/").skip(1).filter_map(|rest| BidId::parse(rest.split('"').next()?)).collect()
}

/// Where the list goes on.
fn more_on(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("href=\"/bids?after=")?;
    Some(rest.split('"').next()?.to_owned())
}

on_both_engines!(home_shows_the_nearest_bids_and_the_list_goes_on_to_the_last_one, |server| {
    let (desk, mut browser) = desk_of(&server, Sizes { bids: 70, deadlines: 840 }).await;
    let open: BTreeSet<BidId> = desk.open.iter().map(|(bid, _)| *bid).collect();
    let home = browser.get("/").await;
    assert_eq!(home.status, 200, "{}", home.text);
    let (_, list) = home.text.split_once("参加している入札").unwrap();
    let nearest = bids_on(list.split("</table>").next().unwrap());
    assert_eq!(nearest.len(), HOME);
    assert!(home.text.contains("href=\"/bids\""), "the way to the others");
    let (mut seen, mut address) = (Vec::new(), "/bids".to_owned());
    loop {
        let page = browser.get(&address).await.text;
        let shown = bids_on(&page);
        assert!(!shown.is_empty() && shown.len() <= 50, "{address}: {}", shown.len());
        seen.push(shown);
        let Some(after) = more_on(&page) else { break };
        address = format!("/bids?after={after}");
    }
    assert!(nearest.is_subset(&seen[0]), "home is the beginning of the list");
    assert_eq!(seen.iter().map(BTreeSet::len).sum::<usize>(), open.len(), "none stands twice");
    assert_eq!(seen.into_iter().flatten().collect::<BTreeSet<BidId>>(), open);
    let order = async |browser: &mut Browser, address: &str| {
        let page = browser.get(address).await.text;
        page.split("\"/bids/").skip(1).filter_map(|rest| BidId::parse(rest.split('"').next()?)).collect::<Vec<BidId>>()
    };
    // Behind a place before all others everything is looked through, not only the next dates.
    let from_all = order(&mut browser, "/bids?after=-9223372036854775808.").await;
    assert_eq!(order(&mut browser, "/bids").await, from_all);
    let archived = bids_on(&browser.get("/bids?show=archived").await.text);
    assert_eq!(archived.len(), 7);
    assert!(archived.is_disjoint(&open));
});

on_both_engines!(whoever_stands_behind_a_thousand_others_is_found, |server| {
    let (desk, mut browser) = desk_of(&server, Sizes { bids: 2, deadlines: 24 }).await;
    let bids: Vec<BidId> = desk.open.iter().map(|(bid, _)| *bid).collect();
    let sizes = bench::Sizes { contacts: 1_100, engagements: 300 };
    let busiest = bench::seed(&server.state, &desk.own.people, &bids, sizes, clock::now()).await.unwrap();
    // Every address has this piece, so that it narrows nothing down.
    let mut found = async |address: &str| {
        let page = browser.get(address).await.text;
        // Behind the next heading stands what is to be followed up.
        page.split("<h2").next().unwrap_or_default().matches("<a href=\"/contacts/01").count()
    };
    let count = "select cast(count(*) as text) from contact where kind = 'auditor'";
    let auditors: usize = server.value_of(count, &[]).await.parse().unwrap();
    assert!((10..50).contains(&auditors), "{auditors}");
    assert_eq!(found("/contacts?words=example&kind=auditor").await, auditors);
    assert_eq!(found("/contacts?words=example").await, 50, "a page of them");
    let card = browser.get(&format!("/contacts/{busiest}")).await;
    assert_eq!(card.status, 200, "{}", card.text);
});

on_both_engines!(a_round_over_everything_tells_each_reminder_once, |server| {
    let (desk, mut browser) = desk_of(&server, Sizes { bids: 40, deadlines: 800 }).await;
    let told = "select cast(count(*) as text) from outbox";
    let rules = server.state.plan_rules();
    let clerk = Clerk::new(server.state.store.clone(), None, "https://musubi.example.jp", rules, clock::now);
    let before: usize = server.value_of(told, &[]).await.parse().unwrap();
    clerk.round().await.unwrap();
    let after: usize = server.value_of(told, &[]).await.parse().unwrap();
    assert!(before > 0 && after > before, "{before}, {after}");
    clerk.round().await.unwrap();
    assert_eq!(server.value_of(told, &[]).await.parse::<usize>().unwrap(), after);
    assert_eq!(browser.get("/reminders").await.status, 200);
    // More than ninety-nine are not counted on every page.
    let more = "insert into outbox (id, user_id, kind, subject, occasion, about, shown_at, due_at, snooze_key, made_at)
        select 'more-' || d.id, o.user_id, o.kind, 'more', d.id, o.about, o.shown_at, o.due_at, d.id, o.made_at
        from (
            select *
            from outbox
            where user_id = $1 and read_at is null and kind <> 'daily' and state <> 'withdrawn'
            order by shown_at
            limit 1) o
        cross join (select id from deadline limit 120) d";
    assert!(!browser.get("/").await.text.contains(">99+<"));
    server.run_sql(more, &[&desk.own.people[0].user.to_string()]).await;
    assert!(browser.get("/").await.text.contains(">99+<"));
});
