//! Takes every fact that a paper prints through one gate: cleans it, and notes what is missing or must not be printed.

use crate::domain::block::is_unprintable;
use crate::domain::document::{DocumentFinding, DocumentProblem, DocumentRule, Fact, MemberFact, Severity};
use crate::domain::form::Named;

/// What was found while a paper was composed; each finding once.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    findings: Vec<DocumentFinding>,
    lacks: usize,
}

impl Ledger {
    /// Notes a finding, unless it is known.
    pub(super) fn note(&mut self, rule: DocumentRule, severity: Severity, problem: DocumentProblem) {
        let finding = DocumentFinding { rule, severity, problem };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// How often something was lacking so far, what was told already among it.
    pub(super) fn lacks(&self) -> usize {
        self.lacks
    }

    /// Notes that the paper prints a fact that the bid does not know.
    pub(super) fn missing(&mut self, fact: Fact) {
        self.lacks += 1;
        let (rule, severity) = demand(fact);
        self.note(rule, severity, DocumentProblem::Missing(fact));
    }

    /// Notes that the paper prints records of a kind, and there is none.
    pub(super) fn no_records(&mut self, kind: &Named) {
        self.lacks += 1;
        self.note(DocumentRule::Leftover, Severity::Warning, DocumentProblem::RecordMissing(kind.clone()));
    }

    /// Notes that a record lacks what the paper prints of it.
    pub(super) fn no_value(&mut self, kind: &Named, field: &Named, number: usize) {
        self.lacks += 1;
        let problem = DocumentProblem::FieldMissing { kind: kind.clone(), field: field.clone(), number };
        self.note(DocumentRule::Leftover, Severity::Error, problem);
    }

    /// One line of a fact as it may be printed; an empty one is missing.
    pub(super) fn line(&mut self, fact: Fact, text: &str) -> String {
        let text = text.trim();
        if text.is_empty() {
            self.missing(fact);
        }
        self.optional_line(fact, text)
    }

    /// One line of a fact that need not be there.
    pub(super) fn optional_line(&mut self, fact: Fact, text: &str) -> String {
        self.look_at(fact, text);
        text.chars()
            .filter(|c| !is_unprintable(*c))
            .map(|c| if c.is_whitespace() && c != '\u{3000}' { ' ' } else { c })
            .collect()
    }

    /// A text of several lines.
    pub(super) fn text(&mut self, fact: Fact, text: &str) -> String {
        self.look_at(fact, text);
        text.replace("\r\n", "\n").chars().filter(|c| !is_unprintable(*c)).collect()
    }

    /// All findings, in the order of the paper.
    pub(super) fn into_findings(self) -> Vec<DocumentFinding> {
        self.findings
    }

    fn look_at(&mut self, fact: Fact, text: &str) {
        for character in text.chars().filter(|c| *c != '\r') {
            if is_unprintable(character) {
                self.note(DocumentRule::Characters, Severity::Error, DocumentProblem::Character { fact, character });
            } else if is_environment_dependent(character) {
                self.note(DocumentRule::Characters, Severity::Warning, DocumentProblem::Character { fact, character });
            }
        }
        if names_a_firm(fact) && text.contains(['㈱', '㈲', '㈳', '㈶']) {
            self.note(DocumentRule::Characters, Severity::Error, DocumentProblem::Abbreviated(fact));
        }
        for leftover in ["○○", "〇〇", "◯◯", "{", "}"] {
            if text.contains(leftover) {
                self.note(DocumentRule::Leftover, Severity::Error, DocumentProblem::Placeholder(leftover.to_owned()));
            }
        }
    }
}

/// Which rule demands a fact, and how strictly.
fn demand(fact: Fact) -> (DocumentRule, Severity) {
    match fact {
        Fact::Title | Fact::Number => (DocumentRule::Title, Severity::Error),
        Fact::Addressee => (DocumentRule::Addressee, Severity::Error),
        Fact::Buyer => (DocumentRule::Addressee, Severity::Error),
        Fact::OpeningDate => (DocumentRule::Date, Severity::Warning),
        Fact::TaxRate => (DocumentRule::Amount, Severity::Error),
        Fact::JointVentureOffice
        | Fact::JointVentureFormedOn
        | Fact::JointVentureMonthsAfter
        | Fact::JointVentureBank => (DocumentRule::JointVentureName, Severity::Error),
        Fact::Record(_) => (DocumentRule::Leftover, Severity::Error),
        Fact::Date | Fact::NoticeDate => (DocumentRule::Date, Severity::Error),
        Fact::Amount => (DocumentRule::Amount, Severity::Error),
        Fact::JointVentureName => (DocumentRule::JointVentureName, Severity::Error),
        Fact::AgentAddress | Fact::AgentName => (DocumentRule::Agent, Severity::Error),
        Fact::Label => (DocumentRule::Leftover, Severity::Warning),
        Fact::Place | Fact::Period => (DocumentRule::Period, Severity::Error),
        Fact::Costs => (DocumentRule::Costs, Severity::Error),
        Fact::Attachments | Fact::Sections | Fact::Section(_) => (DocumentRule::Attachments, Severity::Warning),
        Fact::Members => (DocumentRule::Sender, Severity::Error),
        Fact::Member(_, what) => (DocumentRule::Sender, member_demand(what)),
    }
}

fn member_demand(what: MemberFact) -> Severity {
    match what {
        MemberFact::ContactReading | MemberFact::ContactDepartment => Severity::Warning,
        _ => Severity::Error,
    }
}

fn names_a_firm(fact: Fact) -> bool {
    matches!(fact, Fact::Member(_, MemberFact::Name) | Fact::JointVentureName)
}

/// Characters that old office systems lack or show differently (機種依存文字; R-63): circled and bracketed figures,
/// Roman numerals, squared words, half-width katakana, and everything outside the basic plane.
fn is_environment_dependent(character: char) -> bool {
    matches!(character,
        '\u{2160}'..='\u{217F}' | '\u{2460}'..='\u{24FF}' | '\u{3220}'..='\u{33FF}' | '\u{FF61}'..='\u{FF9F}' | '\u{E000}'..='\u{F8FF}')
        || u32::from(character) > 0xFFFF
}
