//! Demands of a tender: listing, adding, changing, leaving out, taking back, giving an order.

use crate::domain::id::{RequirementId, TenderId};
use crate::domain::problem::{Problem, Problems};
use crate::domain::requirement_form::{MOST_REQUIREMENTS, RequirementDraft, RequirementForm};
use crate::domain::tender::{Origin, RequirementState, TenderRequirements, TenderState};
use crate::domain::way::Way;
use crate::error::AppError;
use crate::server::access::tender::{to_confirmed, to_tender};
use crate::server::access::{Caller, TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, question_links, requirements, sources, tenders};

/// The demands of a confirmed tender.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn list(call: &Call, tender: TenderId) -> Result<TenderRequirements, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let row = tenders::tender_fetch(&mut tx, &access).await?;
    let list = requirements::requirement_list(&mut tx, &access).await?;
    let read_from = sources::source_list(&mut tx, &access).await?;
    let concerned = match &call.caller {
        Caller::SignedIn(person) => question_links::question_link_of_tender(&mut tx, person, tender).await?,
        Caller::Stranger | Caller::Operator(_) => Vec::new(),
    };
    tx.commit().await?;
    Ok(TenderRequirements {
        tender,
        title: row.facts.title,
        requirements: list,
        read_from,
        concerned,
        may_edit: access.is_own() && row.state == TenderState::Confirmed,
    })
}

/// Adds a demand that a person knows of.
///
/// # Errors
/// `Invalid` and those of access; faults of the database.
pub async fn add(call: &Call, tender: TenderId, form: &RequirementForm) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let draft = parsed(form)?;
    let list = requirements::requirement_list(&mut tx, &access).await?;
    // What was left out takes no room until the list of all could not be shown any more.
    let held = list.iter().filter(|one| one.state == RequirementState::Held).count();
    if held >= MOST_REQUIREMENTS || list.len() >= 2 * MOST_REQUIREMENTS {
        let most = MOST_REQUIREMENTS as i64;
        return Err(Failure::field("requirement[kind]", Problem::OutOfRange { least: 0, most }));
    }
    let held = RequirementState::Held;
    let id = requirements::requirement_insert(&mut tx, &access, &draft, None, Origin::Person, held).await?;
    finish(call, tx, &access, "requirement.add", id, Some(&draft)).await
}

/// Changes a demand that nobody else changed since it was read.
///
/// # Errors
/// `Invalid`, `Changed` and those of access; faults of the database.
pub async fn change(
    call: &Call,
    tender: TenderId,
    requirement: RequirementId,
    revision: i64,
    form: &RequirementForm,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let draft = parsed(form)?;
    requirements::requirement_update(&mut tx, &access, requirement, revision, &draft).await?;
    finish(call, tx, &access, "requirement.change", requirement, Some(&draft)).await
}

/// Leaves a demand out that nobody else changed since it was read; it can be taken back.
///
/// # Errors
/// `Changed` and those of access; faults of the database.
pub async fn leave_out(
    call: &Call,
    tender: TenderId,
    requirement: RequirementId,
    revision: i64,
) -> Result<(), Failure> {
    set(call, tender, requirement, revision, RequirementState::LeftOut).await
}

/// Takes a demand back that was left out.
///
/// # Errors
/// `Changed` and those of access; faults of the database.
pub async fn take_back(
    call: &Call,
    tender: TenderId,
    requirement: RequirementId,
    revision: i64,
) -> Result<(), Failure> {
    set(call, tender, requirement, revision, RequirementState::Held).await
}

/// Moves a demand past its neighbour of the same sort; at an end it stays.
///
/// # Errors
/// `Malformed`, `Changed` when it is not there, and those of access; faults of the database.
pub async fn shift(call: &Call, tender: TenderId, requirement: RequirementId, way: &str) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let way = Way::parse(way).ok_or(AppError::Malformed)?;
    requirements::requirement_lock(&mut tx, &access).await?;
    let list = requirements::requirement_list(&mut tx, &access).await?;
    let at = list.iter().position(|one| one.id == requirement).ok_or(AppError::Changed)?;
    let is_neighbour = |other: usize| {
        let (one, other) = (list.get(at), list.get(other));
        one.zip(other).is_some_and(|(one, other)| other.state == RequirementState::Held && other.kind() == one.kind())
    };
    let other = match way {
        Way::Up => (0..at).rev().find(|other| is_neighbour(*other)),
        Way::Down => (at + 1..list.len()).find(|other| is_neighbour(*other)),
    };
    let Some(other) = other else { return Ok(tx.commit().await?) };
    let mut order: Vec<RequirementId> = list.iter().map(|one| one.id).collect();
    order.swap(at, other);
    for (place, id) in order.into_iter().enumerate() {
        requirements::requirement_place(&mut tx, &access, id, place + 1).await?;
    }
    finish(call, tx, &access, "requirement.move", requirement, None).await
}

async fn set(
    call: &Call,
    tender: TenderId,
    requirement: RequirementId,
    revision: i64,
    state: RequirementState,
) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    requirements::requirement_state_put(&mut tx, &access, requirement, revision, state).await?;
    let deed = match state {
        RequirementState::LeftOut => "requirement.leave_out",
        RequirementState::Held => "requirement.take_back",
    };
    finish(call, tx, &access, deed, requirement, None).await
}

async fn begin(call: &Call, tender: TenderId) -> Result<(Tx, TenderAccess), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_confirmed(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    Ok((tx, access))
}

fn parsed(form: &RequirementForm) -> Result<RequirementDraft, Failure> {
    let mut problems = Problems::default();
    let draft = form.parse(&mut problems, |field| format!("requirement[{field}]"));
    draft.ok_or_else(|| problems.into())
}

async fn finish(
    call: &Call,
    mut tx: Tx,
    access: &TenderAccess,
    action: &str,
    requirement: RequirementId,
    draft: Option<&RequirementDraft>,
) -> Result<(), Failure> {
    let detail = serde_json::json!({
        "tender": access.tender(),
        "requirement": requirement,
        "kind": draft.map(|draft| draft.value.kind().code()),
        "ja": draft.map(|draft| draft.ja.as_str()),
    });
    audits::audit_append_of_tender(&mut tx, access, call.now, action, detail).await?;
    tx.commit().await?;
    Ok(())
}
