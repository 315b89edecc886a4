//! What a newer text says against what a tender holds: per fact, date and demand what is the same, changed,
//! added or no longer said, each with every reason to look twice. Decides nothing and moves nothing.

use serde::{Deserialize, Serialize};

use super::days::Office;
use super::deadline::{MilestoneKind, Moment};
use super::derived_date::{DerivedMove, moves, print};
use super::id::{DeadlineId, RequirementId};
use super::notice::{Doubt, FactName, FactValue, ProposedFact, ProposedMilestone, ProposedRequirement, ProposedTender};
use super::plan::MovedDate;
use super::requirement::{RequirementKind, RequirementValue};
use super::tender::{Deadline, FactSource, Origin, Requirement, RequirementState, TenderFacts, price_basis_code};
use super::tender_form::DateDraft;
use super::text::{half_width, hyphen};

/// How much of the tender a newer text speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// A whole notice, or a release: what it does not say is no longer said.
    Whole,
    /// A correction and the like: only what it prints has moved.
    Part,
}

/// What a newer text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newer {
    /// How much it speaks of.
    pub scope: Scope,
    /// What it wants to hold from now on; of a correction only the side behind 変更後 or (正).
    pub proposal: ProposedTender,
    /// What a correction says that was there before: 変更前, (誤).
    pub before: Option<ProposedTender>,
}

/// What a tender holds now.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// Its facts.
    pub facts: &'a TenderFacts,
    /// The sentences behind them.
    pub sources: &'a [FactSource],
    /// Its dates.
    pub deadlines: &'a [Deadline],
    /// Its demands, those left out as well.
    pub requirements: &'a [Requirement],
}

/// How a value stands to the newer text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Both say the same.
    Same,
    /// The newer text says something else.
    Changed,
    /// Only the newer text says it.
    Added,
    /// The newer text, a whole one, does not say it any more.
    Gone,
}

/// Why a person should look before taking a value over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "reason")]
pub enum Caution {
    /// The reader was not sure of the new value.
    Reading {
        /// Why, when it said so.
        why: Option<Doubt>,
    },
    /// A person put the present value in; it would be replaced.
    PersonsWord,
    /// The correction calls another text the present one.
    BeforeDiffers {
        /// What it calls the present one.
        printed: String,
    },
    /// The correction calls another moment the present one.
    BeforeElsewhen {
        /// What it calls the present one.
        at: Moment,
    },
    /// The tender holds several dates of this kind, and any of them may be meant.
    SeveralHeld,
    /// The present date has a time of day, the newer one prints none.
    TimeNotSaid,
    /// Not being printed does not prove that it holds no longer.
    OnlyUnsaid,
}

/// One fact in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactDifference {
    /// Which fact.
    pub name: FactName,
    /// How it stands.
    pub movement: Movement,
    /// The present value as kept; empty when there is none.
    pub held: String,
    /// The sentence behind the present value.
    pub source: Option<FactSource>,
    /// What the newer text says.
    pub newer: Option<ProposedFact>,
    /// Why to look twice.
    pub cautions: Vec<Caution>,
}

/// One date in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateDifference {
    /// How it stands.
    pub movement: Movement,
    /// The present date.
    pub held: Option<Deadline>,
    /// What the newer text says, and its number in the proposal.
    pub newer: Option<(usize, ProposedMilestone)>,
    /// Why to look twice.
    pub cautions: Vec<Caution>,
    /// What moves with it when it is taken over.
    pub moves: Vec<DerivedMove>,
}

/// One demand in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementDifference {
    /// How it stands.
    pub movement: Movement,
    /// The present demand.
    pub held: Option<Requirement>,
    /// What the newer text says, and its number in the proposal.
    pub newer: Option<(usize, ProposedRequirement)>,
    /// Why to look twice.
    pub cautions: Vec<Caution>,
}

/// Everything that moved or stayed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Facts, in reading order.
    pub facts: Vec<FactDifference>,
    /// Dates, in the order of time.
    pub dates: Vec<DateDifference>,
    /// Demands, by their sort.
    pub requirements: Vec<RequirementDifference>,
}

