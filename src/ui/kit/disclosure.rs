//! Something that opens when asked, without scripting.

use leptos::prelude::*;

use super::words::Words;

/// `<details>` with its summary.
#[component]
pub fn Disclosure(
    /// The line that opens it.
    #[prop(into)]
    summary: Words,
    /// Whether it is open at first.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary>{summary.into_string()}</summary>
            <div class="disclosed">{children()}</div>
        </details>
    }
}
