//! Calendars: what is read at a secret address, for whom, and what is told anew when a date changes.

use std::collections::BTreeMap;

use super::derived_dates::CALENDARS;
use super::support::bids::TestBid;
use super::support::reminders::address;
use super::support::{Answer, Person, TestServer, on_both_engines};
use crate::domain::calendar_file::FileEvent;
use crate::domain::deadline::Moment;
use crate::domain::plan::PlanPage;
use crate::server::access::token;
use crate::server::ics;
use crate::server::ics::tests::judges::read_by_others;
use crate::ui::wording::deadline::japanese;

const PAGE: &str = "/calendar-feeds";

/// Makes an address by the form of the page; its path.
async fn made(person: &mut Person, bid: &str, language: &str, whose: &str) -> String {
    let fields = [("feed[bid]", bid), ("feed[language]", language), ("feed[whose]", whose)];
    let answer = person.browser.post(PAGE, "/api/calendars/add", &fields).await;
    shown(person, &answer).await
}

/// The path of the address that the page shows once.
async fn shown(person: &mut Person, answer: &Answer) -> String {
    assert_eq!(answer.location, Some(format!("{PAGE}?saved=1")), "{answer:?}");
    let page = person.browser.follow(answer).await.text;
    let (_, rest) = page.split_once("id=\"calendar-address\"").expect("the address is shown");
    let (address, _) = rest.split_once('>').unwrap().1.split_once('<').unwrap();
    let at = address.find("/calendar/").expect("an address of a calendar");
    assert!(!person.browser.get(PAGE).await.text.contains("id=\"calendar-address\""), "it is shown once");
    address[at..].to_owned()
}

/// What a calendar program gets: it has no cookies.
async fn asked(server: &TestServer, path: &str, tag: Option<&str>) -> (u16, String, Vec<u8>) {
    let client = reqwest::Client::new();
    let mut request = client.get(format!("http://{}{path}", server.addr));
    if let Some(tag) = tag {
        request = request.header("if-none-match", tag);
    }
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let tag = response.headers().get("etag").map(|tag| tag.to_str().unwrap().to_owned()).unwrap_or_default();
    (status, tag, response.bytes().await.unwrap().to_vec())
}

async fn file(server: &TestServer, path: &str) -> String {
    let (status, _, bytes) = asked(server, path, None).await;
    assert_eq!(status, 200, "{path}");
    String::from_utf8(bytes).unwrap().replace("\r\n ", "")
}

fn events(file: &str) -> Vec<FileEvent> {
    ics::read(file.as_bytes()).unwrap().events
}

/// The identity of the only date of the bid's tender, and its revision.
async fn only_date(server: &TestServer, bid: &TestBid) -> (String, String) {
    let of = |column: &str| format!("select {column} from deadline where tender_id = $1");
    (server.value_of(&of("id"), &[&bid.tender]).await, server.value_of(&of("revision"), &[&bid.tender]).await)
}

async fn change(server: &TestServer, bid: &TestBid, day: &str, time: &str, place: &str) {
    let (deadline, revision) = only_date(server, bid).await;
    let at = if time.is_empty() { day.to_owned() } else { format!("{day}T{time}") };
    let agreed = format!("{deadline} proposal_by {at}");
    let fields = [
        ("tender", bid.tender.as_str()),
        ("deadline", &deadline),
        ("revision", &revision),
        ("agreed", &agreed),
        ("date[kind]", "proposal_by"),
        ("date[date]", day),
        ("date[time]", time),
        ("date[certainty]", "planned"),
        ("date[place]", place),
    ];
    assert_eq!(bid.coordinator.clone().browser.call("/api/deadlines/change", &fields).await.status, 200);
}

