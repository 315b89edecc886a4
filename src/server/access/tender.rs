//! The proof that the caller may do one thing on one tender.
//!
//! A tender belongs to a firm; its people do everything. Who has a seat on a bid that answers it reads
//! it, and changes its dates where the seat allows. For everybody else it does not exist.

use crate::domain::id::{OrganisationId, TenderId, UserId};
use crate::domain::seat::Action;
use crate::domain::tender::TenderState;
use crate::error::AppError;
use crate::server::access::Caller;
use crate::server::failure::Failure;
use crate::server::store::Connection;
use crate::server::store::tenders::{self, TenderSeatRow};

/// What can be done on a tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TenderAction {
    /// See it, its dates and its files.
    Read,
    /// Confirm it, change its facts.
    EditFacts,
    /// Change its dates.
    EditDates,
}

/// Proof that the caller may do one thing on one tender.
#[derive(Debug, Clone)]
pub struct TenderAccess {
    tender: TenderId,
    owner: OrganisationId,
    user: Option<UserId>,
    is_own: bool,
    may_edit_dates: bool,
}

impl TenderAccess {
    /// The tender.
    #[must_use]
    pub const fn tender(&self) -> TenderId {
        self.tender
    }

    /// The firm that keeps it.
    #[must_use]
    pub const fn owner(&self) -> OrganisationId {
        self.owner
    }

    /// The caller; `None` is the operator.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        self.user
    }

    /// Whether the caller belongs to the firm that keeps it.
    #[must_use]
    pub const fn is_own(&self) -> bool {
        self.is_own
    }

    /// Whether the caller may change its dates (to show or hide a control).
    #[must_use]
    pub const fn may_edit_dates(&self) -> bool {
        self.may_edit_dates
    }

    const fn allows(&self, action: TenderAction) -> bool {
        match action {
            TenderAction::Read => true,
            TenderAction::EditFacts => self.is_own,
            TenderAction::EditDates => self.may_edit_dates,
        }
    }
}

/// Proves that the caller may do something on a tender.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for an outsider, `NotAllowed` by the seat; faults of the database.
pub async fn to_tender(
    connection: &mut Connection,
    caller: &Caller,
    tender: TenderId,
    action: TenderAction,
) -> Result<TenderAccess, Failure> {
    if matches!(caller, Caller::Stranger) {
        return Err(AppError::NotSignedIn.into());
    }
    let owner = tenders::tender_owner(connection, tender).await?.ok_or(AppError::NotFound)?;
    let access = match caller {
        Caller::SignedIn(person) if person.organisation != owner => {
            let seats = tenders::tender_seats(connection, tender, person.user).await?;
            by_seats(tender, owner, person.user, &seats)?
        }
        _ => TenderAccess { tender, owner, user: caller.user(), is_own: true, may_edit_dates: true },
    };
    if access.allows(action) { Ok(access) } else { Err(AppError::NotAllowed.into()) }
}

/// The same on a confirmed tender: before that, its rows are in the proposal.
///
/// # Errors
/// Those of `to_tender`; `Changed` when it is not confirmed, or not any more.
pub async fn to_confirmed(
    connection: &mut Connection,
    caller: &Caller,
    tender: TenderId,
    action: TenderAction,
) -> Result<TenderAccess, Failure> {
    let access = to_tender(connection, caller, tender, action).await?;
    match tenders::tender_fetch(connection, &access).await?.state {
        TenderState::Confirmed => Ok(access),
        TenderState::Proposed | TenderState::Discarded => Err(AppError::Changed.into()),
    }
}

fn by_seats(
    tender: TenderId,
    owner: OrganisationId,
    user: UserId,
    seats: &[TenderSeatRow],
) -> Result<TenderAccess, Failure> {
    if !seats.iter().any(|seat| seat.role.may(Action::Read)) {
        return Err(AppError::NotFound.into());
    }
    let may_edit_dates = seats.iter().any(|seat| seat.role.may(Action::EditDeadlines) && !seat.is_archived);
    Ok(TenderAccess { tender, owner, user: Some(user), is_own: false, may_edit_dates })
}
