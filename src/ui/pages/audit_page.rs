//! `/bids/:bid/audit`: who did what when, newest first, and whether the chain holds.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::audits::load_audit;
use crate::domain::audit::{AuditEntry, AuditTrail};
use crate::domain::language::Language;
use crate::ui::bids::{instant, navigation};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{ButtonLink, Cell, Column, DataTable, Disclosure, Notice, NoticeKind, PageHead};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::sections::Blocks;
use crate::ui::wording::{audit as words, language, say};

/// The audit trail.
#[component]
pub fn AuditPage() -> impl IntoView {
    let bid = bid_param();
    let before = use_query_map().with_untracked(|query| query.get("before")).and_then(|text| text.parse().ok());
    loading(async move { load_audit(bid?, before).await }, |trail| view! { <Shown trail/> }.into_any())
}

#[component]
fn Shown(trail: AuditTrail) -> impl IntoView {
    let AuditTrail { head, entries, next, broken_at } = trail;
    let bid = navigation(&head);
    let (kind, verdict) = match broken_at {
        None => (NoticeKind::Success, say(words::UNBROKEN).to_owned()),
        Some(number) => (NoticeKind::Problem, words::broken(number)),
    };
    let columns = vec![
        Column::text(words::NUMBER),
        Column::text(words::WHEN),
        Column::text(words::WHO),
        Column::text(words::WHAT),
    ];
    let rows = entries.into_iter().map(|entry| view! { <Row entry/> }).collect_view();
    let older = next.map(|before| format!("{}?before={before}", paths::bid_page(head.id, "audit")));
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), head.title)/>
        <PageFrame current="audit" bid>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <Notice kind>{verdict}</Notice>
            <DataTable caption=words::TITLE columns>{rows}</DataTable>
            {older.map(|href| view! { <p class="actions"><ButtonLink href label=words::OLDER/></p> })}
        </PageFrame>
    }
}

#[component]
fn Row(entry: AuditEntry) -> impl IntoView {
    let who = entry.who.unwrap_or_else(|| say(words::OPERATOR).to_owned());
    let deed = words::deed(&entry.action).map_or(entry.action, |phrase| say(phrase).to_owned());
    let subject = entry.subject.map(|(ja, en)| match language() {
        Language::Japanese => ja,
        Language::English => en,
    });
    let replaced = entry.replaced.map(|(lang, blocks)| {
        view! { <Disclosure summary=words::REPLACED><Blocks blocks lang/></Disclosure> }
    });
    view! {
        <tr>
            <Cell label=words::NUMBER><span class="num">{entry.number}</span></Cell>
            <Cell label=words::WHEN><span class="num">{instant(entry.at)}</span></Cell>
            <Cell label=words::WHO>{who}</Cell>
            <Cell label=words::WHAT>{deed}" "<b>{subject}</b>{replaced}</Cell>
        </tr>
    }
}
