//! Rows of `tender`, `tender_fact` and `tender_file`.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::id::{BidId, OrganisationId, TenderFileId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::domain::notice::{Evidence, FactName, ProcedureKind};
use crate::domain::seat::Role;
use crate::domain::tender::{
    FactSource, Origin, TenderFacts, TenderFile, TenderFilter, TenderState, TenderSummary, fact_code, fact_of,
    price_basis_code, price_basis_of,
};
use crate::error::AppError;
use crate::server::access::{SignedIn, TenderAccess};
use crate::server::failure::Failure;
use crate::server::store::places::{Place, small};
use crate::server::store::{Connection, proposed_dates};

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

/// What was read of a notice, as kept.
#[derive(Debug, Clone)]
pub struct ReadingRow {
    /// How far the tender has come.
    pub state: TenderState,
    /// Counts changes.
    pub revision: i64,
    /// What was read, as JSON; empty when it was typed.
    pub reading: String,
}

/// A place in the list: newest first, then by identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListPlace {
    /// When the last tender shown was made.
    pub created_at: Instant,
    /// Its identity.
    pub id: String,
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
    let kept = sqlx::query(
        "insert into tender (id, organisation_id, title, number, addressee, addressee_name,
             procedure_kind, procedure_term, place, period, price_basis, state, fingerprint,
             proposal, proposed_dates, revision, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $17)
         on conflict (organisation_id, fingerprint) do nothing",
    )
    .bind(tender.id.to_string())
    .bind(tender.organisation.to_string())
    .bind(&tender.facts.title)
    .bind(&tender.facts.number)
    .bind(&tender.facts.addressee)
    .bind(&tender.facts.addressee_name)
    .bind(tender.facts.procedure.map_or("", ProcedureKind::code))
    .bind(&tender.facts.procedure_term)
    .bind(&tender.facts.place)
    .bind(&tender.facts.period)
    .bind(tender.facts.price_basis.map_or("", price_basis_code))
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

/// What was read of a tender's notice.
///
/// # Errors
/// Faults of the database.
pub async fn tender_reading(connection: &mut Connection, access: &TenderAccess) -> Result<ReadingRow, Failure> {
    let row = sqlx::query("select state, discarded_at, revision, proposal from tender where id = $1")
        .bind(access.tender().to_string())
        .fetch_one(connection)
        .await?;
    Ok(ReadingRow { state: state_of(&row)?, revision: row.try_get("revision")?, reading: row.try_get("proposal")? })
}

/// Takes the tender's row as the lock of a proposal that is read once more, and keeps what was read now.
///
/// # Errors
/// `Changed` when it is no proposal any more, or was changed since; faults of the database.
pub async fn tender_reading_put(
    connection: &mut Connection,
    access: &TenderAccess,
    revision: i64,
    facts: &TenderFacts,
    reading: &str,
    proposed: &[(MilestoneKind, Moment)],
) -> Result<(), Failure> {
    let changed = sqlx::query(
        "update tender
         set title = $3, addressee = $4, procedure_kind = $5, proposal = $6, proposed_dates = $7,
             revision = revision + 1
         where id = $1 and revision = $2 and state = 'proposed' and discarded_at is null",
    )
    .bind(access.tender().to_string())
    .bind(revision)
    .bind(&facts.title)
    .bind(&facts.addressee)
    .bind(facts.procedure.map_or("", ProcedureKind::code))
    .bind(reading)
    .bind(proposed_dates::written(proposed))
    .execute(connection)
    .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(AppError::Changed.into()) }
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
    if changed.rows_affected() == 1 { Ok(()) } else { Err(AppError::Changed.into()) }
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
    if changed.rows_affected() == 1 { Ok(()) } else { Err(AppError::Changed.into()) }
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
    let changed = sqlx::query(
        "update tender
         set title = $4, number = $5, addressee = $6, addressee_name = $7, procedure_kind = $8,
             procedure_term = $9, place = $10, period = $11, price_basis = $12,
             state = 'confirmed', revision = revision + 1
         where id = $1 and revision = $2 and state = $3 and discarded_at is null",
    )
    .bind(access.tender().to_string())
    .bind(revision)
    .bind(from.code())
    .bind(&facts.title)
    .bind(&facts.number)
    .bind(&facts.addressee)
    .bind(&facts.addressee_name)
    .bind(facts.procedure.map_or("", ProcedureKind::code))
    .bind(&facts.procedure_term)
    .bind(&facts.place)
    .bind(&facts.period)
    .bind(facts.price_basis.map_or("", price_basis_code))
    .execute(connection)
    .await?;
    if changed.rows_affected() == 1 { Ok(()) } else { Err(AppError::Changed.into()) }
}

