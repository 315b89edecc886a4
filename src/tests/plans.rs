//! The backward plan over HTTP: it is computed whenever it is read, and what people decide is laid over it.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::{Days, NaiveDate};

use super::support::bids::TestBid;
use super::support::reminders::date;
use super::support::{Person, TestServer, on_both_engines};
use crate::domain::deadline::MilestoneKind;
use crate::domain::plan::{Conflict, DoneWith, PlanPage, PlanTask, TaskState};
use crate::server::clock;

const CHANGE: &str = "/api/plans/change";

async fn plan(person: &mut Person, bid: &TestBid) -> PlanPage {
    let answer = person.browser.call("/api/plans/open", &[("bid", &bid.id)]).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    serde_json::from_str(&answer.text).unwrap()
}

async fn task(person: &mut Person, bid: &TestBid, code: &str) -> PlanTask {
    plan(person, bid).await.tasks.into_iter().find(|task| task.code == code).expect("the task")
}

/// Puts the submission so many days from today.
async fn due_in(server: &TestServer, bid: &TestBid, days: u64) -> NaiveDate {
    let date = clock::now().in_japan().date() + Days::new(days);
    let at = crate::domain::deadline::Moment::day(date);
    let statement = format!(
        "update deadline set at_local = $1, at = {} where tender_id = $2 and kind = 'proposal_by'",
        at.to_utc_millis()
    );
    server.run_sql(&statement, &[&date.to_string(), &bid.tender]).await;
    date
}

on_both_engines!(the_plan_moves_when_the_submission_moves, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let due = due_in(&server, &bid, 120).await;
    let before = plan(&mut person, &bid).await;
    let hand_in = before.tasks.iter().find(|task| task.code == "hand_in").unwrap();
    assert!(hand_in.latest_end < due && !hand_in.is_critical);
    assert!(before.tasks.iter().all(|task| !["english", "courier", "application"].contains(&task.code.as_str())));
    let later = due_in(&server, &bid, 134).await;
    let after = task(&mut person, &bid, "hand_in").await;
    assert!(after.latest_end > hand_in.latest_end && after.latest_end < later);
    let rows = server.value_of("select count(*) from plan_task where bid_id = $1", &[&bid.id]).await;
    assert_eq!(rows, "0", "what is computed is in no row");
    let page = person.browser.get(&bid.page("plan")).await;
    assert!(page.status == 200 && page.text.contains("<svg") && page.text.contains("Print, bind and check"));
});

on_both_engines!(a_partner_abroad_brings_tasks_and_holidays, |server| {
    let bid = server.bid().await;
    let mut person = server.partner_on(&bid).await;
    due_in(&server, &bid, 150).await;
    let page = plan(&mut person, &bid).await;
    let english = page.tasks.iter().find(|task| task.code == "english").expect("content from the partner");
    assert_eq!(english.firms, ["Nordlys AS"]);
    assert!(page.tasks.iter().any(|task| task.code == "courier"));
    assert!(page.countries.iter().all(|country| country.code == "NO" && country.is_known), "{:?}", page.countries);
    assert!(!person.browser.get(&bid.page("plan")).await.text.contains("not known here"));
    server.run_sql("update organisation set country = 'AQ' where id = $1", &[&person.organisation.to_string()]).await;
    let page = person.browser.get(&bid.page("plan")).await.text;
    assert!(page.contains("The public holidays of Antarctica are not known here and not counted"), "{page}");
    server.run_sql("update organisation set country = 'JP' where id = $1", &[&person.organisation.to_string()]).await;
    let page = person.browser.get(&bid.page("plan")).await.text;
    assert!(!page.contains("not known here"), "a foreign firm in Japan keeps Japan's days: {page}");
});

