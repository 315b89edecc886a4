//! Counting days for people, as the law counts them: from an event or back from it, whole fiscal years behind a day, and the
//! days between a notice and its bid. Dates that a notice prints are never moved by anything here.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::days::{FiscalYear, NoticeTime, Office, Turn, days_of_notice, past_fiscal_years};
use super::derived_date::Side;
use super::era;
use super::notice::OffsetUnit;
use super::problem::{Problem, Problems};
use super::text::half_width;

/// The farthest that anything is counted.
const FARTHEST: u16 = 999;
/// Most fiscal years.
const YEARS_MOST: u16 = 50;
/// What a form sends where the day of the event counts.
pub const COUNTED: &str = "counted";

/// The fields of a count as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountForm {
    /// The day of the event.
    pub from: String,
    /// How many.
    pub count: String,
    /// Code of what is counted.
    pub unit: String,
    /// Code of the side.
    pub side: String,
    /// `counted` where the day of the event counts; empty where it does not.
    pub first: String,
    /// `later` or `earlier` where a day off gives way; empty where it stands.
    pub turn: String,
}

/// A count that holds together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCount {
    /// The day of the event.
    pub from: NaiveDate,
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: OffsetUnit,
    /// Which way.
    pub side: Side,
    /// Whether the day of the event counts.
    pub first: FirstDay,
    /// Which way a day off gives.
    pub turn: Option<Turn>,
}

/// Whether the day of the event counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstDay {
    /// 初日不算入 (民法140条).
    Left,
    /// 初日算入: the period begins at midnight (140条ただし書), or a rule says so.
    Counted,
}

/// A rule that a count went by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountRule {
    /// 民法140条
    FirstDayLeft,
    /// 民法140条ただし書
    FirstDayCounted,
    /// 民法143条: weeks, months and years by the calendar.
    ByCalendar,
    /// The days on which the buyer's office is open.
    BusinessDays,
    /// 民法142条: an end on a day off gives way to the next business day.
    RollsLater,
    /// Back to the business day before: no law, the careful answer where something is counted back.
    RollsEarlier,
    /// The end is a day off, and stands: a printed deadline does not roll.
    Stands,
}

/// What a count comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The day that was counted to.
    pub counted: NaiveDate,
    /// The day on which it ends.
    pub end: NaiveDate,
    /// By which rules.
    pub rules: Vec<CountRule>,
}

impl CountForm {
    /// Parses the fields; `None` without a problem when nothing was asked.
    pub fn parse(&self, problems: &mut Problems) -> Option<DayCount> {
        if self.from.trim().is_empty() && self.count.trim().is_empty() {
            return None;
        }
        let from = problems.take("from", era::parse(&self.from));
        let count = number(problems, "count", &self.count, 0..=FARTHEST);
        let unit = OffsetUnit::parse(&self.unit);
        let side = Side::parse(&self.side);
        for (field, is_known) in [("unit", unit.is_some()), ("side", side.is_some())] {
            if !is_known {
                problems.add(field, Problem::NotOffered);
            }
        }
        let first = if self.first == COUNTED { FirstDay::Counted } else { FirstDay::Left };
        Some(DayCount { from: from?, count: count?, unit: unit?, side: side?, first, turn: turn(&self.turn) })
    }
}

/// The code of a turn in forms.
#[must_use]
pub const fn turn_code(turn: Turn) -> &'static str {
    match turn {
        Turn::Later => "later",
        Turn::Earlier => "earlier",
    }
}

fn turn(code: &str) -> Option<Turn> {
    [Turn::Later, Turn::Earlier].into_iter().find(|turn| turn_code(*turn) == code)
}

fn number(problems: &mut Problems, field: &str, text: &str, range: std::ops::RangeInclusive<u16>) -> Option<u16> {
    let typed: String = text.chars().map(half_width).filter(|sign| !sign.is_whitespace()).collect();
    let number = typed.parse().ok().filter(|number| range.contains(number));
    if number.is_none() {
        problems.add(field, Problem::OutOfRange { least: i64::from(*range.start()), most: i64::from(*range.end()) });
    }
    number
}

impl DayCount {
    /// Counts.
    #[must_use]
    pub fn result(&self, office: &Office) -> Counted {
        let counted = self.counted(office);
        let mut rules = vec![match self.first {
            FirstDay::Left => CountRule::FirstDayLeft,
            FirstDay::Counted => CountRule::FirstDayCounted,
        }];
        match self.unit {
            OffsetUnit::Day => {}
            OffsetUnit::BusinessDay => rules.push(CountRule::BusinessDays),
            OffsetUnit::Week | OffsetUnit::Month | OffsetUnit::Year => rules.push(CountRule::ByCalendar),
        }
        if office.is_open(counted) {
            return Counted { counted, end: counted, rules };
        }
        let (end, rule) = match self.turn {
            None => (counted, CountRule::Stands),
            Some(Turn::Later) => (office.open_day(counted, Turn::Later), CountRule::RollsLater),
            Some(Turn::Earlier) => (office.open_day(counted, Turn::Earlier), CountRule::RollsEarlier),
        };
        rules.push(rule);
        Counted { counted, end, rules }
    }

