//! A state in one or two words.

use leptos::prelude::*;

use super::words::Words;

/// The colour of a state; the word says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TagKind {
    /// No colour: draft, none.
    #[default]
    Plain,
    /// Green: done, approved.
    Ok,
    /// Amber: to be looked at.
    Warn,
    /// Vermilion: blocks.
    Bad,
    /// Indigo: in work.
    Indigo,
}

impl TagKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "tag",
            Self::Ok => "tag ok",
            Self::Warn => "tag warn",
            Self::Bad => "tag bad",
            Self::Indigo => "tag ind",
        }
    }
}

/// A state in one or two words.
#[component]
pub fn Tag(
    /// Its colour.
    #[prop(optional)]
    kind: TagKind,
    /// Its words.
    #[prop(into)]
    text: Words,
) -> impl IntoView {
    view! { <span class=kind.class()>{text.into_string()}</span> }
}
