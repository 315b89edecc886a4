//! One thing in both languages: the reader's first, a grey line of the other under it.

use leptos::prelude::*;

use super::words::Words;
use crate::domain::language::Language;

/// A text and the same in the other language.
#[component]
pub fn Bilingual(
    /// What is read first.
    #[prop(into)]
    main: Words,
    /// The same in the other language; nothing is shown when empty.
    #[prop(optional, into)]
    other: Words,
    /// Language of `other`.
    other_lang: Language,
) -> impl IntoView {
    let main_lang = other_lang.other().tag();
    let other = other.into_option().map(|other| view! { <span class="gloss" lang=other_lang.tag()>{other}</span> });
    view! { <span class="bilingual"><span lang=main_lang>{main.into_string()}</span>{other}</span> }
}
