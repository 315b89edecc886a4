//! The months of a tender's dates, each a table: weeks from Sunday in Japanese, from Monday in English.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use leptos::prelude::*;

use crate::domain::days::{DayOff, Office};
use crate::domain::deadline::Moment;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::tender::Deadline;
use crate::ui::app::frame;
use crate::ui::kit::Disclosure;
use crate::ui::wording::{day_off as words, deadline, derived_date, language, say};

/// Most months that are shown: those behind them stand in the table of dates.
const MOST_MONTHS: usize = 18;

/// A calendar for each month in which something happens from now on, and for the last one before.
#[component]
pub fn MonthCalendar(
    /// The dates, earliest first.
    dates: Vec<Deadline>,
    /// When the buyer's office is open.
    office: Office,
) -> impl IntoView {
    let today = Instant(frame().now).in_japan().date();
    let months: Vec<_> = months_of(&dates, today)
        .into_iter()
        .map(|first| view! { <Month first dates=dates.clone() office=office.clone() today/> })
        .collect();
    (!months.is_empty()).then(|| {
        view! {
            <Disclosure summary=words::CALENDAR open=true>
                <p class="hint no-print">{say(words::CALENDAR_HINT)}</p>
                <div class="months">{months}</div>
            </Disclosure>
        }
    })
}

/// The first days of the months that are shown.
fn months_of(dates: &[Deadline], today: NaiveDate) -> Vec<NaiveDate> {
    let days = dates.iter().flat_map(|date| beginning(date).map(|from| from.date).into_iter().chain([date.at.date]));
    let mut months: Vec<NaiveDate> = days.filter_map(|day| day.with_day(1)).collect();
    months.sort_unstable();
    months.dedup();
    let this = today.with_day(1).unwrap_or(today);
    let past = months.iter().filter(|month| **month < this).count();
    months.into_iter().skip(past.saturating_sub(1)).take(MOST_MONTHS).collect()
}

/// When a period of several days begins.
fn beginning(date: &Deadline) -> Option<Moment> {
    date.from.filter(|from| from.date < date.at.date)
}

/// The first day of a week.
fn week_start() -> Weekday {
    match language() {
        Language::Japanese => Weekday::Sun,
        Language::English => Weekday::Mon,
    }
}

/// The weeks of a month, each from its first day; days of other months are nothing.
fn weeks_of(first: NaiveDate, start: Weekday) -> Vec<Vec<Option<NaiveDate>>> {
    let lead = first.weekday().days_since(start) as usize;
    let end = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let days = first.iter_days().take_while(|day| *day < end).map(Some);
    let mut cells: Vec<Option<NaiveDate>> = std::iter::repeat_n(None, lead).chain(days).collect();
    while !cells.len().is_multiple_of(7) {
        cells.push(None);
    }
    cells.chunks(7).map(<[_]>::to_vec).collect()
}

