//! `/bids/:bid/documents`: every paper with its state, and the readiness check.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::documents::list_documents;
use crate::domain::document_view::{DocumentLine, DocumentList};
use crate::domain::id::BidId;
use crate::ui::documents::{DocumentState, FindingList};
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kit::{ButtonLink, Cell, Column, DataTable, PageHead};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{buyer_form, document as words, say};

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
            <p><a href=paths::buyer_forms(id)>{say(buyer_form::LINK)}</a></p>
            <section>
                <h2>{say(words::CHECK)}</h2>
                <FindingList id findings/>
            </section>
        </PageFrame>
    }
}

#[component]
fn Line(id: BidId, line: DocumentLine, may_export: bool) -> impl IntoView {
    let page = paths::document(id, &line.form);
    let file = format!("{page}/file");
    let label = Some(line.label.clone()).filter(|label| !label.is_empty());
    let label = label.map(|label| view! { <span class="num" lang="ja">{label}</span> });
    let (title_ja, title_en) = (line.title_ja.clone(), line.title_en.clone());
    view! {
        <tr>
            <Cell label=words::COLUMN_LABEL>{label}</Cell>
            <Cell label=words::COLUMN_NAME>
                <a href=page lang="ja">{title_ja}</a>
                " "
                <span class="gloss" lang="en">{title_en}</span>
            </Cell>
            <Cell label=words::COLUMN_STATE>
                <DocumentState line/>
            </Cell>
            <Cell>
                {may_export.then(|| view! {
                    <ButtonLink href=file label=words::DOWNLOAD download="" />
                })}
            </Cell>
        </tr>
    }
}
