//! Dates that are counted from other dates, the buyer's days off by which they are counted, and what a person sees before
//! anything moves.

use chrono::Days;

use super::support::tenders::Someone;
use super::support::{Answer, TestServer, on_both_engines};
use crate::domain::id::TenderId;
use crate::domain::language::Language;
use crate::domain::plan::PlanPage;
use crate::server::clock;
use crate::ui::wording::{in_language, plan as plan_words};

/// How many dates stand where whoever answers for them finds them: beside the owner is the same moment.
const OWNED_IN_PLACE: &str =
    "select count(*) from deadline_owner o join deadline d on d.id = o.deadline_id and d.at = o.at";

/// A tender that a person typed.
async fn typed(person: &mut Someone, title: &str) -> String {
    let fields = [("facts[title]", title), ("facts[addressee]", "北谷町長")];
    let answer = person.browser.post("/tenders/new", "/api/tenders/type", &fields).await;
    let location = answer.location.clone().unwrap_or_else(|| panic!("no redirect: {answer:?}"));
    location.strip_prefix("/tenders/").unwrap().split('/').next().unwrap().to_owned()
}

async fn add(person: &mut Someone, tender: &str, fields: &[(&str, &str)]) -> Answer {
    let mut all = vec![("tender", tender)];
    all.extend_from_slice(fields);
    person.browser.post(&edit(tender), "/api/deadlines/add", &all).await
}

/// What the page asks to agree to.
fn agreed_in(page: &str) -> String {
    let agreed = page.split_once("name=\"agreed\" value=\"").expect("what is agreed to").1;
    agreed.split_once('"').unwrap().0.to_owned()
}

fn edit(tender: &str) -> String {
    format!("/tenders/{tender}/edit")
}

async fn one(server: &TestServer, tender: &str, kind: &str, column: &str) -> String {
    let statement = format!("select {column} from deadline where tender_id = $1 and kind = $2");
    server.value_of(&statement, &[tender, kind]).await
}

/// A proposal on 2026-12-10 at 17:00; internal, two business days before it, the copies.
async fn counted(server: &TestServer, person: &mut Someone) -> (String, String, String) {
    let tender = typed(person, "観光案内所運営業務").await;
    let proposal = [("date[kind]", "proposal_by"), ("date[date]", "2026-12-10"), ("date[time]", "17:00")];
    add(person, &tender, &proposal).await;
    let proposal = one(server, &tender, "proposal_by", "id").await;
    let copies = [
        ("date[kind]", "internal"),
        ("date[title]", "副本の印刷"),
        ("date[time]", "12:00"),
        ("date[derived][origin]", proposal.as_str()),
        ("date[derived][count]", "２"),
        ("date[derived][unit]", "business_day"),
        ("date[derived][side]", "before"),
    ];
    let answer = add(person, &tender, &copies).await;
    assert_eq!(answer.location, Some(format!("{}?saved=1", edit(&tender))), "{answer:?}");
    assert_eq!(one(server, &tender, "internal", "at_local").await, "2026-12-08T12:00");
    let copies = one(server, &tender, "internal", "id").await;
    (tender, proposal, copies)
}

/// Milestones of a real calendar: kind, day and time as printed, days after the notice.
pub(super) type Calendar = (&'static str, &'static [(&'static str, &'static str, i64)]);

/// Three calendars as their buyers printed them.
pub(super) const CALENDARS: [Calendar; 3] = [
    (
        "明和町",
        &[
            ("notice", "2025-07-28", 0),
            ("intent_by", "2025-08-08T17:00", 11),
            ("qualify_result", "2025-08-14", 17),
            ("question_by", "2025-08-20T17:00", 23),
            ("answer_on", "2025-08-27", 30),
            ("proposal_by", "2025-09-03T17:00", 37),
            ("hearing_at", "2025-09-22", 56),
            ("award_notice", "2025-09-29", 63),
        ],
    ),
    (
        "北谷町",
        &[
            ("notice", "2020-07-20", 0),
            ("intent_by", "2020-07-31T17:00", 11),
            ("qualify_result", "2020-08-05T17:00", 16),
            ("site_visit", "2020-08-07T10:00", 18),
            ("question_by", "2020-08-14T17:00", 25),
            ("answer_on", "2020-08-19T17:00", 30),
            ("withdraw_by", "2020-08-24T17:00", 35),
            ("proposal_by", "2020-08-24T17:00", 35),
        ],
    ),
    ("鳴門市", &[("notice", "2019-07-12", 0), ("intent_by", "2019-07-26", 14), ("question_by", "2019-07-26", 14)]),
];

