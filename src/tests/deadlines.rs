//! Dates of a tender are added, changed and removed, and somebody answers for them.

use super::support::{TestServer, on_both_engines};
use super::tenders::confirmed;

on_both_engines!(a_date_is_added_changed_and_removed, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let edit = format!("/tenders/{tender}/edit");
    let add = [
        ("tender", tender.as_str()),
        ("date[kind]", "briefing"),
        ("date[date]", "令和8年12月1日"),
        ("date[time]", "午後1時30分"),
        ("date[certainty]", "planned"),
        ("date[place]", "第一会議室"),
    ];
    let answer = person.browser.post(&edit, "/api/deadlines/add", &add).await;
    assert_eq!(answer.location, Some(format!("{edit}?saved=1")), "{answer:?}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("令和8年12月1日（火）13:30") && page.contains("第一会議室"), "{page}");
    let (id, revision) = row_of(&person.browser.get(&edit).await.text, "2026-12-01");
    let change = [
        ("tender", tender.as_str()),
        ("deadline", &id),
        ("revision", &revision),
        ("date[kind]", "briefing"),
        ("date[date]", "2026-12-02"),
    ];
    assert_eq!(person.browser.call("/api/deadlines/change", &change).await.status, 200);
    assert_eq!(person.browser.call("/api/deadlines/change", &change).await.status, 409, "already changed");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("令和8年12月2日（水）") && page.contains("time not stated"), "{page}");
    let remove = [("tender", tender.as_str()), ("deadline", &id), ("revision", "2")];
    assert_eq!(person.browser.call("/api/deadlines/remove", &remove).await.status, 200);
    assert_eq!(person.browser.call("/api/deadlines/remove", &remove).await.status, 409);
});

/// The identity and revision in the form whose day is `date`.
fn row_of(page: &str, date: &str) -> (String, String) {
    let form = page
        .split("<form")
        .find(|form| form.contains("/api/deadlines/change") && form.contains(&format!("value=\"{date}\"")))
        .expect("a form with that day");
    let value = |name: &str| {
        let rest = form.split_once(&format!("name=\"{name}\" value=\"")).expect("the field").1;
        rest.split_once('"').expect("its end").0.to_owned()
    };
    (value("deadline"), value("revision"))
}

on_both_engines!(the_sentence_that_a_person_copied_is_theirs_and_that_of_the_notice_stays, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let edit = format!("/tenders/{tender}/edit");
    let add = [
        ("tender", tender.as_str()),
        ("date[kind]", "briefing"),
        ("date[date]", "2026-12-01"),
        ("date[sentence]", "説明会は12月1日に行う。"),
    ];
    let with = |page| [add.as_slice(), &[("date[page]", page)]].concat();
    assert_eq!(person.browser.call("/api/deadlines/add", &with("十")).await.status, 422);
    assert_eq!(person.browser.call("/api/deadlines/add", &with("１２")).await.status, 200);
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("説明会は12月1日に行う。") && page.contains("page 12 of the original"), "{page}");
    let said = "select sentence || coalesce(cast(page as text), '-') from deadline where tender_id = $1 and kind = $2";
    for (kind, day, expected) in [
        ("briefing", "2026-12-01", Some("説明会を行う。-")),
        // What was read of the notice is no person's to write.
        ("proposal_by", "2026-12-10", None),
    ] {
        let before = server.value_of(said, &[&tender, kind]).await;
        let (id, revision) = row_of(&person.browser.get(&edit).await.text, day);
        let change = [
            ("tender", tender.as_str()),
            ("deadline", &id),
            ("revision", &revision),
            ("date[kind]", kind),
            ("date[date]", "2026-12-02"),
            ("date[sentence]", "説明会を行う。"),
        ];
        assert_eq!(person.browser.call("/api/deadlines/change", &change).await.status, 200, "{kind}");
        assert_eq!(server.value_of(said, &[&tender, kind]).await, expected.unwrap_or(&before), "{kind}");
    }
});

on_both_engines!(a_wrong_date_comes_back_in_its_own_row, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let edit = format!("/tenders/{tender}/edit");
    let (id, revision) = row_of(&person.browser.get(&edit).await.text, "2026-12-10");
    let fields = [
        ("deadline", id.as_str()),
        ("tender", &tender),
        ("revision", &revision),
        ("date[kind]", "proposal_by"),
        ("date[date]", "令和8年2月30日"),
        ("date[time]", "夕方"),
    ];
    let answer = person.browser.post(&edit, "/api/deadlines/change", &fields).await;
    let page = person.browser.follow(&answer).await.text;
    assert_eq!(page.matches("value=\"夕方\"").count(), 1, "{page}");
    assert_eq!(page.matches("aria-invalid=\"true\"").count(), 2, "{page}");
});

