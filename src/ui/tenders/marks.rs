//! The sentences of a notice that something was read from, numbered in the order of the texts.

use std::collections::BTreeMap;

use crate::domain::notice::{Conflict, Evidence, ProposedTender};
use crate::domain::tender::{ReadText, fact_code};

/// How far around a value its sentence is looked for, in bytes.
const AROUND: usize = 2_000;

/// A place: which text, from where, to where.
type Place = (u32, usize, usize);

/// The numbered places.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    places: Vec<Place>,
    rows: Vec<Option<String>>,
    by_value: BTreeMap<Place, usize>,
}

/// A stretch of a text: plain, or marked with one or more numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// The numbers of the places that begin or lie here; empty for plain text.
    pub numbers: Vec<usize>,
}

/// The id of the row of a fact, a date, a relative date or a demand.
#[must_use]
pub fn row_id(sort: &str, which: impl std::fmt::Display) -> String {
    format!("row-{sort}-{which}")
}

impl Marks {
    /// The places of a proposal: the sentence around each value where it stands in its text, else the value.
    #[must_use]
    pub fn of(proposal: &ProposedTender, texts: &[ReadText]) -> Self {
        let values: Vec<(&Evidence, Option<String>)> = evidences(proposal);
        let place_of = |evidence: &Evidence| {
            let text = texts.iter().find(|text| text.source.position == evidence.file);
            let (start, end) = text.map_or((evidence.start, evidence.end), |text| sentence_of(&text.text, evidence));
            (evidence.file, start, end)
        };
        let mut places: Vec<Place> = values.iter().map(|(evidence, _)| place_of(evidence)).collect();
        places.sort_unstable();
        places.dedup();
        let mut marks = Self { rows: vec![None; places.len()], places, by_value: BTreeMap::new() };
        for (evidence, row) in values {
            let Ok(at) = marks.places.binary_search(&place_of(evidence)) else { continue };
            marks.by_value.insert(key(evidence), at + 1);
            if let Some(known) = marks.rows.get_mut(at).filter(|known| known.is_none()) {
                *known = row;
            }
        }
        marks
    }

    /// The number of a place, from 1.
    #[must_use]
    pub fn number(&self, evidence: &Evidence) -> Option<usize> {
        self.by_value.get(&key(evidence)).copied()
    }

    /// The id of the first row that was read from a place.
    #[must_use]
    pub fn row(&self, number: usize) -> Option<&str> {
        self.rows.get(number.checked_sub(1)?)?.as_deref()
    }

    /// A text cut at its places. Places that overlap share one stretch; a place that does not lie in
    /// the text is left out.
    #[must_use]
    pub fn cut(&self, file: u32, text: &str) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut done = 0;
        let mut places = self
            .places
            .iter()
            .enumerate()
            .filter(|(_, (of, start, end))| *of == file && start < end && text.get(*start..*end).is_some())
            .map(|(at, (_, start, end))| (at + 1, *start, *end))
            .peekable();
        while let Some((number, start, mut end)) = places.next() {
            let mut numbers = vec![number];
            while let Some((next, _, next_end)) = places.next_if(|(_, start, _)| *start < end) {
                numbers.push(next);
                end = end.max(next_end);
            }
            push(&mut stretches, text, done, start, Vec::new());
            push(&mut stretches, text, start, end, numbers);
            done = end;
        }
        push(&mut stretches, text, done, text.len(), Vec::new());
        stretches
    }
}

const fn key(evidence: &Evidence) -> Place {
    (evidence.file, evidence.start, evidence.end)
}

/// Where the sentence of a value stands; the value alone where the sentence is not around it.
fn sentence_of(text: &str, evidence: &Evidence) -> (usize, usize) {
    let value = (evidence.start, evidence.end);
    let sentence = evidence.sentence.trim();
    let from = boundary_before(text, evidence.start.saturating_sub(AROUND));
    let to = boundary_before(text, (evidence.end + AROUND).min(text.len()));
    let Some(window) = text.get(from..to).filter(|_| !sentence.is_empty()) else { return value };
    window
        .match_indices(sentence)
        .map(|(at, found)| (from + at, from + at + found.len()))
        .find(|(start, end)| *start <= evidence.start && evidence.end <= *end)
        .unwrap_or(value)
}

fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn push(stretches: &mut Vec<Stretch>, text: &str, start: usize, end: usize, numbers: Vec<usize>) {
    if let Some(text) = text.get(start..end).filter(|text| !text.is_empty()) {
        stretches.push(Stretch { text: text.to_owned(), numbers });
    }
}

/// Every place that something was read from, with the row that shows it.
fn evidences(proposal: &ProposedTender) -> Vec<(&Evidence, Option<String>)> {
    let facts = proposal.facts.iter().map(|fact| (&fact.evidence, Some(row_id("fact", fact_code(fact.name)))));
    let steps = proposal.milestones.iter().enumerate().map(|(at, step)| (&step.evidence, Some(row_id("date", at))));
    let relative =
        proposal.relative.iter().enumerate().map(|(at, date)| (&date.evidence, Some(row_id("relative", at))));
    let demands =
        proposal.requirements.iter().enumerate().map(|(at, one)| (&one.evidence, Some(row_id("requirement", at))));
    let unreadable = proposal.unreadable.iter().map(|date| (&date.evidence, None));
    let others = proposal.other_dates.iter().map(|date| (&date.evidence, None));
    let conflicts = proposal.conflicts.iter().flat_map(places_of).map(|evidence| (evidence, None));
    facts.chain(steps).chain(relative).chain(demands).chain(unreadable).chain(others).chain(conflicts).collect()
}

/// The places at which a contradiction stands.
#[must_use]
pub fn places_of(conflict: &Conflict) -> Vec<&Evidence> {
    match conflict {
        Conflict::Weekday { evidence, .. } => vec![evidence],
        Conflict::TwoDates { first_evidence, second_evidence, .. }
        | Conflict::TwoValues { first_evidence, second_evidence, .. } => {
            vec![first_evidence, second_evidence]
        }
        Conflict::Order { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marks(places: Vec<Place>) -> Marks {
        Marks { rows: vec![None; places.len()], places, by_value: BTreeMap::new() }
    }

    #[test]
    fn overlapping_places_share_a_stretch_and_keep_their_numbers() {
        let marks = marks(vec![(0, 3, 6), (0, 3, 9), (0, 12, 15), (1, 0, 3)]);
        let stretches = marks.cut(0, "あいうえお");
        let numbers: Vec<_> = stretches.iter().map(|stretch| stretch.numbers.clone()).collect();
        assert_eq!(numbers, vec![vec![], vec![1, 2], vec![], vec![3]]);
        assert_eq!(stretches[1].text, "いう");
        assert_eq!(marks.cut(1, "あいう")[0].numbers, vec![4]);
    }

    #[test]
    fn the_sentence_around_a_value_is_what_is_marked() {
        let text = "前の行\n提出期限　令和8年12月10日\n後の行";
        let start = text.find("令和").unwrap();
        let sentence = "提出期限　令和8年12月10日".to_owned();
        let evidence = Evidence { start, end: start + 9, sentence: sentence.clone(), page: None, file: 0 };
        let (from, to) = sentence_of(text, &evidence);
        assert_eq!(&text[from..to], sentence);
        let elsewhere = Evidence { sentence: "ほかの文".to_owned(), ..evidence };
        assert_eq!(sentence_of(text, &elsewhere), (start, start + 9));
    }

    proptest! {
        #[test]
        fn the_stretches_are_the_text_whatever_the_places(
            text in "[a-zあ-ん<>&\n]{0,40}",
            mut places in proptest::collection::vec((0u32..2, 0usize..130, 0usize..130), 0..12),
        ) {
            places.sort_unstable();
            places.dedup();
            let marks = marks(places);
            for file in 0..2 {
                let joined: String = marks.cut(file, &text).into_iter().map(|stretch| stretch.text).collect();
                prop_assert_eq!(joined, text.as_str());
            }
        }

        #[test]
        fn any_evidence_is_looked_up_without_a_panic(
            text in "[a-zあ-ん\n]{0,60}", sentence in "[a-zあ-ん]{0,5}", start in 0usize..200, length in 0usize..50,
        ) {
            let evidence = Evidence { start, end: start + length, sentence, page: None, file: 0 };
            let (from, to) = sentence_of(&text, &evidence);
            prop_assert!(from <= to);
        }
    }
}
