//! Records in a bid: its own entries, and what its firms choose of theirs. A firm sees of another what that has chosen,
//! and nothing else.

use crate::domain::deadline::MilestoneKind;
use crate::domain::demanded_period::DemandedPeriod;
use crate::domain::id::{BidId, OrganisationId, RecordId};
use crate::domain::record::{MOST_CHOSEN, RecordKind, RecordOwner};
use crate::domain::record_view::{BidKind, BidRecordKinds, BidRecords, FirmPart, Record};
use crate::domain::requirement::RequirementKind;
use crate::domain::seat::Action;
use crate::domain::tender::RequirementState;
use crate::domain::way::Way;
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{self, Access, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::records::{self, ChosenRow, Keeper};
use crate::server::store::{Tx, bids, deadlines, requirements};

use super::{Sent, kind_of, too_many};

/// The kind of which notices want some from the past years.
const REFERENCE: &str = "reference";

/// Every kind, with what the bid has of it.
///
/// # Errors
/// As `access::to_bid` for `Read`.
pub async fn kinds(call: &Call, bid: BidId) -> Result<BidRecordKinds, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let head = bids::bid_head(&mut tx, &access).await?;
    let firms = bids::bid_firms(&mut tx, &access).await?;
    let chosen = records::chosen_list(&mut tx, &access).await?;
    let counts = records::record_counts(&mut tx, &Keeper::Bid(access)).await?;
    tx.commit().await?;
    let of = |kind: &RecordKind| BidKind {
        kind: kind.clone(),
        count: counts.get(&kind.code).copied().unwrap_or_default(),
        chosen: firms
            .iter()
            .map(|firm| {
                let theirs = chosen.iter().filter(|row| row.organisation == firm.id && row.kind == kind.code);
                (firm.name.clone(), theirs.count())
            })
            .collect(),
    };
    let kinds = call.state.templates.records().map(of).collect();
    Ok(BidRecordKinds { head, kinds })
}

/// The first period that a demand for references names, looking back from the day of the notice.
async fn period(call: &Call, tx: &mut Tx, access: &Access) -> Result<Option<DemandedPeriod>, Failure> {
    let tender = deadlines::deadline_tender_of_bid(tx, access).await?;
    let on_tender = to_tender(tx, &call.caller, tender, TenderAction::Read).await?;
    let dates = deadlines::deadline_list_of_bid(tx, access).await?;
    let notice = dates.iter().find(|date| date.kind == MilestoneKind::Notice).map(|date| date.at.date);
    let as_of = notice.unwrap_or_else(|| call.now.in_japan().date());
    let demands = requirements::requirement_list(tx, &on_tender).await?;
    let held = demands.iter().filter(|one| one.kind() == RequirementKind::Experience);
    let mut held = held.filter(|one| one.state == RequirementState::Held);
    Ok(held.find_map(|one| DemandedPeriod::find(&one.ja, as_of).or_else(|| DemandedPeriod::find(&one.sentence, as_of))))
}

/// One kind in a bid: its own entries, or what each firm has chosen and the reader's firm may choose.
///
/// # Errors
/// As `access::to_bid` for `Read`; `NotFound` for an unknown kind.
pub async fn open(call: &Call, bid: BidId, kind: &str) -> Result<BidRecords, Failure> {
    let kind = call.state.templates.record(kind).ok_or(AppError::NotFound)?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let head = bids::bid_head(&mut tx, &access).await?;
    let may_edit = access.also(Action::EditDocuments) && !head.is_archived;
    let period = if kind.code == REFERENCE { period(call, &mut tx, &access).await? } else { None };
    let (mut own, mut firms, mut offered) = (Vec::new(), Vec::new(), Vec::new());
    match kind.owner {
        RecordOwner::Bid => own = records::record_list(&mut tx, &Keeper::Bid(access), &kind.code).await?,
        RecordOwner::Firm => {
            firms = parts(&mut tx, &access, kind).await?;
            if may_edit {
                offered = offered_to(call, &mut tx, kind, &firms).await?;
            }
        }
    }
    tx.commit().await?;
    Ok(BidRecords { head, kind: kind.clone(), records: own, firms, offered, period, may_edit })
}

/// What each firm has chosen.
async fn parts(tx: &mut Tx, access: &Access, kind: &RecordKind) -> Result<Vec<FirmPart>, Failure> {
    let rows = records::chosen_list(tx, access).await?;
    let of = |firm: OrganisationId| -> Vec<Record> {
        let theirs = rows.iter().filter(|row| row.organisation == firm && row.kind == kind.code);
        theirs.map(|row| row.record.clone()).collect()
    };
    let firms = bids::bid_firms(tx, access).await?;
    Ok(firms
        .into_iter()
        .map(|firm| FirmPart {
            organisation: firm.id,
            chosen: of(firm.id),
            name: firm.name,
            is_japanese: firm.is_japanese,
            is_own: access.organisation() == Some(firm.id),
        })
        .collect())
}

/// What the reader's own firm keeps and has not chosen.
async fn offered_to(call: &Call, tx: &mut Tx, kind: &RecordKind, firms: &[FirmPart]) -> Result<Vec<Record>, Failure> {
    let Some(own) = firms.iter().find(|firm| firm.is_own) else { return Ok(Vec::new()) };
    let keeper = Keeper::Firm(call.caller.person()?.clone());
    let kept = records::record_list(tx, &keeper, &kind.code).await?;
    Ok(kept.into_iter().filter(|record| !own.chosen.iter().any(|chosen| chosen.id == record.id)).collect())
}

