//! Two entries side by side that become one: the first stays, each field is chosen. People and organisations alike.

use leptos::prelude::*;
use leptos_meta::Title;

use super::typed;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonLink, Choice, Crumbs, Hidden, PageHead, PostForm, Radios, Submit, TextArea};
use crate::ui::wording::{COLON, Phrase, contact as words, say};

/// How the field of the notes is called in every form.
const NOTES: &str = "[notes]";

/// One of both.
pub struct MergeSide {
    /// Its identity.
    pub id: String,
    /// The revision that is shown.
    pub revision: i64,
    /// Its name.
    pub name: String,
    /// Where all of it stands.
    pub href: String,
    /// What is filled in, in the words of the page.
    pub facts: Vec<(Phrase, String)>,
}

/// A field of both: its name in the form, its label, and of each what is sent and what is read.
pub struct MergeField {
    name: String,
    label: Phrase,
    first: (String, String),
    second: (String, String),
    proposed: String,
}

impl MergeField {
    /// A field for which is proposed what stays, where it says something.
    #[must_use]
    pub fn new(name: String, label: Phrase, first: (String, String), second: (String, String)) -> Self {
        let proposed = if first.0.is_empty() { second.0.clone() } else { first.0.clone() };
        Self { name, label, first, second, proposed }
    }

    /// The same with another proposal.
    #[must_use]
    pub fn proposing(self, proposed: &str) -> Self {
        Self { proposed: proposed.to_owned(), ..self }
    }
}

/// The page on which two become one; what moves along stands behind the fields.
#[component]
pub fn MergePage(
    /// Its title.
    title: Phrase,
    /// What merging does.
    sub: Phrase,
    /// The way to it.
    crumbs: Vec<(String, Option<String>)>,
    /// The same page with both the other way round.
    swap: String,
    /// The list to which one goes back.
    back: &'static str,
    /// Address that is posted to.
    action: &'static str,
    /// The one that stays.
    stays: MergeSide,
    /// The one that goes.
    goes: MergeSide,
    /// The fields of both.
    fields: Vec<MergeField>,
    children: Children,
) -> impl IntoView {
    let row = ("id", stays.id.clone());
    let [revision, gone_revision] = [&stays, &goes].map(|side| side.revision.to_string());
    let gone = goes.id.clone();
    view! {
        <Title text=say(title)/>
        <PageFrame current="firm-contacts">
            <Crumbs items=crumbs/>
            <PageHead title sub><ButtonLink href=swap label=words::SWAP/></PageHead>
            <div class="cols even">
                <Side side=stays heading=words::STAYS/>
                <Side side=goes heading=words::GOES/>
            </div>
            <PostForm action row class="entry-form">
                <Hidden name="revision" value=revision/>
                <Hidden name="gone" value=gone/>
                <Hidden name="gone_revision" value=gone_revision/>
                {fields.into_iter().map(choice).collect_view()}
                {children()}
                <Actions><Submit label=words::MERGE_NOW/><ButtonLink href=back label=words::BACK/></Actions>
            </PostForm>
        </PageFrame>
    }
}

#[component]
fn Side(side: MergeSide, heading: Phrase) -> impl IntoView {
    let facts = side
        .facts
        .into_iter()
        .map(|(label, value)| view! { <div><dt>{say(label)}</dt><dd class="contact-said">{typed(value)}</dd></div> })
        .collect_view();
    view! {
        <section>
            <h2>{say(heading)}{say(COLON)}<a href=side.href>{typed(side.name)}</a></h2>
            <dl class="facts">{facts}</dl>
        </section>
    }
}

/// What both have alike needs no choice, and notes are kept of both.
fn choice(field: MergeField) -> AnyView {
    let MergeField { name, label, first, second, proposed } = field;
    if name.ends_with(NOTES) {
        let notes = joined(&first.0, &second.0);
        return view! { <TextArea name label hint=words::NOTES_OF_BOTH value=notes/> }.into_any();
    }
    if first.0 == second.0 {
        return view! { <Hidden name value=first.0/> }.into_any();
    }
    let options = [first, second]
        .into_iter()
        .map(|(value, shown)| Choice::new(value, if shown.is_empty() { say(words::EMPTY).to_owned() } else { shown }))
        .collect();
    view! { <Radios name label options selected=proposed/> }.into_any()
}

fn joined(first: &str, second: &str) -> String {
    let parts: Vec<&str> = [first, second].into_iter().filter(|part| !part.is_empty()).collect();
    if first == second { first.to_owned() } else { parts.join("\n") }
}
