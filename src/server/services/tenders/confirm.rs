//! A person confirms what was read: facts and dates become the tender's, each with its sentence.

use serde::{Deserialize, Serialize};

use crate::domain::deadline::Moment;
use crate::domain::id::TenderId;
use crate::domain::notice::{FactName, FactValue, ProposedFact, ProposedMilestone, ProposedTender};
use crate::domain::problem::{Problem, Problems};
use crate::domain::tender::{Origin, Reading, TenderFacts, TenderProposal, TenderState, price_basis_code};
use crate::domain::tender_form::{DateDraft, DateForm, FactsForm, MOST_DATES};
use crate::error::AppError;
use crate::server::access::tender::to_tender;
use crate::server::access::{TenderAccess, TenderAction};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::store::{Tx, audits, deadlines, tenders};

/// What the confirm page sends.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmForm {
    /// The facts.
    pub facts: FactsForm,
    /// One row for each proposed date, in their order, then rows that were added by hand.
    pub dates: Vec<DateForm>,
}

impl ConfirmForm {
    /// The form as a person sends it who takes every proposed value as it is, doubtful dates included.
    #[must_use]
    pub fn as_proposed(proposal: &ProposedTender) -> Self {
        let value = |name| proposal.fact(name).map(proposed_value).unwrap_or_default();
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
        Self { facts, dates: proposal.milestones.iter().map(date_as_proposed).collect() }
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
        ..DateForm::default()
    }
}

/// What was read of a notice, beside its text.
///
/// # Errors
/// `NotSignedIn`, `NotFound`, `NotAllowed`; faults of the database.
pub async fn load_proposal(call: &Call, tender: TenderId) -> Result<TenderProposal, Failure> {
    let mut tx = call.state.store.begin_read().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let row = tenders::tender_reading(&mut tx, &access).await?;
    let file = tenders::tender_file_list(&mut tx, &access).await?.into_iter().next();
    tx.commit().await?;
    if row.reading.is_empty() {
        return Err(AppError::NotFound.into());
    }
    Ok(TenderProposal {
        id: tender,
        revision: row.revision,
        state: row.state,
        text: row.source_text,
        reading: serde_json::from_str(&row.reading)?,
        file,
    })
}

/// Makes a proposal the tender's facts and dates. Every doubtful date must have been chosen or left out
/// by the person; certain ones as well.
///
/// # Errors
/// `Invalid`; `Changed` when somebody confirmed meanwhile; those of access; faults of the database.
pub async fn confirm(call: &Call, tender: TenderId, revision: i64, form: &ConfirmForm) -> Result<(), Failure> {
    let mut tx = call.state.store.begin_write().await?;
    let access = to_tender(&mut tx, &call.caller, tender, TenderAction::EditFacts).await?;
    let row = tenders::tender_reading(&mut tx, &access).await?;
    if row.state != TenderState::Proposed || row.revision != revision {
        return Err(AppError::Changed.into());
    }
    let reading: Reading = serde_json::from_str(&row.reading)?;
    let mut problems = Problems::default();
    let facts = form.facts.parse(&mut problems, |field| format!("facts[{field}]"));
    let dates = chosen_dates(&reading.proposal, &form.dates, &mut problems);
    let Some(facts) = facts.filter(|_| problems.is_empty()) else { return Err(problems.into()) };
    tenders::tender_update(&mut tx, &access, &facts, revision, TenderState::Proposed).await?;
    keep_facts(&mut tx, &access, &reading.proposal, &facts).await?;
    for (draft, proposed) in &dates {
        let origin = match proposed {
            Some(proposed) if is_as_proposed(draft, proposed) => Origin::Notice,
            _ => Origin::Person,
        };
        let evidence = proposed.map(|proposed| &proposed.evidence);
        deadlines::deadline_insert(&mut tx, &access, draft, evidence, origin).await?;
    }
    audits::audit_append_outside(
        &mut tx,
        Some(access.owner()),
        access.user(),
        call.now,
        "tender.confirm",
        serde_json::json!({ "tender": tender, "dates": dates.len() }),
    )
    .await?;
    tx.commit().await?;
    Ok(())
}

type Chosen<'a> = Vec<(DateDraft, Option<&'a ProposedMilestone>)>;

fn chosen_dates<'a>(proposal: &'a ProposedTender, rows: &[DateForm], problems: &mut Problems) -> Chosen<'a> {
    if rows.len() > MOST_DATES {
        problems.add("dates", Problem::OutOfRange { least: 0, most: MOST_DATES as i64 });
        return Vec::new();
    }
    let empty = DateForm::default();
    let mut chosen = Vec::new();
    for (index, proposed) in proposal.milestones.iter().enumerate().take(MOST_DATES) {
        let row = rows.get(index).unwrap_or(&empty);
        let name = |field: &str| format!("dates[{index}][{field}]");
        match row.include.as_str() {
            "yes" => {
                if let Some(draft) = row.parse(problems, name) {
                    chosen.push((draft, Some(proposed)));
                }
            }
            "no" => {}
            _ => problems.add(&name("include"), Problem::NotChosen),
        }
    }
    for (index, row) in rows.iter().enumerate().skip(proposal.milestones.len()) {
        if row.is_blank() {
            continue;
        }
        if let Some(draft) = row.parse(problems, |field| format!("dates[{index}][{field}]")) {
            chosen.push((draft, None));
        }
    }
    chosen
}

fn is_as_proposed(draft: &DateDraft, proposed: &ProposedMilestone) -> bool {
    draft.kind == proposed.kind
        && draft.at == proposed.at
        && draft.from == proposed.from
        && draft.certainty == proposed.certainty
        && draft.basis == proposed.basis
        && draft.title.is_empty()
        && draft.place.is_empty()
}

async fn keep_facts(
    tx: &mut Tx,
    access: &TenderAccess,
    proposal: &ProposedTender,
    facts: &TenderFacts,
) -> Result<(), Failure> {
    for name in FactName::ALL {
        let value = facts.value(name);
        let proposals = || proposal.facts.iter().filter(|fact| fact.name == name);
        let same = proposals().find(|fact| proposed_value(fact) == value);
        let origin = if same.is_some() { Origin::Notice } else { Origin::Person };
        let evidence = same.or_else(|| proposals().next()).map(|fact| &fact.evidence);
        tenders::tender_fact_put(tx, access, name, &value, evidence, origin).await?;
    }
    Ok(())
}

fn proposed_value(fact: &ProposedFact) -> String {
    match &fact.value {
        FactValue::Text(text) => text.clone(),
        FactValue::Procedure { kind, .. } => kind.code().to_owned(),
        FactValue::PriceBasis(basis) => price_basis_code(*basis).to_owned(),
    }
}
