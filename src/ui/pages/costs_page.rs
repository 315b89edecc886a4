//! `/bids/:bid/costs`: the breakdown that papers print and, at `?side=own`, what the reader's firm reckons for itself.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::costs::open_costs;
use crate::domain::bid::BidHead;
use crate::domain::cost_sheet::findings::CostFinding;
use crate::domain::cost_sheet::form::CostForm;
use crate::domain::cost_sheet::sharing::Sharing;
use crate::domain::cost_sheet::view::{CostPage, Side};
use crate::domain::cost_sheet::{CostSheet, SheetKind};
use crate::domain::document::Severity;
use crate::error::AppError;
use crate::ui::bids::{ArchivedNote, navigation};
use crate::ui::costs::{SavedSheet, SharedTotals, SheetForm};
use crate::ui::frame::PageFrame;
use crate::ui::kept::{Kept, kept_for, refusal_for, revision_for};
use crate::ui::kit::{
    Actions, ButtonLink, FileField, FindingKind, FindingRow, Findings, Hidden, Notice, NoticeKind, PageHead,
    PostButton, PostForm, Submit,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{Phrase, cost as words, say};

/// Address to which a sheet is posted.
const SAVE: &str = "/api/costs/save";

/// The costs of a bid.
#[component]
pub fn CostsPage() -> impl IntoView {
    let bid = bid_param();
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name).unwrap_or_default());
    let (side, kind) = (asked("side"), SheetKind::parse(&asked("kind")));
    loading(async move { open_costs(bid?, side).await }, move |page| view! { <Shown page kind/> }.into_any())
}

#[component]
fn Shown(page: CostPage, #[prop(optional_no_strip)] kind: Option<SheetKind>) -> impl IntoView {
    let side = page.side;
    let own_bid = page.head.id.to_string();
    let is_of_page =
        |kept: &Kept| kept.value("bid") == Some(own_bid.as_str()) && kept.value("side") == Some(side.code());
    let kept = kept_for(SAVE).filter(is_of_page);
    let is_changed = kept.is_some() && refusal_for(SAVE) == Some(AppError::Changed);
    let bid = navigation(&page.head);
    let lead = if side == Side::Own { words::OWN_LEAD } else { words::SHARED_LEAD };
    let is_saved_shown = is_changed || !page.may_edit;
    let saved = is_saved_shown.then(|| {
        let (sheet, firms) = (page.sheet.clone(), page.firms.clone());
        view! { <section><h2>{say(words::SAVED)}</h2><SavedSheet sheet rate=page.rate firms/></section> }
    });
    let has_lines = !page.sheet.lines.is_empty();
    let checked = has_lines.then(|| view! { <Checked findings=page.findings.clone() sheet=page.sheet.clone()/> });
    let totals = page.totals.clone();
    let take_over = (page.may_edit && side == Side::Shared).then(|| view! { <TakeOver page=page.clone()/> });
    view! {
        <Title text=format!("{} · {}", say(words::TITLE), page.head.title)/>
        <PageFrame current="costs" bid>
            <PageHead title=words::TITLE sub=lead/>
            <Sides bid=page.head.clone() side has_own=page.has_own/>
            <ArchivedNote is_archived=page.head.is_archived/>
            {is_changed.then(|| view! { <Changed bid=page.head.clone() side/> })}
            {saved}
            {kept.clone().map(|kept| view! { <ReadNotes kept/> })}
            {checked}
            {page.may_edit.then(|| view! { <Edited page=page.clone() kind kept/> })}
            <section>
                <h2>{say(words::TOTALS)}</h2>
                <SharedTotals totals/>
                {take_over}
            </section>
            <Files page/>
        </PageFrame>
    }
}

/// The button that copies the totals of firms without a line; nothing while there are none.
#[component]
fn TakeOver(page: CostPage) -> impl IntoView {
    let names: Vec<&str> = page.sheet.lacking(&page.totals).map(|firm| firm.name.as_str()).collect();
    let fields = vec![("bid", page.head.id.to_string()), ("revision", page.revision.to_string())];
    (!names.is_empty()).then(|| {
        view! {
            <p class="hint">{words::take_over_note(&names.join(say(Phrase::new("、", ", "))))}</p>
            <PostButton action="/api/costs/take-over" label=words::TAKE_OVER fields/>
        }
    })
}

/// The links between the two sheets.
#[component]
fn Sides(bid: BidHead, side: Side, has_own: bool) -> impl IntoView {
    let link = |to: Side| {
        let is_current = (to == side).then_some("page");
        view! { <a href=paths::costs(bid.id, to.code()) aria-current=is_current>{say(words::side(to))}</a> }
    };
    view! {
        <nav class="tabs" aria-label=say(words::SHEETS)>
            {link(Side::Shared)}
            {has_own.then(|| link(Side::Own))}
        </nav>
    }
}

