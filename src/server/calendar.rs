//! A bid's dates as a calendar: which event each of them is, and what it says in the reader's language.

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime};

use crate::domain::calendar::{CalendarDate, CalendarSheet, CancelledDate, Told};
use crate::domain::deadline::{Certainty, MilestoneKind, Moment};
use crate::domain::id::{BidId, DeadlineId};
use crate::server::ics::{Calendar, Event, Lead, Morning, Related, Status, When};
use crate::server::zones;
use crate::ui::paths;
use crate::ui::wording::{calendar as words, deadline, in_language, say};

/// Before a step of ours.
const OURS: [Lead; 5] = [Lead::Days(14), Lead::Days(7), Lead::Days(3), Lead::Days(1), Lead::Hours(2)];
/// Before what the buyer does.
const THEIRS: [Lead; 1] = [Lead::Days(1)];

/// The file of a calendar. `base` is the address under which people reach this server.
#[must_use]
pub fn file(sheet: &CalendarSheet, base: &str) -> Vec<u8> {
    crate::server::ics::write(&calendar(sheet, base))
}

/// The calendar in words.
fn calendar(sheet: &CalendarSheet, base: &str) -> Calendar {
    in_language(sheet.language, || {
        let dates = sheet.dates.iter().map(|(date, told)| event(date, *told, base, &sheet.zone));
        let gone = sheet.cancelled.iter().map(|(date, told)| cancelled(date, *told));
        Calendar {
            name: words::calendar_name(sheet.tender.as_deref()),
            language: sheet.language,
            events: dates.chain(gone).collect(),
        }
    })
}

fn event(date: &CalendarDate, told: Told, base: &str, zone: &str) -> Event {
    let alarms = match (date.is_done, date.kind.is_ours()) {
        (true, _) => Vec::new(),
        (false, true) => OURS.to_vec(),
        (false, false) => THEIRS.to_vec(),
    };
    Event {
        uid: uid(date.bid, date.deadline),
        sequence: told.sequence,
        changed_at: told.changed_at,
        when: when(date.from, date.at),
        summary: words::summary(date),
        description: words::description(date),
        place: date.place.clone(),
        url: Some(format!("{base}{}", paths::bid_page(date.bid, "dates"))),
        status: match date.certainty {
            Certainty::Fixed => Status::Confirmed,
            Certainty::Planned => Status::Tentative,
        },
        categories: vec![say(deadline::DATES).to_owned(), say(deadline::kind(date.kind)).to_owned()],
        alarms,
        related: related(date.kind),
        morning: morning(date.at.date, zone),
    }
}

fn cancelled(date: &CancelledDate, told: Told) -> Event {
    Event {
        uid: uid(date.bid, date.deadline),
        sequence: told.sequence,
        changed_at: told.changed_at,
        when: when(date.from, date.at),
        summary: words::cancelled_summary(date),
        description: say(words::CANCELLED).to_owned(),
        place: String::new(),
        url: None,
        status: Status::Cancelled,
        categories: Vec::new(),
        alarms: Vec::new(),
        related: related(date.kind),
        morning: Morning::Same,
    }
}

/// One date is another event on each bid: people answer for it apart.
fn uid(bid: BidId, deadline: DeadlineId) -> String {
    format!("{deadline}.{bid}@musubi")
}

/// Without any time of day whole days; where one end has none, its day counts from midnight to midnight.
fn when(from: Option<Moment>, at: Moment) -> When {
    match (from, at.time) {
        (None, None) => When::Days { from: at.date, to: at.date },
        (None, Some(time)) => When::At(at.date.and_time(time)),
        (Some(from), None) if from.time.is_none() => When::Days { from: from.date.min(at.date), to: at.date },
        (Some(from), _) => {
            let (begin, end) = (from.date.and_time(from.time.unwrap_or(NaiveTime::MIN)), end_of(at));
            if begin < end { When::Span { from: begin, to: end } } else { When::At(end) }
        }
    }
}

fn end_of(at: Moment) -> NaiveDateTime {
    match at.time {
        Some(time) => at.date.and_time(time),
        None => at.date.checked_add_days(Days::new(1)).unwrap_or(at.date).and_time(NaiveTime::MIN),
    }
}

/// Whether it is morning in Japan before it is where the reader is.
fn morning(day: NaiveDate, zone: &str) -> Morning {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let here = day.and_time(noon);
    let there = zones::elsewhere(Moment::at(day, noon), zone);
    let is_behind = there.is_some_and(|there| there.at.date.and_time(there.at.time.unwrap_or_default()) < here);
    if is_behind { Morning::Before } else { Morning::Same }
}

/// One must be at a visit when it begins; a paper must be there when its time ends.
const fn related(kind: MilestoneKind) -> Related {
    if kind.is_begun() { Related::Start } else { Related::End }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn who_is_behind_japan_is_reminded_a_morning_earlier() {
        let morning = |zone: &str| morning(at("2026-12-10").date, zone);
        for zone in ["Asia/Tokyo", "Asia/Seoul", "Australia/Sydney", "Pacific/Auckland", "nowhere"] {
            assert_eq!(morning(zone), Morning::Same, "{zone}");
        }
        for zone in ["Europe/Oslo", "America/New_York", "Asia/Shanghai", "Pacific/Honolulu", "UTC"] {
            assert_eq!(morning(zone), Morning::Before, "{zone}");
        }
    }

    #[test]
    fn a_period_ends_when_its_last_day_does() {
        let day = |text: &str| at(text).date;
        assert_eq!(when(None, at("2026-12-10T17:00")), When::At(day("2026-12-10").and_hms_opt(17, 0, 0).unwrap()));
        assert_eq!(when(None, at("2026-12-10")), When::Days { from: day("2026-12-10"), to: day("2026-12-10") });
        let whole = when(Some(at("2026-12-01")), at("2026-12-10"));
        assert_eq!(whole, When::Days { from: day("2026-12-01"), to: day("2026-12-10") });
        let mixed = when(Some(at("2026-12-01T09:00")), at("2026-12-10"));
        let (from, to) = (day("2026-12-01").and_hms_opt(9, 0, 0).unwrap(), day("2026-12-11").and_time(NaiveTime::MIN));
        assert_eq!(mixed, When::Span { from, to });
    }
}
