//! Rows of `paper_set` and `buyer_profile`: what people decided of a bid's papers, and what a firm keeps of it for the
//! buyer's next tender. A profile is its firm's alone, also on a bid that several firms share.

use sqlx::Row;

use crate::domain::id::{OrganisationId, RequirementId};
use crate::domain::instant::Instant;
use crate::domain::paper::{BuyerProfile, PaperPlan};
use crate::domain::requirement::RequirementValue;
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, identity};

/// The set as it is kept.
#[derive(Debug, Clone, Default)]
pub struct PaperSetRow {
    /// What was decided.
    pub plan: PaperPlan,
    /// Counts up with each save; 0 when nothing was saved yet.
    pub revision: i64,
}

/// A demand of the notice, as papers see it.
#[derive(Debug, Clone)]
pub struct BidDemandRow {
    /// Its identity.
    pub id: RequirementId,
    /// What is demanded.
    pub value: RequirementValue,
    /// Its words in Japanese.
    pub ja: String,
    /// In English; may be empty.
    pub en: String,
    /// The sentence behind it; empty when a person typed it.
    pub sentence: String,
}

/// A profile as it is kept.
#[derive(Debug, Clone)]
pub struct BuyerProfileRow {
    /// What it says.
    pub profile: BuyerProfile,
    /// When it was kept.
    pub saved_at: Instant,
}

/// The set of a bid.
///
/// # Errors
/// Faults of the database; a plan that cannot be read.
pub async fn paper_set_find(connection: &mut Connection, access: &Access) -> Result<PaperSetRow, Failure> {
    let row = sqlx::query("select plan, revision from paper_set where bid_id = $1")
        .bind(access.bid().to_string())
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(PaperSetRow::default()) };
    Ok(PaperSetRow {
        plan: serde_json::from_str(&row.try_get::<String, _>("plan")?)?,
        revision: row.try_get("revision")?,
    })
}

/// Saves the set over the revision that was read; 0 is *none yet*. False when somebody else saved in between.
///
/// # Errors
/// Faults of the database.
pub async fn paper_set_save(
    connection: &mut Connection,
    access: &Access,
    set: &PaperSetRow,
    now: Instant,
) -> Result<bool, Failure> {
    let statement = if set.revision == 0 {
        "insert into paper_set (bid_id, plan, revision, saved_by, saved_at)
         values ($1, $2, $3 + 1, $4, $5)
         on conflict (bid_id) do nothing"
    } else {
        "update paper_set
         set plan = $2, revision = revision + 1, saved_by = $4, saved_at = $5
         where bid_id = $1 and revision = $3"
    };
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(serde_json::to_string(&set.plan)?)
        .bind(set.revision)
        .bind(access.user().map(|user| user.to_string()))
        .bind(now.0)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// What the notice demands of papers, in order; what was left out does not count.
///
/// # Errors
/// Faults of the database; a demand that cannot be read.
pub async fn bid_demand_list(connection: &mut Connection, access: &Access) -> Result<Vec<BidDemandRow>, Failure> {
    let rows = sqlx::query(
        "select r.id, r.demand, r.words_ja, r.words_en, r.sentence
         from bid b
         join requirement r on r.tender_id = b.tender_id
         where b.id = $1 and r.state = 'held'
           and r.kind in ('form', 'copies', 'page_limit', 'type_size')
         order by r.position, r.id
         limit 400",
    )
    .bind(access.bid().to_string())
    .fetch_all(connection)
    .await?;
    rows.iter()
        .map(|row| {
            Ok(BidDemandRow {
                id: identity(row, "id", RequirementId::parse)?,
                value: serde_json::from_str(&row.try_get::<String, _>("demand")?)?,
                ja: row.try_get("words_ja")?,
                en: row.try_get("words_en")?,
                sentence: row.try_get("sentence")?,
            })
        })
        .collect()
}

/// What the caller's firm keeps of a buyer and a procedure.
///
/// # Errors
/// Faults of the database; a profile that cannot be read.
pub async fn buyer_profile_find(
    connection: &mut Connection,
    firm: OrganisationId,
    buyer: &str,
    procedure: &str,
) -> Result<Option<BuyerProfileRow>, Failure> {
    let row = sqlx::query(
        "select profile, saved_at
         from buyer_profile
         where organisation_id = $1 and buyer = $2 and procedure_code = $3",
    )
    .bind(firm.to_string())
    .bind(buyer)
    .bind(procedure)
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let profile = serde_json::from_str(&row.try_get::<String, _>("profile")?)?;
    Ok(Some(BuyerProfileRow { profile, saved_at: Instant(row.try_get("saved_at")?) }))
}

/// Keeps a profile in place of an earlier one of the same firm, buyer and procedure.
///
/// # Errors
/// Faults of the database.
pub async fn buyer_profile_save(
    connection: &mut Connection,
    access: &Access,
    firm: OrganisationId,
    buyer: &str,
    procedure: &str,
    profile: &BuyerProfile,
    now: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into buyer_profile (organisation_id, buyer, procedure_code, profile, revision, saved_by, saved_at)
         values ($1, $2, $3, $4, 1, $5, $6)
         on conflict (organisation_id, buyer, procedure_code) do update
         set profile = excluded.profile, revision = buyer_profile.revision + 1,
             saved_by = excluded.saved_by, saved_at = excluded.saved_at",
    )
    .bind(firm.to_string())
    .bind(buyer)
    .bind(procedure)
    .bind(serde_json::to_string(profile)?)
    .bind(access.user().map(|user| user.to_string()))
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(())
}