#[component]
fn Changed(bid: BidHead, side: Side) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Warning>
            <p>{say(words::CONFLICT)}</p>
            <Actions><ButtonLink href=paths::costs(bid.id, side.code()) label=words::TAKE_THEIRS/></Actions>
        </Notice>
    }
}

/// What was understood of a file that was brought, when the form shows one.
#[component]
fn ReadNotes(kept: Kept) -> impl IntoView {
    let lines = kept.value("read").map(words::read_lines);
    let notes: Vec<String> = kept.values("read_note").map(words::read_note).collect();
    lines.map(|lines| {
        let notes = (!notes.is_empty()).then(|| {
            let notes = notes.into_iter().map(|note| view! { <li>{note}</li> }).collect_view();
            view! { <p>{say(words::READ_NOTES)}</p><ul>{notes}</ul> }
        });
        view! { <Notice><p>{lines}" "{say(words::READ)}</p>{notes}</Notice> }
    })
}

#[component]
fn Checked(findings: Vec<CostFinding>, sheet: CostSheet) -> impl IntoView {
    let label = |line: usize| {
        let line = sheet.lines.get(line);
        line.map(|line| format!("{} {}", line.part.name(), line.label)).unwrap_or_default()
    };
    let rows = if findings.is_empty() {
        view! { <FindingRow kind=FindingKind::Fine title=words::NO_FINDINGS/> }.into_any()
    } else {
        let rows = findings.iter().map(|finding| {
            let kind = match finding.severity() {
                Severity::Error => FindingKind::Blocking,
                Severity::Warning => FindingKind::Warning,
                Severity::Fine => FindingKind::Fine,
                Severity::Unchecked => FindingKind::Unchecked,
            };
            view! { <FindingRow kind title=words::finding(finding, label) detail=finding.rule().code()/> }
        });
        rows.collect_view().into_any()
    };
    view! { <section><h2>{say(words::FINDINGS)}</h2><Findings>{rows}</Findings></section> }
}

/// The form, filled with what came back or with what is saved.
#[component]
fn Edited(
    page: CostPage,
    #[prop(optional_no_strip)] kind: Option<SheetKind>,
    #[prop(optional_no_strip)] kept: Option<Kept>,
) -> impl IntoView {
    let side = page.side;
    let came_back = kept.is_some();
    let form = match &kept {
        Some(kept) => CostForm::of_fields(kept.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))),
        None if page.sheet.lines.is_empty() => {
            CostForm::of(&CostSheet { kind: kind.unwrap_or(page.sheet.kind), ..page.sheet.clone() })
        }
        None => CostForm::of(&page.sheet),
    };
    let revision = if came_back { revision_for(SAVE, page.revision) } else { page.revision };
    let sharing = kept.as_ref().and_then(|kept| Sharing::parse(kept.value("sharing")?)).unwrap_or(page.sharing);
    let problems = kept.map(|kept| kept.problems).unwrap_or_default();
    let shown_kind = SheetKind::parse(&form.kind).unwrap_or_default();
    let is_empty = page.sheet.lines.is_empty() && !came_back;
    let others = is_empty.then(|| {
        let other = if shown_kind == SheetKind::Works { SheetKind::Services } else { SheetKind::Works };
        let href = format!("{}&kind={}", paths::costs(page.head.id, side.code()), other.code());
        view! { <p><a href=href>{say(words::switch_to(other))}</a></p> }
    });
    view! {
        <section>
            <h2>{say(words::kind(shown_kind))}</h2>
            {others}
            <SheetForm
                action=SAVE
                bid=page.head.id
                side
                revision
                form
                problems
                came_back
                sharing
                firms=page.firms
                rate=page.rate
            />
        </section>
    }
}

/// Taking the sheet away as a file, and bringing one.
#[component]
fn Files(page: CostPage) -> impl IntoView {
    let (bid, side) = (page.head.id, page.side);
    let file = format!("{}/file?side={}", paths::bid_page(bid, "costs"), side.code());
    let has_lines = !page.sheet.lines.is_empty();
    let download = (page.may_export && has_lines)
        .then(|| view! { <Actions><ButtonLink href=file label=words::DOWNLOAD/></Actions> });
    let upload = page.may_edit.then(|| {
        view! {
            <PostForm action=format!("{}/upload", paths::bid_page(bid, "costs")) multipart=true>
                <Hidden name="side" value=side.code().to_owned()/>
                <FileField name="file" label=words::UPLOAD hint=words::UPLOAD_HINT accept=".xlsx" required=true/>
                <Actions><Submit label=words::READ_FILE/></Actions>
            </PostForm>
        }
    });
    let is_any = download.is_some() || upload.is_some();
    is_any.then(|| view! { <section><h2>{say(words::FILES)}</h2>{download}{upload}</section> })
}