on_both_engines!(what_somebody_decides_is_laid_over_and_nobody_overwrites_it, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let writer = server.writer_on(&bid).await;
    let mut viewer = server.viewer_on(&bid).await;
    due_in(&server, &bid, 120).await;
    let was = task(&mut person, &bid, "draft").await;
    let owner = writer.user.to_string();
    let fields = |revision: &'static str| {
        vec![
            ("bid", bid.id.as_str()),
            ("code", "draft"),
            ("revision", revision),
            ("task[state]", "started"),
            ("task[owner]", owner.as_str()),
            ("task[days]", "１２"),
            ("task[note]", "章ごとに"),
        ]
    };
    assert_eq!(viewer.browser.call(CHANGE, &fields("0")).await.status, 403);
    let page = bid.page("plan");
    let answer = person.browser.post(&format!("{page}?task=draft"), CHANGE, &fields("0")).await;
    assert_eq!(answer.location, Some(format!("{page}?saved=1")), "{answer:?}");
    assert_eq!(person.browser.call(CHANGE, &fields("0")).await.status, 409, "somebody saved meanwhile");
    let is = task(&mut viewer, &bid, "draft").await;
    assert_eq!((is.days, is.usual_days, is.state, is.revision), (12, Some(5), TaskState::Started, 1));
    assert!(is.latest_start < was.latest_start && is.latest_end == was.latest_end);
    assert_eq!(is.owner.map(|owner| owner.id), Some(writer.user));
    assert!(is.state_on.is_some());
    let seen = viewer.browser.get(&page).await.text;
    assert!(seen.contains("章ごとに") && !seen.contains(CHANGE) && !seen.contains("/api/plans/add"), "{seen}");
    let trail = server.value_of("select max(detail) from audit where action = 'plan.change'", &[]).await;
    assert!(trail.contains("\"draft\"") && !trail.contains("章ごとに"), "{trail}");
    let take = [("bid", bid.id.as_str()), ("user", owner.as_str())];
    assert_eq!(person.browser.call("/api/seats/take", &take).await.status, 200);
    assert_eq!(task(&mut person, &bid, "draft").await.owner, None, "who left answers for nothing");
});

on_both_engines!(what_is_wrong_comes_back_in_its_own_row, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let outsider = server.outsider().await.user.to_string();
    let page = bid.page("plan");
    let fields = [
        ("code", "print"),
        ("bid", bid.id.as_str()),
        ("revision", "0"),
        ("task[state]", "open"),
        ("task[days]", "0"),
        ("task[end]", "2026-02-30"),
    ];
    let answer = person.browser.post(&page, CHANGE, &fields).await;
    let back = person.browser.follow(&answer).await.text;
    assert_eq!(back.matches("aria-invalid=\"true\"").count(), 2, "{back}");
    assert!(back.contains("name=\"code\" value=\"print\""), "{back}");
    let foreign = [("code", "print"), ("bid", &bid.id), ("revision", "0"), ("task[owner]", &outsider)];
    assert_eq!(person.browser.call(CHANGE, &foreign).await.status, 422, "nobody without a seat owns a task");
    let unknown = [("code", "nothing"), ("bid", &bid.id), ("revision", "0")];
    assert_eq!(person.browser.call(CHANGE, &unknown).await.status, 409);
});

on_both_engines!(a_task_is_taken_out_and_taken_back, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let fields = |revision: &'static str| [("bid", bid.id.as_str()), ("code", "approval"), ("revision", revision)];
    assert_eq!(person.browser.call("/api/plans/remove", &fields("0")).await.status, 200);
    let page = plan(&mut person, &bid).await;
    assert!(page.tasks.iter().all(|task| task.code != "approval"));
    assert_eq!(page.removed.iter().map(|task| task.code.as_str()).collect::<Vec<_>>(), ["approval"]);
    assert_eq!(person.browser.call("/api/plans/take-back", &fields("0")).await.status, 409);
    assert_eq!(person.browser.call("/api/plans/take-back", &fields("1")).await.status, 200);
    assert_eq!(task(&mut person, &bid, "approval").await.revision, 2);
});

