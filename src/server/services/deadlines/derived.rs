//! Dates that are counted from other dates: what a form means on the dates that are there, what moves along, and that
//! somebody saw it first.

use super::begin;
use crate::domain::days::Office;
use crate::domain::derived_date::{Derivation, DerivedMove, is_circle, moves, print, settled};
use crate::domain::id::{DeadlineId, TenderId};
use crate::domain::plan::MovedDate;
use crate::domain::problem::{Problem, Problems};
use crate::domain::tender::Deadline;
use crate::domain::tender_form::{DateDraft, DateForm};
use crate::error::{AppError, Refusal};
use crate::server::access::TenderAccess;
use crate::server::bid_plan;
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, days_off, deadlines, derived_dates};

/// A day that can be read.
const ANY_DAY: &str = "2000-01-01";

/// The dates of a tender as they are in this transaction, and how its buyer counts days.
pub(super) struct Present {
    dates: Vec<Deadline>,
    office: Office,
}

/// Whether a date stays what it is and on its day: no plan looks at more of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Stays,
    Moves,
}

impl Present {
    pub(super) async fn of(call: &Call, tx: &mut Tx, access: &TenderAccess) -> Result<Self, Failure> {
        let dates = deadlines::deadline_list(tx, access).await?;
        let office = days_off::day_off_office(tx, access, call.state.templates.exceptions()).await?;
        Ok(Self { dates, office })
    }

    /// Parses a form; where its date is counted from another, the day comes from that one. `of` is the date that the form
    /// is to change.
    pub(super) fn parsed(
        &self,
        form: &DateForm,
        of: Option<DeadlineId>,
    ) -> Result<(DateDraft, Option<Derivation>), Failure> {
        let mut problems = Problems::default();
        let derivation = form.derived.parse(&mut problems, |field| format!("date[derived][{field}]"));
        let mut form = form.clone();
        if let Some(derivation) = derivation {
            match self.counted(&derivation, of) {
                Ok(day) => form.date = day,
                Err(problem) => problems.add("date[derived][origin]", problem),
            }
        }
        if !problems.is_empty() {
            // The day would come from what is wrong already: that it is missing is not told as well.
            form.date = ANY_DAY.to_owned();
        }
        let draft = form.parse(&mut problems, |field| format!("date[{field}]"));
        match draft {
            Some(draft) if problems.is_empty() => Ok((draft, derivation)),
            _ => Err(problems.into()),
        }
    }

    /// Counted from where the origin belongs, which moves there with it: counted from where it stands, the date would be
    /// among what moves along with itself.
    fn counted(&self, derivation: &Derivation, of: Option<DeadlineId>) -> Result<String, Problem> {
        let days = settled(&self.dates, &self.office);
        let origin = days.get(&derivation.origin).copied().ok_or(Problem::NotOffered)?;
        if of.is_some_and(|date| is_circle(&self.dates, date, derivation.origin)) {
            return Err(Problem::CountedFromItself);
        }
        Ok(derivation.day(&self.office, origin).to_string())
    }

    /// Whether a draft leaves a date on its day.
    pub(super) fn standing(&self, deadline: DeadlineId, draft: &DateDraft) -> Standing {
        let is_there =
            |date: &Deadline| date.id == deadline && date.kind == draft.kind && date.at.date == draft.at.date;
        if self.dates.iter().any(is_there) { Standing::Stays } else { Standing::Moves }
    }

    /// What moves along when a date becomes what a draft says.
    pub(super) fn after(
        &mut self,
        deadline: DeadlineId,
        revision: i64,
        draft: &DateDraft,
        derivation: Option<Derivation>,
    ) -> Result<Vec<DerivedMove>, Failure> {
        let held = self.dates.iter_mut().find(|date| date.id == deadline && date.revision == revision);
        let held = held.ok_or(AppError::Changed)?;
        (held.at, held.from, held.derived) = (draft.at, draft.from, derivation);
        Ok(moves(&self.dates, &self.office))
    }
}

/// Refuses until a person has seen what moves with a date: other dates, and tasks of the plans that they read.
pub(super) async fn agree(
    call: &Call,
    tx: &mut Tx,
    access: &TenderAccess,
    date: MovedDate,
    standing: Standing,
    moves: &[DerivedMove],
    agreed: &str,
) -> Result<(), Failure> {
    if date.print(moves) == agreed {
        return Ok(());
    }
    let moves_nothing = moves.is_empty()
        && (standing == Standing::Stays
            || bid_plan::moved(call, tx, access, std::slice::from_ref(&date)).await?.is_empty());
    if moves_nothing {
        return Ok(());
    }
    Err(Refusal::MovesOthers { date: Some(date), moves: moves.to_vec() }.into())
}

/// What moved, for the audit trail.
pub(super) fn said(moves: &[DerivedMove]) -> serde_json::Value {
    let line = |moved: &DerivedMove| {
        serde_json::json!({
            "deadline": moved.deadline,
            "kind": moved.kind.code(),
            "from": moved.from.to_string(),
            "to": moved.to.to_string(),
        })
    };
    moves.iter().map(line).collect()
}

/// Counts all dates anew that do not stand where they are counted to, since the days off have changed.
///
/// # Errors
/// `MovesOthers` until `agreed` says what moves; `Changed` and those of access; faults of the database.
pub async fn recount(call: &Call, tender: TenderId, agreed: &str) -> Result<(), Failure> {
    let (mut tx, access) = begin(call, tender).await?;
    let present = Present::of(call, &mut tx, &access).await?;
    let moves = moves(&present.dates, &present.office);
    if !moves.is_empty() && print(&moves) != agreed {
        return Err(Refusal::MovesOthers { date: None, moves }.into());
    }
    for moved in &moves {
        derived_dates::derived_date_move(&mut tx, &access, moved).await?;
    }
    let detail = serde_json::json!({ "tender": tender, "moved": said(&moves) });
    audits::audit_append_of_tender(&mut tx, &access, call.now, "deadline.recount", detail).await?;
    tx.commit().await?;
    Ok(())
}
