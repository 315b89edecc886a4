//! Small line drawings for the bar at the bottom of a phone; always beside a word.

use leptos::prelude::*;

/// The drawings there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IconName {
    /// A house.
    Home,
    /// A sheet with a seal: a notice.
    Tender,
    /// A flag on a line: where the bid stands.
    Overview,
    /// Lines of text in two columns.
    Section,
    /// A sheet of paper.
    Document,
    /// A calendar leaf.
    Calendar,
    /// Two people.
    People,
    /// A slider.
    Settings,
    /// Three lines: the menu.
    More,
}

impl IconName {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M3.5 9.5 10 4l6.5 5.5V16h-4.5v-4h-4v4H3.5z",
            Self::Tender => "M5 3.5h10v13H5zM8 7h4M8 10h4M12.5 13.5a1 1 0 1 0 .01 0",
            Self::Overview => "M3 14.5h14M5.5 14.5V5h8l-2 2.5 2 2.5h-8",
            Self::Section => "M3.5 5h5.5M3.5 8.5h5.5M3.5 12h5.5M3.5 15.5h3M11.5 5h5M11.5 8.5h5M11.5 12h5M11.5 15.5h3",
            Self::Document => "M5 3.5h6.5L15 7v9.5H5zM11.5 3.5V7H15",
            Self::Calendar => "M4 5.5h12v11H4zM4 9h12M7.5 3.5v3M12.5 3.5v3",
            Self::People => {
                "M7 9.5a2.5 2.5 0 1 0-.01 0M2.5 16c0-2.5 2-4 4.5-4s4.5 1.5 4.5 4M13 9a2 2 0 1 0-.01 0M13.5 12c2.2 0 4 1.3 4 3.5"
            }
            Self::Settings => "M3.5 6.5h7M14.5 6.5h2M3.5 13.5h2M9.5 13.5h7M12.5 4.5v4M7.5 11.5v4",
            Self::More => "M4 6h12M4 10h12M4 14h12",
        }
    }
}

/// One drawing; decoration, the word beside it says the same.
#[component]
pub fn Icon(
    /// Which one.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.5"
            stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
            <path d=name.path()/>
        </svg>
    }
}
