//! What every control of a form needs: its id, its kept value, its problems, and the lines around it.

use leptos::prelude::*;

use super::words::Words;
use crate::ui::kept::Kept;
use crate::ui::wording::{Phrase, say};

const REQUIRED: Phrase = Phrase::new("必須", "required");

/// What a form tells its fields.
#[derive(Debug, Clone, Default)]
pub(super) struct FormState {
    /// The refused post that this form shows again.
    pub kept: Option<Kept>,
    /// Makes the ids of this form's controls its own.
    pub prefix: String,
}

/// One control: the names and texts that tie it to its label, hint and problems.
#[derive(Debug, Clone)]
pub(super) struct Control {
    pub id: String,
    pub label: Words,
    pub hint: Words,
    pub is_required: bool,
    pub problems: Vec<String>,
}

impl Control {
    /// The control called `name`; `nth` counts those of the same name from 0.
    pub fn new(name: &str, nth: Option<usize>, label: Words, hint: Words, is_required: bool) -> Self {
        let state = form_state();
        let place = nth.map_or_else(String::new, |nth| format!("-{nth}"));
        Self {
            id: format!("{}{}{place}", state.prefix, slug(name)),
            problems: problems(state.kept.as_ref(), name, nth),
            label,
            hint,
            is_required,
        }
    }

    /// The ids that `aria-describedby` names.
    pub fn described_by(&self) -> Option<String> {
        let mut ids = Vec::new();
        if !self.problems.is_empty() {
            ids.push(self.problem_id());
        }
        if !self.hint.is_empty() {
            ids.push(self.hint_id());
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `aria-invalid`.
    pub fn invalid(&self) -> Option<&'static str> {
        (!self.problems.is_empty()).then_some("true")
    }

    fn hint_id(&self) -> String {
        format!("{}-hint", self.id)
    }

    fn problem_id(&self) -> String {
        format!("{}-problem", self.id)
    }

    /// The label's text with the word for "required".
    pub fn caption(&self) -> impl IntoView + use<> {
        let label = self.label.as_str().to_owned();
        let required = self.is_required.then(|| view! { <span class="required">{say(REQUIRED)}</span> });
        view! {
            <span class="field-label">{label}</span>
            {required}
        }
    }

    /// The hint, when there is one.
    pub fn hint_line(&self) -> impl IntoView + use<> {
        let id = self.hint_id();
        self.hint.clone().into_option().map(|hint| view! { <p class="hint" id=id>{hint}</p> })
    }

    /// The problems, when there are any.
    pub fn problem_lines(&self) -> impl IntoView + use<> {
        let id = self.problem_id();
        let lines = self.problems.clone();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <span>{line}</span> }).collect_view();
            view! { <p class="problem" id=id role="alert">{lines}</p> }
        })
    }
}

/// The state of the form around, or an empty one.
pub(super) fn form_state() -> FormState {
    use_context::<FormState>().unwrap_or_default()
}

/// What a refused post brought back for a control; `None` when nothing was kept.
pub(super) fn kept_value(name: &str, nth: Option<usize>) -> Option<String> {
    let kept = form_state().kept?;
    let value = kept.values(name).nth(nth.unwrap_or(0)).unwrap_or_default().to_owned();
    Some(value)
}

/// The kept values of a group of boxes; `None` when nothing was kept.
pub(super) fn kept_values(name: &str) -> Option<Vec<String>> {
    let kept = form_state().kept?;
    Some(kept.values(name).map(str::to_owned).collect())
}

/// A word that is safe in an id.
pub(super) fn slug(text: &str) -> String {
    let dashed: String = text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
    dashed.trim_matches('-').to_owned()
}

fn problems(kept: Option<&Kept>, name: &str, nth: Option<usize>) -> Vec<String> {
    let Some(kept) = kept else { return Vec::new() };
    let numbered = nth.map(|nth| [format!("{name}.{nth}"), format!("{name}[{nth}]")]);
    let is_mine = |field: &str| match &numbered {
        Some(names) => names.iter().any(|name| name == field) || (field == name && nth == Some(0)),
        None => field == name,
    };
    kept.problems.iter().filter(|(field, _)| is_mine(field)).map(|(_, line)| line.clone()).collect()
}
