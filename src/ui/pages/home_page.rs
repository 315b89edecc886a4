//! Home: my bids, what waits for me.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::ui::frame::PageFrame;
use crate::ui::wording::{say, shell};

/// Home.
#[component]
pub fn HomePage() -> impl IntoView {
    view! {
        <Title text=say(shell::HOME)/>
        <PageFrame current="home">
            <h1>{say(shell::HOME)}</h1>
        </PageFrame>
    }
}
