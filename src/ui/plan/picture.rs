//! The plan as a picture: a bar for each task over the days, drawn on the server. Shapes and signs tell what colours
//! would, so that it reads in grey; the table beside it says the same in words.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use leptos::prelude::*;

use crate::domain::plan::{ClosedDay, PlanPage, PlanStep, PlanTask, TaskState};
use crate::ui::wording::{deadline as date_words, plan as words, say};

/// Width of the names at the left.
const NAMES: f64 = 300.0;
/// Width of the days.
const DAYS: f64 = 780.0;
/// Height of a row.
const ROW: f64 = 24.0;
/// Height of the head: the days of the week's beginnings, and a strip of days off for each side.
const HEAD: f64 = 58.0;
/// Longest name, in half-width signs.
const NAME_MOST: usize = 46;

/// Where the days lie.
#[derive(Debug, Clone, Copy)]
struct Scale {
    from: NaiveDate,
    width: f64,
}

impl Scale {
    fn of(page: &PlanPage) -> Self {
        let days = page.to.signed_duration_since(page.from).num_days() + 1;
        // A day is as wide as a sign at most, so that a short plan is not stretched.
        Self { from: page.from, width: (DAYS / days as f64).min(24.0) }
    }

    fn x(self, date: NaiveDate) -> f64 {
        NAMES + date.signed_duration_since(self.from).num_days() as f64 * self.width
    }
}

/// One row of the picture.
enum Line<'p> {
    Task(&'p PlanTask),
    Step(&'p PlanStep),
}

impl Line<'_> {
    const fn day(&self) -> NaiveDate {
        match self {
            Self::Task(task) => task.latest_start,
            Self::Step(step) => step.date,
        }
    }
}

/// The picture.
#[component]
pub fn PlanPicture(
    /// The plan.
    page: PlanPage,
) -> impl IntoView {
    let scale = Scale::of(&page);
    let mut lines: Vec<Line<'_>> = page.tasks.iter().map(Line::Task).collect();
    lines.extend(page.steps.iter().filter(|step| (page.from..=page.to).contains(&step.date)).map(Line::Step));
    lines.sort_by_key(Line::day);
    let height = HEAD + ROW * lines.len() as f64 + 4.0;
    let rows = lines.iter().enumerate().map(|(at, line)| row(line, at, scale)).collect_view();
    let today = (page.from..=page.to).contains(&page.today).then(|| today_line(page.today, scale, height));
    let right = scale.x(page.to) + scale.width;
    let size = format!("0 0 {right:.0} {height:.0}");
    view! {
        <div class="scrolls plan-picture" role="group" tabindex="0" aria-label=say(words::PICTURE)>
            <svg viewBox=size width=format!("{right:.0}") height=format!("{height:.0}") role="img"
                aria-label=say(words::PICTURE_ALT)>
                {heads(&page, scale, height)}
                {rows}
                {today}
            </svg>
        </div>
        <p class="hint">{say(words::LEGEND)}</p>
    }
}

/// The weeks, and the strips of days off.
fn heads(page: &PlanPage, scale: Scale, height: f64) -> impl IntoView + use<> {
    let mondays = page.from.iter_days().take_while(|day| *day <= page.to).filter(|day| day.weekday() == Weekday::Mon);
    // Where a week is narrower than its date, every second or fourth is written.
    let every = if scale.width * 7.0 >= 46.0 {
        1
    } else if scale.width * 14.0 >= 46.0 {
        2
    } else {
        4
    };
    let weeks = mondays
        .step_by(every)
        .map(|day| {
            let x = format!("{:.1}", scale.x(day));
            view! {
                <line class="plan-week" x1=x.clone() x2=x.clone() y1="18" y2=format!("{height:.0}")/>
                <text class="plan-small" x=x y="13">{short(day)}</text>
            }
        })
        .collect_view();
    let japan = strip(&page.closed, scale, 22.0, |day| day.japan);
    let abroad = strip(&page.closed, scale, 38.0, |day| day.abroad);
    let has_abroad = !page.countries.is_empty();
    let abroad = has_abroad.then(|| {
        view! {
            <text class="plan-small plan-name" x="294" y="50">{say(words::ABROAD_OFF)}</text>
            <path class="plan-off plan-off-abroad" d=abroad/>
        }
    });
    let bands = bands(&page.closed, scale, height);
    view! {
        <path class="plan-band" d=bands/>
        {weeks}
        <text class="plan-small plan-name" x="294" y="34">{say(words::JAPAN_OFF)}</text>
        <path class="plan-off" d=japan/>
        {abroad}
    }
}

