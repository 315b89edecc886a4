//! Reminders: what comes when, by a simulated clock, two servers and a real mail server; the inbox, the settings, the
//! link of a mail.

use std::collections::{BTreeMap, BTreeSet};

use super::support::reminders::{Clock, address, begin_date, date, empty_bid, move_date};
use super::support::smtp::{SmtpServer, Taken};
use super::support::{TestServer, on_both_engines};
use crate::domain::deadline::{Moment, Precision};
use crate::domain::id::DeadlineId;
use crate::domain::instant::{DAY, HOUR, Instant, MINUTE};
use crate::domain::reminder::Standing;
use crate::server::store::inbox;

/// What each message was about, by the person and the row's occasion, with how often its name was on the wire.
async fn wire_by_occasion(server: &TestServer, taken: &[Taken]) -> BTreeMap<(String, String), usize> {
    let mut times = BTreeMap::new();
    for message in taken {
        let id = message.message_id.trim_matches(['<', '>']).split('@').next().unwrap().to_owned();
        let occasion = server.value_of("select occasion from outbox where id = $1", &[&id]).await;
        *times.entry((message.to.clone(), occasion)).or_default() += 1;
    }
    times
}

on_both_engines!(in_twenty_days_with_two_servers_every_reminder_comes_once, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-01T09:00");
    let bid = empty_bid(&server).await;
    let each = server.writer_on(&bid).await;
    let later = server.writer_on(&bid).await;
    let never = server.writer_on(&bid).await;
    address(&server, &bid.coordinator, "coordinator@example.jp", "Asia/Tokyo").await;
    address(&server, &each, "each@example.jp", "Asia/Tokyo").await;
    address(&server, &later, "later@example.jp", "Europe/Oslo").await;
    address(&server, &never, "never@example.jp", "Asia/Tokyo").await;
    let proposal = date(&server, &bid, "proposal_by", "2026-12-17T17:00").await;
    let moved = date(&server, &bid, "question_by", "2026-12-09T17:00").await;
    let done = date(&server, &bid, "intent_by", "2026-12-12").await;
    date(&server, &bid, "briefing", "2026-11-30T10:00").await;
    date(&server, &bid, "award_notice", "2026-12-18").await;
    // Only the coordinator answers for the proposal.
    let owner = "insert into deadline_owner (bid_id, deadline_id, user_id) values ($1, $2, $3)";
    server.run_sql(owner, &[&bid.id, &proposal, &bid.coordinator.user.to_string()]).await;
    let (one, other) = (clock.clerk(&server, Some(smtp.post())), clock.clerk(&server, Some(smtp.post())));
    for hour in 0..20 * 24 {
        if hour == 3 * 24 {
            move_date(&server, &moved, "2026-12-14T12:00").await;
        }
        if hour == 5 * 24 {
            let mark = "insert into done_step (bid_id, deadline_id, user_id, done_at) values ($1, $2, $3, 0)";
            server.run_sql(mark, &[&bid.id, &done, &bid.coordinator.user.to_string()]).await;
        }
        let (first, second) = tokio::join!(one.round(), other.round());
        first.unwrap();
        second.unwrap();
        clock.advance(HOUR);
    }
    let asked = |to: &str, occasions: &[&str]| -> Vec<(String, String)> {
        occasions.iter().map(|occasion| (to.to_owned(), (*occasion).to_owned())).collect()
    };
    let of_all = [
        "2026-12-09T17:00 day14",
        "2026-12-09T17:00 day7",
        "2026-12-14T12:00 day14",
        "2026-12-14T12:00 day7",
        "2026-12-14T12:00 day3",
        "2026-12-14T12:00 day1",
        "2026-12-14T12:00 hour2",
        "2026-12-12 day14",
        "2026-12-12 day7",
    ];
    let of_owner = [
        "2026-12-17T17:00 day14",
        "2026-12-17T17:00 day7",
        "2026-12-17T17:00 day3",
        "2026-12-17T17:00 day1",
        "2026-12-17T17:00 hour2",
    ];
    let mut expected: BTreeSet<(String, String)> = BTreeSet::new();
    for to in ["coordinator@example.jp", "each@example.jp", "later@example.jp"] {
        expected.extend(asked(to, &of_all));
    }
    expected.extend(asked("coordinator@example.jp", &of_owner));
    let taken = smtp.taken(expected.len()).await;
    let wire = wire_by_occasion(&server, &taken).await;
    assert_eq!(wire.keys().cloned().collect::<BTreeSet<_>>(), expected);
    assert!(wire.values().all(|times| *times == 1), "none twice: {wire:#?}");
    let refused = "select count(*) from outbox where user_id = $1 and state = 'failed' and error like '%550%'";
    let failed = server.value_of(refused, &[&never.user.to_string()]).await;
    assert_eq!(failed, of_all.len().to_string(), "what was refused for good is kept with the answer");
    let open = "select count(*) from outbox where state in ('new', 'waiting', 'gathered')";
    assert_eq!(server.value_of(open, &[]).await, "0");
    let japanese = taken.iter().find(|message| message.to == "each@example.jp").unwrap();
    assert!(japanese.from == "musubi@minato.example.jp" && japanese.body.contains("https://musubi.example.jp/snooze/"));
});

