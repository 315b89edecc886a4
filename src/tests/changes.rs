//! What comes after the first notice: compared, accepted line by line, recognised, recorded, taken back.

use super::support::tenders::Someone;
use super::support::{Answer, TestServer, on_both_engines};
use super::tenders::{NOTICE, confirmed};
use crate::domain::id::TenderId;
use crate::domain::language::Language;
use crate::domain::plan::PlanPage;
use crate::ui::wording::{in_language, plan as words};

pub(super) const CORRECTION: &str = "公告の訂正について\n\
令和8年11月5日\n\
みなと市長　港　太郎\n\
みなと市公告第42号「みなと市防災情報配信システム構築業務委託」について、次のとおり訂正します。\n\
(1) 質問書提出期限　（誤）令和8年11月13日（金）午後5時　（正）令和8年11月18日（水）午後5時\n\
(2) 企画提案書提出期限　（誤）令和8年12月10日（木）午後5時　（正）令和8年12月17日（木）午後5時\n";

const CANCELLATION: &str = "入札の中止について\n\
令和8年11月9日\n\
みなと市防災情報配信システム構築業務委託は、仕様の見直しのため中止します。\n";

/// The fields of the form of a change as a browser would send them; `choose` says what is picked for a row
/// whose part of the page holds some words.
fn picks_of(page: &str, choose: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = page.split_once("action=\"/api/changes/settle\"").expect("a form of choices").1;
    let form = form.split_once("</form>").expect("the form ends").0;
    let (head, rows) = form.split_once("<article").expect("a row");
    let mut fields = hidden(head);
    for row in rows.split("<article") {
        fields.extend(hidden(row));
        let choice = choose.iter().find(|(words, _)| row.contains(words)).map(|(_, choice)| *choice);
        let name = row.split("name=\"").find(|part| part.contains("[choice]")).expect("a choice");
        let name = name.split('"').next().unwrap().to_owned();
        if let Some(choice) = choice {
            fields.push((name, choice.to_owned()));
        }
    }
    fields
}