/// The roles say that it is a table also where a phone shows its busy days one under the other.
#[component]
fn Month(first: NaiveDate, dates: Vec<Deadline>, office: Office, today: NaiveDate) -> impl IntoView {
    let start = week_start();
    // Any week names its days.
    let heads: Vec<_> = (0..7)
        .filter_map(|at| NaiveDate::from_isoywd_opt(2026, 2, start)?.checked_add_days(Days::new(at)))
        .map(|day| view! { <th scope="col" role="columnheader">{say(deadline::weekday(day.weekday()))}</th> })
        .collect();
    let rows: Vec<_> = weeks_of(first, start)
        .into_iter()
        .map(|week| {
            let cells: Vec<_> = week.into_iter().map(|day| cell(day, &dates, &office, today)).collect();
            view! { <tr role="row">{cells}</tr> }
        })
        .collect();
    view! {
        <table class="month" role="table">
            <caption>{words::month(first)}</caption>
            <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
}

fn cell(day: Option<NaiveDate>, dates: &[Deadline], office: &Office, today: NaiveDate) -> AnyView {
    let Some(day) = day else { return view! { <td class="no-day" role="cell"></td> }.into_any() };
    let off = office.day_off(day);
    let class = match off {
        Some(DayOff::Weekend) => "off weekend",
        Some(_) => "off",
        None => "open",
    };
    let is_named = off.is_some_and(|off| off != DayOff::Weekend);
    let name = off.filter(|_| is_named).map(|off| {
        let name = words::why(off, office.given_name(day).unwrap_or_default());
        view! { <span class="day-name">{name}</span> }
    });
    let begins = dates.iter().filter_map(|date| Some((date, beginning(date).filter(|from| from.date == day)?)));
    let begins = begins.map(|(date, from)| first_day(date, from).into_any());
    let ends = dates.iter().filter(|date| date.at.date == day).map(|date| step(date).into_any());
    let steps: Vec<_> = begins.chain(ends).collect();
    let class = if steps.is_empty() { class.to_owned() } else { format!("{class} busy") };
    let here = (day == today).then_some("date");
    let weekday = say(deadline::weekday(day.weekday()));
    let steps = (!steps.is_empty()).then(|| view! { <ul class="plain">{steps}</ul> });
    view! {
        <td class=class role="cell" aria-current=here>
            <span class="day-number num">{day.day()}</span>
            <span class="day-weekday">{weekday}</span>
            {name}
            {steps}
        </td>
    }
    .into_any()
}

/// The first day of a step's period, said to be one: its last day is what counts for papers.
fn first_day(date: &Deadline, from: Moment) -> impl IntoView + use<> {
    let time = from.time.map(|time| view! { <span class="num">{deadline::clock(time)}</span> " " });
    view! { <li>{time}{words::begins(&derived_date::name(date))}</li> }
}

/// The hours of one day, or the time at which a step ends.
fn clock_of(date: &Deadline) -> Option<String> {
    let end = deadline::clock(date.at.time?);
    let begin = date.from.filter(|from| from.date == date.at.date).and_then(|from| from.time);
    Some(begin.map_or_else(|| end.clone(), |begin| format!("{}–{end}", deadline::clock(begin))))
}

/// A step with its time in Japan and in the zones of the people abroad.
fn step(date: &Deadline) -> impl IntoView + use<> {
    let time = clock_of(date).map(|time| view! { <span class="num">{time}</span> " " });
    let elsewhere: Vec<_> = date
        .elsewhere
        .iter()
        .map(|there| {
            let words = deadline::elsewhere(there, date.at);
            view! { <span class="day-elsewhere num">{words}</span> }
        })
        .collect();
    view! { <li>{time}{derived_date::name(date)}{elsewhere}</li> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::deadline::MilestoneKind;
    use crate::domain::id::DeadlineId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or(NaiveDate::MIN)
    }

    #[test]
    fn a_month_is_cut_into_weeks_from_either_day() {
        let weeks = weeks_of(day("2026-11-01"), Weekday::Sun);
        assert_eq!(weeks.len(), 5);
        assert_eq!(weeks[0][0], Some(day("2026-11-01")));
        let weeks = weeks_of(day("2026-11-01"), Weekday::Mon);
        assert_eq!((weeks.len(), weeks[0][5], weeks[0][6]), (6, None, Some(day("2026-11-01"))));
        assert!(weeks.iter().all(|week| week.len() == 7));
        assert_eq!(weeks.iter().flatten().flatten().count(), 30);
    }

    fn period(from: &str, at: &str) -> Deadline {
        let at = Moment::parse(at).unwrap_or(Moment::day(NaiveDate::MIN));
        Deadline { from: Moment::parse(from), ..Deadline::bare(DeadlineId::fresh(), MilestoneKind::BidBy, at) }
    }

    #[test]
    fn a_period_stands_on_its_first_day_also_where_nothing_else_is_in_that_month() {
        let dates = [period("2026-11-30T09:00", "2027-01-08T17:00")];
        assert_eq!(months_of(&dates, day("2026-11-20")), [day("2026-11-01"), day("2027-01-01")]);
        assert_eq!(beginning(&dates[0]), Moment::parse("2026-11-30T09:00"));
    }

    #[test]
    fn the_hours_of_one_day_stand_on_it_once() {
        let visit = period("2026-12-10T10:30", "2026-12-10T12:00");
        assert_eq!(beginning(&visit), None);
        assert_eq!(clock_of(&visit).as_deref(), Some("10:30–12:00"));
        assert_eq!(clock_of(&period("2026-12-08T10:30", "2026-12-10T12:00")).as_deref(), Some("12:00"));
    }
}
