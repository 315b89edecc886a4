//! A person confirms what was read: facts, dates and demands become the tender's, each with its sentence
//! and whose word it is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::chosen::{self, ChosenRequirement};
use crate::domain::deadline::Moment;
use crate::domain::id::TenderId;
use crate::domain::notice::{Evidence, FactName, ProposedMilestone, ProposedTender, RelativeDate};
use crate::domain::problem::Problems;
use crate::domain::relative_form::{RelativeDraft, RelativeForm};
use crate::domain::requirement_form::RequirementForm;
use crate::domain::tender::{
    Origin, ReadText, Reading, RequirementState, TenderFacts, TenderProposal, TenderState, fact_code,
};
use crate::domain::tender_form::{DateDraft, DateForm, FactsForm, ticked};
use crate::error::{AppError, Refusal};
use crate::server::access::tender::to_tender;
use crate::server::access::{TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{
    Tx, audits, deadlines, relative_dates, requirements, sources, tender_facts, tender_readings, tenders,
};

/// What the confirm page sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmForm {
    /// The facts.
    pub facts: FactsForm,
    /// What the person said to each fact, by its code: `yes`, `correct`, `no`, or the number of another
    /// value of the notice. A fact that was read clearly needs none.
    pub choices: BTreeMap<String, String>,
    /// One row for each proposed date, in their order, then rows that were added by hand.
    pub dates: Vec<DateForm>,
    /// One row for each date that hangs on another.
    pub relative: Vec<RelativeForm>,
    /// One row for each demand.
    pub requirements: Vec<RequirementForm>,
}

impl ConfirmForm {
    /// The form as a person sends it who takes every proposed value as it is, doubtful ones included.
    #[must_use]
    pub fn as_proposed(proposal: &ProposedTender) -> Self {
        let value = |name| proposal.fact(name).map(chosen::proposed_value).unwrap_or_default();
        let term = proposal.fact(FactName::Procedure).map(|fact| fact.value.as_text().to_owned());
        let facts = FactsForm {
            title: value(FactName::Title),
            number: value(FactName::Number),
            addressee: value(FactName::Addressee),
            addressee_name: value(FactName::AuthorityName),
            procedure: value(FactName::Procedure),
            procedure_term: term.unwrap_or_default(),
            place: value(FactName::Place),
            period: value(FactName::Period),
            price_basis: value(FactName::PriceBasis),
        };
        let yes = || "yes".to_owned();
        Self {
            facts,
            choices: FactName::ALL.into_iter().map(|name| (fact_code(name).to_owned(), yes())).collect(),
            dates: proposal.milestones.iter().map(date_as_proposed).collect(),
            relative: proposal
                .relative
                .iter()
                .map(|date| RelativeForm { include: yes(), ..RelativeForm::from(date) })
                .collect(),
            requirements: proposal
                .requirements
                .iter()
                .map(|one| RequirementForm { include: yes(), ..RequirementForm::of(&one.value, &one.ja, "") })
                .collect(),
        }
    }
}

fn date_as_proposed(proposed: &ProposedMilestone) -> DateForm {
    let time = |moment: Moment| moment.time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
    DateForm {
        include: "yes".to_owned(),
        kind: proposed.kind.code().to_owned(),
        from_date: proposed.from.map(|from| from.date.to_string()).unwrap_or_default(),
        from_time: proposed.from.map(time).unwrap_or_default(),
        date: proposed.at.date.to_string(),
        time: time(proposed.at),
        certainty: proposed.certainty.code().to_owned(),
        basis: proposed.basis.map(|basis| basis.code().to_owned()).unwrap_or_default(),
        methods: ticked(&proposed.methods),
        ..DateForm::default()
    }
}

/// What was read of a notice, beside its texts.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `NotAllowed`; faults of the database.
pub async fn load_proposal(call: &Call, tender: TenderId) -> Result<TenderProposal, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let row = tender_readings::tender_reading(&mut tx, &access).await?;
    let read_from = sources::source_list(&mut tx, &access).await?;
    let bodies = sources::source_texts(&mut tx, &access).await?;
    tx.commit().await?;
    if row.reading.is_empty() {
        return Err(AppError::NotFound.into());
    }
    let texts = read_from.into_iter().zip(bodies).map(|(source, row)| ReadText { source, text: row.body }).collect();
    Ok(TenderProposal {
        id: tender,
        revision: row.revision,
        state: row.state,
        texts,
        reading: kept_reading(&row.reading)?,
    })
}

/// What an earlier version kept may hold more than a tender does.
fn kept_reading(json: &str) -> Result<Reading, Failure> {
    Ok(serde_json::from_str::<Reading>(json)?.bounded())
}

