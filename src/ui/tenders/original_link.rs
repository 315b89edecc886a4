//! The way from a value to the file and page it was read from.

use leptos::prelude::*;

use crate::domain::id::TenderId;
use crate::domain::tender::{TenderSource, file_behind};
use crate::ui::paths;
use crate::ui::wording::tender as words;

/// A link to the original, at its page where one is known; nothing where no file was uploaded.
#[component]
pub fn OriginalLink(
    /// The tender.
    tender: TenderId,
    /// What it was read from.
    read_from: Vec<TenderSource>,
    /// Position of the text.
    #[prop(optional_no_strip)]
    source: Option<u32>,
    /// Page of the original.
    #[prop(optional_no_strip)]
    page: Option<u32>,
) -> impl IntoView {
    let is_only = read_from.len() < 2;
    file_behind(&read_from, source).filter(|_| page.is_some() || !is_only).map(|file| {
        let href = paths::tender_file(tender, file.id, page);
        let label = match page {
            Some(page) if is_only => words::page(page),
            Some(page) => words::page_of(&file.name, page),
            None => file.name.clone(),
        };
        view! { <a class="original-link" href=href target="_blank" rel="noopener">{label}</a> }
    })
}
