//! The days on which offices are closed, in the manner of the programs that people keep them with: exactly these.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::calendar_file::CalendarFile;
use crate::domain::closed_days::offered;
use crate::domain::days::Office;
use crate::domain::days_off::DayOffDay;
use crate::server::ics::{read, read_for};

/// Files with the days that they close, month by month.
const CLOSED: [(&str, &[&str]); 9] = [
    ("own_outlook_saturdays", &["2026-12 02 09 12 16 26 30", "2027-01 09 23", "2027-02 13 27"]),
    ("own_outlook_end_of_month", &["2026-12 31", "2027-01 29 31", "2027-02 26 28", "2027-03 31"]),
    ("own_google_mondays", &["2026-12 07 14 21", "2027-01 04 12 18", "2027-02 01 02 03 04 05"]),
    (
        "own_apple_year_end",
        &[
            "2026-12 29 30 31",
            "2027-01 01 02 03",
            "2027-12 29 30 31",
            "2028-01 01 02 03",
            "2028-12 29 30 31",
            "2029-01 01 02 03",
        ],
    ),
    ("own_apple_leap_day", &["2027-11 14", "2028-02 29", "2028-11 14", "2032-02 29", "2036-02 29"]),
    ("own_city_saturdays", &["2026-12 12 26", "2027-01 09 23", "2027-02 13 26", "2027-03 13 27"]),
    ("own_city_year_end", &["2026-12 29 30 31", "2027-01 01 02 03", "2027-12 29 30 31", "2028-01 01 02 03"]),
    ("own_city_stocktaking", &["2027-02 09 10 11 12", "2028-02 08 09 10 11"]),
    ("own_city_new_weekday", &["2027-03 08 15 22 29", "2027-04 06 13 27", "2027-05 06"]),
];

#[test]
fn files_in_the_manner_of_well_known_programs_close_exactly_these_days() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server/ics/fixtures");
    for (name, months) in CLOSED {
        let expected: Vec<NaiveDate> = months
            .iter()
            .flat_map(|month| {
                let (month, days) = month.split_once(' ').unwrap();
                days.split(' ').map(move |day| format!("{month}-{day}").parse().unwrap())
            })
            .collect();
        let bytes = std::fs::read(folder.join(format!("{name}.ics"))).unwrap();
        for file in [read(&bytes).unwrap(), read_for(&bytes, "2026-11-27".parse().unwrap()).unwrap()] {
            assert_eq!(closed(&file).into_iter().collect::<Vec<_>>(), expected, "{name}");
            assert_eq!(file.notes, [], "{name}");
        }
    }
    let own = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(own.filter(|name| name.starts_with("own_")).count(), CLOSED.len(), "every file of ours is named here");
}

/// Every whole day of what stands.
fn closed(file: &CalendarFile) -> BTreeSet<NaiveDate> {
    file.events
        .iter()
        .filter(|event| !event.is_cancelled && event.from.time.is_none())
        .flat_map(|event| {
            let last = event.to.map_or(event.from.date, |to| to.date);
            event.from.date.iter_days().take_while(move |day| *day <= last)
        })
        .collect()
}

#[test]
fn a_day_of_every_week_that_is_closed_since_long_ago_is_offered_for_the_weeks_to_come() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20100405\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\n\
SUMMARY:休館日\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let today = "2026-11-27".parse().unwrap();
    let days = offered(&read_for(text.as_bytes(), today).unwrap(), &Office::national(), &[], today).days;
    let days: Vec<NaiveDate> = days
        .iter()
        .filter_map(|offered| match offered.off.day {
            DayOffDay::Single(day) => Some(day),
            DayOffDay::Yearly { .. } => None,
        })
        .collect();
    assert_eq!(days.first().map(NaiveDate::to_string).as_deref(), Some("2026-11-30"));
    assert!(days.len() > 60 && days.iter().all(|day| day.weekday() == Weekday::Mon), "{days:?}");
    assert!(!days.contains(&"2027-01-11".parse().unwrap()), "every office is closed on that day anyway");
}
