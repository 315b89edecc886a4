//! The text of a notice, with a numbered mark at each place that something was read from.

use leptos::prelude::*;

use super::marks::{Marks, Stretch};

/// The text. A link to `#m-3` lights the third mark up without scripting.
#[component]
pub fn SourceText(
    /// The text as it was read.
    text: String,
    /// Its places.
    marks: Marks,
) -> impl IntoView {
    let stretches = marks.cut(&text).into_iter().map(stretch).collect_view();
    view! { <div class="original" lang="ja">{stretches}</div> }
}

fn stretch(stretch: Stretch) -> AnyView {
    let mut numbers = stretch.numbers.into_iter();
    let Some(first) = numbers.next() else { return stretch.text.into_any() };
    let more = numbers.map(|number| view! { <span class="mark-number" id=id(number)>{number}</span> }).collect_view();
    view! {
        <mark id=id(first)>{stretch.text}<span class="mark-number">{first}</span>{more}</mark>
    }
    .into_any()
}

/// The id of a mark.
pub(super) fn id(number: usize) -> String {
    format!("m-{number}")
}