on_both_engines!(a_mail_is_written_in_the_language_and_the_zone_of_its_reader, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-03T17:00");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "sato@example.jp", "Asia/Tokyo").await;
    let ja = "update user_account set language = 'ja' where id = $1";
    server.run_sql(ja, &[&bid.coordinator.user.to_string()]).await;
    let partner = server.partner_on(&bid).await;
    address(&server, &partner, "ingrid@example.no", "Europe/Oslo").await;
    date(&server, &bid, "proposal_by", "2026-12-10T17:00").await;
    clock.clerk(&server, Some(smtp.post())).round().await.unwrap();
    let taken = smtp.taken(2).await;
    let of = |to: &str| taken.iter().find(|message| message.to == to).unwrap();
    let sato = of("sato@example.jp");
    assert!(sato.subject.starts_with("【あと7日】企画提案書提出期限（みなと市"), "{}", sato.subject);
    assert!(
        sato.raw_subject.is_ascii() && sato.raw_subject.to_lowercase().contains("=?utf-8?"),
        "{}",
        sato.raw_subject
    );
    assert!(sato.body.contains("佐藤 花子 様") && sato.body.contains("令和8年12月10日（木）17:00"), "{}", sato.body);
    let ingrid = of("ingrid@example.no");
    assert!(ingrid.body.contains("Thu 10 Dec 2026, 17:00 (JST)"), "{}", ingrid.body);
    assert!(ingrid.body.contains("09:00 Oslo") && ingrid.body.contains("7 days left"), "{}", ingrid.body);
    assert!(ingrid.date.starts_with("Thu, 03 Dec 2026 08:00:00"), "{}", ingrid.date);
});

on_both_engines!(what_one_must_be_at_is_reminded_of_by_its_beginning, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-10T08:30");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "sato@example.jp", "Asia/Tokyo").await;
    let visit = date(&server, &bid, "site_visit", "2026-12-10T12:00").await;
    begin_date(&server, &visit, "2026-12-10T10:30").await;
    // Its end is farther away than any reminder.
    let talks = date(&server, &bid, "negotiation", "2027-02-26T17:00").await;
    begin_date(&server, &talks, "2026-12-11").await;
    // Papers are due by the end of their period.
    let papers = date(&server, &bid, "bid_by", "2027-02-26T17:00").await;
    begin_date(&server, &papers, "2026-12-11").await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    let taken = smtp.taken(2).await;
    let wire = wire_by_occasion(&server, &taken).await;
    let occasions: Vec<&str> = wire.keys().map(|(_, occasion)| occasion.as_str()).collect();
    assert_eq!(occasions, ["2026-12-10T10:30 hour2", "2026-12-11 day3"]);
    let said = |words: &str| taken.iter().any(|message| message.body.contains(words));
    assert!(said("Thu 10 Dec 2026, 10:30–12:00 (JST)"), "{taken:#?}");
    assert!(said("Fri 11 Dec 2026 – Fri 26 Feb 2027, 17:00 (JST)"), "{taken:#?}");
    let moved = async || {
        let mut tx = server.state.store.begin_read().await.unwrap();
        let lines = inbox::inbox_list(&mut tx, bid.coordinator.user, clock.now()).await.unwrap();
        lines.into_iter().filter(|line| matches!(line.standing, Standing::Moved { .. })).count()
    };
    assert_eq!(moved().await, 0);
    begin_date(&server, &visit, "2026-12-10T10:00").await;
    assert_eq!(moved().await, 1);
    clerk.round().await.unwrap();
    let told = "select count(*) from outbox where occasion = '2026-12-10T10:00 hour2'";
    assert_eq!(server.value_of(told, &[]).await, "1", "it begins earlier: that is news");
});

