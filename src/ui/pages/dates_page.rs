//! `/bids/:bid/dates`: the dates of a bid's tender, in every zone of its people, and who answers for them.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::changes::load_standing_of_bid;
use crate::api::deadlines::dates_of_bid;
use crate::domain::change::Standing;
use crate::domain::derived_date::moves;
use crate::domain::id::{BidId, DeadlineId, UserId};
use crate::domain::instant::Instant;
use crate::domain::tender::{BidDate, BidDates, Deadline, SeatedPerson};
use crate::ui::app::frame;
use crate::ui::bids::NoGoNote;
use crate::ui::changes::StandingBanner;
use crate::ui::dates::{DateCells, MonthCalendar, Source, StaleDates, TenderTimeline, columns, critical_of, origin_of};
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kit::{
    Actions, ButtonLink, Cell, Choice, Column, Countdown, DataTable, Empty, Hidden, PageHead, PostForm, Select, Submit,
    Urgency,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{calendar, calendar_file, day_count, day_off, deadline as words, say};

/// The dates of a bid.
#[component]
pub fn DatesPage() -> impl IntoView {
    let bid = bid_param();
    loading(
        async move {
            let bid = bid?;
            Ok((dates_of_bid(bid).await?, load_standing_of_bid(bid).await?))
        },
        |(dates, standing)| view! { <Dates dates standing/> }.into_any(),
    )
}

#[component]
fn Dates(dates: BidDates, standing: Standing) -> impl IntoView {
    let navigation = BidNavigation { id: dates.bid, title: dates.title.clone() };
    let deadlines: Vec<Deadline> = dates.dates.iter().map(|date| date.deadline.clone()).collect();
    let done: Vec<DeadlineId> =
        dates.dates.iter().filter(|date| date.done.is_some()).map(|date| date.deadline.id).collect();
    let ahead: Vec<Deadline> = deadlines.iter().filter(|date| !done.contains(&date.id)).cloned().collect();
    let edit = dates.may_edit.then(|| {
        view! {
            <ButtonLink href=paths::edit_tender(dates.tender) label=words::EDIT/>
        }
    });
    let days_off = view! {
        <ButtonLink href=paths::days_off(dates.tender) label=day_off::DAYS_OFF/>
        <ButtonLink href=paths::day_counts(dates.tender) label=day_count::TITLE/>
    };
    let waiting = if dates.may_edit { moves(&deadlines, &dates.office) } else { Vec::new() };
    let stale = view! { <StaleDates tender=dates.tender moves=waiting/> };
    let zones = (!dates.zones.is_empty()).then(|| say(words::ZONE_HINT));
    let body = if deadlines.is_empty() {
        view! { <Empty title=words::NONE>{edit}</Empty> }.into_any()
    } else {
        view! {
            <TenderTimeline dates=deadlines.clone() done/>
            {stale}
            <Table dates=dates.clone()/>
            <Actions>{edit}{days_off}</Actions>
            <MonthCalendar dates=deadlines.clone() office=dates.office.clone()/>
            <p class="hint no-print">{zones} " " {say(words::PRINT_HINT)}</p>
            <CalendarLinks bid=dates.bid may_edit=dates.may_edit/>
        }
        .into_any()
    };
    view! {
        <Title text=format!("{} · {}", say(words::DATES), dates.title)/>
        <PageFrame current="dates" bid=navigation>
            <PageHead title=words::DATES_OF_BID sub=dates.title.clone()>
                <NextDeadline dates=ahead/>
            </PageHead>
            <NoGoNote outcome=dates.outcome/>
            <StandingBanner standing/>
            {body}
        </PageFrame>
    }
}

/// The ways to and from calendar programs.
#[component]
fn CalendarLinks(bid: BidId, may_edit: bool) -> impl IntoView {
    view! {
        <p class="no-print">
            <a href=paths::calendar_feeds(bid)>{say(calendar::FROM_DATES)}</a>
            {may_edit.then(|| view! { " ・ "<a href=paths::calendar_file(bid)>{say(calendar_file::FROM_DATES)}</a> })}
        </p>
    }
}

/// How long there is until the next date that decides.
#[component]
fn NextDeadline(dates: Vec<Deadline>) -> impl IntoView {
    let now = Instant(frame().now);
    critical_of(&dates, now).map(|date| {
        let days = date.at.date.signed_duration_since(now.in_japan().date()).num_days();
        let urgency = if days <= 14 { Urgency::Soon } else { Urgency::Calm };
        let other: Vec<String> = date.elsewhere.iter().map(|there| words::elsewhere(there, date.at)).collect();
        view! {
            <Countdown label=words::kind(date.kind) number=days.to_string() unit=words::DAYS
                when=words::moment(date.at) other=other.join(" ・ ") urgency/>
        }
    })
}

#[component]
fn Table(dates: BidDates) -> impl IntoView {
    let mut heads = columns();
    heads.push(Column::text(words::OWNER));
    heads.push(Column::text(words::SENTENCE));
    let BidDates { bid, tender, dates, people, read_from, may_edit, .. } = dates;
    let all: Vec<Deadline> = dates.iter().map(|date| date.deadline.clone()).collect();
    let rows = dates
        .into_iter()
        .enumerate()
        .map(|(at, BidDate { deadline, owner, done })| {
            let owner = owner_cell(at, &deadline, owner, &people, may_edit);
            let mark = (may_edit && deadline.kind.is_ours()).then(|| mark_button(&deadline, done.is_some()));
            let origin = origin_of(&deadline, &all);
            let cells = view! { <DateCells date=deadline.clone() done origin/> };
            let source = view! { <Source date=deadline tender read_from=read_from.clone()/> };
            view! {
                <tr>
                    {cells}
                    <Cell label=words::OWNER>{owner}{mark}</Cell>
                    <Cell label=words::SENTENCE>{source}</Cell>
                </tr>
            }
        })
        .collect_view();
    let table = view! { <DataTable caption=words::DATES columns=heads>{rows}</DataTable> };
    if may_edit {
        view! {
            <PostForm action="/api/deadlines/own" class="table-form">
                <Hidden name="bid" value=bid.to_string()/>
                {table}
                <Actions><Submit label=words::SAVE_OWNERS/></Actions>
            </PostForm>
        }
        .into_any()
    } else {
        table.into_any()
    }
}

/// Marks a step as done, or takes the mark away. It stands inside the form of the table and posts elsewhere,
/// so that it works without scripting.
fn mark_button(deadline: &Deadline, is_done: bool) -> impl IntoView + use<> {
    let (action, label) = if is_done {
        ("/api/deadlines/not-done", words::MARK_NOT_DONE)
    } else {
        ("/api/deadlines/done", words::MARK_DONE)
    };
    let about = say(words::kind(deadline.kind));
    view! {
        <button type="submit" class="button quiet mark-done" formaction=action name="deadline"
            value=deadline.id.to_string()>
            {say(label)} <span class="unseen">" " {about}</span>
        </button>
    }
}

fn owner_cell(
    at: usize,
    deadline: &Deadline,
    owner: Option<SeatedPerson>,
    people: &[SeatedPerson],
    may_edit: bool,
) -> AnyView {
    let words_of = |person: &SeatedPerson| format!("{} ({})", person.name, person.organisation);
    if !may_edit {
        return match owner {
            Some(person) => words_of(&person).into_any(),
            None => view! { <span class="small">{say(words::NOBODY)}</span> }.into_any(),
        };
    }
    let was = owner.as_ref().map(|person| person.id.to_string()).unwrap_or_default();
    let is_known = |id: UserId| people.iter().any(|person| person.id == id);
    let mut options = vec![Choice::new("", words::NOBODY)];
    options.extend(people.iter().map(|person| Choice::new(person.id.to_string(), words_of(person))));
    // Somebody who gave the seat back still stands here until another takes over.
    options.extend(
        owner.filter(|person| !is_known(person.id)).map(|person| Choice::new(person.id.to_string(), words_of(&person))),
    );
    let label = format!("{} {}", say(words::OWNER), say(words::kind(deadline.kind)));
    view! {
        <Hidden name=format!("lines[{at}][deadline]") value=deadline.id.to_string()/>
        <Hidden name=format!("lines[{at}][was]") value=was.clone()/>
        <div class="bare"><Select name=format!("lines[{at}][user]") label options selected=was/></div>
    }
    .into_any()
}
