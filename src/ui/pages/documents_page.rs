//! `/bids/:bid/documents`: every paper with its state, and the readiness check.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::documents::list_documents;
use crate::domain::document_view::{DocumentLine, DocumentList};
use crate::domain::id::BidId;
use crate::ui::documents::FindingList;
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kit::{ButtonLink, Cell, Column, DataTable, PageHead, Tag, TagKind};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{document as words, say};

/// The papers of a bid.
#[component]
pub fn DocumentsPage() -> impl IntoView {
    let bid = bid_param();
    loading(
        async move {
            let bid = bid?;
            Ok((bid, list_documents(bid).await?))
        },
        |(id, list)| view! { <Documents id list/> }.into_any(),
    )
}

#[component]
fn Documents(id: BidId, list: DocumentList) -> impl IntoView {
    let DocumentList { bid_title, documents, findings, may_export } = list;
    let bid = BidNavigation { id, title: bid_title.clone() };
    let columns = vec![
        Column::text(words::COLUMN_LABEL),
        Column::text(words::COLUMN_NAME),
        Column::text(words::COLUMN_STATE),
        Column::text(words::COLUMN_FILE),
    ];
    let lines = documents.into_iter().map(|line| view! { <Line id line may_export/> }).collect_view();
    view! {
        <Title text=format!("{} · {bid_title}", say(words::TITLE))/>
        <PageFrame current="documents" bid>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <DataTable caption=words::TITLE columns>{lines}</DataTable>
            <section>
                <h2>{say(words::CHECK)}</h2>
                <FindingList id findings/>
            </section>
        </PageFrame>
    }
}

#[component]
fn Line(id: BidId, line: DocumentLine, may_export: bool) -> impl IntoView {
    let kind = match (line.errors, line.warnings) {
        (0, 0) => TagKind::Ok,
        (0, _) => TagKind::Warn,
        _ => TagKind::Bad,
    };
    let page = paths::document(id, &line.form);
    let file = format!("{page}/file");
    view! {
        <tr>
            <Cell label=words::COLUMN_LABEL><span class="num" lang="ja">{line.label}</span></Cell>
            <Cell label=words::COLUMN_NAME>
                <a href=page lang="ja">{line.title_ja}</a>
                " "
                <span class="gloss" lang="en">{line.title_en}</span>
            </Cell>
            <Cell label=words::COLUMN_STATE>
                <Tag kind text=words::count(line.errors, line.warnings)/>
            </Cell>
            <Cell>
                {may_export.then(|| view! {
                    <ButtonLink href=file label=words::DOWNLOAD download="" />
                })}
            </Cell>
        </tr>
    }
}
