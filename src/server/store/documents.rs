//! Rows of `document`, and the rows of a bid from which papers are filled.

mod firms;
mod tender;
mod texts;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::document::{BidFacts, CopyKind, Honorific, SealPolicy};
use crate::domain::document_settings::DocumentSettings;
use crate::domain::instant::Instant;
use crate::domain::language::Language;
use crate::domain::money::Yen;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::Connection;

use tender::tender_facts;

pub use firms::{BidVentureRow, bid_firm_count, bid_member_firms, bid_member_list, bid_venture_find};
pub use tender::{BidDeadlineRow, BidTenderRow, bid_deadline_list, bid_tender_fetch};
pub use texts::{bid_field_values, bid_section_list};

/// A document's own settings.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// Code of the form.
    pub form: String,
    /// JSON of `DocumentSettings`.
    pub settings: String,
    /// Counts up with each save.
    pub revision: i64,
}

/// The settings of one document.
///
/// # Errors
/// Faults of the database.
pub async fn document_find(
    connection: &mut Connection,
    access: &Access,
    form: &str,
) -> Result<Option<DocumentRow>, Failure> {
    let row = sqlx::query(
        "select form, settings, revision
         from document
         where bid_id = $1 and form = $2",
    )
    .bind(access.bid().to_string())
    .bind(form)
    .fetch_optional(connection)
    .await?;
    row.as_ref().map(document_of).transpose()
}

/// The settings of every document of a bid.
///
/// # Errors
/// Faults of the database.
pub async fn document_list(connection: &mut Connection, access: &Access) -> Result<Vec<DocumentRow>, Failure> {
    let rows = sqlx::query(
        "select form, settings, revision
         from document
         where bid_id = $1
         order by form",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter().map(document_of).collect()
}

/// The amount that one of the papers states.
///
/// # Errors
/// Faults of the database.
pub async fn document_amount_find(connection: &mut Connection, access: &Access) -> Result<Option<Yen>, Failure> {
    for row in document_list(connection, access).await? {
        let settings: DocumentSettings = serde_json::from_str(&row.settings)?;
        if settings.amount.is_some() {
            return Ok(settings.amount);
        }
    }
    Ok(None)
}

/// The day of the paper that states the amount, when it is dated.
///
/// # Errors
/// Faults of the database; settings that cannot be read.
pub async fn document_day_find(connection: &mut Connection, access: &Access) -> Result<Option<NaiveDate>, Failure> {
    for row in document_list(connection, access).await? {
        let settings: DocumentSettings = serde_json::from_str(&row.settings)?;
        if settings.amount.is_some() {
            return Ok(settings.date);
        }
    }
    Ok(None)
}

fn document_of(row: &AnyRow) -> Result<DocumentRow, Failure> {
    Ok(DocumentRow {
        form: row.try_get("form")?,
        settings: row.try_get("settings")?,
        revision: row.try_get("revision")?,
    })
}

/// Saves the settings over the revision that was read; 0 is *none yet*. False when somebody else saved
/// in between.
///
/// # Errors
/// Faults of the database.
pub async fn document_save(
    connection: &mut Connection,
    access: &Access,
    document: &DocumentRow,
    now: Instant,
) -> Result<bool, Failure> {
    let statement = if document.revision == 0 {
        "insert into document (bid_id, form, settings, revision, saved_by, saved_at)
         values ($1, $2, $3, $4 + 1, $5, $6)
         on conflict (bid_id, form) do nothing"
    } else {
        "update document
         set settings = $3, revision = revision + 1, saved_by = $5, saved_at = $6
         where bid_id = $1 and form = $2 and revision = $4"
    };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(&document.form)
        .bind(&document.settings)
        .bind(document.revision)
        .bind(access.user().map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// What all papers of a bid share: its tender, its firms, its joint venture. The rest is empty.
///
/// # Errors
/// Faults of the database.
pub async fn bid_facts(
    connection: &mut Connection,
    access: &Access,
    tender: &BidTenderRow,
) -> Result<BidFacts, Failure> {
    let venture = bid_venture_find(connection, access).await?;
    let mut of_tender = tender_facts(tender);
    of_tender.is_works |= venture.as_ref().is_some_and(|venture| venture.is_for_works);
    Ok(BidFacts {
        tender: of_tender,
        honorific: Honorific::Sama,
        seal: SealPolicy::InUse,
        members: bid_member_list(connection, access).await?,
        joint_venture_name: venture.as_ref().map(|venture| venture.name.clone()),
        venture: venture.map(|venture| venture.facts).unwrap_or_default(),
        agent: None,
        date: None,
        amount: None,
        label: None,
        order: None,
        title: None,
        variant: None,
        copy: CopyKind::Original,
        records: Vec::new(),
        attachments: Vec::new(),
        costs: None,
        sections: Vec::new(),
        pictures: BTreeMap::new(),
        language: Language::Japanese,
    })
}
