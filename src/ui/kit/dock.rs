//! The navigation of a phone: a bar at the bottom with a few places and "more".

use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::words::Words;
use crate::ui::wording::{say, shell};

/// One place of the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DockItem {
    /// One short word.
    pub label: Words,
    /// Where it leads.
    pub href: String,
    /// Its drawing.
    pub icon: IconName,
    /// Whether we are there.
    pub is_current: bool,
}

/// The bar; shown on a phone only, where it replaces the rail. Children are what "more" opens: the same
/// `rail-group` and `rail-list` as in the rail.
#[component]
pub fn Dock(
    /// At most five places.
    items: Vec<DockItem>,
    children: Children,
) -> impl IntoView {
    let items = items
        .into_iter()
        .map(|item| {
            let current = item.is_current.then_some("page");
            view! {
                <li><a href=item.href aria-current=current><Icon name=item.icon/><span>{item.label.into_string()}</span></a></li>
            }
        })
        .collect_view();
    view! {
        <nav class="dock" aria-label=say(shell::NAVIGATION)>
            <ul>{items}</ul>
            <details class="dock-more">
                <summary><Icon name=IconName::More/><span>{say(shell::MORE)}</span></summary>
                <div class="dock-sheet">{children()}</div>
            </details>
        </nav>
    }
}
