//! The page that is not there, or not open to the reader.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::ui::app::answer_not_found;
use crate::ui::frame::PageFrame;
use crate::ui::wording::{say, shell};

/// Says that there is no such page, without saying why.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    answer_not_found();
    view! {
        <Title text=say(shell::NOT_FOUND)/>
        <PageFrame current="">
            <h1>{say(shell::NOT_FOUND)}</h1>
            <p>{say(shell::NOT_FOUND_BODY)}</p>
        </PageFrame>
    }
}
