//! The kept readiness check on a bid's overview: the papers with what they lack, and the gravest findings. It says
//! when it was made, and that it is out of date when it is: nothing here is made anew.

use leptos::prelude::*;

use crate::domain::document_view::DocumentLine;
use crate::domain::finding_group::{FindingGroup, grouped};
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::domain::readiness::{Age, Readiness};
use crate::ui::kit::{Bilingual, ButtonKind, Cell, Column, DataTable, PostButton, Tag, TagKind};
use crate::ui::paths;
use crate::ui::wording::{document as document_words, finding, language, moment, readiness as words, say};

use super::{DocumentState, FindingList};

/// Most findings that the overview shows; the page of papers has all.
const MOST: usize = 6;
/// Most findings of one paper that are told beside it.
const MOST_OF_PAPER: usize = 2;

/// The papers that the bid needs, as the last check saw them.
#[component]
pub fn PaperPanel(
    /// The bid.
    id: BidId,
    /// The last check.
    readiness: Option<Readiness>,
) -> impl IntoView {
    let inner = match readiness {
        None => view! { <p class="sub">{say(words::NEVER)}</p> }.into_any(),
        Some(readiness) => view! { <PaperTable id readiness/> }.into_any(),
    };
    view! {
        <section>
            <h2><a href=paths::bid_page(id, "documents")>{say(words::PAPERS)}</a></h2>
            {inner}
        </section>
    }
}

#[component]
fn PaperTable(id: BidId, readiness: Readiness) -> impl IntoView {
    let columns = vec![
        Column::text(document_words::COLUMN_NAME),
        Column::text(document_words::COLUMN_STATE),
        Column::text(words::MISSING),
    ];
    let groups = grouped(&readiness.findings);
    let rows = readiness
        .documents
        .iter()
        .map(|line| {
            let missing = missing(&groups, &line.form);
            view! { <PaperRow id line=line.clone() missing/> }
        })
        .collect_view();
    view! { <DataTable caption=words::PAPERS columns>{rows}</DataTable> }
}

#[component]
fn PaperRow(id: BidId, line: DocumentLine, missing: String) -> impl IntoView {
    let other = language().other();
    let (main, gloss) = match other {
        Language::English => (line.title_ja.clone(), line.title_en.clone()),
        Language::Japanese => (line.title_en.clone(), line.title_ja.clone()),
    };
    let missing = (!missing.is_empty()).then(|| view! { <span class="small">{missing}</span> });
    let (page, label) = (paths::document(id, &line.form), line.label.clone());
    view! {
        <tr>
            <Cell>
                <a href=page><Bilingual main other=gloss other_lang=other/></a>
                <small class="gloss" lang="ja">{label}</small>
            </Cell>
            <Cell label=document_words::COLUMN_STATE><DocumentState line/></Cell>
            <Cell label=words::MISSING>{missing}</Cell>
        </tr>
    }
}

/// What is wrong with this paper alone, the first of it in words; what several share is told in the check.
fn missing(groups: &[FindingGroup], form: &str) -> String {
    let of_paper = groups.iter().filter(|group| group.papers.iter().any(|paper| paper == form));
    let (own, shared): (Vec<&FindingGroup>, Vec<&FindingGroup>) = of_paper.partition(|group| group.papers.len() == 1);
    let mut parts: Vec<String> = own.iter().take(MOST_OF_PAPER).map(|group| finding::group(group)).collect();
    if own.len() > MOST_OF_PAPER {
        parts.push(words::more(own.len() - MOST_OF_PAPER));
    }
    if !shared.is_empty() {
        parts.push(words::shared(shared.len()));
    }
    parts.join(" ")
}

/// What the last check found, the gravest first.
#[component]
pub fn FindingPanel(
    /// The bid.
    id: BidId,
    /// The last check.
    readiness: Option<Readiness>,
) -> impl IntoView {
    let inner = match readiness {
        None => view! { <CheckButton id label=words::CHECK kind=ButtonKind::Primary/> }.into_any(),
        Some(readiness) => view! { <Found id readiness/> }.into_any(),
    };
    view! { <section class="readiness"><h2>{say(document_words::CHECK)}</h2>{inner}</section> }
}

#[component]
fn Found(id: BidId, readiness: Readiness) -> impl IntoView {
    let made = words::made(&moment::in_zone_of_reader(readiness.made_at));
    let counts = words::counts(&readiness);
    let is_old = readiness.age == Age::OutOfDate;
    let Readiness { findings, documents, .. } = readiness;
    let all = grouped(&findings).len();
    let old = is_old.then(|| {
        view! {
            <div class="out-of-date">
                <p><Tag kind=TagKind::Warn text=words::OUT_OF_DATE/>" "{say(words::OUT_OF_DATE_NOTE)}</p>
                <CheckButton id label=words::AGAIN/>
            </div>
        }
    });
    view! {
        <p class="sub num">{made}{(!counts.is_empty()).then(|| format!(" ・ {counts}"))}</p>
        {old}
        <FindingList id findings papers=documents most=MOST/>
        {(all > MOST).then(|| view! {
            <p><a href=paths::bid_page(id, "documents")>{say(words::ALL)}" "<span class="num">{format!("({all})")}</span></a></p>
        })}
    }
}

#[component]
fn CheckButton(
    id: BidId,
    label: crate::ui::wording::Phrase,
    #[prop(default = ButtonKind::Quiet)] kind: ButtonKind,
) -> impl IntoView {
    view! { <PostButton action="/api/documents/check" label fields=vec![("bid", id.to_string())] kind/> }
}
