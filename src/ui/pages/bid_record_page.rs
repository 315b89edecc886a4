//! `/bids/:bid/records/:kind`: the bid's own entries, or what each firm has chosen of its own and may choose.

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::bid_records::open_bid_records;
use crate::domain::demanded_period::DemandedPeriod;
use crate::domain::id::BidId;
use crate::domain::record::{RecordKind, RecordNumber, RecordOwner};
use crate::domain::record_view::{BidRecords, FirmPart, Record};
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{ButtonLink, Crumbs, Empty, Notice, NoticeKind, PageHead, Tag, TagKind};
use crate::ui::load::{bid_param, loading, text_param};
use crate::ui::paths;
use crate::ui::records::{Around, Entries, RecordPlace, RecordTable, asked_entry};
use crate::ui::wording::{language, record as words, say};

/// One kind in a bid.
#[component]
pub fn BidRecordPage() -> impl IntoView {
    let bid = bid_param();
    let kind = text_param("kind");
    let asked = asked_entry();
    loading(async move { open_bid_records(bid?, kind).await }, move |list| view! { <Kind list asked/> }.into_any())
}

#[component]
fn Kind(list: BidRecords, asked: Option<String>) -> impl IntoView {
    let BidRecords { head, kind, records, firms, offered, period, may_edit } = list;
    let title = kind.title.of(language()).to_owned();
    let crumbs = vec![(say(words::TITLE).to_owned(), Some(paths::bid_page(head.id, "records"))), (title.clone(), None)];
    let sub = kind.explanation.of(language()).to_owned();
    let bid = head.id;
    let period = period.map(|period| {
        let all: Vec<Record> = firms.iter().flat_map(|firm| &firm.chosen).chain(&offered).cloned().collect();
        view! { <Period period kind=kind.clone() records=all/> }
    });
    let body = match (kind.owner, may_edit) {
        (RecordOwner::Firm, _) => view! { <Parts bid kind firms offered may_edit/> }.into_any(),
        (RecordOwner::Bid, true) => {
            let asked = if kind.number == RecordNumber::One { None } else { asked };
            view! { <Entries place=RecordPlace::Bid(bid) kind records asked/> }.into_any()
        }
        (RecordOwner::Bid, false) if records.is_empty() => view! { <Empty title=words::NONE/> }.into_any(),
        (RecordOwner::Bid, false) => view! { <RecordTable kind records around=Around::Read/> }.into_any(),
    };
    view! {
        <Title text=format!("{title} · {}", head.title)/>
        <PageFrame current="records" bid=navigation(&head)>
            <Crumbs items=crumbs/>
            <PageHead title sub/>
            <ArchivedNote is_archived=head.is_archived/>
            {period}
            {body}
        </PageFrame>
    }
}

/// In which years the notice wants the entries, and which of them end in others.
#[component]
fn Period(period: DemandedPeriod, kind: RecordKind, records: Vec<Record>) -> impl IntoView {
    let end = |record: &Record| record.form.value("end_on").parse::<NaiveDate>().ok();
    let outside: Vec<String> = records
        .iter()
        .filter(|record| end(record).is_some_and(|end| !period.holds(end)))
        .map(|record| kind.heading_of(&record.form, language()))
        .collect();
    let is_all_inside = outside.is_empty();
    let kind = if is_all_inside { NoticeKind::Information } else { NoticeKind::Warning };
    let names = outside.into_iter().map(|name| view! { <li>{name}</li> }).collect_view();
    let outside = (!is_all_inside).then(|| view! { <p>{say(words::OUTSIDE_PERIOD)}</p><ul>{names}</ul> });
    view! {
        <Notice kind>
            <p>{words::demanded_period(&period)}</p>
            <p><q class="small" lang="ja">{period.demand}</q></p>
            {outside}
        </Notice>
    }
}

/// Each firm's part, the reader's own with what may be chosen below it.
#[component]
fn Parts(bid: BidId, kind: RecordKind, firms: Vec<FirmPart>, offered: Vec<Record>, may_edit: bool) -> impl IntoView {
    firms
        .into_iter()
        .map(|firm| {
            let is_own = firm.is_own;
            let may_choose = is_own && may_edit;
            let offered = may_choose.then(|| view! { <Offered bid kind=kind.clone() offered=offered.clone()/> });
            let around = if may_choose { Around::Chosen(RecordPlace::Bid(bid)) } else { Around::Read };
            let own = is_own.then(|| view! { " " <Tag kind=TagKind::Indigo text=words::OWN/> });
            let lang = if firm.is_japanese { "ja" } else { "en" };
            let chosen = if firm.chosen.is_empty() {
                view! { <p class="sub">{say(words::NONE_CHOSEN)}</p> }.into_any()
            } else {
                view! { <RecordTable kind=kind.clone() records=firm.chosen around/> }.into_any()
            };
            view! {
                <section>
                    <h2><span lang=lang>{firm.name}</span>{own}</h2>
                    {chosen}
                    {offered}
                </section>
            }
        })
        .collect_view()
}

#[component]
fn Offered(bid: BidId, kind: RecordKind, offered: Vec<Record>) -> impl IntoView {
    let to_firm = paths::firm_records(&kind.code);
    let list = if offered.is_empty() {
        view! { <p class="sub">{say(words::NONE_OFFERED)}</p> }.into_any()
    } else {
        view! {
            <p class="hint">{say(words::OFFERED_HINT)}</p>
            <RecordTable kind records=offered around=Around::Offered(RecordPlace::Bid(bid))/>
        }
        .into_any()
    };
    view! {
        <div class="offered">
            <h3>{say(words::OFFERED)}</h3>
            {list}
            <p><ButtonLink href=to_firm label=words::TO_FIRM/></p>
        </div>
    }
}
