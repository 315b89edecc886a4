//! The keyboard of the confirm page: moving between rows, accepting, correcting, rejecting; and the count of
//! what waits. Without scripting the radios and links of the rows do the same.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{
    Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

use super::row_in_page::{Row, begin_tabs, is_wide, light_mark, show_part};
use crate::domain::language::Language;
use crate::ui::wording::{confirm as words, say};

/// The state that the listeners share.
#[derive(Clone, Copy)]
struct State {
    left: RwSignal<usize>,
    total: RwSignal<usize>,
    is_on: RwSignal<bool>,
    shows_keys: RwSignal<bool>,
}

/// The count of undecided rows, the way to the next one, and the keys.
#[island]
pub fn ConfirmKeys(
    /// Language of the page; an island does not see the page's own.
    language: Language,
    /// Undecided rows when the page was made.
    left: usize,
    /// Rows in all.
    total: usize,
) -> impl IntoView {
    provide_context(language);
    let is_alive = RwSignal::new(false);
    let state = State {
        left: RwSignal::new(left),
        total: RwSignal::new(total),
        is_on: RwSignal::new(true),
        shows_keys: RwSignal::new(false),
    };
    Effect::new(move |_| {
        is_alive.set(true);
        recount(state);
        begin_tabs();
        let listening = [
            window_event_listener(ev::keydown, move |event| on_key(&event, state)),
            window_event_listener(ev::change, move |event| on_change(&event, state)),
            window_event_listener(ev::input, move |event| on_input(&event, state)),
            window_event_listener(ev::focusin, |event| on_focus(&event)),
            window_event_listener(ev::click, |event| on_click(&event)),
            window_event_listener(ev::submit, move |event| on_submit(&event, state)),
        ];
        on_cleanup(move || listening.into_iter().for_each(WindowListenerHandle::remove));
    });
    let count = move || {
        provide_context(language);
        words::undecided(state.left.get(), state.total.get())
    };
    let class = move || if state.left.get() == 0 { "undecided done" } else { "undecided" };
    let keys = words::KEY_LIST
        .into_iter()
        .map(|(key, phrase)| view! { <div><dt><kbd>{key}</kbd></dt><dd>{say(phrase)}</dd></div> })
        .collect_view();
    view! {
        <p class=class role="status">{count}</p>
        <div class="keys" hidden=move || !is_alive.get()>
            <button type="button" class="button quiet" disabled=move || state.left.get() == 0
                on:click=move |_| {
                    to_next();
                }>{say(words::NEXT)}</button>
            <button type="button" class="button quiet" aria-expanded=move || state.shows_keys.get().to_string()
                aria-controls="confirm-keys" on:click=move |_| state.shows_keys.update(|shown| *shown = !*shown)>
                {say(words::KEYS)} " " <kbd>"?"</kbd>
            </button>
            <div id="confirm-keys" class="key-list" hidden=move || !state.shows_keys.get()>
                <label class="choice">
                    <input type="checkbox" prop:checked=move || state.is_on.get()
                        on:change=move |event| state.is_on.set(event_target_checked(&event))/>
                    <span>{say(words::KEYS_ON)}</span>
                </label>
                <dl>{keys}</dl>
            </div>
        </div>
    }
}

fn recount(state: State) {
    let (left, total) = Row::counts();
    state.left.set(left);
    state.total.set(total);
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether an element takes letters itself.
fn takes_letters(element: &Element) -> bool {
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return !matches!(input.type_().as_str(), "radio" | "checkbox" | "button" | "submit" | "file");
    }
    element.has_type::<HtmlTextAreaElement>()
        || element.has_type::<HtmlSelectElement>()
        || element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable)
}

fn is_radio(element: &Element) -> bool {
    element.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "radio")
}

