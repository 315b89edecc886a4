//! The form that logs what was spoken.

use leptos::prelude::*;

use crate::domain::contact_view::Named;
use crate::domain::engagement::{EngagementKind, box_of};
use crate::domain::id::{BidId, ContactId, UserId};
use crate::domain::instant::Instant;
use crate::ui::app::frame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, Checkbox, Choice, Disclosure, Field, FieldKind, Fieldset, Hidden, PostForm, Select, Submit, TextArea,
};
use crate::ui::wording::{engagement as words, say};

const ACTION: &str = "/api/contacts/log";

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
    let is_open = kept_for(ACTION).is_some();
    let followers = people.iter().map(|one| Choice::new(one.id.to_string(), one.name.clone())).collect::<Vec<_>>();
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
            <PostForm action=ACTION>
                {which()}
                <Moment/>
                <Boxes legend="contacts" contacts people=Vec::new() reader/>
                <Boxes legend="people" contacts=Vec::new() people reader/>
                <TextArea name="engagement[said]" label=words::SAID/>
                <TextArea name="engagement[next_step]" label=words::NEXT_STEP rows=2/>
                <Field name="engagement[follow_up_on]" label=words::FOLLOW_UP_ON kind=FieldKind::Date/>
                <Select name="engagement[follow_up_by]" label=words::FOLLOW_UP_BY hint=words::FOLLOW_UP_BY_HINT
                    options=followers selected=reader.to_string()/>
                <TextArea name="engagement[ban_reason]" label=words::BAN_REASON hint=words::BAN_REASON_HINT rows=2/>
                <Checkbox name="engagement[confidential]" label=words::CONFIDENTIAL/>
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
        </Disclosure>
    }
}

#[component]
fn Moment() -> impl IntoView {
    let today = Instant(frame().now).in_japan().date().to_string();
    let kinds = EngagementKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), words::kind(kind))).collect();
    view! {
        <Select name="engagement[kind]" label=words::KIND options=kinds/>
        <div class="row">
            <Field name="engagement[day]" label=words::DAY kind=FieldKind::Date value=today.clone() max=today required=true/>
            <Field name="engagement[time]" label=words::TIME kind=FieldKind::Time/>
        </div>
    }
}

/// A box for each who may have taken part; the problem of all of them stands under the heading.
#[component]
fn Boxes(legend: &'static str, contacts: Vec<TakesPart>, people: Vec<Named<UserId>>, reader: UserId) -> impl IntoView {
    let words = if legend == "contacts" { words::WITH } else { words::OURS };
    let of_contacts = contacts.into_iter().map(|part| (part.contact.id.to_string(), part.contact.name, part.is_ticked));
    let of_people = people.into_iter().map(|one| (one.id.to_string(), one.name, one.id == reader));
    let boxes = of_contacts
        .chain(of_people)
        .map(|(id, label, checked)| {
            let name = format!("engagement[{legend}][{}]", box_of(&id));
            view! { <Checkbox name label checked/> }
        })
        .collect_view();
    let field = format!("engagement[{legend}]");
    let problem = kept_for(ACTION)
        .and_then(|kept| kept.problems.into_iter().find(|(name, _)| *name == field))
        .map(|(_, line)| view! { <p class="problem" role="alert">{line}</p> });
    view! {
        <Fieldset legend=say(words)>
            {problem}
            <div class="contact-boxes">{boxes}</div>
        </Fieldset>
    }
}
