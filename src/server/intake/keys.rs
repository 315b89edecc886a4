//! Measures the reader against keys: notices whose true dates a person wrote down beside them.
//! Used by a hidden command; no part of serving.

mod requirements;

pub use requirements::{KeyRequirement, RequirementScore};

use crate::domain::deadline::{Basis, Method, MilestoneKind, Moment};
use crate::domain::notice::{
    Doubt, Edge, FactName, Offset, OffsetUnit, ProposedMilestone, ProposedTender, RelativeDate, TextKind,
};
use chrono::Datelike;
use serde::{Deserialize, Serialize};

/// A key: the truth about one notice.
#[derive(Clone, Debug, Deserialize)]
pub struct Key {
    /// What sort of text it is.
    pub kind_of_text: Option<TextKind>,
    /// Every step with its moment.
    #[serde(default)]
    pub milestones: Vec<KeyMilestone>,
    /// Every step that is given by another step.
    #[serde(default)]
    pub relative: Vec<KeyRelative>,
    /// Steps whose day is printed without a year: right as a doubt, and right as unreadable.
    #[serde(default)]
    pub yearless: Vec<KeyYearless>,
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
    /// 持参, 郵送 …
    #[serde(default)]
    pub methods: Vec<Method>,
    /// 必着, 消印有効, 電子
    pub basis: Option<Basis>,
    /// Other steps that a reader may as well call it (入札 and 開札 at one time).
    #[serde(default)]
    pub also: Vec<MilestoneKind>,
}

/// One true step that hangs on another.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyRelative {
    /// The step; none where it has no code.
    pub kind: Option<MilestoneKind>,
    /// Beginning or end.
    pub edge: Edge,
    /// The step it counts from.
    pub anchor: Option<MilestoneKind>,
    /// How many, when printed.
    pub count: Option<i32>,
    /// Of what.
    pub unit: Option<OffsetUnit>,
    /// As printed.
    pub printed: String,
}

/// A step whose year nobody printed.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyYearless {
    /// Its code.
    pub kind: MilestoneKind,
    /// `--MM-DD`, with or without a time.
    pub at: String,
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
    /// Of those, left open by the notice itself (予定, a reference): rightly proposed as uncertain.
    pub open: usize,
    /// Steps of the key that were proposed with the right moment.
    pub found: usize,
    /// Of those, called certain.
    pub found_certain: usize,
    /// Of those, proposed as uncertain though the notice is clear.
    pub found_uncertain: usize,
    /// Of those, proposed as uncertain because the notice itself is open.
    pub found_open: usize,
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
    /// Steps with a method or a basis in the key.
    pub ways_expected: usize,
    /// Of those, read as in the key.
    pub ways_found: usize,
    /// Relative dates in the key.
    pub relative_expected: usize,
    /// Of those, read with step, edge, anchor and distance.
    pub relative_found: usize,
    /// Relative dates that are not in the key.
    pub relative_wrong: usize,
    /// Texts whose sort the key names.
    pub sorts_expected: usize,
    /// Of those, recognised.
    pub sorts_found: usize,
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
        self.open += other.open;
        self.found_uncertain += other.found_uncertain;
        self.found_open += other.found_open;
        self.ways_expected += other.ways_expected;
        self.ways_found += other.ways_found;
        self.relative_expected += other.relative_expected;
        self.relative_found += other.relative_found;
        self.relative_wrong += other.relative_wrong;
        self.sorts_expected += other.sorts_expected;
        self.sorts_found += other.sorts_found;
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
    let open = key.milestones.iter().filter(|truth| !truth.certain).count();
    let score = Score { expected: key.milestones.len(), open, ..Score::default() };
    let mut compared = Compared { score, requirements, differences };
    for truth in &key.milestones {
        compare_step(tender, truth, &mut compared);
    }
    for proposed in &tender.milestones {
        compare_proposal(proposed, key, &mut compared);
    }
    compare_relative(tender, key, &mut compared);
    compare_sort(tender, key, &mut compared);
    compare_facts(tender, &key.facts, &mut compared);
    compared
}

