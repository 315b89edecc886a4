//! Texts in which the name of one of a firm's contacts may stand and which are not among its contacts: those of bids, which
//! belong to all its firms, and the firm's own data for papers. They are read, and never rewritten here.

use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use crate::domain::contact_erasing::KeptSort;
use crate::domain::contact_view::Named;
use crate::domain::id::BidId;
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Texts that are read at once.
const AT_ONCE: i64 = 500;

/// One text.
#[derive(Debug, Clone)]
pub struct KeptTextRow {
    /// Its place in the order in which they are read.
    pub place: (String, String),
    /// Its bid; none for the firm's own data.
    pub bid: Option<Named<BidId>>,
    /// What was written, plainly.
    pub words: String,
    /// What was written, as JSON; empty for none.
    pub fields: String,
}

/// The next texts of one sort behind a place, of bids on which the reader has a seat; none when there are no more.
///
/// # Errors
/// Faults of the database.
pub async fn kept_text_page(
    connection: &mut Connection,
    person: &SignedIn,
    sort: KeptSort,
    after: Option<&(String, String)>,
) -> Result<Vec<KeptTextRow>, Failure> {
    let of_bid = |columns: &str, table: &str, item: &str| {
        format!(
            "select x.bid_id as at_bid, {item} as at_item, x.bid_id, coalesce(t.title, '') as bid_title, {columns}
             from {table} x
             join seat s on s.bid_id = x.bid_id and s.user_id = $1 and s.role <> 'contributor'
             join bid b on b.id = x.bid_id
             join tender t on t.id = b.tender_id
             where $2 <> '' and (x.bid_id > $3 or (x.bid_id = $3 and {item} > $4))
             order by x.bid_id, {item}
             limit $5 + 0"
        )
    };
    let statement = match sort {
        KeptSort::Decision => of_bid("x.reason as words, x.scores as fields", "bid_decision", "x.bid_id"),
        KeptSort::Plan => of_bid("x.title || ' ' || x.note as words, '' as fields", "plan_task", "x.code"),
        KeptSort::Question => of_bid("'' as words, x.fields", "question", "x.id"),
        KeptSort::BidRecord => of_bid("'' as words, x.fields", "record", "x.id"),
        KeptSort::FirmRecord => "select '' as at_bid, x.id as at_item, x.bid_id, '' as bid_title, '' as words, x.fields
             from record x
             where $1 <> '' and x.organisation_id = $2 and $3 = '' and x.id > $4
             order by x.id
             limit $5 + 0"
            .to_owned(),
    };
    let (bid, item) = after.cloned().unwrap_or_default();
    let rows = sqlx::query(AssertSqlSafe(statement))
        .bind(person.user.to_string())
        .bind(person.organisation.to_string())
        .bind(bid)
        .bind(item)
        .bind(AT_ONCE)
        .fetch_all(connection)
        .await?;
    rows.iter().map(row_of).collect()
}

fn row_of(row: &AnyRow) -> Result<KeptTextRow, Failure> {
    let bid: Option<String> = row.try_get("bid_id")?;
    let name: String = row.try_get("bid_title")?;
    Ok(KeptTextRow {
        place: (row.try_get("at_bid")?, row.try_get("at_item")?),
        bid: bid.as_deref().and_then(BidId::parse).map(|id| Named { id, name }),
        words: row.try_get("words")?,
        fields: row.try_get("fields")?,
    })
}