/// Where a row of the difference came from; the name under which it is chosen in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKey {
    /// A fact.
    Fact(FactName),
    /// A date of the newer text, by its number there.
    Date(usize),
    /// A date that is no longer said.
    GoneDate(DeadlineId),
    /// A demand of the newer text, by its number there.
    Requirement(usize),
    /// A demand that is no longer said.
    GoneRequirement(RequirementId),
}

impl RowKey {
    /// The key as it stands in a form.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Fact(name) => format!("fact-{}", super::tender::fact_code(name)),
            Self::Date(number) => format!("date-{number}"),
            Self::GoneDate(id) => format!("gone-date-{id}"),
            Self::Requirement(number) => format!("requirement-{number}"),
            Self::GoneRequirement(id) => format!("gone-requirement-{id}"),
        }
    }
}

impl FactDifference {
    /// Its key in the form.
    #[must_use]
    pub const fn key(&self) -> RowKey {
        RowKey::Fact(self.name)
    }

    /// What the person saw as the present value, to be compared when the choice arrives.
    #[must_use]
    pub fn seen(&self) -> String {
        self.held.clone()
    }

    /// The value as it would be kept.
    #[must_use]
    pub fn value(&self) -> String {
        self.newer.as_ref().map(kept_value).unwrap_or_default()
    }
}

impl DateDifference {
    /// Its key in the form; a date that stayed has none.
    #[must_use]
    pub fn key(&self) -> Option<RowKey> {
        match (&self.newer, &self.held) {
            (Some((number, _)), _) => Some(RowKey::Date(*number)),
            (None, Some(held)) => Some(RowKey::GoneDate(held.id)),
            (None, None) => None,
        }
    }

    /// What the person saw as the present value and as moving with it, to be compared when the choice arrives.
    #[must_use]
    pub fn seen(&self) -> String {
        let held = self.held.as_ref().map_or_else(String::new, |held| format!("{} {}", held.id, held.revision));
        if self.moves.is_empty() { held } else { format!("{held}: {}", print(&self.moves)) }
    }

    /// What would be kept: the newer moment, and of the present date what the newer text does not speak of.
    #[must_use]
    pub fn draft(&self) -> Option<DateDraft> {
        let (_, newer) = self.newer.as_ref()?;
        let held = self.held.as_ref();
        let opened = held.and_then(|held| held.from).filter(|from| from.start_utc_millis() <= newer.at.to_utc_millis());
        Some(DateDraft {
            kind: newer.kind,
            title: held.map(|held| held.title.clone()).unwrap_or_default(),
            from: newer.from.or(opened),
            at: newer.at,
            certainty: newer.certainty,
            basis: newer.basis.or_else(|| held.and_then(|held| held.basis)),
            methods: if newer.methods.is_empty() {
                held.map(|held| held.methods.clone()).unwrap_or_default()
            } else {
                newer.methods.clone()
            },
            hours: held.map(|held| held.hours).unwrap_or_default(),
            place: held.map(|held| held.place.clone()).unwrap_or_default(),
            sentence: String::new(),
            page: None,
        })
    }
}

impl RequirementDifference {
    /// Its key in the form; a demand that stayed has one, too, and no choice.
    #[must_use]
    pub fn key(&self) -> Option<RowKey> {
        match (&self.newer, &self.held) {
            (Some((number, _)), _) => Some(RowKey::Requirement(*number)),
            (None, Some(held)) => Some(RowKey::GoneRequirement(held.id)),
            (None, None) => None,
        }
    }

    /// What the person saw as the present value, to be compared when the choice arrives.
    #[must_use]
    pub fn seen(&self) -> String {
        self.held.as_ref().map_or_else(String::new, |held| format!("{} {}", held.id, held.revision))
    }

    /// Its sort.
    #[must_use]
    pub fn kind(&self) -> RequirementKind {
        let newer = self.newer.as_ref().map(|(_, newer)| newer.value.kind());
        newer.or_else(|| self.held.as_ref().map(Requirement::kind)).unwrap_or(RequirementKind::Other)
    }
}