fn strip(closed: &[ClosedDay], scale: Scale, y: f64, is_off: impl Fn(&ClosedDay) -> bool) -> String {
    let days = closed.iter().filter(|day| is_off(day));
    days.map(|day| boxed(scale.x(day.date), y, scale.width, 13.0)).collect()
}

/// Days on which offices in Japan are closed, behind the bars.
fn bands(closed: &[ClosedDay], scale: Scale, height: f64) -> String {
    closed
        .iter()
        .filter(|day| day.japan)
        .map(|day| boxed(scale.x(day.date), HEAD, scale.width, height - HEAD))
        .collect()
}

fn boxed(x: f64, y: f64, width: f64, height: f64) -> String {
    format!("M{x:.1} {y:.1}h{width:.1}v{height:.1}h-{width:.1}z")
}

fn short(day: NaiveDate) -> String {
    format!("{}/{}", day.month(), day.day())
}

fn row(line: &Line<'_>, at: usize, scale: Scale) -> AnyView {
    let top = HEAD + ROW * at as f64;
    match line {
        Line::Task(task) => bar(task, top, scale).into_any(),
        Line::Step(step) => diamond(step, top, scale).into_any(),
    }
}

fn bar(task: &PlanTask, top: f64, scale: Scale) -> impl IntoView + use<> {
    let (first, last) = (task.latest_start, task.latest_end.max(task.latest_start));
    let end = last.checked_add_days(Days::new(1)).unwrap_or(last);
    let (x, width) = (scale.x(first), (scale.x(end) - scale.x(first)).max(3.0));
    let look = match task.state {
        TaskState::Done => "plan-bar plan-bar-done",
        _ if task.is_critical => "plan-bar plan-bar-critical",
        TaskState::Started => "plan-bar plan-bar-started",
        TaskState::Open | TaskState::Removed => "plan-bar",
    };
    let sign = match (task.state, task.is_critical) {
        (TaskState::Done, _) => "✓ ",
        (_, true) => "！",
        _ => "",
    };
    let name = format!("{sign}{}", cut(words::title(task)));
    view! {
        <text class="plan-name" x="294" y=format!("{:.0}", top + 16.0)>{name}</text>
        <rect class=look x=format!("{x:.1}") y=format!("{:.0}", top + 5.0) width=format!("{width:.1}") height="14" rx="2"/>
    }
}

fn diamond(step: &PlanStep, top: f64, scale: Scale) -> impl IntoView + use<> {
    let (x, y) = (scale.x(step.date) + scale.width / 2.0, top + 12.0);
    let path = format!("M{:.1} {y:.1}L{x:.1} {:.1}L{:.1} {y:.1}L{x:.1} {:.1}z", x - 7.0, y - 7.0, x + 7.0, y + 7.0);
    let kind = say(date_words::kind(step.kind));
    let name = format!("◆ {}", cut(kind));
    view! {
        <text class="plan-name plan-step" x="294" y=format!("{:.0}", top + 16.0)>{name}</text>
        <path class="plan-diamond" d=path/>
    }
}

fn today_line(today: NaiveDate, scale: Scale, height: f64) -> impl IntoView + use<> {
    let x = format!("{:.1}", scale.x(today) + scale.width / 2.0);
    view! { <line class="plan-today" x1=x.clone() x2=x y1="18" y2=format!("{height:.0}")/> }
}

/// A name that fits at the left; the whole of it is in the table.
fn cut(name: &str) -> String {
    let mut width = 0;
    let mut kept = String::new();
    for letter in name.chars() {
        width += if letter.is_ascii() { 1 } else { 2 };
        if width > NAME_MOST {
            kept.push('…');
            break;
        }
        kept.push(letter);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_by_its_width() {
        assert_eq!(cut("提出"), "提出");
        assert_eq!(cut(&"あ".repeat(30)).chars().count(), 24);
        assert_eq!(cut(&"a".repeat(46)).chars().count(), 46);
    }
}
