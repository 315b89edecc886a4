//! What of the papers could not be held together (dossier §3.29): silence would read as agreement.

use super::listed::{ENGINEER, PROPOSAL, REFERENCES};
use super::{Notice, Printed};
use crate::domain::document::{DocumentFinding, DocumentProblem, DocumentRule, Severity, Uncompared};
use crate::domain::paper::form_of;

/// Papers that state an amount, and those that break it down.
const STATED: [&str; 2] = ["F01", "F05"];
const BROKEN_DOWN: [&str; 2] = ["F03", "F04"];

/// Each thing that could not be held together, with the paper on which it is told.
#[must_use]
pub fn uncompared(papers: &[Printed], notice: &Notice) -> Vec<(String, DocumentFinding)> {
    let told = [people(papers), projects(papers), amount(papers), copies(papers, notice)];
    told.into_iter()
        .flatten()
        .map(|(paper, rule, what)| {
            let problem = DocumentProblem::NotCompared(what);
            (paper.paper.clone(), DocumentFinding { rule, severity: Severity::Unchecked, problem })
        })
        .collect()
}

type Told<'p> = Option<(&'p Printed, DocumentRule, Uncompared)>;

fn people(papers: &[Printed]) -> Told<'_> {
    let is_sheet = |paper: &&Printed| form_of(&paper.paper) == ENGINEER;
    let sheet = papers.iter().filter(is_sheet).find(|paper| !paper.people.is_empty())?;
    let is_alone = !papers.iter().any(|paper| !is_sheet(&paper) && !paper.people.is_empty());
    is_alone.then_some((sheet, DocumentRule::Consistency, Uncompared::People))
}

fn projects(papers: &[Printed]) -> Told<'_> {
    let are_listed = papers.iter().any(|paper| form_of(&paper.paper) == REFERENCES && paper.projects.is_some());
    let proposal = papers.iter().find(|paper| form_of(&paper.paper) == PROPOSAL)?;
    let is_silent = are_listed && proposal.told_projects.is_empty();
    is_silent.then_some((proposal, DocumentRule::Consistency, Uncompared::Projects))
}

fn amount(papers: &[Printed]) -> Told<'_> {
    let of = |forms: [&'static str; 2]| papers.iter().filter(move |paper| forms.contains(&form_of(&paper.paper)));
    of(STATED).find(|paper| paper.amount.is_some())?;
    let open = of(BROKEN_DOWN).find(|paper| paper.totals.is_empty())?;
    Some((open, DocumentRule::Consistency, Uncompared::Amount))
}

fn copies<'p>(papers: &'p [Printed], notice: &Notice) -> Told<'p> {
    let list = papers.iter().find(|paper| !paper.copies.is_empty()).filter(|_| notice.copies.is_empty())?;
    Some((list, DocumentRule::Attachments, Uncompared::Copies))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consistency::{DemandedCopies, PrintedCopies, paper_of as paper};
    use crate::domain::money::Yen;

    fn told(papers: &[Printed], notice: &Notice) -> Vec<String> {
        let found = uncompared(papers, notice).into_iter();
        found.map(|(paper, finding)| format!("{paper} {:?}", finding.problem)).collect()
    }

    #[test]
    fn what_one_side_does_not_say_is_told() {
        let notice = Notice::default();
        let engineer = || paper("F13", |paper| paper.people = vec!["浜田　花子".to_owned()]);
        assert_eq!(told(&[engineer(), paper("F14", |_| {})], &notice), ["F13 NotCompared(People)"]);
        let team = paper("F14", |paper| paper.people = vec!["浜田　花子".to_owned()]);
        assert!(told(&[engineer(), team], &notice).is_empty());
        let references = || paper("F12", |paper| paper.projects = Some(3));
        assert_eq!(told(&[references(), paper("F10", |_| {})], &notice), ["F10 NotCompared(Projects)"]);
        let proposal = paper("F10", |paper| paper.told_projects = vec![3]);
        assert!(told(&[references(), proposal], &notice).is_empty());
        let bid = || paper("F01", |paper| paper.amount = Some(Yen(1)));
        assert_eq!(told(&[bid(), paper("F03", |_| {})], &notice), ["F03 NotCompared(Amount)"]);
        assert!(told(&[bid(), paper("F03", |paper| paper.totals = vec![Yen(1)])], &notice).is_empty());
        let list = [paper("F28", |paper| paper.copies = vec![PrintedCopies::default()])];
        assert_eq!(told(&list, &notice), ["F28 NotCompared(Copies)"]);
        let asked = Notice { copies: vec![DemandedCopies::default()], ..Notice::default() };
        assert!(told(&list, &asked).is_empty());
    }
}
