//! Rows of `cost_sheet` and `cost_build_up`. A firm's own build-up is read and written by the firm of the proof alone;
//! of the others' there is one statement, and it names no column but what they share.

use sqlx::Row;

use crate::domain::cost_sheet::CostSheet;
use crate::domain::cost_sheet::findings::{Cap, basis_of_words};
use crate::domain::cost_sheet::sharing::Sharing;
use crate::domain::cost_sheet::view::FirmTotals;
use crate::domain::id::OrganisationId;
use crate::domain::instant::Instant;
use crate::domain::money::Yen;
use crate::domain::requirement::RequirementValue;
use crate::error::AppError;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity, one_row};

/// Most limits that a notice states.
const MOST_CAPS: i64 = 20;

/// A sheet as kept.
#[derive(Debug, Clone, Default)]
pub struct CostSheetRow {
    /// The sheet.
    pub sheet: CostSheet,
    /// Counts up with each save; 0 when there is none yet.
    pub revision: i64,
}

/// A firm's own build-up as kept.
#[derive(Debug, Clone, Default)]
pub struct BuildUpRow {
    /// The sheet.
    pub sheet: CostSheet,
    /// What the partners see of it.
    pub sharing: Sharing,
    /// Counts up with each save; 0 when there is none yet.
    pub revision: i64,
}

/// The breakdown that the bid's papers print.
///
/// # Errors
/// Faults of the database.
pub async fn cost_sheet_find(connection: &mut Connection, access: &Access) -> Result<CostSheetRow, Failure> {
    let row = sqlx::query(
        "select body, revision
         from cost_sheet
         where bid_id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(CostSheetRow::default()) };
    let sheet = serde_json::from_str(&row.try_get::<String, _>("body")?)?;
    Ok(CostSheetRow { sheet, revision: row.try_get("revision")? })
}

/// Keeps the breakdown over the revision that was read; 0 when there was none.
///
/// # Errors
/// `Changed` when somebody else saved meanwhile; faults of the database.
pub async fn cost_sheet_save(
    connection: &mut Connection,
    access: &Access,
    row: &CostSheetRow,
    now: Instant,
) -> Result<(), Failure> {
    let statement = if row.revision == 0 {
        "insert into cost_sheet (bid_id, body, revision, saved_by, saved_at)
         values ($1, $2, $3 + 1, $4, $5)
         on conflict (bid_id) do nothing"
    } else {
        "update cost_sheet
         set body = $2, revision = revision + 1, saved_by = $4, saved_at = $5
         where bid_id = $1 and revision = $3"
    };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(serde_json::to_string(&row.sheet)?)
        .bind(row.revision)
        .bind(access.user().map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    one_row(&done)
}

/// The build-up of the caller's own firm; an empty one where there is none, and for the operator, who is of no firm.
///
/// # Errors
/// Faults of the database.
pub async fn build_up_find(connection: &mut Connection, access: &Access) -> Result<BuildUpRow, Failure> {
    let Some(own) = access.organisation() else { return Ok(BuildUpRow::default()) };
    let row = sqlx::query(
        "select body, sharing, revision
         from cost_build_up
         where bid_id = $1 and organisation_id = $2",
    )
    .bind(access.bid().to_string())
    .bind(own.to_string())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(BuildUpRow::default()) };
    let sharing = Sharing::parse(row.try_get("sharing")?);
    Ok(BuildUpRow {
        sheet: serde_json::from_str(&row.try_get::<String, _>("body")?)?,
        sharing: sharing.ok_or_else(|| Failure::fault("unknown sharing of a build-up"))?,
        revision: row.try_get("revision")?,
    })
}

/// Keeps the build-up of the caller's own firm over the revision that was read, and the totals that it shares.
///
/// # Errors
/// `Changed` when a colleague saved meanwhile; `NotAllowed` for the operator; faults of the database.
pub async fn build_up_save(
    connection: &mut Connection,
    access: &Access,
    row: &BuildUpRow,
    now: Instant,
) -> Result<(), Failure> {
    let own = access.organisation().ok_or(AppError::NotAllowed)?;
    let statement = if row.revision == 0 {
        "insert into cost_build_up (bid_id, organisation_id, body, sharing, shared, revision, saved_by, saved_at)
         values ($1, $2, $3, $4, $5, $6 + 1, $7, $8)
         on conflict (bid_id, organisation_id) do nothing"
    } else {
        "update cost_build_up
         set body = $3, sharing = $4, shared = $5, revision = revision + 1, saved_by = $7, saved_at = $8
         where bid_id = $1 and organisation_id = $2 and revision = $6"
    };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(own.to_string())
        .bind(serde_json::to_string(&row.sheet)?)
        .bind(row.sharing.code())
        .bind(serde_json::to_string(&row.sheet.shared(row.sharing))?)
        .bind(row.revision)
        .bind(access.user().map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    one_row(&done)
}

/// What each firm of the bid shares of its build-up.
///
/// # Errors
/// Faults of the database.
pub async fn build_up_totals(connection: &mut Connection, access: &Access) -> Result<Vec<FirmTotals>, Failure> {
    let rows = sqlx::query(
        "select c.organisation_id, c.shared, o.name
         from cost_build_up c
         join bid_organisation b on b.bid_id = c.bid_id and b.organisation_id = c.organisation_id
         join organisation o on o.id = c.organisation_id
         where c.bid_id = $1 and c.sharing <> 'nothing'
         order by b.added_at, o.id
         limit 50",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(FirmTotals {
                organisation: identity(row, "organisation_id", OrganisationId::parse)?,
                name: row.try_get("name")?,
                totals: serde_json::from_str(&row.try_get::<String, _>("shared")?)?,
            })
        })
        .collect()
}

/// The limits that the notice of the bid's tender states (見積限度額), with the basis that its words give.
///
/// # Errors
/// Faults of the database.
pub async fn price_cap_list(connection: &mut Connection, access: &Access) -> Result<Vec<Cap>, Failure> {
    let rows = sqlx::query(
        "select r.demand, r.words_ja, r.sentence
         from requirement r
         join bid b on b.tender_id = r.tender_id
         where b.id = $1 and r.kind = 'price_cap' and r.state = 'held'
         order by r.position
         limit $2 + 0",
    )
    .bind(access.bid().to_string())
    .bind(MOST_CAPS)
    .fetch_all(connection)
    .await?;
    let mut caps = Vec::new();
    for row in rows {
        let demand = serde_json::from_str(&row.try_get::<String, _>("demand")?)?;
        let RequirementValue::PriceCap { yen } = demand else { continue };
        let words: String = row.try_get("words_ja")?;
        let sentence: String = row.try_get("sentence")?;
        let basis = basis_of_words(&words).or_else(|| basis_of_words(&sentence));
        caps.push(Cap { amount: Yen(yen), basis });
    }
    Ok(caps)
}
