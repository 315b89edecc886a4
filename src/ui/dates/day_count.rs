//! Counting days by the calendar of a buyer: forms that ask by their address, so that an answer can be bookmarked and needs
//! no scripting.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::domain::day_count::{
    COUNTED, CountForm, Counted, DayCount, NoticeCount, NoticeForm, PastYears, YearsForm, turn_code,
};
use crate::domain::days::{Office, Turn};
use crate::domain::deadline::Moment;
use crate::domain::derived_date::Side;
use crate::domain::id::TenderId;
use crate::domain::notice::OffsetUnit;
use crate::domain::problem::Problems;
use crate::ui::kit::{Actions, Bilingual, Choice, Field, FieldWidth, Notice, NoticeKind, Select, Submit};
use crate::ui::paths;
use crate::ui::wording::{day_count as words, day_off, deadline, derived_date, language, refusal, say};

/// The forms, each with what it was asked.
#[component]
pub fn DayCounts(
    /// The tender whose page it is.
    tender: TenderId,
    /// When its buyer's office is open.
    office: Office,
) -> impl IntoView {
    view! {
        <section id="day-count">
            <h2>{say(words::TITLE)}</h2>
            <p class="hint">{say(words::LEAD)}</p>
            <Count tender office/>
            <h3>{say(words::YEARS_TITLE)}</h3>
            <Years tender/>
            <h3>{say(words::NOTICE_TITLE)}</h3>
            <NoticeDays tender/>
        </section>
    }
}

fn asked(name: &str) -> String {
    use_query_map().with_untracked(|query| query.get(name).unwrap_or_default())
}

#[component]
fn Count(tender: TenderId, office: Office) -> impl IntoView {
    let form = CountForm {
        from: asked("from"),
        count: asked("count"),
        unit: asked("unit"),
        side: asked("side"),
        first: asked("first"),
        turn: asked("turn"),
    };
    let mut problems = Problems::default();
    let answer = form.parse(&mut problems).map(|count| answer(&count, &count.result(&office), &office));
    let units = OffsetUnit::ALL.map(|unit| Choice::new(unit.code(), words::unit(unit))).to_vec();
    let sides = [Side::After, Side::Before].map(|side| Choice::new(side.code(), derived_date::side(side))).to_vec();
    let firsts = vec![Choice::new("", words::FIRST_LEFT), Choice::new(COUNTED, words::FIRST_COUNTED)];
    let mut turns = vec![Choice::new("", words::STANDS)];
    turns.extend([Turn::Later, Turn::Earlier].map(|turn| Choice::new(turn_code(turn), words::turn(turn))));
    view! {
        <form method="get" action=paths::day_counts(tender) class="form">
            <div class="row">
                <Field name="from" label=words::FROM hint=deadline::DATE_HINT value=form.from width=FieldWidth::Short/>
                <Field name="count" label=derived_date::COUNT value=form.count width=FieldWidth::Short/>
                <Select name="unit" label=derived_date::UNIT options=units selected=form.unit/>
                <Select name="side" label=derived_date::SIDE options=sides selected=form.side/>
            </div>
            <div class="row">
                <Select name="first" label=words::FIRST options=firsts selected=form.first/>
                <Select name="turn" label=words::TURN options=turns selected=form.turn/>
            </div>
            {told(problems)}
            <Actions><Submit label=words::DO_COUNT/></Actions>
        </form>
        {answer}
    }
}

/// What the problems of the fields are, in sentences.
fn told(problems: Problems) -> Option<impl IntoView> {
    let is_fine = problems.is_empty();
    let lines = problems.into_vec().into_iter().map(|found| {
        let sentence = words::problem(&found.field, &refusal::problem(&found.problem));
        view! { <li>{sentence}</li> }
    });
    let lines = lines.collect_view();
    (!is_fine).then(|| view! { <Notice kind=NoticeKind::Problem><ul>{lines}</ul></Notice> })
}

