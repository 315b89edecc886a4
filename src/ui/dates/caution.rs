//! Why to be careful with a date, in small words under it; and from which other date it is counted.

use leptos::prelude::*;

use crate::domain::tender::Deadline;
use crate::ui::wording::derived_date as words;

/// The cautions of a date and the hours of its counter. The date above them stays as it is printed.
#[component]
pub fn Cautions(
    /// The date.
    date: Deadline,
) -> impl IntoView {
    let hours = words::hours(date.hours).map(|hours| view! { <span class="small under">{hours}</span> });
    let lines: Vec<_> = date
        .cautions
        .iter()
        .map(|caution| view! { <span class="small date-caution">{words::caution(caution)}</span> })
        .collect();
    view! { {hours} {lines} }
}

/// From which other date a date is counted.
#[component]
pub fn CountedFrom(
    /// The date.
    date: Deadline,
    /// The date it is counted from.
    #[prop(optional_no_strip)]
    origin: Option<Deadline>,
) -> impl IntoView {
    let counted = date.derived.as_ref().zip(origin.as_ref());
    counted.map(|(derived, origin)| {
        let sentence = words::counted_from(derived, origin);
        view! { <span class="small under counted-from">{sentence}</span> }
    })
}

/// The date from which a date is counted.
#[must_use]
pub fn origin_of(date: &Deadline, dates: &[Deadline]) -> Option<Deadline> {
    let derived = date.derived.as_ref()?;
    dates.iter().find(|other| other.id == derived.origin).cloned()
}
