//! Adds the shares up while they are typed. The server checks the sum again when it is saved.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;

use crate::domain::joint_venture::{Share, ShareProblem};
use crate::domain::joint_venture_view::MEMBERS_MOST;
use crate::domain::language::Language;
use crate::ui::wording::joint_venture as words;

/// The sum of the shares of the page's form.
#[island]
pub fn ShareSum(
    /// Language of the page; an island does not see the page's own.
    language: Language,
    /// The shares as the form shows them.
    shares: Vec<String>,
) -> impl IntoView {
    provide_context(language);
    let sum = RwSignal::new(sum_of(&shares));
    Effect::new(move |_| {
        sum.set(sum_of(&typed()));
        let listening = window_event_listener(ev::input, move |_| sum.set(sum_of(&typed())));
        on_cleanup(move || listening.remove());
    });
    let class = move || match sum.get() {
        Some(Share::WHOLE) => "share-sum num ok",
        _ => "share-sum num warn",
    };
    view! { <p class=class role="status">{move || words::share_sum(sum.get())}</p> }
}

/// What stands in the fields now.
fn typed() -> Vec<String> {
    (0..MEMBERS_MOST)
        .filter_map(|index| {
            let field = document().query_selector(&format!("[name=\"members[{index}][share]\"]")).ok()??;
            Some(field.dyn_into::<HtmlInputElement>().ok()?.value())
        })
        .collect()
}

/// The sum; `None` while a share cannot be read. Empty fields count nothing.
fn sum_of(shares: &[String]) -> Option<Share> {
    shares.iter().try_fold(Share(0), |sum, text| match Share::parse(text) {
        Ok(share) => Some(Share(sum.0.saturating_add(share.0))),
        Err(ShareProblem::Empty) => Some(sum),
        Err(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(shares: &[&str]) -> Option<Share> {
        sum_of(&shares.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn shares_are_added_to_the_hundredth() {
        assert_eq!(sum(&["33.34", "33.33", "33.33"]), Some(Share::WHOLE));
        assert_eq!(sum(&["６０", "", "39.9"]), Some(Share(9_990)));
        assert_eq!(sum(&["60", "x"]), None);
    }
}