on_both_engines!(three_real_calendars_are_kept_to_the_minute, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    for (buyer, steps) in CALENDARS {
        // As the notice prints them, and counted from its day.
        let (printed, counted) = (typed(&mut person, buyer).await, typed(&mut person, buyer).await);
        for (kind, moment, days) in steps {
            let (date, time) = moment.split_once('T').unwrap_or((*moment, ""));
            let as_printed = [("date[kind]", *kind), ("date[date]", date), ("date[time]", time)];
            let answer = add(&mut person, &printed, &as_printed).await;
            assert!(answer.location.is_some_and(|to| to.contains("saved=1")), "{buyer} {kind}");
            let days = days.to_string();
            let origin = if *kind == "notice" { String::new() } else { one(&server, &counted, "notice", "id").await };
            let as_counted = [
                ("date[kind]", *kind),
                ("date[date]", if origin.is_empty() { date } else { "" }),
                ("date[time]", time),
                ("date[derived][origin]", origin.as_str()),
                ("date[derived][count]", &days),
                ("date[derived][unit]", "day"),
                ("date[derived][side]", "after"),
            ];
            let answer = add(&mut person, &counted, &as_counted).await;
            assert!(answer.location.is_some_and(|to| to.contains("saved=1")), "{buyer} {kind}");
            for tender in [&printed, &counted] {
                assert_eq!(one(&server, tender, kind, "at_local").await, *moment, "{buyer} {kind}");
                let expected = crate::domain::deadline::Moment::parse(moment).unwrap().to_utc_millis().to_string();
                assert_eq!(one(&server, tender, kind, "at").await, expected, "{buyer} {kind}");
            }
        }
    }
    let mut partner = server.someone_in("Europe/Oslo").await;
    let chatan = server.value_of("select id from tender where title = '北谷町' order by id limit 1", &[]).await;
    let chatan = crate::domain::id::TenderId::parse(&chatan).unwrap();
    let bid = server.bid_with(chatan, &[(&person, "coordinator"), (&partner, "viewer")]).await;
    let page = partner.browser.get(&format!("/bids/{bid}/dates")).await.text;
    assert!(page.contains("令和2年7月31日（金）17:00") && page.contains("10:00 Oslo"), "{page}");
});