on_both_engines!(a_task_of_our_own_is_added_changed_and_gone, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    due_in(&server, &bid, 120).await;
    let end = (clock::now().in_japan().date() + Days::new(60)).to_string();
    let add = [
        ("bid", bid.id.as_str()),
        ("task[title]", "現地を見る"),
        ("task[side]", "japan"),
        ("task[days]", "2"),
        ("task[end]", end.as_str()),
    ];
    let answer = person.browser.post(&bid.page("plan"), "/api/plans/add", &add).await;
    assert_eq!(answer.location, Some(format!("{}?saved=1", bid.page("plan"))), "{answer:?}");
    let blank = [("bid", bid.id.as_str()), ("task[title]", "")];
    assert_eq!(person.browser.call("/api/plans/add", &blank).await.status, 422);
    let own = plan(&mut person, &bid).await.tasks.into_iter().find(|task| task.is_own).expect("our own");
    assert_eq!((own.title_ja.as_str(), own.days), ("現地を見る", 2));
    assert!(own.latest_end.to_string() <= end);
    let code = [("bid", bid.id.as_str()), ("code", &own.code), ("revision", "1")];
    assert_eq!(person.browser.call("/api/plans/remove", &code).await.status, 200);
    assert!(plan(&mut person, &bid).await.tasks.iter().all(|task| !task.is_own));
    assert!(plan(&mut person, &bid).await.removed.is_empty());
});

on_both_engines!(what_leads_to_a_step_that_is_done_is_done_with_it, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    due_in(&server, &bid, 120).await;
    let yesterday = (clock::now().in_japan().date() - Days::new(1)).to_string();
    let intent = date(&server, &bid, "intent_by", &yesterday).await;
    let past = task(&mut person, &bid, "apply").await;
    assert!(past.is_critical && past.conflicts.contains(&Conflict::EndPast), "{past:?}");
    let fields = [("bid", bid.id.as_str()), ("deadline", &intent)];
    assert_eq!(person.browser.call("/api/deadlines/done", &fields).await.status, 200);
    for code in ["application", "apply"] {
        let done = task(&mut person, &bid, code).await;
        assert_eq!((done.state, done.own_state), (TaskState::Done, TaskState::Open), "{code}");
        assert_eq!(done.done_with, Some(DoneWith::Step(MilestoneKind::IntentBy)), "{code}");
        assert!(!done.is_critical && done.conflicts.is_empty() && done.state_on.is_some(), "{code}");
    }
    let page = person.browser.get(&format!("{}?task=apply", bid.page("plan"))).await.text;
    assert!(page.contains("with the date: "), "{page}");
    assert!(task(&mut person, &bid, "hand_in").await.state == TaskState::Open);
    assert_eq!(person.browser.call("/api/deadlines/not-done", &fields).await.status, 200);
    assert_eq!(task(&mut person, &bid, "apply").await.state, TaskState::Open);
});

/// Says whether the bid is made.
async fn decide(person: &mut Person, bid: &TestBid, revision: &str, outcome: &str) {
    let fields = [
        ("bid", bid.id.as_str()),
        ("revision", revision),
        ("decision[outcome]", outcome),
        ("decision[reason]", "勝てる"),
    ];
    assert_eq!(person.browser.call("/api/plans/decide", &fields).await.status, 200, "{outcome}");
}

on_both_engines!(who_decided_has_done_the_task_and_no_go_is_said_on_the_pages, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    due_in(&server, &bid, 3).await;
    assert_eq!(task(&mut person, &bid, "go_no_go").await.state, TaskState::Open);
    let note = "nobody is reminded of dates";
    for (revision, outcome) in [("0", "go"), ("1", "no_go"), ("2", "open")] {
        decide(&mut person, &bid, revision, outcome).await;
        let decided = task(&mut person, &bid, "go_no_go").await;
        let is_done = decided.state == TaskState::Done && decided.done_with == Some(DoneWith::Decision);
        assert_eq!(is_done, outcome != "open", "{decided:?}");
        for page in ["plan", "dates", "decision"] {
            let text = person.browser.get(&bid.page(page)).await.text;
            assert_eq!(text.contains(note), outcome == "no_go", "{page} {outcome}");
        }
    }
});

