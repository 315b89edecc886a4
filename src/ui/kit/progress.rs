//! How much of a whole is done.

use leptos::prelude::*;

use super::words::Words;

/// A bar with its figure: "9 / 14".
#[component]
pub fn Progress(
    /// How many are done.
    done: u32,
    /// How many there are.
    total: u32,
    /// What is counted, for those who listen.
    #[prop(into)]
    label: Words,
) -> impl IntoView {
    let figure = format!("{done} / {total}");
    view! {
        <span class="progress">
            <progress value=done.to_string() max=total.max(1).to_string() aria-label=label.into_string()>
                {figure.clone()}
            </progress>
            <span class="num">{figure}</span>
        </span>
    }
}
