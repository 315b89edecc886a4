//! The dated steps of a tender in a row, from 公告 to 結果: evenly spaced, in order.

use leptos::prelude::*;

use super::words::Words;
use crate::ui::wording::{Phrase, say};

/// Where a step stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MilestoneState {
    /// Over.
    Done,
    /// The mark for today, between the steps.
    Today,
    /// To come.
    Ahead,
    /// To come, and it decides.
    Critical,
    /// Over without having been kept.
    Missed,
}

impl MilestoneState {
    const fn look(self) -> (&'static str, Option<Phrase>) {
        match self {
            Self::Done => ("done", Some(Phrase::new("終了：", "Over: "))),
            Self::Today => ("today", None),
            Self::Ahead => ("ahead", None),
            Self::Critical => ("ahead critical", Some(Phrase::new("重要：", "Decisive: "))),
            Self::Missed => ("done missed", Some(Phrase::new("期限切れ：", "Missed: "))),
        }
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// What happens.
    pub name: Words,
    /// When, as it is read: "12/10（木）17:00".
    pub when: Words,
    /// A word more: 提出済, 予定, to be confirmed.
    pub note: Words,
    /// Where it stands in time.
    pub state: MilestoneState,
    /// Whether the date was confirmed by a person; a dashed ring when not.
    pub is_confirmed: bool,
}

/// The steps in a row; one under the other on a phone.
#[component]
pub fn Timeline(
    /// What the row shows, for those who listen.
    #[prop(into)]
    label: Words,
    /// The steps, in order.
    steps: Vec<Milestone>,
) -> impl IntoView {
    let steps = steps.into_iter().map(step).collect_view();
    view! { <ol class="timeline" aria-label=label.into_string()>{steps}</ol> }
}

fn step(milestone: Milestone) -> impl IntoView {
    let (class, word) = milestone.state.look();
    let class = if milestone.is_confirmed { class.to_owned() } else { format!("{class} unconfirmed") };
    let current = (milestone.state == MilestoneState::Today).then_some("date");
    let word = word.map(|word| view! { <span class="unseen">{say(word)}</span> });
    let note = milestone.note.into_option().map(|note| view! { <span class="note">{note}</span> });
    view! {
        <li class=class aria-current=current>
            <b>{word}{milestone.name.into_string()}</b>
            <span class="when">{milestone.when.into_string()}</span>
            {note}
        </li>
    }
}
