//! The buyers' own forms of a bid.

use leptos::prelude::*;

use crate::domain::buyer_form::{AddedInput, AnswerInput, BuyerFormList, BuyerFormView};
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

/// Adds a blank where none was found.
///
/// # Errors
/// As every call on a bid; `Changed` when somebody saved in between.
#[server(prefix = "/api", endpoint = "buyer-forms/add-blank")]
pub async fn add_form_blank(
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    #[server(default)] input: AddedInput,
) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::buyer_forms::add_blank(&call, bid, form, revision, input).await)
}

/// Takes a blank away that was added by hand.
///
/// # Errors
/// As every call on a bid; `Changed` when somebody saved in between.
#[server(prefix = "/api", endpoint = "buyer-forms/remove-blank")]
pub async fn remove_form_blank(bid: BidId, form: BuyerFormId, revision: i64, blank: String) -> Result<(), AppError> {
    use crate::server::{edge, services};
    let call = edge::enter()?;
    edge::leave(&call, services::buyer_forms::remove_blank(&call, bid, form, revision, blank).await)
}