/// Adds an entry to the bid.
///
/// # Errors
/// As `access::to_bid` for `EditDocuments`, and those of a firm's entry.
pub async fn add(call: &Call, bid: BidId, kind: &str, sent: &Sent) -> Result<(), Failure> {
    let (tx, keeper) = begin(call, bid).await?;
    super::insert(call, tx, &keeper, kind_of(call, kind, RecordOwner::Bid)?, sent).await
}

/// Changes an entry of the bid that nobody changed since it was read.
///
/// # Errors
/// As `add`, and `Changed`.
pub async fn change(
    call: &Call,
    bid: BidId,
    kind: &str,
    record: RecordId,
    revision: i64,
    sent: &Sent,
) -> Result<(), Failure> {
    let (tx, keeper) = begin(call, bid).await?;
    super::update(call, tx, &keeper, kind_of(call, kind, RecordOwner::Bid)?, record, revision, sent).await
}

/// Removes an entry of the bid.
///
/// # Errors
/// As `access::to_bid` for `EditDocuments`; `NotFound`, `Changed`.
pub async fn remove(call: &Call, bid: BidId, kind: &str, record: RecordId, revision: i64) -> Result<(), Failure> {
    let (tx, keeper) = begin(call, bid).await?;
    super::delete(call, tx, &keeper, kind_of(call, kind, RecordOwner::Bid)?, record, revision).await
}

/// Moves an entry: among the bid's own, or among those that the caller's firm has chosen of a kind.
///
/// # Errors
/// As `access::to_bid` for `EditDocuments`; `NotFound`, `Malformed`.
pub async fn shift(call: &Call, bid: BidId, kind: &str, record: RecordId, way: &str) -> Result<(), Failure> {
    let (tx, keeper) = begin(call, bid).await?;
    let kind = call.state.templates.record(kind).ok_or(AppError::NotFound)?;
    match (kind.owner, &keeper) {
        (RecordOwner::Firm, Keeper::Bid(access)) => shift_chosen(call, tx, access, kind, record, way).await,
        _ => super::place(call, tx, &keeper, kind, record, way).await,
    }
}

async fn shift_chosen(
    call: &Call,
    mut tx: Tx,
    access: &Access,
    kind: &RecordKind,
    record: RecordId,
    way: &str,
) -> Result<(), Failure> {
    let way = Way::parse(way).ok_or(AppError::Malformed)?;
    let own = access.organisation();
    let theirs = |row: &ChosenRow| Some(row.organisation) == own && row.kind == kind.code;
    let rows: Vec<ChosenRow> = records::chosen_list(&mut tx, access).await?.into_iter().filter(theirs).collect();
    let at = rows.iter().position(|row| row.record.id == record).ok_or(AppError::NotFound)?;
    let other = way.neighbour(at, rows.len()).and_then(|other| rows.get(other));
    let Some((one, other)) = rows.get(at).zip(other) else { return Ok(tx.commit().await?) };
    records::chosen_place(&mut tx, access, one.record.id, other.position).await?;
    records::chosen_place(&mut tx, access, other.record.id, one.position).await?;
    super::finish(call, tx, &Keeper::Bid(access.clone()), "record.order", kind, record).await
}

/// Chooses an entry of the caller's firm for the bid: from then on its seats may read it, and its papers print it.
///
/// # Errors
/// As `access::to_bid` for `EditDocuments`; `NotFound` for another firm's, `TooManyRecords`.
pub async fn choose(call: &Call, bid: BidId, kind: &str, record: RecordId) -> Result<(), Failure> {
    let (mut tx, access, kind) = begin_choice(call, bid, kind).await?;
    let own = own_firm(&mut tx, &access).await?;
    if records::chosen_list(&mut tx, &access).await?.len() >= MOST_CHOSEN {
        return Err(too_many(MOST_CHOSEN));
    }
    records::record_expect(&mut tx, &Keeper::Firm(call.caller.person()?.clone()), &kind.code, record).await?;
    records::chosen_insert(&mut tx, &access, own, record, call.now).await?;
    super::finish(call, tx, &Keeper::Bid(access), "record.choose", kind, record).await
}

/// Takes an entry of the caller's firm out of the bid.
///
/// # Errors
/// As `access::to_bid` for `EditDocuments`; `NotFound` for what the firm has not chosen.
pub async fn leave_out(call: &Call, bid: BidId, kind: &str, record: RecordId) -> Result<(), Failure> {
    let (mut tx, access, kind) = begin_choice(call, bid, kind).await?;
    let own = own_firm(&mut tx, &access).await?;
    records::chosen_delete(&mut tx, &access, own, record).await?;
    super::finish(call, tx, &Keeper::Bid(access), "record.leave_out", kind, record).await
}

async fn begin(call: &Call, bid: BidId) -> Result<(Tx, Keeper), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    Ok((tx, Keeper::Bid(access)))
}

async fn begin_choice<'c>(call: &'c Call, bid: BidId, kind: &str) -> Result<(Tx, Access, &'c RecordKind), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    Ok((tx, access, kind_of(call, kind, RecordOwner::Firm)?))
}

/// The caller's firm, which works on the bid.
async fn own_firm(tx: &mut Tx, access: &Access) -> Result<OrganisationId, Failure> {
    let firms = bids::bid_firms(tx, access).await?;
    let own = access.organisation().filter(|own| firms.iter().any(|firm| firm.id == *own));
    own.ok_or_else(|| AppError::NotAllowed.into())
}
