//! What is wrong with a paper as it was produced: its type and margins, its pages, its words (dossier §4, §9 R-48,
//! The files themselves are judged by `inspect`, the papers of a bid against each other by
//! `domain::consistency` from what `printed` reads on each.

mod layout;
mod listed;
mod pages;
mod printed;
mod read;
mod sheets;
mod title;
mod words;

pub use pages::{PageJudgement, judge_pages};
pub use printed::printed;

use crate::domain::document::{DocumentFinding, DocumentProblem, DocumentRule, PrintPlace, Severity};

use read::{Line, Print};

/// Longest excerpt that tells a place, in characters.
const EXCERPT: usize = 24;
/// Most findings of one kind in one paper: the first show what is meant.
const MOST_OF_A_KIND: usize = 5;

/// What a paper is held against.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Demands {
    /// 件名 of the tender, to the character.
    pub title: String,
    /// Smallest type that the buyer allows, in tenths of a point; none where the notice says nothing.
    pub type_tenths: Option<u32>,
}

/// Everything that is wrong with a produced paper beside its file.
#[must_use]
pub fn check(docx: &[u8], demands: &Demands) -> Vec<DocumentFinding> {
    // What cannot be read is told by `inspect`.
    let Some(print) = read::read(docx) else { return Vec::new() };
    let mut notes = Notes::default();
    layout::check(&print, demands, &mut notes);
    title::check(&print, &demands.title, &mut notes);
    words::check(&print, &mut notes);
    notes.findings
}

/// What was found, each once and no kind without end.
#[derive(Debug, Default)]
struct Notes {
    findings: Vec<DocumentFinding>,
}

impl Notes {
    fn add(&mut self, rule: DocumentRule, severity: Severity, problem: DocumentProblem) {
        let kind = std::mem::discriminant(&problem);
        let same = self.findings.iter().filter(|other| std::mem::discriminant(&other.problem) == kind).count();
        let finding = DocumentFinding { rule, severity, problem };
        if same < MOST_OF_A_KIND && !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }
}

/// The place of a line: its part, its number there, and how it begins.
fn place(print: &Print, at: usize) -> PrintPlace {
    let line = print.lines.get(at);
    let part = line.map(|line| line.part).unwrap_or_default();
    let before = print.lines.iter().take(at).filter(|other| other.part == part && !other.squeezed().is_empty());
    PrintPlace {
        part,
        in_table: line.is_some_and(|line| line.cell.is_some()),
        line: u32::try_from(before.count() + 1).unwrap_or(u32::MAX),
        excerpt: line.map(excerpt).unwrap_or_default(),
    }
}

fn excerpt(line: &Line) -> String {
    let text = line.text.trim().replace('\n', " ");
    if text.chars().count() <= EXCERPT { text } else { text.chars().take(EXCERPT).chain(['…']).collect() }
}
