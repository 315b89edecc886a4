//! The page behind a one-time link: set-up, invitation of a colleague or a partner, new password.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::api::links::open_link;
use crate::domain::language::Language;
use crate::domain::link::{LinkPurpose, LinkSight};
use crate::domain::organisation::{OrganisationForm, OrganisationKind};
use crate::ui::app::frame;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{Actions, ButtonKind, ButtonLink, Fieldset, Hidden, Notice, PageHead, PostForm, Submit};
use crate::ui::links::{NewPasswordFields, PersonFields};
use crate::ui::load::loading;
use crate::ui::organisations::{KindSwitch, OrganisationFields};
use crate::ui::paths;
use crate::ui::wording::{Phrase, language, link as words, say};

/// The page behind a one-time link.
#[component]
pub fn LinkPage() -> impl IntoView {
    let secret = use_params_map().with_untracked(|params| params.get("secret")).unwrap_or_default();
    let kind =
        use_query_map().with_untracked(|query| query.get("kind")).and_then(|code| OrganisationKind::parse(&code));
    loading(open_link(secret.clone()), move |sight| page(sight, secret, kind))
}

fn page(sight: LinkSight, secret: String, kind: Option<OrganisationKind>) -> AnyView {
    let (title, sub) = match sight.purpose {
        LinkPurpose::SetUp => (words::SET_UP, Some(words::SET_UP_SUB)),
        LinkPurpose::Colleague => (words::JOIN, None),
        LinkPurpose::Partner => (words::FOUND, Some(words::FOUND_SUB)),
        LinkPurpose::Password => (words::NEW_PASSWORD, Some(words::NEW_PASSWORD_SUB)),
    };
    let introduction = introduction(&sight);
    let is_person = frame().person.is_some();
    let body = match (sight.purpose, is_person) {
        (LinkPurpose::Partner, true) => accept(&sight, secret),
        (LinkPurpose::SetUp | LinkPurpose::Colleague, true) => {
            view! { <Notice>{say(words::SIGN_OUT_FIRST)}</Notice> }.into_any()
        }
        (LinkPurpose::SetUp | LinkPurpose::Partner, false) => found(sight, secret, kind),
        (LinkPurpose::Colleague, false) => join(sight, secret),
        (LinkPurpose::Password, _) => new_password(secret),
    };
    view! {
        <Title text=say(title)/>
        <PageFrame current="">
            <PageHead title sub/>
            {introduction}
            {body}
        </PageFrame>
    }
    .into_any()
}

/// Who invites to what.
fn introduction(sight: &LinkSight) -> Option<impl IntoView + use<>> {
    let invited = matches!(sight.purpose, LinkPurpose::Colleague | LinkPurpose::Partner);
    let by = words::invited_by(&sight.inviter, &sight.organisation);
    let bid = sight.tender.as_ref().zip(sight.role).map(|(tender, role)| words::for_bid(tender, role));
    let is_administrator = sight.is_administrator;
    (invited && !by.is_empty()).then(|| {
        view! {
            <Notice>
                <p>{by}</p>
                {bid.map(|bid| view! { <p>{bid}</p> })}
                {is_administrator.then(|| view! { <p>{say(words::JOIN_ADMINISTRATOR)}</p> })}
            </Notice>
        }
    })
}

/// Makes a firm and its administrator: at set-up, or as a partner.
fn found(sight: LinkSight, secret: String, kind: Option<OrganisationKind>) -> AnyView {
    let is_partner = sight.purpose == LinkPurpose::Partner;
    let kind = kind.unwrap_or(match (is_partner, language()) {
        (false, Language::Japanese) => OrganisationKind::Japanese,
        _ => OrganisationKind::Foreign,
    });
    let path = paths::link(&secret);
    let action = if is_partner { "/api/links/found" } else { "/api/links/set-up" };
    view! {
        {is_partner.then(|| sign_in_instead(&path))}
        <KindSwitch kind path/>
        <PostForm action>
            <Hidden name="secret" value=secret/>
            <OrganisationFields kind fields=OrganisationForm::default() zones=sight.zones/>
            <Fieldset legend=words::YOU><PersonFields invited=sight.email/></Fieldset>
            <Actions><Submit label=words::REGISTER/></Actions>
        </PostForm>
    }
    .into_any()
}

fn sign_in_instead(path: &str) -> impl IntoView + use<> {
    view! {
        <p class="instead">
            {say(words::HAVE_ACCOUNT)}" "
            <a href=paths::sign_in(path)>{say(words::SIGN_IN_TO_ACCEPT)}</a>
        </p>
    }
}

fn join(sight: LinkSight, secret: String) -> AnyView {
    view! {
        <PostForm action="/api/links/join">
            <Hidden name="secret" value=secret/>
            <PersonFields invited=sight.email/>
            <Actions><Submit label=words::JOIN/></Actions>
        </PostForm>
    }
    .into_any()
}

fn new_password(secret: String) -> AnyView {
    view! {
        <PostForm action="/api/links/password">
            <Hidden name="secret" value=secret/>
            <NewPasswordFields/>
            <Actions><Submit label=words::NEW_PASSWORD/></Actions>
        </PostForm>
    }
    .into_any()
}

/// Someone with an account takes the seat; without a bid there is nothing to take.
fn accept(sight: &LinkSight, secret: String) -> AnyView {
    if sight.role.is_none() {
        return notice(words::NOTHING_TO_ACCEPT);
    }
    view! {
        <PostForm action="/api/links/accept">
            <Hidden name="secret" value=secret/>
            <Actions>
                <Submit label=words::ACCEPT/>
                <ButtonLink href=paths::HOME label=crate::ui::wording::shell::HOME kind=ButtonKind::Quiet/>
            </Actions>
        </PostForm>
    }
    .into_any()
}

fn notice(phrase: Phrase) -> AnyView {
    view! { <Notice>{say(phrase)}</Notice> }.into_any()
}
