//! The demands of a notice that are no dates: papers, limits, prices, who may bid, where to ask.
//! One small reader per family over the same statements; here they come together, each once, doubts marked.

mod bonds;
mod certificates;
mod contact;
mod copies;
mod documents;
mod eligibility;
mod forms;
mod joint_venture;
mod limits;
mod minimum;
mod numbering;
mod other;
mod prices;
mod settle;
mod statement;
mod submission;
#[cfg(test)]
mod tests;
mod titles;
mod words;

use super::outline::Outline;
use super::text::NormalText;
use crate::domain::notice::{Doubt, ProposedRequirement, TextKind};
use crate::domain::requirement::RequirementValue;
use statement::{Statement, statements};

/// More requirements than any notice has; what follows is not read.
const MOST: usize = 4_000;

/// What the readers look at.
struct Page<'a, 'b> {
    text: &'a NormalText<'b>,
    statements: &'a [Statement],
}

/// One reading, before it is compared with the others.
#[derive(Clone, Debug)]
struct Found {
    value: RequirementValue,
    /// First character of the value.
    start: usize,
    /// Behind its last character.
    end: usize,
    /// The statement that demands it, as index.
    statement: usize,
    doubt: Option<Doubt>,
}

impl Found {
    fn new(value: RequirementValue, (start, end): (usize, usize), statement: usize) -> Self {
        Self { value, start, end, statement, doubt: None }
    }

    fn doubted(mut self, doubt: Option<Doubt>) -> Self {
        self.doubt = self.doubt.or(doubt);
        self
    }
}

/// Reads every requirement, in the order of the text.
pub fn read(
    original: &str,
    text: &NormalText<'_>,
    outline: &Outline,
    kind_of_text: TextKind,
) -> Vec<ProposedRequirement> {
    let statements = statements(original, text, outline);
    let page = Page { text, statements: &statements };
    let mut found: Vec<Found> = Vec::new();
    for (n, statement) in statements.iter().enumerate() {
        if found.len() >= MOST {
            break;
        }
        if statement.is_in_form {
            continue;
        }
        read_statement(&page, n, statement, &mut found);
    }
    found.extend(contact::read(&page));
    found.truncate(MOST);
    let mut found = settle::settle(&page, found);
    if !speaks_of_its_own_tender(kind_of_text) {
        for one in &mut found {
            one.doubt.get_or_insert(Doubt::MayBeElsewhere);
        }
    }
    found.into_iter().map(|one| proposed(original, &page, one)).collect()
}

fn read_statement(page: &Page<'_, '_>, n: usize, statement: &Statement, found: &mut Vec<Found>) {
    let known = found.len();
    found.extend(forms::read(page, n, statement));
    found.extend(certificates::read(page, n, statement));
    found.extend(submission::read(n, statement));
    found.extend(copies::read(page, n, statement));
    found.extend(limits::read(page, n, statement));
    found.extend(prices::read(n, statement));
    found.extend(minimum::read(n, statement));
    found.extend(bonds::read(n, statement));
    let venture = joint_venture::read(n, statement);
    let is_venture = venture.is_some();
    found.extend(venture);
    if !is_venture {
        found.extend(eligibility::read(page, n, statement));
    }
    let is_told = is_venture || found.len() > known;
    found.extend(other::read(page, n, statement, is_told));
}

/// Whether what such a text demands is demanded for a tender that can be bid for.
const fn speaks_of_its_own_tender(kind: TextKind) -> bool {
    matches!(
        kind,
        TextKind::Notice
            | TextKind::ProposalGuideline
            | TextKind::Correction
            | TextKind::Specification
            | TextKind::Forms
            | TextKind::Unknown
    )
}

fn proposed(original: &str, page: &Page<'_, '_>, found: Found) -> ProposedRequirement {
    let text = page.text;
    let mut evidence = text.evidence(found.start, found.end, None);
    let (first, last) = page.statements.get(found.statement).map_or((found.start, found.end), |statement| {
        (statement.start.min(found.start), statement.whole_end.max(found.end))
    });
    let (from, to) = text.bytes(first, last.min(first + statement::SENTENCE));
    if let Some(sentence) = original.get(from..to) {
        sentence.trim().clone_into(&mut evidence.sentence);
    }
    let ja = statement::words(original, text, first, last);
    ProposedRequirement { value: found.value, ja, evidence, certain: found.doubt.is_none(), doubt: found.doubt }
}
