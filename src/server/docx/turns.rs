//! Finds where the pages of a typeset paper begin, by the first line of each in the paper's text. A line that stands in
//! several places tells nothing: no turn is better than a wrong one.

use std::collections::BTreeSet;

use super::pages::{squeeze, unnumbered_sheets};
use crate::domain::manuscript::{Heading, Item, Manuscript, Paragraph, Row};
use crate::domain::page_turn::{PageTurn, TurnPlace};

/// So many letters of a line are looked for: what follows may be broken otherwise.
const LETTERS: usize = 12;
/// Fewer letters are found anywhere.
const FEWEST: usize = 4;

/// An item with its words without blanks.
struct Printed {
    part: usize,
    item: usize,
    words: String,
    /// The page of a heading, as measured.
    page: Option<u32>,
}

/// The turns of a manuscript whose headings bear their measured pages; `typeset` is one string a page.
#[must_use]
pub fn turns(manuscript: &Manuscript, typeset: &[String]) -> Vec<PageTurn> {
    let printed = printed(manuscript);
    let beside = beside(manuscript);
    let unnumbered = unnumbered_sheets(manuscript);
    let mut turns: Vec<PageTurn> = Vec::new();
    for (sheet, text) in typeset.iter().enumerate().skip(1) {
        let page = u32::try_from(sheet + 1).unwrap_or(u32::MAX).saturating_sub(unnumbered).max(1);
        let mut lines = text.lines().map(squeeze);
        let first = lines.find(|line| !line.is_empty() && !beside.contains(line) && !is_number(line));
        let start: String = first.unwrap_or_default().chars().take(LETTERS).collect();
        if start.chars().count() < FEWEST {
            continue;
        }
        let between = between(&printed, page);
        let mut found = between.iter().filter(|own| own.words.contains(&start));
        let (Some(own), None) = (found.next(), found.next()) else { continue };
        // A part begins on a sheet of its own, which the preview shows as one.
        let is_first = own.item == 0 && own.words.starts_with(&start);
        let place = if own.words.starts_with(&start) { TurnPlace::Before } else { TurnPlace::Within };
        if !is_first {
            turns.push(PageTurn { part: own.part, item: own.item, place, page });
        }
    }
    turns
}

fn printed(manuscript: &Manuscript) -> Vec<Printed> {
    let mut printed = Vec::new();
    for (part, own) in manuscript.parts.iter().enumerate() {
        for (item, content) in own.items.iter().enumerate() {
            let (words, page) = match content {
                Item::Paragraph(paragraph) => match Heading::of(paragraph) {
                    Some(heading) => (format!("{}{}", heading.number, heading.text), heading.page),
                    None => (paragraph.plain_text(), None),
                },
                Item::Table(table) => (table.rows.iter().map(Row::plain_text).collect::<String>(), None),
                Item::Contents { .. } | Item::PageBreak => continue,
            };
            printed.push(Printed { part, item, words: squeeze(&words), page });
        }
    }
    printed
}

/// What stands above and below the text of every page.
fn beside(manuscript: &Manuscript) -> BTreeSet<String> {
    let lines = manuscript.parts.iter().flat_map(|part| part.header.iter().chain(&part.footer));
    lines.map(Paragraph::plain_text).map(|line| squeeze(&line)).collect()
}

/// The items between the last heading on a page before and the first one on a page behind.
fn between(printed: &[Printed], page: u32) -> &[Printed] {
    let before = printed.iter().rposition(|own| own.page.is_some_and(|other| other < page)).unwrap_or(0);
    let behind = printed.iter().skip(before).position(|own| own.page.is_some_and(|other| other > page));
    let end = behind.map_or(printed.len(), |behind| before + behind);
    printed.get(before..end).unwrap_or_default()
}

fn is_number(line: &str) -> bool {
    line.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '-' | '－' | '/' | '／'))
}
