//! Says that a form holds what is not saved yet, and asks before it is left. Without scripting nothing is said; what
//! was typed then comes back with the browser's own *back*.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Event;
use leptos::{ev, html};

use super::form_fields::form_of;
use crate::domain::language::Language;
use crate::ui::wording::{Phrase, say};

const UNSAVED: Phrase = Phrase::new("保存していない変更があります。", "There are changes that are not saved yet.");

/// Watches the form in which it stands.
#[island]
pub fn UnsavedGuard(
    /// Language of the page; an island does not see the page's own.
    language: Language,
    /// Whether the form came back unsaved from a refusal.
    came_back: bool,
) -> impl IntoView {
    provide_context(language);
    let is_unsaved = RwSignal::new(came_back);
    let place = NodeRef::<html::P>::new();
    let is_own = move |event: &Event| {
        let form = event.target().and_then(|target| target.dyn_into().ok()).and_then(|element| form_of(&element));
        let own = place.get_untracked().and_then(|line| form_of(&line));
        form.zip(own).is_some_and(|(form, own)| form.is_same_node(Some(&own)))
    };
    Effect::new(move |_| {
        let typing = window_event_listener(ev::input, move |event| {
            if is_own(&event) {
                is_unsaved.set(true);
            }
        });
        let sending = window_event_listener(ev::submit, move |event| {
            if is_own(&event) {
                is_unsaved.set(false);
            }
        });
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if is_unsaved.get_untracked() {
                event.prevent_default();
                // Browsers before 2024 ask only when there is a value; none shows it.
                event.set_return_value("unsaved");
            }
        });
        on_cleanup(move || {
            typing.remove();
            sending.remove();
            leaving.remove();
        });
    });
    view! { <p class="unsaved" role="status" node_ref=place>{move || is_unsaved.get().then(|| say(UNSAVED))}</p> }
}