fn hidden(part: &str) -> Vec<(String, String)> {
    let value = |tag: &str, name: &str| {
        let text = tag.split_once(&format!(" {name}=\""))?.1.split_once('"')?.0;
        Some(text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    };
    part.split('<')
        .filter(|tag| tag.starts_with("input") && tag.contains("type=\"hidden\""))
        .filter_map(|tag| Some((value(tag, "name")?, value(tag, "value").unwrap_or_default())))
        .collect()
}

async fn bring(person: &mut Someone, tender: TenderId, text: &str) -> String {
    let page = format!("/tenders/{tender}/changes");
    let fields = [("tender", tender.to_string()), ("text", text.to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = person.browser.post(&page, "/api/changes/paste", &fields).await;
    let place = answer.location.clone().unwrap_or_else(|| panic!("no redirect: {answer:?}"));
    assert!(place.starts_with(&format!("/tenders/{tender}/changes/")), "{place}");
    place
}

async fn settle(person: &mut Someone, place: &str, choose: &[(&str, &str)]) -> Answer {
    let page = person.browser.get(place).await.text;
    send(person, place, &picks_of(&page, choose)).await
}

async fn send(person: &mut Someone, place: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    person.browser.post(place, "/api/changes/settle", &fields).await
}

fn change_in(place: &str) -> &str {
    place.rsplit('/').next().unwrap().split('?').next().unwrap()
}

on_both_engines!(what_moves_in_the_plan_is_shown_before_it_does, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let bid = server.bid_with(tender, &[(&person, "coordinator")]).await.to_string();
    let hand_in = async |person: &mut Someone| {
        let plan = person.browser.call("/api/plans/open", &[("bid", &bid)]).await.text;
        let plan: PlanPage = serde_json::from_str(&plan).unwrap();
        plan.tasks.into_iter().find(|task| task.code == "hand_in").expect("handing in").latest_end
    };
    let was = hand_in(&mut person).await;
    let place = bring(&mut person, tender, CORRECTION).await;
    let page = person.browser.get(&place).await.text;
    assert!(page.contains("Tasks of the backward plan that move"), "{page}");
    assert_eq!(hand_in(&mut person).await, was, "nothing moved yet");
    settle(&mut person, &place, &[("令和8年12月17日", "yes"), ("11月18日", "no")]).await;
    let is = hand_in(&mut person).await;
    assert_ne!(was, is);
    for day in [was, is] {
        let day = in_language(Language::English, || words::day(day));
        assert!(page.contains(&day), "{day} in {page}");
    }
    assert!(!person.browser.get(&place).await.text.contains("Tasks of the backward plan that move"), "it is settled");
});

on_both_engines!(a_correction_moves_the_one_date_that_was_accepted, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let bid = server.bid_with(tender, &[(&person, "coordinator")]).await;
    let place = bring(&mut person, tender, CORRECTION).await;
    let page = person.browser.get(&place).await.text;
    assert_eq!(page.matches("<article").count(), 2, "only what is printed differs: {page}");
    assert!(page.contains("Fri 13 Nov 2026, 17:00") && page.contains("Wed 18 Nov 2026, 17:00"), "{page}");
    assert!(page.contains("（誤）令和8年12月10日（木）午後5時　（正）令和8年12月17日"), "the sentence: {page}");
    let still = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(!still.contains("令和8年12月17日（木）17:00"), "nothing moved yet: {still}");
    let home = person.browser.get("/").await.text;
    assert!(home.contains(&place), "home names what waits: {home}");

    let answer = settle(&mut person, &place, &[("令和8年12月17日", "yes"), ("11月18日", "no")]).await;
    assert_eq!(answer.location.as_deref(), Some(place.as_str()), "{answer:?}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("令和8年12月17日（木）17:00"), "{page}");
    assert!(page.contains("令和8年11月13日（金）17:00"), "the other date stays: {page}");
    assert!(page.contains("（正）令和8年12月17日"), "the new sentence stands behind it: {page}");
    let origin = server
        .value_of("select origin from deadline where tender_id = $1 and kind = 'proposal_by'", &[&tender.to_string()])
        .await;
    assert_eq!(origin, "notice");
    let home = person.browser.get("/").await.text;
    assert!(home.contains(&format!("/bids/{bid}")) && home.contains("settled"), "{home}");
    let again = send(&mut person, &place, &[]).await;
    assert!(again.location.is_some_and(|place| place.contains("kept=")), "a settled change is not settled again");
});

on_both_engines!(what_nobody_chose_moves_nothing, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let place = bring(&mut person, tender, CORRECTION).await;
    let answer = settle(&mut person, &place, &[("12月17日", "yes")]).await;
    let back = answer.location.expect("a way back");
    assert!(back.contains("kept="), "{back}");
    let page = person.browser.get(&back).await.text;
    assert!(page.contains("role=\"alert\""), "{page}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(!page.contains("令和8年12月17日"), "{page}");
});

on_both_engines!(a_persons_word_is_marked_and_not_chosen_for_them, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    server
        .run_sql(
            "update deadline set origin = 'person', at_local = '2026-12-11T17:00' where tender_id = $1 and kind = 'proposal_by'",
            &[&tender.to_string()],
        )
        .await;
    let place = bring(&mut person, tender, CORRECTION).await;
    let page = person.browser.get(&place).await.text;
    let row = page.split("<article").find(|row| row.contains("12月17日")).expect("the row");
    assert!(row.contains("A person entered or corrected") && row.contains("not what is kept here"), "{row}");
    assert!(!row.contains(" checked"), "{row}");
    let sure = page.split("<article").find(|row| row.contains("11月18日")).expect("the other row");
    assert!(sure.contains(" checked"), "{sure}");
});

on_both_engines!(choices_that_were_made_on_an_older_state_are_refused, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let place = bring(&mut person, tender, CORRECTION).await;
    let page = person.browser.get(&place).await.text;
    let picks = picks_of(&page, &[("12月17日", "yes"), ("11月18日", "yes")]);
    server.run_sql("update deadline set revision = revision + 1 where tender_id = $1", &[&tender.to_string()]).await;
    let answer = send(&mut person, &place, &picks).await;
    assert!(answer.location.is_some_and(|place| place.contains("kept=")));
    let at = server
        .value_of("select at_local from deadline where tender_id = $1 and kind = 'question_by'", &[&tender.to_string()])
        .await;
    assert_eq!(at, "2026-11-13T17:00", "all or nothing");
});

