//! Go or no-go: the reasons with their scores, and the decision.

use serde_json::json;

use crate::domain::id::BidId;
use crate::domain::plan::{DecisionForm, DecisionOutcome, DecisionPage, Feasibility};
use crate::domain::problem::Problems;
use crate::domain::seat::Action;
use crate::server::access;
use crate::server::bid_plan;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{audits, bid_decisions as rows};

/// The page of the decision.
///
/// # Errors
/// As `access::to_bid` for `Read`; faults of the database.
pub async fn page(call: &Call, bid: BidId) -> Result<DecisionPage, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::Read).await?;
    let source = bid_plan::read(call, &mut tx, &access).await?;
    tx.commit().await?;
    let kept = source.decision.clone();
    let plan = bid_plan::computed(call, &access, source);
    Ok(DecisionPage {
        criteria: call.state.templates.criteria().to_vec(),
        decision: kept.decision,
        decided_by: kept.decided_by,
        decided_at: kept.decided_at,
        feasibility: Feasibility::of(&plan.tasks),
        revision: kept.revision,
        may_edit: plan.may_edit,
        head: plan.head,
    })
}

/// Saves reasons and decision over the revision that was read. Whoever changes the outcome has decided.
///
/// # Errors
/// `Invalid`, `Changed`; as `access::to_bid` for `EditDeadlines`.
pub async fn decide(call: &Call, bid: BidId, revision: i64, form: &DecisionForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = access::to_bid(&mut tx, &call.caller, bid, Action::EditDeadlines).await?;
    let mut problems = Problems::default();
    let decision = form.parse(call.state.templates.criteria(), &mut problems);
    let Some(decision) = decision else { return Err(problems.into()) };
    let present = rows::bid_decision_find(&mut tx, &access).await?;
    let decides = match decision.outcome {
        DecisionOutcome::Open => rows::Decides::Nobody,
        outcome if outcome == present.decision.outcome => rows::Decides::AsBefore,
        DecisionOutcome::Go | DecisionOutcome::NoGo => rows::Decides::Now,
    };
    let detail = json!({ "outcome": decision.outcome.code() });
    audits::audit_append(&mut tx, &access, call.now, "plan.decide", detail).await?;
    rows::bid_decision_save(&mut tx, &access, &decision, revision, decides, call.now).await?;
    tx.commit().await?;
    Ok(())
}
