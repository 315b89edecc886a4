//! The ban on contact where somebody might go round it: without the bid, without a seat, of a bid that was put away, with
//! a contact whom nobody has sorted, or logged before the ban was known.

use super::contacts::{EVALUATOR, YAMADA, added, give_role, log, publish};
use super::support::bids::TestBid;
use super::support::{Person, TestServer, on_both_engines};

const CALL: (&str, &str) = ("engagement[kind]", "call");

/// Logs a call on the contact's own page without a bid; answers whether the ban refused it.
async fn is_refused(person: &mut Person, contact: &str) -> bool {
    let answer = log(person, &format!("/contacts/{contact}"), contact, &[CALL]).await;
    person.browser.follow(&answer).await.text.contains("engagement-ban-reason-problem")
}

/// One of the people of a new organisation, of that sort or of none.
async fn of_body(person: &mut Person, body: &str, kind: &str) -> String {
    let fields = [("body[name]", body), ("body[kind]", "other")];
    let id = person.browser.call("/api/contacts/add-body", &fields).await.text.trim_matches('"').to_owned();
    added(person, &[("contact[family]", "川上"), ("contact[kind]", kind), ("contact[body]", &id)]).await
}

async fn published(server: &TestServer) -> (TestBid, Person) {
    let bid = server.bid().await;
    publish(server, &bid).await;
    let person = bid.coordinator.clone();
    (bid, person)
}

on_both_engines!(an_official_without_a_role_is_under_the_ban_of_the_own_town_alone, |server| {
    let (_, mut person) = published(&server).await;
    let unknown = added(&mut person, &YAMADA).await;
    assert!(is_refused(&mut person, &unknown).await, "an official of whom nobody knows the town");
    let own = of_body(&mut person, "みなと市 契約課", "contracting_department").await;
    assert!(is_refused(&mut person, &own).await);
    let other = of_body(&mut person, "やまと市 契約課", "contracting_department").await;
    assert!(!is_refused(&mut person, &other).await, "another town has published nothing");
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 0", &[]).await, "1");
});

on_both_engines!(who_is_brought_by_a_file_as_other_is_known_by_the_buyers_name, |server| {
    let (_, mut person) = published(&server).await;
    let unsorted = of_body(&mut person, "みなと市", "").await;
    assert!(is_refused(&mut person, &unsorted).await);
    let chamber = of_body(&mut person, "みなと市商工会", "chamber_of_commerce").await;
    assert!(!is_refused(&mut person, &chamber).await);
});

on_both_engines!(a_colleague_without_a_seat_is_of_the_same_firm, |server| {
    let (bid, mut person) = published(&server).await;
    let professor = added(&mut person, &[("contact[family]", "湊"), ("contact[kind]", "school")]).await;
    give_role(&mut person, &bid, &professor, &EVALUATOR).await;
    let mut colleague = server.person_of(person.organisation, "同僚").await;
    assert!(is_refused(&mut colleague, &professor).await);
});

on_both_engines!(putting_the_bid_away_frees_nobody, |server| {
    let (bid, mut person) = published(&server).await;
    let id = added(&mut person, &YAMADA).await;
    give_role(&mut person, &bid, &id, &EVALUATOR).await;
    let now = crate::server::clock::now().0.to_string();
    server.run_sql(&format!("update tender set created_at = {now}"), &[]).await;
    server.run_sql("update bid set state = 'archived' where id = $1", &[&bid.id]).await;
    assert!(is_refused(&mut person, &id).await);
    server.run_sql("update bid set state = 'open' where id = $1", &[&bid.id]).await;
    assert!(is_refused(&mut person, &id).await);
});

on_both_engines!(what_was_logged_before_the_ban_was_known_is_marked_all_the_same, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    server.run_sql("delete from deadline where tender_id = $1", &[&bid.tender]).await;
    let id = added(&mut person, &YAMADA).await;
    let page = bid.page("contacts");
    log(&mut person, &page, &id, &[("engagement[bid]", bid.id.as_str()), CALL]).await;
    log(&mut person, &format!("/contacts/{id}"), &id, &[CALL]).await;
    let late = "Found to lie inside the ban after it was logged";
    assert!(!person.browser.get(&page).await.text.contains(late));
    publish(&server, &bid).await;
    assert_eq!(person.browser.get(&page).await.text.matches(late).count(), 1);
    assert_eq!(person.browser.get(&format!("/contacts/{id}")).await.text.matches(late).count(), 2);
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 0", &[]).await, "2");
});