on_both_engines!(what_moves_is_shown_before_it_does, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let (tender, proposal, copies) = counted(&server, &mut person).await;
    let bid = server.bid_with(TenderId::parse(&tender).unwrap(), &[(&person, "coordinator")]).await.to_string();
    let user = person.user.to_string();
    let own = [
        ("bid", bid.as_str()),
        ("lines[0][deadline]", proposal.as_str()),
        ("lines[0][was]", ""),
        ("lines[0][user]", &user),
        ("lines[1][deadline]", &copies),
        ("lines[1][was]", ""),
        ("lines[1][user]", &user),
    ];
    assert_eq!(person.browser.call("/api/deadlines/own", &own).await.status, 200);
    assert_eq!(server.value_of(OWNED_IN_PLACE, &[]).await, "2");
    let later = [
        ("tender", tender.as_str()),
        ("deadline", &proposal),
        ("revision", "1"),
        ("date[kind]", "proposal_by"),
        ("date[date]", "2026-12-15"),
        ("date[time]", "17:00"),
    ];
    let answer = person.browser.post(&edit(&tender), "/api/deadlines/change", &later).await;
    let back = answer.location.clone().expect("a way back");
    assert!(back.contains("kept="), "{back}");
    let page = person.browser.get(&back).await.text;
    assert!(page.contains("This moves 1 other date(s)") && page.contains("副本の印刷"), "{page}");
    assert!(page.contains("Tue 8 Dec 2026, 12:00") && page.contains("Fri 11 Dec 2026, 12:00"), "{page}");
    assert_eq!(one(&server, &tender, "proposal_by", "at_local").await, "2026-12-10T17:00", "nothing moved yet");
    let agreed = agreed_in(&page);
    let mut sure = later.to_vec();
    sure.push(("agreed", &agreed));
    let answer = person.browser.post(&edit(&tender), "/api/deadlines/change", &sure).await;
    assert_eq!(answer.location, Some(format!("{}?saved=1", edit(&tender))), "{answer:?}");
    assert_eq!(one(&server, &tender, "proposal_by", "at_local").await, "2026-12-15T17:00");
    assert_eq!(one(&server, &tender, "internal", "at_local").await, "2026-12-11T12:00");
    assert_eq!(server.value_of(OWNED_IN_PLACE, &[]).await, "2", "home finds both where they are now");
    let said = "select detail from audit where action = 'deadline.change'";
    let said = server.value_of(said, &[]).await;
    assert!(said.contains(&copies) && said.contains("2026-12-11T12:00"), "{said}");
    assert_eq!(person.browser.call("/api/deadlines/change", &sure).await.status, 409, "it was changed since");
});

on_both_engines!(tasks_of_a_plan_that_move_with_a_date_are_shown_before_it_does, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = typed(&mut person, "計画のある業務").await;
    let today = clock::now().in_japan().date();
    let [due, later, soon] = [120, 134, 3].map(|days| (today + Days::new(days)).to_string());
    add(&mut person, &tender, &[("date[kind]", "proposal_by"), ("date[date]", &due)]).await;
    let deadline = one(&server, &tender, "proposal_by", "id").await;
    let bid = server.bid_with(TenderId::parse(&tender).unwrap(), &[(&person, "coordinator")]).await.to_string();
    let hand_in = async |person: &mut Someone| {
        let plan = person.browser.call("/api/plans/open", &[("bid", &bid)]).await.text;
        let plan: PlanPage = serde_json::from_str(&plan).unwrap();
        plan.tasks.into_iter().find(|task| task.code == "hand_in").expect("handing in").latest_end
    };
    let was = hand_in(&mut person).await;
    let change = |revision, day| {
        [
            ("tender", tender.as_str()),
            ("deadline", &deadline),
            ("revision", revision),
            ("date[kind]", "proposal_by"),
            ("date[date]", day),
            ("date[place]", "本館1階"),
        ]
    };
    let answer = person.browser.call("/api/deadlines/change", &change("1", &due)).await;
    assert_eq!(answer.status, 200, "on its day nothing moves: {answer:?}");
    let answer = person.browser.post(&edit(&tender), "/api/deadlines/change", &change("2", &later)).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("This moves tasks of the backward plan. Nothing is saved yet"), "{page}");
    assert!(page.contains("Tasks of the backward plan that move") && page.contains("Move the date"), "{page}");
    assert!(!page.contains("These dates move with it"), "none is counted from it: {page}");
    assert_eq!(hand_in(&mut person).await, was, "nothing moved yet");
    let agreed = agreed_in(&page);
    let sure = [change("2", &later).as_slice(), &[("agreed", &agreed)]].concat();
    let answer = person.browser.post(&edit(&tender), "/api/deadlines/change", &sure).await;
    assert_eq!(answer.location, Some(format!("{}?saved=1", edit(&tender))), "{answer:?}");
    let is = hand_in(&mut person).await;
    assert_ne!(was, is);
    for day in [was, is] {
        let day = in_language(Language::English, || plan_words::day(day));
        assert!(page.contains(&day), "{day} in {page}");
    }
    let other = [change("3", &soon).as_slice(), &[("agreed", &agreed)]].concat();
    let answer = person.browser.post(&edit(&tender), "/api/deadlines/change", &other).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("! would be too late"), "tasks would begin in the past: {page}");
    let mut colleague = server.person_of(person.organisation, "同僚").await;
    let answer = colleague.browser.call("/api/deadlines/change", &change("3", &soon)).await;
    assert_eq!(answer.status, 200, "who has no seat sees no plan and is asked nothing: {answer:?}");
});

