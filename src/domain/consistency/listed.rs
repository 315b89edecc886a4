//! What papers list and count (dossier §3.29): 番号, 出資割合, 技術者, 実績件数, 使用印, 部数.

use std::collections::BTreeSet;

use super::{DemandedCopies, Found, Notice, Printed, PrintedCopies};
use crate::domain::document::{DocumentProblem, DocumentRule, Severity, Shared};
use crate::domain::paper::form_of;
use crate::domain::text::half_width;

/// Papers on which the seal in use is made known or used: 入札書, 委任状, 使用印鑑届.
const SEALED: [&str; 3] = ["F01", "F19", "F25"];
/// 配置予定技術者調書, 業務実施体制, 工程表, 企画提案書, 業務実績調書.
pub(super) const ENGINEER: &str = "F13";
const TEAM: &str = "F14";
const SCHEDULE: &str = "F15";
pub(super) const PROPOSAL: &str = "F10";
pub(super) const REFERENCES: &str = "F12";

pub(super) fn check(papers: &[Printed], notice: &Notice, found: &mut Found) {
    numbers(papers, notice, found);
    same_set(papers, found, Shared::Listing, |paper| &paper.listings);
    same_set(papers, found, Shared::Licence, |paper| &paper.licences);
    shares(papers, found);
    people(papers, found);
    projects(papers, found);
    seals(papers, found);
    copies(papers, notice, found);
}

/// A contradiction to another paper; to the notice where no paper is named.
fn differs(what: Shared, here: &str, there: &str, other: &str) -> DocumentProblem {
    DocumentProblem::Differs { what, here: here.to_owned(), there: there.to_owned(), other: other.to_owned() }
}

/// 番号 as the notice has it, behind the title and by itself. A paper need not print it.
fn numbers(papers: &[Printed], notice: &Notice, found: &mut Found) {
    let wanted = notice.number.trim();
    if wanted.is_empty() {
        return;
    }
    for paper in papers {
        let behind = paper.subject.as_deref().and_then(|subject| bracketed(subject, notice.title.trim()));
        let printed = [behind, paper.number.as_deref().map(str::trim)];
        for number in printed.into_iter().flatten().filter(|number| !number.is_empty() && *number != wanted) {
            found.add(&paper.paper, DocumentRule::Title, differs(Shared::Number, number, wanted, ""));
        }
    }
}

/// What stands in brackets behind the title. Brackets that belong to the title are part of it.
fn bracketed<'s>(subject: &'s str, title: &str) -> Option<&'s str> {
    let rest = subject.trim().strip_prefix(title).filter(|_| !title.is_empty())?;
    rest.trim().strip_prefix('（')?.strip_suffix('）').map(str::trim)
}

/// The same numbers on all papers that list any. A paper may go on behind a number, so that a beginning is enough.
fn same_set(papers: &[Printed], found: &mut Found, what: Shared, of: impl Fn(&Printed) -> &Vec<String>) {
    let set = |paper: &Printed| of(paper).iter().map(|number| squeezed(number)).collect::<BTreeSet<String>>();
    let is_in = |number: &String, others: &BTreeSet<String>| {
        others.iter().any(|other| other.starts_with(number) || number.starts_with(other))
    };
    let mut listing = papers.iter().filter(|paper| !of(paper).is_empty());
    let Some(first) = listing.next() else { return };
    let wanted = set(first);
    for paper in listing {
        let own = set(paper);
        if !own.iter().all(|number| is_in(number, &wanted)) || !wanted.iter().all(|number| is_in(number, &own)) {
            let problem = differs(what, &of(paper).join("・"), &of(first).join("・"), &first.paper);
            found.add(&paper.paper, DocumentRule::Consistency, problem);
        }
    }
}

/// Each member's share is the same on all papers that state shares.
fn shares(papers: &[Printed], found: &mut Found) {
    let list = |paper: &Printed| {
        let shares: BTreeSet<(String, String)> =
            paper.shares.iter().map(|(name, share)| (squeezed(name), squeezed(share))).collect();
        shares
    };
    let said = |paper: &Printed| {
        let shares = paper.shares.iter().map(|(name, share)| format!("{name} {share}％"));
        shares.collect::<Vec<_>>().join("・")
    };
    let mut stating = papers.iter().filter(|paper| !paper.shares.is_empty());
    let Some(first) = stating.next() else { return };
    for paper in stating.filter(|paper| list(paper) != list(first)) {
        let problem = differs(Shared::Shares, &said(paper), &said(first), &first.paper);
        found.add(&paper.paper, DocumentRule::Consistency, problem);
    }
}

