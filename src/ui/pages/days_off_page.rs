//! `/tenders/:tender/days-off`: the days on which the buyer of a tender is closed besides those of the law, typed or out of a
//! calendar file; and counting days by them.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::days_off::list_days_off;
use crate::domain::days_off::{BuyerDaysOff, OwnDayOff, YEARLY};
use crate::domain::id::TenderId;
use crate::domain::language::Language;
use crate::ui::dates::{ClosedDays, DayCounts};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonLink, Cell, Choice, Column, Crumbs, DataTable, Empty, Field, FieldWidth, Hidden, PageHead,
    PostButton, PostForm, Select, Submit,
};
use crate::ui::load::loading;
use crate::ui::pages::tender_page::tender_param;
use crate::ui::paths;
use crate::ui::wording::{day_off as words, say, tender as tenders};

/// The days off of a buyer.
#[component]
pub fn DaysOffPage() -> impl IntoView {
    let tender = tender_param();
    loading(async move { list_days_off(tender?).await }, |days| view! { <DaysOff days/> }.into_any())
}

#[component]
fn DaysOff(days: BuyerDaysOff) -> impl IntoView {
    let BuyerDaysOff { tender, title, buyer, days, office, may_edit } = days;
    let crumbs = vec![
        (say(tenders::TENDERS).to_owned(), Some(paths::TENDERS.to_owned())),
        (title, Some(paths::tender(tender))),
        (say(words::DAYS_OFF).to_owned(), None),
    ];
    let form = if may_edit {
        view! { <NewDayOff tender/> <ClosedDays tender/> }.into_any()
    } else {
        view! { <p class="hint">{say(words::OWNERS_ONLY)}</p> }.into_any()
    };
    view! {
        <Title text=say(words::DAYS_OFF)/>
        <PageFrame current="tenders">
            <Crumbs items=crumbs/>
            <PageHead title=words::DAYS_OFF sub=buyer>
                <ButtonLink href=paths::tender(tender) label=tenders::BACK/>
            </PageHead>
            <p class="lead">{say(words::DAYS_OFF_SUB)}</p>
            <List tender days may_edit/>
            {form}
            <DayCounts tender office/>
        </PageFrame>
    }
}

#[component]
fn List(tender: TenderId, days: Vec<OwnDayOff>, may_edit: bool) -> impl IntoView {
    if days.is_empty() {
        return view! { <Empty title=words::NONE/> }.into_any();
    }
    let rows = days
        .into_iter()
        .map(|off| {
            let day = words::day(off.day);
            let remove = may_edit.then(|| {
                let fields = vec![("day", off.day.kept()), ("tender", tender.to_string())];
                view! { <PostButton action="/api/days-off/remove" label=words::REMOVE fields about=day.clone()/> }
            });
            view! {
                <tr>
                    <Cell><b>{day.clone()}</b></Cell>
                    <Cell label=words::NAME><span lang="ja">{off.name}</span></Cell>
                    <Cell>{remove}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![Column::text(words::DAY), Column::text(words::NAME), Column::text("")];
    view! { <DataTable caption=words::DAYS_OFF columns>{rows}</DataTable> }.into_any()
}

#[component]
fn NewDayOff(tender: TenderId) -> impl IntoView {
    let repeats = vec![Choice::new("", words::ONCE), Choice::new(YEARLY, words::EVERY_YEAR)];
    view! {
        <section>
            <h2>{say(words::ADD)}</h2>
            <PostForm action="/api/days-off/add">
                <Hidden name="tender" value=tender.to_string()/>
                <div class="date-fields">
                    <div class="row">
                        <Field name="off[day]" label=words::DAY hint=words::DAY_HINT width=FieldWidth::Short/>
                        <Select name="off[repeats]" label=words::REPEATS options=repeats/>
                    </div>
                    <Field name="off[name]" label=words::NAME hint=words::NAME_HINT width=FieldWidth::Medium
                        lang=Language::Japanese/>
                </div>
                <Actions><Submit label=words::ADD/></Actions>
            </PostForm>
        </section>
    }
}