impl Difference {
    /// Works out what moves with each date when it is taken over.
    pub fn follow(&mut self, deadlines: &[Deadline], office: &Office) {
        for row in self.dates.iter_mut().filter(|row| row.movement == Movement::Changed) {
            let (Some(held), Some(draft)) = (row.held.as_ref(), row.draft()) else { continue };
            let mut after = deadlines.to_vec();
            for date in after.iter_mut().filter(|date| date.id == held.id) {
                (date.at, date.derived) = (draft.at, None);
            }
            row.moves = moves(&after, office);
        }
    }

    /// The dates as they would be if all of it were taken over; those that stay are left out.
    #[must_use]
    pub fn moved_dates(&self) -> Vec<MovedDate> {
        let moving = self.dates.iter().filter(|date| date.movement != Movement::Same);
        let moved = moving.filter_map(|date| {
            let held = date.held.as_ref();
            let newer = date.newer.as_ref().map(|(_, newer)| newer);
            Some(MovedDate {
                deadline: held.map(|held| held.id),
                kind: newer.map(|newer| newer.kind).or(held.map(|held| held.kind))?,
                at: newer.map(|newer| newer.at),
            })
        });
        moved.collect()
    }

    /// Whether nothing is to be decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.facts.iter().all(|fact| fact.movement == Movement::Same)
            && self.dates.iter().all(|date| date.movement == Movement::Same)
            && self.requirements.iter().all(|demand| demand.movement == Movement::Same)
    }
}

/// Compares what a tender holds with what a newer text says.
#[must_use]
pub fn compare(held: &Held<'_>, newer: &Newer) -> Difference {
    let facts = FactName::ALL.into_iter().filter_map(|name| fact_difference(name, held, newer)).collect();
    let mut dates = Vec::new();
    for kind in MilestoneKind::ALL {
        date_differences(kind, held.deadlines, newer, &mut dates);
    }
    dates.sort_by_key(|date| {
        let newer = date.newer.as_ref().map(|(_, newer)| newer.at);
        newer.or_else(|| date.held.as_ref().map(|held| held.at)).map_or(i64::MAX, Moment::to_utc_millis)
    });
    let mut requirements = Vec::new();
    for kind in RequirementKind::ALL {
        requirement_differences(kind, held.requirements, newer, &mut requirements);
    }
    Difference { facts, dates, requirements }
}

/// The value of a proposed fact as it is kept beside its sentence.
#[must_use]
pub fn kept_value(fact: &ProposedFact) -> String {
    match &fact.value {
        FactValue::Text(text) => text.clone(),
        FactValue::Procedure { kind, .. } => kind.code().to_owned(),
        FactValue::PriceBasis(basis) => price_basis_code(*basis).to_owned(),
    }
}

/// Puts what a newer text says into the facts; nothing said empties the fact. A title cannot be emptied.
pub fn take_over(facts: &mut TenderFacts, name: FactName, fact: Option<&ProposedFact>) {
    let text = || fact.map(|fact| fact.value.as_text().to_owned()).unwrap_or_default();
    match name {
        FactName::Title if fact.is_none() => {}
        FactName::Title => facts.title = text(),
        FactName::Number => facts.number = text(),
        FactName::Addressee => facts.addressee = text(),
        FactName::AuthorityName => facts.addressee_name = text(),
        FactName::Place => facts.place = text(),
        FactName::Period => facts.period = text(),
        FactName::Procedure => {
            facts.procedure_term = text();
            facts.procedure = fact.and_then(|fact| match &fact.value {
                FactValue::Procedure { kind, .. } => Some(*kind),
                _ => None,
            });
        }
        FactName::PriceBasis => {
            facts.price_basis = fact.and_then(|fact| match &fact.value {
                FactValue::PriceBasis(basis) => Some(*basis),
                _ => None,
            });
        }
    }
}

