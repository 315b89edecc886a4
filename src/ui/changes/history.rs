//! What the releases of a source changed one after the other, as the source itself tells it.

use leptos::prelude::*;

use crate::domain::change::StatedChange;
use crate::ui::kit::{Cell, Column, DataTable, Disclosure};
use crate::ui::wording::{change as words, deadline, say};

/// The releases, the newest first and open; nothing for a source that has none.
#[component]
pub fn ReleaseHistory(
    /// What they changed, the oldest first.
    history: Vec<StatedChange>,
) -> impl IntoView {
    let releases: Vec<_> = by_release(history)
        .into_iter()
        .rev()
        .enumerate()
        .map(|(at, changes)| view! { <Release changes is_newest=at == 0/> })
        .collect();
    (!releases.is_empty()).then(|| {
        view! {
            <section class="releases">
                <h2>{say(words::RELEASES)}</h2>
                <p class="hint">{say(words::RELEASES_HINT)}</p>
                {releases}
            </section>
        }
    })
}

/// Changes of one release stand together.
fn by_release(history: Vec<StatedChange>) -> Vec<Vec<StatedChange>> {
    let mut releases: Vec<Vec<StatedChange>> = Vec::new();
    for change in history {
        let is_of = |known: &Vec<StatedChange>| known.first().is_some_and(|first| is_same_release(first, &change));
        match releases.last_mut().filter(|last| is_of(last)) {
            Some(last) => last.push(change),
            None => releases.push(vec![change]),
        }
    }
    releases
}

fn is_same_release(one: &StatedChange, other: &StatedChange) -> bool {
    one.release == other.release && one.at == other.at
}

#[component]
fn Release(changes: Vec<StatedChange>, is_newest: bool) -> impl IntoView {
    let first = changes.first()?;
    let when = first.at.map(deadline::moment).unwrap_or_default();
    let summary = words::release(&first.release, &when, changes.len());
    let reason = first.reason.clone().map(|reason| view! { <p><q lang="ja">{reason}</q></p> });
    let columns = vec![Column::text(words::FIELD), Column::text(words::BEFORE), Column::text(words::AFTER)];
    let caption = summary.clone();
    let rows = changes.into_iter().map(row).collect_view();
    Some(view! {
        <Disclosure summary open=is_newest>
            {reason}
            <DataTable caption columns>{rows}</DataTable>
        </Disclosure>
    })
}

fn row(change: StatedChange) -> impl IntoView {
    let name = match words::released_field(&change.field) {
        Some(name) => view! { {say(name)} <code class="small under">{change.field}</code> }.into_any(),
        None => view! { <code>{change.field}</code> }.into_any(),
    };
    let value = |text: Option<String>| match text.map(|text| (words::released_moment(&text), text)) {
        Some((Some(moment), _)) => view! { <span class="num">{moment}</span> }.into_any(),
        Some((None, text)) => view! { <span lang="ja">{text}</span> }.into_any(),
        None => view! { <span class="absent">{say(words::EMPTY)}</span> }.into_any(),
    };
    let (before, after) = (value(change.before), value(change.after));
    view! {
        <tr>
            <Cell>{name}</Cell>
            <Cell label=words::BEFORE>{before}</Cell>
            <Cell label=words::AFTER>{after}</Cell>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(release: &str, field: &str) -> StatedChange {
        let (release, field) = (release.to_owned(), field.to_owned());
        StatedChange { release, at: None, field, before: None, after: None, reason: None }
    }

    #[test]
    fn changes_of_one_release_stand_together() {
        let history = vec![change("1", "a"), change("1", "b"), change("2", "a")];
        assert_eq!(by_release(history).iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
    }
}