on_both_engines!(what_somebody_agreed_to_is_what_moves, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let (tender, proposal, copies) = counted(&server, &mut person).await;
    let agreed = format!("{proposal} proposal_by 2026-12-16, {copies} 1 2026-12-14T12:00");
    let later = |day: &'static str| {
        vec![
            ("tender", tender.as_str()),
            ("deadline", &proposal),
            ("revision", "1"),
            ("date[kind]", "proposal_by"),
            ("date[date]", day),
            ("agreed", &agreed),
        ]
    };
    let answer = person.browser.call("/api/deadlines/change", &later("2026-12-15")).await;
    assert_eq!(answer.status, 422, "{answer:?}");
    assert!(answer.text.contains("MovesOthers") && answer.text.contains("2026-12-11"), "{}", answer.text);
    assert_eq!(one(&server, &tender, "proposal_by", "revision").await, "1");
    assert_eq!(person.browser.call("/api/deadlines/change", &later("2026-12-16")).await.status, 200);
    assert_eq!(one(&server, &tender, "internal", "at_local").await, "2026-12-14T12:00");
});

on_both_engines!(a_date_counted_over_two_steps_is_changed_though_a_day_off_moves_what_it_is_counted_from, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let (tender, _, copies) = counted(&server, &mut person).await;
    let text = |revision: &'static str, deadline: &str, title: &'static str, agreed: &str| {
        [
            ("tender", tender.clone()),
            ("deadline", deadline.to_owned()),
            ("revision", revision.to_owned()),
            ("date[kind]", "question_by".to_owned()),
            ("date[title]", title.to_owned()),
            ("date[derived][origin]", copies.clone()),
            ("date[derived][count]", "5".to_owned()),
            ("date[derived][unit]", "business_day".to_owned()),
            ("date[derived][side]", "before".to_owned()),
            ("agreed", agreed.to_owned()),
        ]
    };
    let fields = text("", "", "英訳", "");
    let fields: Vec<(&str, &str)> = fields[3..9].iter().map(|(name, value)| (*name, value.as_str())).collect();
    add(&mut person, &tender, &fields).await;
    assert_eq!(one(&server, &tender, "question_by", "at_local").await, "2026-12-01");
    let id = one(&server, &tender, "question_by", "id").await;
    let off = [("tender", tender.as_str()), ("off[day]", "2026-12-09"), ("off[name]", "町民の日")];
    assert_eq!(person.browser.call("/api/days-off/add", &off).await.status, 200);
    let unseen = text("1", &id, "英訳の締切", "");
    let unseen: Vec<(&str, &str)> = unseen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = person.browser.call("/api/deadlines/change", &unseen).await;
    assert_eq!(answer.status, 422, "{answer:?}");
    let along = answer.text.split_once("\"moves\"").expect("what moves along").1;
    assert!(along.contains(&copies) && !along.contains(&id), "it moves itself: {along}");
    let agreed = format!("{id} question_by 2026-11-30, {copies} 1 2026-12-07T12:00");
    let sure = text("1", &id, "英訳の締切", &agreed);
    let sure: Vec<(&str, &str)> = sure.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = person.browser.call("/api/deadlines/change", &sure).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(one(&server, &tender, "question_by", "at_local").await, "2026-11-30");
    assert_eq!(one(&server, &tender, "question_by", "title").await, "英訳の締切");
    assert_eq!(one(&server, &tender, "internal", "at_local").await, "2026-12-07T12:00");
    assert!(!person.browser.get(&edit(&tender)).await.text.contains("Dates to be counted anew"));
});