/// A text without blanks, in one width and with one hyphen: what counts when two texts are compared.
#[must_use]
pub fn plain(text: &str) -> String {
    text.chars()
        .map(|sign| hyphen(half_width(sign)))
        .filter(|sign| !sign.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

fn fact_difference(name: FactName, held: &Held<'_>, newer: &Newer) -> Option<FactDifference> {
    let value = held.facts.value(name);
    let source = held.sources.iter().find(|source| source.name == name).cloned();
    let proposed = newer.proposal.fact(name).cloned();
    let (movement, mut cautions) = match (&proposed, value.is_empty()) {
        (None, true) => return None,
        (None, false) => {
            let is_printed = source.as_ref().is_some_and(|source| !source.sentence.is_empty());
            // A tender without a title does not exist.
            if newer.scope == Scope::Part || !is_printed || name == FactName::Title {
                return None;
            }
            (Movement::Gone, vec![Caution::OnlyUnsaid])
        }
        (Some(fact), true) => (Movement::Added, of_reading(fact.certain, fact.doubt.as_ref())),
        (Some(fact), false) if plain(&kept_value(fact)) == plain(&value) => (Movement::Same, Vec::new()),
        (Some(fact), false) => (Movement::Changed, of_reading(fact.certain, fact.doubt.as_ref())),
    };
    if movement == Movement::Changed || movement == Movement::Added {
        let before = newer.before.as_ref().and_then(|before| before.fact(name)).map(kept_value);
        if let Some(printed) = before.filter(|printed| plain(printed) != plain(&value)) {
            cautions.push(Caution::BeforeDiffers { printed });
        }
    }
    let is_persons = !value.is_empty() && source.as_ref().is_none_or(|source| source.origin == Origin::Person);
    if is_persons && movement != Movement::Same {
        cautions.push(Caution::PersonsWord);
    }
    Some(FactDifference { name, movement, held: value, source, newer: proposed, cautions })
}

fn of_reading(certain: bool, doubt: Option<&Doubt>) -> Vec<Caution> {
    if certain { Vec::new() } else { vec![Caution::Reading { why: doubt.cloned() }] }
}

/// The dates of one kind that are still without their other half.
struct Unpaired<'a> {
    held: Vec<&'a Deadline>,
    newer: Vec<(usize, &'a ProposedMilestone)>,
    /// What the correction calls the present moment of the newer date of this number.
    before: Vec<(usize, Moment)>,
}

fn date_differences(kind: MilestoneKind, held: &[Deadline], newer: &Newer, found: &mut Vec<DateDifference>) {
    let numbered = newer.proposal.milestones.iter().enumerate().filter(|(_, proposed)| proposed.kind == kind);
    let printed_before = newer.before.iter().flat_map(|before| before.milestones_of(kind).map(|said| said.at));
    let mut open = Unpaired {
        held: held.iter().filter(|date| date.kind == kind).collect(),
        newer: numbered.clone().collect(),
        before: numbered.map(|(number, _)| number).zip(printed_before).collect(),
    };
    let several = open.held.len() > 1;
    pair(&mut open, found, says_the_same, |held, newer, _| row(Movement::Same, Some(held), newer, Vec::new()));
    let as_printed = open.before.clone();
    let is_named = move |held: &Deadline, newer: (usize, &ProposedMilestone)| {
        as_printed.iter().any(|(number, at)| *number == newer.0 && *at == held.at)
    };
    pair(&mut open, found, is_named, |held, newer, _| row(Movement::Changed, Some(held), newer, of(held, newer.1)));
    pair(
        &mut open,
        found,
        |_, _| true,
        |held, newer, before| {
            let mut cautions = of(held, newer.1);
            cautions.extend(before.map(|at| Caution::BeforeElsewhen { at }));
            if several {
                cautions.push(Caution::SeveralHeld);
            }
            row(Movement::Changed, Some(held), newer, cautions)
        },
    );
    for newer in &open.newer {
        let mut cautions = of_reading(newer.1.certain, newer.1.doubt.as_ref());
        cautions.extend(said_before(&open.before, newer.0).map(|at| Caution::BeforeElsewhen { at }));
        found.push(row(Movement::Added, None, *newer, cautions));
    }
    if newer.scope == Scope::Whole {
        let printed = open.held.iter().filter(|date| !date.sentence.is_empty());
        found.extend(printed.map(|date| {
            let mut cautions = vec![Caution::OnlyUnsaid];
            cautions.extend((date.origin == Origin::Person).then_some(Caution::PersonsWord));
            DateDifference {
                movement: Movement::Gone,
                held: Some((*date).clone()),
                newer: None,
                cautions,
                moves: Vec::new(),
            }
        }));
    }
}

/// Takes each newer date with the first held one that fits, out of both lists.
fn pair<'a>(
    open: &mut Unpaired<'a>,
    found: &mut Vec<DateDifference>,
    fits: impl Fn(&Deadline, (usize, &ProposedMilestone)) -> bool,
    make: impl Fn(&'a Deadline, (usize, &'a ProposedMilestone), Option<Moment>) -> DateDifference,
) {
    let mut left = Vec::new();
    for newer in std::mem::take(&mut open.newer) {
        match open.held.iter().position(|held| fits(held, newer)) {
            Some(at) => {
                let held = open.held.remove(at);
                found.push(make(held, newer, said_before(&open.before, newer.0)));
            }
            None => left.push(newer),
        }
    }
    open.newer = left;
}