on_both_engines!(the_night_is_quiet_and_the_daily_mail_gathers, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-02T23:00");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "sato@example.jp", "Asia/Tokyo").await;
    let daily = server.writer_on(&bid).await;
    address(&server, &daily, "daily@example.jp", "Asia/Tokyo").await;
    let setting = "insert into reminder_setting (user_id, way) values ($1, 'daily')";
    server.run_sql(setting, &[&daily.user.to_string()]).await;
    let silent = server.writer_on(&bid).await;
    let setting = "insert into reminder_setting (user_id, way) values ($1, 'never')";
    server.run_sql(setting, &[&silent.user.to_string()]).await;
    date(&server, &bid, "proposal_by", "2026-12-09T20:00").await;
    date(&server, &bid, "question_by", "2026-12-10T17:00").await;
    let (one, other) = (clock.clerk(&server, Some(smtp.post())), clock.clerk(&server, Some(smtp.post())));
    one.round().await.unwrap();
    let waiting = "select count(*) from outbox where state in ('waiting', 'gathered')";
    assert_eq!(server.value_of(waiting, &[]).await, "4", "at eleven in the evening nothing is mailed");
    clock.advance(8 * HOUR);
    one.round().await.unwrap();
    assert_eq!(smtp.taken(2).await.len(), 2, "at seven the night is over");
    clock.advance(HOUR);
    let (first, second) = tokio::join!(one.round(), other.round());
    first.unwrap();
    second.unwrap();
    let taken = smtp.taken(3).await;
    assert_eq!(taken.len(), 3, "one mail at eight");
    assert_eq!((taken[2].to.as_str(), taken[2].subject.as_str()), ("daily@example.jp", "Today's reminders (2)"));
    assert!(taken[2].body.contains("9 Dec 2026") && taken[2].body.contains("10 Dec 2026"), "{}", taken[2].body);
    let unmailed = "select count(*) from outbox where state = 'unmailed' and user_id = $1";
    assert_eq!(server.value_of(unmailed, &[&silent.user.to_string()]).await, "2");
    // The hours that are left of a date do not wait for tomorrow's mail.
    clock.advance(6 * DAY + 10 * HOUR);
    one.round().await.unwrap();
    let last = smtp.taken(6).await;
    assert!(last.iter().any(|message| message.to == "daily@example.jp" && message.subject.starts_with("2 hours left")));
});

on_both_engines!(what_is_not_true_any_more_is_not_sent, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-02T23:00");
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "sato@example.jp", "Asia/Tokyo").await;
    let viewer = server.viewer_on(&bid).await;
    let moved = date(&server, &bid, "question_by", "2026-12-09T17:00").await;
    let owned = date(&server, &bid, "proposal_by", "2026-12-10T17:00").await;
    let owner = "insert into deadline_owner (bid_id, deadline_id, user_id) values ($1, $2, $3)";
    server.run_sql(owner, &[&bid.id, &owned, &viewer.user.to_string()]).await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    let states = "select count(*) from outbox where state = $1";
    assert_eq!(server.value_of(states, &["waiting"]).await, "2", "both wait for the morning");
    move_date(&server, &moved, "2027-01-20T17:00").await;
    server.run_sql("delete from deadline_owner where user_id = $1", &[&viewer.user.to_string()]).await;
    server.run_sql("delete from seat where user_id = $1", &[&viewer.user.to_string()]).await;
    server.run_sql("update bid set state = 'archived' where id = $1", &[&bid.id]).await;
    clock.advance(10 * HOUR);
    clerk.round().await.unwrap();
    assert_eq!(server.value_of(states, &["withdrawn"]).await, "2");
    server.run_sql("update bid set state = 'open' where id = $1", &[&bid.id]).await;
    move_date(&server, &moved, "2026-12-09T17:00").await;
    clerk.round().await.unwrap();
    let taken = smtp.taken(2).await;
    assert!(taken.iter().all(|message| message.to == "sato@example.jp"), "{taken:#?}");
    assert_eq!(taken.len(), 2, "moved back, it is told after all; what nobody answers for, to who may write");
});

