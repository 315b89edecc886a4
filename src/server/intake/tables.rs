//! Binding in tables: rows that name their step behind the date, and names at the head of columns.

use super::binding::{Bound, CELL, NEAR, Page};
use super::labels::{self, Found, Meaning};
use super::rows::words_behind;
use super::spans::Span;
use super::text::Gap;
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::Doubt;

/// How far above a cell the head of its column may stand, in characters.
const COLUMN: usize = 260;
/// How many rows above a row of dates the names of its columns may stand.
const HEADS_WITHIN: usize = 6;
/// Days of a period that is no deadline of a procedure.
const LONG: i64 = 85;

impl Page<'_> {
    /// 令和8年8月5日 質問の受付期限: a row of a calendar.
    pub fn in_row(&self, n: usize, doubt: Option<Doubt>) -> Option<Bound> {
        let (start, end) = words_behind(self.text, self.spans, n);
        let steps: Vec<Found> = labels::meanings(self.window(start, end))
            .into_iter()
            .filter(|found| !matches!(found.meaning, Meaning::Generic | Meaning::NoStep))
            .collect();
        let first = steps.first()?;
        let other = steps.iter().find_map(|found| match found.meaning {
            Meaning::Step(kind) if found.meaning != first.meaning => Some(kind),
            _ => None,
        });
        let far = (first.start > CELL || end - start > CELL + NEAR).then_some(Doubt::LabelFar);
        let doubt = doubt.or(other.map(|other| Doubt::LabelAmbiguous { other })).or(far);
        let label = (start + first.start, start + first.end);
        Some(Bound { meaning: first.meaning, second: None, doubt, edge: None, label })
    }

    /// A row of dates below a row of their names: as many of the one as of the other, and still a guess.
    pub fn in_table(&self, n: usize) -> Option<Bound> {
        let span = self.spans.get(n)?;
        let (line, end) = (self.text.line_start(span.start), self.text.line_end(span.start));
        // Text without line breaks is no table, and to look through it for each of its dates takes the square.
        if span.start - line > COLUMN {
            return None;
        }
        let named = labels::last(self.window(line, span.start)).is_some();
        if named || self.text.gap(span.start) < Gap::Space {
            return None;
        }
        let head = self.head_of((line, end), n).or_else(|| self.head_of(self.broken_row(line)?, n))?;
        let doubt = Some(Doubt::LabelFar);
        Some(Bound { meaning: head.0, second: None, doubt, edge: None, label: head.1 })
    }

    /// The name of the column in which span `n` stands, where a row has as many dates as columns are named.
    fn head_of(&self, (line, end): (usize, usize), n: usize) -> Option<(Meaning, (usize, usize))> {
        let first = self.spans.partition_point(|other| other.start < line);
        let count = self.spans.get(first..)?.iter().take_while(|other| other.start < end).count();
        if count < 2 {
            return None;
        }
        let heads = self.heads_above(line).filter(|heads| heads.len() == count)?;
        heads.get(n.checked_sub(first)?).copied()
    }

    /// 第1回 4月12日 4月30日から / 5月15日まで / 5月23日: a row with a name whose dates go on over the next lines.
    fn broken_row(&self, line: usize) -> Option<(usize, usize)> {
        let goes_on = |line: usize| {
            self.text.gap(line) == Gap::Line && self.spans.iter().any(|span| span.start <= line && line < span.end)
        };
        let mut start = line;
        while goes_on(start) && line - start <= COLUMN {
            start = self.text.line_start(start.checked_sub(1)?);
        }
        let mut end = self.text.line_end(line);
        while goes_on(end) && end - line <= COLUMN {
            end = self.text.line_end(end);
        }
        let has_name = !self.spans.iter().any(|span| span.start == start);
        has_name.then_some((start, end))
    }

    /// The names of columns on the nearest line above that holds no date.
    fn heads_above(&self, line: usize) -> Option<Vec<(Meaning, (usize, usize))>> {
        let mut below = line;
        for _ in 0..HEADS_WITHIN {
            let start = self.text.line_start(below.checked_sub(1)?);
            let has_date = self.spans.iter().any(|span| span.end > start && span.start < below);
            if !has_date {
                if below - start > COLUMN {
                    return None;
                }
                let found = labels::meanings(self.window(start, below));
                let heads: Vec<_> = found
                    .into_iter()
                    .filter(|found| found.meaning != Meaning::NoStep)
                    .map(|found| (found.meaning, (start + found.start, start + found.end)))
                    .collect();
                return (heads.len() >= 2).then_some(heads);
            }
            below = start;
        }
        None
    }

    /// 指定期間 at the head of a column, and far below a period of years: likely the time of the contract.
    pub fn under_column(&self, span: &Span) -> Option<Bound> {
        let (from, at) = (span.from?, span.at.ok()?);
        if (at.date - from.date).num_days() < LONG || at.time.is_some() {
            return None;
        }
        let low = span.start.saturating_sub(COLUMN);
        let above = labels::meanings(self.window(low, span.start));
        let head = above.iter().rev().find(|found| found.meaning == Meaning::Step(Kind::Delivery))?;
        Some(Bound {
            meaning: head.meaning,
            second: None,
            doubt: Some(Doubt::NoLabel),
            edge: None,
            label: (low + head.start, low + head.end),
        })
    }
}
