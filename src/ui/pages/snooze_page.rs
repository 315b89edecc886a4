//! `/snooze/:secret`: the page behind a mail's link. It asks before it does anything, since mail programs open links by
//! themselves; whoever has the link can put off this one reminder and sees no more than the mail said.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::reminders::open_snooze;
use crate::domain::instant::Instant;
use crate::domain::reminder::SnoozeSight;
use crate::ui::app::frame;
use crate::ui::dates::When;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, Hidden, Notice, PageHead, PostForm, Submit};
use crate::ui::load::{loading, text_param};
use crate::ui::wording::{reminder as words, say, told};

/// Puts one reminder off.
#[component]
pub fn SnoozePage() -> impl IntoView {
    let secret = text_param("secret");
    loading(open_snooze(secret.clone()), move |sight| view! { <Shown sight secret/> }.into_any())
}

#[component]
fn Shown(sight: SnoozeSight, secret: String) -> impl IntoView {
    let now = Instant(frame().now);
    let title = sight.about.title().map(str::to_owned).map(|title| view! { <p lang="ja">{title}</p> });
    let at = sight.about.period().map(|(from, at)| view! { <p><When at from/></p> });
    let button = match sight.until {
        None if sight.is_put_off => view! { <Notice>{say(words::IS_PUT_OFF)}</Notice> }.into_any(),
        None => view! { <Notice>{say(words::NOT_NOW)}</Notice> }.into_any(),
        Some(until) => view! {
            <PostForm action="/api/reminders/snooze-by-link">
                <Hidden name="secret" value=secret/>
                <Actions><Submit label=words::until(now, until)/></Actions>
            </PostForm>
            <p class="hint">{say(words::SNOOZE_SUB)}</p>
        }
        .into_any(),
    };
    view! {
        <Title text=say(words::SNOOZE)/>
        <PageFrame current="">
            <PageHead title=words::SNOOZE sub=told::sentence(&sight.about, now)/>
            {title}
            {at}
            {button}
        </PageFrame>
    }
}