on_both_engines!(after_a_no_go_nothing_is_reminded_of_until_it_is_go_again, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at("2026-12-02T23:00");
    let bid = empty_bid(&server).await;
    let mut person = bid.coordinator.clone();
    address(&server, &person, "sato@example.jp", "Asia/Tokyo").await;
    date(&server, &bid, "proposal_by", "2026-12-09T17:00").await;
    let section = "update section set due_on = '2026-12-09', assignee_id = $2 where bid_id = $1 and position = 1";
    server.run_sql(section, &[&bid.id, &person.user.to_string()]).await;
    let start = "insert into plan_task (bid_id, code, title, side, owner_id, state, own_start, own_end, saved_at)
                 values ($1, 'own', '現地を見る', 'japan', $2, 'open', '2026-12-03', '2026-12-04', 0)";
    server.run_sql(start, &[&bid.id, &person.user.to_string()]).await;
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    let open = "select count(*) from outbox where state in ('new', 'waiting', 'gathered')";
    assert_eq!(server.value_of(open, &[]).await, "3", "a date, a section and a task wait for the morning");
    let no_go = "insert into bid_decision (bid_id, outcome, scores, saved_at) values ($1, 'no_go', '{}', 0)";
    server.run_sql(no_go, &[&bid.id]).await;
    for _ in 0..6 {
        clock.advance(8 * HOUR);
        clerk.round().await.unwrap();
        assert_eq!(server.value_of(open, &[]).await, "0");
    }
    assert!(smtp.taken(0).await.is_empty());
    server.run_sql("update bid_decision set outcome = 'go'", &[]).await;
    clock.advance(10 * HOUR);
    clerk.round().await.unwrap();
    let taken = smtp.taken(2).await;
    let mut subjects: Vec<&str> = taken.iter().map(|mail| &mail.subject[..mail.subject.find(',').unwrap()]).collect();
    subjects.sort_unstable();
    assert_eq!(subjects.len(), 2, "{taken:#?}");
    assert!(subjects[0].contains("chapter 1") && subjects[1].contains("proposal due"), "{subjects:?}");
    server.run_sql("update bid_decision set outcome = 'no_go'", &[]).await;
    server.run_sql("update outbox set shown_at = 0", &[]).await;
    let page = person.browser.get("/reminders").await.text;
    assert_eq!(page.matches("decided: no-go").count(), 2, "{page}");
});

on_both_engines!(an_owner_who_sees_no_dates_any_more_is_no_reason_to_tell_nobody, |server| {
    let clock = Clock::at("2026-12-03T17:00");
    let bid = empty_bid(&server).await;
    let viewer = server.viewer_on(&bid).await;
    let owned = date(&server, &bid, "proposal_by", "2026-12-10T17:00").await;
    let owner = "insert into deadline_owner (bid_id, deadline_id, user_id) values ($1, $2, $3)";
    server.run_sql(owner, &[&bid.id, &owned, &viewer.user.to_string()]).await;
    server.run_sql("update seat set role = 'contributor' where user_id = $1", &[&viewer.user.to_string()]).await;
    clock.clerk(&server, None).round().await.unwrap();
    let told = "select count(*) from outbox where user_id = $1";
    assert_eq!(server.value_of(told, &[&bid.coordinator.user.to_string()]).await, "1");
    assert_eq!(server.value_of(told, &[&viewer.user.to_string()]).await, "0");
});

