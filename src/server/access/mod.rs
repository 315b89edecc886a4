//! Who is calling, and the proof that they may.
//!
//! An `Access` can only be made here. Someone without a seat gets *not found*, never *not allowed*:
//! an outsider cannot tell that a bid exists.

use crate::domain::id::{BidId, OrganisationId, SectionId, UserId};
use crate::domain::instant::Instant;
use crate::domain::seat::{Action, Role};
use crate::error::{AppError, Refusal};
use crate::server::failure::Failure;
use crate::server::store::{self, Connection};

pub mod calendar;
pub mod caller;
pub mod link;
pub mod password;
pub mod session;
pub mod tender;
pub mod token;

pub use calendar::CalendarAccess;
pub use caller::{Caller, SignedIn};
pub use tender::{TenderAccess, TenderAction};

/// Proof that the caller may do one thing on one bid.
#[derive(Debug, Clone)]
pub struct Access {
    bid: BidId,
    action: Action,
    role: Option<Role>,
    user: Option<UserId>,
    organisation: Option<OrganisationId>,
    section: Option<SectionId>,
}

impl Access {
    /// The bid.
    #[must_use]
    pub const fn bid(&self) -> BidId {
        self.bid
    }

    /// What was asked for.
    #[must_use]
    pub const fn action(&self) -> Action {
        self.action
    }

    /// The caller's role; `None` is the operator at the command line.
    #[must_use]
    pub const fn role(&self) -> Option<Role> {
        self.role
    }

    /// The caller; `None` is the operator.
    #[must_use]
    pub const fn user(&self) -> Option<UserId> {
        self.user
    }

    /// The caller's firm; `None` is the operator. Private figures are shown to their own firm only.
    #[must_use]
    pub const fn organisation(&self) -> Option<OrganisationId> {
        self.organisation
    }

    /// The one section that a contributor may see; `None` for everybody else.
    #[must_use]
    pub const fn only_section(&self) -> Option<SectionId> {
        self.section
    }

    /// The section, if the caller may see it: every reader of the bid, and the contributor whose it is.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn readable(&self, section: SectionId) -> Result<SectionId, Failure> {
        let is_open = self.also(Action::Read) || self.section == Some(section);
        if is_open { Ok(section) } else { Err(AppError::NotFound.into()) }
    }

    /// The section, if the caller may write it: every writer, and the contributor whose it is.
    ///
    /// # Errors
    /// `NotFound` for another contributor, `NotAllowed` for who only reads.
    pub fn writable(&self, section: SectionId) -> Result<SectionId, Failure> {
        self.readable(section)?;
        let may = self.also(Action::Write) || self.section == Some(section);
        if may { Ok(section) } else { Err(AppError::NotAllowed.into()) }
    }

    /// Whether the caller may also do something else on the same bid (to show or hide a control).
    #[must_use]
    pub fn also(&self, action: Action) -> bool {
        self.role.is_none_or(|role| role.may(action))
    }
}

/// Proves that the caller may do something on a bid.
///
/// # Errors
/// `NotSignedIn`, `NotFound` without a seat (and for a contributor beyond the one section), `NotAllowed` by the role, `Archived` for a change on an
/// archived bid; faults of the database.
pub async fn to_bid(
    connection: &mut Connection,
    caller: &Caller,
    bid: BidId,
    action: Action,
) -> Result<Access, Failure> {
    match caller {
        Caller::Stranger => Err(AppError::NotSignedIn.into()),
        Caller::Operator(_) => {
            if !store::seats::bid_exists(connection, bid).await? {
                return Err(AppError::NotFound.into());
            }
            Ok(Access { bid, action, role: None, user: None, organisation: None, section: None })
        }
        Caller::SignedIn(person) => {
            let mut seat = store::seats::seat_find(connection, bid, person.user).await?.ok_or(AppError::NotFound)?;
            if changes(action) && seat.role.may(action) {
                // What is changed waits for whoever changes the bid now, and is judged by the seat as it is then.
                store::seats::bid_lock(connection, bid).await?;
                seat = store::seats::seat_find(connection, bid, person.user).await?.ok_or(AppError::NotFound)?;
            }
            if !seat.role.may(action) {
                return Err(refusal(seat.role).into());
            }
            if seat.is_archived && changes(action) {
                return Err(Refusal::Archived.into());
            }
            Ok(Access {
                bid,
                action,
                role: Some(seat.role),
                user: Some(person.user),
                organisation: Some(person.organisation),
                section: matches!(seat.role, Role::Contributor).then_some(seat.section).flatten(),
            })
        }
    }
}

