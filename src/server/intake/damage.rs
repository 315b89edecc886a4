//! Texts whose order or letters are lost: columns torn apart, letters misread. Nothing in them is certain.

use super::labels::{self, Meaning};
use super::spans::Span;
use super::text::{Gap, NormalText};
use crate::domain::notice::UnreadableReason;

/// Rows that one below the other name a step, or one below the other print a date, in a torn table.
const TORN_ROWS: usize = 3;
/// A calendar of steps stands within this many lines.
const MOST_LINES: usize = 1_500;

/// Whether the reading of the whole text may be out of order.
pub fn is_damaged(text: &NormalText<'_>, spans: &[Span]) -> bool {
    is_misread(text, spans) || is_torn(text, spans)
}

/// Lost characters, or letters inside a date (10 yx 11 日).
fn is_misread(text: &NormalText<'_>, spans: &[Span]) -> bool {
    let lost = text.chars().iter().filter(|ch| **ch == '\u{fffd}').count();
    let inside = |span: &Span| {
        span.at == Err(UnreadableReason::Blank)
            && (span.start..span.end).any(|i| text.get(i).is_some_and(|ch| ch.is_ascii_lowercase() && ch != 'x'))
    };
    lost >= 3 || spans.iter().any(inside)
}

/// Labels without dates in a row, and later dates without labels in a row.
fn is_torn(text: &NormalText<'_>, spans: &[Span]) -> bool {
    let starts = text.line_starts().get(..MOST_LINES.min(text.line_starts().len())).unwrap_or_default();
    let (mut labels_in_row, mut dates_in_row, mut had_labels) = (0, 0, false);
    let mut next = 0;
    for (n, start) in starts.iter().enumerate() {
        let end = starts.get(n + 1).copied().unwrap_or(text.len());
        while spans.get(next).is_some_and(|span| span.end <= *start) {
            next += 1;
        }
        let span = spans.get(next).filter(|span| span.start < end);
        match span {
            Some(span) if span.start == *start && is_bare(text, span, end) => {
                dates_in_row += 1;
                labels_in_row = 0;
            }
            None if is_bare_label(text, *start, end) => {
                labels_in_row += 1;
                dates_in_row = 0;
            }
            _ => (labels_in_row, dates_in_row) = (0, 0),
        }
        had_labels |= labels_in_row >= TORN_ROWS;
        if had_labels && dates_in_row >= TORN_ROWS {
            return true;
        }
    }
    false
}

/// Nothing but the date on its line.
fn is_bare(text: &NormalText<'_>, span: &Span, end: usize) -> bool {
    let rest = text.string(span.end, end.max(span.end));
    rest.chars().filter(|ch| !"まで必着()、。".contains(*ch)).count() <= 2 && text.gap(span.start) >= Gap::Line
}

fn is_bare_label(text: &NormalText<'_>, start: usize, end: usize) -> bool {
    if end - start > 18 {
        return false;
    }
    labels::last(text.chars().get(start..end).unwrap_or_default())
        .is_some_and(|found| matches!(found.meaning, Meaning::Step(_) | Meaning::Application | Meaning::Call))
}
