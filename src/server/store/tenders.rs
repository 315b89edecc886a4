//! Rows of `tender`.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{BidId, OrganisationId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::domain::notice::ProcedureKind;
use crate::domain::seat::Role;
use crate::domain::tender::{TenderFacts, TenderState, price_basis_code, price_basis_of};
use crate::server::access::TenderAccess;
use crate::server::failure::Failure;
use crate::server::store::{Connection, Statement, one_row, proposed_dates};

/// A seat on a bid that answers a tender.
#[derive(Debug, Clone, Copy)]
pub struct TenderSeatRow {
    /// What the seat is for.
    pub role: Role,
    /// Whether the bid is archived.
    pub is_archived: bool,
}

/// A tender that is about to be kept.
#[derive(Debug, Clone)]
pub struct NewTender {
    /// Its identity.
    pub id: TenderId,
    /// The firm that keeps it.
    pub organisation: OrganisationId,
    /// Its facts so far.
    pub facts: TenderFacts,
    /// How far it has come.
    pub state: TenderState,
    /// What tells the same notice again.
    pub fingerprint: String,
    /// What was read, as JSON.
    pub reading: String,
    /// The dates in it.
    pub proposed: Vec<(MilestoneKind, Moment)>,
    /// Who brought it.
    pub created_by: Option<UserId>,
}

/// A tender as kept.
#[derive(Debug, Clone)]
pub struct TenderRow {
    /// Its facts.
    pub facts: TenderFacts,
    /// How far it has come.
    pub state: TenderState,
    /// Counts changes.
    pub revision: i64,
}

/// The firm that keeps a tender. Used by `access` before any proof exists.
///
/// # Errors
/// Faults of the database.
pub async fn tender_owner(connection: &mut Connection, tender: TenderId) -> Result<Option<OrganisationId>, Failure> {
    let row = sqlx::query("select organisation_id from tender where id = $1")
        .bind(tender.to_string())
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let id: String = row.try_get("organisation_id")?;
    OrganisationId::parse(&id).map(Some).ok_or_else(|| Failure::fault("a tender's organisation cannot be read"))
}

/// The seats of a user on bids that answer a tender. Used by `access` before any proof exists.
///
/// # Errors
/// Faults of the database.
pub async fn tender_seats(
    connection: &mut Connection,
    tender: TenderId,
    user: UserId,
) -> Result<Vec<TenderSeatRow>, Failure> {
    let rows = sqlx::query(
        "select s.role, b.state
         from bid b
         join seat s on s.bid_id = b.id
         where b.tender_id = $1 and s.user_id = $2
         limit 200",
    )
    .bind(tender.to_string())
    .bind(user.to_string())
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let role: String = row.try_get("role")?;
            let state: String = row.try_get("state")?;
            Ok(TenderSeatRow {
                role: Role::parse(&role).ok_or_else(|| Failure::fault("unknown role in a seat"))?,
                is_archived: state == "archived",
            })
        })
        .collect()
}

/// The tender that a firm made from the same notice.
///
/// # Errors
/// Faults of the database.
pub async fn tender_by_fingerprint(
    connection: &mut Connection,
    organisation: OrganisationId,
    fingerprint: &str,
) -> Result<Option<TenderId>, Failure> {
    let row = sqlx::query("select id from tender where organisation_id = $1 and fingerprint = $2")
        .bind(organisation.to_string())
        .bind(fingerprint)
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(TenderId::parse(&row.try_get::<String, _>("id")?))
}

/// The firms that can keep a tender, at most two: for the operator, who may leave the choice out when
/// there is one.
///
/// # Errors
/// Faults of the database.
pub async fn tender_keepers(connection: &mut Connection) -> Result<Vec<OrganisationId>, Failure> {
    let rows = sqlx::query("select id from organisation order by created_at, id limit 2").fetch_all(connection).await?;
    let mut firms = Vec::with_capacity(rows.len());
    for row in rows {
        firms.extend(OrganisationId::parse(&row.try_get::<String, _>("id")?));
    }
    Ok(firms)
}

/// Keeps a new tender; false when the firm has one of the same notice.
///
/// # Errors
/// Faults of the database.
pub async fn tender_insert(connection: &mut Connection, tender: &NewTender, now: Instant) -> Result<bool, Failure> {
    let statement = sqlx::query(
        "insert into tender (id, organisation_id, title, number, addressee, addressee_name,
             procedure_kind, procedure_term, place, period, price_basis, state, fingerprint,
             proposal, proposed_dates, revision, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $17)
         on conflict (organisation_id, fingerprint) do nothing",
    )
    .bind(tender.id.to_string())
    .bind(tender.organisation.to_string());
    let kept = bound(statement, &tender.facts)
        .bind(tender.state.code())
        .bind(&tender.fingerprint)
        .bind(&tender.reading)
        .bind(proposed_dates::written(&tender.proposed))
        .bind(tender.created_by.map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(kept.rows_affected() == 1)
}

