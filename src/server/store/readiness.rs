//! Rows of `readiness`: the check of a bid as it was last made, and the stamp of what it was made from.

use sqlx::Row;
use sqlx::any::AnyRow;

use crate::domain::instant::Instant;
use crate::domain::readiness::{Age, Readiness};
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::Connection;

/// A check to be kept.
#[derive(Debug, Clone)]
pub struct ReadinessRow {
    /// What it was made from, by `readiness_stamp` in the same transaction.
    pub stamp: String,
    /// When a date of ours passes.
    pub holds_until: Option<Instant>,
    /// JSON of the papers' lines.
    pub documents: String,
    /// JSON of the findings.
    pub findings: String,
    /// When it was made.
    pub made_at: Instant,
}

/// Everything that a check reads counts a revision up when it changes, but for what is kept of a bid that was put away,
/// which changes no more; a date that is added is the newest by its
/// identity, so that one taken away and one added show too.
const STAMP: &str = "b.revision as bid_revision,
            t.revision as tender_revision,
            (select count(*) from deadline d where d.tender_id = t.id) as dates,
            (select cast(coalesce(sum(d.revision), 0) as bigint) from deadline d where d.tender_id = t.id)
                as date_revisions,
            (select coalesce(max(d.id), '') from deadline d where d.tender_id = t.id) as newest_date,
            (select cast(coalesce(sum(o.revision), 0) as bigint)
             from bid_organisation x
             join organisation o on o.id = x.organisation_id
             where x.bid_id = b.id) as firm_revisions,
            (select cast(coalesce(sum(x.revision), 0) as bigint)
             from section s
             join section_text x on x.section_id = s.id
             where s.bid_id = b.id) as text_revisions,
            (select cast(coalesce(sum(u.revision), 0) as bigint)
             from seat s
             join user_account u on u.id = s.user_id
             where s.bid_id = b.id) as person_revisions,
            (select count(*)
             from bid_record x
             where x.bid_id = b.id and not exists (select 1 from bid_record_kept k where k.bid_id = x.bid_id))
                as chosen_records,
            (select cast(coalesce(sum(r.revision), 0) as bigint)
             from bid_record x
             join record r on r.id = x.record_id
             where x.bid_id = b.id and not exists (select 1 from bid_record_kept k where k.bid_id = x.bid_id))
                as record_revisions,
            (select count(*) from bid_record_kept k where k.bid_id = b.id) as kept_records";

/// What a check would be made from now.
///
/// # Errors
/// Faults of the database.
pub async fn readiness_stamp(connection: &mut Connection, access: &Access, templates: &str) -> Result<String, Failure> {
    let statement = format!(
        "select {STAMP}
         from bid b
         join tender t on t.id = b.tender_id
         where b.id = $1"
    );
    let row = sqlx::query(sqlx::AssertSqlSafe(statement)).bind(access.bid().to_string()).fetch_one(connection).await?;
    stamp_of(&row, templates)
}

/// The check as it was last made. One that an earlier version wrote in words unknown today counts as none.
///
/// # Errors
/// Faults of the database.
pub async fn readiness_find(
    connection: &mut Connection,
    access: &Access,
    templates: &str,
    now: Instant,
) -> Result<Option<Readiness>, Failure> {
    let statement = format!(
        "select {STAMP}, r.stamp, r.holds_until, r.documents, r.findings, r.made_at
         from readiness r
         join bid b on b.id = r.bid_id
         join tender t on t.id = b.tender_id
         where r.bid_id = $1"
    );
    let row =
        sqlx::query(sqlx::AssertSqlSafe(statement)).bind(access.bid().to_string()).fetch_optional(connection).await?;
    let Some(row) = row else { return Ok(None) };
    let documents = serde_json::from_str(&row.try_get::<String, _>("documents")?);
    let findings = serde_json::from_str(&row.try_get::<String, _>("findings")?);
    let (Ok(documents), Ok(findings)) = (documents, findings) else { return Ok(None) };
    let is_same = row.try_get::<String, _>("stamp")? == stamp_of(&row, templates)?;
    let holds_until: Option<i64> = row.try_get("holds_until")?;
    let holds = is_same && holds_until.is_none_or(|until| now.0 <= until);
    let age = if holds { Age::Current } else { Age::OutOfDate };
    Ok(Some(Readiness { documents, findings, made_at: Instant(row.try_get("made_at")?), age }))
}

/// Keeps a check in place of an earlier one.
///
/// # Errors
/// Faults of the database.
pub async fn readiness_save(connection: &mut Connection, access: &Access, row: &ReadinessRow) -> Result<(), Failure> {
    sqlx::query(
        "insert into readiness (bid_id, stamp, holds_until, documents, findings, made_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (bid_id) do update
         set stamp = excluded.stamp, holds_until = excluded.holds_until, documents = excluded.documents,
             findings = excluded.findings, made_at = excluded.made_at
         where readiness.made_at <= excluded.made_at",
    )
    .bind(access.bid().to_string())
    .bind(&row.stamp)
    .bind(row.holds_until.map(|until| until.0))
    .bind(&row.documents)
    .bind(&row.findings)
    .bind(row.made_at.0)
    .execute(connection)
    .await?;
    Ok(())
}

fn stamp_of(row: &AnyRow, templates: &str) -> Result<String, Failure> {
    let numbers = [
        "bid_revision",
        "tender_revision",
        "dates",
        "date_revisions",
        "firm_revisions",
        "text_revisions",
        "person_revisions",
        "chosen_records",
        "record_revisions",
        "kept_records",
    ];
    let numbers = numbers
        .iter()
        .map(|name| Ok(row.try_get::<i64, _>(*name)?.to_string()))
        .collect::<Result<Vec<_>, Failure>>()?;
    let newest: String = row.try_get("newest_date")?;
    Ok(format!("{} {newest} {templates}", numbers.join(".")))
}
