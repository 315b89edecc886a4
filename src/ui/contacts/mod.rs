//! Contacts on screen: the form of a person, contacts of a file, ties, the log, the stakeholder map, follow-ups that
//! nobody does, the other one of two that are one and both side by side, what somebody else saved first.

mod attachments;
mod body_facts;
mod cards;
mod conflict;
mod engagement_entry;
mod engagement_plan;
mod fields;
mod log;
mod map;
mod merge_search;
mod merging;
mod nobodys;
mod relations;
mod role_fields;

pub use attachments::Attachments;
pub use body_facts::{body_facts, body_name, saved_body};
pub use cards::{Doubles, Refused, Rows};
pub use conflict::NowSaved;
pub use engagement_entry::{EngagementCorrection, EngagementEntry, TakesPart};
pub use engagement_plan::EngagementPlan;
pub use fields::{ContactFields, contact_facts, saved_contact};
pub use log::{EngagementLog, LogPages};
pub use map::{Mark, StakeholderMap};
pub use merge_search::{MergeFound, MergeOther, MergeSearch};
pub use merging::{MergeField, MergePage, MergeSide};
pub use nobodys::Nobodys;
pub use relations::Relations;
pub use role_fields::{RoleFields, saved_role};

use leptos::prelude::*;

use crate::domain::contact::{ContactForm, ContactKind};
use crate::domain::contact_view::Contact;
use crate::domain::language::Language;
use crate::ui::kit::{Choice, Words};
use crate::ui::paths;
use crate::ui::wording::{contact as words, language, say, say_with};

/// What people typed, in whatever language: marked where it is Japanese, for those who listen.
pub fn typed(text: String) -> impl IntoView {
    let is_japanese = text.chars().any(|sign| matches!(sign, '\u{3041}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' | '々'));
    view! { <span lang=is_japanese.then_some("ja")>{text}</span> }
}

/// A name with its other spelling under it: the reading for Japanese readers, Latin letters for English ones.
pub fn name_of(form: &ContactForm) -> impl IntoView + use<> {
    let (main, other) = match language() {
        Language::Japanese => (form.written(), form.reading()),
        Language::English => (form.latin(), form.written()),
    };
    let other = (!other.is_empty() && other != main).then(|| view! { <span class="small under">{typed(other)}</span> });
    view! { {typed(main)} {other} }
}

/// A person's title in the language of the page, or in the other one.
#[must_use]
pub fn title_of(ja: &str, en: &str) -> String {
    let (main, other) = match language() {
        Language::Japanese => (ja, en),
        Language::English => (en, ja),
    };
    if main.is_empty() { other.to_owned() } else { main.to_owned() }
}

/// Organisation, department and title in one cell.
pub fn place_of(contact: &Contact) -> impl IntoView + use<> {
    let title = title_of(&contact.form.title_ja, &contact.form.title_en);
    let under: Vec<String> =
        [contact.form.department.clone(), title].into_iter().filter(|part| !part.is_empty()).collect();
    let body = contact.body.clone().map(|body| typed(body.name));
    let under = (!under.is_empty()).then(|| view! { <span class="small under">{typed(under.join(" "))}</span> });
    view! { {body} {under} }
}

/// The sorts of contacts, each with its group.
#[must_use]
pub fn kind_choices(none: impl Into<Words>) -> Vec<Choice> {
    let choice = |kind: ContactKind| {
        let group = say(words::group(kind.group()));
        let name = say(words::kind(kind));
        let label = if group == name {
            name.to_owned()
        } else {
            say_with(format!("{group}：{name}"), format!("{group}: {name}"))
        };
        Choice::new(kind.code(), label)
    };
    std::iter::once(Choice::new("", none)).chain(ContactKind::ALL.into_iter().map(choice)).collect()
}

/// A link to a contact's card.
pub fn card_link(contact: &Contact) -> impl IntoView + use<> {
    let href = paths::contact(contact.id);
    let name = name_of(&contact.form);
    view! { <a href=href>{name}</a> }
}
