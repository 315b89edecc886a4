//! Inviting a colleague or a partner firm.

use leptos::prelude::*;

use crate::ui::kit::{Actions, Checkbox, Field, FieldKind, PostForm, Submit};
use crate::ui::wording::{account as words, say};

/// Invites someone into the own firm.
#[component]
pub fn InviteColleague() -> impl IntoView {
    view! {
        <section>
            <h2>{say(words::INVITE)}</h2>
            <PostForm action="/api/links/invite-colleague">
                <Field name="email" label=words::EMAIL kind=FieldKind::Email required=true/>
                <Checkbox name="administrator" value="yes" label=words::INVITE_AS_ADMINISTRATOR/>
                <Actions><Submit label=words::MAKE_LINK/></Actions>
            </PostForm>
        </section>
    }
}

/// Invites another firm.
#[component]
pub fn InvitePartner() -> impl IntoView {
    view! {
        <section>
            <h2>{say(words::INVITE_PARTNER)}</h2>
            <p class="hint">{say(words::INVITE_PARTNER_SUB)}</p>
            <PostForm action="/api/links/invite-partner">
                <Field name="email" label=words::EMAIL kind=FieldKind::Email required=true/>
                <Actions><Submit label=words::MAKE_LINK/></Actions>
            </PostForm>
        </section>
    }
}
