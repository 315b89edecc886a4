//! `/bids/:bid/documents`: every paper with its state, and the readiness check.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::documents::list_documents;
use crate::domain::document_view::{DocumentLine, DocumentList};
use crate::domain::id::BidId;
use crate::domain::paper::Why;
use crate::ui::documents::{
    Demands, DocumentState, FindingList, PlanFields, ProcedureWord, Profile, SetFields, procedure_name,
};
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kit::{ButtonLink, Cell, Column, DataTable, PageHead};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{buyer_form, document as words, paper_set as set_words, say};

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
    let DocumentList { bid_title, documents, findings, may_export, may_edit, plan } = list;
    let plan = *plan;
    let bid = BidNavigation { id, title: bid_title.clone() };
    let columns = vec![
        Column::text(words::COLUMN_LABEL),
        Column::text(words::COLUMN_NAME),
        Column::text(set_words::COLUMN_COPIES),
        Column::text(words::COLUMN_STATE),
        Column::text(words::COLUMN_FILE),
    ];
    let procedure = procedure_name(&plan);
    let lines = documents
        .iter()
        .map(|line| view! { <Line id line=line.clone() procedure=procedure.clone() may_export/> })
        .collect_view();
    let (offers, unmatched) = (plan.offers.clone(), plan.unmatched.clone());
    let set = may_edit.then(|| view! { <SetFields id documents=documents.clone() plan=plan.clone()/> });
    let profile = may_edit.then(|| view! { <Profile id buyer=plan.buyer.clone() profile=plan.profile.clone()/> });
    let decide = may_edit.then(|| {
        view! {
            <section id="procedure">
                <h2>{say(set_words::PROCEDURE)}</h2>
                <PlanFields id plan=plan.clone()/>
            </section>
        }
    });
    view! {
        <Title text=format!("{} · {bid_title}", say(words::TITLE))/>
        <PageFrame current="documents" bid>
            <PageHead title=words::TITLE sub=words::LEAD/>
            <ProcedureWord plan=plan.clone()/>
            {may_export.then(|| view! {
                <p><ButtonLink href=paths::all_documents(id) label=words::DOWNLOAD_ALL download=""/></p>
            })}
            <DataTable caption=words::TITLE columns>{lines}</DataTable>
            {set}
            <p><a href=paths::buyer_forms(id)>{say(buyer_form::LINK)}</a></p>
            <section>
                <h2>{say(words::CHECK)}</h2>
                <FindingList id findings papers=documents.clone()/>
                <p class="hint">{say(words::NEVER_COMPARED)}</p>
            </section>
            <Demands id documents offers unmatched may_edit/>
            {decide}
            {profile}
        </PageFrame>
    }
}

#[component]
fn Line(id: BidId, line: DocumentLine, procedure: String, may_export: bool) -> impl IntoView {
    let page = paths::document(id, &line.form);
    let file = format!("{page}/file");
    let label = Some(line.label.clone()).filter(|label| !label.is_empty());
    let label = label.map(|label| view! { <span class="num" lang="ja">{label}</span> });
    let (title_ja, title_en) = (line.title_ja.clone(), line.title_en.clone());
    let why = line.why.iter().map(|why| set_words::why(why, &procedure)).collect::<Vec<_>>().join(" ・ ");
    let sentence = line.why.iter().find_map(|why| match why {
        Why::Notice { sentence } => Some(sentence.clone()),
        _ => None,
    });
    let quote = sentence.map(|sentence| view! { <span class="quote" lang="ja">{sentence}</span> });
    let copies = set_words::copies(line.originals, line.copies);
    view! {
        <tr>
            <Cell label=words::COLUMN_LABEL>{label}</Cell>
            <Cell label=words::COLUMN_NAME>
                <a href=page lang="ja">{title_ja}</a>
                " "
                <span class="gloss" lang="en">{title_en}</span>
                <span class="gloss under">{why}</span>
                {quote}
            </Cell>
            <Cell label=set_words::COLUMN_COPIES>{copies}</Cell>
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