fn said_before(before: &[(usize, Moment)], number: usize) -> Option<Moment> {
    before.iter().find(|(of, _)| *of == number).map(|(_, at)| *at)
}

/// The same moment; what the newer text does not speak of cannot differ.
fn says_the_same(held: &Deadline, newer: (usize, &ProposedMilestone)) -> bool {
    let newer = newer.1;
    held.at == newer.at
        && (newer.from.is_none() || held.from == newer.from)
        && (newer.basis.is_none() || held.basis == newer.basis)
        && (newer.methods.is_empty() || held.methods == newer.methods)
        && held.certainty == newer.certainty
}

fn of(held: &Deadline, newer: &ProposedMilestone) -> Vec<Caution> {
    let mut cautions = of_reading(newer.certain, newer.doubt.as_ref());
    if held.at.time.is_some() && newer.at.time.is_none() {
        cautions.push(Caution::TimeNotSaid);
    }
    if held.origin == Origin::Person {
        cautions.push(Caution::PersonsWord);
    }
    cautions
}

fn row(
    movement: Movement,
    held: Option<&Deadline>,
    newer: (usize, &ProposedMilestone),
    cautions: Vec<Caution>,
) -> DateDifference {
    let newer = Some((newer.0, newer.1.clone()));
    DateDifference { movement, held: held.cloned(), newer, cautions, moves: Vec::new() }
}

/// The demands of one sort. Of some sorts a notice has one: that one has changed. Of the others each stands
/// for itself, and only what is called by the same name has changed.
fn requirement_differences(
    kind: RequirementKind,
    held: &[Requirement],
    newer: &Newer,
    found: &mut Vec<RequirementDifference>,
) {
    let mut open: Vec<&Requirement> = held.iter().filter(|demand| demand.kind() == kind).collect();
    let proposed = newer.proposal.requirements.iter().enumerate();
    let mut left: Vec<(usize, &ProposedRequirement)> =
        proposed.filter(|(_, demand)| demand.value.kind() == kind).collect();
    let mut take = |fits: &dyn Fn(&Requirement, &ProposedRequirement) -> bool,
                    movement: Movement,
                    open: &mut Vec<&Requirement>| {
        left.retain(|(number, demand)| {
            let Some(at) = open.iter().position(|held| fits(held, demand)) else { return true };
            let held = open.remove(at);
            let mut cautions = Vec::new();
            if movement == Movement::Changed {
                cautions = of_reading(demand.certain, demand.doubt.as_ref());
                cautions.extend((held.origin == Origin::Person).then_some(Caution::PersonsWord));
            }
            let newer = Some((*number, (*demand).clone()));
            found.push(RequirementDifference { movement, held: Some(held.clone()), newer, cautions });
            false
        });
    };
    take(&demands_the_same, Movement::Same, &mut open);
    open.retain(|demand| demand.state == RequirementState::Held);
    take(&is_called_the_same, Movement::Changed, &mut open);
    if is_single(kind) {
        take(&|_, _| true, Movement::Changed, &mut open);
    }
    found.extend(left.into_iter().map(|(number, demand)| RequirementDifference {
        movement: Movement::Added,
        held: None,
        newer: Some((number, demand.clone())),
        cautions: of_reading(demand.certain, demand.doubt.as_ref()),
    }));
    if newer.scope == Scope::Whole {
        let printed = open.into_iter().filter(|demand| !demand.sentence.is_empty());
        found.extend(printed.map(|demand| {
            let mut cautions = vec![Caution::OnlyUnsaid];
            cautions.extend((demand.origin == Origin::Person).then_some(Caution::PersonsWord));
            RequirementDifference { movement: Movement::Gone, held: Some(demand.clone()), newer: None, cautions }
        }));
    }
}

