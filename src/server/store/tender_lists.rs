//! The list of tenders, page by page.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::TenderId;
use crate::domain::instant::Instant;
use crate::domain::notice::ProcedureKind;
use crate::domain::tender::{TenderFilter, TenderSummary};
use crate::server::access::SignedIn;
use crate::server::failure::Failure;
use crate::server::store::Connection;
use crate::server::store::tenders::state_of;

/// A place in the list: newest first, then by identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlace {
    /// When the last tender shown was made.
    pub created_at: Instant,
    /// Its identity.
    pub id: String,
}

/// The reader's tenders, newest first: those of the firm, and those of bids with a seat that reads.
///
/// # Errors
/// Faults of the database.
pub async fn tender_list(
    connection: &mut Connection,
    person: &SignedIn,
    which: TenderFilter,
    after: Option<&ListPlace>,
    now: Instant,
    limit: i64,
) -> Result<Vec<(TenderSummary, ListPlace)>, Failure> {
    let rows = sqlx::query(
        "select t.id, t.organisation_id, t.title, t.number, t.addressee, t.place, t.procedure_kind,
                t.state, t.discarded_at, t.created_at, d.kind, d.at_local
         from tender t
         left join deadline d on d.id = (
             select n.id from deadline n
             where n.tender_id = t.id and n.at >= $3
             order by n.at, n.id
             limit 1)
         where (t.organisation_id = $1
                or exists (
                    select 1 from bid b
                    join seat s on s.bid_id = b.id
                    where b.tender_id = t.id and s.user_id = $2 and s.role <> 'contributor'))
           and (t.created_at < $4 or (t.created_at = $4 and t.id < $5))
           and (t.discarded_at is null or $7 = 'discarded')
           and (t.discarded_at is not null or $7 <> 'discarded')
           and (t.state = 'proposed' or $7 <> 'to_confirm')
           and (t.state = 'confirmed' or ($7 <> 'open' and $7 <> 'past'))
           and (d.id is not null or $7 <> 'open'
                or not exists (select 1 from deadline p where p.tender_id = t.id))
           and ($7 <> 'past'
                or (d.id is null and exists (select 1 from deadline p where p.tender_id = t.id)))
         order by t.created_at desc, t.id desc
         limit $6 + 0",
    )
    .bind(person.organisation.to_string())
    .bind(person.user.to_string())
    .bind(now.0)
    .bind(after.map_or(i64::MAX, |place| place.created_at.0))
    .bind(after.map_or("", |place| place.id.as_str()))
    .bind(limit)
    .bind(which.code())
    .fetch_all(connection)
    .await?;
    rows.iter().map(|row| summary_of(row, person)).collect()
}

fn summary_of(row: &AnyRow, person: &SignedIn) -> Result<(TenderSummary, ListPlace), Failure> {
    let id: String = row.try_get("id")?;
    let owner: String = row.try_get("organisation_id")?;
    let kind: Option<String> = row.try_get("kind")?;
    let at: Option<String> = row.try_get("at_local")?;
    let next = kind.as_deref().and_then(MilestoneKind::parse).zip(at.as_deref().and_then(Moment::parse));
    let summary = TenderSummary {
        id: TenderId::parse(&id).ok_or_else(|| Failure::fault("a tender's identity is no identity"))?,
        title: row.try_get("title")?,
        number: row.try_get("number")?,
        addressee: row.try_get("addressee")?,
        place: row.try_get("place")?,
        procedure: ProcedureKind::parse(&row.try_get::<String, _>("procedure_kind")?),
        state: state_of(row)?,
        is_own: owner == person.organisation.to_string(),
        next,
    };
    Ok((summary, ListPlace { created_at: Instant(row.try_get("created_at")?), id }))
}
