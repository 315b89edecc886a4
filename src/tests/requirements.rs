//! Requirements of a tender are added, changed, ordered, left out and taken back, by its firm alone.

use super::support::on_both_engines;
use super::support::tenders::Someone;
use super::tenders::confirmed;

async fn add(person: &mut Someone, tender: &str, number: &str) {
    let fields = [
        ("tender", tender),
        ("requirement[kind]", "form"),
        ("requirement[number]", number),
        ("requirement[title]", "参加表明書"),
        ("requirement[ja]", number),
        ("requirement[en]", ""),
    ];
    let answer = person.browser.call("/api/requirements/add", &fields).await;
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// The identity in the form whose words are these.
fn id_of(page: &str, words: &str) -> String {
    let form = page
        .split("<form")
        .find(|form| form.contains("/api/requirements/change") && form.contains(&format!("{words}</textarea>")))
        .unwrap_or_else(|| panic!("no form of {words}: {page}"));
    let rest = form.split_once("name=\"id\" value=\"").expect("its identity").1;
    rest.split_once('"').unwrap().0.to_owned()
}

on_both_engines!(a_requirement_is_added_changed_ordered_and_left_out, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let path = format!("/tenders/{tender}/requirements");
    assert!(person.browser.get(&path).await.text.contains("no requirements yet"));
    for number in ["様式第1号", "様式第2号", "様式第3号"] {
        add(&mut person, &tender, number).await;
    }
    let page = person.browser.get(&path).await.text;
    let (first, third) = (id_of(&page, "様式第1号"), id_of(&page, "様式第3号"));

    let shift = [("tender", tender.as_str()), ("id", &third), ("way", "up")];
    let answer = person.browser.post(&path, "/api/requirements/move", &shift).await;
    assert_eq!(answer.location, Some(format!("{path}?saved=1")), "{answer:?}");
    let page = person.browser.get(&path).await.text;
    let places: Vec<usize> =
        ["様式第1号", "様式第3号", "様式第2号"].iter().map(|words| page.find(words).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");

    let change = [
        ("tender", tender.as_str()),
        ("id", &first),
        ("revision", "1"),
        ("requirement[kind]", "form"),
        ("requirement[title]", "参加申込書"),
        ("requirement[ja]", "参加申込書（様式第1号）"),
        ("requirement[en]", "Application"),
    ];
    assert_eq!(person.browser.call("/api/requirements/change", &change).await.status, 200);
    let answer = person.browser.post(&path, "/api/requirements/change", &change).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("What is saved now"), "the second sees what the first saved: {page}");

    let leave = [("tender", tender.as_str()), ("id", &first), ("revision", "2")];
    assert_eq!(person.browser.call("/api/requirements/leave-out", &leave).await.status, 200);
    assert!(!person.browser.get(&format!("/tenders/{tender}")).await.text.contains("参加申込書（様式第1号）"));
    assert!(person.browser.get(&path).await.text.contains("Left out (1)"));
    assert_eq!(person.browser.call("/api/requirements/take-back", &leave).await.status, 409);
    let back = [("tender", tender.as_str()), ("id", &first), ("revision", "3")];
    assert_eq!(person.browser.call("/api/requirements/take-back", &back).await.status, 200);
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("参加申込書（様式第1号）") && page.contains("Application"), "{page}");
});

on_both_engines!(a_requirement_that_does_not_hold_together_comes_back_filled, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let path = format!("/tenders/{tender}/requirements?kind=page_limit");
    let fields = [
        ("tender", tender.as_str()),
        ("requirement[kind]", "page_limit"),
        ("requirement[pages]", "二十"),
        ("requirement[ja]", "20ページ以内"),
    ];
    let answer = person.browser.post(&path, "/api/requirements/add", &fields).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("value=\"二十\"") && page.contains("20ページ以内"), "{page}");
    assert!(page.contains("aria-invalid=\"true\""), "{page}");
});

on_both_engines!(a_partner_reads_requirements_and_changes_none, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let mut partner = server.someone_in("Europe/Oslo").await;
    let mut outsider = server.someone_in("Europe/Oslo").await;
    server.bid_with(tender, &[(&person, "coordinator"), (&partner, "writer")]).await;
    let tender = tender.to_string();
    add(&mut person, &tender, "様式第1号").await;
    let path = format!("/tenders/{tender}/requirements");
    let page = partner.browser.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("様式第1号") && !page.text.contains("/api/requirements/"), "{}", page.text);
    let fields = [("tender", tender.as_str()), ("requirement[kind]", "other"), ("requirement[ja]", "x")];
    assert_eq!(partner.browser.call("/api/requirements/add", &fields).await.status, 403);
    assert_eq!(outsider.browser.get(&path).await.status, 404);
    assert_eq!(outsider.browser.call("/api/requirements/add", &fields).await.status, 404);
});

on_both_engines!(the_period_of_a_demand_stands_beside_the_references, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let bid = server.bid_with(tender, &[(&person, "coordinator")]).await;
    let tender = tender.to_string();
    let page = format!("/bids/{bid}/records/reference");
    let period = "from Thu 1 Apr 2021 to Tue 31 Mar 2026, counted back in fiscal years from Mon 2 Nov 2026";
    server.run_sql("delete from requirement where kind = 'experience'", &[]).await;
    assert!(!person.browser.get(&page).await.text.contains("The notice wants work that ended"));
    let demand = [
        ("tender", tender.as_str()),
        ("requirement[kind]", "experience"),
        ("requirement[ja]", "過去５年度に同種業務を完了した実績があること"),
        ("requirement[en]", ""),
    ];
    assert_eq!(person.browser.call("/api/requirements/add", &demand).await.status, 200);
    let shown = person.browser.get(&page).await.text;
    assert!(shown.contains(period) && shown.contains("過去５年度に同種業務を完了した実績があること"), "{shown}");
});
