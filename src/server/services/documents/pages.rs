//! The pages of a paper's contents: counted by the office program where there is one, else as they were reckoned.

use std::collections::BTreeMap;

use super::Paper;
use crate::domain::manuscript::Manuscript;
use crate::domain::page_turn::PageTurn;
use crate::server::docx::{self, Rendered};
use crate::server::edge::Call;
use crate::server::failure::Failure;
use crate::server::intake::{self, Tools};
use crate::server::pages_count::{OfficeProblem, Outcome, PageCount, PaperKey, Turn};

/// Counts until the pages stay the same; a wrong number in the contents moves no heading, so the second is the same.
const MOST_ROUNDS: usize = 3;

/// A paper, and what is known of its pages.
pub(super) struct Known {
    pub(super) paper: Rendered,
    /// How many sheets it has, where they were counted.
    pub(super) sheets: Option<u32>,
    /// Where they begin, as far as that is certain.
    pub(super) turns: Vec<PageTurn>,
}

impl Known {
    /// A paper that nobody counted.
    fn uncounted(paper: Rendered) -> Self {
        Self { paper, sheets: None, turns: Vec::new() }
    }
}

/// A paper with the pages that were counted of it before, if anybody counted.
pub(super) fn as_known(call: &Call, paper: Rendered) -> Result<Known, Failure> {
    match call.state.office.outcome(PaperKey::of(&paper.docx)) {
        Some(outcome) => told(paper, outcome),
        None => Ok(Known::uncounted(paper)),
    }
}

/// Keeps where the pages of a paper begin that was typeset to be looked at. What hangs on its pages was counted before.
pub(super) async fn seen(call: &Call, paper: &Paper, pdf: &[u8]) {
    let key = PaperKey::of(&paper.docx);
    if call.state.office.outcome(key).is_some() || paper.manuscript.headings().next().is_some() {
        return;
    }
    let Ok(pages) = pages_of(call, pdf).await else { return };
    let turns = docx::turns(&paper.manuscript, &pages);
    let count = PageCount { sheets: sheets_of(&pages), headings: BTreeMap::new(), turns, at: call.now };
    call.state.office.remember(key, Ok(count));
}

/// A paper with its pages counted now, unless they were before.
pub(super) async fn counted(call: &Call, paper: Rendered, limit: Option<u32>) -> Result<Known, Failure> {
    if !is_counted(&paper, limit) {
        return Ok(Known::uncounted(paper));
    }
    let key = PaperKey::of(&paper.docx);
    let Some(mut turn) = call.state.office.turn().await else {
        return Ok(Known::uncounted(paper));
    };
    let outcome = match call.state.office.outcome(key) {
        Some(Ok(count)) => Ok(count),
        // Another try: it may have been a bad moment.
        Some(Err(_)) | None => {
            let outcome = count(call, &mut turn, &paper).await?;
            call.state.office.remember(key, outcome.clone());
            outcome
        }
    };
    drop(turn);
    super::blocking(move || told(paper, outcome)).await
}

fn has_contents(paper: &Rendered) -> bool {
    paper.manuscript.headings().next().is_some()
}

/// Whether anything hangs on the pages: page numbers in the contents, or a limit.
fn is_counted(paper: &Rendered, limit: Option<u32>) -> bool {
    limit.is_some() || has_contents(paper)
}

fn told(paper: Rendered, outcome: Outcome) -> Result<Known, Failure> {
    match outcome {
        Ok(count) => {
            let (sheets, turns) = (Some(count.sheets), count.turns);
            if !has_contents(&paper) {
                return Ok(Known { paper, sheets, turns });
            }
            let paper = docx::with_pages(paper, &count.headings, count.at);
            Ok(Known { paper: paper.map_err(|fault| Failure::Fault(Box::new(fault)))?, sheets, turns })
        }
        Err(_) if has_contents(&paper) => Ok(Known::uncounted(docx::without_pages(paper))),
        Err(_) => Ok(Known::uncounted(paper)),
    }
}

async fn count(call: &Call, turn: &mut Turn<'_>, paper: &Rendered) -> Result<Outcome, Failure> {
    let mut manuscript = paper.manuscript.clone();
    let mut docx = paper.docx.clone();
    for _ in 0..MOST_ROUNDS {
        let pages = match typeset(call, turn, &docx).await {
            Ok(pages) => pages,
            Err(problem) => return Ok(Err(problem)),
        };
        let headings = docx::pages::measured(&manuscript, &pages);
        if manuscript.headings().any(|heading| !headings.contains_key(heading.bookmark)) {
            return Ok(Err(OfficeProblem::NotFound));
        }
        if manuscript.headings().all(|heading| heading.page == headings.get(heading.bookmark).copied()) {
            let turns = docx::turns(&manuscript, &pages);
            return Ok(Ok(PageCount { sheets: sheets_of(&pages), headings, turns, at: call.now }));
        }
        (manuscript, docx) = super::blocking(move || repaged(manuscript, &headings)).await?;
    }
    Ok(Err(OfficeProblem::Unstable))
}

/// Sheets without a word at the end are none.
fn sheets_of(pages: &[String]) -> u32 {
    let last = pages.iter().rposition(|page| !page.trim().is_empty());
    u32::try_from(last.map_or(0, |last| last + 1)).unwrap_or(u32::MAX)
}

fn repaged(mut manuscript: Manuscript, headings: &BTreeMap<String, u32>) -> Result<(Manuscript, Vec<u8>), Failure> {
    docx::pages::set_pages(&mut manuscript, headings);
    let docx = docx::to_docx(&manuscript).map_err(|fault| Failure::Fault(Box::new(fault)))?;
    Ok((manuscript, docx))
}

/// The text of each page of the typeset paper.
async fn typeset(call: &Call, turn: &mut Turn<'_>, docx: &[u8]) -> Result<Vec<String>, OfficeProblem> {
    let pdf = turn.pdf(docx).await?;
    pages_of(call, &pdf).await
}

async fn pages_of(call: &Call, pdf: &[u8]) -> Result<Vec<String>, OfficeProblem> {
    let tools = Tools { pdftotext: call.state.settings.pdftotext.clone(), ..Tools::default() };
    let text = intake::pdf::text_of_pdf(pdf, &tools).await.map_err(|_| OfficeProblem::Failed)?;
    Ok(text.text.split('\u{c}').map(str::to_owned).collect())
}
