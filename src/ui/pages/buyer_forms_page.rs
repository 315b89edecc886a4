//! `/bids/:bid/forms`: the forms that the buyer gave out.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::buyer_forms::list_buyer_forms;
use crate::domain::buyer_form::{BuyerFormLine, BuyerFormList};
use crate::domain::id::BidId;
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kit::{
    Actions, ButtonLink, Cell, Column, Crumbs, DataTable, Empty, FileField, PageHead, PostForm, Submit,
};
use crate::ui::load::{bid_param, loading};
use crate::ui::paths;
use crate::ui::wording::{buyer_form as words, document, say};

/// The forms of a bid.
#[component]
pub fn BuyerFormsPage() -> impl IntoView {
    let bid = bid_param();
    loading(
        async move {
            let bid = bid?;
            Ok((bid, list_buyer_forms(bid).await?))
        },
        |(id, list)| view! { <Forms id list/> }.into_any(),
    )
}

#[component]
fn Forms(id: BidId, list: BuyerFormList) -> impl IntoView {
    let BuyerFormList { bid_title, forms, may_edit, may_export } = list;
    let bid = BidNavigation { id, title: bid_title.clone() };
    let columns =
        vec![Column::text(words::COLUMN_NAME), Column::text(words::COLUMN_STATE), Column::text(document::COLUMN_FILE)];
    let crumbs = vec![
        (say(document::TITLE).to_owned(), Some(paths::bid_page(id, "documents"))),
        (say(words::TITLE).to_owned(), None),
    ];
    let is_empty = forms.is_empty();
    let lines = forms.into_iter().map(|line| view! { <Line id line may_export/> }).collect_view();
    view! {
        <Title text=format!("{} · {bid_title}", say(words::TITLE))/>
        <PageFrame current="documents" bid>
            <Crumbs items=crumbs/>
            <PageHead title=words::TITLE sub=words::LEAD/>
            {if is_empty {
                let hint = may_edit.then(|| view! { <p>{say(words::EMPTY_HINT)}</p> });
                view! { <Empty title=words::EMPTY>{hint}</Empty> }.into_any()
            } else {
                view! { <DataTable caption=words::TITLE columns>{lines}</DataTable> }.into_any()
            }}
            {may_edit.then(|| view! {
                <section>
                    <h2>{say(words::ADD)}</h2>
                    <PostForm action=format!("{}/upload", paths::buyer_forms(id)) multipart=true>
                        <FileField name="file" label=words::FILE hint=words::FILE_HINT accept=".docx" required=true/>
                        <Actions><Submit label=words::ADD_SUBMIT/></Actions>
                    </PostForm>
                </section>
            })}
        </PageFrame>
    }
}

#[component]
fn Line(id: BidId, line: BuyerFormLine, may_export: bool) -> impl IntoView {
    let page = paths::buyer_form(id, line.id);
    let file = format!("{page}/file");
    let state = if line.is_confirmed { words::CONFIRMED } else { words::OPEN };
    view! {
        <tr>
            <Cell label=words::COLUMN_NAME><a href=page lang="ja">{line.name}</a></Cell>
            <Cell label=words::COLUMN_STATE>{say(state)}</Cell>
            <Cell>
                {may_export.then(|| view! { <ButtonLink href=file label=document::DOWNLOAD download=""/> })}
            </Cell>
        </tr>
    }
}
