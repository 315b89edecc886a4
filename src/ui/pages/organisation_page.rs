//! The own firm: its particulars, which administrators change and everybody else reads.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::api::organisations::{last_change, list_zones, own_organisation};
use crate::domain::organisation::{Organisation, OrganisationKind};
use crate::error::AppError;
use crate::ui::app::frame;
use crate::ui::frame::PageFrame;
use crate::ui::kept::kept_for;
use crate::ui::kit::{Actions, ButtonLink, Notice, PageHead, PostForm, Revision, Submit};
use crate::ui::load::loading;
use crate::ui::organisations::{Conflict, OrganisationFields};
use crate::ui::paths;
use crate::ui::wording::{organisation as words, record as records, say};

const CHANGE: &str = "/api/organisations/change";

/// What the page needs.
struct Loaded {
    organisation: Organisation,
    zones: Vec<String>,
    last_change: Option<String>,
}

async fn load() -> Result<Loaded, AppError> {
    Ok(Loaded {
        organisation: own_organisation().await?,
        zones: list_zones().await?,
        last_change: last_change().await?,
    })
}

/// The own firm.
#[component]
pub fn OrganisationPage() -> impl IntoView {
    view! {
        <Title text=say(words::TITLE)/>
        {loading(load(), page)}
    }
}

fn page(data: Loaded) -> AnyView {
    let Loaded { organisation, zones, last_change } = data;
    let kind = OrganisationKind::parse(&organisation.fields.kind).unwrap_or_default();
    let conflict = kept_for(CHANGE).filter(|kept| kept.refused == Some(AppError::Changed)).map(|kept| {
        let saved = organisation.fields.clone();
        view! { <Conflict kept saved by=last_change/> }
    });
    let fields = organisation.fields;
    let is_administrator = frame().is_administrator;
    view! {
        <PageFrame current="organisation">
            <PageHead title=words::TITLE sub=words::SUB>
                <ButtonLink href=paths::FIRM_RECORDS label=records::TITLE/>
            </PageHead>
            {(!is_administrator).then(|| view! { <Notice>{say(words::READ_ONLY)}</Notice> })}
            {conflict}
            <PostForm action=CHANGE class="firm">
                <fieldset class="plain" disabled=!is_administrator>
                    <Revision value=organisation.revision/>
                    <OrganisationFields kind fields zones/>
                    {is_administrator.then(|| view! { <Actions><Submit label=words::SAVE/></Actions> })}
                </fieldset>
            </PostForm>
        </PageFrame>
    }
    .into_any()
}
