//! What a new person types about themselves.

use leptos::prelude::*;

use crate::ui::kit::{Field, FieldKind};
use crate::ui::wording::account as words;

/// Name, reading and a new password; the address where no invitation names it.
#[component]
pub fn PersonFields(
    /// The address that the invitation names; empty when it is to be typed.
    invited: String,
) -> impl IntoView {
    let address = if invited.is_empty() {
        view! {
            <Field name="email" label=words::EMAIL kind=FieldKind::Email required=true autocomplete="username"/>
        }
        .into_any()
    } else {
        // Read-only so that password managers keep the right name beside the password.
        view! {
            <div class="field">
                <label for="invited-email">{crate::ui::wording::say(words::EMAIL)}</label>
                <input id="invited-email" type="email" value=invited readonly=true autocomplete="username"/>
            </div>
        }
        .into_any()
    };
    view! {
        <Field name="person_name" label=words::NAME required=true autocomplete="name"/>
        <Field name="person_kana" label=words::KANA hint=words::KANA_HINT/>
        {address}
        <NewPasswordFields/>
    }
}

/// A new password, typed twice.
#[component]
pub fn NewPasswordFields() -> impl IntoView {
    view! {
        <Field name="password" label=words::NEW_PASSWORD hint=words::PASSWORD_HINT kind=FieldKind::Password
            required=true autocomplete="new-password"/>
        <Field name="password_again" label=words::PASSWORD_AGAIN kind=FieldKind::Password
            required=true autocomplete="new-password"/>
    }
}
