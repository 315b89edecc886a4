//! Days on which an office is closed, as somebody's calendar file tells them: which of its events are offered as a buyer's
//! own days off, and what is left out. Whoever keeps the tender chooses.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::calendar_file::{CalendarFile, FileEvent};
use super::days::{DayOff, Office};
use super::days_off::{DayOffDay, DayOffForm, OwnDayOff, YEARLY};
use super::problem::Problems;

/// Most days that are offered at once.
pub const OFFERED_DAYS_MOST: usize = 100;
/// Days of the longest event that is read as days off.
const SPAN_MOST: usize = 31;
/// Years in which a day must come one after the other to be one of every year.
const YEARS_LEAST: usize = 3;
/// What an event without a title is called.
const UNNAMED: &str = "休業日";
/// Characters of a name.
const NAME_MOST: usize = 80;

/// What of a file can be days off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfferedDays {
    /// Those that are offered, in the order of the calendar; those of every year behind.
    pub days: Vec<OfferedDay>,
    /// What is not offered.
    pub left_out: Vec<LeftOut>,
}

/// A day that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedDay {
    /// The day and its name.
    pub off: OwnDayOff,
    /// Whether its title says that somebody is closed.
    pub says_closed: bool,
}

/// What is not offered, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub why: WhyLeftOut,
    /// How many.
    pub count: usize,
}

/// Why something of a file is not offered as a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyLeftOut {
    /// The day is entered already.
    Known,
    /// Every office is closed then.
    ClosedAnyway,
    /// It is over.
    Past,
    /// The event has a time of day, or is longer than a month: it is no day off.
    NoDay,
    /// There are more than are offered at once.
    More,
}

impl WhyLeftOut {
    const ALL: [Self; 5] = [Self::Known, Self::ClosedAnyway, Self::Past, Self::NoDay, Self::More];

    const fn code(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::ClosedAnyway => "closed",
            Self::Past => "past",
            Self::NoDay => "no_day",
            Self::More => "more",
        }
    }
}

impl LeftOut {
    /// As it stands in a form that is kept: reason and number.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}:{}", self.why.code(), self.count)
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        let (why, count) = code.split_once(':')?;
        let why = WhyLeftOut::ALL.into_iter().find(|one| one.code() == why)?;
        Some(Self { why, count: count.parse().ok()? })
    }
}

/// The fields of an offered day as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ClosedDayForm {
    /// `yes` where it is ticked.
    pub include: String,
    /// The day.
    pub day: String,
    /// `yearly`, or empty for one day.
    pub repeats: String,
    /// Its name.
    pub name: String,
}

impl ClosedDayForm {
    /// The fields of a day that is offered.
    #[must_use]
    pub fn of(offered: &OfferedDay) -> Self {
        let is_yearly = matches!(offered.off.day, DayOffDay::Yearly { .. });
        Self {
            include: if offered.says_closed { "yes" } else { "" }.to_owned(),
            day: offered.off.day.kept(),
            repeats: if is_yearly { YEARLY } else { "" }.to_owned(),
            name: offered.off.name.clone(),
        }
    }

    /// Parses the fields; `name` makes the name of a field in the whole form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> Option<OwnDayOff> {
        let Self { day, repeats, name: called, .. } = self.clone();
        DayOffForm { day, repeats, name: called }.parse(problems, name)
    }
}

/// The days of a file that are offered: whole days from today on, on which the office is not closed already.
#[must_use]
pub fn offered(file: &CalendarFile, office: &Office, known: &[OwnDayOff], today: NaiveDate) -> OfferedDays {
    let mut sieve = Sieve {
        office,
        known: known.iter().map(|off| off.day).collect(),
        today,
        single: BTreeMap::new(),
        yearly: BTreeMap::new(),
        left_out: BTreeMap::new(),
    };
    // One event may be at several times; they stand together, under its line.
    for times in file.events.chunk_by(|one, next| one.line == next.line) {
        sieve.event(times);
    }
    sieve.finish()
}

/// What falls through is offered.
struct Sieve<'o> {
    office: &'o Office,
    known: Vec<DayOffDay>,
    today: NaiveDate,
    single: BTreeMap<NaiveDate, OfferedDay>,
    yearly: BTreeMap<(u32, u32), OfferedDay>,
    left_out: BTreeMap<WhyLeftOut, usize>,
}

