//! Compares the requirements that were read with those of a key. What a key does not print is not compared.

use crate::domain::deadline::Method;
use crate::domain::notice::ProposedRequirement;
use crate::domain::requirement::{JointVentureRule, RequirementKind, RequirementValue};
use serde::{Deserialize, Serialize};

use super::plain;

/// So much of a key's sentence must be found in the sentence that was read, in characters.
const OVERLAP: usize = 9;

/// One true requirement; a field that is not printed is left out.
#[derive(Clone, Debug, Deserialize)]
pub struct KeyRequirement {
    /// Its sort.
    pub kind: RequirementKind,
    /// The beginning of its sentence.
    #[serde(default)]
    pub sentence: String,
    /// Ways of handing in.
    #[serde(default)]
    pub methods: Vec<Method>,
    /// 正本
    pub originals: Option<u32>,
    /// 副本
    pub copies: Option<u32>,
    /// Pages at most.
    pub pages: Option<u32>,
    /// Type size.
    pub points: Option<f64>,
    /// Size of a file.
    pub megabytes: Option<u32>,
    /// Endings of files.
    #[serde(default)]
    pub formats: Vec<String>,
    /// An amount.
    pub yen: Option<i64>,
    /// Whether there is a minimum price.
    pub set: Option<bool>,
    /// Joint ventures.
    pub allowed: Option<JointVentureRule>,
    /// Grades.
    #[serde(default)]
    pub grades: Vec<String>,
    /// Number of a form.
    pub number: Option<String>,
    /// Title of a paper.
    pub title: Option<String>,
    /// Name of a contact.
    pub name: Option<String>,
    /// Its telephone.
    pub telephone: Option<String>,
    /// Its e-mail.
    pub email: Option<String>,
    /// Its fax.
    pub fax: Option<String>,
    /// Whether a bond is waived.
    pub exempt: Option<bool>,
}

/// How the requirements of one notice were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RequirementScore {
    /// In the key.
    pub expected: usize,
    /// Of those, read with the same value.
    pub found: usize,
    /// Of those, called certain.
    pub found_certain: usize,
    /// Not read, or with another value.
    pub missing: usize,
    /// Called certain, while the key holds another value for the same thing. Must be 0.
    pub wrong_certain: usize,
    /// Called certain and of a thing that the key does not hold: to be judged by reading.
    pub unkeyed_certain: usize,
    /// Proposed as uncertain in all.
    pub uncertain: usize,
}

impl RequirementScore {
    /// Adds another notice.
    pub fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.found += other.found;
        self.found_certain += other.found_certain;
        self.missing += other.missing;
        self.wrong_certain += other.wrong_certain;
        self.unkeyed_certain += other.unkeyed_certain;
        self.uncertain += other.uncertain;
    }
}

/// Compares what was read with a key and adds a line for each difference.
pub fn compare(
    read: &[ProposedRequirement],
    keys: &[KeyRequirement],
    differences: &mut Vec<String>,
) -> RequirementScore {
    let mut score = RequirementScore { expected: keys.len(), ..RequirementScore::default() };
    for key in keys {
        let same: Vec<&ProposedRequirement> = read.iter().filter(|one| agrees(one, key)).collect();
        if same.is_empty() {
            score.missing += 1;
            differences.push(format!("missing {} «{}»", key.kind.code(), key.sentence));
        } else {
            score.found += 1;
            score.found_certain += usize::from(same.iter().any(|one| one.certain));
        }
    }
    for one in read {
        score.uncertain += usize::from(!one.certain);
        if keys.iter().any(|key| agrees(one, key)) {
            continue;
        }
        let is_wrong = keys.iter().any(|key| contradicts(one, key));
        let what = match (one.certain, is_wrong) {
            (true, true) => {
                score.wrong_certain += 1;
                "WRONG, CERTAIN"
            }
            (true, false) => {
                score.unkeyed_certain += 1;
                "not in the key, certain"
            }
            (false, _) => "not in the key, uncertain",
        };
        differences.push(format!("{what}: {:?} {:?} «{}»", one.value, one.doubt, one.ja));
    }
    score
}

