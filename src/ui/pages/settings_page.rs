//! The own account: name and display, password, sessions.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::organisations::list_zones;
use crate::api::preferences::own_account;
use crate::api::sessions::list_sessions;
use crate::domain::account::{Account, OwnSession};
use crate::error::AppError;
use crate::ui::accounts::OwnSessions;
use crate::ui::frame::PageFrame;
use crate::ui::kit::{
    Actions, ButtonLink, Choice, Field, FieldKind, PageHead, PostForm, Radios, RadiosLook, Revision, Select, Submit,
};
use crate::ui::links::NewPasswordFields;
use crate::ui::load::loading;
use crate::ui::paths;
use crate::ui::wording::{account as words, calendar, reminder, say, shell};

/// What the page needs.
struct Loaded {
    account: Account,
    zones: Vec<String>,
    sessions: Vec<OwnSession>,
}

async fn load() -> Result<Loaded, AppError> {
    Ok(Loaded { account: own_account().await?, zones: list_zones().await?, sessions: list_sessions().await? })
}

/// The own account.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <Title text=say(words::SETTINGS)/>
        {loading(load(), page)}
    }
}

fn page(data: Loaded) -> AnyView {
    let email = data.account.email.clone();
    view! {
        <PageFrame current="settings">
            <PageHead title=words::SETTINGS sub=email>
                <Actions><ButtonLink href=paths::REMINDER_SETTINGS label=reminder::SETTINGS/></Actions>
            </PageHead>
            <div class="cols even">
                <Preferences account=data.account zones=data.zones/>
                <ChangePassword/>
            </div>
            <CalendarLink/>
            <OwnSessions sessions=data.sessions/>
        </PageFrame>
    }
    .into_any()
}

#[component]
fn CalendarLink() -> impl IntoView {
    view! {
        <section>
            <h2>{say(calendar::TITLE)}</h2>
            <p class="hint">{say(calendar::FROM_SETTINGS)}</p>
            <Actions><ButtonLink href=paths::CALENDAR_FEEDS label=calendar::NEW/></Actions>
        </section>
    }
}

#[component]
fn Preferences(account: Account, zones: Vec<String>) -> impl IntoView {
    let languages = vec![Choice::new("ja", words::JAPANESE), Choice::new("en", words::ENGLISH)];
    let themes =
        vec![Choice::new("auto", shell::AUTO), Choice::new("light", shell::LIGHT), Choice::new("dark", shell::DARK)];
    let zones = zones.into_iter().map(|zone| Choice::new(zone.clone(), zone)).collect::<Vec<_>>();
    view! {
        <section>
            <h2>{say(words::PERSON)}</h2>
            <PostForm action="/api/preferences/change">
                <Revision value=account.revision/>
                <Field name="person_name" label=words::NAME value=account.name required=true autocomplete="name"/>
                <Field name="person_kana" label=words::KANA hint=words::KANA_HINT value=account.kana/>
                <Radios name="language" label=words::LANGUAGE options=languages selected=account.language.tag() look=RadiosLook::Segmented/>
                <Radios name="theme" label=words::THEME options=themes selected=account.theme look=RadiosLook::Segmented/>
                <Select name="zone" label=words::ZONE options=zones selected=account.zone/>
                <Actions><Submit label=words::SAVE/></Actions>
            </PostForm>
        </section>
    }
}

#[component]
fn ChangePassword() -> impl IntoView {
    view! {
        <section>
            <h2>{say(words::CHANGE_PASSWORD)}</h2>
            <p class="hint">{say(words::CHANGE_PASSWORD_SUB)}</p>
            <PostForm action="/api/preferences/password">
                <Field name="present_password" label=words::PRESENT_PASSWORD kind=FieldKind::Password required=true autocomplete="current-password"/>
                <NewPasswordFields/>
                <Actions><Submit label=words::CHANGE_PASSWORD/></Actions>
            </PostForm>
        </section>
    }
}
