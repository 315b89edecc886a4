//! Three weeks of many people in several zones, with quiet hours, daily mails and refusals, on two servers: what each is
//! to be reminded of is reckoned here by itself, and each of it is on the wire once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Timelike};
use sqlx::Row;

use super::support::reminders::{Clock, address, date, empty_bid};
use super::support::smtp::{SmtpServer, Taken};
use super::support::{TestServer, on_both_engines};
use crate::domain::deadline::Moment;
use crate::domain::instant::{DAY, HOUR};

const BEGIN: &str = "2026-12-01T09:00";
const DAYS: i64 = 22;
const ZONES: [&str; 4] = ["Asia/Tokyo", "Europe/Oslo", "America/New_York", "Asia/Kolkata"];
const LEADS: [(&str, i64); 5] =
    [("hour2", 2 * HOUR), ("day1", DAY), ("day3", 3 * DAY), ("day7", 7 * DAY), ("day14", 14 * DAY)];
/// Dates of the bid; of the fourth one person alone is reminded.
const DATES: [(&str, &str); 5] = [
    ("question_by", "2026-12-07T12:00"),
    ("intent_by", "2026-12-11"),
    ("bid_by", "2026-12-15T17:30"),
    ("proposal_by", "2026-12-18T10:00"),
    ("deposit_by", "2027-01-05"),
];