on_both_engines!(the_dates_of_a_bid_show_every_zone_and_who_answers, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let mut partner = server.someone_in("Europe/Oslo").await;
    let mut viewer = server.someone_in("Europe/Oslo").await;
    let seats = [(&person, "coordinator"), (&partner, "writer"), (&viewer, "viewer")];
    let bid = server.bid_with(tender, &seats).await.to_string();
    let path = format!("/bids/{bid}/dates");
    let page = person.browser.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("09:00 Oslo"), "{}", page.text);
    assert!(page.text.contains("令和8年12月10日（木）17:00"), "{}", page.text);
    let (_, rest) = page.text.split_once("name=\"lines[0][deadline]\" value=\"").expect("a row");
    let deadline = rest.split_once('"').unwrap().0.to_owned();
    let user = partner.user.to_string();
    let own =
        [("bid", bid.as_str()), ("lines[0][deadline]", &deadline), ("lines[0][was]", ""), ("lines[0][user]", &user)];
    assert_eq!(viewer.browser.call("/api/deadlines/own", &own).await.status, 403);
    let answer = person.browser.post(&path, "/api/deadlines/own", &own).await;
    assert_eq!(answer.location, Some(format!("{path}?saved=1")), "{answer:?}");
    assert_eq!(partner.browser.call("/api/deadlines/own", &own).await.status, 409, "somebody else set it");
    let seen = viewer.browser.get(&path).await.text;
    assert!(seen.contains("Someone in Europe/Oslo (Firm in Europe/Oslo)"), "{seen}");
    assert!(!seen.contains("/api/deadlines/own"), "a viewer has nothing to send");
    let nobody = crate::domain::id::UserId::fresh().to_string();
    let own = [
        ("bid", bid.as_str()),
        ("lines[0][deadline]", &deadline),
        ("lines[0][was]", &user),
        ("lines[0][user]", &nobody),
    ];
    assert_eq!(person.browser.call("/api/deadlines/own", &own).await.status, 422);
    let mut outsider = server.someone_in("Europe/Oslo").await;
    assert_eq!(outsider.browser.get(&path).await.status, 404);
    assert_eq!(outsider.browser.call("/api/deadlines/own", &own).await.status, 404);
    assert_eq!(outsider.browser.call("/api/deadlines/of-bid", &[("bid", &bid)]).await.status, 404);
});

on_both_engines!(a_step_of_ours_is_done_on_one_bid_only, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let mut viewer = server.someone_in("Europe/Oslo").await;
    let bid = server.bid_with(tender, &[(&person, "coordinator"), (&viewer, "viewer")]).await.to_string();
    let other = server.bid_with(tender, &[(&person, "coordinator")]).await.to_string();
    let path = format!("/bids/{bid}/dates");
    let page = person.browser.get(&path).await.text;
    let row = page.split("<tr").find(|row| row.contains("2026-11-13")).expect("the date for questions");
    let deadline = row.split_once("name=\"deadline\" value=\"").expect("a button").1.split_once('"').unwrap().0;
    let fields = [("bid", bid.as_str()), ("deadline", deadline)];
    assert_eq!(viewer.browser.call("/api/deadlines/done", &fields).await.status, 403);
    let answer = person.browser.post(&path, "/api/deadlines/done", &fields).await;
    assert_eq!(answer.location, Some(format!("{path}?saved=1")), "{answer:?}");
    assert_eq!(person.browser.call("/api/deadlines/done", &fields).await.status, 200, "it stays so");
    let done = |page: String| page.contains("✓ done");
    assert!(done(viewer.browser.get(&path).await.text));
    assert!(!done(person.browser.get(&format!("/bids/{other}/dates")).await.text));
    assert_eq!(person.browser.call("/api/deadlines/not-done", &fields).await.status, 200);
    assert!(!done(person.browser.get(&path).await.text));
    let notice = person.browser.get(&path).await.text;
    let row = notice.split("<tr").find(|row| row.contains("2026-11-02")).expect("the day of the notice");
    assert!(!row.contains("name=\"deadline\""), "what the buyer does is not ours to mark: {row}");
});

