//! The sign of Musubi: two rings tied together.

use leptos::prelude::*;

/// Two joined rings, vermilion and indigo; decoration beside the name.
#[component]
pub fn Logo() -> impl IntoView {
    view! {
        <svg class="logo" viewBox="0 0 26 26" width="26" height="26" fill="none" stroke-width="2.2" aria-hidden="true" focusable="false">
            <circle class="logo-left" cx="9.5" cy="13" r="7"/>
            <circle class="logo-right" cx="16.5" cy="13" r="7"/>
            <path class="logo-left" d="M13 6.94a7 7 0 0 1 3.5 6.06" stroke-linecap="butt"/>
        </svg>
    }
}
