//! Rows of `section_document` and `section_update`: the live document of a text and the journal of its edits.
//!
//! Numbers are given under the document's row, which stays locked until the end of the transaction: who sees a number
//! sees all before it.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::block::{self, Block};
use crate::domain::id::{BidId, SectionId, UserId};
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::error::AppError;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// Name of the text of a live document. Made for who may read the section, or from rows that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DocumentKey {
    bid: BidId,
    section: SectionId,
    language: Language,
}

impl DocumentKey {
    /// The bid.
    #[must_use]
    pub const fn bid(self) -> BidId {
        self.bid
    }

    /// The section.
    #[must_use]
    pub const fn section(self) -> SectionId {
        self.section
    }

    /// Which of its texts.
    #[must_use]
    pub const fn language(self) -> Language {
        self.language
    }
}

/// A document without its journal.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// Everything up to `snapshot_seq`.
    pub snapshot: Vec<u8>,
    /// The last number that the snapshot holds.
    pub snapshot_seq: i64,
    /// The last number given.
    pub seq: i64,
    /// The last number that the text's row shows.
    pub projected_seq: i64,
}

/// An edit.
#[derive(Debug, Clone)]
pub struct UpdateRow {
    /// Its number.
    pub seq: i64,
    /// The update.
    pub bytes: Vec<u8>,
}

/// The key of a text that the caller may read.
///
/// # Errors
/// `NotFound` when the section is not the bid's, or not open to the caller; faults of the database.
pub async fn document_key(
    connection: &mut Connection,
    access: &Access,
    section: SectionId,
    language: Language,
) -> Result<DocumentKey, Failure> {
    let found = sqlx::query("select id from section where id = $1 and bid_id = $2")
        .bind(access.readable(section)?.to_string())
        .bind(access.bid().to_string())
        .fetch_optional(connection)
        .await?;
    if found.is_none() {
        return Err(AppError::NotFound.into());
    }
    Ok(DocumentKey { bid: access.bid(), section, language })
}

/// The document of a text, if it has been written live.
///
/// # Errors
/// Faults of the database.
pub async fn document_find(connection: &mut Connection, key: DocumentKey) -> Result<Option<DocumentRow>, Failure> {
    let row = sqlx::query(
        "select snapshot, snapshot_seq, seq, projected_seq
         from section_document
         where section_id = $1 and language = $2",
    )
    .bind(key.section.to_string())
    .bind(key.language.tag())
    .fetch_optional(connection)
    .await?;
    row.map(|row| {
        Ok(DocumentRow {
            snapshot: row.try_get("snapshot")?,
            snapshot_seq: row.try_get("snapshot_seq")?,
            seq: row.try_get("seq")?,
            projected_seq: row.try_get("projected_seq")?,
        })
    })
    .transpose()
}

/// Locks the row of a text, so that of two who begin its document the second finds the first one's.
///
/// # Errors
/// Faults of the database.
pub async fn document_lock_text(connection: &mut Connection, key: DocumentKey) -> Result<(), Failure> {
    sqlx::query("update section_text set revision = revision where section_id = $1 and language = $2")
        .bind(key.section.to_string())
        .bind(key.language.tag())
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether the text of a document is there.
///
/// # Errors
/// Faults of the database.
pub async fn document_has_text(connection: &mut Connection, key: DocumentKey) -> Result<bool, Failure> {
    let found = sqlx::query("select language from section_text where section_id = $1 and language = $2")
        .bind(key.section.to_string())
        .bind(key.language.tag())
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Begins the document of a text.
///
/// # Errors
/// Faults of the database.
pub async fn document_insert(
    connection: &mut Connection,
    key: DocumentKey,
    snapshot: &[u8],
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into section_document (section_id, language, snapshot, written_at)
         values ($1, $2, $3, $4)
         on conflict (section_id, language) do nothing",
    )
    .bind(key.section.to_string())
    .bind(key.language.tag())
    .bind(snapshot)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// The edits after a number, in order, without those that could not be applied; those of one server left out.
///
/// # Errors
/// Faults of the database.
pub async fn update_list(
    connection: &mut Connection,
    key: DocumentKey,
    after: i64,
    not_of: Option<&str>,
) -> Result<Vec<UpdateRow>, Failure> {
    let rows = sqlx::query(
        "select seq, bytes
         from section_update
         where section_id = $1 and language = $2 and seq > $3 and is_bad = 0 and node <> $4
         order by seq",
    )
    .bind(key.section.to_string())
    .bind(key.language.tag())
    .bind(after)
    .bind(not_of.unwrap_or("-"))
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok(UpdateRow { seq: row.try_get("seq")?, bytes: row.try_get("bytes")? })).collect()
}

/// An edit to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewUpdate<'u> {
    /// Who made it; `None` is the operator.
    pub user: Option<UserId>,
    /// The update.
    pub bytes: &'u [u8],
}