on_both_engines!(a_correction_that_comes_in_as_a_notice_is_offered_to_its_tender, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let answer = person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", CORRECTION)]).await;
    let place = answer.location.clone().expect("a redirect");
    assert!(place.starts_with(&format!("/tenders/{tender}/changes/")), "{place}");
    let page = person.browser.get(&place).await.text;
    assert!(page.contains("make a new tender of it") && !page.contains("/api/changes/settle"), "{page}");
    let again = person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", CORRECTION)]).await;
    assert_eq!(again.location.as_deref(), Some(place.as_str()), "the same text is not kept twice");

    let change = change_in(&place).to_owned();
    let mut fields = vec![("tender", tender.to_string()), ("change", change), ("answer", "yes".to_owned())];
    let answer = post(&mut person, &place, "/api/changes/belongs", &fields).await;
    assert_eq!(answer.location.as_deref(), Some(place.as_str()));
    let page = person.browser.get(&place).await.text;
    assert!(page.contains("/api/changes/settle"), "{page}");
    // Somebody said yes before; it cannot become a tender of its own any more.
    fields[2].1 = "no".to_owned();
    let answer = post(&mut person, &place, "/api/changes/belongs", &fields).await;
    assert!(answer.location.is_some_and(|place| place.contains("kept=")));
});

on_both_engines!(what_does_not_belong_becomes_a_tender_of_its_own, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let part = reqwest::multipart::Part::bytes(CORRECTION.as_bytes().to_vec()).file_name("訂正.txt");
    let form = reqwest::multipart::Form::new().part("file", part);
    let answer = person.browser.upload("/tenders/new", "/tenders/upload", form).await;
    let place = answer.location.clone().expect("a redirect");
    assert!(place.starts_with(&format!("/tenders/{tender}/changes/")), "{place}");
    let change = change_in(&place).to_owned();
    let fields = vec![("tender", tender.to_string()), ("change", change), ("answer", "no".to_owned())];
    let answer = post(&mut person, &place, "/api/changes/belongs", &fields).await;
    let own = answer.location.clone().expect("a redirect");
    assert!(own.ends_with("/confirm") && !own.contains(&tender.to_string()), "{own}");
    let page = person.browser.get(&own).await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("訂正.txt"), "the original went with it");
    assert_eq!(person.browser.get(&place).await.status, 404);
    let left = server.value_of("select count(*) from tender_file where tender_id = $1", &[&tender.to_string()]).await;
    assert_eq!(left, "0", "the first tender has no file of another");
});