on_both_engines!(the_inbox_is_read_put_off_and_counted, |server| {
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let now = crate::server::clock::now();
    let clock = Clock::of(now);
    let clerk = clock.clerk(&server, None);
    clerk.round().await.unwrap();
    let page = person.browser.get("/reminders").await;
    assert_eq!(page.status, 200);
    assert!(page.text.contains("proposal due") && page.text.contains("12 days left"), "{}", page.text);
    assert!(page.text.contains("1 unread") && page.text.contains("no mail set up"), "{}", page.text);
    assert!(person.browser.get("/").await.text.contains("1 unread"), "every page counts");
    let id = server.value_of("select id from outbox where kind = 'deadline'", &[]).await;
    let fields = [("id", id.as_str())];
    let mut outsider = server.outsider().await;
    for path in ["/api/reminders/read", "/api/reminders/snooze", "/api/reminders/retry"] {
        assert_eq!(outsider.browser.call(path, &fields).await.status, 404, "{path}");
    }
    let answer = person.browser.post("/reminders", "/api/reminders/snooze", &fields).await;
    assert_eq!(answer.location.as_deref(), Some("/reminders?saved=1"), "{answer:?}");
    let page = person.browser.get("/reminders").await.text;
    assert!(!page.contains("1 unread") && page.contains("Put off until later: 1"), "{page}");
    clock.advance(DAY + MINUTE);
    clerk.round().await.unwrap();
    let again = "select count(*) from outbox where shown_at <= $1 and read_at is null";
    let again = again.replace("$1", &clock.now().0.to_string());
    assert_eq!(server.value_of(&again, &[]).await, "1", "a day later it is there again");
    server.run_sql("update outbox set shown_at = 0", &[]).await;
    let until = clock.now().0.to_string();
    assert_eq!(person.browser.call("/api/reminders/read-all", &[("until", &until)]).await.status, 200);
    assert!(person.browser.get("/reminders").await.text.contains("Nothing is unread."));
});

on_both_engines!(the_link_of_a_mail_puts_off_one_reminder_and_opens_nothing_else, |server| {
    let bid = server.bid().await;
    let clock = Clock::of(crate::server::clock::now());
    clock.clerk(&server, None).round().await.unwrap();
    let key = server.value_of("select snooze_key from outbox", &[]).await;
    let mut stranger = server.stranger();
    let path = format!("/snooze/{key}");
    let page = stranger.get(&path).await;
    assert_eq!(page.status, 200);
    let off = "select count(*) from outbox where snoozed_at is not null";
    assert_eq!(server.value_of(off, &[]).await, "0", "opening the link does nothing");
    let answer = stranger.post(&path, "/api/reminders/snooze-by-link", &[("secret", &key)]).await;
    assert_eq!(answer.location, Some(format!("{path}?saved=1")), "{answer:?}");
    assert_eq!(server.value_of(off, &[]).await, "1");
    stranger.post(&path, "/api/reminders/snooze-by-link", &[("secret", &key)]).await;
    let rows = "select count(*) from outbox";
    assert_eq!(server.value_of(rows, &[]).await, "2", "once");
    assert_eq!(stranger.get("/reminders").await.status, 303, "nothing else is open");
    assert_eq!(stranger.get("/snooze/none").await.status, 410);
    server.run_sql("delete from seat where user_id = $1", &[&bid.coordinator.user.to_string()]).await;
    assert_eq!(stranger.get(&path).await.status, 410, "without a seat the link is spent");
});

on_both_engines!(how_one_is_reminded_is_chosen_and_a_failed_mail_is_shown, |server| {
    let smtp = SmtpServer::start().await;
    let bid = server.bid().await;
    let mut person = bid.coordinator.clone();
    let fields = [
        ("revision", "0"),
        ("day14", "true"),
        ("way", "each"),
        ("quiet_from", ""),
        ("quiet_to", ""),
        ("daily_at", "08:30"),
    ];
    let page = "/reminders/settings";
    let wrong = [("revision", "0"), ("way", "each"), ("quiet_from", "dusk"), ("daily_at", "")];
    let answer = person.browser.post(page, "/api/reminders/change", &wrong).await;
    let kept = person.browser.follow(&answer).await.text;
    assert_eq!(kept.matches("aria-invalid=\"true\"").count(), 3, "{kept}");
    let answer = person.browser.post(page, "/api/reminders/change", &fields).await;
    assert_eq!(answer.location, Some(format!("{page}?saved=1")), "{answer:?}");
    assert_eq!(person.browser.call("/api/reminders/change", &fields).await.status, 409);
    let kept = person.browser.get(page).await.text;
    assert!(kept.contains("value=\"08:30\"") && kept.matches(" checked").count() == 2, "{kept}");
    address(&server, &person, "never@example.jp", "Asia/Tokyo").await;
    let clock = Clock::of(crate::server::clock::now());
    let clerk = clock.clerk(&server, Some(smtp.post()));
    clerk.round().await.unwrap();
    assert!(person.browser.get("/reminders").await.text.contains("550 5.1.1 no such mailbox"));
    assert!(!person.browser.get(page).await.text.contains("550 5.1.1"), "the firm's mails are the administrator's");
    server.run_sql("update user_account set is_administrator = 1 where id = $1", &[&person.user.to_string()]).await;
    assert!(person.browser.get(page).await.text.contains("550 5.1.1 no such mailbox"));
    address(&server, &person, "sato@example.jp", "Asia/Tokyo").await;
    let id = server.value_of("select id from outbox where state = 'failed'", &[]).await;
    assert_eq!(person.browser.call("/api/reminders/retry", &[("id", &id)]).await.status, 200);
    clock.advance(MINUTE);
    clerk.round().await.unwrap();
    assert_eq!(smtp.taken(1).await[0].to, "sato@example.jp");
});

