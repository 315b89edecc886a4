//! Contacts and organisations of a file in tables: those that cannot be taken, those that are new or were taken, those who may be held.

use leptos::prelude::*;

use crate::domain::contact::ContactForm;
use crate::domain::contact_card::{CardChoice, CardLine, CardRow, CardState};
use crate::domain::contact_organisation::BodyForm;
use crate::ui::kept::Kept;
use crate::ui::kit::{Cell, CellSelect, Choice, Column, DataTable, Words};
use crate::ui::paths;
use crate::ui::wording::{contact, contact_card as words, say};

use super::{title_of, typed};

/// What cannot be taken, with its line and why.
#[component]
pub fn Refused(lines: Vec<CardLine>) -> impl IntoView {
    let columns = vec![Column::text(words::LINE), Column::text(contact::NAME), Column::text(contact::WHY)];
    let rows = lines
        .into_iter()
        .map(|CardLine { row, .. }| {
            let why = row.refusal.map(|refusal| say(words::refused(refusal)));
            let name = if row.form.family.is_empty() { row.body.name.clone() } else { row.form.family.clone() };
            let notes = notes(&row);
            view! {
                <tr>
                    <Cell>{row.line}</Cell>
                    <Cell label=contact::NAME>{typed(name)}</Cell>
                    <Cell label=contact::WHY>{why}{notes}</Cell>
                </tr>
            }
        })
        .collect_view();
    view! { <DataTable caption=words::REFUSED columns>{rows}</DataTable> }
}

/// Contacts with what they become, or became.
#[component]
pub fn Rows(
    /// The contacts.
    lines: Vec<CardLine>,
    /// What the table holds.
    #[prop(into)]
    caption: Words,
    /// Whether it stands beside each what became of it.
    has_outcome: bool,
) -> impl IntoView {
    let mut columns = heads();
    if has_outcome {
        columns.push(Column::text(words::OUTCOME));
    }
    let rows = lines
        .into_iter()
        .map(|CardLine { row, state, .. }| {
            let outcome = has_outcome.then(|| view! { <Cell label=words::OUTCOME>{outcome(state)}</Cell> });
            view! { <tr>{cells(&row)}{outcome}</tr> }
        })
        .collect_view();
    view! { <DataTable caption columns>{rows}</DataTable> }
}

/// Those who may be held already, with what is to be done; inside the form that takes the file.
#[component]
pub fn Doubles(
    /// The contacts.
    lines: Vec<CardLine>,
    /// What was chosen before, where the form comes back.
    kept: Option<Kept>,
) -> impl IntoView {
    let mut columns = heads();
    columns.extend([words::HELD, words::CHOICE].map(Column::text));
    let rows = lines.into_iter().map(|line| double(line, kept.as_ref())).collect_view();
    view! { <DataTable caption=words::DOUBLES columns>{rows}</DataTable> }
}

fn double(line: CardLine, kept: Option<&Kept>) -> impl IntoView + use<> {
    let field = line.choice();
    let CardLine { row, state, .. } = line;
    let selected = kept.and_then(|kept| kept.value(&field)).map_or_else(|| CardChoice::Skip.code(), str::to_owned);
    let mut options = vec![Choice::new(CardChoice::Skip.code(), words::SKIP)];
    let held = match state {
        CardState::Held { contact: held, why } => {
            options.push(Choice::new(CardChoice::Fill(Some(held.id)).code(), words::FILL));
            let why = say(contact::likeness(why));
            let href = paths::contact(held.id);
            view! { <a href=href>{typed(held.name)}</a><span class="small under">{why}</span> }.into_any()
        }
        CardState::HeldBody(held) => {
            options.push(Choice::new(CardChoice::Fill(None).code(), words::FILL));
            let (href, why) = (paths::contact_body(held.id), say(words::SAME_BODY));
            view! { <a href=href>{typed(held.name)}</a><span class="small under">{why}</span> }.into_any()
        }
        CardState::Twin { line } => words::twin(line).into_any(),
        _ => ().into_any(),
    };
    options.push(Choice::new(CardChoice::New.code(), words::ADD));
    let name = if row.is_body { row.body.name.clone() } else { row.form.written() };
    let label = format!("{} {name}", say(words::CHOICE));
    view! {
        <tr>
            {cells(&row)}
            <Cell label=words::HELD>{held}</Cell>
            <CellSelect name=field column=words::CHOICE label options selected/>
        </tr>
    }
}