fn on_key(event: &KeyboardEvent, state: State) {
    // A key that ends the choice of a kanji is not ours, nor is any with a modifier.
    if event.default_prevented() || event.is_composing() || event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let Some(element) = target(event) else { return };
    let row = Row::around(&element);
    if let Some(row) = row.as_ref().filter(|row| row.has_field(&element)) {
        in_field(event, &element, row, state);
        return;
    }
    let is_elsewhere = row.is_none() && element.tag_name() != "BODY";
    if !state.is_on.get_untracked() || takes_letters(&element) || is_elsewhere {
        return;
    }
    let is_done = match event.key().as_str() {
        "j" => step(1),
        "k" => step(-1),
        "ArrowDown" if !is_radio(&element) => step(1),
        "ArrowUp" if !is_radio(&element) => step(-1),
        "a" => decide(row.as_ref(), "yes", state),
        "Enter" if row.as_ref().is_some_and(|row| row.is(&element)) || is_radio(&element) => {
            decide(row.as_ref(), "yes", state)
        }
        "r" => decide(row.as_ref(), "no", state),
        "c" => correct(row.as_ref(), state),
        "n" => to_next(),
        "?" => {
            state.shows_keys.update(|shown| *shown = !*shown);
            true
        }
        _ => false,
    };
    if is_done {
        event.prevent_default();
    }
}

/// Inside a correction every key is the field's, but for the two that lead out of it.
fn in_field(event: &KeyboardEvent, element: &Element, row: &Row, state: State) {
    match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            row.give_up_untouched();
            recount(state);
            row.focus();
        }
        // It would send the whole form.
        "Enter" if element.has_type::<HtmlInputElement>() => {
            event.prevent_default();
            row.focus();
        }
        _ => {}
    }
}

fn step(by: isize) -> bool {
    Row::beside(by).is_some_and(|row| {
        row.focus();
        true
    })
}

fn decide(row: Option<&Row>, value: &str, state: State) -> bool {
    let Some(row) = row else { return false };
    if !row.choose(value) {
        return false;
    }
    recount(state);
    step(1);
    true
}

fn correct(row: Option<&Row>, state: State) -> bool {
    let Some(row) = row else { return false };
    if !row.begin_correction() {
        return false;
    }
    recount(state);
    row.focus_field();
    true
}

/// To the next undecided row, or to the button that confirms when there is none.
fn to_next() -> bool {
    match Row::next_undecided() {
        Some(row) => row.focus(),
        None => {
            let submit = document().query_selector(".bar-below button[type=submit]").ok().flatten();
            if let Some(submit) = submit.and_then(|submit| submit.dyn_into::<HtmlElement>().ok()) {
                let _ = submit.focus();
            }
        }
    }
    true
}

fn on_change(event: &Event, state: State) {
    let Some(element) = target(event) else { return };
    let Some(row) = Row::around(&element) else { return };
    if is_radio(&element) && !row.has_field(&element) {
        let chosen = row.chosen().unwrap_or_default();
        row.choose(&chosen);
    }
    recount(state);
}

/// What is typed into a correction makes the row corrected.
fn on_input(event: &Event, state: State) {
    let Some(element) = target(event) else { return };
    if let Some(row) = Row::around(&element).filter(|row| row.has_field(&element)) {
        row.choose("correct");
        recount(state);
    }
}

fn on_focus(event: &Event) {
    if let Some(row) = target(event).and_then(|element| Row::around(&element)) {
        row.light();
    }
}

/// Tabs and ways into the text; beside the rows the text is scrolled, not the page.
fn on_click(event: &Event) {
    let Some(element) = target(event) else { return };
    if let Ok(Some(tab)) = element.closest(".source-tab") {
        event.prevent_default();
        show_part(&format!("source-{}", tab.get_attribute("data-tab").unwrap_or_default()));
        return;
    }
    let Ok(Some(link)) = element.closest("a[href^='#']") else { return };
    let place = link.get_attribute("href").unwrap_or_default();
    let place = place.trim_start_matches('#');
    if place.starts_with("m-") {
        light_mark(place);
        if is_wide() {
            event.prevent_default();
        }
    } else if let Some(row) = document().get_element_by_id(place).and_then(|element| Row::around(&element)) {
        event.prevent_default();
        row.focus();
    }
}

/// A form with undecided rows is not sent: the first of them is where to go on.
fn on_submit(event: &Event, state: State) {
    let Some(form) = target(event) else { return };
    let is_ours = form.get_attribute("action").is_some_and(|action| action == "/api/tenders/confirm");
    if !is_ours {
        return;
    }
    recount(state);
    if let Some(row) = Row::all().into_iter().find(|row| row.chosen().is_none()) {
        event.prevent_default();
        row.focus();
    }
}
