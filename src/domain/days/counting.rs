//! Counting in calendar days: periods of law, which roll over a day off at their end, and counting back from a bid.
//! A deadline that a notice prints is no period of law and is never handed to anything here.

use chrono::{Days, NaiveDate};

use super::{Office, Turn};

/// The last day of a period of `days` days that the law sets from an event: the day of the event is not counted (民法140条),
/// and an end on a day off gives way to the next business day (142条).
#[must_use]
pub fn period_end(office: &Office, event: NaiveDate, days: u16) -> NaiveDate {
    let last = event.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
    office.open_day(last, Turn::Later)
}

/// Whether a notice is early enough by `入札期日の前日から起算してn日前`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeTime {
    /// In time however it is read.
    Enough,
    /// In time only when the day of the notice may be the nth day itself.
    Doubtful,
    /// Too late by either reading.
    TooShort,
}

/// Judges the days between a notice and the day of the bid. Counted back from the day before the bid, the nth day is
/// `bid − n`; the careful reading wants n whole days between, the lenient one lets the notice be on that day.
#[must_use]
pub fn days_of_notice(notice: NaiveDate, bid: NaiveDate, days: u16) -> NoticeTime {
    let ahead = bid.signed_duration_since(notice).num_days();
    let wanted = i64::from(days);
    match ahead {
        ahead if ahead > wanted => NoticeTime::Enough,
        ahead if ahead == wanted => NoticeTime::Doubtful,
        _ => NoticeTime::TooShort,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_day_of_the_event_is_not_counted_and_the_end_rolls_over_days_off() {
        let office = Office::national();
        assert_eq!(period_end(&office, day("2026-11-02"), 10), day("2026-11-12"));
        // 2026-11-22 is a Sunday and the 23rd a holiday.
        assert_eq!(period_end(&office, day("2026-11-12"), 10), day("2026-11-24"));
        assert_eq!(period_end(&office, day("2026-12-19"), 10), day("2027-01-04"));
        assert_eq!(period_end(&office, NaiveDate::MAX, 1), NaiveDate::MAX);
    }

    #[test]
    fn counting_back_from_the_day_before_the_bid_has_a_careful_and_a_lenient_answer() {
        let bid = day("2026-12-21");
        assert_eq!(days_of_notice(day("2026-12-10"), bid, 10), NoticeTime::Enough);
        assert_eq!(days_of_notice(day("2026-12-11"), bid, 10), NoticeTime::Doubtful);
        assert_eq!(days_of_notice(day("2026-12-12"), bid, 10), NoticeTime::TooShort);
    }
}
