//! A link that was just made: shown on this page and never again.

use leptos::prelude::*;

use crate::ui::kept::ShownOnce;
use crate::ui::wording::{link as words, say};

/// The link that was made by the post before, as a text to send. Nothing when there is none.
#[component]
pub fn ShownLink() -> impl IntoView {
    let ShownOnce(address) = use_context().unwrap_or_default();
    address.map(|address| {
        let message = words::message(&address);
        view! {
            <section class="shown-link" role="status">
                <h2>{say(words::MADE)}</h2>
                <p>{say(words::MADE_HINT)}</p>
                <div class="field">
                    <label for="shown-link">{say(words::COPY)}</label>
                    <textarea id="shown-link" rows="3" readonly=true autofocus=true>{message}</textarea>
                </div>
            </section>
        }
    })
}