fn answer(count: &DayCount, counted: &Counted, office: &Office) -> impl IntoView + use<> {
    let moved = (counted.end != counted.counted).then(|| {
        view! { <div><dt>{say(words::COUNTED_TO)}</dt><dd>{day(counted.counted, office)}</dd></div> }
    });
    let rules = counted.rules.iter().map(|rule| view! { <li>{say(words::rule(*rule))}</li> }).collect_view();
    view! {
        <div class="day-count-answer" role="status">
            <dl class="facts">
                <div><dt>{say(words::FROM)}</dt><dd>{day(count.from, office)}</dd></div>
                {moved}
                <div><dt>{say(words::END)}</dt><dd class="day-count-end">{day(counted.end, office)}</dd></div>
                <div><dt>{say(words::RULES)}</dt><dd><ul>{rules}</ul></dd></div>
            </dl>
        </div>
    }
}

/// A day with its weekday in both conventions, and why the office is closed then.
fn day(date: NaiveDate, office: &Office) -> impl IntoView + use<> {
    let why = office.day_off(date).map(|off| {
        let why = words::closed(&day_off::why(off, office.given_name(date).unwrap_or_default()));
        view! { <span class="small under">{why}</span> }
    });
    view! { {days(&[date])} {why} }
}

/// A day, or the first and the last of several, in both conventions.
fn days(dates: &[NaiveDate]) -> impl IntoView + use<> {
    let written = |write: fn(Moment) -> String| {
        dates.iter().map(|date| write(Moment::day(*date))).collect::<Vec<_>>().join(" – ")
    };
    let (main, other) = (written(deadline::moment), written(deadline::other_moment));
    view! { <Bilingual main other other_lang=language().other()/> }
}

#[component]
fn Years(tender: TenderId) -> impl IntoView {
    let form = YearsForm { day: asked("day"), years: asked("years") };
    let mut problems = Problems::default();
    let answer = form.parse(&mut problems).map(|past| {
        let PastYears { whole, with_running, .. } = past;
        let rows = [(words::WHOLE_YEARS, whole), (words::WITH_RUNNING, with_running)];
        let rows = rows.map(|(label, (from, to))| {
            view! { <div><dt>{say(label)}</dt><dd>{days(&[from, to])}</dd></div> }
        });
        let rows = rows.into_iter().collect_view();
        view! { <div class="day-count-answer" role="status"><dl class="facts">{rows}</dl></div> }
    });
    view! {
        <form method="get" action=paths::day_counts(tender) class="form">
            <div class="row">
                <Field name="day" label=words::LOOK_BACK hint=deadline::DATE_HINT value=form.day
                    width=FieldWidth::Short/>
                <Field name="years" label=words::YEARS value=form.years width=FieldWidth::Short/>
            </div>
            {told(problems)}
            <Actions><Submit label=words::DO_COUNT/></Actions>
        </form>
        {answer}
        <p class="hint">{say(words::YEARS_HINT)}</p>
    }
}

#[component]
fn NoticeDays(tender: TenderId) -> impl IntoView {
    let form = NoticeForm { notice: asked("notice"), bid: asked("bid"), least: asked("least") };
    let mut problems = Problems::default();
    let answer = form.parse(&mut problems).map(|found| {
        let NoticeCount { between, least, time, .. } = found;
        view! { <p class="day-count-answer" role="status">{words::notice_time(time, between, least)}</p> }
    });
    view! {
        <form method="get" action=paths::day_counts(tender) class="form">
            <div class="row">
                <Field name="notice" label=words::NOTICE hint=deadline::DATE_HINT value=form.notice
                    width=FieldWidth::Short/>
                <Field name="bid" label=words::BID_DAY value=form.bid width=FieldWidth::Short/>
                <Field name="least" label=words::LEAST value=form.least width=FieldWidth::Short/>
            </div>
            {told(problems)}
            <Actions><Submit label=words::DO_COUNT/></Actions>
        </form>
        {answer}
    }
}