/// Proves by reading alone that the caller may change something later, so that no writer waits while a file is read.
/// Whoever changes it after that proves it once more.
///
/// # Errors
/// As `to_bid` for `Read`; `NotAllowed`, `Archived` as it would answer then.
pub async fn to_bid_later(
    connection: &mut Connection,
    caller: &Caller,
    bid: BidId,
    action: Action,
) -> Result<Access, Failure> {
    let access = to_bid(connection, caller, bid, Action::Read).await?;
    if !access.also(action) {
        return Err(AppError::NotAllowed.into());
    }
    // An archived bid is closed to seats only: the operator has none.
    if access.user.is_some() && store::bids::bid_head(connection, &access).await?.is_archived {
        return Err(Refusal::Archived.into());
    }
    Ok(access)
}

/// Proves that an administrator may take over a bid of their firm on which nobody coordinates any more. Locks the bid.
///
/// # Errors
/// `NotFound` for another firm's bid and for one that has a coordinator; faults of the database.
pub async fn to_orphaned_bid(
    connection: &mut Connection,
    administrator: &SignedIn,
    bid: BidId,
) -> Result<Access, Failure> {
    store::seats::bid_lock(connection, bid).await?;
    let is_theirs = store::seats::bid_is_orphan_of(connection, bid, administrator.organisation).await?;
    if !administrator.is_administrator || !is_theirs {
        return Err(AppError::NotFound.into());
    }
    Ok(Access {
        bid,
        action: Action::Archive,
        role: Some(Role::Coordinator),
        user: Some(administrator.user),
        organisation: Some(administrator.organisation),
        section: None,
    })
}

/// Proves for each bid on which a colleague has a seat that the administrator who removes their account may take it.
/// Locks the bids in the order of their identities: another firm may remove the bid's other coordinator in the same
/// moment. After the firm's own lock; whoever holds a bid never asks for a firm.
///
/// # Errors
/// `NotAllowed` for who does not administer; faults of the database.
pub async fn to_bids_of_colleague(
    connection: &mut Connection,
    administrator: &SignedIn,
    colleague: UserId,
) -> Result<Vec<Access>, Failure> {
    if !administrator.is_administrator {
        return Err(AppError::NotAllowed.into());
    }
    let bids = store::seats::seat_bids(connection, colleague).await?;
    let mut proofs = Vec::with_capacity(bids.len());
    for bid in bids {
        store::seats::bid_lock(connection, bid).await?;
        proofs.push(Access {
            bid,
            action: Action::Leave,
            role: Some(Role::Contributor),
            user: Some(administrator.user),
            organisation: Some(administrator.organisation),
            section: None,
        });
    }
    Ok(proofs)
}

/// Someone who may read the bid is told that they may not; a contributor knows of one section only.
const fn refusal(role: Role) -> AppError {
    if role.may(Action::Read) { AppError::NotAllowed } else { AppError::NotFound }
}

/// Gives a seat by an opened invitation and proves it, so that the trail of the bid has its entry.
///
/// # Errors
/// `NotFound` when the bid is gone, `Archived`, `SeatTaken`; faults of the database.
async fn take_seat(
    connection: &mut Connection,
    seat: &store::promised_seats::PromisedSeat,
    organisation: OrganisationId,
    now: Instant,
) -> Result<Access, Failure> {
    store::promised_seats::promised_seat_insert(connection, seat, organisation, now).await?;
    Ok(Access {
        bid: seat.bid,
        action: Action::Leave,
        role: Some(seat.role),
        user: Some(seat.user),
        organisation: Some(organisation),
        section: seat.section,
    })
}

/// Whether an action changes what an archived bid holds.
const fn changes(action: Action) -> bool {
    !matches!(
        action,
        Action::Read | Action::ReadAssigned | Action::Export | Action::ReadAudit | Action::Archive | Action::Leave
    )
}
