//! Measures the reader against keys: notices whose true dates a person wrote down beside them.
//! Used by a hidden command; no part of serving.

mod requirements;

pub use requirements::{KeyRequirement, RequirementScore};

use crate::domain::deadline::{MilestoneKind, Moment};
use crate::domain::notice::{Doubt, FactName, ProposedMilestone, ProposedTender};
use serde::{Deserialize, Serialize};

/// A key: the truth about one notice.
#[derive(Clone, Debug, Deserialize)]
pub struct Key {
    /// Every step with its moment.
    pub milestones: Vec<KeyMilestone>,
    /// Dates that appear and are no steps.
    #[serde(default)]
    pub other: Vec<String>,
    /// Facts by name.
    #[serde(default)]
    pub facts: KeyFacts,
    /// What is demanded.
    #[serde(default)]
    pub requirements: Vec<KeyRequirement>,
}

/// One true step.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyMilestone {
    /// Its code.
    pub kind: MilestoneKind,
    /// ISO moment.
    pub at: String,
    /// ISO beginning, for periods.
    pub from: Option<String>,
    /// False where even the notice leaves it open.
    #[serde(default = "yes")]
    pub certain: bool,
}

/// The true facts.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct KeyFacts {
    /// 件名
    pub kenmei: Option<String>,
    /// 宛先
    pub addressee: Option<String>,
    /// 方式
    pub procedure: Option<String>,
    /// 場所
    pub place: Option<String>,
}

fn yes() -> bool {
    true
}

/// How one notice was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Score {
    /// Steps in the key.
    pub expected: usize,
    /// Steps of the key that were proposed with the right moment.
    pub found: usize,
    /// Of those, called certain.
    pub found_certain: usize,
    /// Steps of the key that were not proposed, or with another moment.
    pub missing: usize,
    /// Called certain and not in the key, or certain where the key leaves it open. Must be 0.
    pub wrong_certain: usize,
    /// Proposed as uncertain and not in the key.
    pub wrong_uncertain: usize,
    /// Proposed as uncertain in all.
    pub uncertain: usize,
    /// Periods whose beginning differs from the key's.
    pub wrong_from: usize,
    /// Facts in the key.
    pub facts_expected: usize,
    /// Facts read as in the key.
    pub facts_found: usize,
}

/// One notice and what was wrong with it, in words for an engineer.
#[derive(Clone, Debug, Serialize)]
pub struct Compared {
    /// The numbers.
    pub score: Score,
    /// The numbers of requirements.
    pub requirements: RequirementScore,
    /// One line for each difference.
    pub differences: Vec<String>,
}

impl Score {
    /// Adds another notice.
    pub fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.found += other.found;
        self.found_certain += other.found_certain;
        self.missing += other.missing;
        self.wrong_certain += other.wrong_certain;
        self.wrong_uncertain += other.wrong_uncertain;
        self.uncertain += other.uncertain;
        self.wrong_from += other.wrong_from;
        self.facts_expected += other.facts_expected;
        self.facts_found += other.facts_found;
    }
}

/// Reads a key.
///
/// # Errors
/// When the JSON has another shape.
pub fn parse_key(json: &str) -> Result<Key, serde_json::Error> {
    serde_json::from_str(json)
}

/// Compares a reading with its key.
pub fn compare(tender: &ProposedTender, key: &Key) -> Compared {
    let mut differences = Vec::new();
    let requirements = requirements::compare(&tender.requirements, &key.requirements, &mut differences);
    let score = Score { expected: key.milestones.len(), ..Score::default() };
    let mut compared = Compared { score, requirements, differences };
    for truth in &key.milestones {
        compare_step(tender, truth, &mut compared);
    }
    for proposed in &tender.milestones {
        compare_proposal(proposed, key, &mut compared);
    }
    compare_facts(tender, &key.facts, &mut compared);
    compared
}

fn is_at(proposed: &ProposedMilestone, truth: &KeyMilestone) -> bool {
    proposed.kind == truth.kind && Moment::parse(&truth.at) == Some(proposed.at)
}

fn compare_step(tender: &ProposedTender, truth: &KeyMilestone, compared: &mut Compared) {
    match tender.milestones.iter().find(|proposed| is_at(proposed, truth)) {
        Some(proposed) => {
            compared.score.found += 1;
            compared.score.found_certain += usize::from(proposed.certain);
            let from = truth.from.as_deref().and_then(Moment::parse);
            if from != proposed.from {
                compared.score.wrong_from += 1;
                let text = format!(
                    "from    {} key {:?}, read {:?}",
                    truth.kind.code(),
                    from.map(|at| at.to_string()),
                    proposed.from.map(|at| at.to_string())
                );
                compared.differences.push(text);
            }
        }
        None => {
            compared.score.missing += 1;
            let read: Vec<String> = tender.milestones_of(truth.kind).map(|proposed| proposed.at.to_string()).collect();
            compared.differences.push(format!("missing {} {} (read: {})", truth.kind.code(), truth.at, read.join(" ")));
        }
    }
}

fn compare_proposal(proposed: &ProposedMilestone, key: &Key, compared: &mut Compared) {
    let truth = key.milestones.iter().find(|truth| is_at(proposed, truth));
    let score = &mut compared.score;
    score.uncertain += usize::from(!proposed.certain);
    let what = match (truth, proposed.certain) {
        (None, true) => {
            score.wrong_certain += 1;
            "WRONG, CERTAIN"
        }
        (Some(truth), true) if !truth.certain => {
            score.wrong_certain += 1;
            "CERTAIN, BUT OPEN IN THE NOTICE"
        }
        (None, false) => {
            score.wrong_uncertain += 1;
            "wrong, uncertain"
        }
        _ => return,
    };
    let doubt: Option<&Doubt> = proposed.doubt.as_ref();
    compared.differences.push(format!(
        "{what}: {} {} {doubt:?} «{}»",
        proposed.kind.code(),
        proposed.at,
        proposed.evidence.sentence
    ));
}

fn compare_facts(tender: &ProposedTender, facts: &KeyFacts, compared: &mut Compared) {
    let pairs = [
        (FactName::Title, &facts.kenmei),
        (FactName::Addressee, &facts.addressee),
        (FactName::Procedure, &facts.procedure),
        (FactName::Place, &facts.place),
    ];
    for (name, truth) in pairs {
        let Some(truth) = truth else { continue };
        compared.score.facts_expected += 1;
        let read = tender.fact(name).map(|fact| fact.value.as_text().to_owned());
        if read.as_deref().map(plain) == Some(plain(truth)) {
            compared.score.facts_found += 1;
        } else {
            compared.differences.push(format!("fact    {name:?} key «{truth}», read {read:?}"));
        }
    }
}

fn plain(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc().filter(|ch| !ch.is_whitespace()).collect()
}
