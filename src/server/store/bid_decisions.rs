//! Rows of `bid_decision`: whether a bid is made, by whom and why.

use sqlx::Row;

use crate::domain::instant::Instant;
use crate::domain::plan::{Decision, DecisionOutcome};
use crate::server::access::Access;
use crate::server::failure::Failure;
use crate::server::store::{Connection, one_row};

/// The decision as it is kept.
#[derive(Debug, Clone, Default)]
pub struct BidDecisionRow {
    /// What it says.
    pub decision: Decision,
    /// Name of who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<Instant>,
    /// Counts saves; 0 before the first.
    pub revision: i64,
}

/// Who decides with a save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decides {
    /// It is open.
    Nobody,
    /// The outcome stays; so does who decided it.
    AsBefore,
    /// Whoever saves.
    Now,
}

/// The decision of a bid.
///
/// # Errors
/// Faults of the database; a row that cannot be read.
pub async fn bid_decision_find(connection: &mut Connection, access: &Access) -> Result<BidDecisionRow, Failure> {
    let row = sqlx::query(
        "select d.outcome, d.reason, d.scores, d.decided_at, d.revision, u.name
         from bid_decision d
         left join user_account u on u.id = d.decided_by
         where d.bid_id = $1",
    )
    .bind(access.bid().to_string())
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok(BidDecisionRow::default()) };
    let outcome = DecisionOutcome::parse(&row.try_get::<String, _>("outcome")?);
    Ok(BidDecisionRow {
        decision: Decision {
            outcome: outcome.ok_or_else(|| Failure::fault("a kept decision cannot be read"))?,
            reason: row.try_get("reason")?,
            scores: serde_json::from_str(&row.try_get::<String, _>("scores")?)?,
        },
        decided_by: row.try_get("name")?,
        decided_at: row.try_get::<Option<i64>, _>("decided_at")?.map(Instant),
        revision: row.try_get("revision")?,
    })
}

/// Saves the decision over the revision that was read; 0 when there was none.
///
/// # Errors
/// `Changed` when somebody else saved meanwhile; faults of the database.
pub async fn bid_decision_save(
    connection: &mut Connection,
    access: &Access,
    decision: &Decision,
    revision: i64,
    decides: Decides,
    now: Instant,
) -> Result<(), Failure> {
    let statement = match (revision, decides) {
        (0, _) => {
            "insert into bid_decision (bid_id, revision, outcome, reason, scores, decided_by, decided_at, saved_by,
                 saved_at)
             values ($1, $2 + 1, $3, $4, $5, $6, $7, $8, $9)
             on conflict (bid_id) do nothing"
        }
        (_, Decides::AsBefore) => {
            "update bid_decision
             set outcome = $3, reason = $4, scores = $5, decided_by = coalesce(decided_by, $6),
                 decided_at = coalesce(decided_at, $7), saved_by = $8, saved_at = $9, revision = revision + 1
             where bid_id = $1 and revision = $2"
        }
        (_, Decides::Nobody | Decides::Now) => {
            "update bid_decision
             set outcome = $3, reason = $4, scores = $5, decided_by = $6, decided_at = $7, saved_by = $8,
                 saved_at = $9, revision = revision + 1
             where bid_id = $1 and revision = $2"
        }
    };
    let user = access.user().map(|user| user.to_string());
    let is_decided = decides != Decides::Nobody;
    let done = sqlx::query(statement)
        .bind(access.bid().to_string())
        .bind(revision)
        .bind(decision.outcome.code())
        .bind(&decision.reason)
        .bind(serde_json::to_string(&decision.scores)?)
        .bind(user.clone().filter(|_| is_decided))
        .bind(is_decided.then_some(now.0))
        .bind(user)
        .bind(now.0)
        .execute(connection)
        .await?;
    one_row(&done)
}
