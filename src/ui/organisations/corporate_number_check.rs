//! Says while typing whether the check digit of a 法人番号 fits. The server checks again.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use crate::domain::corporate_number::{CorporateNumber, CorporateNumberProblem};
use crate::domain::language::Language;
use crate::domain::problem::Problem;
use crate::ui::wording::{organisation as words, refusal, say};

/// Watches the field `corporate_number` of the page.
#[island]
pub fn CorporateNumberCheck(
    /// Language of the page; an island does not see the page's own.
    language: Language,
) -> impl IntoView {
    provide_context(language);
    let checked = RwSignal::new(None::<Result<(), CorporateNumberProblem>>);
    Effect::new(move |_| {
        let listening = window_event_listener(ev::input, move |event| {
            let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field.filter(|field| field.name() == "corporate_number") {
                checked.set(check(&field.value()));
            }
        });
        on_cleanup(move || listening.remove());
    });
    let class = move || match checked.get() {
        Some(Err(_)) => "number-check problem",
        _ => "number-check",
    };
    let sentence = move || {
        checked.get().map(|result| match result {
            Ok(()) => say(words::CORPORATE_NUMBER_FITS).to_owned(),
            Err(problem) => refusal::problem(&Problem::CorporateNumber(problem)),
        })
    };
    view! { <p class=class role="status">{sentence}</p> }
}

/// Nothing is said before the number can be whole, so that nobody is corrected in the middle of it.
fn check(text: &str) -> Option<Result<(), CorporateNumberProblem>> {
    match CorporateNumber::parse(text) {
        Ok(_) => Some(Ok(())),
        Err(CorporateNumberProblem::Length { expected, found }) if found < expected => None,
        Err(problem) => Some(Err(problem)),
    }
}