/// Whoever has a sheet of their own (F13) is in the team (F14) under the same name, and in that of the proposal (F10)
/// where it has one; whom the schedule (F15) and the proposal name is one of them.
fn people(papers: &[Printed], found: &mut Found) {
    let named = |form: &str| papers.iter().find(|paper| form_of(&paper.paper) == form && !paper.people.is_empty());
    let engineers = papers.iter().filter(|paper| form_of(&paper.paper) == ENGINEER);
    let (team, proposal) = (named(TEAM), named(PROPOSAL));
    for (other, weight) in [(team, Severity::Error), (proposal, Severity::Warning)] {
        let Some(other) = other else { continue };
        for paper in engineers.clone() {
            for name in paper.people.iter().filter(|name| !other.people.contains(name)) {
                let is_spaced = other.people.iter().any(|known| squeezed(known) == squeezed(name));
                let severity = if is_spaced { Severity::Warning } else { weight };
                let problem = differs(Shared::Person, name, &other.people.join("・"), &other.paper);
                found.weigh(&paper.paper, DocumentRule::Consistency, severity, problem);
            }
        }
    }
    let Some(other) = team.or_else(|| named(ENGINEER)) else { return };
    let known: BTreeSet<String> =
        engineers.chain(team).flat_map(|paper| &paper.people).map(|name| squeezed(name)).collect();
    for paper in [named(SCHEDULE), proposal].into_iter().flatten() {
        strangers(paper, &known, other, found);
    }
}

/// People whom neither the sheets nor the team know. A paper may name people by their family name, and several on a line.
fn strangers(paper: &Printed, known: &BTreeSet<String>, other: &Printed, found: &mut Found) {
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for name in paper.people.iter().flat_map(|line| line.split(['・', '、', ',', '，', '／', '/'])) {
        let own = squeezed(name);
        let is_known = own.is_empty() || known.iter().any(|other| other.starts_with(&own) || own.starts_with(other));
        if !is_known && told.insert(name) {
            let problem = differs(Shared::Person, name.trim(), &other.people.join("・"), &other.paper);
            found.weigh(&paper.paper, DocumentRule::Consistency, Severity::Warning, problem);
        }
    }
}

/// As many projects in the proposal as on the members' sheets. A text may name other numbers beside the right one.
fn projects(papers: &[Printed], found: &mut Found) {
    let sheets = || papers.iter().filter(|paper| form_of(&paper.paper) == REFERENCES);
    let listed: usize = sheets().filter_map(|paper| paper.projects).sum();
    let Some(sheet) = sheets().next().filter(|_| listed > 0) else { return };
    for paper in papers.iter().filter(|paper| form_of(&paper.paper) == PROPOSAL) {
        let told = &paper.told_projects;
        if told.is_empty() || told.contains(&listed) {
            continue;
        }
        let here = told.iter().map(|count| format!("{count}件")).collect::<Vec<_>>().join("・");
        let problem = differs(Shared::Projects, &here, &format!("{listed}件"), &sheet.paper);
        found.weigh(&paper.paper, DocumentRule::Consistency, Severity::Warning, problem);
    }
}

/// The seal that is made known is the seal that is used: on all three papers, or on none; and where an agent seals the
/// bid, the delegation shows the agent's seal.
fn seals(papers: &[Printed], found: &mut Found) {
    let sealed = |paper: &&Printed| SEALED.contains(&form_of(&paper.paper));
    let said: Vec<(&Printed, bool)> =
        papers.iter().filter(sealed).filter_map(|paper| Some((paper, paper.is_sealed?))).collect();
    if let Some(((first, wanted), others)) = said.split_first() {
        for (paper, here) in others.iter().filter(|(_, here)| here != wanted) {
            let problem = differs(Shared::Seal, seal_word(*here), seal_word(*wanted), &first.paper);
            found.add(&paper.paper, DocumentRule::Consistency, problem);
        }
    }
    let of = |form: &str| papers.iter().find(|paper| form_of(&paper.paper) == form);
    let Some((bid, delegation)) = of("F01").zip(of("F19")) else { return };
    if bid.agent.is_some() && bid.is_sealed == Some(true) && !delegation.has_agents_seal {
        let problem = differs(Shared::AgentsSeal, seal_word(false), seal_word(true), &bid.paper);
        found.add(&delegation.paper, DocumentRule::Consistency, problem);
    }
}

const fn seal_word(is_sealed: bool) -> &'static str {
    if is_sealed { "押印あり" } else { "押印なし" }
}