on_both_engines!(a_date_is_not_counted_from_itself_and_outlives_its_origin, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let (tender, proposal, copies) = counted(&server, &mut person).await;
    let other = typed(&mut person, "別の案件").await;
    let derived = |tender: &str, deadline: &str, origin: &str| {
        [
            ("tender", tender.to_owned()),
            ("deadline", deadline.to_owned()),
            ("revision", "1".to_owned()),
            ("date[kind]", "proposal_by".to_owned()),
            ("date[derived][origin]", origin.to_owned()),
            ("date[derived][count]", "1".to_owned()),
            ("date[derived][unit]", "day".to_owned()),
            ("date[derived][side]", "before".to_owned()),
        ]
    };
    for (tender, path) in [(&tender, "/api/deadlines/change"), (&other, "/api/deadlines/add")] {
        let fields = derived(tender, &proposal, &copies);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = person.browser.call(path, &fields).await;
        assert_eq!(answer.status, 422, "{path}: {answer:?}");
        assert!(answer.text.contains("date[derived][origin]"), "{}", answer.text);
    }
    let remove = [("tender", tender.as_str()), ("deadline", &proposal), ("revision", "1")];
    assert_eq!(person.browser.call("/api/deadlines/remove", &remove).await.status, 200);
    assert_eq!(one(&server, &tender, "internal", "at_local").await, "2026-12-08T12:00", "it stays");
    let left = server.value_of("select cast(count(*) as bigint) from derived_date", &[]).await;
    assert_eq!(left, "0");
});

on_both_engines!(a_buyers_days_off_are_counted_in_all_its_tenders_once_somebody_agrees, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let mut partner = server.someone_in("Europe/Oslo").await;
    let (tender, ..) = counted(&server, &mut person).await;
    let id = crate::domain::id::TenderId::parse(&tender).unwrap();
    let bid = server.bid_with(id, &[(&person, "coordinator"), (&partner, "writer")]).await;
    let page = format!("/tenders/{tender}/days-off");
    let off = [
        ("tender", tender.as_str()),
        ("off[day]", "１２月９日"),
        ("off[repeats]", "yearly"),
        ("off[name]", "町民の日"),
    ];
    assert_eq!(partner.browser.call("/api/days-off/add", &off).await.status, 403, "it is the keeper's to say");
    let answer = person.browser.post(&page, "/api/days-off/add", &off).await;
    assert_eq!(answer.location, Some(format!("{page}?saved=1")), "{answer:?}");
    assert_eq!(person.browser.call("/api/days-off/add", &off).await.status, 422, "it is there already");
    let shown = partner.browser.get(&page).await.text;
    assert!(shown.contains("every year, 9 Dec") && shown.contains("町民の日"), "{shown}");
    assert!(!shown.contains("/api/days-off/remove"), "a partner has nothing to send");
    assert_eq!(one(&server, &tender, "internal", "at_local").await, "2026-12-08T12:00", "nothing moved by itself");
    let dates = format!("/bids/{bid}/dates");
    let stale = person.browser.get(&dates).await.text;
    assert!(stale.contains("Dates to be counted anew") && stale.contains("Mon 7 Dec 2026, 12:00"), "{stale}");
    assert!(stale.contains("町民の日"), "the calendar names it: {stale}");
    let unseen = [("tender", tender.as_str())];
    assert_eq!(person.browser.call("/api/deadlines/recount", &unseen).await.status, 422, "nobody saw what moves");
    let agreed = agreed_in(&stale);
    let fields = [("tender", tender.as_str()), ("agreed", &agreed)];
    let answer = person.browser.post(&dates, "/api/deadlines/recount", &fields).await;
    assert_eq!(answer.location, Some(format!("{dates}?saved=1")), "{answer:?}");
    assert_eq!(one(&server, &tender, "internal", "at_local").await, "2026-12-07T12:00");
    assert!(!person.browser.get(&dates).await.text.contains("Dates to be counted anew"));
    let second = typed(&mut person, "次の案件").await;
    let shown = person.browser.get(&format!("/tenders/{second}/days-off")).await.text;
    assert!(shown.contains("町民の日"), "the same buyer, another tender: {shown}");
    let remove = [("tender", tender.as_str()), ("day", "12-09")];
    assert_eq!(person.browser.call("/api/days-off/remove", &remove).await.status, 200);
    assert_eq!(person.browser.call("/api/days-off/remove", &remove).await.status, 409);
});