/// Keeps the sentence behind a fact, in place of what was kept before.
///
/// # Errors
/// Faults of the database.
pub async fn tender_fact_put(
    connection: &mut Connection,
    access: &TenderAccess,
    name: FactName,
    value: &str,
    evidence: Option<&Evidence>,
    origin: Origin,
) -> Result<(), Failure> {
    sqlx::query("delete from tender_fact where tender_id = $1 and name = $2")
        .bind(access.tender().to_string())
        .bind(fact_code(name))
        .execute(&mut *connection)
        .await?;
    if value.is_empty() {
        return Ok(());
    }
    let statement = sqlx::query(
        "insert into tender_fact (tender_id, name, value, origin, sentence, source, text_start, text_end, page)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(access.tender().to_string())
    .bind(fact_code(name))
    .bind(value)
    .bind(origin.code());
    Place::of(evidence).bind(statement).execute(connection).await?;
    Ok(())
}

/// Makes a fact a person's, whose sentence stays for comparison.
///
/// # Errors
/// Faults of the database.
pub async fn tender_fact_change(
    connection: &mut Connection,
    access: &TenderAccess,
    name: FactName,
    value: &str,
) -> Result<(), Failure> {
    let changed =
        sqlx::query("update tender_fact set value = $3, origin = 'person' where tender_id = $1 and name = $2")
            .bind(access.tender().to_string())
            .bind(fact_code(name))
            .bind(value)
            .execute(&mut *connection)
            .await?;
    if changed.rows_affected() == 1 && !value.is_empty() {
        return Ok(());
    }
    tender_fact_put(connection, access, name, value, None, Origin::Person).await
}

/// The sentences behind a tender's facts.
///
/// # Errors
/// Faults of the database.
pub async fn tender_fact_list(connection: &mut Connection, access: &TenderAccess) -> Result<Vec<FactSource>, Failure> {
    let rows =
        sqlx::query("select name, sentence, source, page, origin from tender_fact where tender_id = $1 limit 50")
            .bind(access.tender().to_string())
            .fetch_all(connection)
            .await?;
    let mut sources = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(name) = fact_of(&row.try_get::<String, _>("name")?) else { continue };
        sources.push(FactSource {
            name,
            sentence: row.try_get("sentence")?,
            source: small(&row, "source")?,
            page: small(&row, "page")?,
            origin: Origin::parse(&row.try_get::<String, _>("origin")?),
        });
    }
    Ok(sources)
}

/// Ties a kept file to a tender that was just made.
///
/// # Errors
/// Faults of the database.
pub async fn tender_file_insert(
    connection: &mut Connection,
    tender: TenderId,
    file: &TenderFile,
    hash: &str,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into tender_file (id, tender_id, hash, name, media_type, size, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(file.id.to_string())
    .bind(tender.to_string())
    .bind(hash)
    .bind(&file.name)
    .bind(&file.media_type)
    .bind(i64::try_from(file.size).unwrap_or(i64::MAX))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}

/// One file of a tender, with the hash under which its bytes are kept.
///
/// # Errors
/// Faults of the database.
pub async fn tender_file_find(
    connection: &mut Connection,
    access: &TenderAccess,
    file: TenderFileId,
) -> Result<Option<(TenderFile, String)>, Failure> {
    let row = sqlx::query(
        "select f.id, f.name, f.media_type, f.size, f.hash
         from tender_file f
         where f.tender_id = $1 and f.id = $2
           and ($3 = 1 or not exists (
                select 1 from tender_source s
                join tender_change c on c.tender_id = s.tender_id and c.position = s.position
                where s.file_id = f.id and c.state in ('offered', 'withdrawn')))",
    )
    .bind(access.tender().to_string())
    .bind(file.to_string())
    .bind(i64::from(access.is_own()))
    .fetch_optional(connection)
    .await?;
    row.map(|row| Ok((file_of(&row)?, row.try_get("hash")?))).transpose()
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
         limit $6",
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

fn state_of(row: &AnyRow) -> Result<TenderState, Failure> {
    if row.try_get::<Option<i64>, _>("discarded_at")?.is_some() {
        return Ok(TenderState::Discarded);
    }
    TenderState::parse(&row.try_get::<String, _>("state")?).ok_or_else(|| Failure::fault("unknown state of a tender"))
}

fn file_of(row: &AnyRow) -> Result<TenderFile, Failure> {
    let id: String = row.try_get("id")?;
    let size: i64 = row.try_get("size")?;
    Ok(TenderFile {
        id: TenderFileId::parse(&id).ok_or_else(|| Failure::fault("a file's identity is no identity"))?,
        name: row.try_get("name")?,
        media_type: row.try_get("media_type")?,
        size: u64::try_from(size).unwrap_or_default(),
    })
}
