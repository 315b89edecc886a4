//! A person's choices about a change, carried out in one transaction: what is taken over gets the new
//! sentence, everything else stays as it was.

use std::collections::BTreeSet;

use serde_json::json;

use super::bring::audit;
use super::difference_now;
use crate::domain::change::{ChangeReading, ChangeState, Moved, OutcomeSaid, Pick, Picks};
use crate::domain::days::Office;
use crate::domain::derived_date::moves;
use crate::domain::difference::{
    DateDifference, Difference, FactDifference, Movement, RequirementDifference, take_over,
};
use crate::domain::id::{DeadlineId, TenderChangeId, TenderId};
use crate::domain::notice::Evidence;
use crate::domain::problem::{Problem, Problems};
use crate::domain::requirement_form::{MOST_REQUIREMENTS, RequirementDraft};
use crate::domain::tender::{Origin, RequirementState, TenderOutcome, TenderState};
use crate::domain::tender_form::MOST_DATES;
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{
    Tx, changes, days_off, deadlines, derived_dates, outcomes, requirements, sources, tender_facts, tenders,
};

/// The row of the outcome in the form.
pub const OUTCOME: &str = "outcome";

/// Carries out the choices about an open change. Every row that differs must be chosen.
///
/// # Errors
/// `Invalid` where nobody chose; `Changed` when the tender or the change moved since they were read; those
/// of access; faults of the database.
pub async fn settle_change(
    call: &Call,
    tender: TenderId,
    change: TenderChangeId,
    revision: i64,
    picks: &Picks,
) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    sources::source_lock(&mut tx, &access).await?;
    let present = tenders::tender_fetch(&mut tx, &access).await?;
    let row = changes::change_fetch(&mut tx, &access, change).await?;
    if present.state != TenderState::Confirmed || present.revision != revision || row.line.state != ChangeState::Open {
        return Err(AppError::Changed.into());
    }
    let reading: ChangeReading = serde_json::from_str(&row.reading)?;
    let difference = difference_now(&mut tx, &access, call, &reading).await?;
    let recorded = outcomes::outcome_find(&mut tx, &access).await?.map(|record| record.outcome);
    let chosen = Chosen::of(&difference, reading.outcome.as_ref(), recorded, picks)?;
    let office = days_off::day_off_office(&mut tx, &access, call.state.templates.exceptions()).await?;
    let mut hand = Hand { tx: &mut tx, call, access: &access, position: row.position, moved: Vec::new() };
    hand.facts(&chosen.facts, revision).await?;
    hand.dates(&chosen.dates).await?;
    hand.derived_dates(&chosen.dates, &office).await?;
    hand.requirements(&chosen.requirements).await?;
    hand.outcome(chosen.outcome, change).await?;
    let moved = hand.moved;
    changes::change_settle(&mut tx, &access, change, &serde_json::to_string(&moved)?, call.now).await?;
    let detail = json!({ "tender": tender, "change": change, "taken": moved.len(), "left": chosen.left });
    audit(&mut tx, call, &access, "tender.change_settle", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// What is to be taken over.
#[derive(Debug, Default)]
struct Chosen<'a> {
    facts: Vec<&'a FactDifference>,
    dates: Vec<&'a DateDifference>,
    requirements: Vec<(&'a RequirementDifference, String)>,
    outcome: Option<&'a OutcomeSaid>,
    left: usize,
}

impl<'a> Chosen<'a> {
    fn of(
        difference: &'a Difference,
        outcome: Option<&'a OutcomeSaid>,
        recorded: Option<TenderOutcome>,
        picks: &Picks,
    ) -> Result<Self, Failure> {
        let mut chosen = Self::default();
        let mut asked = Asked { picks, problems: Problems::default(), has_moved: false, left: 0 };
        for fact in difference.facts.iter().filter(|fact| fact.movement != Movement::Same) {
            if asked.takes(&fact.key().code(), &fact.seen()).is_some() {
                chosen.facts.push(fact);
            }
        }
        for date in difference.dates.iter().filter(|date| date.movement != Movement::Same) {
            let Some(key) = date.key() else { continue };
            if asked.takes(&key.code(), &date.seen()).is_some() {
                chosen.dates.push(date);
            }
        }
        for demand in difference.requirements.iter().filter(|demand| demand.movement != Movement::Same) {
            let Some(key) = demand.key() else { continue };
            if let Some(pick) = asked.takes(&key.code(), &demand.seen()) {
                chosen.requirements.push((demand, pick.en.trim().chars().take(2_000).collect()));
            }
        }
        if let Some(said) = outcome.filter(|said| Some(said.outcome) != recorded) {
            let seen = recorded.map_or("", TenderOutcome::code);
            chosen.outcome = asked.takes(OUTCOME, seen).map(|_| said);
        }
        if asked.has_moved {
            return Err(AppError::Changed.into());
        }
        if !asked.problems.is_empty() {
            return Err(asked.problems.into());
        }
        chosen.left = asked.left;
        Ok(chosen)
    }
}

/// The choices of the form, looked up row by row.
struct Asked<'p> {
    picks: &'p Picks,
    problems: Problems,
    has_moved: bool,
    left: usize,
}