    fn counted(&self, office: &Office) -> NaiveDate {
        if self.count == 0 {
            return self.from;
        }
        let is_first = self.first == FirstDay::Counted;
        match (self.unit, self.side) {
            (OffsetUnit::Day, side) => days(self.from, u64::from(self.count) - u64::from(is_first), side),
            (OffsetUnit::Week, side) => days(self.from, u64::from(self.count) * 7 - u64::from(is_first), side),
            (OffsetUnit::BusinessDay, side) => {
                let count = self.count - u16::from(is_first && office.is_open(self.from));
                match side {
                    Side::After => office.add(self.from, count),
                    Side::Before => office.minus(self.from, count),
                }
            }
            (OffsetUnit::Month, side) => self.months(u32::from(self.count), side),
            (OffsetUnit::Year, side) => self.months(u32::from(self.count) * 12, side),
        }
    }

    /// 143条2項: the day before the one that corresponds to the first day; where its month has no such day, the last of
    /// the month. Counted back, the earliest day from which so many months reach the event.
    fn months(&self, months: u32, side: Side) -> NaiveDate {
        let months = Months::new(months);
        if side == Side::Before {
            let back = self.from.checked_sub_months(months).unwrap_or(NaiveDate::MIN);
            return days(back, u64::from(self.first == FirstDay::Counted), Side::After);
        }
        let begin = days(self.from, u64::from(self.first == FirstDay::Left), Side::After);
        let reached = begin.checked_add_months(months).unwrap_or(NaiveDate::MAX);
        // chrono ends at the last day of a month that is too short, which is where the period ends.
        if reached.day() < begin.day() { reached } else { days(reached, 1, Side::Before) }
    }
}

/// So many days on one side; stops at the calendar's ends.
fn days(from: NaiveDate, count: u64, side: Side) -> NaiveDate {
    match side {
        Side::After => from.checked_add_days(Days::new(count)).unwrap_or(NaiveDate::MAX),
        Side::Before => from.checked_sub_days(Days::new(count)).unwrap_or(NaiveDate::MIN),
    }
}

/// The fields that ask for fiscal years.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearsForm {
    /// The day from which one looks back.
    pub day: String,
    /// How many.
    pub years: String,
}

/// 過去n年度 by both readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastYears {
    /// The day from which one looks back.
    pub day: NaiveDate,
    /// How many.
    pub years: u16,
    /// The whole years before the running one.
    pub whole: (NaiveDate, NaiveDate),
    /// With the running one, up to the day (当該年度を含む).
    pub with_running: (NaiveDate, NaiveDate),
}

impl YearsForm {
    /// Parses the fields; `None` without a problem when nothing was asked.
    pub fn parse(&self, problems: &mut Problems) -> Option<PastYears> {
        if self.day.trim().is_empty() && self.years.trim().is_empty() {
            return None;
        }
        let day = problems.take("day", era::parse(&self.day));
        let years = number(problems, "years", &self.years, 1..=YEARS_MOST);
        Some(PastYears::of(day?, years?))
    }
}

impl PastYears {
    /// The fiscal years behind a day.
    #[must_use]
    pub fn of(day: NaiveDate, years: u16) -> Self {
        let first = FiscalYear(FiscalYear::of(day).0.saturating_add(1).saturating_sub(i32::from(years)));
        Self { day, years, whole: past_fiscal_years(day, years), with_running: (first.first(), day) }
    }
}

/// The fields that ask whether a notice was early enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NoticeForm {
    /// The day of the notice.
    pub notice: String,
    /// The day of the bid.
    pub bid: String,
    /// How many days are wanted.
    pub least: String,
}

/// Whether a notice was early enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeCount {
    /// The day of the notice.
    pub notice: NaiveDate,
    /// The day of the bid.
    pub bid: NaiveDate,
    /// How many days are wanted.
    pub least: u16,
    /// Whole days between them.
    pub between: i64,
    /// Whether that is enough.
    pub time: NoticeTime,
}

impl NoticeForm {
    /// Parses the fields; `None` without a problem when nothing was asked.
    pub fn parse(&self, problems: &mut Problems) -> Option<NoticeCount> {
        if [&self.notice, &self.bid, &self.least].into_iter().all(|text| text.trim().is_empty()) {
            return None;
        }
        let notice = problems.take("notice", era::parse(&self.notice));
        let bid = problems.take("bid", era::parse(&self.bid));
        let least = number(problems, "least", &self.least, 1..=FARTHEST);
        let (notice, bid, least) = (notice?, bid?, least?);
        let between = bid.signed_duration_since(notice).num_days() - 1;
        Some(NoticeCount { notice, bid, least, between, time: days_of_notice(notice, bid, least) })
    }
}

#[cfg(test)]
mod tests;