/// 部数 alike on every list, and as asked for.
fn copies(papers: &[Printed], notice: &Notice, found: &mut Found) {
    let mut known: Vec<(&str, &PrintedCopies)> = Vec::new();
    for paper in papers {
        for line in &paper.copies {
            let name = squeezed(&line.name);
            let other = known.iter().find(|(_, other)| squeezed(&other.name) == name);
            if let Some((other, wanted)) = other.filter(|(_, other)| !agree(line, other.originals, other.copies)) {
                let here = words(&line.name, line.originals, line.copies);
                let there = words(&wanted.name, wanted.originals, wanted.copies);
                found.add(&paper.paper, DocumentRule::Attachments, differs(Shared::Copies, &here, &there, other));
            }
            if let Some(wanted) = notice.copies.iter().find(|wanted| is_meant(wanted, &name))
                && !agree(line, wanted.originals, wanted.copies)
            {
                let here = words(&line.name, line.originals, line.copies);
                let there = words(&line.name, wanted.originals, wanted.copies);
                found.add(&paper.paper, DocumentRule::Attachments, differs(Shared::Copies, &here, &there, ""));
            }
            known.push((&paper.paper, line));
        }
    }
}

fn is_meant(demanded: &DemandedCopies, name: &str) -> bool {
    demanded.names.iter().any(|own| !own.is_empty() && squeezed(own) == name)
}

/// Whether a line has these numbers; what one of the two does not say contradicts nothing.
fn agree(line: &PrintedCopies, originals: Option<u32>, copies: Option<u32>) -> bool {
    let same = |one: Option<u32>, other: Option<u32>| one.zip(other).is_none_or(|(one, other)| one == other);
    same(line.originals, originals) && same(line.copies, copies)
}

fn words(name: &str, originals: Option<u32>, copies: Option<u32>) -> String {
    let part = |word: &str, count: Option<u32>| count.map(|count| format!("{word}{count}部"));
    let parts = [part("正本", originals), part("副本", copies)];
    format!("{}　{}", name.trim(), parts.into_iter().flatten().collect::<Vec<_>>().join("・"))
}