on_both_engines!(a_date_that_hangs_on_another_is_corrected_added_and_removed, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await.to_string();
    let edit = format!("/tenders/{tender}/edit");
    let add = [
        ("tender", tender.as_str()),
        ("relative[kind]", "contract_sign"),
        ("relative[edge]", "by"),
        ("relative[anchor]", "award_notice"),
        ("relative[count]", "7"),
        ("relative[unit]", "day"),
        ("relative[printed]", "落札決定後7日以内"),
    ];
    let answer = person.browser.post(&edit, "/api/deadlines/add-relative", &add).await;
    assert_eq!(answer.location, Some(format!("{edit}?saved=1")), "{answer:?}");
    server.run_sql("update relative_date set origin = 'notice' where tender_id = $1", &[&tender]).await;
    let shown = format!("/tenders/{tender}");
    assert!(person.browser.get(&shown).await.text.contains("by 7 days after"));
    let id = server.value_of("select id from relative_date where tender_id = $1", &[&tender]).await;
    let change = |count: &'static str, revision: &'static str| {
        [
            ("tender", tender.clone()),
            ("date", id.clone()),
            ("revision", revision.to_owned()),
            ("relative[kind]", "docs_after_award".to_owned()),
            ("relative[edge]", "by".to_owned()),
            ("relative[anchor]", "award_notice".to_owned()),
            ("relative[count]", count.to_owned()),
            ("relative[unit]", "business_day".to_owned()),
            ("relative[printed]", "落札決定後5日以内（休日を除く）".to_owned()),
        ]
    };
    let wrong = change("五", "1");
    let wrong: Vec<(&str, &str)> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = person.browser.post(&edit, "/api/deadlines/change-relative", &wrong).await;
    let page = person.browser.follow(&answer).await.text;
    assert_eq!(page.matches("value=\"五\"").count(), 1, "it comes back in its own row: {page}");
    let right = change("5", "1");
    let right: Vec<(&str, &str)> = right.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = person.browser.post(&edit, "/api/deadlines/change-relative", &right).await;
    assert_eq!(answer.location, Some(format!("{edit}?saved=1")), "{answer:?}");
    let page = person.browser.get(&shown).await.text;
    assert!(page.contains("by 5 business days after") && page.contains("落札決定後5日以内（休日を除く）"), "{page}");
    let origin = server.value_of("select origin from relative_date where id = $1", &[&id]).await;
    assert_eq!(origin, "person", "from then on it is the person's word");
    let later = change("9", "1");
    let later: Vec<(&str, &str)> = later.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = person.browser.post(&edit, "/api/deadlines/change-relative", &later).await;
    let page = person.browser.follow(&answer).await.text;
    let saved = page.split_once("What is saved now").expect("the other's values beside").1;
    assert!(saved.split_once("</dl>").unwrap().0.contains("<dd>5<"), "{saved}");
    let remove = [("tender", tender.as_str()), ("date", id.as_str()), ("revision", "2")];
    assert_eq!(person.browser.call("/api/deadlines/remove-relative", &remove).await.status, 200);
    assert_eq!(person.browser.call("/api/deadlines/remove-relative", &remove).await.status, 409);
});

/// SQLite lets one write at a time; only here can a date go while somebody points to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_date_that_goes_while_it_is_marked_is_told_as_changed() {
    let server = TestServer::on_postgres().await;
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let bid = server.bid_with(tender, &[(&person, "coordinator")]).await.to_string();
    let user = person.user.to_string();
    for (path, kind) in [("/api/deadlines/done", "question_by"), ("/api/deadlines/own", "proposal_by")] {
        let date = server
            .value_of("select id from deadline where tender_id = $1 and kind = $2", &[&tender.to_string(), kind])
            .await;
        let fields = [
            ("bid", bid.as_str()),
            ("deadline", &date),
            ("lines[0][deadline]", &date),
            ("lines[0][was]", ""),
            ("lines[0][user]", &user),
        ];
        // A settled change that removes the date, not yet committed.
        let mut settling = server.state.store.begin_write().await.unwrap();
        sqlx::query("delete from deadline where id = $1").bind(date.clone()).execute(&mut *settling).await.unwrap();
        let (answer, ()) = tokio::join!(person.browser.call(path, &fields), async {
            server.until_one_waits().await;
            settling.commit().await.unwrap();
        });
        assert_eq!(answer.status, 409, "{path}: {answer:?}");
    }
}