/// A program that keeps what it imports by identity and takes what has a higher number.
fn imported(kept: &mut BTreeMap<String, (i64, String)>, calendar: &serde_json::Value) {
    for event in calendar["events"].as_array().unwrap() {
        let uid = event["uid"].as_str().unwrap().to_owned();
        let number = event["sequence"].as_i64().unwrap();
        if kept.get(&uid).is_none_or(|(known, _)| *known < number) {
            kept.insert(uid, (number, event["start"].as_str().unwrap().to_owned()));
        }
    }
}

on_both_engines!(an_address_tells_the_dates_and_every_change_under_a_higher_number, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let path = made(&mut person, &bid.id, "ja", "all").await;
    change(&server, &bid, "2026-12-10", "17:00", "本館1階, 契約課").await;
    let (status, tag, first) = asked(&server, &path, None).await;
    let text = String::from_utf8(first.clone()).unwrap().replace("\r\n ", "");
    assert_eq!(status, 200);
    assert!(text.contains("\r\nSEQUENCE:0\r\n") && text.contains("\r\nSTATUS:TENTATIVE\r\n"), "{text}");
    assert!(text.contains("\r\nDTSTART;TZID=Asia/Tokyo:20261210T170000\r\n"), "{text}");
    assert!(
        text.contains("SUMMARY;LANGUAGE=ja:企画提案書提出期限：みなと市防災情報配信システム構築業務委託\r\n"),
        "{text}"
    );
    assert!(text.contains("英語では：proposal due"), "{text}");
    for before in ["-P14D", "-P7D", "-P3D", "-P1D", "-PT2H"] {
        assert!(text.contains(&format!("\r\nTRIGGER:{before}\r\n")), "{before} in {text}");
    }
    assert_eq!(asked(&server, &path, None).await, (200, tag.clone(), first.clone()), "the same file to the byte");
    assert_eq!(asked(&server, &path, Some(&tag)).await, (304, tag.clone(), Vec::new()));
    assert_eq!(asked(&server, path.trim_end_matches(".ics"), None).await.2, first);
    let uid = events(&text)[0].uid.clone();

    change(&server, &bid, "2026-12-11", "", "本館1階, 契約課").await;
    let (status, newer, second) = asked(&server, &path, Some(&tag)).await;
    assert!(status == 200 && newer != tag);
    let text = String::from_utf8(second.clone()).unwrap();
    assert!(text.contains("\r\nSEQUENCE:1\r\n") && text.contains("\r\nDTSTART;VALUE=DATE:20261211\r\n"), "{text}");
    assert_eq!(events(&text).iter().map(|event| event.uid.as_str()).collect::<Vec<_>>(), [uid.as_str()]);

    for ((program, before), (_, after)) in read_by_others(&first).iter().zip(read_by_others(&second)) {
        let mut kept = BTreeMap::new();
        imported(&mut kept, before);
        imported(&mut kept, &after);
        imported(&mut kept, before);
        assert_eq!(kept, BTreeMap::from([(uid.clone(), (1, "2026-12-11".to_owned()))]), "{program}");
    }

    let (deadline, revision) = only_date(&server, &bid).await;
    let fields = [("tender", bid.tender.as_str()), ("deadline", &deadline), ("revision", &revision)];
    assert_eq!(person.browser.call("/api/deadlines/remove", &fields).await.status, 200);
    let text = file(&server, &path).await;
    let gone = events(&text);
    assert!(gone.len() == 1 && gone[0].uid == uid && gone[0].is_cancelled, "{text}");
    assert!(text.contains("\r\nSEQUENCE:2\r\n") && !text.contains("VALARM"), "{text}");
    assert_eq!(file(&server, &path).await, text);
    // After two months nobody needs to be told any more.
    server
        .run_sql(
            "update calendar_event set cancelled_at = cancelled_at - 61 * cast(86400000 as bigint) where bid_id = $1",
            &[&bid.id],
        )
        .await;
    assert!(events(&file(&server, &path).await).is_empty());
});