async fn post(person: &mut Someone, page: &str, path: &str, fields: &[(&str, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.browser.post(page, path, &fields).await
}

on_both_engines!(a_cancellation_is_recorded_shown_and_taken_back, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let bid = server.bid_with(tender, &[(&person, "coordinator")]).await;
    let place = bring(&mut person, tender, CANCELLATION).await;
    let answer = settle(&mut person, &place, &[("仕様の見直し", "yes")]).await;
    assert_eq!(answer.location.as_deref(), Some(place.as_str()), "{answer:?}");
    for page in [format!("/tenders/{tender}"), format!("/bids/{bid}"), format!("/bids/{bid}/dates")] {
        let text = person.browser.get(&page).await.text;
        assert!(text.contains("has cancelled this tender"), "{page}: {text}");
        assert!(text.contains("仕様の見直しのため中止します"), "{page} says the sentence");
    }
    let fields = vec![("tender", tender.to_string())];
    let page = format!("/tenders/{tender}");
    post(&mut person, &page, "/api/changes/take-outcome-back", &fields).await;
    let text = person.browser.get(&page).await.text;
    assert!(!text.contains("has cancelled this tender"), "{text}");
    let text = person.browser.get(&place).await.text;
    assert!(text.contains("/api/changes/settle"), "the change waits again: {text}");
});

on_both_engines!(a_newer_whole_notice_tells_what_it_no_longer_says, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let newer = NOTICE
        .replace("令和8年12月10日（木）", "令和8年12月17日（木）")
        .replace("質問書提出期限　令和8年11月13日（金）午後5時\n", "");
    let answer = person.browser.post("/tenders/new", "/api/tenders/paste", &[("text", &newer)]).await;
    let place = answer.location.expect("a redirect");
    assert!(place.starts_with(&format!("/tenders/{tender}/changes/")), "the same number and buyer: {place}");
    let fields =
        vec![("tender", tender.to_string()), ("change", change_in(&place).to_owned()), ("answer", "yes".to_owned())];
    post(&mut person, &place, "/api/changes/belongs", &fields).await;
    let page = person.browser.get(&place).await.text;
    let gone = page.split("<article").find(|row| row.contains("no longer stated")).expect("a row that is gone");
    assert!(gone.contains("11月13日") && !gone.contains(" checked"), "{gone}");
    let answer = settle(&mut person, &place, &[("11月13日", "yes"), ("12月17日", "yes")]).await;
    assert_eq!(answer.location.as_deref(), Some(place.as_str()), "{answer:?}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("令和8年12月17日（木）17:00") && !page.contains("令和8年11月13日（金）17:00"), "{page}");
});

on_both_engines!(a_change_that_was_put_away_can_be_taken_back, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let place = bring(&mut person, tender, CORRECTION).await;
    let fields = vec![("tender", tender.to_string()), ("change", change_in(&place).to_owned())];
    post(&mut person, &place, "/api/changes/withdraw", &fields).await;
    let page = person.browser.get(&place).await.text;
    assert!(page.contains("/api/changes/reopen") && !page.contains("/api/changes/settle"), "{page}");
    post(&mut person, &place, "/api/changes/reopen", &fields).await;
    assert!(person.browser.get(&place).await.text.contains("/api/changes/settle"));
});

