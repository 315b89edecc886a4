//! Headings without a number: a short line that stands apart or begins with a mark (■参加申込, ★ 入札日時等).

use super::labels::{self, Meaning};
use super::outline::Outline;
use super::spans::Span;
use super::text::{Gap, NormalText};

/// A heading's line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// First character behind the mark.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
}

/// The longest heading, in characters.
const LONGEST: usize = 32;
/// How many lines above a date its heading is looked for.
const LINES: usize = 12;

/// The nearest heading above the line of place `i`, when no numbered item lies between.
pub fn above(text: &NormalText<'_>, outline: &Outline, spans: &[Span], i: usize) -> Option<Heading> {
    let starts = text.line_starts();
    let this = starts.partition_point(|start| *start <= i).checked_sub(1)?;
    let item = outline.item_at(i).map_or(0, |item| item.start);
    for back in 1..=LINES.min(this) {
        let start = *starts.get(this - back)?;
        let end = starts.get(this - back + 1).copied().unwrap_or(text.len());
        if start < item {
            return None;
        }
        if outline.item_at(start).is_some_and(|item| item.start == start) {
            return None;
        }
        if let Some(heading) = heading_at(text, spans, start, end) {
            return Some(heading);
        }
    }
    None
}

fn heading_at(text: &NormalText<'_>, spans: &[Span], start: usize, end: usize) -> Option<Heading> {
    if end - start > LONGEST {
        return None;
    }
    let marked = text.get(start).is_some_and(|ch| "■★☆□●○◎◆◇▼▽【《〇〈<#".contains(ch));
    let stands_apart = text.gap(start) == Gap::Block;
    let is_one = marked || (start + 1..end).all(|i| text.gap(i) < Gap::Space);
    let has_date = spans.iter().any(|span| span.end > start && span.start < end);
    let is_sentence = (start..end).any(|i| text.get(i) == Some('。'));
    let is_heading = (marked || stands_apart) && is_one && !has_date && !is_sentence;
    is_heading.then_some(Heading { start: if marked { start + 1 } else { start }, end })
}

/// Whether the line says something of a step at all; 期間 and 日時 do not.
pub fn names_step(text: &NormalText<'_>, heading: Heading) -> bool {
    labels::meanings(text.chars().get(heading.start..heading.end).unwrap_or_default())
        .iter()
        .any(|found| !matches!(found.meaning, Meaning::NoStep | Meaning::Generic))
}
