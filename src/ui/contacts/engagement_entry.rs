//! The form that logs what was spoken, and the one that corrects it.

use leptos::prelude::*;

use crate::domain::contact_view::{LoggedEntry, Named};
use crate::domain::engagement::{EngagementForm, EngagementKind, box_of};
use crate::domain::id::{BidId, ContactId, UserId};
use crate::domain::instant::Instant;
use crate::ui::app::frame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonLink, Checkbox, Choice, Disclosure, Field, FieldKind, Fieldset, Hidden, PostForm, Select, Submit,
    TextArea,
};
use crate::ui::wording::{Phrase, contact, engagement as words, say};

const LOG: &str = "/api/contacts/log";
const CORRECT: &str = "/api/contacts/correct";

/// Somebody who may have taken part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakesPart {
    /// The contact.
    pub contact: Named<ContactId>,
    /// Whether the box is ticked at first.
    pub is_ticked: bool,
}

/// Logs an engagement: for one bid, or for one of those that are offered, or for none.
#[component]
pub fn EngagementEntry(
    /// The bid of the page.
    #[prop(optional)]
    bid: Option<BidId>,
    /// Bids that are offered, where the page has none.
    #[prop(optional)]
    bids: Vec<Named<BidId>>,
    /// Contacts that are offered.
    contacts: Vec<TakesPart>,
    /// People of the firm.
    people: Vec<Named<UserId>>,
    /// The reader, whose box is ticked.
    reader: UserId,
) -> impl IntoView {
    let is_open = kept_for(LOG).is_some();
    let people = people.into_iter().map(|one| (one.id == reader, one)).collect();
    let form = EngagementForm { follow_up_by: reader.to_string(), ..EngagementForm::default() };
    let which = move || match bid {
        Some(bid) => view! { <Hidden name="engagement[bid]" value=bid.to_string()/> }.into_any(),
        None => {
            let offered = bids.iter().map(|bid| Choice::new(bid.id.to_string(), bid.name.clone()));
            let options = std::iter::once(Choice::new("", words::NO_BID)).chain(offered).collect();
            view! { <Select name="engagement[bid]" label=words::BID options/> }.into_any()
        }
    };
    view! {
        <Disclosure summary=words::ADD open=is_open>
            <PostForm action=LOG>
                {which()}
                <Fields action=LOG form contacts people/>
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
        </Disclosure>
    }
}

/// Corrects what was logged.
#[component]
pub fn EngagementCorrection(
    /// The entry.
    entry: LoggedEntry,
    /// Where the page leads that is left without saving.
    back: String,
) -> impl IntoView {
    let LoggedEntry { id, form, print, contacts, people, .. } = entry;
    let contacts = contacts
        .into_iter()
        .map(|contact| TakesPart { is_ticked: form.contacts.contains_key(&box_of(&contact.id.to_string())), contact })
        .collect();
    let people = people.into_iter().map(|one| (form.people.contains_key(&box_of(&one.id.to_string())), one)).collect();
    view! {
        <PostForm action=CORRECT row=("id", id.to_string()) class="entry-form">
            <Hidden name="seen" value=print/>
            <Fields action=CORRECT form contacts people/>
            <Actions><Submit label=words::CORRECT_SAVE/><ButtonLink href=back label=contact::BACK/></Actions>
        </PostForm>
    }
}

/// What is asked of an engagement, whichever form asks.
#[component]
fn Fields(
    action: &'static str,
    form: EngagementForm,
    contacts: Vec<TakesPart>,
    people: Vec<(bool, Named<UserId>)>,
) -> impl IntoView {
    let followers = people.iter().map(|(_, one)| Choice::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>();
    let contacts =
        contacts.into_iter().map(|part| (part.contact.id.to_string(), part.contact.name, part.is_ticked)).collect();
    let people = people.into_iter().map(|(is_ticked, one)| (one.id.to_string(), one.name, is_ticked)).collect();
    view! {
        <Moment kind=form.kind day=form.day time=form.time/>
        <Boxes action field="contacts" legend=words::WITH boxes=contacts/>
        <Boxes action field="people" legend=words::OURS boxes=people/>
        <TextArea name="engagement[said]" label=words::SAID value=form.said/>
        <TextArea name="engagement[next_step]" label=words::NEXT_STEP rows=2 value=form.next_step/>
        <Field name="engagement[follow_up_on]" label=words::FOLLOW_UP_ON kind=FieldKind::Date value=form.follow_up_on/>
        <Select name="engagement[follow_up_by]" label=words::FOLLOW_UP_BY hint=words::FOLLOW_UP_BY_HINT
            options=followers selected=form.follow_up_by/>
        <TextArea name="engagement[ban_reason]" label=words::BAN_REASON hint=words::BAN_REASON_HINT rows=2
            value=form.ban_reason/>
        <Checkbox name="engagement[confidential]" label=words::CONFIDENTIAL checked=form.confidential.is_some()/>
    }
}

/// How and when; today where nothing is said.
#[component]
fn Moment(kind: String, day: String, time: String) -> impl IntoView {
    let today = Instant(frame().now).in_japan().date().to_string();
    let day = if day.is_empty() { today.clone() } else { day };
    let kinds = EngagementKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), words::kind(kind))).collect();
    view! {
        <Select name="engagement[kind]" label=words::KIND options=kinds selected=kind/>
        <div class="row">
            <Field name="engagement[day]" label=words::DAY kind=FieldKind::Date value=day max=today required=true/>
            <Field name="engagement[time]" label=words::TIME kind=FieldKind::Time value=time/>
        </div>
    }
}

/// A box for each who may have taken part; the problem of all of them stands under the heading.
#[component]
fn Boxes(
    action: &'static str,
    field: &'static str,
    legend: Phrase,
    /// Identity, name and whether it is ticked.
    boxes: Vec<(String, String, bool)>,
) -> impl IntoView {
    let boxes = boxes
        .into_iter()
        .map(|(id, label, checked)| {
            let name = format!("engagement[{field}][{}]", box_of(&id));
            view! { <Checkbox name label checked/> }
        })
        .collect_view();
    let field = format!("engagement[{field}]");
    let problem = kept_for(action)
        .and_then(|kept| kept.problems.into_iter().find(|(name, _)| *name == field))
        .map(|(_, line)| view! { <p class="problem" role="alert">{line}</p> });
    view! {
        <Fieldset legend=say(legend)>
            {problem}
            <div class="contact-boxes">{boxes}</div>
        </Fieldset>
    }
}
