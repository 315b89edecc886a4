//! What intake read, as kept until a person confirms it, and the page on which that is done.

use serde::{Deserialize, Serialize};

use super::source::TenderSource;
use super::state::TenderState;
use crate::domain::id::TenderId;
use crate::domain::notice::ProposedTender;
use crate::domain::relative_form::MOST_RELATIVE;
use crate::domain::requirement_form::MOST_REQUIREMENTS;

/// What intake read, as kept until a person confirms it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What is proposed.
    pub proposal: ProposedTender,
    /// Pages of the originals that hold no text and were read by nobody.
    pub pages_without_text: u32,
    /// What the texts say beyond what one tender holds.
    #[serde(default)]
    pub beyond: Beyond,
}

/// How much was read for which a tender has no room; it is not proposed, and the page says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beyond {
    /// Demands.
    pub requirements: usize,
    /// Dates that hang on others.
    pub relative: usize,
}

impl Reading {
    /// Keeps as much as a tender holds and counts the rest. What matters most stands in front: the texts are in
    /// the order in which they are trusted.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.beyond.requirements += cut(&mut self.proposal.requirements, MOST_REQUIREMENTS);
        self.beyond.relative += cut(&mut self.proposal.relative, MOST_RELATIVE);
        self
    }
}

fn cut<T>(list: &mut Vec<T>, most: usize) -> usize {
    let beyond = list.len().saturating_sub(most);
    list.truncate(most);
    beyond
}

/// What the confirm page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenderProposal {
    /// Which tender.
    pub id: TenderId,
    /// Counts changes.
    pub revision: i64,
    /// How far it has come.
    pub state: TenderState,
    /// The texts that were read; what was read points to them by their places.
    pub texts: Vec<ReadText>,
    /// What was read in them.
    pub reading: Reading,
}

impl TenderProposal {
    /// The sources of the texts.
    #[must_use]
    pub fn read_from(&self) -> Vec<TenderSource> {
        self.texts.iter().map(|text| text.source.clone()).collect()
    }
}

/// A text that was read, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadText {
    /// Where it came from.
    pub source: TenderSource,
    /// The text.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::notice::{Edge, Evidence, ProposedRequirement, RelativeDate, TextKind};
    use crate::domain::requirement::RequirementValue;

    #[test]
    fn what_a_tender_has_no_room_for_is_counted_and_not_lost_silently() {
        let evidence = || Evidence { start: 0, end: 1, sentence: String::new(), page: None, file: 0 };
        let demand = || ProposedRequirement {
            value: RequirementValue::Other,
            ja: "条件".to_owned(),
            evidence: evidence(),
            certain: true,
            doubt: None,
        };
        let date = || RelativeDate {
            kind: None,
            edge: Edge::By,
            anchor: None,
            offset: None,
            time: None,
            printed: "落札決定後".to_owned(),
            evidence: evidence(),
        };
        let proposal = ProposedTender {
            facts: Vec::new(),
            milestones: Vec::new(),
            conflicts: Vec::new(),
            missing: Vec::new(),
            missing_milestones: Vec::new(),
            unreadable: Vec::new(),
            other_dates: Vec::new(),
            relative: (0..MOST_RELATIVE + 3).map(|_| date()).collect(),
            requirements: (0..MOST_REQUIREMENTS + 5).map(|_| demand()).collect(),
            kind_of_text: TextKind::Unknown,
        };
        let once = Reading { proposal, pages_without_text: 0, beyond: Beyond::default() }.bounded();
        assert_eq!(once.beyond, Beyond { requirements: 5, relative: 3 });
        assert_eq!(once.proposal.requirements.len(), MOST_REQUIREMENTS);
        assert_eq!(once.clone().bounded(), once, "what was bounded stays as it is");
    }
}
