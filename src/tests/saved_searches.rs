//! Searches that somebody keeps: what they find, what is new, and whose they are.

use super::support::on_both_engines;
use super::support::tenders::Someone;
use super::tenders::{NOTICE, confirmed};

async fn add(person: &mut Someone, fields: &[(&str, &str)]) -> String {
    let answer = person.browser.post("/tenders/searches", "/api/searches/add", fields).await;
    answer.location.unwrap_or_default()
}

async fn page(person: &mut Someone) -> String {
    person.browser.get("/tenders/searches").await.text
}

on_both_engines!(a_search_finds_proposed_and_confirmed_tenders_and_says_what_is_new, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    confirmed(&mut person).await;
    let other = NOTICE.replace("防災情報配信", "観光案内").replace("第42号", "第43号");
    person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", &other)]).await;
    add(&mut person, &[("search[words]", "みなと ｼｽﾃﾑ")]).await;
    let text = page(&mut person).await;
    assert!(text.contains("2 new") && text.contains("2 in all"), "width and kana do not matter: {text}");
    let id = text.split_once("name=\"id\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let until = text.split_once("name=\"until\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let third = NOTICE.replace("防災情報配信", "道路台帳").replace("第42号", "第44号");
    person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", &third)]).await;
    let fields = [("id", id.as_str()), ("until", until.as_str())];
    person.browser.post("/tenders/searches", "/api/searches/seen", &fields).await;
    let text = page(&mut person).await;
    assert!(text.contains("1 new") && text.contains("3 in all"), "what came in meanwhile stays new: {text}");
    assert!(person.browser.get("/tenders").await.text.contains("1 new"), "the list of tenders tells it");
});

on_both_engines!(a_search_for_days_looks_at_proposals_too, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", NOTICE)]).await;
    add(&mut person, &[("search[from]", "2026-12-01"), ("search[to]", "2026-12-12")]).await;
    assert!(page(&mut person).await.contains("1 in all"));
    let short = "select proposed_dates from tender where organisation_id = $1";
    let organisation = person.organisation.to_string();
    assert!(server.value_of(short, &[&organisation]).await.contains("proposal_by 2026-12-10T17:00"));
    server.run_sql("update tender set proposed_dates = '' where organisation_id = $1", &[&organisation]).await;
    assert!(page(&mut person).await.contains("1 in all"), "a proposal of an earlier version is read itself");
    let mut none = server.someone_in("Asia/Tokyo").await;
    none.browser.post("/tenders/new", "/api/tenders/paste", &[("text", NOTICE)]).await;
    add(&mut none, &[("search[from]", "2026-12-11"), ("search[to]", "2026-12-12")]).await;
    assert!(page(&mut none).await.contains("0 in all"));
});

on_both_engines!(a_search_is_its_persons_alone_and_there_are_fifty_at_most, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let mut other = server.someone_in("Asia/Tokyo").await;
    add(&mut person, &[("search[words]", "防災")]).await;
    let text = page(&mut person).await;
    let id = text.split_once("name=\"id\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert!(!page(&mut other).await.contains(&id));
    for path in ["/api/searches/remove", "/api/searches/seen", "/api/searches/change"] {
        let fields = [("id", id.as_str()), ("until", "1"), ("search[words]", "x")];
        assert_eq!(other.browser.call(path, &fields).await.status, 404, "{path}");
    }
    for _ in 0..49 {
        assert!(!add(&mut person, &[("search[words]", "防災")]).await.contains("kept="));
    }
    assert!(add(&mut person, &[("search[words]", "防災")]).await.contains("kept="), "fifty at most");
    let fields = [("id", id.as_str()), ("search[words]", "清掃")];
    person.browser.post("/tenders/searches", "/api/searches/change", &fields).await;
    assert!(page(&mut person).await.contains("清掃"));
    person.browser.post("/tenders/searches", "/api/searches/remove", &[("id", id.as_str())]).await;
    assert!(!page(&mut person).await.contains("清掃"));
    let nothing = add(&mut person, &[("search[words]", " ")]).await;
    assert!(nothing.contains("kept="), "a search for nothing is refused");
});
