//! `/catalogue/:form`: one form with an example of firms that do not exist, and its file to try a change in.

use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::catalogue::load_catalogue_form;
use crate::domain::catalogue::{CatalogueForm, ExampleFirms, ExampleForm, FormFault};
use crate::ui::documents::{PaperFindings, orders, variants};
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Choice, Crumbs, Disclosure, Notice, NoticeKind, PostForm, Select, Submit, TextArea,
};
use crate::ui::load::{loading, text_param};
use crate::ui::paths;
use crate::ui::wording::{catalogue as words, document, language, paper_set, say, template_fault};

/// Address that tries a text.
const TRY: &str = "/api/catalogue/try";
/// Height of the file's text, in lines.
const LINES: u32 = 28;

/// One form.
#[component]
pub fn CatalogueFormPage() -> impl IntoView {
    let code = text_param("form");
    let asked = |name: &str| use_query_map().with_untracked(|query| query.get(name)).unwrap_or_default();
    let example =
        ExampleForm { firms: asked("firms"), variant: asked("variant"), order: asked("order"), agent: asked("agent") };
    let kept = kept_for(TRY).filter(|kept| kept.value("code") == Some(code.as_str()));
    let tried = kept.and_then(|kept| kept.value("text").map(str::to_owned));
    let is_tried = tried.is_some();
    loading(
        async move { Ok((load_catalogue_form(code, tried, example.clone()).await?, example)) },
        move |(form, example)| view! { <Shown form example is_tried/> }.into_any(),
    )
}

#[component]
fn Shown(form: CatalogueForm, example: ExampleForm, is_tried: bool) -> impl IntoView {
    let (language, other) = (language(), language().other());
    let (title, gloss) = (form.line.title.of(language).to_owned(), form.line.title.of(other).to_owned());
    let notes = form.notes.of(language).to_owned();
    let notes = notes.lines().map(|line| view! { <p class="hint">{line.to_owned()}</p> }).collect_view();
    let crumbs = vec![(say(words::TITLE).to_owned(), Some(paths::CATALOGUE.to_owned())), (title.clone(), None)];
    view! {
        <Title text=title.clone()/>
        <PageFrame current="catalogue">
            <Crumbs items=crumbs/>
            <div class="desk catalogue-desk">
                <aside class="side">
                    <h1>{title.clone()}</h1>
                    <p class="gloss" lang=other.tag()>{gloss}</p>
                    <p>{form.line.explanation.of(language).to_owned()}</p>
                    {notes}
                    <h2>{say(words::EXAMPLE)}</h2>
                    <Examples form=form.clone() example/>
                    {form.fault.clone().map(|fault| view! { <Fault code=form.line.code.clone() fault/> })}
                    <h2>{say(words::TRY)}</h2>
                    <Disclosure summary=words::FILE open=is_tried>
                        <File code=form.line.code.clone() text=form.text.clone()/>
                    </Disclosure>
                    <h2>{say(words::FINDINGS)}</h2>
                    <PaperFindings findings=form.findings/>
                </aside>
                <style nonce=use_nonce() inner_html=form.preview_css></style>
                <section class="desk-paper" aria-label=say(document::PREVIEW) lang="ja" inner_html=form.preview></section>
            </div>
        </PageFrame>
    }
}

/// Of which firms, in which shape.
#[component]
fn Examples(form: CatalogueForm, example: ExampleForm) -> impl IntoView {
    let firms = ExampleFirms::ALL.map(|firms| Choice::new(firms.code(), words::firms(firms))).to_vec();
    let agents = vec![Choice::new("", words::NO_AGENT), Choice::new("yes", words::AGENT)];
    let variant = (form.variants.len() > 1).then(|| {
        let options = variants(&form.variants);
        view! { <Select name="variant" label=paper_set::VARIANT selected=example.variant.clone() options/> }
    });
    let order = form.has_orders.then(|| {
        view! { <Select name="order" label=document::ORDER selected=example.order.clone() options=orders()/> }
    });
    view! {
        <form method="get" action=paths::catalogue_form(&form.line.code) class="form">
            <Select name="firms" label=words::FIRMS selected=ExampleFirms::parse(&example.firms).code() options=firms/>
            {variant}
            {order}
            <Select name="agent" label=words::AGENT_FIELD selected=example.agent.clone() options=agents/>
            <button type="submit" class="button quiet">{say(words::SHOW)}</button>
        </form>
    }
}

/// Where the text that was tried does not hold.
#[component]
fn Fault(code: String, fault: FormFault) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Problem>
            <p>{words::fault_at(&code, fault.line)}</p>
            <p>{template_fault::sentence(&fault.what)}</p>
        </Notice>
    }
}

/// The form's file, to be changed and tried.
#[component]
fn File(code: String, text: String) -> impl IntoView {
    let back = paths::catalogue_form(&code);
    view! {
        <p class="hint">{say(words::FILE_HINT)}</p>
        <PostForm action=TRY row=("code", code)>
            <TextArea name="text" label=words::TEXT value=text rows=LINES class="catalogue-file"/>
            <Actions>
                <Submit label=words::TRY_TEXT kind=ButtonKind::Primary/>
                <ButtonLink href=back label=words::AS_KEPT/>
            </Actions>
        </PostForm>
    }
}
