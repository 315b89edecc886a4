//! The dates of a tender beside those of a newer text: which belongs to which, and what would be kept.

use serde::{Deserialize, Serialize};

use super::row_key::RowKey;
use super::{Caution, Movement, Newer, Scope, of_reading};
use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::derived_date::{DerivedMove, print};
use crate::domain::notice::ProposedMilestone;
use crate::domain::tender::{Deadline, Origin};
use crate::domain::tender_form::DateDraft;

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

/// The dates of one kind that are still without their other half.
struct Unpaired<'a> {
    held: Vec<&'a Deadline>,
    newer: Vec<(usize, &'a ProposedMilestone)>,
    /// What the correction calls the present moment of the newer date of this number.
    before: Vec<(usize, Moment)>,
}

pub(super) fn date_differences(kind: MilestoneKind, held: &[Deadline], newer: &Newer, found: &mut Vec<DateDifference>) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::counter_hours::CounterHours;
    use crate::domain::deadline::{Basis, Certainty};
    use crate::domain::difference::fixtures::{evidence, text};
    use crate::domain::difference::{Held, compare};
    use crate::domain::id::DeadlineId;
    use crate::domain::tender::TenderFacts;

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
}
