//! Binds a date to the step its surroundings name: the cell before it, the sentence behind it, the line above,
//! the headings over it. The farther the label, the less is called certain.

mod above;
mod heading;
mod label;
mod sentence;

use super::labels::Meaning;
use super::outline::Outline;
use super::rows::{Place, Rows};
use super::spans::{Span, without_brackets};
use super::text::{Gap, NormalText};
use crate::domain::notice::{Doubt, Edge, TextKind};

/// What a date was found to mean.
#[derive(Clone, Debug)]
pub struct Bound {
    /// The step or period.
    pub meaning: Meaning,
    /// A second step named by the same label.
    pub second: Option<Meaning>,
    /// A doubt about the label itself.
    pub doubt: Option<Doubt>,
    /// Only one end of the step (開始, 締切 on lines of their own).
    pub edge: Option<Edge>,
    /// First and last character of the words that were read as label.
    pub label: (usize, usize),
}

/// Everything that binding looks at.
pub struct Page<'t> {
    /// The text.
    pub text: &'t NormalText<'t>,
    /// Its items.
    pub outline: &'t Outline,
    /// All moments and periods of the text.
    pub spans: &'t [Span],
    /// Where its calendars have their labels.
    pub rows: &'t Rows,
    /// What sort of text it is.
    pub sort: TextKind,
}

/// The longest way from a label to its date that is still no distance, in characters.
pub const NEAR: usize = 6;
/// A cell with a label is not longer than this; longer is running text.
pub const CELL: usize = 34;

/// 入札期間、8月5日から: a label of a period before its beginning.
fn labels_a_period(words: &str) -> bool {
    let bare = words.trim_end_matches(['~', '、']).trim_end_matches("から").trim_end_matches("より");
    ["期間", "期限", "日時", "期日", "受付", "提出", "締切"].iter().any(|word| bare.ends_with(word))
}

impl Page<'_> {
    /// Finds the step of the span number `n`.
    pub fn bind(&self, n: usize) -> Option<Bound> {
        let span = self.spans.get(n)?;
        let floor = n.checked_sub(1).and_then(|before| self.spans.get(before)).map_or(0, |before| before.end);
        match self.rows.place(n) {
            Place::Behind => return self.in_row(n, None),
            Place::PerhapsBehind => return self.in_row(n, Some(Doubt::LabelFar)),
            Place::Before => {}
        }
        if let Some(bound) = self.in_table(n) {
            return Some(bound);
        }
        let cell = self.cell(span, floor);
        let bound = if cell.0 < cell.1 { self.in_cell(span, cell) } else { self.above(span, floor) };
        // A faint label before the date yields to a clear one behind it (…者は、8月5日までに参加申込書を…).
        let behind = || self.behind(n).filter(|behind| behind.doubt.is_none());
        let bound = match bound {
            Some(bound) if bound.doubt == Some(Doubt::LabelFar) => behind().or(Some(bound)),
            other => other,
        };
        let bound = bound
            .or_else(|| self.behind(n))
            .or_else(|| self.around(n, cell))
            .or_else(|| self.shown_from(span))
            .or_else(|| self.sentence_before(span, floor, cell))
            .or_else(|| self.under_heading(span, cell))
            .or_else(|| self.under_column(span));
        // A notice has no end: what is bound to it by a word somewhere above ends something else.
        bound.filter(|bound| !self.is_end_of_notice(span, bound)).or_else(|| self.since_contract(span))
    }

    fn is_end_of_notice(&self, span: &Span, bound: &Bound) -> bool {
        bound.meaning.is_of_notice() && span.from.is_none() && self.text.has(span.end, "まで")
    }

    /// The stretch on the date's own line that can hold its label.
    fn cell(&self, span: &Span, floor: usize) -> (usize, usize) {
        let line = self.text.line_start(span.start).max(floor).max(span.start.saturating_sub(80));
        let item = self.outline.item_at(span.start).map_or(0, |item| item.title.min(span.start));
        let start = line.max(item);
        let start = (start..span.start).rev().find(|i| self.text.ends_sentence(*i)).map_or(start, |i| i + 1);
        (start, self.without_reference(start, span.start))
    }

    /// Cuts 契約締結日の翌日から and the like off the end: the beginning of a period, not its label.
    fn without_reference(&self, start: usize, end: usize) -> usize {
        let window = self.text.string(start, end);
        let trimmed = window.trim_end_matches(['自', ':', '、', '(', ',', '|', '-', '「', '・']);
        let words = [
            "契約締結日",
            "契約締結の",
            "契約の締結",
            "契約日",
            "契約の日",
            "契約成立",
            "契約確定",
            "公告の日",
            "公告",
            "公告日",
            "公示日",
            "公示の日",
            "公募開始日",
            "本公告",
            "入札公告の日",
            "落札決定",
            "議決の日",
            "議会の議決",
            "本契約",
            "着手日",
            "開始日",
            "募集開始",
            "公募開始",
            "掲載日",
            "公表日",
        ];
        let is_reference = ["から", "~", "より", "から、", "以降"].iter().any(|tail| trimmed.ends_with(tail));
        let cut = words.iter().filter_map(|word| trimmed.rfind(word)).min_by_key(|at| usize::MAX - at);
        let earliest = words.iter().filter_map(|word| trimmed.rfind(word)).filter(|at| trimmed.len() - at < 75).min();
        let kept = match (is_reference, cut) {
            (true, Some(_)) => trimmed.get(..earliest.unwrap_or(trimmed.len())).unwrap_or(trimmed),
            // 参加資格確認結果通知到達から: whatever it names, it is where the period begins.
            (true, None) if !labels_a_period(trimmed) => {
                let last = start + trimmed.chars().count();
                let cell = (start + 1..last)
                    .rev()
                    .find(|i| self.text.gap(*i) >= Gap::Space || matches!(self.text.get(i - 1), Some('|' | ':')));
                return cell.unwrap_or(start);
            }
            _ => trimmed,
        };
        start + kept.chars().count()
    }

    /// Whether a correction names the date as the one that no longer holds (誤, 訂正前).
    pub fn is_old(&self, n: usize) -> bool {
        let Some(span) = self.spans.get(n) else { return false };
        if self.sort != TextKind::Correction {
            return false;
        }
        let before = self.text.string(span.start.saturating_sub(60), span.start);
        let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
        let old = last(&["訂正前", "変更前", "修正前", "(誤)", "【誤】", "誤:", "誤)"]);
        let new = last(&["訂正後", "変更後", "修正後", "(正)", "【正】", "正:", "正)"]);
        old.is_some() && old > new
    }

    /// The characters of a range.
    pub fn window(&self, from: usize, to: usize) -> &[char] {
        self.text.chars().get(from..to).unwrap_or_default()
    }

    /// Characters between two places that are not in brackets.
    fn distance(&self, from: usize, to: usize) -> usize {
        without_brackets(&self.text.string(from, to)).chars().filter(|ch| !"※0123456789:、,は|".contains(*ch)).count()
    }
}