fn squeezed(text: &str) -> String {
    text.chars().map(half_width).filter(|letter| !letter.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{Days, paper_of as paper};
    use super::*;

    fn told(papers: &[Printed], notice: &Notice) -> Vec<String> {
        let found = super::super::check(papers, &Days::default(), notice).into_iter();
        found
            .map(|(paper, finding)| match finding.problem {
                DocumentProblem::Differs { what, other, .. } => {
                    format!("{paper} {what:?} {other} {:?}", finding.severity)
                }
                other => format!("{paper} {other:?}"),
            })
            .collect()
    }

    fn lines(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_number_is_the_notices_wherever_it_stands() {
        let notice =
            Notice { title: "清掃業務（北区）".into(), number: "第12号".into(), ..Notice::default() };
        let of = |subject: &str, number: Option<&str>| {
            let own = paper("F01", |paper| {
                (paper.subject, paper.number) = (Some(subject.to_owned()), number.map(str::to_owned));
            });
            told(&[own], &notice)
        };
        assert!(of("清掃業務（北区）（第12号）", Some("第12号")).is_empty());
        assert!(of("清掃業務（北区）", None).is_empty(), "brackets of the title are no number");
        assert_eq!(of("清掃業務（北区）（第13号）", None), ["F01 Number  Error"]);
        assert_eq!(of("清掃業務（北区）", Some("第１２号")), ["F01 Number  Error"]);
    }

    #[test]
    fn numbers_of_lists_and_licences_are_the_same_set_on_all_papers() {
        let with = |one: &[&str], other: &[&str]| {
            let first = paper("F08", |paper| paper.listings = lines(one));
            let second = paper("F24", |paper| {
                (paper.listings, paper.licences) = (lines(other), lines(&["般-7 第1号"]));
            });
            told(&[first, second, paper("F11", |paper| paper.licences = lines(&["般-７　第１号"]))], &Notice::default())
        };
        assert!(with(&["A1", "B2"], &["B2", "A1"]).is_empty());
        assert!(with(&[], &["B2"]).is_empty());
        assert_eq!(with(&["A1"], &["A1", "B2"]), ["F24 Listing F08 Error"]);
    }

    #[test]
    fn engineers_are_in_the_team_and_the_schedule_names_them() {
        let with = |engineers: &[&str], charge: &[&str]| {
            let papers = [
                paper("F13", |paper| paper.people = lines(engineers)),
                paper("F14", |paper| paper.people = lines(&["浜田　花子", "磯部　健", "通訳者"])),
                paper("F15", |paper| paper.people = lines(charge)),
            ];
            told(&papers, &Notice::default())
        };
        assert!(with(&["浜田　花子", "磯部　健"], &["浜田、磯部健", "通訳者"]).is_empty());
        assert_eq!(with(&["浜田花子"], &[]), ["F13 Person F14 Warning"]);
        assert_eq!(with(&["濱田　花子"], &[]), ["F13 Person F14 Error"]);
        assert_eq!(with(&["磯部　健"], &["礒部", "礒部"]), ["F15 Person F14 Warning"]);
    }

    #[test]
    fn the_proposal_names_the_engineers_and_nobody_else() {
        let with = |proposal: &[&str]| {
            let papers = [
                paper("F13", |paper| paper.people = lines(&["浜田　花子"])),
                paper("F14", |paper| paper.people = lines(&["浜田　花子", "磯部　健"])),
                paper("F10", |paper| paper.people = lines(proposal)),
            ];
            told(&papers, &Notice::default())
        };
        assert!(with(&["浜田　花子", "磯部"]).is_empty() && with(&[]).is_empty());
        assert_eq!(with(&["磯部　健"]), ["F13 Person F10 Warning"]);
        assert_eq!(with(&["浜田　花子", "礒部　健"]), ["F10 Person F14 Warning"]);
    }

    #[test]
    fn shares_are_the_same_on_all_papers() {
        let with = |other: &[(&str, &str)]| {
            let list = |shares: &[(&str, &str)]| {
                shares.iter().map(|(name, share)| ((*name).to_owned(), (*share).to_owned())).collect::<Vec<_>>()
            };
            let papers = [
                paper("F23", |paper| paper.shares = list(&[("甲社", "60"), ("Z AB", "40")])),
                paper("F24", |paper| paper.shares = list(other)),
            ];
            told(&papers, &Notice::default())
        };
        assert!(with(&[("Z AB", "４０"), ("甲社", "60")]).is_empty() && with(&[]).is_empty());
        assert_eq!(with(&[("甲社", "60"), ("Z AB", "39.99")]), ["F24 Shares F23 Error"]);
    }

    #[test]
    fn the_proposal_speaks_of_as_many_projects_as_the_sheets_list() {
        let with = |told_projects: &[usize]| {
            let sheets = [2, 1].map(|count| paper("F12", |paper| paper.projects = Some(count)));
            let proposal = paper("F10", |paper| paper.told_projects = told_projects.to_vec());
            let [one, two] = sheets;
            told(&[one, two, proposal], &Notice::default())
        };
        assert!(with(&[]).is_empty() && with(&[120, 3]).is_empty());
        assert_eq!(with(&[4]), ["F10 Projects F12 Warning"]);
    }

    #[test]
    fn the_seal_that_is_made_known_is_used() {
        let with = |bid: Option<bool>, filed: Option<bool>, agents: bool| {
            let papers = [
                paper("F01", |paper| (paper.is_sealed, paper.agent) = (bid, Some("磯部".into()))),
                paper("F19", |paper| (paper.is_sealed, paper.has_agents_seal) = (bid, agents)),
                paper("F25", |paper| paper.is_sealed = filed),
            ];
            told(&papers, &Notice::default())
        };
        let all = Some(true);
        assert!(with(all, all, true).is_empty() && with(None, all, false).is_empty());
        assert!(with(Some(false), Some(false), false).is_empty());
        assert_eq!(with(all, Some(false), true), ["F25 Seal F01 Error"]);
        assert_eq!(with(all, all, false), ["F19 AgentsSeal F01 Error"]);
    }

    #[test]
    fn copies_are_the_same_on_all_lists_and_as_asked_for() {
        let list = |code: &str, copies: u32| {
            let line = PrintedCopies { name: "企画提案書".into(), originals: Some(1), copies: Some(copies) };
            paper(code, |paper| paper.copies = vec![line])
        };
        let names = lines(&["企画提案書", "様式第９号"]);
        let notice =
            Notice { copies: vec![DemandedCopies { names, originals: None, copies: Some(9) }], ..Notice::default() };
        assert!(told(&[list("F09", 9), list("F28", 9)], &notice).is_empty());
        assert_eq!(told(&[list("F09", 8), list("F28", 8)], &notice), ["F09 Copies  Error", "F28 Copies  Error"]);
        assert_eq!(told(&[list("F09", 9), list("F28", 8)], &Notice::default()), ["F28 Copies F09 Error"]);
    }
}
