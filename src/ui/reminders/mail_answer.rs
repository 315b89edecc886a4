//! Why a mail did not go through: in our words where we know it, then in the mail server's own.

use leptos::prelude::*;

use crate::domain::reminder::MailTrouble;
use crate::ui::wording::{reminder as words, say};

/// What is kept of a mail's last refusal.
#[component]
pub fn MailAnswer(
    /// As the row keeps it.
    kept: String,
) -> impl IntoView {
    let (trouble, said) = MailTrouble::parse(&kept);
    let sentence = trouble.map(|trouble| view! { <span>{say(words::trouble(trouble))}</span> " " });
    // Such servers, and our own libraries, speak English.
    let said = (!said.is_empty()).then(|| said.to_owned()).map(|said| view! { <span lang="en">{said}</span> });
    view! { {sentence} {said} }
}