fn is_at(proposed: &ProposedMilestone, truth: &KeyMilestone) -> bool {
    let same_kind = proposed.kind == truth.kind || truth.also.contains(&proposed.kind);
    same_kind && Moment::parse(&truth.at) == Some(proposed.at)
}

/// The proposal for a true step: of several the one under its own name.
fn proposal_of<'t>(tender: &'t ProposedTender, truth: &KeyMilestone) -> Option<&'t ProposedMilestone> {
    let mut right = tender.milestones.iter().filter(|proposed| is_at(proposed, truth));
    let first = right.clone().find(|proposed| proposed.kind == truth.kind);
    first.or_else(|| right.next())
}

fn compare_ways(proposed: &ProposedMilestone, truth: &KeyMilestone, compared: &mut Compared) {
    if truth.methods.is_empty() && truth.basis.is_none() {
        return;
    }
    let sorted = |methods: &[Method]| {
        let mut methods = methods.to_vec();
        methods.sort();
        methods
    };
    compared.score.ways_expected += 1;
    if sorted(&truth.methods) == sorted(&proposed.methods) && truth.basis == proposed.basis {
        compared.score.ways_found += 1;
    } else {
        compared.differences.push(format!(
            "ways    {} key {:?} {:?}, read {:?} {:?}",
            truth.kind.code(),
            truth.methods,
            truth.basis,
            proposed.methods,
            proposed.basis
        ));
    }
}

fn compare_step(tender: &ProposedTender, truth: &KeyMilestone, compared: &mut Compared) {
    match proposal_of(tender, truth) {
        Some(proposed) => {
            compared.score.found += 1;
            compared.score.found_certain += usize::from(proposed.certain);
            compared.score.found_uncertain += usize::from(!proposed.certain && truth.certain);
            compared.score.found_open += usize::from(!proposed.certain && !truth.certain);
            if !proposed.certain && truth.certain {
                let text = format!("doubted {} {} {:?}", truth.kind.code(), truth.at, proposed.doubt);
                compared.differences.push(text);
            }
            compare_ways(proposed, truth, compared);
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
        (None, false) if key.yearless.iter().any(|truth| is_yearless(proposed, truth)) => return,
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

fn is_yearless(proposed: &ProposedMilestone, truth: &KeyYearless) -> bool {
    let day = format!("--{:02}-{:02}", proposed.at.date.month(), proposed.at.date.day());
    proposed.kind == truth.kind && truth.at.starts_with(&day)
}

fn compare_relative(tender: &ProposedTender, key: &Key, compared: &mut Compared) {
    for truth in &key.relative {
        compared.score.relative_expected += 1;
        if tender.relative.iter().any(|read| is_relative(read, truth)) {
            compared.score.relative_found += 1;
        } else {
            compared.differences.push(format!("relative missing {:?} «{}»", truth.kind, truth.printed));
        }
    }
    for read in &tender.relative {
        if !key.relative.iter().any(|truth| is_relative(read, truth)) {
            compared.score.relative_wrong += 1;
            compared.differences.push(format!(
                "relative not in the key: {:?} {:?} {:?} {:?} «{}»",
                read.kind, read.edge, read.anchor, read.offset, read.printed
            ));
        }
    }
}

/// Whether both say the same distance from the same step; the key does not tell before from after.
fn is_relative(read: &RelativeDate, truth: &KeyRelative) -> bool {
    let offset = truth.count.zip(truth.unit).map(|(count, unit)| Offset { count, unit });
    let read_offset = read.offset.map(|offset| Offset { count: offset.count.abs(), ..offset });
    read.kind == truth.kind && read.edge == truth.edge && read.anchor == truth.anchor && read_offset == offset
}

fn compare_sort(tender: &ProposedTender, key: &Key, compared: &mut Compared) {
    let Some(truth) = key.kind_of_text else { return };
    compared.score.sorts_expected += 1;
    if truth == tender.kind_of_text {
        compared.score.sorts_found += 1;
    } else {
        compared.differences.push(format!("sort    key {truth:?}, read {:?}", tender.kind_of_text));
    }
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
