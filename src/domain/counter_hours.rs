//! When the counter takes papers (受付時間), as a notice prints it: 9:00–17:00, closed 12:00–13:00.

use chrono::{NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use super::problem::{Problem, Problems};
use super::tender_form::time_of_day;

/// How a time of day is kept and shown in forms.
const CLOCK: &str = "%H:%M";

/// A stretch of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first minute.
    pub from: NaiveTime,
    /// Its end.
    pub to: NaiveTime,
}

/// The hours of a counter; nothing where the notice does not say them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CounterHours {
    /// When it is open.
    pub open: Option<Span>,
    /// When it is closed in between, for lunch.
    pub shut: Option<Span>,
}

/// The hours as they come from a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HoursForm {
    /// Opening.
    pub open_from: String,
    /// Closing.
    pub open_to: String,
    /// Beginning of the lunch hour.
    pub shut_from: String,
    /// End of the lunch hour.
    pub shut_to: String,
}

impl CounterHours {
    /// Whether the notice does not say them.
    #[must_use]
    pub const fn is_unsaid(&self) -> bool {
        self.open.is_none() && self.shut.is_none()
    }
}

impl Span {
    /// Reads both ends as they are kept; `None` when either is missing.
    #[must_use]
    pub fn of_kept(from: &str, to: &str) -> Option<Self> {
        let read = |text| NaiveTime::parse_from_str(text, CLOCK).ok();
        Some(Self { from: read(from)?, to: read(to)? })
    }
}

/// A time of day as it is kept.
#[must_use]
pub fn kept_time(time: Option<NaiveTime>) -> String {
    time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).unwrap_or_default()
}

impl HoursForm {
    /// Parses the hours; `name` makes the name of a field in the whole form.
    pub fn parse(&self, problems: &mut Problems, name: impl Fn(&str) -> String) -> CounterHours {
        let open = span(problems, &self.open_from, &self.open_to, &name("open_from"), &name("open_to"));
        let shut = span(problems, &self.shut_from, &self.shut_to, &name("shut_from"), &name("shut_to"));
        if let (Some(open), Some(shut)) = (open, shut)
            && (shut.from < open.from || shut.to > open.to)
        {
            problems.add(&name("shut_from"), Problem::OutsideHours);
        }
        CounterHours { open, shut }
    }
}

impl From<CounterHours> for HoursForm {
    fn from(hours: CounterHours) -> Self {
        let (open, shut) = (hours.open, hours.shut);
        Self {
            open_from: kept_time(open.map(|span| span.from)),
            open_to: kept_time(open.map(|span| span.to)),
            shut_from: kept_time(shut.map(|span| span.from)),
            shut_to: kept_time(shut.map(|span| span.to)),
        }
    }
}

/// Both ends or neither; the end lies behind the beginning.
fn span(problems: &mut Problems, from: &str, to: &str, from_field: &str, to_field: &str) -> Option<Span> {
    if from.trim().is_empty() && to.trim().is_empty() {
        return None;
    }
    let mut read = |text: &str, field: &str| {
        let time = time_of_day(text);
        if time.is_none() {
            problems.add(field, Problem::TimeUnreadable);
        }
        time
    };
    let (from, to) = (read(from, from_field), read(to, to_field));
    let span = Span { from: from?, to: to? };
    if span.from >= span.to {
        problems.add(from_field, Problem::PeriodReversed);
        return None;
    }
    Some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(times: [&str; 4]) -> HoursForm {
        let [open_from, open_to, shut_from, shut_to] = times.map(str::to_owned);
        HoursForm { open_from, open_to, shut_from, shut_to }
    }

    fn fields(times: [&str; 4]) -> Vec<String> {
        let mut problems = Problems::default();
        form(times).parse(&mut problems, str::to_owned);
        problems.into_vec().into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn hours_are_read_as_notices_print_them_and_kept_the_same() {
        let hours = form(["午前9時", "17時", "正午", "午後1時"]).parse(&mut Problems::default(), str::to_owned);
        assert_eq!(HoursForm::from(hours), form(["09:00", "17:00", "12:00", "13:00"]));
        assert_eq!(Span::of_kept("09:00", "17:00"), hours.open);
        assert_eq!(Span::of_kept("", ""), None);
    }

    #[test]
    fn what_cannot_be_hours_is_told_at_its_field() {
        assert_eq!(fields(["9:00", "", "", ""]), ["open_to"]);
        assert_eq!(fields(["17:00", "9:00", "", ""]), ["open_from"]);
        assert_eq!(fields(["9:00", "17:00", "12:00", "18:00"]), ["shut_from"]);
        assert_eq!(fields(["", "", "12:00", "13:00"]), Vec::<String>::new());
    }
}