/// Equal values, and equal words where the words are all that there is.
fn demands_the_same(held: &Requirement, newer: &ProposedRequirement) -> bool {
    held.value == newer.value && (says_it_all(&held.value) || plain(&held.ja) == plain(&newer.ja))
}

const fn says_it_all(value: &RequirementValue) -> bool {
    !matches!(
        value,
        RequirementValue::Register
            | RequirementValue::Region
            | RequirementValue::Licence
            | RequirementValue::Experience
            | RequirementValue::Personnel
            | RequirementValue::Standing
            | RequirementValue::Language
            | RequirementValue::Other
    )
}

fn is_called_the_same(held: &Requirement, newer: &ProposedRequirement) -> bool {
    match (&held.value, &newer.value) {
        (
            RequirementValue::Form { number, title },
            RequirementValue::Form { number: newer_number, title: newer_title },
        ) => (!number.is_empty() && plain(number) == plain(newer_number)) || plain(title) == plain(newer_title),
        (RequirementValue::Contact { name, .. }, RequirementValue::Contact { name: newer_name, .. }) => {
            plain(name) == plain(newer_name)
        }
        _ => false,
    }
}

/// Of these sorts a notice has one.
const fn is_single(kind: RequirementKind) -> bool {
    matches!(
        kind,
        RequirementKind::SubmissionMethod
            | RequirementKind::Copies
            | RequirementKind::PageLimit
            | RequirementKind::TypeSize
            | RequirementKind::FileLimit
            | RequirementKind::Anonymity
            | RequirementKind::PlannedPrice
            | RequirementKind::MinimumPrice
            | RequirementKind::PriceCap
            | RequirementKind::BidBond
            | RequirementKind::ContractBond
            | RequirementKind::JointVenture
            | RequirementKind::Grade
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::counter_hours::CounterHours;
    use crate::domain::deadline::{Basis, Certainty};
    use crate::domain::notice::{Evidence, TextKind};

    fn evidence(sentence: &str) -> Evidence {
        Evidence { start: 0, end: 1, sentence: sentence.to_owned(), page: None, file: 0 }
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn proposed(kind: MilestoneKind, moment: &str) -> ProposedMilestone {
        ProposedMilestone {
            kind,
            at: at(moment),
            from: None,
            certainty: Certainty::Fixed,
            basis: None,
            methods: Vec::new(),
            evidence: evidence("新しい文"),
            certain: true,
            doubt: None,
        }
    }

    fn held(kind: MilestoneKind, moment: &str) -> Deadline {
        Deadline {
            id: DeadlineId::parse("018f3c1e-0000-7000-8000-000000000001").unwrap(),
            kind,
            title: String::new(),
            from: None,
            at: at(moment),
            certainty: Certainty::Fixed,
            basis: Some(Basis::Arrival),
            methods: Vec::new(),
            hours: CounterHours::default(),
            place: "契約課".to_owned(),
            sentence: "もとの文".to_owned(),
            source: Some(0),
            page: None,
            origin: Origin::Notice,
            revision: 3,
            derived: None,
            elsewhere: Vec::new(),
            cautions: Vec::new(),
        }
    }

    fn text(milestones: Vec<ProposedMilestone>) -> ProposedTender {
        ProposedTender {
            facts: Vec::new(),
            milestones,
            conflicts: Vec::new(),
            missing: Vec::new(),
            missing_milestones: Vec::new(),
            unreadable: Vec::new(),
            other_dates: Vec::new(),
            relative: Vec::new(),
            requirements: Vec::new(),
            kind_of_text: TextKind::Correction,
        }
    }

    fn dates(held: &[Deadline], newer: &Newer) -> Vec<DateDifference> {
        let facts = TenderFacts::default();
        compare(&Held { facts: &facts, sources: &[], deadlines: held, requirements: &[] }, newer).dates
    }

    const OPEN: MilestoneKind = MilestoneKind::OpenAt;

    #[test]
    fn a_correction_that_names_the_present_date_is_taken_without_caution() {
        let newer = Newer {
            scope: Scope::Part,
            proposal: text(vec![proposed(OPEN, "2026-12-17T10:00")]),
            before: Some(text(vec![proposed(OPEN, "2026-12-10T10:00")])),
        };
        let rows = dates(&[held(OPEN, "2026-12-10T10:00"), held(MilestoneKind::QuestionBy, "2026-11-20")], &newer);
        assert_eq!(rows.len(), 1, "what a correction does not print is not spoken of");
        assert_eq!((rows[0].movement, rows[0].cautions.as_slice()), (Movement::Changed, &[][..]));
        let draft = rows[0].draft().unwrap();
        assert_eq!((draft.at, draft.basis), (at("2026-12-17T10:00"), Some(Basis::Arrival)), "the rest stays");
        assert_eq!(draft.place, "契約課");
        assert!(rows[0].seen().ends_with(" 3"));
    }

    #[test]
    fn a_correction_that_calls_another_date_the_present_one_is_doubted() {
        let newer = Newer {
            scope: Scope::Part,
            proposal: text(vec![proposed(OPEN, "2026-12-17T10:00")]),
            before: Some(text(vec![proposed(OPEN, "2026-12-09T10:00")])),
        };
        let rows = dates(&[held(OPEN, "2026-12-10T10:00")], &newer);
        assert_eq!(rows[0].cautions, [Caution::BeforeElsewhen { at: at("2026-12-09T10:00") }]);
        assert_eq!(dates(&[], &newer)[0].movement, Movement::Added);
    }

    #[test]
    fn of_several_dates_the_named_one_moves() {
        let newer = Newer {
            scope: Scope::Part,
            proposal: text(vec![proposed(OPEN, "2026-12-17T10:00")]),
            before: Some(text(vec![proposed(OPEN, "2026-12-11T10:00")])),
        };
        let both = [held(OPEN, "2026-12-10T10:00"), held(OPEN, "2026-12-11T10:00")];
        let rows = dates(&both, &newer);
        assert_eq!(rows[0].held.as_ref().unwrap().at, at("2026-12-11T10:00"));
        assert_eq!(rows[0].cautions, []);
        let rows = dates(&both, &Newer { before: None, ..newer });
        assert_eq!(rows[0].cautions, [Caution::SeveralHeld]);
    }

    #[test]
    fn a_whole_notice_says_what_it_no_longer_prints_and_never_of_what_a_person_added() {
        let newer =
            Newer { scope: Scope::Whole, proposal: text(vec![proposed(OPEN, "2026-12-10T10:00")]), before: None };
        let mut typed = held(MilestoneKind::HearingAt, "2026-12-01");
        typed.sentence.clear();
        let rows =
            dates(&[held(OPEN, "2026-12-10T10:00"), held(MilestoneKind::QuestionBy, "2026-11-20"), typed], &newer);
        let seen: Vec<_> = rows.iter().map(|row| (row.movement, row.cautions.as_slice())).collect();
        assert_eq!(seen, [(Movement::Gone, &[Caution::OnlyUnsaid][..]), (Movement::Same, &[][..])]);
    }

    #[test]
    fn a_persons_word_is_marked() {
        let newer = Newer { scope: Scope::Part, proposal: text(vec![proposed(OPEN, "2026-12-17")]), before: None };
        let mut persons = held(OPEN, "2026-12-10T10:00");
        persons.origin = Origin::Person;
        let rows = dates(&[persons], &newer);
        assert_eq!(rows[0].cautions, [Caution::TimeNotSaid, Caution::PersonsWord]);
    }

    #[test]
    fn width_and_blanks_are_no_difference_of_a_fact() {
        let fact = |value: &str| ProposedFact {
            name: FactName::Title,
            value: FactValue::Text(value.to_owned()),
            evidence: evidence("件名"),
            certain: true,
            doubt: None,
        };
        let facts = TenderFacts { title: "第２期　水道台帳整備".to_owned(), ..TenderFacts::default() };
        let held = Held { facts: &facts, sources: &[], deadlines: &[], requirements: &[] };
        let mut proposal = text(Vec::new());
        proposal.facts = vec![fact("第2期 水道台帳整備")];
        let newer = Newer { scope: Scope::Part, proposal, before: None };
        assert_eq!(compare(&held, &newer).facts[0].movement, Movement::Same);
        let mut proposal = text(Vec::new());
        proposal.facts = vec![fact("第3期 水道台帳整備")];
        let mut before = text(Vec::new());
        before.facts = vec![fact("第1期 水道台帳整備")];
        let rows = compare(&held, &Newer { scope: Scope::Part, proposal, before: Some(before) }).facts;
        assert_eq!(rows[0].movement, Movement::Changed);
        let printed = "第1期 水道台帳整備".to_owned();
        assert_eq!(rows[0].cautions, [Caution::BeforeDiffers { printed }, Caution::PersonsWord]);
    }

    fn demand(value: RequirementValue, ja: &str) -> ProposedRequirement {
        ProposedRequirement { value, ja: ja.to_owned(), evidence: evidence(ja), certain: true, doubt: None }
    }

    fn held_demand(value: RequirementValue, ja: &str) -> Requirement {
        Requirement {
            id: RequirementId::parse("018f3c1e-0000-7000-8000-000000000002").unwrap(),
            value,
            ja: ja.to_owned(),
            en: String::new(),
            sentence: ja.to_owned(),
            source: Some(0),
            page: None,
            origin: Origin::Notice,
            state: RequirementState::Held,
            revision: 1,
        }
    }

    fn demands(held: &[Requirement], scope: Scope, newer: Vec<ProposedRequirement>) -> Vec<Movement> {
        let facts = TenderFacts::default();
        let mut proposal = text(Vec::new());
        proposal.requirements = newer;
        let held = Held { facts: &facts, sources: &[], deadlines: &[], requirements: held };
        let rows = compare(&held, &Newer { scope, proposal, before: None }).requirements;
        rows.iter().map(|row| row.movement).collect()
    }

    #[test]
    fn the_one_demand_of_its_sort_changes_and_others_stand_for_themselves() {
        let copies = |copies| RequirementValue::Copies { originals: 1, copies };
        let held = [held_demand(copies(8), "正本1部、副本8部")];
        assert_eq!(demands(&held, Scope::Part, vec![demand(copies(5), "正本1部、副本5部")]), [Movement::Changed]);
        assert_eq!(demands(&held, Scope::Part, vec![demand(copies(8), "正副計9部")]), [Movement::Same]);
        assert_eq!(demands(&held, Scope::Whole, Vec::new()), [Movement::Gone]);
        let tax = RequirementValue::Certificate { title: "納税証明書".to_owned() };
        let seal = RequirementValue::Certificate { title: "印鑑証明書".to_owned() };
        let held = [held_demand(tax, "納税証明書")];
        assert_eq!(demands(&held, Scope::Part, vec![demand(seal, "印鑑証明書")]), [Movement::Added]);
        let form = |title: &str| RequirementValue::Form { number: "様式第3号".to_owned(), title: title.to_owned() };
        let held = [held_demand(form("業務実績書"), "様式第3号 業務実績書")];
        assert_eq!(
            demands(&held, Scope::Part, vec![demand(form("実績調書"), "様式第3号 実績調書")]),
            [Movement::Changed]
        );
    }

    #[test]
    fn what_a_person_left_out_is_not_proposed_anew() {
        let mut out = held_demand(RequirementValue::Anonymity, "副本には社名を記載しない");
        out.state = RequirementState::LeftOut;
        let again = vec![demand(RequirementValue::Anonymity, "副本には社名を記載しない")];
        assert_eq!(demands(&[out.clone()], Scope::Whole, again), [Movement::Same]);
        assert!(demands(&[out], Scope::Whole, Vec::new()).is_empty());
    }
}
