//! `/bids/:bid/documents/:form`: one paper: its preview, what it states, what is wrong, the file.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::documents::load_document;
use crate::domain::document::CopyKind;
use crate::domain::document_view::{DocumentView, PdfState};
use crate::domain::id::BidId;
use crate::domain::language::Language;
use crate::ui::documents::{
    LimitFields, LivePreview, MEASURES_ID, OfPaper, PREVIEW_ID, PaperFindings, WayFields, orders, variants,
};
use crate::ui::frame::{BidNavigation, PageFrame};
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    ButtonKind, ButtonLink, Crumbs, Field, FieldKind, Fieldset, Hidden, Notice, NoticeKind, PostForm, Revision, Select,
    Submit, TextArea, UnsavedGuard,
};
use crate::ui::load::{bid_param, loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{document as words, language, paper_set as set_words, say};

/// Address of the form.
const SAVE: &str = "/api/documents/save";

/// One paper.
#[component]
pub fn DocumentPage() -> impl IntoView {
    let bid = bid_param();
    let form = text_param("form");
    let copy = use_query_map().with_untracked(|query| query.get("copy"));
    loading(
        async move {
            let bid = bid?;
            Ok((bid, load_document(bid, form, copy).await?))
        },
        |(bid, view)| view! { <Paper bid view/> }.into_any(),
    )
}

#[component]
fn Paper(bid: BidId, view: DocumentView) -> impl IntoView {
    let navigation = BidNavigation { id: bid, title: view.bid_title.clone() };
    let (title, gloss, gloss_tag, explanation) = match language() {
        Language::Japanese => (view.title_ja.clone(), view.title_en.clone(), "en", view.explanation_ja.clone()),
        Language::English => (view.title_en.clone(), view.title_ja.clone(), "ja", view.explanation_en.clone()),
    };
    let file = paths::document_file(bid, &view.form, CopyKind::Original);
    let blind = view.has_blind_copy.then(|| paths::document_file(bid, &view.form, CopyKind::Blind));
    let schedule = view.has_schedule.then(|| paths::schedule_file(bid, &view.form, view.copy));
    let pdf = format!("{}/pdf", paths::document(bid, &view.form));
    let no_pdf = use_query_map().with_untracked(|query| query.get("pdf")).and_then(|code| PdfState::parse(&code));
    let crumbs = vec![(say(words::TITLE).to_owned(), Some(paths::bid_page(bid, "documents"))), (title.clone(), None)];
    view! {
        <Title text=format!("{title} · {}", view.bid_title)/>
        <PageFrame current="documents" bid=navigation>
            <Crumbs items=crumbs/>
            <div class="desk">
                <aside class="side">
                    <h1>{title.clone()}</h1>
                    <p class="gloss" lang=gloss_tag>{gloss}</p>
                    <p>{explanation}</p>
                    {view.may_export.then(|| view! {
                        <p>
                            <ButtonLink href=file label=words::DOWNLOAD kind=ButtonKind::Primary download=""/>
                            " "
                            <ButtonLink href=pdf label=words::DOWNLOAD_PDF/>
                            {schedule.map(|schedule| view! {
                                " "
                                <ButtonLink href=schedule label=words::DOWNLOAD_SCHEDULE download=""/>
                            })}
                            {blind.map(|blind| view! {
                                " "
                                <ButtonLink href=blind label=words::DOWNLOAD_BLIND download=""/>
                            })}
                        </p>
                    })}
                    {view.has_blind_copy.then(|| view! {
                        <Copies bid form=view.form.clone() copy=view.copy named=view.named.clone()/>
                    })}
                    {no_pdf.map(|state| view! { <Notice kind=NoticeKind::Problem>{say(words::no_pdf(state))}</Notice> })}
                    <h2>{say(words::CHECK)}</h2>
                    <PaperFindings findings=view.findings.clone()/>
                    <h2>{say(words::DECISIONS)}</h2>
                    {if view.may_edit {
                        view! { <Decisions bid view=view.clone()/> }.into_any()
                    } else {
                        view! { <p class="hint">{say(words::READ_ONLY)}</p> }.into_any()
                    }}
                </aside>
                <style id=MEASURES_ID nonce=use_nonce() inner_html=view.preview_css.clone()></style>
                <section id=PREVIEW_ID class="desk-paper" aria-label=say(words::PREVIEW) lang="ja" inner_html=view.preview.clone()></section>
            </div>
        </PageFrame>
    }
}

/// The way to the other copy, and what still names somebody in the one that must not.
#[component]
fn Copies(bid: BidId, form: String, copy: CopyKind, named: Vec<String>) -> impl IntoView {
    let (other, word) = match copy {
        CopyKind::Original => (CopyKind::Blind, words::SEE_BLIND),
        CopyKind::Blind => (CopyKind::Original, words::SEE_ORIGINAL),
    };
    let names = (!named.is_empty()).then(|| words::named_in_blind(&named));
    view! {
        {(copy == CopyKind::Blind).then(|| view! { <Notice>{say(words::IS_BLIND)}</Notice> })}
        {names.map(|sentence| view! { <Notice kind=NoticeKind::Warning>{sentence}</Notice> })}
        <p><a href=paths::document_copy(bid, &form, other)>{say(word)}</a></p>
    }
}

#[component]
fn Decisions(bid: BidId, view: DocumentView) -> impl IntoView {
    let settings = view.settings;
    let ways = settings.ways.clone();
    let form = view.form.clone();
    let with_tax = view.with_tax.map(|yen| words::with_tax(&crate::domain::money::Yen(yen).to_string()));
    view! {
        <PostForm action=SAVE>
            <Hidden name="bid" value=bid.to_string()/>
            <Hidden name="form" value=view.form/>
            <Revision value=view.revision/>
            {view.has_amount.then(|| view! {
                <Field name="amount" label=words::AMOUNT hint=words::AMOUNT_HINT value=settings.amount.clone() kind=FieldKind::Number/>
                {with_tax.map(|sentence| view! { <p class="hint num">{sentence}</p> })}
            })}
            <Field name="date" label=words::DATE hint=words::DATE_HINT value=settings.date kind=FieldKind::Text/>
            <Field name="label" label=words::LABEL hint=words::LABEL_HINT value=ways.label.clone() kind=FieldKind::Text offered=view.labels/>
            <Field name="title" label=set_words::TITLE hint=set_words::TITLE_HINT value=ways.title.clone() kind=FieldKind::Text offered=view.titles/>
            {(view.variants.len() > 1).then(|| view! {
                <Select
                    name="variant" label=set_words::VARIANT hint=set_words::VARIANT_HINT selected=ways.variant.clone()
                    options=variants(&view.variants)
                />
            })}
            <WayFields ways=ways.clone() unset=set_words::AS_ALL/>
            {if view.orders.len() > 1 {
                view! { <Select name="order" label=words::ORDER selected=ways.order.clone() options=orders()/> }.into_any()
            } else {
                view! { <Hidden name="order" value=String::new()/> }.into_any()
            }}
            {view.has_attachments.then(|| view! {
                <TextArea name="attachments" label=words::ATTACHMENTS value=settings.attachments.clone()/>
            })}
            <LimitFields ways of_paper=OfPaper::One/>
            <Fieldset legend=words::AGENT>
                <Field name="agent_address" label=words::AGENT_ADDRESS value=settings.agent_address kind=FieldKind::Text/>
                <Field name="agent_name" label=words::AGENT_NAME value=settings.agent_name kind=FieldKind::Text/>
            </Fieldset>
            <Fieldset legend=words::CONTACT hint=words::CONTACT_HINT>
                <Field name="contact_department" label=words::DEPARTMENT value=settings.contact_department kind=FieldKind::Text/>
                <Field name="contact_name" label=words::CONTACT_NAME value=settings.contact_name kind=FieldKind::Text/>
                <Field name="contact_reading" label=words::READING value=settings.contact_reading kind=FieldKind::Text/>
                <Field name="contact_telephone" label=words::TELEPHONE value=settings.contact_telephone kind=FieldKind::Telephone/>
                <Field name="contact_email" label=words::EMAIL value=settings.contact_email kind=FieldKind::Email/>
            </Fieldset>
            <UnsavedGuard language=language() came_back=kept_for(SAVE).is_some()/>
            <LivePreview language=language() bid form=form copy=view.copy/>
            <Submit label=words::SAVE kind=ButtonKind::Primary/>
        </PostForm>
    }
}
