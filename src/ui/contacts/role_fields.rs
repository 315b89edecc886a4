//! The form of a contact's role in a bid.

use leptos::prelude::*;

use crate::domain::contact_role::{ATTITUDE, INFLUENCE, RoleDraft, TenderRole};
use crate::domain::contact_view::Named;
use crate::domain::id::UserId;
use crate::ui::kit::{Checkbox, Choice, Field, FieldKind, Fieldset, Select, TextArea};
use crate::ui::wording::{Phrase, contact as words};

fn name(field: &str) -> String {
    format!("role[{field}]")
}

/// The fields of a role; in the middle of the map for a new one.
#[component]
pub fn RoleFields(
    /// The role, when there is one.
    #[prop(optional_no_strip)]
    role: Option<RoleDraft>,
    /// The people of the firm.
    people: Vec<Named<UserId>>,
    /// Who answers for them although they left the firm; empty for nobody.
    #[prop(optional_no_strip)]
    left: Option<String>,
) -> impl IntoView {
    let role = role.unwrap_or(RoleDraft {
        role: TenderRole::Other,
        influence: 3,
        attitude: 0,
        interest: String::new(),
        person: None,
        want: String::new(),
        next_step: String::new(),
        until_on: String::new(),
        is_shared: false,
    });
    let roles = TenderRole::ALL.into_iter().map(|role| Choice::new(role.code(), words::role(role))).collect();
    let influences = numbers(INFLUENCE, |number| number.to_string());
    let attitudes = numbers(ATTITUDE, words::attitude);
    let people = people.into_iter().map(|person| Choice::new(person.id.to_string(), person.name));
    let people: Vec<Choice> = std::iter::once(Choice::new("", words::NOBODY)).chain(people).collect();
    let person = role.person.map(|person| person.to_string()).unwrap_or_default();
    let left = left.map(|name| Choice::new(person.clone(), words::who_left(&name)));
    let people = people.into_iter().chain(left).collect();
    view! {
        <Select name=name("role") label=words::ROLE options=roles selected=role.role.code()/>
        <Select name=name("influence") label=words::INFLUENCE hint=words::INFLUENCE_HINT options=influences
            selected=role.influence.to_string()/>
        <Select name=name("attitude") label=words::ATTITUDE hint=words::ATTITUDE_HINT options=attitudes
            selected=role.attitude.to_string()/>
        <TextArea name=name("interest") label=words::INTEREST value=role.interest rows=2/>
        <Fieldset legend=words::PLAN>
            <Select name=name("person") label=words::RESPONSIBLE options=people selected=person/>
            <TextArea name=name("want") label=words::WANT value=role.want rows=2/>
            <TextArea name=name("next_step") label=words::NEXT_STEP value=role.next_step rows=2/>
            <Field name=name("until_on") label=words::UNTIL kind=FieldKind::Date value=role.until_on/>
        </Fieldset>
        <Checkbox name=name("shared") label=words::SHARE hint=words::SHARE_HINT checked=role.is_shared/>
    }
}

fn numbers((least, most): (i64, i64), label: impl Fn(i64) -> String) -> Vec<Choice> {
    (least..=most).map(|number| Choice::new(number.to_string(), label(number))).collect()
}

/// Labels, names in the form and saved values, for whoever saves second.
#[must_use]
pub fn saved_role(role: &RoleDraft) -> Vec<(Phrase, String, String)> {
    [
        ("influence", words::INFLUENCE, role.influence.to_string()),
        ("attitude", words::ATTITUDE, role.attitude.to_string()),
        ("interest", words::INTEREST, role.interest.clone()),
        ("want", words::WANT, role.want.clone()),
        ("next_step", words::NEXT_STEP, role.next_step.clone()),
        ("until_on", words::UNTIL, role.until_on.clone()),
    ]
    .into_iter()
    .map(|(field, label, value)| (label, name(field), value))
    .collect()
}