impl Sieve<'_> {
    fn event(&mut self, times: &[FileEvent]) {
        let standing: Vec<&FileEvent> = times.iter().filter(|event| !event.is_cancelled).collect();
        let Some(first) = standing.first() else { return };
        if first.from.time.is_some() {
            return self.leave(WhyLeftOut::NoDay);
        }
        if let Some((month, day)) = every_year(&standing) {
            return self.each_year(month, day, first);
        }
        for event in standing {
            let last = event.to.map_or(event.from.date, |to| to.date);
            let days: Vec<NaiveDate> =
                event.from.date.iter_days().take_while(|day| *day <= last).take(SPAN_MOST + 1).collect();
            if days.len() > SPAN_MOST {
                self.leave(WhyLeftOut::NoDay);
                continue;
            }
            for day in days {
                self.single(day, event);
            }
        }
    }

    fn single(&mut self, day: NaiveDate, event: &FileEvent) {
        let is_known = self.known.iter().any(|known| match known {
            DayOffDay::Single(date) => *date == day,
            DayOffDay::Yearly { month, day: of } => (*month, *of) == (day.month(), day.day()),
        });
        match self.office.day_off(day) {
            _ if is_known => self.leave(WhyLeftOut::Known),
            _ if day < self.today => self.leave(WhyLeftOut::Past),
            Some(why) if why != DayOff::Own => self.leave(WhyLeftOut::ClosedAnyway),
            _ => {
                self.single.entry(day).or_insert_with(|| offered_day(DayOffDay::Single(day), event));
            }
        }
    }

    fn each_year(&mut self, month: u32, day: u32, event: &FileEvent) {
        let off = DayOffDay::Yearly { month, day };
        if self.known.contains(&off) {
            self.leave(WhyLeftOut::Known);
        } else {
            self.yearly.entry((month, day)).or_insert_with(|| offered_day(off, event));
        }
    }

    fn leave(&mut self, why: WhyLeftOut) {
        *self.left_out.entry(why).or_default() += 1;
    }

    fn finish(mut self) -> OfferedDays {
        let mut days: Vec<OfferedDay> = self.single.into_values().chain(self.yearly.into_values()).collect();
        if days.len() > OFFERED_DAYS_MOST {
            self.left_out.insert(WhyLeftOut::More, days.len() - OFFERED_DAYS_MOST);
            days.truncate(OFFERED_DAYS_MOST);
        }
        let left_out = self.left_out.into_iter().map(|(why, count)| LeftOut { why, count }).collect();
        OfferedDays { days, left_out }
    }
}

/// The day that comes in year after year, and nothing else.
fn every_year(times: &[&FileEvent]) -> Option<(u32, u32)> {
    let days: BTreeSet<NaiveDate> =
        times.iter().filter(|event| event.to.is_none()).map(|event| event.from.date).collect();
    let first = days.first()?;
    let in_turn = (first.year()..).zip(&days).all(|(year, day)| day.year() == year && same_day(*first, *day));
    (days.len() == times.len() && days.len() >= YEARS_LEAST && in_turn).then(|| (first.month(), first.day()))
}

fn same_day(one: NaiveDate, other: NaiveDate) -> bool {
    (one.month(), one.day()) == (other.month(), other.day())
}

fn offered_day(day: DayOffDay, event: &FileEvent) -> OfferedDay {
    let title = event.summary.split(char::is_control).map(str::trim).filter(|part| !part.is_empty());
    let title: String = title.collect::<Vec<_>>().join(" ").chars().take(NAME_MOST).collect();
    let says_closed = says_closed(&title);
    let name = if title.is_empty() { UNNAMED.to_owned() } else { title };
    OfferedDay { says_closed, off: OwnDayOff { day, name } }
}