impl<'p> Asked<'p> {
    /// The choice, when the row is to be taken over.
    fn takes(&mut self, key: &str, seen: &str) -> Option<&'p Pick> {
        let Some(pick) = self.picks.get(key) else {
            // A row that the page did not have.
            self.has_moved = true;
            return None;
        };
        if pick.seen != seen {
            self.has_moved = true;
            return None;
        }
        match pick.choice.as_str() {
            "yes" => return Some(pick),
            "no" => self.left += 1,
            _ => self.problems.add(&format!("picks[{key}][choice]"), Problem::NotChosen),
        }
        None
    }
}

/// Carries out what was chosen.
struct Hand<'t> {
    tx: &'t mut Tx,
    call: &'t Call,
    access: &'t TenderAccess,
    /// The place of the change's text among the tender's texts.
    position: u32,
    moved: Vec<Moved>,
}

impl Hand<'_> {
    fn placed(&self, evidence: &Evidence) -> Evidence {
        Evidence { file: self.position, ..evidence.clone() }
    }

    async fn facts(&mut self, rows: &[&FactDifference], revision: i64) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut facts = tenders::tender_fetch(self.tx, self.access).await?.facts;
        for row in rows {
            take_over(&mut facts, row.name, row.newer.as_ref());
        }
        tenders::tender_update(self.tx, self.access, &facts, revision, TenderState::Confirmed).await?;
        for row in rows {
            let evidence = row.newer.as_ref().map(|fact| self.placed(&fact.evidence));
            let value = facts.value(row.name);
            let evidence = evidence.as_ref();
            tender_facts::tender_fact_put(self.tx, self.access, row.name, &value, evidence, Origin::Notice).await?;
            self.moved.push(Moved::Fact { name: row.name, from: row.held.clone(), to: value });
        }
        Ok(())
    }

    async fn dates(&mut self, rows: &[&DateDifference]) -> Result<(), Failure> {
        let added = rows.iter().filter(|row| row.movement == Movement::Added).count();
        let present = deadlines::deadline_count(self.tx, self.access).await?;
        if added > 0 && usize::try_from(present).unwrap_or(usize::MAX).saturating_add(added) > MOST_DATES {
            let mut problems = Problems::default();
            problems.add("dates", Problem::OutOfRange { least: 0, most: MOST_DATES as i64 });
            return Err(problems.into());
        }
        for row in rows {
            let (from, to) = (row.held.as_ref().map(|held| held.at), row.newer.as_ref().map(|(_, newer)| newer.at));
            let kind = row.newer.as_ref().map(|(_, newer)| newer.kind).or(row.held.as_ref().map(|held| held.kind));
            match (&row.held, &row.newer, row.draft()) {
                (Some(held), Some((_, newer)), Some(draft)) => {
                    let evidence = self.placed(&newer.evidence);
                    let (tx, access) = (&mut *self.tx, self.access);
                    deadlines::deadline_replace(tx, access, held.id, held.revision, &draft, &evidence).await?;
                }
                (None, Some((_, newer)), Some(draft)) => {
                    let evidence = self.placed(&newer.evidence);
                    let (tx, access) = (&mut *self.tx, self.access);
                    deadlines::deadline_insert(tx, access, &draft, Some(&evidence), Origin::Notice).await?;
                }
                (Some(held), None, _) => {
                    deadlines::deadline_delete(self.tx, self.access, held.id, held.revision).await?;
                }
                _ => {}
            }
            self.moved.extend(kind.map(|kind| Moved::Date { kind, from, to }));
        }
        Ok(())
    }

    /// Moves what is counted from the dates that were taken over; the page showed it with each of them.
    async fn derived_dates(&mut self, rows: &[&DateDifference], office: &Office) -> Result<(), Failure> {
        let shown: BTreeSet<DeadlineId> = rows.iter().flat_map(|row| &row.moves).map(|moved| moved.deadline).collect();
        let dates = deadlines::deadline_list(self.tx, self.access).await?;
        for moved in moves(&dates, office).into_iter().filter(|moved| shown.contains(&moved.deadline)) {
            derived_dates::derived_date_move(self.tx, self.access, &moved).await?;
            self.moved.push(Moved::Date { kind: moved.kind, from: Some(moved.from), to: Some(moved.to) });
        }
        Ok(())
    }

    async fn requirements(&mut self, rows: &[(&RequirementDifference, String)]) -> Result<(), Failure> {
        if rows.is_empty() {
            return Ok(());
        }
        let present = requirements::requirement_list(self.tx, self.access).await?.len();
        if present.saturating_add(rows.len()) > 2 * MOST_REQUIREMENTS {
            let mut problems = Problems::default();
            problems.add("requirements", Problem::OutOfRange { least: 0, most: MOST_REQUIREMENTS as i64 });
            return Err(problems.into());
        }
        for (row, en) in rows {
            let newer = row.newer.as_ref().map(|(_, newer)| newer);
            let draft = newer.map(|newer| RequirementDraft {
                value: newer.value.clone(),
                ja: newer.ja.clone(),
                en: en.clone(),
            });
            let evidence = newer.map(|newer| self.placed(&newer.evidence));
            let (tx, access) = (&mut *self.tx, self.access);
            match (&row.held, &draft, &evidence) {
                (Some(held), Some(draft), Some(evidence)) => {
                    requirements::requirement_replace(tx, access, held.id, held.revision, draft, evidence).await?;
                }
                (None, Some(draft), evidence) => {
                    let (evidence, state) = (evidence.as_ref(), RequirementState::Held);
                    requirements::requirement_insert(tx, access, draft, evidence, Origin::Notice, state).await?;
                }
                (Some(held), None, _) => {
                    let out = RequirementState::LeftOut;
                    requirements::requirement_state_put(tx, access, held.id, held.revision, out).await?;
                }
                _ => {}
            }
            self.moved.push(Moved::Requirement {
                kind: row.kind(),
                from: row.held.as_ref().map(|held| held.ja.clone()).unwrap_or_default(),
                to: newer.map(|newer| newer.ja.clone()).unwrap_or_default(),
            });
        }
        Ok(())
    }

    async fn outcome(&mut self, said: Option<&OutcomeSaid>, change: TenderChangeId) -> Result<(), Failure> {
        let Some(said) = said else { return Ok(()) };
        let now = self.call.now;
        outcomes::outcome_put(self.tx, self.access, said.outcome, &said.evidence.sentence, change, now).await?;
        self.moved.push(Moved::Outcome { outcome: said.outcome });
        Ok(())
    }
}