/// Keeps edits in their order and tells the last one's number.
///
/// # Errors
/// `NotFound` when the document is gone; faults of the database.
pub async fn update_append(
    connection: &mut Connection,
    key: DocumentKey,
    node: &str,
    updates: &[NewUpdate<'_>],
    now: Instant,
) -> Result<i64, Failure> {
    let count = i64::try_from(updates.len()).unwrap_or(i64::MAX);
    let head = sqlx::query(
        "update section_document
         set seq = seq + $3, written_by = $4, written_at = $5
         where section_id = $1 and language = $2
         returning seq",
    )
    .bind(key.section.to_string())
    .bind(key.language.tag())
    .bind(count)
    .bind(updates.last().and_then(|update| update.user).map(|user| user.to_string()))
    .bind(now.0)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(head) = head else { return Err(AppError::NotFound.into()) };
    let last: i64 = head.try_get("seq")?;
    for (seq, update) in (last - count + 1..).zip(updates) {
        sqlx::query(
            "insert into section_update (section_id, language, seq, node, user_id, at, bytes)
             values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(key.section.to_string())
        .bind(key.language.tag())
        .bind(seq)
        .bind(node)
        .bind(update.user.map(|user| user.to_string()))
        .bind(now.0)
        .bind(update.bytes)
        .execute(&mut *connection)
        .await?;
    }
    Ok(last)
}

/// Locks a document until the transaction ends and tells its last number.
///
/// # Errors
/// Faults of the database.
pub async fn document_lock(connection: &mut Connection, key: DocumentKey) -> Result<(), Failure> {
    sqlx::query("update section_document set seq = seq where section_id = $1 and language = $2")
        .bind(key.section.to_string())
        .bind(key.language.tag())
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that an edit cannot be applied: the text does without it, and it stays to be looked at.
///
/// # Errors
/// Faults of the database.
pub async fn update_flag(connection: &mut Connection, key: DocumentKey, seq: i64) -> Result<(), Failure> {
    sqlx::query("update section_update set is_bad = 1 where section_id = $1 and language = $2 and seq = $3")
        .bind(key.section.to_string())
        .bind(key.language.tag())
        .bind(seq)
        .execute(connection)
        .await?;
    Ok(())
}

/// Puts a snapshot in the place of the edits up to a number, unless a later one is there.
///
/// # Errors
/// Faults of the database.
pub async fn document_compact(
    connection: &mut Connection,
    key: DocumentKey,
    snapshot: &[u8],
    upto: i64,
) -> Result<(), Failure> {
    let done = sqlx::query(
        "update section_document
         set snapshot = $3, snapshot_seq = $4
         where section_id = $1 and language = $2 and snapshot_seq < $4",
    )
    .bind(key.section.to_string())
    .bind(key.language.tag())
    .bind(snapshot)
    .bind(upto)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(());
    }
    sqlx::query("delete from section_update where section_id = $1 and language = $2 and seq <= $3 and is_bad = 0")
        .bind(key.section.to_string())
        .bind(key.language.tag())
        .bind(upto)
        .execute(connection)
        .await?;
    Ok(())
}

/// Shows a document in its text's row as it is after an edit, unless a later one is shown. The revision counts only
/// what changed.
///
/// # Errors
/// Faults of the database.
pub async fn document_project(
    connection: &mut Connection,
    key: DocumentKey,
    blocks: &[Block],
    upto: i64,
) -> Result<(), Failure> {
    let shown = sqlx::query(
        "update section_document
         set projected_seq = $3
         where section_id = $1 and language = $2 and projected_seq < $3
         returning written_by, written_at",
    )
    .bind(key.section.to_string())
    .bind(key.language.tag())
    .bind(upto)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(shown) = shown else { return Ok(()) };
    let (by, at): (Option<String>, i64) = (shown.try_get("written_by")?, shown.try_get("written_at")?);
    let characters = block::plain_text(blocks).chars().filter(|character| !character.is_whitespace()).count();
    sqlx::query(
        "update section_text
         set blocks = $3, characters = $4, saved_by = $5, saved_at = $6, revision = revision + 1
         where section_id = $1 and language = $2 and blocks <> $3",
    )
    .bind(key.section.to_string())
    .bind(key.language.tag())
    .bind(serde_json::to_string(blocks)?)
    .bind(i64::try_from(characters).unwrap_or(i64::MAX))
    .bind(by)
    .bind(at)
    .execute(connection)
    .await?;
    Ok(())
}

/// The texts of a bid whose rows do not show the last edits.
///
/// # Errors
/// Faults of the database.
pub async fn document_behind(connection: &mut Connection, access: &Access) -> Result<Vec<DocumentKey>, Failure> {
    let rows = sqlx::query(
        "select d.section_id, d.language
         from section s
         join section_document d on d.section_id = s.id
         where s.bid_id = $1 and d.projected_seq < d.seq
         order by d.section_id, d.language",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| key_of(row, access.bid())).collect()
}

fn key_of(row: &AnyRow, bid: BidId) -> Result<DocumentKey, Failure> {
    let language: String = row.try_get("language")?;
    Ok(DocumentKey {
        bid,
        section: identity(row, "section_id", SectionId::parse)?,
        language: Language::parse(&language).ok_or_else(|| Failure::fault("a text in an unknown language"))?,
    })
}

/// The documents that were written since an instant, each with its last number. For servers, which have their proofs
/// elsewhere.
///
/// # Errors
/// Faults of the database.
pub async fn document_written_since(
    connection: &mut Connection,
    since: Instant,
) -> Result<Vec<(DocumentKey, i64)>, Failure> {
    let rows = sqlx::query(
        "select d.section_id, d.language, d.seq, s.bid_id
         from section_document d
         join section s on s.id = d.section_id
         where d.written_at >= $1",
    )
    .bind(since.0)
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| Ok((key_of(row, identity(row, "bid_id", BidId::parse)?)?, row.try_get("seq")?))).collect()
}

/// What was approved and is written on is no longer what was approved.
///
/// # Errors
/// Faults of the database.
pub async fn document_reopen_section(connection: &mut Connection, key: DocumentKey) -> Result<(), Failure> {
    sqlx::query(
        "update section
         set state = 'draft', revision = revision + 1
         where id = $1 and state in ('empty', 'approved')",
    )
    .bind(key.section.to_string())
    .execute(connection)
    .await?;
    Ok(())
}

/// Tells the other servers of a commit, when it is one. PostgreSQL only.
///
/// # Errors
/// Faults of the database.
pub async fn document_notify(
    connection: &mut Connection,
    key: DocumentKey,
    seq: i64,
    node: &str,
) -> Result<(), Failure> {
    // The function's own answer is nothing, which no column can be.
    sqlx::query("select cast(count(*) as bigint) as told from pg_notify($1, $2)")
        .bind(CHANNEL)
        .bind(format!("{}.{}:{seq}:{node}", key.section, key.language.tag()))
        .execute(connection)
        .await?;
    Ok(())
}

/// Name of the channel on which servers tell each other.
pub const CHANNEL: &str = "musubi_live";

/// Which text another server wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The section.
    pub section: SectionId,
    /// Which of its texts.
    pub language: Language,
    /// Its last number then.
    pub seq: i64,
    /// The server.
    pub node: String,
}

impl Told {
    /// Reads what `document_notify` wrote.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':');
        let (section, language) = parts.next()?.split_once('.')?;
        let (seq, node) = (parts.next()?.parse().ok()?, parts.next()?.to_owned());
        Some(Self { section: SectionId::parse(section)?, language: Language::parse(language)?, seq, node })
    }
}
