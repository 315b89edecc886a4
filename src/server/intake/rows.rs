//! Calendars whose rows begin with the date and name the step behind it (令和8年8月5日 質問の受付期限).
//! One such line may be a remark behind a date; a calendar has several.

use super::labels::{self, Meaning};
use super::spans::Span;
use super::text::{Gap, NormalText};

/// Which dates of a text stand before their labels.
pub struct Rows {
    places: Vec<Place>,
}

/// On which side of a date its label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before it, or not known.
    Before,
    /// Behind it, on a line of its own row.
    Behind,
    /// Behind it, in text without line breaks: which side is a guess.
    PerhapsBehind,
}

/// Lines without a date (11月下旬 審査会) that may stand between two rows.
const BETWEEN: usize = 3;
/// The longest way from one date to the next in a calendar without line breaks, in characters.
const STEP: usize = 36;

impl Rows {
    /// Finds the calendars.
    pub fn of(text: &NormalText<'_>, spans: &[Span]) -> Self {
        let mut places = vec![Place::Before; spans.len()];
        for group in groups(text, spans) {
            let labelled = group.iter().filter(|n| has_label(text, words_behind(text, spans, **n))).count();
            if labelled >= 2 && labelled * 3 >= group.len() * 2 {
                for n in group {
                    if let Some(place) = places.get_mut(n) {
                        *place = Place::Behind;
                    }
                }
            }
        }
        mark_running(text, spans, &mut places);
        Self { places }
    }

    /// No calendar at all.
    pub const fn none() -> Self {
        Self { places: Vec::new() }
    }

    /// On which side the label of span `n` stands.
    pub fn place(&self, n: usize) -> Place {
        self.places.get(n).copied().unwrap_or(Place::Before)
    }
}

/// The words behind a date up to the end of its line or the next date.
pub fn words_behind(text: &NormalText<'_>, spans: &[Span], n: usize) -> (usize, usize) {
    let Some(span) = spans.get(n) else { return (0, 0) };
    let next = spans.get(n + 1).map_or(text.len(), |next| next.start);
    let stop = text.line_end(span.end.saturating_sub(1)).min(next).min(span.end + 60).max(span.end);
    let stop = (span.end..stop).find(|i| text.ends_sentence(*i)).unwrap_or(stop);
    (span.end, stop)
}

fn has_label(text: &NormalText<'_>, (start, end): (usize, usize)) -> bool {
    labels::meanings(text.chars().get(start..end).unwrap_or_default())
        .iter()
        .any(|found| !matches!(found.meaning, Meaning::NoStep | Meaning::Generic))
}

/// Dates that open their lines, with hardly anything between those lines.
fn groups(text: &NormalText<'_>, spans: &[Span]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut last_line = None;
    for (n, span) in spans.iter().enumerate() {
        let line = text.line_start(span.start);
        if !opens_line(text, line, span.start) {
            continue;
        }
        let is_next = last_line.is_some_and(|last| lines_between(text, last, line) <= BETWEEN);
        match groups.last_mut().filter(|_| is_next) {
            Some(group) => group.push(n),
            None => groups.push(vec![n]),
        }
        last_line = Some(line);
    }
    groups.retain(|group| group.len() >= 2);
    groups
}

fn opens_line(text: &NormalText<'_>, line: usize, start: usize) -> bool {
    (line..start).all(|i| text.get(i).is_some_and(|ch| "・※●○■-|*◆◇▼>".contains(ch)))
}

fn lines_between(text: &NormalText<'_>, from: usize, to: usize) -> usize {
    let starts = text.line_starts();
    let low = starts.partition_point(|start| *start <= from);
    let high = starts.partition_point(|start| *start < to);
    high.saturating_sub(low)
}

/// スケジュール 8月5日 質問期限 8月9日 回答 …: three dates or more, a label behind the last and none before the first.
fn mark_running(text: &NormalText<'_>, spans: &[Span], places: &mut [Place]) {
    let mut first = 0;
    while first < spans.len() {
        let mut last = first;
        while spans.get(last + 1).is_some_and(|next| is_near(text, spans.get(last), next)) {
            last += 1;
        }
        let line = spans.get(first).map_or(0, |span| text.line_start(span.start).max(span.start.saturating_sub(STEP)));
        let before = spans.get(first).map_or((0, 0), |span| (line, span.start));
        if last >= first + 2 && !has_label(text, before) && has_label(text, words_behind(text, spans, last)) {
            for place in places.iter_mut().take(last + 1).skip(first).filter(|place| **place == Place::Before) {
                *place = Place::PerhapsBehind;
            }
        }
        first = last + 1;
    }
}

fn is_near(text: &NormalText<'_>, span: Option<&Span>, next: &Span) -> bool {
    let Some(span) = span else { return false };
    let between = span.end..next.start;
    between.len() >= 2
        && between.len() <= STEP
        && !between.clone().any(|i| text.ends_sentence(i))
        && (span.end..=next.start).all(|i| text.gap(i) < Gap::Line)
}
