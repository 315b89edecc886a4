//! Why to be careful with a date, said beside it. The date itself stays as it is printed: nothing here rounds, rolls or
//! shortens it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::counter_hours::CounterHours;
use super::days::{DayOff, Office};
use super::deadline::{Basis, Method, MilestoneKind};
use super::tender::Deadline;

/// Why to be careful with a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "caution")]
pub enum DateCaution {
    /// A printed deadline is on a day off. It does not roll over: the buyer is to be asked.
    OnDayOff {
        /// Why the office is closed.
        why: DayOff,
        /// The name that somebody gave the day; empty for none.
        name: String,
    },
    /// Documents can be had until a day off, on which no counter hands them out.
    DocsOnDayOff {
        /// Why the office is closed.
        why: DayOff,
        /// The name that somebody gave the day; empty for none.
        name: String,
        /// The business day before.
        day: NaiveDate,
    },
    /// An internal step is on a day off.
    InternalOnDayOff {
        /// Why the office is closed.
        why: DayOff,
        /// The name that somebody gave the day; empty for none.
        name: String,
    },
    /// The printed time is the last moment: hand in on the business day before.
    HandInBy {
        /// That day.
        day: NaiveDate,
    },
    /// The clock of the server decides, and sending takes minutes: be ready one business day earlier.
    SendBy {
        /// That day.
        day: NaiveDate,
    },
    /// 消印有効: the postmark of the day is what counts, and the post office gives it while its counter is open.
    Postmark,
    /// The counter is closed at the printed time.
    OutsideHours {
        /// Its hours.
        hours: CounterHours,
    },
}

/// Puts to every date why to be careful with it.
pub fn add(dates: &mut [Deadline], office: &Office) {
    for date in dates {
        date.cautions = cautions(date, office);
    }
}

/// Why to be careful with a date, as one office counts.
#[must_use]
pub fn cautions(date: &Deadline, office: &Office) -> Vec<DateCaution> {
    let mut found = Vec::new();
    let own_or_docs = matches!(date.kind, MilestoneKind::Internal | MilestoneKind::DocsTo);
    if !own_or_docs && !date.kind.is_handed_in() {
        return found;
    }
    let day = office.minus(date.at.date, 1);
    if let Some(why) = office.day_off(date.at.date) {
        let name = office.given_name(date.at.date).unwrap_or_default().to_owned();
        found.push(match date.kind {
            MilestoneKind::Internal => DateCaution::InternalOnDayOff { why, name },
            MilestoneKind::DocsTo => DateCaution::DocsOnDayOff { why, name, day },
            _ => DateCaution::OnDayOff { why, name },
        });
    }
    if own_or_docs {
        return found;
    }
    if let Some(time) = date.at.time
        && is_closed(date.hours, time)
    {
        found.push(DateCaution::OutsideHours { hours: date.hours });
    }
    found.push(match date.basis {
        Some(Basis::Postmark) => DateCaution::Postmark,
        _ if is_sent(date) => DateCaution::SendBy { day },
        _ => DateCaution::HandInBy { day },
    });
    found
}

/// Whether it goes over a line: by what counts, or by the only ways there are.
fn is_sent(date: &Deadline) -> bool {
    let over_a_line = |method: &Method| matches!(method, Method::Electronic | Method::Email | Method::Fax);
    date.basis == Some(Basis::Electronic) || (!date.methods.is_empty() && date.methods.iter().all(over_a_line))
}

/// The end of the hours is still inside them; the beginning of the lunch hour is, too.
fn is_closed(hours: CounterHours, time: chrono::NaiveTime) -> bool {
    hours.open.is_some_and(|open| time < open.from || time > open.to)
        || hours.shut.is_some_and(|shut| time > shut.from && time < shut.to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::counter_hours::Span;
    use crate::domain::days::Holiday;
    use crate::domain::deadline::Moment;
    use crate::domain::id::DeadlineId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn date(kind: MilestoneKind, moment: &str) -> Deadline {
        let span = |from, to| Span::of_kept(from, to);
        let hours = CounterHours { open: span("09:00", "17:00"), shut: span("12:00", "13:00") };
        Deadline { hours, ..Deadline::bare(DeadlineId::fresh(), kind, Moment::parse(moment).unwrap()) }
    }

    fn of(date: &Deadline) -> Vec<DateCaution> {
        cautions(date, &Office::national())
    }

    #[test]
    fn the_last_minute_is_warned_of_and_not_moved() {
        let mut proposal = date(MilestoneKind::ProposalBy, "2026-12-10T17:00");
        add(std::slice::from_mut(&mut proposal), &Office::national());
        assert_eq!(proposal.cautions, [DateCaution::HandInBy { day: day("2026-12-09") }]);
        assert_eq!(proposal.at.to_string(), "2026-12-10T17:00");
        proposal.methods = vec![Method::Electronic];
        assert_eq!(of(&proposal), [DateCaution::SendBy { day: day("2026-12-09") }]);
        proposal.methods = vec![Method::Electronic, Method::Post];
        assert_eq!(of(&proposal), [DateCaution::HandInBy { day: day("2026-12-09") }]);
        proposal.basis = Some(Basis::Postmark);
        assert_eq!(of(&proposal), [DateCaution::Postmark], "the day itself is in time");
    }

    #[test]
    fn a_printed_deadline_on_a_day_off_is_asked_about_and_never_rolls() {
        let proposal = date(MilestoneKind::ProposalBy, "2026-11-23T17:00");
        let why = DayOff::Holiday(Holiday::LabourThanksgiving);
        assert_eq!(
            of(&proposal),
            [DateCaution::OnDayOff { why, name: String::new() }, DateCaution::HandInBy { day: day("2026-11-20") }]
        );
        let own = date(MilestoneKind::Internal, "2026-11-22");
        assert_eq!(of(&own), [DateCaution::InternalOnDayOff { why: DayOff::Weekend, name: String::new() }]);
        let (why, day) = (DayOff::Weekend, day("2026-11-20"));
        let docs = date(MilestoneKind::DocsTo, "2026-11-22T17:00");
        assert_eq!(of(&docs), [DateCaution::DocsOnDayOff { why, name: String::new(), day }]);
        assert_eq!(of(&date(MilestoneKind::DocsTo, "2026-11-20T17:15")), [], "nothing is handed in");
        assert_eq!(of(&date(MilestoneKind::Delivery, "2027-03-28")), [], "work may end on a Sunday");
    }

    #[test]
    fn a_time_at_which_the_counter_is_closed_is_told() {
        let is_told = |moment: &str| {
            of(&date(MilestoneKind::ProposalBy, moment))
                .iter()
                .any(|caution| matches!(caution, DateCaution::OutsideHours { .. }))
        };
        for closed in ["2026-12-10T08:59", "2026-12-10T17:15", "2026-12-10T12:30"] {
            assert!(is_told(closed), "{closed}");
        }
        for open in ["2026-12-10T17:00", "2026-12-10T12:00", "2026-12-10T13:00", "2026-12-10"] {
            assert!(!is_told(open), "{open}");
        }
    }
}
