//! Server functions on the costs of a bid.

use leptos::prelude::*;

use crate::domain::cost_sheet::form::CostForm;
use crate::domain::cost_sheet::view::CostPage;
use crate::domain::id::BidId;
use crate::error::AppError;

/// One sheet: `shared`, which papers print, or `own`, which the caller's firm alone sees.
#[server(prefix = "/api", endpoint = "costs/open")]
pub async fn open_costs(bid: BidId, #[server(default)] side: String) -> Result<CostPage, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::costs::page(&call, bid, &side).await)
}

/// Takes the totals that the firms share into the shared sheet, for each firm that has no line in it.
#[server(prefix = "/api", endpoint = "costs/take-over")]
pub async fn take_over_totals(bid: BidId, revision: i64) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::costs::take_over(&call, bid, revision).await)
}

/// Saves a sheet as a whole.
#[server(prefix = "/api", endpoint = "costs/save")]
pub async fn save_costs(
    bid: BidId,
    #[server(default)] side: String,
    revision: i64,
    #[server(default)] sharing: String,
    #[server(default)] sheet: CostForm,
) -> Result<(), AppError> {
    use crate::server::services::costs::{SheetForm, save};
    let call = crate::server::edge::enter()?;
    let form = SheetForm { revision, sharing, sheet };
    crate::server::edge::leave(&call, save(&call, bid, &side, &form).await)
}
