//! Dates in running text: what the sentence before, behind and around them says.

use super::{Bound, CELL, NEAR, Page};
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::Doubt;
use crate::server::intake::labels::{self, Found, Meaning, Strength};
use crate::server::intake::spans::Span;
use crate::server::intake::text::Gap;

impl Page<'_> {
    /// 契約締結の日から令和8年3月31日まで without a label: the time of the contract.
    pub(super) fn since_contract(&self, span: &Span) -> Option<Bound> {
        let start = self.text.line_start(span.start).max(span.start.saturating_sub(CELL / 2));
        let before = self.text.string(start, span.start);
        let before = before.trim_end_matches('、');
        let begins = ["から", "~", "より"].iter().any(|word| before.ends_with(word));
        let is_contract = ["契約締結", "契約の締結", "契約日", "契約の日", "協定締結", "協定の締結"]
            .iter()
            .any(|word| before.contains(word));
        (begins && is_contract && self.text.has(span.end, "まで")).then_some(Bound {
            meaning: Meaning::Step(Kind::Delivery),
            second: None,
            doubt: Some(Doubt::NoLabel),
            edge: None,
            label: (start, span.start),
        })
    }

    /// 対象物品は令和8年9月1日午後1時から閲覧可能です: from when on papers or things can be looked at.
    pub(super) fn shown_from(&self, span: &Span) -> Option<Bound> {
        let at = ["から", "より"].iter().find(|word| self.text.has(span.end, word)).map(|_| span.end + 2)?;
        let words = self.text.string(at, at + 12);
        let is_shown =
            ["閲覧", "配布", "配付", "交付", "ダウンロード", "入手"].iter().any(|word| words.starts_with(word));
        let can = ["可能", "でき", "を開始", "します", "する"].iter().any(|word| words.contains(word));
        (span.is_open && is_shown && can).then_some(Bound {
            meaning: Meaning::Step(Kind::DocsTo),
            second: None,
            doubt: Some(Doubt::LabelFar),
            edge: None,
            label: (span.start, span.start),
        })
    }

    /// 令和8年8月5日までに質問書を提出すること: the sentence behind the date names the step.
    pub(super) fn behind(&self, n: usize) -> Option<Bound> {
        let span = self.spans.get(n)?;
        let next = self.spans.get(n + 1).map_or(self.text.len(), |next| next.start);
        let stop = next.min(span.end + 44).min(self.outline.next_mark(span.end)).min(self.text.len());
        let stop =
            (span.end..stop).find(|i| self.text.ends_sentence(*i) || self.text.gap(*i) == Gap::Block).unwrap_or(stop);
        let window = self.window(span.end, stop);
        let until = ["まで", "に", "の", "("].iter().any(|word| self.text.has(span.end, word))
            || self.text.get(span.end).is_none();
        if !until {
            return None;
        }
        let steps: Vec<Found> = labels::meanings(window)
            .into_iter()
            .filter(|found| {
                matches!(
                    found.meaning,
                    Meaning::Step(_) | Meaning::Application | Meaning::Call | Meaning::BidAndOpening
                )
            })
            .filter(|found| found.strength == Strength::Full || found.weight >= 4)
            .collect();
        let first = steps.first()?;
        let alone = steps.iter().all(|found| found.meaning == first.meaning);
        let is_due =
            self.text.has(span.end, "まで") || self.text.string(span.end.saturating_sub(2), span.end) == "以内";
        let sure = alone && is_due && first.start <= 24;
        let doubt = (!sure).then_some(Doubt::LabelFar);
        Some(Bound {
            meaning: first.meaning,
            second: None,
            doubt,
            edge: None,
            label: (span.end + first.start, span.end + first.end),
        })
    }

    /// 資格の確認 … までに通知する: half of the label before the date, half behind it.
    pub(super) fn around(&self, n: usize, cell: (usize, usize)) -> Option<Bound> {
        let span = self.spans.get(n)?;
        let next = self.spans.get(n + 1).map_or(self.text.len(), |next| next.start);
        let stop = next.min(span.end + 16).min(self.outline.next_mark(span.end));
        let stop =
            (span.end..stop).find(|i| self.text.ends_sentence(*i) || self.text.gap(*i) >= Gap::Line).unwrap_or(stop);
        let before = self.window(cell.0, cell.1);
        let mut joined = before.to_vec();
        joined.extend(self.window(span.end, stop.max(span.end)));
        let found = labels::last(&joined).filter(|found| found.start < before.len() && found.end > before.len())?;
        let is_step = matches!(found.meaning, Meaning::Step(_) | Meaning::Application);
        let near = found.strength == Strength::Full && before.len() <= CELL;
        let doubt = (!near).then_some(Doubt::LabelFar);
        is_step.then_some(Bound {
            meaning: found.meaning,
            second: None,
            doubt,
            edge: None,
            label: (cell.0 + found.start, cell.1),
        })
    }

    /// The earlier lines of the same sentence.
    pub(super) fn sentence_before(&self, span: &Span, floor: usize, cell: (usize, usize)) -> Option<Bound> {
        let low = span.start.saturating_sub(90).max(floor);
        let item = self.outline.item_at(span.start).map_or(0, |item| item.title.min(span.start));
        let low = low.max(item);
        let start = (low..cell.0)
            .rev()
            .find(|i| self.text.ends_sentence(*i) || self.text.gap(i + 1) == Gap::Block)
            .map_or(low, |i| i + 1);
        let found = labels::last(self.window(start, cell.1))?;
        let label = (start + found.start, start + found.end);
        if found.meaning == Meaning::Generic || found.meaning == Meaning::NoStep {
            return None;
        }
        let near = self.distance(label.1, cell.1) <= NEAR && found.strength == Strength::Full;
        Some(Bound {
            meaning: found.meaning,
            second: None,
            doubt: (!near).then_some(Doubt::LabelFar),
            edge: None,
            label,
        })
    }
}
