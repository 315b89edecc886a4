//! Dates whose label is a heading: a generic word under it, or no label at all.

use super::{Bound, NEAR, Page};
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::{Doubt, Edge};
use crate::server::intake::headings;
use crate::server::intake::labels::{self, Found, Meaning, Strength};
use crate::server::intake::spans::Span;

impl Page<'_> {
    /// The nearest heading without a number, for a generic word on the line of `at`.
    fn loose_heading(&self, at: usize, word: &str) -> Option<Bound> {
        let heading = headings::above(self.text, self.outline, self.spans, at)?;
        if !headings::names_step(self.text, heading) {
            return None;
        }
        let (meaning, doubt) = self.of_title(heading.start, heading.end, word)?;
        Some(Bound { meaning, second: None, doubt, edge: edge_of(word), label: (heading.start, heading.end) })
    }

    /// 期間, 日時: the nearest heading that names a step says of what.
    pub(super) fn generic(&self, span: &Span, label: (usize, usize), cell: (usize, usize)) -> Option<Bound> {
        let word = self.text.string(label.0, label.1);
        if let Some(heading) = headings::above(self.text, self.outline, self.spans, label.0) {
            // A nearer heading that names no step hides the ones above it.
            return self.loose_heading(label.0, &word).filter(|_| headings::names_step(self.text, heading));
        }
        for item in self.outline.chain(span.start) {
            if item.title >= cell.0 && item.title < cell.1 {
                continue;
            }
            let title_end = item.title_end.min(span.start);
            if let Some((meaning, doubt)) = self.of_title(item.title, title_end, &word) {
                let far = (self.distance(label.1, cell.1) > NEAR).then_some(Doubt::LabelFar);
                let (meaning, unlike) = due_before(meaning, &word);
                let doubt = doubt.or(unlike).or(far);
                return Some(Bound {
                    meaning,
                    second: None,
                    doubt,
                    edge: edge_of(&word),
                    label: (item.title, label.1),
                });
            }
        }
        None
    }

    /// The step that a heading names, for a generic word under it.
    fn of_title(&self, start: usize, end: usize, word: &str) -> Option<(Meaning, Option<Doubt>)> {
        let title = self.window(start, end);
        let mut joined = title.to_vec();
        joined.extend(word.chars());
        let steps: Vec<Found> =
            labels::meanings(title).into_iter().filter(|found| found.meaning != Meaning::NoStep).collect();
        let mut kinds: Vec<Meaning> = steps.iter().map(|found| found.meaning).collect();
        kinds.dedup();
        match kinds.as_slice() {
            [] => labels::last(&joined)
                .filter(|found| {
                    found.meaning != Meaning::Generic && found.meaning != Meaning::NoStep && found.end == joined.len()
                })
                .map(|found| (found.meaning, None)),
            [only] => Some((*only, None)),
            several => {
                let noun: String = word.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect();
                let sharing: Vec<Meaning> = steps
                    .iter()
                    .filter(|found| {
                        title
                            .get(found.start..(found.end + 2).min(title.len()))
                            .is_some_and(|part| part.iter().collect::<String>().contains(&noun))
                    })
                    .map(|found| found.meaning)
                    .collect();
                match sharing.as_slice() {
                    [only] => Some((*only, None)),
                    _ => several.last().map(|meaning| (*meaning, Some(Doubt::LabelFar))),
                }
            }
        }
    }

    /// 現地説明会 over 申込: one label in two places.
    fn across(&self, start: usize, end: usize, cell: (usize, usize)) -> Option<Bound> {
        let title = self.window(start, end.min(cell.0));
        let mut joined = title.to_vec();
        joined.extend(self.window(cell.0, cell.1));
        let found = labels::last(&joined).filter(|found| found.start < title.len() && found.end > title.len())?;
        let whole = joined.len() - found.end <= NEAR && found.strength == Strength::Full;
        let doubt = (!whole).then_some(Doubt::LabelFar);
        Some(Bound { meaning: found.meaning, second: None, doubt, edge: None, label: (start, cell.1) })
    }

    /// No label at all: the heading, if it names one step and this is its only date.
    pub(super) fn under_heading(&self, span: &Span, cell: (usize, usize)) -> Option<Bound> {
        let item = self.outline.item_at(span.start)?;
        let parent = self.outline.parent(item);
        if let Some(bound) = parent.and_then(|parent| self.across(parent.title, parent.title_end, cell)) {
            return Some(bound);
        }
        [Some(item), parent].into_iter().flatten().find_map(|item| {
            let end = item.title_end.min(span.start);
            let (meaning, doubt) = self.of_title(item.title, end, "")?;
            let directly = item.title_end >= cell.0 && cell.1 <= item.title_end + NEAR;
            let doubt = doubt.or((!directly).then_some(Doubt::LabelFar));
            Some(Bound { meaning, second: None, doubt, edge: None, label: (item.title, end) })
        })
    }
}

/// 開始 and 締切 on lines of their own are the two ends of one period.
fn edge_of(word: &str) -> Option<Edge> {
    match word {
        "開始" | "開始日" | "開始日時" => Some(Edge::From),
        "締切" | "締切日" | "締切り" | "締切日時" | "終了" | "期限" => Some(Edge::By),
        _ => None,
    }
}

/// 締切 under the heading of an opening is that of the bids; under another event it is a guess.
fn due_before(meaning: Meaning, word: &str) -> (Meaning, Option<Doubt>) {
    let is_due = ["締切", "締め切", "期限", "受付", "提出"].iter().any(|due| word.contains(due));
    match meaning {
        Meaning::Step(Kind::OpenAt) if is_due => (Meaning::Step(Kind::BidBy), Some(Doubt::LabelFar)),
        Meaning::Step(Kind::Briefing | Kind::SiteVisit | Kind::HearingAt) if is_due => (meaning, Some(Doubt::LabelFar)),
        _ => (meaning, None),
    }
}
