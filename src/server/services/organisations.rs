//! The caller's own firm: its particulars, which administrators change.

use serde_json::json;

use crate::domain::organisation::{Organisation, OrganisationForm};
use crate::domain::problem::Problems;
use crate::error::AppError;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{audits, organisations};
use crate::server::zones::{known_zone, zones};

/// The caller's firm.
///
/// # Errors
/// `NotSignedIn`; faults.
pub async fn own(call: &Call) -> Result<Organisation, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let found = organisations::organisation_find(&mut tx, person.organisation).await?;
    tx.commit().await?;
    found.ok_or_else(|| AppError::NotFound.into())
}

/// Changes the particulars of the caller's firm.
///
/// # Errors
/// `NotSignedIn`, `NotAllowed`; wrong fields; `Changed` when somebody else did since; faults.
pub async fn change(call: &Call, revision: &str, form: &OrganisationForm) -> Result<(), Failure> {
    let person = call.caller.administrator()?;
    let revision: i64 = revision.parse().map_err(|_| AppError::Malformed)?;
    let mut problems = Problems::default();
    let has_zone = known_zone(&mut problems, &form.zone);
    let Some(draft) = form.parse(&mut problems).filter(|_| has_zone) else {
        return Err(problems.into());
    };
    let mut tx = call.state.store.begin_write().await?;
    organisations::organisation_update(&mut tx, person.organisation, revision, &draft).await?;
    let detail = json!({ "name": draft.fields().name, "revision": revision + 1 });
    audits::audit_append_outside(
        &mut tx,
        Some(person.organisation),
        Some(person.user),
        call.now,
        "organisation.change",
        detail,
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Who last changed the firm, for the one whose change came second.
///
/// # Errors
/// `NotSignedIn`; faults.
pub async fn last_change(call: &Call) -> Result<Option<String>, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let name = organisations::organisation_last_changed_by(&mut tx, person.organisation).await?;
    tx.commit().await?;
    Ok(name)
}

/// The IANA zones to choose from.
#[must_use]
pub fn list_zones() -> Vec<String> {
    zones()
}