on_both_engines!(whole_days_remind_who_is_behind_japan_a_morning_earlier, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let path = made(&mut person, &bid.id, "ja", "all").await;
    change(&server, &bid, "2026-12-11", "", "").await;
    for (zone, first, last) in [("Asia/Tokyo", "-P14DT15H", "-PT15H"), ("Europe/Oslo", "-P15DT15H", "-P1DT15H")] {
        address(&server, &bid.coordinator, "sato@example.jp", zone).await;
        let text = file(&server, &path).await;
        let triggers: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("TRIGGER;RELATED=END:")).collect();
        assert_eq!((triggers.first(), triggers.last()), (Some(&first), Some(&last)), "{zone}: {text}");
    }
});

on_both_engines!(hours_and_place_of_the_counter_stand_in_the_event, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let path = made(&mut person, &bid.id, "ja", "all").await;
    let before = file(&server, &path).await;
    assert!(!before.contains("受付") && before.contains("\r\nSEQUENCE:0\r\n"), "{before}");
    let (deadline, revision) = only_date(&server, &bid).await;
    let fields = [
        ("tender", bid.tender.as_str()),
        ("deadline", &deadline),
        ("revision", &revision),
        ("date[kind]", "proposal_by"),
        ("date[date]", "2026-12-10"),
        ("date[time]", "17:00"),
        ("date[place]", "本館1階 契約課"),
        ("date[hours][open_from]", "9:00"),
        ("date[hours][open_to]", "17:00"),
        ("date[hours][shut_from]", "正午"),
        ("date[hours][shut_to]", "13:00"),
    ];
    assert_eq!(person.browser.call("/api/deadlines/change", &fields).await.status, 200);
    let text = file(&server, &path).await;
    assert!(text.contains("\\n受付 09:00–17:00（12:00–13:00を除く）\\n場所：本館1階 契約課"), "{text}");
    assert!(
        text.contains("\r\nLOCATION;LANGUAGE=ja:本館1階 契約課\r\n") && text.contains("\r\nSEQUENCE:1\r\n"),
        "{text}"
    );
});

on_both_engines!(a_cancelled_procedure_cancels_its_dates_until_it_goes_on, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let path = made(&mut person, "", "en", "all").await;
    change(&server, &bid, "2099-12-10", "17:00", "").await;
    let first = file(&server, &path).await;
    let uid = events(&first)[0].uid.clone();
    let ended = "insert into tender_outcome (tender_id, outcome, sentence, recorded_at)
                 values ($1, 'cancelled', '中止する。', 1795744800000)";
    server.run_sql(ended, &[&bid.tender]).await;
    let text = file(&server, &path).await;
    let gone = events(&text);
    assert!(gone.len() == 1 && gone[0].uid == uid && gone[0].is_cancelled, "{text}");
    assert!(text.contains("\r\nSEQUENCE:1\r\n") && text.contains("the procedure was cancelled"), "{text}");
    let take_back = [("tender", bid.tender.as_str())];
    assert_eq!(person.browser.call("/api/changes/take-outcome-back", &take_back).await.status, 200);
    let text = file(&server, &path).await;
    let back = events(&text);
    assert!(back.len() == 1 && back[0].uid == uid && !back[0].is_cancelled, "{text}");
    assert!(text.contains("\r\nSEQUENCE:2\r\n") && text.contains("VALARM"), "{text}");
    // What was over when it was cancelled did take place.
    change(&server, &bid, "2026-11-01", "17:00", "").await;
    file(&server, &path).await;
    server.run_sql(ended, &[&bid.tender]).await;
    assert!(!events(&file(&server, &path).await)[0].is_cancelled);
});

