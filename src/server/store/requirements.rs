//! Rows of `requirement`: the demands of a tender's notice.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::id::RequirementId;
use crate::domain::notice::Evidence;
use crate::domain::requirement_form::{MOST_REQUIREMENTS, RequirementDraft};
use crate::domain::tender::{Origin, Requirement, RequirementState};
use crate::server::access::{Access, TenderAccess};
use crate::server::failure::Failure;
use crate::server::store::places::{Place, Placed, place_put, small};
use crate::server::store::{Connection, Statement, identity, one_row};

/// Keeps a demand behind those that are there.
///
/// # Errors
/// Faults of the database.
pub async fn requirement_insert(
    connection: &mut Connection,
    access: &TenderAccess,
    draft: &RequirementDraft,
    evidence: Option<&Evidence>,
    origin: Origin,
    state: RequirementState,
) -> Result<RequirementId, Failure> {
    let id = RequirementId::fresh();
    let statement = sqlx::query(
        "insert into requirement (id, tender_id, position, kind, demand, words_ja, words_en,
             origin, state, sentence, source, text_start, text_end, page, revision)
         values ($1, $2,
             (select coalesce(max(r.position), 0) + 1 from requirement r where r.tender_id = $2),
             $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)",
    )
    .bind(id.to_string())
    .bind(access.tender().to_string());
    let statement = bound(statement, draft)?.bind(origin.code()).bind(state.code());
    Place::of(evidence).bind(statement).execute(connection).await?;
    Ok(id)
}

/// Changes a demand that nobody changed since it was read; from then on it is a person's. The sentence stays.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn requirement_update(
    connection: &mut Connection,
    access: &TenderAccess,
    requirement: RequirementId,
    revision: i64,
    draft: &RequirementDraft,
) -> Result<(), Failure> {
    let statement = sqlx::query(
        "update requirement
         set kind = $4, demand = $5, words_ja = $6, words_en = $7, origin = 'person',
             revision = revision + 1
         where id = $1 and tender_id = $2 and revision = $3",
    )
    .bind(requirement.to_string())
    .bind(access.tender().to_string())
    .bind(revision);
    let changed = bound(statement, draft)?.execute(connection).await?;
    one_row(&changed)
}

/// Puts what a newer text demands in the place of a demand that nobody changed since it was read; it is then
/// as the notice says, and its sentence the new one.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn requirement_replace(
    connection: &mut Connection,
    access: &TenderAccess,
    requirement: RequirementId,
    revision: i64,
    draft: &RequirementDraft,
    evidence: &Evidence,
) -> Result<(), Failure> {
    requirement_update(connection, access, requirement, revision, draft).await?;
    place_put(connection, access, Placed::Requirement, requirement.to_string(), evidence).await
}

/// Leaves a demand out, or takes it back.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn requirement_state_put(
    connection: &mut Connection,
    access: &TenderAccess,
    requirement: RequirementId,
    revision: i64,
    state: RequirementState,
) -> Result<(), Failure> {
    let changed = sqlx::query(
        "update requirement
         set state = $4, revision = revision + 1
         where id = $1 and tender_id = $2 and revision = $3",
    )
    .bind(requirement.to_string())
    .bind(access.tender().to_string())
    .bind(revision)
    .bind(state.code())
    .execute(connection)
    .await?;
    one_row(&changed)
}

/// Gives a demand another place.
///
/// # Errors
/// Faults of the database.
pub async fn requirement_place(
    connection: &mut Connection,
    access: &TenderAccess,
    requirement: RequirementId,
    position: usize,
) -> Result<(), Failure> {
    sqlx::query("update requirement set position = $3 where id = $1 and tender_id = $2")
        .bind(requirement.to_string())
        .bind(access.tender().to_string())
        .bind(i64::try_from(position).unwrap_or(i64::MAX))
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes the tender's row as the lock of what follows, so that places do not cross.
///
/// # Errors
/// Faults of the database.
pub async fn requirement_lock(connection: &mut Connection, access: &TenderAccess) -> Result<(), Failure> {
    sqlx::query("update tender set revision = revision where id = $1")
        .bind(access.tender().to_string())
        .execute(connection)
        .await?;
    Ok(())
}

/// The demands of a tender in order, those left out as well.
///
/// # Errors
/// Faults of the database.
pub async fn requirement_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<Requirement>, Failure> {
    let rows = sqlx::query(
        "select id, demand, words_ja, words_en, sentence, source, page, origin, state, revision
         from requirement
         where tender_id = $1
         order by position, id
         limit $2 + 0",
    )
    .bind(access.tender().to_string())
    .bind(i64::try_from(2 * MOST_REQUIREMENTS).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(requirement_of).collect()
}

/// The demands of a bid's tender that count, in order.
///
/// # Errors
/// Faults of the database.
pub async fn requirement_list_of_bid(
    connection: &mut Connection,
    access: &Access,
) -> Result<Vec<Requirement>, Failure> {
    let rows = sqlx::query(
        "select r.id, r.demand, r.words_ja, r.words_en, r.sentence, r.source, r.page, r.origin, r.state, r.revision
         from requirement r
         join bid b on b.tender_id = r.tender_id
         where b.id = $1 and r.state = 'held'
         order by r.position, r.id
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(i64::try_from(MOST_REQUIREMENTS).unwrap_or(i64::MAX))
    .fetch_all(connection)
    .await?;
    rows.iter().map(requirement_of).collect()
}

fn requirement_of(row: &AnyRow) -> Result<Requirement, Failure> {
    let state: String = row.try_get("state")?;
    Ok(Requirement {
        id: identity(row, "id", RequirementId::parse)?,
        value: serde_json::from_str(&row.try_get::<String, _>("demand")?)?,
        ja: row.try_get("words_ja")?,
        en: row.try_get("words_en")?,
        sentence: row.try_get("sentence")?,
        source: small(row, "source")?,
        page: small(row, "page")?,
        origin: Origin::parse(&row.try_get::<String, _>("origin")?),
        state: RequirementState::parse(&state).ok_or_else(|| Failure::fault("unknown state of a requirement"))?,
        revision: row.try_get("revision")?,
    })
}

/// Binds what a draft says: `kind, demand, words_ja, words_en`.
fn bound<'q>(statement: Statement<'q>, draft: &'q RequirementDraft) -> Result<Statement<'q>, Failure> {
    Ok(statement
        .bind(draft.value.kind().code())
        .bind(serde_json::to_string(&draft.value)?)
        .bind(&draft.ja)
        .bind(&draft.en))
}
