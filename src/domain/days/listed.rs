//! National holidays before the law as it is in force from 2022: every year had laws of its own, so they are taken from the
//! official list (内閣府「国民の祝日について」, 1955 to 2021), not computed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use super::Holiday;

/// The years of the list.
const YEARS: std::ops::RangeInclusive<i32> = 1955..=2021;
/// What the list calls a substitute and a day between two holidays alike.
const UNNAMED: &str = "休日";

static LIST: LazyLock<BTreeMap<NaiveDate, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("holidays_1955_2021.csv").lines();
    let days = lines.filter_map(|line| {
        let (date, name) = line.split_once(',')?;
        Some((date.parse().ok()?, name))
    });
    days.collect()
});

/// Whether the list says what the day is.
pub(super) fn covers(date: NaiveDate) -> bool {
    YEARS.contains(&date.year())
}

/// The holiday on a day of these years.
pub(super) fn holiday(date: NaiveDate) -> Option<Holiday> {
    let name = *LIST.get(&date)?;
    if name != UNNAMED {
        let known = Holiday::NAMED.into_iter().find(|holiday| holiday.japanese() == name);
        return Some(known.unwrap_or(Holiday::Extra));
    }
    let is_listed = |day: Option<NaiveDate>| day.is_some_and(|day| LIST.contains_key(&day));
    let is_between = is_listed(date.pred_opt()) && is_listed(date.succ_opt());
    Some(if is_between { Holiday::Between } else { Holiday::Substitute })
}

/// The name of a holiday that the law has no more, or that was one once.
pub(super) fn name(date: NaiveDate) -> Option<&'static str> {
    holiday(date).filter(|holiday| *holiday == Holiday::Extra)?;
    LIST.get(&date).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::days::{DayOff, Exceptions, Office};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_line_of_the_list_is_a_day_of_its_years() {
        let lines = include_str!("holidays_1955_2021.csv").lines().count();
        assert_eq!((lines, LIST.len()), (959, 959));
        assert!(LIST.keys().all(|date| covers(*date)));
        let ends = [LIST.keys().next(), LIST.keys().next_back()].map(Option::unwrap);
        assert_eq!(ends, [&day("1955-01-01"), &day("2021-11-23")]);
    }

    #[test]
    fn the_list_goes_before_the_rules_of_later_years() {
        let found = |date: &str| Exceptions::none().holiday(day(date));
        for (date, holiday) in [
            // The calendars of 2019 and 2020: accession, Olympic Games.
            ("2019-04-30", Some(Holiday::Between)),
            ("2019-05-01", Some(Holiday::Extra)),
            ("2019-10-22", Some(Holiday::Extra)),
            ("2019-12-23", None),
            ("2020-07-20", None),
            ("2020-07-23", Some(Holiday::Marine)),
            ("2020-07-24", Some(Holiday::Sports)),
            ("2020-08-10", Some(Holiday::Mountain)),
            ("2020-10-12", None),
            ("1973-04-30", Some(Holiday::Substitute)),
            ("1988-05-04", Some(Holiday::Between)),
            ("1989-02-23", None),
            ("1989-02-24", Some(Holiday::Extra)),
            ("1999-01-15", Some(Holiday::ComingOfAge)),
            ("1999-10-10", Some(Holiday::Extra)),
            ("1999-10-11", Some(Holiday::Substitute)),
            ("2009-09-22", Some(Holiday::Between)),
            // From here on the rules.
            ("2022-01-10", Some(Holiday::ComingOfAge)),
        ] {
            assert_eq!(found(date), holiday, "{date}");
        }
    }

    #[test]
    fn what_the_law_has_no_more_has_its_name() {
        let office = Office::national();
        assert_eq!(office.day_off(day("2010-10-11")), Some(DayOff::Holiday(Holiday::Extra)));
        assert_eq!(office.given_name(day("2010-10-11")), Some("体育の日"));
        assert_eq!(office.given_name(day("2020-07-23")), None);
        assert_eq!(office.minus(day("2020-07-27"), 1), day("2020-07-22"), "two days of the Games and a weekend");
    }
}