/// Makes a proposal the tender's facts, dates and demands. Everything doubtful must have been chosen or
/// left out by the person.
///
/// # Errors
/// `Invalid`; `Changed` when somebody confirmed meanwhile; `TenderDiscarded`; those of access; faults of
/// the database.
pub async fn confirm(call: &Call, tender: TenderId, revision: i64, form: &ConfirmForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let row = tender_readings::tender_reading(&mut tx, &access).await?;
    if row.state == TenderState::Discarded {
        return Err(Refusal::TenderDiscarded.into());
    }
    if row.state != TenderState::Proposed || row.revision != revision {
        return Err(AppError::Changed.into());
    }
    let Reading { proposal, .. } = kept_reading(&row.reading)?;
    let chosen = Chosen::of(&proposal, form)?;
    tenders::tender_update(&mut tx, &access, &chosen.facts, revision, TenderState::Proposed).await?;
    let counts = chosen.keep(&mut tx, &access, &proposal).await?;
    let detail = serde_json::json!({
        "tender": tender,
        "dates": chosen.dates.len(),
        "taken": counts.taken,
        "corrected": counts.corrected,
        "left_out": counts.left_out,
    });
    audits::audit_append_of_tender(&mut tx, &access, call.now, "tender.confirm", detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Everything that a person chose.
struct Chosen<'a> {
    facts: TenderFacts,
    dates: Vec<(DateDraft, Option<&'a ProposedMilestone>)>,
    relative: Vec<(RelativeDraft, &'a RelativeDate)>,
    requirements: Vec<ChosenRequirement<'a>>,
}

/// How many proposals were taken as they are, corrected, and left out.
#[derive(Debug, Default)]
struct Counts {
    taken: usize,
    corrected: usize,
    left_out: usize,
}

impl Counts {
    fn origin(&mut self, is_as_proposed: bool) -> Origin {
        if is_as_proposed {
            self.taken += 1;
            Origin::Notice
        } else {
            self.corrected += 1;
            Origin::Person
        }
    }
}

impl<'a> Chosen<'a> {
    fn of(proposal: &'a ProposedTender, form: &ConfirmForm) -> Result<Self, Failure> {
        let mut problems = Problems::default();
        let facts = chosen::facts(form, proposal, &mut problems);
        let facts = facts.parse(&mut problems, |field| format!("facts[{field}]"));
        let dates = chosen::dates(proposal, &form.dates, &mut problems);
        let relative = chosen::relative(proposal, &form.relative, &mut problems);
        let requirements = chosen::requirements(proposal, &form.requirements, &mut problems);
        match facts.filter(|_| problems.is_empty()) {
            Some(facts) => Ok(Self { facts, dates, relative, requirements }),
            None => Err(problems.into()),
        }
    }

    async fn keep(&self, tx: &mut Tx, access: &TenderAccess, proposal: &ProposedTender) -> Result<Counts, Failure> {
        let mut counts = Counts::default();
        self.keep_facts(tx, access, proposal, &mut counts).await?;
        for (draft, proposed) in &self.dates {
            let is_as_read = proposed.is_some_and(|proposed| chosen::is_date_as_proposed(draft, proposed));
            let origin = counts.origin(is_as_read);
            let evidence = proposed.map(|proposed| &proposed.evidence);
            deadlines::deadline_insert(tx, access, draft, evidence, origin).await?;
        }
        for (draft, proposed) in &self.relative {
            let origin = counts.origin(chosen::is_relative_as_proposed(draft, proposed));
            relative_dates::relative_date_insert(tx, access, draft, Some(&proposed.evidence), origin).await?;
        }
        for one in &self.requirements {
            let state = if one.is_held { RequirementState::Held } else { RequirementState::LeftOut };
            let origin = match one.is_held {
                true => counts.origin(chosen::is_requirement_as_proposed(&one.draft, one.proposed)),
                false => Origin::Notice,
            };
            let evidence = Some(&one.proposed.evidence);
            requirements::requirement_insert(tx, access, &one.draft, evidence, origin, state).await?;
        }
        let by_notice = self.dates.iter().filter(|(_, proposed)| proposed.is_some()).count();
        counts.left_out += proposal.milestones.len().saturating_sub(by_notice);
        counts.left_out += proposal.relative.len().saturating_sub(self.relative.len());
        counts.left_out += self.requirements.iter().filter(|one| !one.is_held).count();
        Ok(counts)
    }

    async fn keep_facts(
        &self,
        tx: &mut Tx,
        access: &TenderAccess,
        proposal: &ProposedTender,
        counts: &mut Counts,
    ) -> Result<(), Failure> {
        for name in FactName::ALL {
            let value = self.facts.value(name);
            let proposals = || proposal.facts.iter().filter(|fact| fact.name == name);
            let same = proposals().find(|fact| chosen::proposed_value(fact) == value);
            let evidence: Option<&Evidence> = same.or_else(|| proposals().next()).map(|fact| &fact.evidence);
            match (value.is_empty(), evidence.is_some()) {
                (true, true) => counts.left_out += 1,
                (true, false) => {}
                (false, _) => {
                    let origin = counts.origin(same.is_some());
                    tender_facts::tender_fact_put(tx, access, name, &value, evidence, origin).await?;
                }
            }
        }
        Ok(())
    }
}
