//! Signing in. Works without scripting; leads on to the page that was asked for.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::ui::app::is_signed_in;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, Field, FieldKind, Hidden, Notice, PageHead, PostForm, Submit};
use crate::ui::load::redirect;
use crate::ui::paths;
use crate::ui::wording::{account as words, say};

/// Signing in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let next = use_query_map().with_untracked(|query| query.get("next")).unwrap_or_default();
    if is_signed_in() {
        redirect(paths::HOME);
    }
    let has_kept = next.contains("kept=");
    view! {
        <Title text=say(words::SIGN_IN)/>
        <PageFrame current="">
            <PageHead title=words::SIGN_IN/>
            {has_kept.then(|| view! { <Notice>{say(words::KEPT)}</Notice> })}
            <PostForm action="/api/sign-in">
                <Hidden name="next" value=next/>
                <Field name="email" label=words::EMAIL kind=FieldKind::Email required=true autocomplete="username"/>
                <Field name="password" label=words::PASSWORD kind=FieldKind::Password required=true autocomplete="current-password"/>
                <Actions><Submit label=words::SIGN_IN/></Actions>
            </PostForm>
            <p class="hint">{say(words::FORGOTTEN)}</p>
        </PageFrame>
    }
}
