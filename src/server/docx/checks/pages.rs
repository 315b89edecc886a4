//! The page limit of a paper: within, beyond, not certain, or not checked (documents decisions, "One layout in every
//! renderer"): the count of an office program and the grid rule must agree on the answer.

use crate::domain::document::{DocumentFinding, DocumentProblem, DocumentRule, Severity};
use crate::domain::manuscript::Manuscript;
use crate::domain::paper::PageScope;
use crate::server::docx::pages::Reckoning;

/// What is known of a paper's pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageJudgement {
    /// The limit.
    pub limit: u32,
    /// Sheets that count, as an office program set them; none when nobody counted.
    pub counted: Option<u32>,
    /// Sheets that count, by the grid rule.
    pub reckoned: u32,
}

/// The pages of a paper that count against its limit: `sheets` in all, the printed page of the first heading known.
#[must_use]
pub fn counting(manuscript: &Manuscript, sheets: u32, first_heading: Option<u32>, scope: PageScope) -> u32 {
    let before = manuscript.parts.iter().take_while(|part| part.numbering_from.is_none()).count();
    let covers = if before == manuscript.parts.len() { 0 } else { u32::try_from(before).unwrap_or(0) };
    let contents = first_heading.map_or(0, |page| page.saturating_sub(1));
    let left_out = match scope {
        PageScope::All => 0,
        PageScope::WithoutCover => covers,
        PageScope::WithoutContents => covers + contents,
    };
    sheets.saturating_sub(left_out)
}

impl PageJudgement {
    /// From the grid rule and, where somebody counted, the sheets of the typeset paper.
    #[must_use]
    pub fn of(
        manuscript: &Manuscript,
        limit: u32,
        scope: PageScope,
        sheets: Option<u32>,
        reckoning: &Reckoning,
    ) -> Self {
        let first = manuscript.headings().next();
        let reckoned_first = first.as_ref().and_then(|heading| reckoning.headings.get(heading.bookmark).copied());
        let counted_first = first.as_ref().and_then(|heading| heading.page);
        Self {
            limit,
            counted: sheets.map(|sheets| counting(manuscript, sheets, counted_first, scope)),
            reckoned: counting(manuscript, reckoning.pages, reckoned_first, scope),
        }
    }
}

/// What is to be told of a paper's pages.
#[must_use]
pub fn judge_pages(judgement: PageJudgement) -> DocumentFinding {
    let PageJudgement { limit, counted, reckoned } = judgement;
    let (severity, problem) = match counted {
        None => (Severity::Unchecked, DocumentProblem::PagesNotChecked { reckoned, limit }),
        Some(counted) if (counted > limit) != (reckoned > limit) => {
            (Severity::Warning, DocumentProblem::PagesNotCertain { counted, reckoned, limit })
        }
        Some(pages) if pages > limit => (Severity::Error, DocumentProblem::TooManyPages { pages, limit }),
        Some(pages) => (Severity::Fine, DocumentProblem::PagesWithin { pages, limit }),
    };
    DocumentFinding { rule: DocumentRule::Layout, severity, problem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_has_three_outcomes_and_one_of_them_two_answers() {
        let told = |counted, reckoned| judge_pages(PageJudgement { limit: 20, counted, reckoned });
        assert_eq!(told(Some(20), 18).severity, Severity::Fine);
        assert_eq!(told(Some(21), 22).problem, DocumentProblem::TooManyPages { pages: 21, limit: 20 });
        let differs = DocumentProblem::PagesNotCertain { counted: 19, reckoned: 21, limit: 20 };
        assert_eq!(told(Some(19), 21).problem, differs);
        assert_eq!(told(Some(21), 19).severity, Severity::Warning);
        assert_eq!(told(None, 40).severity, Severity::Unchecked);
    }
}
