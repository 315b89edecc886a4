//! The fields of the buyer's ways, for one paper and for all of them.

use leptos::prelude::*;

use crate::domain::document_view::VariantLine;
use crate::domain::paper::PageScope;
use crate::domain::paper_form::WaysForm;
use crate::ui::kit::{Choice, Field, FieldKind, Fieldset, Select};
use crate::ui::wording::{Phrase, document as words, language, paper_set as set_words, say};

/// Honorific, seal and tax basis; `unset` is the word for none.
#[component]
pub fn WayFields(
    /// What they hold.
    ways: WaysForm,
    /// The word for *not set here*.
    unset: Phrase,
) -> impl IntoView {
    view! {
        <Select name="honorific" label=words::HONORIFIC selected=ways.honorific options=honorifics(unset)/>
        <Select name="seal" label=words::SEAL selected=ways.seal options=seals(unset)/>
        <Select name="price_basis" label=set_words::PRICE_BASIS selected=ways.price_basis options=bases(unset)/>
    }
}

/// Copies and type; for one paper the page limit as well.
#[component]
pub fn LimitFields(
    /// What they hold.
    ways: WaysForm,
    /// Whether the fields are those of one paper.
    of_paper: OfPaper,
) -> impl IntoView {
    let pages = (of_paper == OfPaper::One).then(|| {
        let scopes = PageScope::ALL.map(|scope| Choice::new(scope.code(), set_words::scope(scope))).to_vec();
        view! {
            <Field name="pages" label=set_words::PAGES unit=set_words::PAGES_UNIT value=ways.pages.clone() kind=FieldKind::Number/>
            <Select name="scope" label=set_words::SCOPE selected=ways.scope.clone() options=scopes/>
        }
    });
    view! {
        <Fieldset legend=set_words::LIMITS>
            <Field name="originals" label=set_words::ORIGINALS unit=set_words::COPIES_UNIT value=ways.originals kind=FieldKind::Number/>
            <Field name="copies" label=set_words::COPIES unit=set_words::COPIES_UNIT value=ways.copies kind=FieldKind::Number/>
            {pages}
            <Field name="points" label=set_words::POINTS unit=set_words::POINTS_UNIT value=ways.points kind=FieldKind::Decimal/>
        </Fieldset>
    }
}

/// Whose fields they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfPaper {
    /// One paper's.
    One,
    /// Those of all papers.
    All,
}

/// Between which forms of one paper a bid chooses; the first is its own, and choosing it is choosing none.
#[must_use]
pub fn variants(lines: &[VariantLine]) -> Vec<Choice> {
    let language = language();
    let codes = std::iter::once("").chain(lines.iter().skip(1).map(|line| line.code.as_str()));
    codes.zip(lines).map(|(code, line)| Choice::new(code, line.title.of(language))).collect()
}

fn honorifics(unset: Phrase) -> Vec<Choice> {
    vec![
        Choice::new("", unset),
        Choice::new("sama", words::HONORIFIC_SAMA),
        Choice::new("dono", words::HONORIFIC_DONO),
        Choice::new("none", words::HONORIFIC_NONE),
    ]
}

fn seals(unset: Phrase) -> Vec<Choice> {
    vec![
        Choice::new("", unset),
        Choice::new("in_use", words::SEAL_IN_USE),
        Choice::new("registered", words::SEAL_REGISTERED),
        Choice::new("contact", words::SEAL_CONTACT),
    ]
}

fn bases(unset: Phrase) -> Vec<Choice> {
    vec![
        Choice::new("", say(unset)),
        Choice::new("exclusive", set_words::EXCLUSIVE),
        Choice::new("inclusive", set_words::INCLUSIVE),
    ]
}

/// The orders of the head.
#[must_use]
pub fn orders() -> Vec<Choice> {
    vec![Choice::new("", words::ORDER_OWN), Choice::new("a", words::ORDER_A), Choice::new("b", words::ORDER_B)]
}
