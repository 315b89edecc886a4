//! Which kind of firm is entered: two links, so that each kind has its own fields without scripting.

use leptos::prelude::*;

use crate::domain::organisation::OrganisationKind;
use crate::ui::wording::{organisation as words, say};

/// Two links to this page, one for each kind.
#[component]
pub fn KindSwitch(
    /// The kind whose fields stand below.
    kind: OrganisationKind,
    /// Path of the page.
    path: String,
) -> impl IntoView {
    let item = |offered: OrganisationKind, phrase| {
        let href = format!("{path}?kind={}", offered.code());
        let current = (offered == kind).then_some("true");
        view! { <a href=href aria-current=current>{say(phrase)}</a> }
    };
    view! {
        <nav class="segmented kinds" aria-label=say(words::KIND)>
            {item(OrganisationKind::Japanese, words::JAPANESE)}
            {item(OrganisationKind::Foreign, words::FOREIGN)}
        </nav>
    }
}