const CLOSED: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20981209\r\nSUMMARY:臨時休庁\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20260623\r\nRRULE:FREQ=YEARLY;UNTIL=20400623\r\nSUMMARY:慰霊の日\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:3\r\nDTSTART:20981210T090000\r\nSUMMARY:打合せ\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:4\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

on_both_engines!(days_off_of_a_calendar_file_are_chosen_and_never_doubled, |server| {
    use reqwest::multipart::{Form, Part};

    let mut person = server.someone_in("Asia/Tokyo").await;
    let mut partner = server.someone_in("Europe/Oslo").await;
    let (tender, ..) = counted(&server, &mut person).await;
    let id = crate::domain::id::TenderId::parse(&tender).unwrap();
    server.bid_with(id, &[(&person, "coordinator"), (&partner, "writer")]).await;
    let page = format!("/tenders/{tender}/days-off");
    let upload = format!("{page}/upload");
    let bring = |text: &str| Form::new().part("file", Part::bytes(text.as_bytes().to_vec()).file_name("closed.ics"));
    let answer = person.browser.upload(&page, &upload, bring(CLOSED)).await;
    let shown = person.browser.follow(&answer).await.text;
    for words in ["Tue 9 Dec 2098", "臨時休庁", "every year, 23 Jun", "慰霊の日"] {
        assert!(shown.contains(words), "{words} in {shown}");
    }
    assert!(shown.contains("1 with a time of day, or longer than a month"), "{shown}");
    assert!(shown.contains("the date or time cannot be read"), "{shown}");
    let ticked = shown.split("<input").filter(|tag| tag.contains("checkbox") && tag.contains(" checked")).count();
    assert_eq!(ticked, 1, "what says that somebody is closed: {shown}");
    let days = "select cast(count(*) as bigint) from buyer_day_off";
    assert_eq!(server.value_of(days, &[]).await, "0", "nothing is saved yet");
    let whole = [
        ("tender", tender.as_str()),
        ("days[0][include]", "yes"),
        ("days[0][day]", "2098-12-09"),
        ("days[0][name]", "臨時休庁"),
        ("days[1][include]", "yes"),
        ("days[1][day]", "06-23"),
        ("days[1][repeats]", "yearly"),
        ("days[1][name]", "慰霊の日"),
    ];
    assert_eq!(partner.browser.call("/api/days-off/take", &whole).await.status, 403, "it is the keeper's to say");
    let none = [("tender", tender.as_str()), ("days[0][day]", "2098-12-09"), ("days[0][name]", "臨時休庁")];
    assert_eq!(person.browser.call("/api/days-off/take", &none).await.status, 422, "nothing is ticked");
    for _ in 0..2 {
        let answer = person.browser.post(&page, "/api/days-off/take", &whole).await;
        assert_eq!(answer.location, Some(format!("{page}?saved=1")), "{answer:?}");
        assert_eq!(server.value_of(days, &[]).await, "2");
    }
    let trail = "select cast(count(*) as bigint) from audit where action = 'day_off.add_from_file'";
    assert_eq!(server.value_of(trail, &[]).await, "1", "the second time nothing was added");
    let answer = person.browser.upload(&page, &upload, bring(CLOSED)).await;
    let again = person.browser.follow(&answer).await.text;
    assert!(again.contains("2 already entered") && again.contains("There is no new day off in the file."), "{again}");
    let answer = person.browser.upload(&page, &upload, bring("BEGIN:VCALENDAR\nBEGIN:VEVENT\n")).await;
    let refused = person.browser.follow(&answer).await.text;
    assert!(refused.contains("The file breaks off"), "{refused}");
});

