//! `/contacts/duplicates`: pairs of contacts that may be one and the same person.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::contacts::list_contact_doubles;
use crate::domain::contact_view::Double;
use crate::ui::contacts::typed;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{ButtonLink, Cell, Column, Crumbs, DataTable, Empty, PageHead};
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{contact as words, say};

/// The pairs.
#[component]
pub fn ContactDoublesPage() -> impl IntoView {
    loading(list_contact_doubles(), |doubles| view! { <Doubles doubles/> }.into_any())
}

#[component]
fn Doubles(doubles: Vec<Double>) -> impl IntoView {
    let crumbs =
        vec![(say(words::TITLE).to_owned(), Some(paths::CONTACTS.to_owned())), (say(words::DOUBLES).to_owned(), None)];
    let columns =
        vec![Column::text(words::NAME), Column::text(words::NAME), Column::text(words::WHY), Column::text("")];
    let table = if doubles.is_empty() {
        view! { <Empty title=words::NO_DOUBLES/> }.into_any()
    } else {
        let rows = doubles.into_iter().map(row).collect_view();
        view! { <DataTable caption=words::DOUBLES columns>{rows}</DataTable> }.into_any()
    };
    view! {
        <Title text=say(words::DOUBLES)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title=words::DOUBLES sub=words::DOUBLES_SUB/>
            {table}
        </PageFrame>
    }
}

fn row(pair: Double) -> impl IntoView {
    let href = paths::merge_contacts(pair.first.id, pair.second.id);
    view! {
        <tr>
            <Cell><a href=paths::contact(pair.first.id)>{typed(pair.first.name)}</a></Cell>
            <Cell label=words::NAME><a href=paths::contact(pair.second.id)>{typed(pair.second.name)}</a></Cell>
            <Cell label=words::WHY>{say(words::likeness(pair.likeness))}</Cell>
            <Cell><ButtonLink href label=words::COMPARE/></Cell>
        </tr>
    }
}
