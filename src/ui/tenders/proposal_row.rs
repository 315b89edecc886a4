//! One row of what is proposed: name, value, how sure it is, the sentence, the decision, and the fields of a
//! correction, which stay folded until they are asked for.

use leptos::prelude::*;

use super::marks::Marks;
use super::original_link::OriginalLink;
use super::source_text;
use crate::domain::id::TenderId;
use crate::domain::notice::{Doubt, Evidence};
use crate::domain::tender::TenderSource;
use crate::ui::kit::{Choice, Radios, RadiosLook, Tag, TagKind, Words};
use crate::ui::wording::{Phrase, confirm as words, intake, say, tender};

/// What leads from a value back to its place.
#[derive(Debug, Clone)]
pub struct Places {
    /// The tender.
    pub tender: TenderId,
    /// The numbered places.
    pub marks: Marks,
    /// The texts.
    pub read_from: Vec<TenderSource>,
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Read clearly: accepted unless the person says otherwise.
    Clear,
    /// Doubtful: the person must choose.
    Doubtful,
}

impl Sureness {
    /// By the word of the reading.
    #[must_use]
    pub const fn of(is_certain: bool) -> Self {
        if is_certain { Self::Clear } else { Self::Doubtful }
    }
}

/// One row.
#[component]
pub fn ProposalRow(
    /// Id of the row.
    id: String,
    /// Name of the field that takes the decision.
    choice: String,
    /// What it is: title, bid due, …
    #[prop(into)]
    name: Words,
    /// Its value in one line.
    value: AnyView,
    /// How sure it is.
    sureness: Sureness,
    /// Why it is doubtful.
    #[prop(optional_no_strip)]
    doubt: Option<Doubt>,
    /// Where it was read.
    evidence: Evidence,
    /// Ways back to the places.
    places: Places,
    /// Other values that can be accepted instead, by what they send.
    #[prop(optional)]
    others: Vec<(String, String)>,
    /// Whether it must not be left out.
    #[prop(optional)]
    needed: bool,
    /// The fields of a correction.
    children: Children,
) -> impl IntoView {
    let name = name.into_string();
    let name_id = format!("{id}-name");
    let labelled_by = name_id.clone();
    let mark = places.marks.number(&evidence).map(source_text::id);
    let class = match sureness {
        Sureness::Clear => "prop",
        Sureness::Doubtful => "prop unsure",
    };
    let doubt = doubt.map(|doubt| view! { <p class="doubt">{intake::doubt(&doubt)}</p> });
    let verdict = view! { <Verdict name=choice about=name.clone() sureness others needed/> };
    let behind = view! { <Behind evidence=evidence places/> };
    view! {
        <div class=class id=id role="group" aria-labelledby=labelled_by tabindex="-1" data-row="" data-mark=mark>
            <p class="prop-name" id=name_id>{name}</p>
            <div class="prop-value">{value}</div>
            {sureness_tag(sureness)}
            {verdict}
            {doubt}
            {behind}
            <div class="prop-fields">{children()}</div>
        </div>
    }
}

fn sureness_tag(sureness: Sureness) -> impl IntoView {
    match sureness {
        Sureness::Clear => view! { <Tag kind=TagKind::Ok text=tender::CERTAIN/> },
        Sureness::Doubtful => view! { <Tag kind=TagKind::Warn text=tender::DOUBTFUL/> },
    }
}

/// Accept, correct, reject; what is doubtful is not chosen for the person.
#[component]
fn Verdict(
    name: String,
    about: String,
    sureness: Sureness,
    others: Vec<(String, String)>,
    needed: bool,
) -> impl IntoView {
    let has_others = !others.is_empty();
    let mut choices = vec![Choice::new("yes", words::ACCEPT)];
    choices.extend(others.into_iter().map(|(value, label)| Choice::new(value, label)));
    choices.push(Choice::new("correct", words::CORRECT));
    if !needed {
        choices.push(Choice::new("no", words::REJECT));
    }
    let selected = match sureness {
        Sureness::Clear => "yes",
        Sureness::Doubtful => "",
    };
    let label = if has_others { words::WHICH_VALUE } else { words::VERDICT };
    let label = format!("{about}: {}", say(label));
    let look = if has_others { RadiosLook::List } else { RadiosLook::Segmented };
    let class = if has_others { "verdict many" } else { "verdict" };
    view! { <div class=class><Radios name label options=choices selected look/></div> }
}

/// The sentence in one line, and the ways to its place.
#[component]
fn Behind(evidence: Evidence, places: Places) -> impl IntoView {
    let ways = view! { <Ways evidence=evidence.clone() places/> };
    view! {
        <p class="prop-sentence">
            <q lang="ja" title=evidence.sentence.clone()>{evidence.sentence.clone()}</q>
            {ways}
        </p>
    }
}

/// Links to the place in the text and to the page of the original.
#[component]
pub fn Ways(
    /// The place.
    evidence: Evidence,
    /// Ways back to the places.
    places: Places,
) -> impl IntoView {
    let mark = places.marks.number(&evidence).map(|number| {
        let href = format!("#{}", source_text::id(number));
        view! { <a href=href class="to-mark">{format!("[{number}] {}", say(words::IN_TEXT))}</a> }
    });
    let Places { tender, read_from, .. } = places;
    view! {
        <span class="ways small">
            {mark} " " <OriginalLink tender read_from source=Some(evidence.file) page=evidence.page/>
        </span>
    }
}

/// A group of rows under a heading with its number.
#[component]
pub fn ProposalGroup(
    /// Id of the heading.
    id: &'static str,
    /// The heading.
    title: Phrase,
    /// A line under it.
    hint: Phrase,
    /// How many rows there are.
    count: usize,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="prop-group" aria-labelledby=id>
            <h2 id=id>{say(title)} " " <span class="count num">{count}</span></h2>
            <p class="hint">{say(hint)}</p>
            {children()}
        </section>
    }
}
