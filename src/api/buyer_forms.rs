//! The buyers' own forms of a bid.

use leptos::prelude::*;

use crate::domain::buyer_form::{AnswerInput, BuyerFormList, BuyerFormView};
use crate::domain::id::{BidId, BuyerFormId};
use crate::error::AppError;

/// The forms of a bid.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "buyer-forms/list")]
pub async fn list_buyer_forms(bid: BidId) -> Result<BuyerFormList, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::buyer_forms::list(&call, bid).await)
}

/// One form with its blanks.
///
/// # Errors
/// As every call on a bid.
#[server(prefix = "/api", endpoint = "buyer-forms/load")]
pub async fn load_buyer_form(bid: BidId, form: BuyerFormId) -> Result<BuyerFormView, AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::buyer_forms::load(&call, bid, form).await)
}

/// Confirms what goes into the blanks.
///
/// # Errors
/// As every call on a bid; `Changed` when somebody saved in between.
#[server(prefix = "/api", endpoint = "buyer-forms/save")]
pub async fn save_buyer_form(
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    #[server(default)] answers: Vec<AnswerInput>,
) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::buyer_forms::save(&call, bid, form, revision, answers).await)
}
