//! The original of a notice, handed out again piece by piece.

use crate::domain::id::{TenderFileId, TenderId};
use crate::domain::tender::TenderFile;
use crate::error::AppError;
use crate::server::access::TenderAction;
use crate::server::access::tender::to_tender;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::{files, tender_files};

/// A file that the caller may read; only `open_file` makes one.
#[derive(Debug, Clone)]
pub struct OpenFile {
    /// What it is.
    pub file: TenderFile,
    hash: String,
}

/// Opens a file of a tender.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn open_file(call: &Call, tender: TenderId, file: TenderFileId) -> Result<OpenFile, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::Read).await?;
    let found = tender_files::tender_file_find(&mut tx, &access, file).await?;
    tx.commit().await?;
    let (file, hash) = found.ok_or(AppError::NotFound)?;
    Ok(OpenFile { file, hash })
}

/// One piece of an open file, from 0; `None` behind the last.
///
/// # Errors
/// Faults of the database.
pub async fn piece(state: &State, file: &OpenFile, number: i64) -> Result<Option<Vec<u8>>, Failure> {
    let mut tx = state.store.begin_read().await?;
    let bytes = files::file_piece(&mut tx, &file.hash, number).await?;
    tx.commit().await?;
    Ok(bytes)
}
