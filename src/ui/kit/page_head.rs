//! The head of a page: where we are, what it is, how long there is.

use leptos::prelude::*;

use super::words::Words;
use crate::ui::wording::{Phrase, language, say, shell};

const PATH: Phrase = Phrase::new("現在の場所", "You are here");

/// Leads past the navigation.
#[component]
pub fn SkipLink() -> impl IntoView {
    view! { <a class="skip" href="#content">{say(shell::SKIP)}</a> }
}

/// The way to this page; the last item is the page itself and has no address.
#[component]
pub fn Crumbs(
    /// Words and addresses, outermost first.
    items: Vec<(String, Option<String>)>,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|(words, href)| match href {
            Some(href) => view! { <li><a href=href>{words}</a></li> }.into_any(),
            None => view! { <li>{words}</li> }.into_any(),
        })
        .collect_view();
    view! { <nav class="crumbs" aria-label=say(PATH)><ol>{items}</ol></nav> }
}

/// The title of a page, with a line under it and one in the other language; children stand at the right.
#[component]
pub fn PageHead(
    /// The title.
    #[prop(into)]
    title: Words,
    /// A line under it.
    #[prop(optional, into)]
    sub: Words,
    /// The same in the other language.
    #[prop(optional, into)]
    gloss: Words,
    /// A countdown, buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let other = language().other().tag();
    view! {
        <header class="head">
            <div class="head-words">
                <h1>{title.into_string()}</h1>
                {sub.into_option().map(|sub| view! { <p class="sub">{sub}</p> })}
                {gloss.into_option().map(|gloss| view! { <p class="gloss" lang=other>{gloss}</p> })}
            </div>
            {children.map(|children| view! { <div class="head-side">{children()}</div> })}
        </header>
    }
}

/// How pressing a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Urgency {
    /// There is time.
    #[default]
    Calm,
    /// It cannot wait.
    Soon,
    /// It is over.
    Past,
}

/// How long there is: label, number with unit, the date in two zones. It does not tick.
#[component]
pub fn Countdown(
    /// What is due: "企画提案書 必着まで".
    #[prop(into)]
    label: Words,
    /// The number.
    #[prop(into)]
    number: Words,
    /// Its unit: 日, hours.
    #[prop(optional, into)]
    unit: Words,
    /// The date with weekday, in the buyer's zone.
    #[prop(optional, into)]
    when: Words,
    /// The same instant in the reader's zone.
    #[prop(optional, into)]
    other: Words,
    /// How pressing it is.
    #[prop(optional)]
    urgency: Urgency,
) -> impl IntoView {
    let class = match urgency {
        Urgency::Calm => "countdown",
        Urgency::Soon => "countdown soon",
        Urgency::Past => "countdown past",
    };
    view! {
        <div class=class>
            <p class="countdown-label">{label.into_string()}</p>
            <p class="countdown-number"><b>{number.into_string()}</b>" "{unit.into_string()}</p>
            {when.into_option().map(|when| view! { <p class="countdown-when">{when}</p> })}
            {other.into_option().map(|other| view! { <p class="countdown-other">{other}</p> })}
        </div>
    }
}