/// A file that the person takes along.
async fn taken(server: &TestServer, person: &Person, path: &str) -> Vec<u8> {
    let session = person.browser.cookie("musubi_session").expect("signed in");
    let answer = reqwest::Client::new()
        .get(format!("http://{}{path}", server.addr))
        .header("cookie", format!("musubi_session={session}"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    answer.bytes().await.unwrap().to_vec()
}

on_both_engines!(the_paper_holds_every_task, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    due_in(&server, &bid, 60).await;
    let bytes = taken(&server, &person, &bid.page("plan/paper")).await;
    assert_eq!(crate::server::docx::inspect(&bytes), []);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").unwrap(), &mut text).unwrap();
    for task in plan(&mut person, &bid).await.tasks {
        assert!(text.contains(&task.title_ja), "{}", task.title_ja);
    }
    assert!(text.contains("w:orient=\"landscape\"") && text.contains("企画提案書提出期限"), "{text}");
    assert!(person.browser.get(&bid.page("plan")).await.text.contains("/plan/paper"));
});

on_both_engines!(the_workbook_has_real_dates, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    due_in(&server, &bid, 60).await;
    let hand_in = task(&mut person, &bid, "hand_in").await;
    let bytes = taken(&server, &person, &bid.page("plan/file")).await;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["作業一覧", "工程表"]);
    let tasks = book.worksheet_range("作業一覧").unwrap();
    let row = tasks.rows().find(|row| row.get(1) == Some(&Data::String("提出".to_owned()))).expect("the row");
    let Some(Data::DateTime(end)) = row.get(8) else { panic!("no date: {row:?}") };
    let days = hand_in.latest_end.signed_duration_since(NaiveDate::from_ymd_opt(1899, 12, 30).unwrap()).num_days();
    assert_eq!(end.as_f64(), days as f64);
    let calendar = book.worksheet_range("工程表").unwrap();
    assert!(calendar.used_cells().any(|(_, _, value)| *value == Data::String("休".to_owned())));
});

on_both_engines!(who_decides_says_why_and_is_named, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut viewer = server.viewer_on(&bid).await;
    due_in(&server, &bid, 150).await;
    let fields = |revision: &'static str, outcome: &'static str, reason: &'static str| {
        [
            ("bid", bid.id.as_str()),
            ("revision", revision),
            ("decision[outcome]", outcome),
            ("decision[reason]", reason),
            ("decision[scores][references][score]", "3"),
            ("decision[scores][references][sentence]", "同種の実績が2件ある"),
        ]
    };
    let path = "/api/plans/decide";
    assert_eq!(viewer.browser.call(path, &fields("0", "go", "勝てる")).await.status, 403);
    let page = bid.page("decision");
    let answer = person.browser.post(&page, path, &fields("0", "go", "")).await;
    let back = person.browser.follow(&answer).await.text;
    assert!(back.contains("同種の実績が2件ある") && back.contains("aria-invalid=\"true\""), "{back}");
    assert_eq!(person.browser.call(path, &fields("0", "go", "勝てる")).await.status, 200);
    assert_eq!(person.browser.call(path, &fields("0", "no_go", "人がいない")).await.status, 409);
    let seen = viewer.browser.get(&page).await.text;
    assert!(seen.contains("✓ go") && seen.contains("佐藤 花子") && seen.contains("勝てる"), "{seen}");
    assert!(seen.contains("75 % (weighted)") && !seen.contains(path), "{seen}");
    // Who saves later without changing the outcome has not decided it.
    let mut writer = server.writer_on(&bid).await;
    assert_eq!(writer.browser.call(path, &fields("1", "go", "勝てる見込み")).await.status, 200);
    assert!(viewer.browser.get(&page).await.text.contains("佐藤 花子"));
    assert_eq!(writer.browser.call(path, &fields("2", "open", "")).await.status, 200);
    let by = server.value_of("select count(*) from bid_decision where decided_by is null", &[]).await;
    assert_eq!(by, "1");
});