on_both_engines!(days_are_counted_as_the_law_does_by_the_buyers_calendar, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let (tender, ..) = counted(&server, &mut person).await;
    let page = format!("/tenders/{tender}/days-off");
    let off = [("tender", tender.as_str()), ("off[day]", "2026-11-24"), ("off[name]", "町民の日")];
    assert_eq!(person.browser.call("/api/days-off/add", &off).await.status, 200);
    let count = "from=令和8年11月12日&count=１０&unit=day&side=after&first=&turn=later";
    let shown = person.browser.get(&format!("{page}?{count}")).await.text;
    // The 22nd is a Sunday, the 23rd a holiday, the 24th the buyer's own.
    assert!(shown.contains("Sun 22 Nov 2026") && shown.contains("Wed 25 Nov 2026"), "{shown}");
    assert!(shown.contains("Civil Code, article 140") && shown.contains("article 142"), "{shown}");
    let stands = person.browser.get(&format!("{page}?{}", count.replace("later", ""))).await.text;
    assert!(stands.contains("as a printed deadline does") && !stands.contains("Wed 25 Nov 2026"), "{stands}");
    let years = person.browser.get(&format!("{page}?day=2026-11-27&years=5")).await.text;
    assert!(years.contains("Thu 1 Apr 2021 – Tue 31 Mar 2026"), "{years}");
    assert!(years.contains("令和3年4月1日（木） – 令和8年3月31日（火）"), "{years}");
    let notice = person.browser.get(&format!("{page}?notice=2026-12-11&bid=2026-12-21&least=10")).await.text;
    assert!(notice.contains("the notice is on day 10 itself"), "{notice}");
    let wrong = person.browser.get(&format!("{page}?from=2026-02-30&count=x&unit=day&side=after")).await.text;
    assert!(wrong.contains("Count from: ") && wrong.contains("How many: "), "{wrong}");
});

on_both_engines!(the_warning_is_cautious_and_the_date_stays_as_printed, |server| {
    let mut person = server.someone_in("Asia/Tokyo").await;
    let tender = typed(&mut person, "祝日の期限").await;
    let fields = [
        ("date[kind]", "proposal_by"),
        ("date[date]", "2026-11-23"),
        ("date[time]", "17:15"),
        ("date[basis]", "arrival"),
        ("date[hours][open_from]", "9時"),
        ("date[hours][open_to]", "17:00"),
        ("date[hours][shut_from]", "正午"),
        ("date[hours][shut_to]", "13:00"),
    ];
    let answer = add(&mut person, &tender, &fields).await;
    assert!(answer.location.as_ref().is_some_and(|to| to.contains("saved=1")), "{answer:?}");
    let page = person.browser.get(&format!("/tenders/{tender}")).await.text;
    assert!(page.contains("A printed deadline does not roll over") && page.contains("Labour Thanksgiving"), "{page}");
    assert!(page.contains("by the business day before, Fri 20 Nov"), "{page}");
    assert!(
        page.contains("The counter is closed at this time (counter open 09:00–17:00, closed 12:00–13:00)"),
        "{page}"
    );
    assert_eq!(one(&server, &tender, "proposal_by", "at_local").await, "2026-11-23T17:15");
    let half = [("date[kind]", "proposal_by"), ("date[date]", "2026-11-24"), ("date[hours][open_from]", "9:00")];
    let answer = add(&mut person, &tender, &half).await;
    let page = person.browser.follow(&answer).await.text;
    assert!(page.contains("name=\"date[hours][open_to]\""), "{page}");
    assert_eq!(page.matches("aria-invalid=\"true\"").count(), 1, "the closing time is missing: {page}");
});