/// The heads of what a file says of a contact.
fn heads() -> Vec<Column> {
    [contact::NAME, contact::BODY, contact::REACH, words::NOT_KEPT, words::LINE].map(Column::text).to_vec()
}

/// The cells under them.
fn cells(row: &CardRow) -> impl IntoView + use<> {
    let (name, place, reach) = if row.is_body {
        let body = &row.body;
        (body_name_of(body).into_any(), say(words::IS_BODY).into_any(), body_reach_of(body).into_any())
    } else {
        (name_of(&row.form).into_any(), place_of(row).into_any(), reach_of(row).into_any())
    };
    let (notes, line) = (notes(row), row.line);
    view! {
        <Cell>{name}</Cell>
        <Cell label=contact::BODY>{place}</Cell>
        <Cell label=contact::REACH>{reach}</Cell>
        <Cell label=words::NOT_KEPT>{notes}</Cell>
        <Cell label=words::LINE>{line}</Cell>
    }
}

/// The name as it is written, its reading and its Latin form: all that the file says, in either language of the page.
fn name_of(form: &ContactForm) -> impl IntoView + use<> {
    let written = form.written();
    let others: Vec<String> =
        [form.reading(), form.latin()].into_iter().filter(|name| !name.is_empty() && *name != written).collect();
    let others = others.into_iter().map(|name| view! { <span class="small under">{typed(name)}</span> }).collect_view();
    view! { {typed(written)} {others} }
}

/// The name of an organisation, its reading and its Latin form.
fn body_name_of(body: &BodyForm) -> impl IntoView + use<> {
    let others = [body.name_kana.clone(), body.name_latin.clone()];
    let others = others.into_iter().filter(|name| !name.is_empty());
    let others = others.map(|name| view! { <span class="small under">{typed(name)}</span> }).collect_view();
    view! { {typed(body.name.clone())} {others} }
}

/// Where an organisation is, and what its notes will say: numbers and addresses stand there.
fn body_reach_of(body: &BodyForm) -> impl IntoView + use<> {
    let ways = [&body.address, &body.site].into_iter().cloned().chain(body.notes.lines().map(str::to_owned));
    ways.filter(|way| !way.is_empty()).map(|way| view! { <span class="under">{typed(way)}</span> }).collect_view()
}

/// Organisation, department and title in one cell.
fn place_of(row: &CardRow) -> impl IntoView + use<> {
    let title = title_of(&row.form.title_ja, &row.form.title_en);
    let under: Vec<String> = [row.form.department.clone(), title].into_iter().filter(|part| !part.is_empty()).collect();
    let under = (!under.is_empty()).then(|| view! { <span class="small under">{typed(under.join(" "))}</span> });
    let body = (!row.body.name.is_empty()).then(|| typed(row.body.name.clone()));
    view! { {body} {under} }
}

fn reach_of(row: &CardRow) -> impl IntoView + use<> {
    [&row.form.email, &row.form.telephone, &row.form.mobile]
        .into_iter()
        .filter(|way| !way.is_empty())
        .map(|way| view! { <span class="under">{way.clone()}</span> })
        .collect_view()
}

fn notes(row: &CardRow) -> impl IntoView + use<> {
    (!row.notes.is_empty()).then(|| {
        let notes = row.notes.iter().map(|note| view! { <li>{words::note(note)}</li> }).collect_view();
        view! { <ul class="plain small">{notes}</ul> }
    })
}

/// What became of a contact, with the way to it.
fn outcome(state: CardState) -> impl IntoView {
    let link = |phrase, href: String| view! { <a href=href>{say(phrase)}</a> }.into_any();
    match state {
        CardState::Added(id) => link(words::ADDED, paths::contact(id)),
        CardState::Filled(id) => link(words::FILLED, paths::contact(id)),
        CardState::Left(id) => link(words::LEFT, paths::contact(id)),
        CardState::AddedBody(id) => link(words::ADDED_BODY, paths::contact_body(id)),
        CardState::FilledBody(id) => link(words::FILLED, paths::contact_body(id)),
        CardState::LeftBody(id) => link(words::LEFT, paths::contact_body(id)),
        CardState::LeftTwin { line } => words::twin(line).into_any(),
        _ => say(words::LEFT_OUT).into_any(),
    }
}
