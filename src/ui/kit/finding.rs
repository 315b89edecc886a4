//! Lines of a check: a sign, what was found, where it says so, and the way to mend it.

use leptos::prelude::*;

use super::words::Words;
use crate::ui::wording::{Phrase, say};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// The paper cannot go out like this.
    Blocking,
    /// Doubtful.
    Warning,
    /// Could not be checked.
    Unchecked,
    /// In order.
    Fine,
}

impl FindingKind {
    const fn look(self) -> (&'static str, &'static str, Phrase) {
        match self {
            Self::Blocking => ("finding bad", "✕", Phrase::new("不備：", "To fix: ")),
            Self::Warning => ("finding warn", "!", Phrase::new("要確認：", "To look at: ")),
            Self::Unchecked => ("finding open", "?", Phrase::new("確認不可：", "Could not be checked: ")),
            Self::Fine => ("finding ok", "✓", Phrase::new("問題なし：", "In order: ")),
        }
    }
}

/// The list around [`FindingRow`]s.
#[component]
pub fn Findings(children: Children) -> impl IntoView {
    view! { <ul class="findings">{children()}</ul> }
}

/// One finding.
#[component]
pub fn FindingRow(
    /// How grave it is.
    kind: FindingKind,
    /// What was found, in one sentence.
    #[prop(into)]
    title: Words,
    /// Place, rule and source: "協定書 第8条 ・ R-37".
    #[prop(optional, into)]
    detail: Words,
    /// Where it can be mended.
    #[prop(optional, into)]
    href: Words,
    /// The words of that link.
    #[prop(optional, into)]
    link: Words,
    /// What stands below it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, sign, word) = kind.look();
    let link = href.into_option().map(|href| view! { <a href=href>{link.into_string()}</a> });
    view! {
        <li class=class>
            <span class="sign" aria-hidden="true">{sign}</span>
            <div>
                <b><span class="unseen">{say(word)}</span>{title.into_string()}</b>
                {detail.into_option().map(|detail| view! { <small>{detail}</small> })}
                {children.map(|children| children())}
            </div>
            {link}
        </li>
    }
}