fn is_in(one: &ProposedRequirement, key: &KeyRequirement) -> bool {
    let head: String = plain(&key.sentence).chars().take(OVERLAP).collect();
    !head.is_empty() && (plain(&one.evidence.sentence).contains(&head) || plain(&one.ja).contains(&head))
}

fn is_alike(one: &str, two: &str) -> bool {
    let (one, two) = (plain(one), plain(two));
    !one.is_empty() && !two.is_empty() && (one.contains(&two) || two.contains(&one))
}

/// Whether every value that the key prints was read; without a value the sentences must be the same.
fn agrees(one: &ProposedRequirement, key: &KeyRequirement) -> bool {
    if one.value.kind() != key.kind {
        return false;
    }
    let same = |truth: &Option<String>, read: &str| truth.as_deref().is_none_or(|truth| plain(truth) == plain(read));
    match &one.value {
        RequirementValue::Form { number, title } => {
            same(&key.number, number) && key.title.as_deref().is_none_or(|truth| is_alike(truth, title))
        }
        RequirementValue::Certificate { title } => key.title.as_deref().is_some_and(|truth| is_alike(truth, title)),
        RequirementValue::SubmissionMethod { methods } => {
            let mut truth = key.methods.clone();
            truth.sort_unstable();
            *methods == truth && is_in(one, key)
        }
        RequirementValue::Copies { originals, copies } => {
            key.originals.is_none_or(|truth| truth == *originals) && key.copies.is_none_or(|truth| truth == *copies)
        }
        RequirementValue::PageLimit { pages } => key.pages == Some(*pages),
        RequirementValue::TypeSize { tenths } => {
            key.points.is_some_and(|truth| (truth * 10.0 - f64::from(*tenths)).abs() < 0.5)
        }
        RequirementValue::FileLimit { megabytes, formats } => {
            key.megabytes == *megabytes && key.formats == *formats && is_in(one, key)
        }
        RequirementValue::PlannedPrice { yen } => key.yen == *yen,
        RequirementValue::MinimumPrice { yen, set } => key.yen == *yen && key.set.is_none_or(|truth| truth == *set),
        RequirementValue::PriceCap { yen } => key.yen == Some(*yen),
        RequirementValue::BidBond { exempt } | RequirementValue::ContractBond { exempt } => {
            key.exempt.is_none_or(|truth| truth == *exempt)
        }
        RequirementValue::JointVenture { rule } => key.allowed == Some(*rule),
        RequirementValue::Grade { grades } => key.grades == *grades,
        RequirementValue::Contact { telephone, email, fax, name } => {
            let has_number = key.telephone.is_some() || key.email.is_some();
            same(&key.telephone, telephone)
                && same(&key.email, email)
                && same(&key.fax, fax)
                && (has_number || key.name.as_deref().is_some_and(|truth| is_alike(truth, name)))
        }
        _ => is_in(one, key),
    }
}

/// Whether the key holds another value for the same thing.
fn contradicts(one: &ProposedRequirement, key: &KeyRequirement) -> bool {
    if one.value.kind() != key.kind {
        return false;
    }
    match &one.value {
        RequirementValue::Form { number, .. } => {
            key.number.as_deref().is_some_and(|truth| plain(truth) == plain(number))
        }
        RequirementValue::Contact { telephone, .. } => {
            key.telephone.as_deref().is_some_and(|truth| truth == telephone.as_str())
        }
        RequirementValue::PlannedPrice { .. }
        | RequirementValue::MinimumPrice { .. }
        | RequirementValue::PriceCap { .. }
        | RequirementValue::BidBond { .. }
        | RequirementValue::TypeSize { .. } => true,
        RequirementValue::SubmissionMethod { .. }
        | RequirementValue::Copies { .. }
        | RequirementValue::FileLimit { .. }
        | RequirementValue::PageLimit { .. }
        | RequirementValue::Grade { .. }
        | RequirementValue::JointVenture { .. } => is_in(one, key),
        _ => false,
    }
}
