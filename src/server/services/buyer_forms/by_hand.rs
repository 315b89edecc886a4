//! Blanks that a person adds to a form, and takes away again. What goes into them is answered like that of all blanks.

use super::answers::{self, Answers};
use super::{Change, change, refused};
use crate::domain::buyer_form::{AddedDraft, AddedInput, Answer, MOST_ADDED, PlaceRefusal};
use crate::domain::id::{BidId, BuyerFormId};
use crate::error::AppError;
use crate::server::buyer_forms as engine;
use crate::server::edge::Call;
use crate::server::failure::Failure;

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
        Ok(unconfirmed(answers, id))
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
        Ok(unconfirmed(answers, blank))
    })
    .await
}

fn unconfirmed(answers: Answers, blank: String) -> Change {
    Change { answers, is_confirmed: false, told: ("blank", blank.into()) }
}
