//! `/bids/:bid/calendar-file`: events of a calendar file of somebody else, of which a person chooses dates.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::deadlines::dates_of_bid;
use crate::domain::calendar_file::{FileNote, OFFERED_MOST};
use crate::domain::deadline::Moment;
use crate::domain::id::BidId;
use crate::domain::tender::BidDates;
use crate::error::AppError;
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kept::{Kept, kept_for};
use crate::ui::kit::{
    Actions, ButtonLink, Checkbox, Empty, Fieldset, FileField, Hidden, Notice, PageHead, PostForm, Submit,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::tenders::{DateFields, DateValues};
use crate::ui::wording::{calendar_file as words, deadline, refusal, say};

/// Where the chosen events are sent.
const TAKE: &str = "/api/calendars/take";

/// Events of a calendar file.
#[component]
pub fn CalendarFilePage() -> impl IntoView {
    let bid = bid_param();
    loading(async move { dates_of_bid(bid?).await }, |dates| view! { <Page dates/> }.into_any())
}

#[component]
fn Page(dates: BidDates) -> impl IntoView {
    let bid = dates.bid;
    let navigation = BidNavigation { id: bid, title: dates.title.clone() };
    let body = if dates.may_edit {
        let kept = kept_for(TAKE).filter(|kept| kept.value("bid") == Some(bid.to_string().as_str()));
        view! {
            <Bring bid/>
            {kept.map(|kept| view! { <Events bid kept/> })}
        }
        .into_any()
    } else {
        let sentence = refusal::sentence(&AppError::NotAllowed);
        view! { <Notice>{sentence}</Notice> }.into_any()
    };
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), dates.title)/>
        <PageFrame current="dates" bid=navigation>
            <PageHead title=words::TITLE sub=words::LEAD/>
            {body}
            <Actions><ButtonLink href=paths::bid_page(bid, "dates") label=deadline::DATES/></Actions>
        </PageFrame>
    }
}

#[component]
fn Bring(bid: BidId) -> impl IntoView {
    view! {
        <PostForm action=format!("{}/upload", paths::calendar_file(bid)) multipart=true>
            <FileField name="file" label=words::FILE hint=words::FILE_HINT accept=".ics,text/calendar" required=true/>
            <Actions><Submit label=words::BRING/></Actions>
        </PostForm>
    }
}

/// The events as a form that comes back filled, and what of the file was not read.
#[component]
fn Events(bid: BidId, kept: Kept) -> impl IntoView {
    let count = (0..OFFERED_MOST).take_while(|at| kept.value(&format!("dates[{at}][date]")).is_some()).count();
    let notes: Vec<String> = kept.values("note").take(100).map(str::to_owned).collect();
    let legends: Vec<String> = (0..count).map(|at| legend(&kept, at)).collect();
    let sentences: Vec<String> =
        notes.iter().filter_map(|note| FileNote::parse(note)).map(|note| words::note(&note)).collect();
    let not_read = (!sentences.is_empty()).then(|| {
        let lines = sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
        view! { <section><h2>{say(words::NOT_READ)}</h2><ul>{lines}</ul></section> }
    });
    let form = if count == 0 {
        view! { <Empty title=words::NO_EVENTS/> }.into_any()
    } else {
        view! {
            <PostForm action=TAKE>
                <Hidden name="bid" value=bid.to_string()/>
                {notes.into_iter().map(|note| view! { <Hidden name="note" value=note/> }).collect_view()}
                {legends.into_iter().enumerate().map(|(at, legend)| view! { <Row at legend/> }).collect_view()}
                <Actions><Submit label=words::TAKE/></Actions>
            </PostForm>
        }
        .into_any()
    };
    view! {
        {not_read}
        <section><h2>{say(words::EVENTS)}</h2>{form}</section>
    }
}

#[component]
fn Row(at: usize, legend: String) -> impl IntoView {
    let prefix = format!("dates[{at}]");
    view! {
        <Fieldset legend>
            <Checkbox name=format!("{prefix}[include]") value="yes" label=words::INCLUDE/>
            <DateFields prefix values=DateValues::default() whole=true/>
        </Fieldset>
    }
}

/// When and what, as the file says.
fn legend(kept: &Kept, at: usize) -> String {
    let value = |field: &str| kept.value(&format!("dates[{at}][{field}]")).unwrap_or_default().to_owned();
    let (date, time, title) = (value("date"), value("time"), value("title"));
    let text = if time.is_empty() { date } else { format!("{date}T{time}") };
    let when = Moment::parse(&text).map_or(text, deadline::moment);
    format!("{when} {title}")
}
