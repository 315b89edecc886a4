//! Files of what was spoken with contacts: taken in by their content, handed out to whoever reads the entry, removed.

use serde_json::json;

use crate::domain::engagement_file::{EngagementFile, FILE_LONGEST, FileSort, MOST_FILES};
use crate::domain::id::{EngagementFileId, EngagementId};
use crate::domain::seat::Action;
use crate::domain::text::Line;
use crate::error::{AppError, Refusal};
use crate::server::access::{self, Access, SignedIn};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::state::State;
use crate::server::store::engagement_files::EngagementFileRow;
use crate::server::store::{Tx, audits, contacts, engagement_files, engagements, files};

/// A file that was sent.
#[derive(Debug, Clone)]
pub struct Sent {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether the bid's other firms are to see it.
    pub is_shared: bool,
}

/// Whether the caller may add files to an entry: nobody makes the server read what they may not add.
///
/// # Errors
/// `NotSignedIn`, `NotFound` for another firm's entry and for one of a bid without a seat; with a bid as
/// `access::to_bid` for `EditContacts`.
pub async fn may_add(call: &Call, engagement: EngagementId) -> Result<(), Failure> {
    let (tx, _) = begin(call, engagement).await?;
    Ok(tx.rollback().await?)
}

/// Keeps a file with an entry of the caller's firm.
///
/// # Errors
/// As `may_add`; `FileSort`, `FilesTooLarge`, `TooManyRecords`; faults of the database.
pub async fn add(call: &Call, engagement: EngagementId, sent: Sent) -> Result<(), Failure> {
    let person = call.caller.person()?;
    if sent.bytes.len() > FILE_LONGEST {
        return Err(Refusal::FilesTooLarge { limit: FILE_LONGEST as u64 }.into());
    }
    let sort = FileSort::read(&sent.name, &sent.bytes).ok_or(Refusal::FileSort)?;
    let name = Line::<200>::parse(&sent.name).map_err(|_| Refusal::FileSort)?;
    let (mut tx, access) = begin(call, engagement).await?;
    // Who is just being erased leaves no file behind that comes a moment later; nor do two files pass the limit.
    let with = engagements::engagement_contact_ids(&mut tx, person, engagement).await?;
    if contacts::contact_hold(&mut tx, person, &with).await? == 0 {
        return Err(AppError::NotFound.into());
    }
    if engagement_files::engagement_file_count(&mut tx, person, engagement).await? >= i64::from(MOST_FILES) {
        return Err(Refusal::TooManyRecords { most: MOST_FILES }.into());
    }
    let hash = files::file_keep(&mut tx, &sent.bytes, call.now).await?;
    let file = EngagementFile {
        id: EngagementFileId::fresh(),
        name: name.into(),
        media_type: sort.content_type().to_owned(),
        size: sent.bytes.len() as u64,
        is_shared: sent.is_shared,
    };
    let id = file.id;
    let row = EngagementFileRow { hash, file };
    engagement_files::engagement_file_insert(&mut tx, person, engagement, &row, call.now).await?;
    finish(call, tx, person, access, "engagement.add_file", engagement, id).await
}

/// Removes a file from an entry of the caller's firm, with its bytes where nothing else holds them.
///
/// # Errors
/// As `may_add`; `NotFound`; faults of the database.
pub async fn remove(call: &Call, engagement: EngagementId, file: EngagementFileId) -> Result<(), Failure> {
    let person = call.caller.person()?;
    let (mut tx, access) = begin(call, engagement).await?;
    let row = engagement_files::engagement_file_find(&mut tx, person, engagement, file).await?;
    let row = row.ok_or(AppError::NotFound)?;
    engagement_files::engagement_file_delete(&mut tx, engagement, &row).await?;
    finish(call, tx, person, access, "engagement.remove_file", engagement, file).await
}

/// A file that the caller may read; only `open` makes one.
#[derive(Debug, Clone)]
pub struct OpenAttachment {
    /// What it is.
    pub file: EngagementFile,
    hash: String,
}

/// Opens a file: of the caller's firm where they may know of the entry; of another firm of a bid where that firm shows
/// the entry and marked the file.
///
/// # Errors
/// `NotSignedIn`, `NotFound`; faults of the database.
pub async fn open(call: &Call, engagement: EngagementId, file: EngagementFileId) -> Result<OpenAttachment, Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_read().await?;
    let mut found = engagement_files::engagement_file_find(&mut tx, person, engagement, file).await?;
    if found.is_none()
        && let Some(bid) = engagements::engagement_bid_of_any(&mut tx, engagement).await?
    {
        let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await.map_err(hidden)?;
        found = engagement_files::engagement_file_find_shown(&mut tx, &access, engagement, file).await?;
    }
    tx.commit().await?;
    let EngagementFileRow { hash, file } = found.ok_or(AppError::NotFound)?;
    Ok(OpenAttachment { file, hash })
}

/// One piece of an open file, from 0; `None` behind the last.
///
/// # Errors
/// Faults of the database.
pub async fn piece(state: &State, open: &OpenAttachment, number: i64) -> Result<Option<Vec<u8>>, Failure> {
    let mut tx = state.store.begin_read().await?;
    let bytes = files::file_piece(&mut tx, &open.hash, number).await?;
    tx.commit().await?;
    Ok(bytes)
}

/// Whether there is such an entry is nobody's business who may not read it.
fn hidden(failure: Failure) -> Failure {
    match failure {
        Failure::Refused(AppError::NotAllowed) => AppError::NotFound.into(),
        other => other,
    }
}

async fn begin(call: &Call, engagement: EngagementId) -> Result<(Tx, Option<Access>), Failure> {
    let person = call.caller.person()?;
    let mut tx = call.state.store.begin_write().await?;
    let access = match engagements::engagement_bid(&mut tx, person, engagement).await? {
        Some(bid) => Some(access::to_bid(&mut tx, &call.caller, bid, Action::EditContacts).await?),
        None => None,
    };
    Ok((tx, access))
}

/// The trail names neither the file nor with whom it is: identities alone.
async fn finish(
    call: &Call,
    mut tx: Tx,
    person: &SignedIn,
    access: Option<Access>,
    deed: &str,
    engagement: EngagementId,
    file: EngagementFileId,
) -> Result<(), Failure> {
    let detail = json!({ "engagement": engagement, "file": file });
    match access {
        Some(access) => {
            audits::audit_append(&mut tx, &access, call.now, deed, detail).await?;
            tx.commit().await?;
            Ok(())
        }
        None => super::finish(call, tx, person, deed, detail).await,
    }
}
