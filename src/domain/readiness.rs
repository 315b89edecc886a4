//! The readiness check of a bid as it was last made: kept, so that a page can show it without typesetting papers.

use serde::{Deserialize, Serialize};

use super::document_view::DocumentLine;
use super::finding::{Finding, Weight};
use super::instant::Instant;

/// Whether a kept check still speaks of the bid as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// Nothing that it read has changed since.
    Current,
    /// The bid, its tender, dates, firms, people, records or the templates have changed, or a date has passed.
    OutOfDate,
}

/// The check as it was last made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// Every paper that the bid needed.
    pub documents: Vec<DocumentLine>,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// When it was made.
    pub made_at: Instant,
    /// Whether it still holds.
    pub age: Age,
}

impl Readiness {
    /// How many findings are of a weight.
    #[must_use]
    pub fn count(&self, weight: Weight) -> usize {
        self.findings.iter().filter(|finding| finding.weight == weight).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::finding::Matter;

    #[test]
    fn findings_are_counted_by_weight() {
        let of = |form: &str| Finding {
            weight: Weight::Blocking,
            matter: Matter::PriceBasisUnknown { form: form.to_owned() },
        };
        let other = Finding { weight: Weight::CouldNotCheck, matter: Matter::NoDeadline };
        let readiness = Readiness {
            documents: Vec::new(),
            findings: vec![of("F01"), of("F10"), other],
            made_at: Instant(0),
            age: Age::Current,
        };
        assert_eq!(readiness.count(Weight::Blocking), 2);
        assert_eq!(readiness.count(Weight::Warning), 0);
    }
}
