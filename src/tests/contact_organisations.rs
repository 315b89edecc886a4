//! Organisations that were entered twice: the other one is found by words, both become one, and their people move along.

use super::contacts::{added, found};
use super::support::{Person, TestServer, on_both_engines};

const CITY: [(&str, &str); 5] = [
    ("body[kind]", "requesting_department"),
    ("body[name]", "みなと市"),
    ("body[name_kana]", "ミナトシ"),
    ("body[address]", "みなと市本町1-1"),
    ("body[notes]", "総合窓口は1階"),
];
const CITY_HALL: [(&str, &str); 4] = [
    ("body[kind]", "other"),
    ("body[name]", "みなと市役所"),
    ("body[name_kana]", "ミナトシヤクショ"),
    ("body[site]", "https://www.city.minato.example"),
];

async fn entered(person: &mut Person, fields: &[(&str, &str)]) -> String {
    let answer = person.browser.call("/api/contacts/add-body", fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.text.trim_matches('"').to_owned()
}

/// The fields that put one organisation as it was added into another, as the city.
fn merging<'a>(keep: &'a str, gone: &'a str) -> Vec<(&'static str, &'a str)> {
    [("id", keep), ("revision", "1"), ("gone", gone), ("gone_revision", "1")].into_iter().chain(CITY).collect()
}

async fn body_of(server: &TestServer, contact: &str) -> String {
    server.value_of("select body_id from contact where id = $1", &[contact]).await
}

on_both_engines!(two_organisations_become_one_and_their_people_move, |server| {
    let mut person = server.bid().await.coordinator;
    let keep = entered(&mut person, &CITY).await;
    let gone = entered(&mut person, &CITY_HALL).await;
    let moves = added(&mut person, &[("contact[family]", "川上"), ("contact[body]", &gone)]).await;
    let sorted =
        added(&mut person, &[("contact[family]", "森"), ("contact[body]", &gone), ("contact[kind]", "school")]).await;
    // Words find the other one, and not the one itself.
    let list = format!("/contacts/organisations?entry={keep}&words=minatoshi");
    let entry = person.browser.get(&list).await.text;
    assert!(entry.contains(&format!("/contacts/organisations/{keep}/merge/{gone}")), "{entry}");
    assert!(!entry.contains(&format!("/merge/{keep}")), "{entry}");
    let page = person.browser.get(&format!("/contacts/organisations/{gone}/merge/{keep}")).await.text;
    for part in ["みなと市本町1-1", "https://www.city.minato.example", "People: 0"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    // The buyer's side is proposed, whichever stays.
    let chosen = page.split("value=\"requesting_department\"").nth(1).unwrap_or_default();
    assert!(chosen.trim_start().starts_with("checked"), "{page}");
    let both = format!("/contacts/organisations/{keep}/merge/{gone}");
    let page = person.browser.get(&both).await.text;
    assert!(page.contains("People: 2") && page.contains("川上"), "{page}");

    let merge = merging(&keep, &gone);
    for stale in ["revision", "gone_revision"] {
        let stale: Vec<_> =
            merge.iter().map(|(name, value)| (*name, if *name == stale { "9" } else { *value })).collect();
        let answer = person.browser.post(&both, "/api/contacts/merge-bodies", &stale).await;
        let back = person.browser.follow(&answer).await.text;
        assert!(back.contains("Somebody else changed this first"), "{back}");
        assert_eq!(person.browser.call("/api/contacts/merge-bodies", &stale).await.status, 409);
        assert_eq!(body_of(&server, &moves).await, gone, "nothing moved");
    }
    let answer = person.browser.call("/api/contacts/merge-bodies", &merge).await;
    assert_eq!(answer.status, 200, "{}", answer.text);

    let notes = server.value_of("select fields from contact_organisation", &[]).await;
    for line in
        ["総合窓口は1階", "名前 Name: みなと市役所", "フリガナ Reading: ミナトシヤクショ", "Web site: https://www.city"]
    {
        assert!(notes.contains(line), "{line}: {notes}");
    }
    for contact in [&moves, &sorted] {
        assert_eq!(body_of(&server, contact).await, keep);
        let fields = server.value_of("select fields from contact where id = $1", &[contact]).await;
        assert!(fields.contains(&keep) && !fields.contains(&gone), "{fields}");
    }
    assert!(found(&mut person, "みなと市 川上").await.contains(&moves));
    assert!(!found(&mut person, "市役所").await.contains(&moves), "found by the name that stays");
    let of_city = person.browser.get("/contacts?kind=requesting_department").await.text;
    assert!(of_city.contains(&moves) && !of_city.contains(&sorted), "who has a sort of their own keeps it: {of_city}");
    let trail = server.value_of("select detail from audit where action = 'contact_organisation.merge'", &[]).await;
    assert!(trail.contains(&gone) && !trail.contains("みなと"), "{trail}");
    assert_eq!(person.browser.get(&format!("/contacts/organisations?entry={gone}")).await.status, 404);
    // The page of somebody who moved still saves.
    let change = [("id", moves.as_str()), ("revision", "2"), ("contact[family]", "川上"), ("contact[body]", &keep)];
    assert_eq!(person.browser.call("/api/contacts/change", &change).await.status, 200);
});

on_both_engines!(what_is_no_second_organisation_of_the_firm_is_not_found, |server| {
    let mut person = server.bid().await.coordinator;
    let keep = entered(&mut person, &CITY).await;
    let strange = server.contact_body_of(&server.outsider().await, "みなと市役所").await;
    for other in [&keep, &strange, &person.user.to_string()] {
        let answer = person.browser.call("/api/contacts/merge-bodies", &merging(&keep, other)).await;
        assert_eq!(answer.status, 404, "{}", answer.text);
        assert_eq!(person.browser.get(&format!("/contacts/organisations/{keep}/merge/{other}")).await.status, 404);
    }
    assert_eq!(server.value_of("select count(*) from contact_organisation", &[]).await, "2");
});

on_both_engines!(whoever_is_added_while_their_organisation_goes_moves_along_or_is_refused, |server| {
    let mut person = server.bid().await.coordinator;
    for _ in 0..3 {
        let keep = entered(&mut person, &CITY).await;
        let gone = entered(&mut person, &CITY_HALL).await;
        let (merge, back) = (merging(&keep, &gone), merging(&gone, &keep));
        let somebody = [("contact[family]", "川上"), ("contact[body]", gone.as_str())];
        let (mut one, mut other, mut third) = (person.clone(), person.clone(), person.clone());
        let (merged, merged_back, saved) = tokio::join!(
            one.browser.call("/api/contacts/merge-bodies", &merge),
            other.browser.call("/api/contacts/merge-bodies", &back),
            third.browser.call("/api/contacts/add", &somebody)
        );
        let mut statuses = [merged.status, merged_back.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 404], "one of both stays");
        let stays = if merged.status == 200 { &keep } else { &gone };
        let people = server.value_of("select count(*) from contact where body_id = $1", &[stays]).await;
        match saved.status {
            200 => assert_eq!(people, "1", "added first, they moved along; added last, it was there"),
            422 => assert_eq!(people, "0", "merged first, there was nothing to choose"),
            status => panic!("{status}: {}", saved.text),
        }
    }
});