on_both_engines!(three_real_calendars_come_back_from_page_feed_and_plan, |server| {
    let mut person = server.bid().await.coordinator.clone();
    for (buyer, steps) in CALENDARS {
        let facts = [("facts[title]", buyer), ("facts[addressee]", buyer)];
        let answer = person.browser.post("/tenders/new", "/api/tenders/type", &facts).await;
        let tender = third(&answer);
        for (kind, moment, _) in steps {
            let (date, time) = moment.split_once('T').unwrap_or((*moment, ""));
            let fields =
                [("tender", tender.as_str()), ("date[kind]", *kind), ("date[date]", date), ("date[time]", time)];
            assert_eq!(person.browser.call("/api/deadlines/add", &fields).await.status, 200, "{buyer} {kind}");
        }
        let create = [("tender", tender.as_str())];
        let bid = third(&person.browser.post(&format!("/tenders/{tender}"), "/api/bids/create", &create).await);
        let page = person.browser.get(&format!("/bids/{bid}/dates")).await.text;
        for (kind, moment, _) in steps {
            let words = japanese(Moment::parse(moment).unwrap());
            assert!(page.contains(&words), "{buyer} {kind}: {words} in {page}");
        }
        let path = made(&mut person, &bid, "ja", "all").await;
        let mut told: Vec<String> =
            events(&file(&server, &path).await).iter().map(|event| event.from.to_string()).collect();
        told.sort_unstable();
        let mut expected: Vec<String> = steps.iter().map(|(_, moment, _)| (*moment).to_owned()).collect();
        expected.sort_unstable();
        assert_eq!(told, expected, "{buyer}");
        let plan = person.browser.call("/api/plans/open", &[("bid", &bid)]).await.text;
        let plan: PlanPage = serde_json::from_str(&plan).unwrap();
        for (kind, moment, _) in steps {
            let date = Moment::parse(moment).unwrap().date;
            assert!(plan.steps.iter().any(|step| step.kind.code() == *kind && step.date == date), "{buyer} {kind}");
        }
    }
});

/// The identity in the place to which an answer leads: `/bids/ID`.
fn third(answer: &Answer) -> String {
    let place = answer.location.as_deref().unwrap_or_else(|| panic!("no redirect: {answer:?}"));
    place.split(['/', '?']).nth(2).expect("an identity").to_owned()
}

on_both_engines!(many_programs_at_once_are_told_one_number, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let paths = [made(&mut person, "", "ja", "all").await, made(&mut person, &bid.id, "ja", "all").await];
    for round in 0..3 {
        change(&server, &bid, "2026-12-10", &format!("1{round}:00"), "").await;
        let asks = (0..8).map(|number| file(&server, &paths[number % 2]));
        for text in futures::future::join_all(asks).await {
            assert!(text.contains(&format!("\r\nSEQUENCE:{round}\r\n")), "{text}");
        }
    }
    assert_eq!(server.value_of("select count(*) from calendar_event", &[]).await, "1");
});

on_both_engines!(who_has_lost_the_seat_or_the_account_is_told_nothing_more, |server| {
    let bid = server.bid().await;
    let mut writer = server.writer_on(&bid).await;
    let (all, one) = (made(&mut writer, "", "en", "all").await, made(&mut writer, &bid.id, "en", "all").await);
    for path in [&all, &one] {
        let text = file(&server, path).await;
        assert!(events(&text).len() == 1 && text.contains("SUMMARY;LANGUAGE=en:proposal due (企画提案書): "), "{text}");
    }
    let archive = [("bid", bid.id.as_str())];
    assert_eq!(bid.coordinator.clone().browser.call("/api/bids/archive", &archive).await.status, 200);
    assert!(events(&file(&server, &all).await).is_empty(), "what is put away does not remind");
    assert_eq!(events(&file(&server, &one).await).len(), 1);
    assert_eq!(bid.coordinator.clone().browser.call("/api/bids/reopen", &archive).await.status, 200);
    assert_eq!(writer.browser.call("/api/bids/leave", &archive).await.status, 200);
    for path in [&all, &one] {
        assert!(events(&file(&server, path).await).is_empty());
    }
    server.run_sql("update user_account set state = 'removed' where id = $1", &[&writer.user.to_string()]).await;
    assert_eq!(asked(&server, &all, None).await.0, 404);
});

