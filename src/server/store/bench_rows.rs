//! Rows that only the measuring needs to make directly: a firm, its people, confirmed tenders with dates.

use crate::domain::deadline::MilestoneKind;
use crate::domain::id::{DeadlineId, OrganisationId, TenderId, UserId};
use crate::domain::instant::Instant;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// Keeps a firm.
///
/// # Errors
/// Faults of the database.
pub async fn bench_organisation_insert(
    connection: &mut Connection,
    id: OrganisationId,
    kind: &str,
    name: &str,
) -> Result<(), Failure> {
    sqlx::query("insert into organisation (id, kind, name, created_at) values ($1, $2, $3, 0)")
        .bind(id.to_string())
        .bind(kind)
        .bind(name)
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps an account without a password: it can be used by its session only.
///
/// # Errors
/// Faults of the database.
pub async fn bench_account_insert(
    connection: &mut Connection,
    user: UserId,
    organisation: OrganisationId,
    name: &str,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into user_account (id, organisation_id, email, name, language, zone, password_hash, created_at)
         values ($1, $2, $3, $4, 'ja', 'Asia/Tokyo', '', 0)",
    )
    .bind(user.to_string())
    .bind(organisation.to_string())
    .bind(format!("{user}@example.jp"))
    .bind(name)
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a confirmed tender.
///
/// # Errors
/// Faults of the database.
pub async fn bench_tender_insert(
    connection: &mut Connection,
    tender: TenderId,
    organisation: OrganisationId,
    title: &str,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into tender (id, organisation_id, title, addressee, procedure_term, state, fingerprint, created_at)
         values ($1, $2, $3, 'みなと市長', '公募型プロポーザル', 'confirmed', $1, 0)",
    )
    .bind(tender.to_string())
    .bind(organisation.to_string())
    .bind(title)
    .execute(connection)
    .await?;
    Ok(())
}

/// Keeps a date of a tender.
///
/// # Errors
/// Faults of the database.
pub async fn bench_deadline_insert(
    connection: &mut Connection,
    tender: TenderId,
    kind: MilestoneKind,
    local: &str,
    at: Instant,
) -> Result<(), Failure> {
    sqlx::query(
        "insert into deadline (id, tender_id, kind, at_local, at, certainty, origin)
         values ($1, $2, $3, $4, $5, 'fixed', 'notice')",
    )
    .bind(DeadlineId::fresh().to_string())
    .bind(tender.to_string())
    .bind(kind.code())
    .bind(local)
    .bind(at.0)
    .execute(connection)
    .await?;
    Ok(())
}
