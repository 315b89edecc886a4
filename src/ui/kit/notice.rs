//! A message on the page, and the words for "there is nothing here".

use leptos::prelude::*;

use super::words::Words;

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NoticeKind {
    /// Worth knowing.
    #[default]
    Information,
    /// Done.
    Success,
    /// To be looked at.
    Warning,
    /// Refused or broken.
    Problem,
}

/// A message; a problem is announced to those who listen.
#[component]
pub fn Notice(
    /// What it is about.
    #[prop(optional)]
    kind: NoticeKind,
    children: Children,
) -> impl IntoView {
    let (class, role) = match kind {
        NoticeKind::Information => ("notice information", None),
        NoticeKind::Success => ("notice success", Some("status")),
        NoticeKind::Warning => ("notice warning", None),
        NoticeKind::Problem => ("notice problem", Some("alert")),
    };
    view! { <div class=class role=role>{children()}</div> }
}

/// Nothing here yet, and what to do about it.
#[component]
pub fn Empty(
    /// What is not here.
    #[prop(into)]
    title: Words,
    /// What to do: a sentence, buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <p class="empty-title">{title.into_string()}</p>
            {children.map(|children| children())}
        </div>
    }
}