/// Somebody who is reminded.
struct Reader {
    email: String,
    zone: &'static str,
    is_daily: bool,
    leads: Vec<(&'static str, i64)>,
}

/// Twenty people. Of some the mail server takes the first tries not, some want one mail a day; every third has no lead of
/// a day or less, every third no quiet hours.
async fn readers(server: &TestServer, bid: &super::support::bids::TestBid) -> Vec<(Reader, String)> {
    let mut all = Vec::new();
    for number in 0..20_usize {
        let person = server.writer_on(bid).await;
        let refusal = if number % 4 == 1 { "later" } else { "reader" };
        let zone = ZONES[number % ZONES.len()];
        let email = format!("{refusal}{number}@example.jp");
        address(server, &person, &email, zone).await;
        let is_daily = number % 5 == 2;
        let leads: Vec<(&str, i64)> =
            LEADS.into_iter().filter(|(_, millis)| number % 3 != 0 || *millis > DAY).collect();
        let has = |code: &str| i64::from(leads.iter().any(|(lead, _)| *lead == code));
        let setting = format!(
            "insert into reminder_setting (user_id, way, day14, day7, day3, day1, hour2, quiet_from, quiet_to)
             values ($1, $2, {}, {}, {}, {}, {}, 1320, {})",
            has("day14"),
            has("day7"),
            has("day3"),
            has("day1"),
            has("hour2"),
            if number % 3 == 1 { 1320 } else { 420 }
        );
        let user = person.user.to_string();
        server.run_sql(&setting, &[&user, if is_daily { "daily" } else { "each" }]).await;
        all.push((Reader { email, zone, is_daily, leads }, user));
    }
    all
}

/// What one reader is to be told of one date: each lead when its time comes; of those that are over at the beginning the
/// nearest.
fn due(reader: &Reader, at: &str, begin: i64, end: i64) -> Vec<String> {
    let closes = if at.len() > 10 { at.to_owned() } else { format!("{at}T17:00") };
    let comes = Moment::parse(&closes).unwrap().to_utc_millis();
    let mut over = None;
    let mut told = Vec::new();
    // The longest first: the last that is over is the nearest.
    for (code, millis) in reader.leads.iter().rev() {
        match comes - millis {
            time if time <= begin => over = Some(code),
            time if time < end => told.push(code),
            _ => {}
        }
    }
    over.into_iter().chain(told).map(|code| format!("{at} {code}")).collect()
}

/// What the links of mails are about: to whom, and the occasion.
async fn occasions(server: &TestServer) -> BTreeMap<String, (String, String)> {
    let mut tx = server.state.store.begin_read().await.unwrap();
    let rows = sqlx::query(
        "select o.snooze_key, u.email, o.occasion from outbox o join user_account u on u.id = o.user_id
         where o.kind = 'deadline'",
    )
    .fetch_all(&mut *tx)
    .await
    .unwrap();
    rows.iter().map(|row| (row.get("snooze_key"), (row.get("email"), row.get("occasion")))).collect()
}

fn keys(mail: &Taken) -> Vec<String> {
    mail.body.split("/snooze/").skip(1).map(|rest| rest.split_whitespace().next().unwrap().to_owned()).collect()
}

/// What could wait came in nobody's night; a second try may.
fn is_by_day(mail: &Taken, reader: &Reader, occasion: &str, has_quiet: bool) -> bool {
    let zone: chrono_tz::Tz = reader.zone.parse().unwrap();
    let hour = DateTime::parse_from_rfc2822(&mail.date).unwrap().with_timezone(&zone).hour();
    let may_wait = ["day14", "day7", "day3"].iter().any(|lead| occasion.ends_with(lead));
    !has_quiet || !may_wait || mail.to.starts_with("later") || (7..22).contains(&hour)
}

on_both_engines!(in_three_weeks_twenty_people_get_each_reminder_once, |server| {
    let smtp = SmtpServer::start().await;
    let clock = Clock::at(BEGIN);
    let begin = clock.now().0;
    let bid = empty_bid(&server).await;
    address(&server, &bid.coordinator, "never@example.jp", "Asia/Tokyo").await;
    let readers = readers(&server, &bid).await;
    let end = begin + DAYS * DAY;
    let mut expected: BTreeSet<(String, String)> = BTreeSet::new();
    for (kind, at) in DATES {
        let id = date(&server, &bid, kind, at).await;
        let is_owned = kind == "proposal_by";
        if is_owned {
            let owner = "insert into deadline_owner (bid_id, deadline_id, user_id) values ($1, $2, $3)";
            server.run_sql(owner, &[&bid.id, &id, &readers[6].1]).await;
        }
        for (number, (reader, _)) in readers.iter().enumerate().filter(|(number, _)| !is_owned || *number == 6) {
            let told = due(reader, at, begin, end);
            assert!(!told.is_empty() || at.starts_with("2027"), "{number} {at}");
            expected.extend(told.into_iter().map(|occasion| (reader.email.clone(), occasion)));
        }
    }
    let (one, other) = (clock.clerk(&server, Some(smtp.post())), clock.clerk(&server, Some(smtp.post())));
    for _ in 0..DAYS * 24 {
        let (first, second) = tokio::join!(one.round(), other.round());
        first.unwrap();
        second.unwrap();
        clock.advance(HOUR);
    }
    // What was told in the last night waits for its morning, and is not looked for here.
    let waits = "select count(*) from outbox where state in ('new', 'waiting', 'gathered')";
    let waits: usize = server.value_of(waits, &[]).await.parse().unwrap();
    let sent = "select count(*) from outbox where state = 'sent' and (kind = 'daily' or daily_id is null)";
    let sent: usize = server.value_of(sent, &[]).await.parse().unwrap();
    let taken = smtp.taken(sent).await;
    assert_eq!(taken.len(), sent, "as many on the wire as were noted");
    let occasions = occasions(&server).await;
    let mut on_the_wire: Vec<(String, String)> = Vec::new();
    for mail in &taken {
        let keys = keys(mail);
        let (place, (reader, _)) = readers.iter().enumerate().find(|(_, (reader, _))| reader.email == mail.to).unwrap();
        assert!(reader.is_daily || keys.len() == 1, "{mail:#?}");
        for key in keys {
            let (to, occasion) = occasions.get(&key).unwrap().clone();
            assert_eq!(to, mail.to, "nobody gets what is another's");
            assert!(reader.is_daily || is_by_day(mail, reader, &occasion, place % 3 != 1), "{occasion} {mail:#?}");
            on_the_wire.push((to, occasion));
        }
    }
    let once: BTreeSet<(String, String)> = on_the_wire.iter().cloned().collect();
    assert_eq!(once.len(), on_the_wire.len(), "none twice");
    let missing: Vec<_> = expected.difference(&once).collect();
    let beyond: Vec<_> = once.difference(&expected).collect();
    assert!(missing.len() <= waits && beyond.is_empty(), "missing {missing:#?}, beyond {beyond:#?}, waiting {waits}");
    assert!(missing.iter().all(|(_, occasion)| occasion.starts_with("2027-01-05")), "{missing:#?}");
    let failed = "select count(*) from outbox where state = 'failed' and error not like '550%'";
    assert_eq!(server.value_of(failed, &[]).await, "0", "nothing is lost but what was refused for good");
});