on_both_engines!(who_is_made_responsible_is_told, |server| {
    let bid = server.bid().await;
    let mut writer = server.writer_on(&bid).await;
    let date = server.value_of("select id from deadline where tender_id = $1", &[&bid.tender]).await;
    let own = |user: String| {
        [
            ("bid", bid.id.clone()),
            ("lines[0][deadline]", date.clone()),
            ("lines[0][was]", String::new()),
            ("lines[0][user]", user),
        ]
    };
    let fields = own(writer.user.to_string());
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = bid.coordinator.clone().browser.call("/api/deadlines/own", &fields).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    let page = writer.browser.get("/reminders").await.text;
    assert!(page.contains("佐藤 花子 made you responsible for: proposal due"), "{page}");
    assert_eq!(server.value_of("select count(*) from outbox", &[]).await, "1", "nobody else is told");
});

on_both_engines!(the_reminders_of_five_hundred_bids_are_told_once, |server| {
    let firm = server.firm("japanese", "みなと技研株式会社").await;
    let mut people = Vec::new();
    for _ in 0..4 {
        people.push(server.person_of(firm, "書き手").await.user.to_string());
    }
    let now = Moment::parse("2026-12-01T09:00").unwrap().to_utc_millis();
    let mut tx = server.state.store.begin_write().await.unwrap();
    for bid in 0..500 {
        let id = crate::domain::id::BidId::fresh();
        let seats: Vec<String> = people.iter().map(|user| format!("('{id}', '{user}', 'writer', 0)")).collect();
        // Of forty dates, spread over 200 days around today, three or so come within two weeks.
        let date = |number: i64| {
            let at = now + (number - 20) * 5 * DAY + bid * MINUTE;
            let local = Moment::from_utc_millis(at, Precision::Minute).unwrap();
            format!("('{}', 't{bid}', 'proposal_by', '{local}', {at}, 'fixed', 'person')", DeadlineId::fresh())
        };
        let dates: Vec<String> = (0..40).map(date).collect();
        let statements = format!(
            "insert into tender (id, organisation_id, title, state, fingerprint, created_at)
             values ('t{bid}', '{firm}', 'みなと市業務委託', 'confirmed', 't{bid}', 0);
             insert into bid (id, tender_id, organisation_id, created_by, created_at)
             values ('{id}', 't{bid}', '{firm}', '', 0);
             insert into seat (bid_id, user_id, role, added_at) values {};
             insert into deadline (id, tender_id, kind, at_local, at, certainty, origin) values {};",
            seats.join(", "),
            dates.join(", ")
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(statements)).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let clock = Clock::of(Instant(now));
    let clerk = clock.clerk(&server, None);
    clerk.round().await.unwrap();
    let told = server.value_of("select count(*) from outbox", &[]).await.parse::<usize>().unwrap();
    assert!(told >= 4 * 500, "everybody is told: {told}");
    clerk.round().await.unwrap();
    let again = server.value_of("select count(*) from outbox", &[]).await.parse::<usize>().unwrap();
    assert_eq!(again, told, "nobody is told twice");
});
