//! The places of a notice that something was read from, numbered in the order of the text.

use crate::domain::notice::{Conflict, Evidence, ProposedTender};

/// The numbered places.
#[derive(Debug, Clone, Default)]
pub struct Marks(Vec<(usize, usize)>);

/// A stretch of the text: plain, or marked with one or more numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// The numbers of the places that begin or lie here; empty for plain text.
    pub numbers: Vec<usize>,
}

impl Marks {
    /// The places of a proposal.
    #[must_use]
    pub fn of(proposal: &ProposedTender) -> Self {
        let mut places: Vec<(usize, usize)> =
            evidences(proposal).map(|evidence| (evidence.start, evidence.end)).collect();
        places.sort_unstable();
        places.dedup();
        Self(places)
    }

    /// The number of a place, from 1.
    #[must_use]
    pub fn number(&self, evidence: &Evidence) -> Option<usize> {
        self.0.binary_search(&(evidence.start, evidence.end)).ok().map(|at| at + 1)
    }

    /// The text cut at its places. Places that overlap share one stretch; a place that does not lie in
    /// the text is left out.
    #[must_use]
    pub fn cut(&self, text: &str) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        let mut done = 0;
        let mut places = self
            .0
            .iter()
            .enumerate()
            .filter(|(_, (start, end))| start < end && text.get(*start..*end).is_some())
            .peekable();
        while let Some((at, (start, end))) = places.next() {
            let (mut end, mut numbers) = (*end, vec![at + 1]);
            while let Some((next, (_, next_end))) = places.next_if(|(_, (start, _))| *start < end) {
                numbers.push(next + 1);
                end = end.max(*next_end);
            }
            push(&mut stretches, text, done, *start, Vec::new());
            push(&mut stretches, text, *start, end, numbers);
            done = end;
        }
        push(&mut stretches, text, done, text.len(), Vec::new());
        stretches
    }
}

fn push(stretches: &mut Vec<Stretch>, text: &str, start: usize, end: usize, numbers: Vec<usize>) {
    if let Some(text) = text.get(start..end).filter(|text| !text.is_empty()) {
        stretches.push(Stretch { text: text.to_owned(), numbers });
    }
}

fn evidences(proposal: &ProposedTender) -> impl Iterator<Item = &Evidence> {
    let facts = proposal.facts.iter().map(|fact| &fact.evidence);
    let steps = proposal.milestones.iter().map(|step| &step.evidence);
    let unreadable = proposal.unreadable.iter().map(|date| &date.evidence);
    let others = proposal.other_dates.iter().map(|date| &date.evidence);
    let conflicts = proposal.conflicts.iter().flat_map(places_of);
    facts.chain(steps).chain(unreadable).chain(others).chain(conflicts)
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

    #[test]
    fn overlapping_places_share_a_stretch_and_keep_their_numbers() {
        let marks = Marks(vec![(3, 6), (3, 9), (12, 15)]);
        let stretches = marks.cut("あいうえお");
        let numbers: Vec<_> = stretches.iter().map(|stretch| stretch.numbers.clone()).collect();
        assert_eq!(numbers, vec![vec![], vec![1, 2], vec![], vec![3]]);
        assert_eq!(stretches[1].text, "いう");
    }

    proptest! {
        #[test]
        fn the_stretches_are_the_text_whatever_the_places(
            text in "[a-zあ-ん<>&\n]{0,40}",
            mut places in proptest::collection::vec((0usize..130, 0usize..130), 0..12),
        ) {
            places.sort_unstable();
            places.dedup();
            let joined: String =
                Marks(places).cut(&text).into_iter().map(|stretch| stretch.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
