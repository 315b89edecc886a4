//! Dates that have a line to themselves: the lines above are the label.

use super::{Bound, CELL, NEAR, Page};
use crate::domain::notice::Doubt;
use crate::server::intake::labels::{self, Found, Meaning};
use crate::server::intake::spans::Span;
use crate::server::intake::text::Gap;

impl Page<'_> {
    /// A line that holds only the date: the lines above it are its label.
    pub(super) fn above(&self, span: &Span, floor: usize) -> Option<Bound> {
        let line = self.text.line_start(span.start);
        if line == 0 || line < floor {
            return None;
        }
        let end = self.without_reference(self.text.line_start(line - 1), line);
        let mut start = self.text.line_start(line - 1);
        let apart = self.text.gap(line) == Gap::Block;
        if apart && end.saturating_sub(start) > 24 {
            return None;
        }
        let above = start.checked_sub(1).map(|before| self.text.line_start(before));
        if let Some(above) = above
            .filter(|above| !apart && *above >= floor && self.text.gap(start) == Gap::Line && start - above <= CELL)
        {
            start = above;
        }
        // Words behind the date of the line above are that date's as soon as this one's.
        let is_anothers = floor > start && floor < end && self.text.gap(floor) < Gap::Wide;
        let start = start.max(floor);
        let item = self.outline.item_at(line.saturating_sub(1)).map_or(0, |item| item.title.min(line));
        let start = start.max(item);
        // …の入札について is the title of a page, and the day below it the page's own: perhaps the notice.
        if self.text.string(end.saturating_sub(4), end) == "について" {
            let is_alone = self.text.gap(span.end) >= Gap::Line && span.from.is_none();
            let doubt = Some(Doubt::MayBeElsewhere);
            let bound = Bound { meaning: Meaning::NoticeWord, second: None, doubt, edge: None, label: (start, end) };
            return is_alone.then_some(bound);
        }
        if end <= start || self.text.get(end - 1) == Some('。') {
            return self.before_remark(span, self.text.line_start(line - 1), line);
        }
        let bound = self.in_cell(span, (start, end))?;
        // Of a heading further up only the word right above the date can stand in a column.
        let is_guess = is_anothers || self.is_column(span, bound.label.0.max(start));
        // A label that fills the upper of two lines is parted from the date by the words of the lower one.
        let lower = self.text.line_start(line - 1);
        let is_generic = labels::last(self.window(lower, end)).is_some_and(|found| {
            found.meaning == Meaning::Generic && end - lower <= found.end - found.start + NEAR / 2
        });
        let is_guess = is_guess || !is_generic && bound.label.1 <= lower && self.distance(lower, end) > NEAR / 2;
        let doubt = if is_guess { Some(Doubt::LabelFar) } else { bound.doubt.clone() };
        Some(Bound { doubt, ..bound })
    }

    /// 質問受付期間 ※回答は2月3日までに行う。 above the date: the label stands before the remark.
    fn before_remark(&self, span: &Span, line: usize, end: usize) -> Option<Bound> {
        let remark = (line + 1..end).find(|i| self.text.get(*i) == Some('※'))?;
        let is_dated = self.spans.iter().any(|other| other.end > line && other.start < remark);
        let bound = self.in_cell(span, (line, remark)).filter(|_| !is_dated)?;
        Some(Bound { doubt: Some(Doubt::LabelFar), ..bound })
    }

    /// Labels one below the other and then dates one below the other: which belongs to which is a guess.
    fn is_column(&self, span: &Span, label: usize) -> bool {
        let next = self.spans.iter().find(|next| next.start >= span.end);
        let dates = next.is_some_and(|next| next.start <= span.end + 3 && self.text.gap(next.start) >= Gap::Line);
        let line = self.text.line_start(label);
        let Some(above) = line.checked_sub(1).map(|before| self.text.line_start(before)) else { return dates };
        let is_item = self.outline.item_at(line.saturating_sub(1)).is_some_and(|item| item.start >= above);
        let has_date = self.spans.iter().any(|other| other.end > above && other.start < line);
        let is_label = |found: Found| {
            matches!(found.meaning, Meaning::Step(_) | Meaning::Application | Meaning::Call | Meaning::NoticePeriod)
        };
        let ends_line = |found: &Found| above + found.end + 2 >= line;
        let labels = !is_item
            && !has_date
            && line - above <= 24
            && labels::last(self.window(above, line)).filter(ends_line).is_some_and(is_label);
        dates || labels && self.text.gap(line) <= Gap::Line
    }
}