/// Whether a title says that somebody is closed: 休庁, 臨時休業, 閉庁日. What opens on a day off says the contrary.
fn says_closed(title: &str) -> bool {
    let plain = title.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    has(&["休", "閉", "closed", "holiday", "day off"]) && !has(&["開庁", "開館", "開所", "open"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::Moment;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn event(line: usize, from: &str, to: &str, summary: &str) -> FileEvent {
        FileEvent {
            line,
            uid: line.to_string(),
            summary: summary.to_owned(),
            description: String::new(),
            place: String::new(),
            from: Moment::parse(from).unwrap(),
            to: Moment::parse(to),
            is_cancelled: false,
            repeat: 0,
        }
    }

    fn found(events: Vec<FileEvent>, known: &[OwnDayOff]) -> (Vec<(String, bool)>, Vec<String>) {
        let file = CalendarFile { events, ..CalendarFile::default() };
        let OfferedDays { days, left_out } = offered(&file, &Office::national(), known, day("2026-11-27"));
        let days = days
            .iter()
            .map(|offered| (format!("{} {}", offered.off.day.kept(), offered.off.name), offered.says_closed));
        (days.collect(), left_out.iter().map(|left| left.code()).collect())
    }

    #[test]
    fn whole_days_to_come_on_which_offices_are_open_are_offered() {
        let events = vec![
            event(1, "2026-12-09", "", "町民の日（休庁）"),
            event(2, "2026-12-10T09:00", "2026-12-10T10:00", "打合せ"),
            // A Thursday to a Sunday: the weekend is closed anyway.
            event(3, "2027-02-04", "2027-02-07", "システム更新"),
            event(4, "2026-11-02", "", "創立記念日"),
            event(5, "2026-12-01", "2027-03-31", "工事"),
            event(6, "2026-12-12", "", "休日開庁"),
            event(7, "2026-12-14", "", ""),
        ];
        let (days, left_out) = found(events, &[]);
        let expected = [
            ("2026-12-09 町民の日（休庁）", true),
            ("2026-12-14 休業日", false),
            ("2027-02-04 システム更新", false),
            ("2027-02-05 システム更新", false),
        ];
        assert_eq!(days, expected.map(|(day, says)| (day.to_owned(), says)));
        assert_eq!(left_out, ["closed:3", "past:1", "no_day:2"]);
        assert!(!says_closed("休日開庁"));
    }

    #[test]
    fn a_day_that_comes_year_after_year_is_one_of_every_year() {
        let memorial = |from: i32, to: i32| {
            (from..=to).map(|year| event(1, &format!("{year}-06-23"), "", "慰霊の日")).collect::<Vec<_>>()
        };
        assert_eq!(found(memorial(2025, 2040), &[]).0, [("06-23 慰霊の日".to_owned(), false)]);
        assert_eq!(found(memorial(2027, 2028), &[]).0.len(), 2, "twice is not every year");
        let mut gap = memorial(2027, 2031);
        gap.remove(2);
        assert_eq!(found(gap, &[]).0.len(), 3, "a Sunday among them is closed anyway");
        let off = OwnDayOff { day: DayOffDay::Yearly { month: 6, day: 23 }, name: "慰霊の日".to_owned() };
        let (days, left_out) = found(memorial(2027, 2040), &[off]);
        assert_eq!((days.len(), left_out), (0, vec!["known:1".to_owned()]));
    }

    #[test]
    fn what_is_offered_comes_back_from_its_form_and_is_not_offered_again() {
        let events = || vec![event(1, "2026-12-09", "", "町民の日"), event(2, "2026-12-09", "", "同じ日")];
        let file = CalendarFile { events: events(), ..CalendarFile::default() };
        let days = offered(&file, &Office::national(), &[], day("2026-11-27")).days;
        let taken: Vec<OwnDayOff> = days
            .iter()
            .filter_map(|offered| ClosedDayForm::of(offered).parse(&mut Problems::default(), str::to_owned))
            .collect();
        assert_eq!(taken, days.iter().map(|offered| offered.off.clone()).collect::<Vec<_>>());
        assert_eq!(taken.len(), 1);
        assert_eq!(found(events(), &taken), (Vec::new(), vec!["known:2".to_owned()]));
    }

    #[test]
    fn more_than_are_offered_at_once_are_counted() {
        let first = day("2028-01-01");
        let events = first.iter_days().take(300).enumerate().map(|(at, date)| event(at, &date.to_string(), "", "休"));
        let (days, left_out) = found(events.collect(), &[]);
        assert_eq!(days.len(), OFFERED_DAYS_MOST);
        assert!(left_out.iter().any(|left| LeftOut::parse(left).is_some_and(|left| left.why == WhyLeftOut::More)));
    }
}