/// A tender's facts.
///
/// # Errors
/// Faults of the database.
pub async fn tender_fetch(connection: &mut Connection, access: &TenderAccess) -> Result<TenderRow, Failure> {
    let row = sqlx::query(
        "select title, number, addressee, addressee_name, procedure_kind, procedure_term, place,
                period, price_basis, state, discarded_at, revision
         from tender
         where id = $1",
    )
    .bind(access.tender().to_string())
    .fetch_one(connection)
    .await?;
    Ok(TenderRow {
        facts: TenderFacts {
            title: row.try_get("title")?,
            number: row.try_get("number")?,
            addressee: row.try_get("addressee")?,
            addressee_name: row.try_get("addressee_name")?,
            procedure: ProcedureKind::parse(&row.try_get::<String, _>("procedure_kind")?),
            procedure_term: row.try_get("procedure_term")?,
            place: row.try_get("place")?,
            period: row.try_get("period")?,
            price_basis: price_basis_of(&row.try_get::<String, _>("price_basis")?),
        },
        state: state_of(&row)?,
        revision: row.try_get("revision")?,
    })
}

/// Puts a proposal away that nobody changed since it was read.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn tender_discard(
    connection: &mut Connection,
    access: &TenderAccess,
    revision: i64,
    now: Instant,
) -> Result<(), Failure> {
    let changed = sqlx::query(
        "update tender
         set discarded_at = $3, discarded_by = $4, revision = revision + 1
         where id = $1 and revision = $2 and state = 'proposed' and discarded_at is null",
    )
    .bind(access.tender().to_string())
    .bind(revision)
    .bind(now.0)
    .bind(access.user().map(|user| user.to_string()))
    .execute(connection)
    .await?;
    one_row(&changed)
}

/// Takes a proposal back that was put away.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn tender_take_back(
    connection: &mut Connection,
    access: &TenderAccess,
    revision: i64,
) -> Result<(), Failure> {
    let changed = sqlx::query(
        "update tender
         set discarded_at = null, discarded_by = null, revision = revision + 1
         where id = $1 and revision = $2 and discarded_at is not null",
    )
    .bind(access.tender().to_string())
    .bind(revision)
    .execute(connection)
    .await?;
    one_row(&changed)
}

/// Writes the facts of a tender that nobody changed since it was read, and sets it confirmed. From a
/// proposal, only while it is one. Takes the tender's row as the lock.
///
/// # Errors
/// `Changed`; faults of the database.
pub async fn tender_update(
    connection: &mut Connection,
    access: &TenderAccess,
    facts: &TenderFacts,
    revision: i64,
    from: TenderState,
) -> Result<(), Failure> {
    let statement = sqlx::query(
        "update tender
         set title = $4, number = $5, addressee = $6, addressee_name = $7, procedure_kind = $8,
             procedure_term = $9, place = $10, period = $11, price_basis = $12,
             state = 'confirmed', revision = revision + 1
         where id = $1 and revision = $2 and state = $3 and discarded_at is null",
    )
    .bind(access.tender().to_string())
    .bind(revision)
    .bind(from.code());
    let changed = bound(statement, facts).execute(connection).await?;
    one_row(&changed)
}

/// The reader's bids that answer a tender.
///
/// # Errors
/// Faults of the database.
pub async fn tender_bids(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<BidId>, Failure> {
    let rows = sqlx::query(
        "select b.id
         from bid b
         join seat s on s.bid_id = b.id
         where b.tender_id = $1 and s.user_id = $2 and s.role <> 'contributor'
         order by b.created_at, b.id
         limit 20",
    )
    .bind(access.tender().to_string())
    .bind(access.user().map(|user| user.to_string()).unwrap_or_default())
    .fetch_all(connection)
    .await?;
    let mut bids = Vec::with_capacity(rows.len());
    for row in rows {
        bids.extend(BidId::parse(&row.try_get::<String, _>("id")?));
    }
    Ok(bids)
}

/// Binds the facts: `title, number, addressee, addressee_name, procedure_kind, procedure_term, place, period,
/// price_basis`.
fn bound<'q>(statement: Statement<'q>, facts: &'q TenderFacts) -> Statement<'q> {
    statement
        .bind(&facts.title)
        .bind(&facts.number)
        .bind(&facts.addressee)
        .bind(&facts.addressee_name)
        .bind(facts.procedure.map_or("", ProcedureKind::code))
        .bind(&facts.procedure_term)
        .bind(&facts.place)
        .bind(&facts.period)
        .bind(facts.price_basis.map_or("", price_basis_code))
}

/// How far the tender of a row has come.
///
/// # Errors
/// Faults of the database; a state that is none.
pub(super) fn state_of(row: &AnyRow) -> Result<TenderState, Failure> {
    if row.try_get::<Option<i64>, _>("discarded_at")?.is_some() {
        return Ok(TenderState::Discarded);
    }
    TenderState::parse(&row.try_get::<String, _>("state")?).ok_or_else(|| Failure::fault("unknown state of a tender"))
}
