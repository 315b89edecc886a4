//! The form of a task, and that of a new one of our own.

use leptos::prelude::*;

use crate::domain::id::BidId;
use crate::domain::plan::{PlanTask, Side, TaskState};
use crate::domain::tender::SeatedPerson;
use crate::ui::kept::kept_for;
use crate::ui::kit::{
    Actions, ButtonKind, ButtonLink, Choice, Disclosure, Field, FieldKind, Hidden, PostButton, PostForm, Revision,
    Select, Submit,
};
use crate::ui::paths;
use crate::ui::wording::plan as words;

/// Address to which a task is posted.
pub(super) const CHANGE: &str = "/api/plans/change";
const ADD: &str = "/api/plans/add";
const REMOVE: &str = "/api/plans/remove";

/// The form of one task, with the button that takes it out.
#[component]
pub fn TaskFields(
    /// The bid.
    bid: BidId,
    /// The task.
    task: PlanTask,
    /// Who can own it.
    people: Vec<SeatedPerson>,
) -> impl IntoView {
    let code = task.code.clone();
    let title = words::title(&task).to_owned();
    let saved = title.clone();
    let source = task.source.clone();
    let remove = vec![("code", code.clone()), ("bid", bid.to_string()), ("revision", task.revision.to_string())];
    view! {
        <PostForm action=CHANGE row=("code", code.clone()) class="wide">
            <Hidden name="bid" value=bid.to_string()/>
            <Revision value=task.revision/>
            <Decided task people/>
            <Actions>
                <Submit label=words::SAVE about=saved/>
                <ButtonLink href=paths::plan(bid) label=words::CLOSE/>
            </Actions>
        </PostForm>
        <Actions>
            <PostButton action=REMOVE label=words::REMOVE kind=ButtonKind::Danger fields=remove about=title/>
        </Actions>
        {(!source.is_empty()).then(|| view! { <p class="hint plan-source" lang="en">{source}</p> })}
    }
}

/// What is decided about a task.
#[component]
fn Decided(task: PlanTask, people: Vec<SeatedPerson>) -> impl IntoView {
    let states = TaskState::CHOSEN.map(|state| Choice::new(state.code(), words::state(state))).to_vec();
    let owner = task.owner.as_ref().map(|owner| owner.id.to_string()).unwrap_or_default();
    let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let days = if task.is_own {
        task.days.to_string()
    } else {
        task.own_days.map(|days| days.to_string()).unwrap_or_default()
    };
    let usual = task.usual_days.map(|days| words::usual(i64::from(days), task.unit));
    let end_label = if task.is_own { words::OWN_END_NEEDED } else { words::OWN_END };
    let own = task.is_own.then(|| {
        view! {
            <Field name="task[title]" label=words::OWN_TITLE value=task.title_ja.clone() required=true max_length=80/>
            <SideField selected=task.side.code()/>
        }
    });
    view! {
        {own}
        <Select name="task[state]" label=words::STATE options=states selected=task.own_state.code()/>
        <Select name="task[owner]" label=words::OWNER options=owners(&people, task.owner.as_ref()) selected=owner/>
        <Field name="task[days]" label=words::DAYS kind=FieldKind::Number unit=words::unit(task.unit) value=days
            hint=usual/>
        <Field name="task[start]" label=words::OWN_START kind=FieldKind::Date value=day(task.own_start)
            hint=words::OWN_DATES_HINT/>
        <Field name="task[end]" label=end_label kind=FieldKind::Date value=day(task.own_end) required=task.is_own/>
        <Field name="task[note]" label=words::NOTE value=task.note.clone() max_length=500/>
    }
}

#[component]
fn SideField(#[prop(optional)] selected: &'static str) -> impl IntoView {
    let sides = Side::ALL.map(|side| Choice::new(side.code(), words::side(side))).to_vec();
    view! { <Select name="task[side]" label=words::SIDE options=sides selected/> }
}

/// Everybody with a seat, and whoever has the task although the seat is gone.
fn owners(people: &[SeatedPerson], owner: Option<&SeatedPerson>) -> Vec<Choice> {
    let choice = |person: &SeatedPerson| {
        Choice::new(person.id.to_string(), format!("{} ({})", person.name, person.organisation))
    };
    let mut options = vec![Choice::new("", words::NOBODY)];
    options.extend(people.iter().map(choice));
    let is_known = |owner: &&SeatedPerson| people.iter().any(|person| person.id == owner.id);
    options.extend(owner.filter(|owner| !is_known(owner)).map(choice));
    options
}

/// The form of a new task of our own.
#[component]
pub fn AddTask(
    /// The bid.
    bid: BidId,
    /// Who can own it.
    people: Vec<SeatedPerson>,
) -> impl IntoView {
    let is_back = kept_for(ADD).is_some();
    let unit = words::unit(crate::domain::plan::Unit::Business);
    view! {
        <Disclosure summary=words::ADD open=is_back>
            <PostForm action=ADD class="wide">
                <Hidden name="bid" value=bid.to_string()/>
                <Field name="task[title]" label=words::OWN_TITLE required=true max_length=80/>
                <SideField/>
                <Select name="task[owner]" label=words::OWNER options=owners(&people, None)/>
                <Field name="task[days]" label=words::DAYS kind=FieldKind::Number unit value="1" required=true/>
                <Field name="task[end]" label=words::OWN_END_NEEDED kind=FieldKind::Date required=true/>
                <Field name="task[note]" label=words::NOTE max_length=500/>
                <Actions><Submit label=words::ADD/></Actions>
            </PostForm>
        </Disclosure>
    }
}