on_both_engines!(an_address_is_replaced_and_withdrawn, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let old = made(&mut person, "", "en", "all").await;
    let secret = old.trim_start_matches("/calendar/").trim_end_matches(".ics");
    let kept = server.value_of("select token_hash from calendar_feed", &[]).await;
    assert_eq!(kept, token::hash(secret), "the secret itself is nowhere");
    let feed = server.value_of("select id from calendar_feed", &[]).await;
    let fields = [("feed", feed.as_str())];
    let mut other = server.writer_on(&bid).await;
    assert_eq!(other.browser.call("/api/calendars/replace", &fields).await.status, 404);
    assert_eq!(other.browser.call("/api/calendars/remove", &fields).await.status, 404);
    let answer = person.browser.post(PAGE, "/api/calendars/replace", &fields).await;
    let new = shown(&mut person, &answer).await;
    assert_eq!((asked(&server, &old, None).await.0, asked(&server, &new, None).await.0), (404, 200));
    assert_eq!(person.browser.call("/api/calendars/remove", &fields).await.status, 200);
    assert_eq!(asked(&server, &new, None).await.0, 404);
    let trail = "select count(*) from audit where action in ('calendar.add', 'calendar.replace', 'calendar.remove')";
    assert_eq!(server.value_of(trail, &[]).await, "3");
});

on_both_engines!(a_calendar_holds_the_dates_of_those_who_answer, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let mut partner = server.partner_on(&bid).await;
    let (firm, own) = (made(&mut person, "", "en", "firm").await, made(&mut person, "", "en", "own").await);
    let theirs = made(&mut partner, "", "en", "own").await;
    let count = async |path: &str| events(&file(&server, path).await).len();
    assert_eq!((count(&firm).await, count(&own).await, count(&theirs).await), (1, 0, 0), "nobody answers yet");
    let (deadline, _) = only_date(&server, &bid).await;
    let answer_for = "insert into deadline_owner (bid_id, deadline_id, user_id) values ($1, $2, $3)";
    server.run_sql(answer_for, &[&bid.id, &deadline, &partner.user.to_string()]).await;
    assert_eq!((count(&firm).await, count(&own).await, count(&theirs).await), (0, 0, 1));
    server.run_sql("update deadline_owner set user_id = $1", &[&person.user.to_string()]).await;
    assert_eq!((count(&firm).await, count(&own).await), (1, 1));
    let handed_on = events(&file(&server, &theirs).await);
    assert!(handed_on.len() == 1 && handed_on[0].is_cancelled, "who kept it is told that it is another's");
    assert!(!events(&file(&server, &own).await)[0].is_cancelled);
    // What is cancelled is so for whose it was, and not for those who never had it.
    server.run_sql("delete from deadline where id = $1", &[&deadline]).await;
    assert!(events(&file(&server, &own).await)[0].is_cancelled);
    let mut colleague = server.coordinator_on(&bid).await;
    let third = made(&mut colleague, "", "en", "own").await;
    assert_eq!(count(&third).await, 0);
});

on_both_engines!(a_peer_that_asks_for_many_unknown_addresses_must_wait, |server| {
    let bid = server.bid().await;
    let path = made(&mut bid.coordinator.clone(), "", "ja", "all").await;
    let mut answers = Vec::new();
    for number in 0..22 {
        answers.push(asked(&server, &format!("/calendar/unknown{number}.ics"), None).await.0);
    }
    assert!(answers[..20].iter().all(|status| *status == 404) && answers[20..] == [429, 429], "{answers:?}");
    assert_eq!(asked(&server, &path, None).await.0, 200, "who has an address still reads");
});

