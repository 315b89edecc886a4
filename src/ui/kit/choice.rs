//! Choosing among what is offered: a list, round buttons, boxes.

use leptos::prelude::*;

use super::control::{Control, kept_value, kept_values};
use super::words::Words;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: Words,
    /// A line under the label (round buttons only).
    pub hint: Words,
}

impl Choice {
    /// A choice without a hint.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<Words>) -> Self {
        Self { value: value.into(), label: label.into(), hint: Words::default() }
    }

    /// The same with a line under it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<Words>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// A labelled drop-down list.
#[component]
pub fn Select(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: Words,
    /// What is offered.
    options: Vec<Choice>,
    /// Value of the one that is chosen; the first when none matches.
    #[prop(optional, into)]
    selected: Words,
    /// A line that helps to choose.
    #[prop(optional, into)]
    hint: Words,
    /// Whether an empty value is refused.
    #[prop(optional)]
    required: bool,
    /// Which one of several fields of this name, from 0.
    #[prop(optional)]
    nth: Option<usize>,
) -> impl IntoView {
    let control = Control::new(&name, nth, label, hint, required);
    let selected = kept_value(&name, nth).unwrap_or_else(|| selected.into_string());
    let options = offered(options, &selected);
    view! {
        <div class="field medium">
            <label for=control.id.clone()>{control.caption()}</label>
            {control.hint_line()}
            <select
                id=control.id.clone()
                name=name
                required=required
                aria-describedby=control.described_by()
                aria-invalid=control.invalid()
            >{options}</select>
            {control.problem_lines()}
        </div>
    }
}

/// What a drop-down list offers, one of it chosen.
pub(super) fn offered(options: Vec<Choice>, selected: &str) -> impl IntoView + use<> {
    options
        .into_iter()
        .map(|choice| {
            let is_selected = choice.value == selected;
            view! { <option value=choice.value selected=is_selected>{choice.label.into_string()}</option> }
        })
        .collect_view()
}

/// How round buttons are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RadiosLook {
    /// One under the other, with their hints.
    #[default]
    List,
    /// Side by side in one frame, for two to four short words.
    Segmented,
}

/// Round buttons under one heading.
#[component]
pub fn Radios(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// The heading.
    #[prop(into)]
    label: Words,
    /// What is offered.
    options: Vec<Choice>,
    /// Value of the one that is chosen.
    #[prop(optional, into)]
    selected: Words,
    /// A line that helps to choose.
    #[prop(optional, into)]
    hint: Words,
    /// Whether one must be chosen.
    #[prop(optional)]
    required: bool,
    /// How they are drawn.
    #[prop(optional)]
    look: RadiosLook,
) -> impl IntoView {
    let control = Control::new(&name, None, label, hint, required);
    let selected = kept_value(&name, None).unwrap_or_else(|| selected.into_string());
    let buttons = options
        .into_iter()
        .map(|choice| {
            let is_checked = choice.value == selected;
            let hint = choice.hint.into_option().map(|hint| view! { <span class="hint">{hint}</span> });
            view! {
                <label class="choice">
                    <input type="radio" name=name.clone() value=choice.value checked=is_checked required=required/>
                    <span>{choice.label.into_string()}{hint}</span>
                </label>
            }
        })
        .collect_view();
    let class = match look {
        RadiosLook::List => "choices",
        RadiosLook::Segmented => "segmented",
    };
    view! {
        <fieldset class="field" id=control.id.clone() aria-describedby=control.described_by()>
            <legend>{control.caption()}</legend>
            {control.hint_line()}
            <div class=class>{buttons}</div>
            {control.problem_lines()}
        </fieldset>
    }
}

/// One box to tick; sends `value` (`true` when not given) or nothing.
#[component]
pub fn Checkbox(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// The words beside the box.
    #[prop(into)]
    label: Words,
    /// What is sent when it is ticked.
    #[prop(default = "true".into(), into)]
    value: Words,
    /// Whether it is ticked.
    #[prop(optional)]
    checked: bool,
    /// A line under the words.
    #[prop(optional, into)]
    hint: Words,
    /// Whether it must be ticked.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let value = value.into_string();
    let mut control = Control::new(&name, None, label, hint, required);
    if value != "true" {
        control.id = format!("{}-{}", control.id, super::control::slug(&value));
    }
    let is_checked = kept_values(&name).map_or(checked, |values| values.contains(&value));
    view! {
        <div class="field box">
            <label class="choice">
                <input
                    type="checkbox"
                    id=control.id.clone()
                    name=name
                    value=value
                    checked=is_checked
                    required=required
                    aria-describedby=control.described_by()
                    aria-invalid=control.invalid()
                />
                <span>{control.caption()}</span>
            </label>
            {control.hint_line()}
            {control.problem_lines()}
        </div>
    }
}
