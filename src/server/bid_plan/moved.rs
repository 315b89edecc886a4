//! What dates would move in the plans of the bids for a tender.

use super::{computed, read};
use crate::domain::id::DeadlineId;
use crate::domain::plan::{MOST_MOVED, MovedDate, PlanMoves, moved_tasks, with_moved};
use crate::domain::seat::Action;
use crate::server::access::{TenderAccess, to_bid};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::Tx;
use crate::server::store::plans as rows;

/// What would move, bid by bid, on the open bids that the caller reads; bids of which nothing moves are left out.
///
/// # Errors
/// Faults of the database.
pub async fn moved(
    call: &Call,
    tx: &mut Tx,
    on_tender: &TenderAccess,
    dates: &[MovedDate],
) -> Result<Vec<PlanMoves>, Failure> {
    let dates = &dates[..dates.len().min(MOST_MOVED)];
    let mut found = Vec::new();
    for bid in rows::plan_bid_list(tx, on_tender).await? {
        let access = match to_bid(tx, &call.caller, bid, Action::Read).await {
            Ok(access) => access,
            Err(Failure::Refused(_)) => continue,
            Err(fault) => return Err(fault),
        };
        let before = read(call, tx, &access).await?;
        let mut after = before.clone();
        after.deadlines = with_moved(after.deadlines, dates, &after.office, DeadlineId::fresh);
        let (before, after) = (computed(call, &access, before), computed(call, &access, after));
        let tasks = moved_tasks(&before.tasks, &after.tasks);
        if !tasks.is_empty() {
            found.push(PlanMoves { bid, tasks });
        }
    }
    Ok(found)
}
