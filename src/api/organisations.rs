//! The caller's own firm.

use leptos::prelude::*;

use crate::domain::organisation::{Organisation, OrganisationForm};
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// The caller's firm.
#[server(endpoint = "organisations/own", prefix = "/api")]
pub async fn own_organisation() -> Result<Organisation, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::organisations::own(&call).await)
}

/// Changes the caller's firm.
#[server(endpoint = "organisations/change", prefix = "/api")]
pub async fn change_organisation(revision: String, #[server(flatten)] firm: OrganisationForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::organisations::change(&call, &revision, &firm).await)
}

/// Who last changed the caller's firm.
#[server(endpoint = "organisations/last-change", prefix = "/api")]
pub async fn last_change() -> Result<Option<String>, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::organisations::last_change(&call).await)
}

/// The IANA zones to choose from.
#[server(endpoint = "zones", prefix = "/api")]
pub async fn list_zones() -> Result<Vec<String>, AppError> {
    Ok(services::organisations::list_zones())
}
