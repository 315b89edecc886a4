//! The ban on contact where somebody might go round it: without the bid, without a seat, of a bid that was put away, with
//! a contact whom nobody has sorted, or logged before the ban was known.

use super::contacts::{EVALUATOR, YAMADA, added, give_role, log, publish, with};
use super::support::bids::TestBid;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::deadline::Moment;
use crate::domain::language::Language;
use crate::ui::wording::{deadline, in_language};

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

/// What the page of an entry hands back to find changes in between.
async fn seen(person: &mut Person, entry: &str) -> String {
    let page = person.browser.get(&format!("/contacts/engagements/{entry}")).await.text;
    let value = page.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_else(|| panic!("{page}")).to_owned()
}

on_both_engines!(an_entry_is_corrected_by_its_own_firm_and_gets_the_reason_that_the_ban_asks_for, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    server.run_sql("delete from deadline where tender_id = $1", &[&bid.tender]).await;
    let id = added(&mut person, &YAMADA).await;
    let said = ("engagement[said]", "価格を聞いた");
    log(&mut person, &bid.page("contacts"), &id, &[("engagement[bid]", bid.id.as_str()), CALL, said]).await;
    publish(&server, &bid).await;
    let entry = server.value_of("select id from engagement", &[]).await;
    let page = format!("/contacts/engagements/{entry}");
    let day = crate::server::clock::now().in_japan().date().to_string();
    let (with, ours) = (with(&id), format!("engagement[people][id-{}]", person.user));
    let read = seen(&mut person, &entry).await;
    let fields = |reason| {
        [
            ("id", entry.as_str()),
            ("seen", read.as_str()),
            CALL,
            ("engagement[day]", day.as_str()),
            (with.as_str(), "true"),
            (ours.as_str(), "true"),
            ("engagement[said]", "仕様を聞いた"),
            ("engagement[ban_reason]", reason),
        ]
    };
    let refused = person.browser.post(&page, "/api/contacts/correct", &fields("")).await;
    let back = person.browser.follow(&refused).await.text;
    assert!(back.contains("engagement-ban-reason-problem") && back.contains("仕様を聞いた"), "{back}");
    let answer = person.browser.post(&page, "/api/contacts/correct", &fields("先方から電話があった")).await;
    assert_eq!(answer.location, Some(format!("{page}?saved=1")), "{}", answer.text);
    let log = person.browser.get(&bid.page("contacts")).await.text;
    assert!(
        log.contains("仕様を聞いた") && log.contains("先方から電話があった") && !log.contains("価格を聞いた"),
        "{log}"
    );
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 1", &[]).await, "1");
    let told = "select count(*) from audit where action = 'engagement.correct' and detail not like '%聞いた%'";
    assert_eq!(server.value_of(told, &[]).await, "1", "the trail holds no words");
    let stale = person.browser.call("/api/contacts/correct", &fields("別の理由")).await;
    assert_eq!(stale.status, 409, "what was read before the correction: {}", stale.text);
    let mut colleague = server.person_of(person.organisation, "同僚").await;
    assert_eq!(colleague.browser.get(&page).await.status, 404);
    let mut partner = server.partner_on(&bid).await;
    assert_eq!(partner.browser.get(&page).await.status, 404);
    assert_eq!(partner.browser.call("/api/contacts/correct", &fields("別の理由")).await.status, 404);
});

on_both_engines!(what_a_correction_takes_away_stays_in_the_trail_for_its_own_firm, |server| {
    let (bid, mut person) = published(&server).await;
    let id = added(&mut person, &YAMADA).await;
    give_role(&mut person, &bid, &id, &EVALUATOR).await;
    let reason = ("engagement[ban_reason]", "先方から電話があった");
    log(&mut person, &bid.page("contacts"), &id, &[("engagement[bid]", bid.id.as_str()), CALL, reason]).await;
    let entry = server.value_of("select id from engagement where is_in_ban = 1", &[]).await;
    let read = seen(&mut person, &entry).await;
    let today = crate::server::clock::now().in_japan().date();
    let (day, with, ours) = (today.to_string(), with(&id), format!("engagement[people][id-{}]", person.user));
    let fields = [
        ("id", entry.as_str()),
        ("seen", &read),
        ("engagement[kind]", "question"),
        ("engagement[day]", &day),
        (&with, "true"),
        (&ours, "true"),
    ];
    let answer = person.browser.call("/api/contacts/correct", &fields).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(server.value_of("select count(*) from engagement where is_in_ban = 1", &[]).await, "0");
    let day = in_language(Language::English, || deadline::moment(Moment::day(today)));
    let line = format!("Call, {day} (inside the ban) → Question form (質問書), {day}");
    let trail = person.browser.get(&bid.page("audit")).await.text;
    assert!(trail.contains("corrected an entry of the log") && trail.contains(&line), "{line} in {trail}");
    let mut partner = server.partner_on(&bid).await;
    let theirs = partner.browser.get(&bid.page("audit")).await.text;
    assert!(theirs.contains("corrected an entry of the log") && !theirs.contains("Question form"), "{theirs}");
});

on_both_engines!(the_way_to_a_correction_stands_where_it_would_be_accepted, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    server.run_sql("delete from deadline where tender_id = $1", &[&bid.tender]).await;
    let id = added(&mut person, &YAMADA).await;
    let card = format!("/contacts/{id}");
    log(&mut person, &bid.page("contacts"), &id, &[("engagement[bid]", bid.id.as_str()), CALL]).await;
    log(&mut person, &card, &id, &[CALL]).await;
    let mut viewer = server.viewer_on(&bid).await;
    let ways = async |person: &mut Person, page: &str| {
        let page = person.browser.get(page).await.text;
        page.matches("href=\"/contacts/engagements/").count()
    };
    let of_bid = bid.page("contacts");
    assert_eq!([ways(&mut person, &card).await, ways(&mut person, &of_bid).await], [2, 1]);
    assert_eq!([ways(&mut viewer, &card).await, ways(&mut viewer, &of_bid).await], [1, 0], "who only reads the bid");
    server.run_sql("update bid set state = 'archived' where id = $1", &[&bid.id]).await;
    assert_eq!([ways(&mut person, &card).await, ways(&mut person, &of_bid).await], [1, 0], "the bid was put away");
});
