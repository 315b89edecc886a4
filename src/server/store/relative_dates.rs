//! Rows of `relative_date`: dates that a notice gives only by another step.

use chrono::NaiveTime;
use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::deadline::MilestoneKind;
use crate::domain::id::RelativeDateId;
use crate::domain::notice::{Edge, Evidence, Offset, OffsetUnit};
use crate::domain::relative_form::{MOST_RELATIVE, RelativeDraft};
use crate::domain::tender::{Origin, RelativeDeadline};
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::places::{Place, small};
use crate::server::store::{Connection, Statement, identity, one_row};

/// How a time of day is kept.
const CLOCK: &str = "%H:%M";

/// Keeps a date behind those that are there.
///
/// # Errors
/// Faults of the database.
pub async fn relative_date_insert(
    connection: &mut Connection,
    access: &TenderAccess,
    draft: &RelativeDraft,
    evidence: Option<&Evidence>,
    origin: Origin,
) -> Result<RelativeDateId, Failure> {
    let id = RelativeDateId::fresh();
    let statement = sqlx::query(
        "insert into relative_date (id, tender_id, position, kind, edge, anchor, offset_count,
             offset_unit, time_of_day, printed, origin, sentence, source, text_start, text_end, page,
             revision)
         values ($1, $2,
             (select coalesce(max(r.position), 0) + 1 from relative_date r where r.tender_id = $2),
             $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1)",
    )
    .bind(id.to_string())
    .bind(access.tender().to_string());
    Place::of(evidence).bind(bound(statement, draft).bind(origin.code())).execute(connection).await?;
    Ok(id)
}

/// Changes a date that nobody changed since it was read; from then on it is a person's. The sentence stays, so that
/// the change can be compared with it.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn relative_date_update(
    connection: &mut Connection,
    access: &TenderAccess,
    date: RelativeDateId,
    revision: i64,
    draft: &RelativeDraft,
) -> Result<(), Failure> {
    let statement = sqlx::query(
        "update relative_date
         set kind = $4, edge = $5, anchor = $6, offset_count = $7, offset_unit = $8, time_of_day = $9,
             printed = $10, origin = 'person', revision = revision + 1
         where id = $1 and tender_id = $2 and revision = $3",
    )
    .bind(date.to_string())
    .bind(access.tender().to_string())
    .bind(revision);
    let changed = bound(statement, draft).execute(connection).await?;
    one_row(&changed)
}

/// Removes a date that nobody changed since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn relative_date_delete(
    connection: &mut Connection,
    access: &TenderAccess,
    date: RelativeDateId,
    revision: i64,
) -> Result<(), Failure> {
    let gone = sqlx::query("delete from relative_date where id = $1 and tender_id = $2 and revision = $3")
        .bind(date.to_string())
        .bind(access.tender().to_string())
        .bind(revision)
        .execute(connection)
        .await?;
    one_row(&gone)
}

/// The dates of a tender that hang on others, in the order of the notice.
///
/// # Errors
/// Faults of the database.
pub async fn relative_date_list(
    connection: &mut Connection,
    access: &TenderAccess,
) -> Result<Vec<RelativeDeadline>, Failure> {
    let rows = sqlx::query(
        "select id, kind, edge, anchor, offset_count, offset_unit, time_of_day, printed, sentence,
                source, page, origin, revision
         from relative_date
         where tender_id = $1
         order by position, id
         limit $2 + 0",
    )
    .bind(access.tender().to_string())
    .bind(i64::try_from(MOST_RELATIVE).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(date_of).collect()
}

fn date_of(row: &AnyRow) -> Result<RelativeDeadline, Failure> {
    let kind = |column: &str| -> Result<Option<MilestoneKind>, Failure> {
        Ok(MilestoneKind::parse(&row.try_get::<String, _>(column)?))
    };
    let edge: String = row.try_get("edge")?;
    let count: Option<i64> = row.try_get("offset_count")?;
    let unit = OffsetUnit::parse(&row.try_get::<String, _>("offset_unit")?);
    let offset =
        count.and_then(|count| i32::try_from(count).ok()).zip(unit).map(|(count, unit)| Offset { count, unit });
    Ok(RelativeDeadline {
        id: identity(row, "id", RelativeDateId::parse)?,
        kind: kind("kind")?,
        edge: Edge::parse(&edge).ok_or_else(|| Failure::fault("unknown edge of a date"))?,
        anchor: kind("anchor")?,
        offset,
        time: NaiveTime::parse_from_str(&row.try_get::<String, _>("time_of_day")?, CLOCK).ok(),
        printed: row.try_get("printed")?,
        sentence: row.try_get("sentence")?,
        source: small(row, "source")?,
        page: small(row, "page")?,
        origin: Origin::parse(&row.try_get::<String, _>("origin")?),
        revision: row.try_get("revision")?,
    })
}

/// Binds what a draft says: `kind, edge, anchor, offset_count, offset_unit, time_of_day, printed`.
fn bound<'q>(statement: Statement<'q>, draft: &'q RelativeDraft) -> Statement<'q> {
    statement
        .bind(draft.kind.map_or("", MilestoneKind::code))
        .bind(draft.edge.code())
        .bind(draft.anchor.map_or("", MilestoneKind::code))
        .bind(draft.offset.map(|offset| i64::from(offset.count)))
        .bind(draft.offset.map_or("", |offset| offset.unit.code()))
        .bind(draft.time.map(|time| time.format(CLOCK).to_string()).unwrap_or_default())
        .bind(&draft.printed)
}
