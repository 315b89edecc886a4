//! Demands of a tender over the wire.

use leptos::prelude::*;

use crate::domain::id::{RequirementId, TenderId};
use crate::domain::requirement_form::RequirementForm;
use crate::domain::tender::TenderRequirements;
use crate::error::AppError;
#[cfg(feature = "ssr")]
use crate::server::{edge, services};

/// The demands of a tender.
#[server(endpoint = "requirements/list", prefix = "/api")]
pub async fn list_requirements(tender: TenderId) -> Result<TenderRequirements, AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::requirements::list(&call, tender).await)
}

/// Adds a demand.
#[server(endpoint = "requirements/add", prefix = "/api")]
pub async fn add_requirement(tender: TenderId, requirement: RequirementForm) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::requirements::add(&call, tender, &requirement).await)
}

/// Changes a demand.
#[server(endpoint = "requirements/change", prefix = "/api")]
pub async fn change_requirement(
    tender: TenderId,
    id: RequirementId,
    revision: i64,
    requirement: RequirementForm,
) -> Result<(), AppError> {
    let call = edge::enter()?;
    let done = services::requirements::change(&call, tender, id, revision, &requirement).await;
    edge::leave(&call, done)
}

/// Leaves a demand out.
#[server(endpoint = "requirements/leave-out", prefix = "/api")]
pub async fn leave_out_requirement(tender: TenderId, id: RequirementId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::requirements::leave_out(&call, tender, id, revision).await)
}

/// Takes a demand back that was left out.
#[server(endpoint = "requirements/take-back", prefix = "/api")]
pub async fn take_back_requirement(tender: TenderId, id: RequirementId, revision: i64) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::requirements::take_back(&call, tender, id, revision).await)
}

/// Moves a demand among those of its sort: `up` or `down`.
#[server(endpoint = "requirements/move", prefix = "/api")]
pub async fn move_requirement(tender: TenderId, id: RequirementId, way: String) -> Result<(), AppError> {
    let call = edge::enter()?;
    edge::leave(&call, services::requirements::shift(&call, tender, id, &way).await)
}
