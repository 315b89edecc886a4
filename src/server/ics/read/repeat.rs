//! Simple rules of repetition: every so many days, weeks, months or years, so often or until a day.

use chrono::{Datelike, Months, NaiveDate};

use super::dates::{self, Stamp};

/// Repetitions that are read of one rule.
const MOST: usize = 200;
/// Steps that are tried for them: the 31st does not come every month.
const STEPS_MOST: u32 = 1_000;

/// When something repeats.
pub struct Repeats {
    /// Its beginnings, the first one included.
    pub starts: Vec<Stamp>,
    /// Whether there are more than are read.
    pub is_cut: bool,
}

#[derive(Clone, Copy)]
enum Step {
    Days(u64),
    Months(u32),
}

/// Follows a rule; `None` when it says more than is read here.
pub fn expand(rule: &str, from: Stamp) -> Option<Repeats> {
    let (mut step, mut interval, mut count, mut until) = (None, 1_u32, None, None);
    for part in rule.trim().trim_end_matches(';').split(';') {
        let (name, value) = part.split_once('=')?;
        match name.trim().to_ascii_uppercase().as_str() {
            "FREQ" => step = Some(step_of(value.trim())?),
            "INTERVAL" => interval = value.trim().parse().ok().filter(|number| (1..=1_000).contains(number))?,
            "COUNT" => count = Some(value.trim().parse::<usize>().ok().filter(|number| *number > 0)?),
            "UNTIL" => until = Some(until_of(value.trim(), from)?),
            // On which day a week begins matters to rules by week and day only.
            "WKST" => {}
            _ => return None,
        }
    }
    let step = step?;
    let most = count.unwrap_or(usize::MAX).min(MOST);
    let (mut starts, mut is_over) = (Vec::new(), false);
    for number in 0..STEPS_MOST {
        if starts.len() >= most {
            break;
        }
        let Some(day) = nth(from.day(), step, interval.checked_mul(number)?) else { continue };
        if until.is_some_and(|until| day > until) {
            is_over = true;
            break;
        }
        starts.extend(from.on(day));
    }
    let is_whole = is_over || count.is_some_and(|count| starts.len() >= count);
    Some(Repeats { starts, is_cut: !is_whole })
}

fn step_of(name: &str) -> Option<Step> {
    match name.to_ascii_uppercase().as_str() {
        "DAILY" => Some(Step::Days(1)),
        "WEEKLY" => Some(Step::Days(7)),
        "MONTHLY" => Some(Step::Months(1)),
        "YEARLY" => Some(Step::Months(12)),
        _ => None,
    }
}

/// The last day on which it may begin, in the zone of the event.
fn until_of(value: &str, from: Stamp) -> Option<NaiveDate> {
    let last = dates::stamp(value, None).0?;
    match (last, from) {
        (Stamp::At(at, zone), Stamp::At(first, of)) => {
            let there = chrono::TimeZone::from_local_datetime(&zone, &at).earliest()?.with_timezone(&of).naive_local();
            // What begins later on that day is over.
            if there.time() < first.time() { there.date().pred_opt() } else { Some(there.date()) }
        }
        (last, _) => Some(last.day()),
    }
}

/// The day after so many steps; `None` where the month has no such day.
fn nth(first: NaiveDate, step: Step, times: u32) -> Option<NaiveDate> {
    match step {
        Step::Days(days) => dates::days_after(first, days.checked_mul(u64::from(times))?),
        Step::Months(months) => {
            let day = first.checked_add_months(Months::new(months.checked_mul(times)?))?;
            (day.day() == first.day()).then_some(day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(rule: &str, from: &str) -> Option<(Vec<String>, bool)> {
        let repeats = expand(rule, dates::stamp(from, None).0.unwrap())?;
        Some((repeats.starts.iter().map(|start| start.in_japan().to_string()).collect(), repeats.is_cut))
    }

    #[test]
    fn simple_rules_are_followed() {
        let (starts, is_cut) = days("FREQ=WEEKLY;INTERVAL=2;COUNT=3", "20261201").unwrap();
        assert_eq!((starts, is_cut), (["2026-12-01", "2026-12-15", "2026-12-29"].map(str::to_owned).to_vec(), false));
        let (starts, _) = days("FREQ=MONTHLY;UNTIL=20270401", "20261231").unwrap();
        assert_eq!(starts, ["2026-12-31", "2027-01-31", "2027-03-31"]);
        let (starts, _) = days("FREQ=YEARLY;COUNT=2", "20240229").unwrap();
        assert_eq!(starts, ["2024-02-29", "2028-02-29"]);
        // 08:00 UTC is 17:00 in Japan: the last one begins just then.
        let (starts, _) = days("FREQ=DAILY;UNTIL=20261202T080000Z", "20261201T170000").unwrap();
        assert_eq!(starts, ["2026-12-01T17:00", "2026-12-02T17:00"]);
        let (starts, _) = days("FREQ=DAILY;UNTIL=20261202T075959Z", "20261201T170000").unwrap();
        assert_eq!(starts.len(), 1);
    }

    #[test]
    fn what_has_no_end_is_cut_and_what_says_more_is_not_read() {
        let (starts, is_cut) = days("FREQ=DAILY", "20261201").unwrap();
        assert!(starts.len() == MOST && is_cut);
        for rule in ["FREQ=MONTHLY;BYDAY=2MO", "FREQ=SECONDLY", "COUNT=3", "FREQ=DAILY;INTERVAL=0", "", "FREQ=INVALID"]
        {
            assert!(days(rule, "20261201").is_none(), "{rule}");
        }
    }
}
