//! `/bids/:bid/audit`: who did what when, newest first, and whether the chain holds.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::audits::load_audit;
use crate::domain::audit::{AuditEntry, AuditQuery, AuditTrail, Chain, Replaced, Verify};
use crate::domain::language::Language;
use crate::ui::bids::navigation;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{ButtonLink, Cell, Column, DataTable, Disclosure, Notice, NoticeKind, PageHead};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::sections::{Blocks, Quoted};
use crate::ui::wording::{audit as words, language, moment, say};

/// The audit trail.
#[component]
pub fn AuditPage() -> impl IntoView {
    let bid = bid_param();
    let query = use_query_map().with_untracked(|map| {
        let number = |name: &str| map.get(name).and_then(|text| text.parse().ok());
        let verify = if map.get("verify").is_some() { Verify::Always } else { Verify::Quick };
        AuditQuery { before: number("before"), entry: number("entry"), verify }
    });
    let is_one = query.entry.is_some();
    loading(async move { load_audit(bid?, query).await }, move |trail| view! { <Shown trail is_one/> }.into_any())
}

#[component]
fn Shown(
    trail: AuditTrail,
    /// Whether one entry alone is shown.
    is_one: bool,
) -> impl IntoView {
    let AuditTrail { head, entries, next, chain } = trail;
    let bid = navigation(&head);
    let page = paths::bid_page(head.id, "audit");
    let columns = vec![
        Column::text(words::NUMBER),
        Column::text(words::WHEN),
        Column::text(words::WHO),
        Column::text(words::WHAT),
    ];
    let rows = entries.into_iter().map(|entry| view! { <Row entry page=page.clone() is_one/> }).collect_view();
    let (href, label) = if is_one {
        (Some(page.clone()), words::ALL)
    } else {
        (next.map(|before| format!("{page}?before={before}")), words::OLDER)
    };
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), head.title)/>
        <PageFrame current="audit" bid>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <Verdict chain page/>
            <DataTable caption=words::TITLE columns>{rows}</DataTable>
            {href.map(|href| view! { <p class="actions"><ButtonLink href label/></p> })}
        </PageFrame>
    }
}

#[component]
fn Verdict(chain: Chain, page: String) -> impl IntoView {
    match chain {
        Chain::Unbroken => view! { <Notice kind=NoticeKind::Success>{say(words::UNBROKEN)}</Notice> }.into_any(),
        Chain::BrokenAt(number) => {
            view! { <Notice kind=NoticeKind::Problem>{words::broken(number)}</Notice> }.into_any()
        }
        Chain::NotVerified(size) => view! {
            <Notice>
                {words::not_verified(size)}" "
                <a href=format!("{page}?verify=1")>{say(words::VERIFY)}</a>
            </Notice>
        }
        .into_any(),
    }
}

#[component]
fn Row(entry: AuditEntry, page: String, is_one: bool) -> impl IntoView {
    let who = entry.who.unwrap_or_else(|| say(words::OPERATOR).to_owned());
    let deed = words::deed(&entry.action).map_or(entry.action, |phrase| say(phrase).to_owned());
    let subject = entry.subject.map(|(ja, en)| match language() {
        Language::Japanese => ja,
        Language::English => en,
    });
    let corrected = entry
        .corrected
        .filter(|corrected| corrected.was != corrected.is)
        .map(|corrected| view! { <span class="small under">{words::corrected(&corrected)}</span> });
    let replaced = match entry.replaced {
        Replaced::Nothing => ().into_any(),
        Replaced::Text(lang, blocks) => {
            view! { <Disclosure summary=words::REPLACED open=is_one><Blocks blocks lang quoted=Quoted::default()/></Disclosure> }.into_any()
        }
        Replaced::Long(size) => {
            let href = format!("{page}?entry={}", entry.number);
            view! { <p class="small"><a href=href>{words::long(size)}</a></p> }.into_any()
        }
    };
    view! {
        <tr>
            <Cell label=words::NUMBER><span class="num">{entry.number}</span></Cell>
            <Cell label=words::WHEN><span class="num">{moment::in_zone_of_reader(entry.at)}</span></Cell>
            <Cell label=words::WHO>{who}</Cell>
            <Cell label=words::WHAT>{deed}" "<b>{subject}</b>{corrected}{replaced}</Cell>
        </tr>
    }
}
