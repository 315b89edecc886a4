//! One tender of everything that says something about it: what a source states beside what its text says, and
//! several files (個別編, 共通編, 様式集, 仕様書) beside each other. Whatever contradicts anything is shown and uncertain.

mod evidence;
mod facts;
mod steps;

use super::read;
use super::rules::Family;
use super::source::{SourceText, Stated};
use crate::domain::deadline::MilestoneKind;
use crate::domain::notice::{FactName, FactValue, ProposedTender, TextKind};

/// How much a file is trusted, the most first: what each is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// 公告, 実施要領, 個別編: what is said of this one tender.
    Own,
    /// Nothing recognised.
    Open,
    /// 共通編, general rules: what is said of all tenders.
    Common,
    /// 仕様書: the work, and its end.
    Specification,
    /// 様式集, answers, results, plans: their dates are blanks, examples or of other procedures.
    Beside,
}

/// Reads one source: its own words by the rules for the language of notices, what it states laid over them.
pub fn read_source(source: &SourceText) -> ProposedTender {
    let Some(stated) = source.stated.as_deref() else { return read(&source.text) };
    let body = stated.body.min(source.text.len());
    let mut proposal = match source.text.get(body..) {
        Some(words) => read(words),
        None => read(&source.text),
    };
    if body > 0 {
        evidence::of_all(&mut proposal, |evidence| {
            evidence.start += body;
            evidence.end += body;
        });
    }
    lay(&mut proposal, stated);
    proposal
}

/// Reads all files of one tender. `evidence.file` says which of them, from 0.
pub fn read_together(sources: &[SourceText]) -> ProposedTender {
    let mut files: Vec<(Rank, ProposedTender)> = Vec::new();
    for (number, source) in sources.iter().enumerate() {
        let mut proposal = read_source(source);
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        evidence::of_all(&mut proposal, |evidence| evidence.file = number);
        files.push((rank(&source.text, proposal.kind_of_text), proposal));
    }
    files.sort_by_key(|(rank, _)| *rank);
    let mut files = files.into_iter();
    let Some((first_rank, mut all)) = files.next() else { return read("") };
    steps::weigh(&mut all.milestones, first_rank);
    for (rank, mut file) in files {
        steps::weigh(&mut file.milestones, rank);
        facts::add(&mut all, std::mem::take(&mut file.facts), rank);
        steps::add(&mut all, std::mem::take(&mut file.milestones));
        all.conflicts.append(&mut file.conflicts);
        all.unreadable.append(&mut file.unreadable);
        all.other_dates.append(&mut file.other_dates);
        all.relative.append(&mut file.relative);
        for requirement in file.requirements {
            let is_known =
                all.requirements.iter().any(|known| known.value == requirement.value && known.ja == requirement.ja);
            if !is_known {
                all.requirements.push(requirement);
            }
        }
    }
    finish(&mut all);
    all
}

/// Names the texts of a reading by their places among a tender's texts instead of their numbers.
pub fn name_by_place(proposal: &mut ProposedTender, places: &[u32]) {
    evidence::of_all(proposal, |evidence| {
        let number = usize::try_from(evidence.file).unwrap_or(usize::MAX);
        evidence.file = places.get(number).copied().unwrap_or(evidence.file);
    });
}

/// Stated values come first; what the text says the same is said once.
fn lay(proposal: &mut ProposedTender, stated: &Stated) {
    if stated.facts.is_empty() && stated.milestones.is_empty() {
        return;
    }
    facts::lay(proposal, &stated.facts);
    steps::lay(proposal, &stated.milestones);
    finish(proposal);
}

/// Puts in order and says what is missing.
fn finish(proposal: &mut ProposedTender) {
    steps::in_order(proposal);
    proposal.facts.sort_by_key(|fact| fact.name);
    proposal.milestones.sort_by_key(|step| (step.at.to_utc_millis(), step.kind));
    let found: Vec<MilestoneKind> = proposal.milestones.iter().map(|step| step.kind).collect();
    let family = proposal.fact(FactName::Procedure).and_then(|fact| match fact.value {
        FactValue::Procedure { kind, .. } => Some(Family::of(kind)),
        _ => None,
    });
    proposal.missing = FactName::ALL.into_iter().filter(|name| proposal.fact(*name).is_none()).collect();
    proposal.missing_milestones =
        family.map_or(&[][..], Family::expected).iter().copied().filter(|kind| !found.contains(kind)).collect();
}

fn rank(text: &str, kind: TextKind) -> Rank {
    let head: String = text.chars().take(400).filter(|ch| !ch.is_whitespace()).collect();
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    // Letters of headings are set apart (仕 様 書).
    let heading: String = first.chars().filter(|ch| !ch.is_whitespace()).collect();
    let announces = ["公告", "公示", "要領", "要項", "説明書"].iter().any(|word| heading.contains(word));
    match kind {
        _ if head.contains("個別編") || head.contains("個別事項") => Rank::Own,
        _ if head.contains("共通編") || head.contains("共通事項") => Rank::Common,
        TextKind::Forms => Rank::Beside,
        _ if heading.contains("様式集") && !announces => Rank::Beside,
        _ if heading.contains("仕様書") && !announces => Rank::Specification,
        TextKind::Notice | TextKind::ProposalGuideline | TextKind::Correction | TextKind::Cancellation => Rank::Own,
        TextKind::Unknown => Rank::Open,
        TextKind::Rules => Rank::Common,
        TextKind::Specification => Rank::Specification,
        TextKind::Result | TextKind::Answers | TextKind::Plan => Rank::Beside,
    }
}

#[cfg(test)]
mod tests;
