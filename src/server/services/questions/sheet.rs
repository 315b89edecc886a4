//! A sheet of questions as .xlsx.

use super::{rows, sheet_of};
use crate::domain::id::BidId;
use crate::domain::seat::Action;
use crate::server::access;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::documents;
use crate::server::xlsx::{self, QuestionSheet};

/// A file to be handed out.
#[derive(Debug)]
pub struct SheetFile {
    /// Its name.
    pub name: String,
    /// The .xlsx.
    pub bytes: Vec<u8>,
}

/// The sheet that goes out next, or one that went out.
///
/// # Errors
/// As `access::to_bid` for `Export`.
pub async fn file(call: &Call, bid: BidId, round: Option<i64>) -> Result<SheetFile, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Export).await?;
    let questions = rows::question_list(&mut tx, &access).await?;
    let tender = documents::bid_tender_fetch(&mut tx, &access).await?;
    let members = documents::bid_member_list(&mut tx, &access).await?;
    let venture = documents::bid_venture_find(&mut tx, &access).await?;
    tx.commit().await?;
    let lead = members.into_iter().next().map(|member| member.name).unwrap_or_default();
    let sheet = QuestionSheet {
        subject: tender.title,
        proposer: venture.map_or(lead, |venture| venture.name),
        rows: sheet_of(&questions, round).into_iter().map(|(no, question)| (no, question.text.clone())).collect(),
        at: call.now,
    };
    let written = tokio::task::spawn_blocking(move || xlsx::write_questions(&sheet));
    let bytes = written.await.map_err(|error| Failure::Fault(Box::new(error)))?;
    let bytes = bytes.map_err(|fault| Failure::Fault(Box::new(fault)))?;
    Ok(SheetFile { name: "質問書.xlsx".to_owned(), bytes })
}
