//! `/contacts/organisations`: the organisations of contacts; `?entry=` opens the form of one, `new` of another.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::contacts::list_contact_bodies;
use crate::domain::contact_organisation::{Body, BodyForm};
use crate::ui::contacts::{NowSaved, kind_choices, typed};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, Align, ButtonKind, ButtonLink, Cell, Column, Crumbs, DataTable, Empty, Field, FieldKind, Hidden, PageHead,
    PostForm, Revision, Select, Submit, TextArea,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::records::asked_entry;
use crate::ui::wording::{Phrase, contact as words, record, say};

/// What `?entry=` names when there is no organisation yet.
const NEW: &str = "new";

/// The organisations.
#[component]
pub fn ContactBodiesPage() -> impl IntoView {
    let asked = asked_entry();
    loading(list_contact_bodies(), move |bodies| view! { <Bodies bodies asked/> }.into_any())
}

#[component]
fn Bodies(bodies: Vec<Body>, #[prop(optional_no_strip)] asked: Option<String>) -> impl IntoView {
    let crumbs =
        vec![(say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())), (say(words::BODIES).to_owned(), None)];
    let content = match asked {
        None => view! { <List bodies/> }.into_any(),
        Some(asked) if asked == NEW => view! { <Entry body=None/> }.into_any(),
        Some(asked) => match bodies.into_iter().find(|body| body.id.to_string() == asked) {
            Some(body) => view! { <Entry body=Some(body)/> }.into_any(),
            None => {
                view! { <Empty title=words::GONE><ButtonLink href=paths::CONTACT_BODIES label=words::BACK/></Empty> }
                    .into_any()
            }
        },
    };
    view! {
        <Title text=say(words::BODIES)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::BODIES sub=words::BODIES_SUB/>
            {content}
        </PageFrame>
    }
}

#[component]
fn List(bodies: Vec<Body>) -> impl IntoView {
    let add = paths::entry(paths::CONTACT_BODIES, NEW);
    let columns = vec![Column::text(words::BODY_NAME), Column::text(words::KIND), Column::number(words::PEOPLE)];
    let table = if bodies.is_empty() {
        view! { <Empty title=words::NO_BODIES/> }.into_any()
    } else {
        let rows = bodies.into_iter().map(row).collect_view();
        view! { <DataTable caption=words::BODIES columns>{rows}</DataTable> }.into_any()
    };
    view! {
        {table}
        <Actions><ButtonLink href=add label=words::ADD_BODY kind=ButtonKind::Primary/></Actions>
    }
}

fn row(body: Body) -> impl IntoView {
    let site = (!body.form.site.is_empty()).then(|| {
        view! { <span class="small under"><a href=body.form.site.clone() rel="noreferrer">{body.form.site.clone()}</a></span> }
    });
    view! {
        <tr>
            <Cell><a href=paths::contact_body(body.id)>{typed(body.form.name)}</a>{site}</Cell>
            <Cell label=words::KIND>{say(words::kind(body.kind))}</Cell>
            <Cell label=words::PEOPLE align=Align::End><span class="num">{body.people}</span></Cell>
        </tr>
    }
}

fn name(field: &str) -> String {
    format!("body[{field}]")
}

#[component]
fn Entry(#[prop(optional_no_strip)] body: Option<Body>) -> impl IntoView {
    let (action, title) = match &body {
        Some(_) => ("/api/contacts/change-body", words::EDIT),
        None => ("/api/contacts/add-body", words::ADD_BODY),
    };
    let known = body.as_ref().map(|body| (body.id.to_string(), body.revision));
    let desk = body.as_ref().map(|body| paths::front_desk(body.id)).map(|href| {
        view! {
            <section>
                <p class="hint">{say(words::ADD_DESK_HINT)}</p>
                <Actions><ButtonLink href label=words::ADD_DESK/></Actions>
            </section>
        }
    });
    let form = body.map(|body| body.form).unwrap_or_default();
    let saved = known.clone().map(|(id, _)| {
        view! { <NowSaved action row=("id", id) fields=saved(&form)/> }
    });
    let known =
        move || known.clone().map(|(id, revision)| view! { <Hidden name="id" value=id/><Revision value=revision/> });
    view! {
        <h2>{say(title)}</h2>
        {saved}
        <PostForm action class="entry-form">
            {known()}
            <Select name=name("kind") label=words::KIND options=kind_choices(record::NOT_CHOSEN) selected=form.kind required=true/>
            <Field name=name("name") label=words::BODY_NAME value=form.name required=true/>
            <Field name=name("name_kana") label=words::BODY_KANA value=form.name_kana/>
            <Field name=name("name_latin") label=words::BODY_LATIN value=form.name_latin/>
            <Field name=name("address") label=words::ADDRESS value=form.address/>
            <Field name=name("site") label=words::SITE kind=FieldKind::Address value=form.site/>
            <TextArea name=name("notes") label=words::NOTES hint=words::NOTES_HINT value=form.notes/>
            <Actions><Submit label=words::SAVE/><ButtonLink href=paths::CONTACT_BODIES label=words::BACK/></Actions>
        </PostForm>
        {desk}
    }
}

fn saved(form: &BodyForm) -> Vec<(Phrase, String, String)> {
    [
        ("name", words::BODY_NAME, &form.name),
        ("name_kana", words::BODY_KANA, &form.name_kana),
        ("name_latin", words::BODY_LATIN, &form.name_latin),
        ("address", words::ADDRESS, &form.address),
        ("site", words::SITE, &form.site),
        ("notes", words::NOTES, &form.notes),
    ]
    .into_iter()
    .map(|(field, label, value)| (label, name(field), value.clone()))
    .collect()
}
