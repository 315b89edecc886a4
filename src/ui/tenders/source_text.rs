//! The texts of a notice, one after the other, with a numbered mark at each sentence that something was
//! read from. Without scripting a link to `#m-3` lights the third mark up; with it the texts become tabs.

use leptos::prelude::*;

use super::marks::{Marks, Stretch};
use crate::domain::id::TenderId;
use crate::domain::tender::{ReadText, TenderSource};
use crate::ui::paths;
use crate::ui::wording::{confirm as words, say, tender};

/// All texts of a proposal.
#[component]
pub fn SourceTexts(
    /// The tender, for links to its originals.
    tender: TenderId,
    /// The texts.
    texts: Vec<ReadText>,
    /// Their places.
    marks: Marks,
) -> impl IntoView {
    let tabs = (texts.len() > 1).then(|| {
        let tabs = texts.iter().map(|text| tab(&text.source)).collect_view();
        view! { <nav class="source-tabs" aria-label=say(words::SOURCES)>{tabs}</nav> }
    });
    let parts = texts
        .into_iter()
        .map(|ReadText { source, text }| {
            let stretches =
                marks.cut(source.position, &text).into_iter().map(|one| stretch(one, &marks)).collect_view();
            let head = view! { <PartHead tender source=source.clone()/> };
            view! {
                <div class="source-part" id=part_id(source.position)>
                    {head}
                    <div class="original" lang="ja">{stretches}</div>
                </div>
            }
        })
        .collect_view();
    view! { {tabs} {parts} }
}

fn tab(source: &TenderSource) -> impl IntoView + use<> {
    let href = format!("#{}", part_id(source.position));
    let kind = words::text_kind(source.text_kind);
    let kind = (!kind.en.is_empty()).then(|| view! { <span class="source-kind">{say(kind)}</span> });
    view! { <a class="source-tab" href=href data-tab=source.position.to_string()>{name_of(source)} {kind}</a> }
}

#[component]
fn PartHead(tender: TenderId, source: TenderSource) -> impl IntoView {
    let name = name_of(&source);
    let name = match &source.file {
        Some(file) => {
            let href = paths::tender_file(tender, file.id, None);
            view! { <a href=href target="_blank" rel="noopener">{name}</a> }.into_any()
        }
        None => view! { {name} }.into_any(),
    };
    let size = source.file.as_ref().map(|file| tender::size(file.size));
    let unread = (source.pages_without_text > 0)
        .then(|| view! { <p class="doubt">{words::unread_pages(source.pages_without_text)}</p> });
    let named = (!source.documents.is_empty()).then(|| view! { <Named documents=source.documents/> });
    view! {
        <div class="source-head">
            <p><span class="source-name">{name}</span> " " <span class="small num">{size}</span></p>
            {unread}
            {named}
        </div>
    }
}

/// Further files that a source names. Their addresses are shown, never fetched.
#[component]
fn Named(documents: Vec<(String, String)>) -> impl IntoView {
    let lines = documents
        .into_iter()
        .map(|(title, address)| {
            let is_web = address.starts_with("https://") || address.starts_with("http://");
            let title = if title.is_empty() { address.clone() } else { title };
            match is_web {
                true => view! {
                    <li><a href=address rel="noopener noreferrer" target="_blank" lang="ja">{title}</a></li>
                }
                .into_any(),
                false => view! { <li lang="ja">{title}</li> }.into_any(),
            }
        })
        .collect_view();
    view! {
        <p class="small">{say(words::NAMED)}</p>
        <ul class="plain small">{lines}</ul>
        <p class="hint">{say(words::NAMED_HINT)}</p>
    }
}

/// What a text is called.
#[must_use]
pub fn name_of(source: &TenderSource) -> String {
    if source.name.is_empty() { say(words::PASTED).to_owned() } else { source.name.clone() }
}

fn stretch(stretch: Stretch, marks: &Marks) -> AnyView {
    if stretch.numbers.is_empty() {
        return stretch.text.into_any();
    }
    let numbers = stretch.numbers.iter().map(|number| number_of(*number, marks)).collect_view();
    view! { <mark>{stretch.text}{numbers}</mark> }.into_any()
}

/// The number of a mark; it leads back to the row that was read from it.
fn number_of(number: usize, marks: &Marks) -> AnyView {
    match marks.row(number) {
        Some(row) => {
            let label = format!("{number} {}", say(words::TO_ROW));
            view! { <a class="mark-number" id=id(number) href=format!("#{row}") aria-label=label>{number}</a> }
                .into_any()
        }
        None => view! { <span class="mark-number" id=id(number)>{number}</span> }.into_any(),
    }
}

/// The id of a mark.
pub(super) fn id(number: usize) -> String {
    format!("m-{number}")
}

fn part_id(position: u32) -> String {
    format!("source-{position}")
}