on_both_engines!(who_only_has_a_seat_reads_a_change_and_settles_nothing, |server| {
    let mut keeper = server.someone_in("Asia/Tokyo").await;
    let mut partner = server.someone_in("Europe/Oslo").await;
    let tender = confirmed(&mut keeper).await;
    server.bid_with(tender, &[(&keeper, "coordinator"), (&partner, "writer")]).await;
    let place = bring(&mut keeper, tender, CORRECTION).await;
    let page = partner.browser.get(&place).await;
    assert_eq!(page.status, 200);
    assert!(
        !page.text.contains("/api/changes/settle") && page.text.contains("firm that keeps the tender"),
        "{}",
        page.text
    );
    let fields =
        [("tender", tender.to_string()), ("change", change_in(&place).to_owned()), ("revision", "2".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(partner.browser.call("/api/changes/settle", &fields).await.status, 403);
    let mut outsider = server.someone_in("Asia/Tokyo").await;
    assert_eq!(outsider.browser.get(&place).await.status, 404);
});

async fn run_import(server: &TestServer, person: &Someone, text: &str) -> crate::domain::change::Proposed {
    use crate::server::access::Caller;
    use crate::server::edge::Call;
    use crate::server::services::tenders::{Brought, propose};
    let call = Call::new(server.state.clone(), Caller::operator(), crate::server::clock::now());
    let source = crate::server::intake::text_of_paste(text).unwrap();
    propose(&call, person.organisation, None, vec![Brought { source, original: None }]).await.unwrap()
}

on_both_engines!(the_command_line_keeps_a_correction_as_an_open_change, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let done = run_import(&server, &person, CORRECTION).await;
    let crate::domain::change::Proposed::Belongs { tender: of, change } = done else { panic!("{done:?}") };
    assert_eq!(of, tender);
    let state = server.value_of("select state from tender_change where id = $1", &[&change.to_string()]).await;
    assert_eq!(state, "open");
});

on_both_engines!(the_releases_of_a_source_are_told_one_by_one, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let release = |id: &str, date: &str, end: &str, reason: &str| {
        format!(
            "{{\"ocid\": \"ocds-x-1\", \"id\": \"{id}\", \"date\": \"{date}\", \"tag\": [\"tender\"], \"tender\": \
             {{\"id\": \"1\", \"title\": \"防災業務\", \"tenderPeriod\": {{\"endDate\": \"{end}\"}}, \
             \"amendments\": [{{\"id\": \"{id}\", \"rationale\": \"{reason}\"}}]}}}}"
        )
    };
    let text = format!(
        "{{\"releases\": [{}, {}]}}",
        release("r-1", "2026-11-01T09:00:00+09:00", "2026-12-10T17:00:00+09:00", ""),
        release("r-2", "2026-11-05T09:00:00+09:00", "2026-12-17T17:00:00+09:00", "質疑のため延長"),
    );
    let place = bring(&mut person, tender, &text).await;
    let page = person.browser.get(&place).await.text;
    let history = page.split_once("What each release changed").expect("the history").1;
    for words in [
        "r-2",
        "Thu 5 Nov 2026, 09:00",
        "質疑のため延長",
        "Bids due",
        "Thu 10 Dec 2026, 17:00",
        "Thu 17 Dec 2026, 17:00",
    ] {
        assert!(history.contains(words), "{words}: {history}");
    }
    let place = bring(&mut person, tender, CORRECTION).await;
    let page = person.browser.get(&place).await.text;
    assert!(!page.contains("What each release changed"), "a text without releases has no history: {page}");
});

on_both_engines!(a_correction_shows_what_is_counted_from_its_dates_and_moves_it_along, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = confirmed(&mut person).await;
    let id = tender.to_string();
    let proposal = "select id from deadline where tender_id = $1 and kind = 'proposal_by'";
    let proposal = server.value_of(proposal, &[&id]).await;
    let fields = [
        ("tender", id.as_str()),
        ("date[kind]", "internal"),
        ("date[title]", "副本の印刷"),
        ("date[derived][origin]", &proposal),
        ("date[derived][count]", "2"),
        ("date[derived][unit]", "business_day"),
        ("date[derived][side]", "before"),
    ];
    assert_eq!(person.browser.call("/api/deadlines/add", &fields).await.status, 200);
    let place = bring(&mut person, tender, CORRECTION).await;
    let page = person.browser.get(&place).await.text;
    let row = page.split("<article").find(|row| row.contains("令和8年12月17日")).expect("the row of the proposal");
    assert!(row.contains("副本の印刷: Tue 8 Dec 2026 → Tue 15 Dec 2026"), "{row}");
    let row = page.split("<article").find(|row| row.contains("11月18日")).expect("the row of the questions");
    assert!(!row.contains("副本の印刷"), "{row}");
    let picks = picks_of(&page, &[("令和8年12月17日", "yes"), ("11月18日", "no")]);
    // Somebody moved the copies since the page was made: what it showed does not hold any more.
    server.run_sql("update deadline set revision = revision + 1 where kind = 'internal'", &[]).await;
    let answer = send(&mut person, &place, &picks).await;
    assert!(answer.location.is_some_and(|back| back.contains("kept=")), "what was seen has changed");
    let answer = settle(&mut person, &place, &[("令和8年12月17日", "yes"), ("11月18日", "no")]).await;
    assert_eq!(answer.location.as_deref(), Some(place.as_str()), "{answer:?}");
    let copies = "select at_local from deadline where tender_id = $1 and kind = 'internal'";
    assert_eq!(server.value_of(copies, &[&id]).await, "2026-12-15");
    let page = person.browser.get(&place).await.text;
    assert!(page.contains("internal step"), "what moved along is told: {page}");
});
