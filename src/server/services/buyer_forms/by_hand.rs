//! Blanks that a person adds to a form, and takes away again. What goes into them is answered like that of all blanks.

use serde_json::json;

use super::answers::{self, Answers};
use super::{Opened, blocking, opened, place, refused};
use crate::domain::buyer_form::{AddedDraft, AddedInput, Answer, MOST_ADDED, PlaceRefusal};
use crate::domain::id::{BidId, BuyerFormId};
use crate::domain::seat::Action;
use crate::error::AppError;
use crate::server::access;
use crate::server::buyer_forms as engine;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::audits;
use crate::server::store::buyer_forms as rows;

/// Adds a blank over the revision that was read. The form is to be confirmed anew, for nobody has answered it yet.
///
/// # Errors
/// As every call on a bid; wrong fields; `BuyerForm` for a place where no blank can be, `Changed` when somebody saved in
/// between.
pub async fn add_blank(
    call: &Call,
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    input: AddedInput,
) -> Result<(), Failure> {
    change(call, bid, form, revision, "buyer_form.add_blank", move |open| {
        let draft = AddedDraft::parse(&input).map_err(AppError::Invalid)?;
        let by_hand = answers::added(&open.answers);
        if by_hand.len() >= MOST_ADDED {
            return Err(refused(&open.row.name, PlaceRefusal::TooMany.into()));
        }
        let added = engine::place(&open.bytes, &draft, &by_hand, &open.labels)
            .map_err(|problem| refused(&open.row.name, problem))?;
        let id = added.id();
        let mut answers = open.answers;
        answers.insert(id.clone(), Answer { added: Some(Box::new(added)), ..Answer::default() });
        Ok((id, answers))
    })
    .await
}

/// Takes a blank away that was added by hand.
///
/// # Errors
/// As every call on a bid; not found for any other blank, `Changed` when somebody saved in between.
pub async fn remove_blank(
    call: &Call,
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    blank: String,
) -> Result<(), Failure> {
    change(call, bid, form, revision, "buyer_form.remove_blank", move |open| {
        let mut answers = open.answers;
        answers.remove(&blank).filter(|answer| answer.added.is_some()).ok_or(AppError::NotFound)?;
        Ok((blank, answers))
    })
    .await
}

/// Saves what becomes of the answers; `work` tells the blank too.
async fn change(
    call: &Call,
    bid: BidId,
    form: BuyerFormId,
    revision: i64,
    deed: &str,
    work: impl FnOnce(Opened) -> Result<(String, Answers), Failure> + Send + 'static,
) -> Result<(), Failure> {
    let place = place(call).await?;
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid_later(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    let open = opened(call, &mut tx, &access, form).await?;
    tx.commit().await?;
    if open.row.revision != revision {
        return Err(AppError::Changed.into());
    }
    let name = open.row.name.clone();
    let (blank, answers) = blocking(place, move || work(open)).await?;
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDocuments).await?;
    if !rows::buyer_form_save(&mut tx, &access, form, &serde_json::to_string(&answers)?, false, revision).await? {
        return Err(AppError::Changed.into());
    }
    let next = revision.saturating_add(1);
    let detail = json!({ "form": form.to_string(), "name": name, "blank": blank, "revision": next });
    audits::audit_append(&mut tx, &access, call.now, deed, detail).await?;
    tx.commit().await?;
    Ok(())
}