on_both_engines!(what_was_not_offered_comes_back_at_its_field, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let fields = [("feed[bid]", "x"), ("feed[language]", "ja"), ("feed[whose]", "all")];
    let answer = person.browser.post(PAGE, "/api/calendars/add", &fields).await;
    assert!(person.browser.follow(&answer).await.text.contains("aria-invalid=\"true\""));
    let mut outsider = server.outsider().await;
    let fields = [("feed[bid]", bid.id.as_str()), ("feed[language]", "ja")];
    assert_eq!(outsider.browser.call("/api/calendars/add", &fields).await.status, 404);
    let page = person.browser.get(&format!("{PAGE}?bid={}", bid.id)).await.text;
    assert!(page.contains(&format!("<option value=\"{}\" selected", bid.id)), "{page}");
    for from in ["/settings".to_owned(), bid.page("dates")] {
        assert!(person.browser.get(&from).await.text.contains(PAGE), "{from} leads there");
    }
});

const FILE: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261201T013000Z\r\nDTEND:20261201T030000Z\r\n\
SUMMARY:現地見学会（雨天決行）\r\nLOCATION:みなと港\\, 第2埠頭\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261229\r\n\
SUMMARY:閉庁\r\nRRULE:FREQ=DAILY;COUNT=2\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

on_both_engines!(events_of_a_file_become_dates_when_a_person_chooses_them, |server| {
    use reqwest::multipart::{Form, Part};

    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let page = bid.page("calendar-file");
    let upload = format!("{page}/upload");
    let bring = |bytes: &[u8]| Form::new().part("file", Part::bytes(bytes.to_vec()).file_name("dates.ics"));
    let answer = person.browser.upload(&page, &upload, bring(FILE.as_bytes())).await;
    let shown = person.browser.follow(&answer).await.text;
    assert!(shown.contains("Tue 1 Dec 2026, 12:00 現地見学会（雨天決行）"), "{shown}");
    assert!(shown.contains("<option value=\"site_visit\" selected"), "the step that the title names: {shown}");
    assert!(shown.contains("Line 15: the date or time cannot be read."), "{shown}");
    assert_eq!(server.value_of("select count(*) from deadline", &[]).await, "1", "nothing is saved yet");

    let id = bid.id.as_str();
    let whole = [
        ("bid", id),
        ("dates[0][include]", "yes"),
        ("dates[0][kind]", "site_visit"),
        ("dates[0][title]", "現地見学会（雨天決行）"),
        ("dates[0][from_date]", "2026-12-01"),
        ("dates[0][from_time]", "10:30"),
        ("dates[0][date]", "2026-12-01"),
        ("dates[0][time]", "12:00"),
        ("dates[1][kind]", ""),
        ("dates[1][date]", "2026-12-29"),
    ];
    let mut viewer = server.viewer_on(&bid).await;
    assert_eq!(viewer.browser.call("/api/calendars/take", &whole).await.status, 403);
    let none = [("bid", id), ("dates[0][kind]", "site_visit"), ("dates[0][date]", "2026-12-01")];
    assert_eq!(person.browser.call("/api/calendars/take", &none).await.status, 422, "nothing is ticked");
    let wrong = [("bid", id), ("dates[0][include]", "yes"), ("dates[0][kind]", ""), ("dates[0][date]", "2026-12-01")];
    let answer = person.browser.post(&page, "/api/calendars/take", &wrong).await;
    let back = person.browser.follow(&answer).await.text;
    assert!(back.contains("aria-invalid=\"true\"") && back.contains("value=\"2026-12-01\""), "{back}");
    let answer = person.browser.post(&page, "/api/calendars/take", &whole).await;
    assert_eq!(answer.location, Some(format!("{}?saved=1", bid.page("dates"))), "{answer:?}");
    let dates = person.browser.follow(&answer).await.text;
    assert!(dates.contains("現地見学会（雨天決行）"), "{dates}");
    assert_eq!(server.value_of("select count(*) from deadline", &[]).await, "2");

    let answer = person.browser.upload(&page, &upload, bring(b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n")).await;
    let refused = person.browser.follow(&answer).await.text;
    assert!(refused.contains("The file breaks off: what begins at line 2 does not end."), "{refused}");
});
