//! `/contacts/organisations`: the organisations of contacts; `?entry=` opens the form of one, `new` of another; with
//! `&words=` also what words find that may be the same one.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::api::contacts::{list_contact_bodies, load_contact_body};
use crate::domain::contact::ContactKind;
use crate::domain::contact_organisation::{Body, BodyEntry, BodyForm};
use crate::domain::id::ContactOrganisationId;
use crate::error::AppError;
use crate::ui::contacts::{
    MergeFound, MergeOther, MergeSearch, NowSaved, body_name as name, kind_choices, saved_body, typed,
};
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, Align, ButtonKind, ButtonLink, Cell, Column, Crumbs, DataTable, Empty, Field, FieldKind, Hidden, PageHead,
    PostForm, Revision, Select, Submit, TextArea,
};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::records::asked_entry;
use crate::ui::wording::{contact as words, contact_organisation, record, say};

/// What `?entry=` names when there is no organisation yet.
const NEW: &str = "new";

/// What is asked for.
enum Asked {
    All(Vec<Body>),
    New,
    One(Box<BodyEntry>),
}

/// The organisations.
#[component]
pub fn ContactBodiesPage() -> impl IntoView {
    let asked = asked_entry();
    let sought = use_query_map().with_untracked(|query| query.get("words").unwrap_or_default());
    loading(load(asked, sought), |asked| view! { <Bodies asked/> }.into_any())
}

async fn load(asked: Option<String>, sought: String) -> Result<Asked, AppError> {
    match asked.as_deref() {
        None => list_contact_bodies().await.map(Asked::All),
        // Asked although nothing of it is shown: whoever is not signed in is sent to the sign-in page.
        Some(NEW) => list_contact_bodies().await.map(|_| Asked::New),
        Some(id) => {
            let body = ContactOrganisationId::parse(id).ok_or(AppError::NotFound)?;
            load_contact_body(body, sought).await.map(Box::new).map(Asked::One)
        }
    }
}

#[component]
fn Bodies(asked: Asked) -> impl IntoView {
    let crumbs =
        vec![(say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())), (say(words::BODIES).to_owned(), None)];
    let content = match asked {
        Asked::All(bodies) => view! { <List bodies/> }.into_any(),
        Asked::New => view! { <Entry body=None/> }.into_any(),
        Asked::One(entry) => {
            let BodyEntry { body, words: sought, found } = *entry;
            let id = body.id;
            view! { <Entry body=Some(body)/><Twice id sought found/> }.into_any()
        }
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
        view! { <NowSaved action row=("id", id) fields=saved_body(&form)/> }
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

/// The way to the other entry of an organisation that was entered twice.
#[component]
fn Twice(id: ContactOrganisationId, sought: String, found: Vec<(ContactOrganisationId, BodyForm)>) -> impl IntoView {
    let found = found.into_iter().map(|(other, form)| found_beside(id, other, form)).collect::<Vec<_>>();
    let one = ("entry", id.to_string());
    view! {
        <section id="merge" class="no-print">
            <h2>{say(contact_organisation::MERGE_WITH)}</h2>
            <p class="hint">{say(contact_organisation::MERGE_WITH_HINT)}</p>
            <MergeSearch
                page=format!("{}#merge", paths::CONTACT_BODIES)
                one
                hint=contact_organisation::SEARCH_HINT
                sought=sought.clone()
            />
            <MergeFound
                sought
                caption=contact_organisation::FOUND
                name=words::BODY_NAME
                none=contact_organisation::NONE_FOUND
                found
            />
        </section>
    }
}

fn found_beside(id: ContactOrganisationId, other: ContactOrganisationId, form: BodyForm) -> MergeOther {
    let kind = ContactKind::parse(&form.kind).map(|kind| say(words::kind(kind)).to_owned()).unwrap_or_default();
    MergeOther {
        name: form.name,
        href: paths::contact_body(other),
        said: [(words::KIND, kind), (words::ADDRESS, form.address)],
        compare: paths::merge_bodies(id, other),
    }
}
