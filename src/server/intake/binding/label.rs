//! The label on the date's own line: the cell before it, what its brackets and partners say, which end it names.

use super::{Bound, CELL, NEAR, Page};
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::{Doubt, Edge};
use crate::server::intake::labels::{self, Found, Meaning, Strength};
use crate::server::intake::spans::Span;
use crate::server::intake::text::Gap;
use crate::server::intake::ways::is_handed_in;

impl Page<'_> {
    pub(super) fn in_cell(&self, span: &Span, (start, end): (usize, usize)) -> Option<Bound> {
        let window = self.window(start, end);
        let found = labels::last(window).map(|found| outside_brackets(window, found))?;
        let label = (start + found.start, start + found.end);
        if found.meaning == Meaning::Generic {
            return self.head_of_line(window, start, found).or_else(|| self.generic(span, label, (start, end)));
        }
        if found.meaning == Meaning::NoticeWord && self.distance(start, label.0) + self.distance(label.1, end) > 3 {
            return None;
        }
        let distance = self.distance(label.1, end);
        let bare = window.len().saturating_sub(found.end - found.start);
        let is_running = found.strength == Strength::Subject && (bare > 14 || window.len() > CELL);
        let far = distance > if found.strength == Strength::Subject { NEAR / 2 } else { NEAR } || is_running;
        let doubt = far.then_some(Doubt::LabelFar).or_else(|| self.of_answers(window, found, label.0));
        let edge = self.edge_behind(found.meaning, label.1, end);
        Some(self.with_partner(window, found, Bound { meaning: found.meaning, second: None, doubt, edge, label }))
    }

    /// 参加表明書の受付開始, 参加表明書の受付終了: the two ends of a time in which papers are taken.
    fn edge_behind(&self, meaning: Meaning, label: usize, end: usize) -> Option<Edge> {
        let is_taken = match meaning {
            Meaning::Step(kind) => is_handed_in(kind),
            Meaning::Application | Meaning::Call => true,
            _ => false,
        };
        let word = self.text.string(label, end);
        let word = word.trim_start_matches('の').trim_end_matches([':', '、', '日', '時', '|']);
        match word {
            "開始" | "受付開始" if is_taken => Some(Edge::From),
            "終了" | "締切" | "受付終了" if is_taken => Some(Edge::By),
            _ => None,
        }
    }

    /// 閲覧期間 under 質問に対する回答 may be the time in which the answers can be read.
    fn of_answers(&self, window: &[char], found: Found, at: usize) -> Option<Doubt> {
        let words: String = window.get(found.start..found.end).unwrap_or_default().iter().collect();
        let names_papers = ["書", "図", "資料", "要領", "要項", "契約"].iter().any(|word| words.contains(word));
        if found.meaning != Meaning::Step(Kind::DocsTo) || names_papers {
            return None;
        }
        let of_answers = self.outline.chain(at).iter().any(|item| {
            let title = self.window(item.title, item.title_end.min(at));
            labels::meanings(title).iter().any(|found| found.meaning == Meaning::Step(Kind::AnswerOn))
        });
        of_answers.then_some(Doubt::LabelAmbiguous { other: Kind::AnswerOn })
    }

    /// 参加表明書及び企画提案書の提出期限: two steps under one label.
    fn with_partner(&self, window: &[char], found: Found, bound: Bound) -> Bound {
        let Meaning::Step(kind) = found.meaning else { return bound };
        if let Some(other) = partner_inside(window, found, kind) {
            return Bound { second: Some(Meaning::Step(other)), doubt: Some(Doubt::LabelAmbiguous { other }), ..bound };
        }
        let partner = labels::meanings(window).into_iter().rev().find(|other| {
            let between: String = window.get(other.end..found.start).unwrap_or_default().iter().collect();
            let near = between.chars().count() <= 8;
            let joined =
                ["及び", "並びに", "・", "、", "又は", "および", "と"].iter().any(|word| between.contains(word));
            let other_thing = ["場所", "日時", "方法"].iter().any(|word| between.contains(word));
            matches!(other.meaning, Meaning::Step(_))
                && !other_thing
                && other.meaning != found.meaning
                && other.end <= found.start
                && near
                && joined
        });
        // The shared head (の提出期限) makes the earlier label whole: 参加表明書 + 及び + 企画提案書の提出.
        match partner.map(|other| other.meaning) {
            Some(Meaning::Step(other)) => {
                Bound { second: Some(Meaning::Step(other)), doubt: Some(Doubt::LabelAmbiguous { other }), ..bound }
            }
            _ => bound,
        }
    }

    /// 入札日時:電子調達システムによる場合の締切りは …: the word before the colon is the label.
    fn head_of_line(&self, window: &[char], start: usize, generic: Found) -> Option<Bound> {
        let colon = window.iter().take(generic.start).position(|ch| *ch == ':')?;
        let head = labels::last(window.get(..colon)?)?;
        let is_step = matches!(head.meaning, Meaning::Step(_) | Meaning::Application | Meaning::Call);
        let at_line = self.text.gap(start) >= Gap::Line;
        (is_step && at_line && head.end + 2 >= colon).then_some(Bound {
            meaning: head.meaning,
            second: None,
            doubt: None,
            edge: None,
            label: (start + head.start, start + head.end),
        })
    }
}

/// 現地確認の実施(事前申込): what stands in brackets behind a label is a remark.
fn outside_brackets(window: &[char], found: Found) -> Found {
    let open = window.get(..found.end).and_then(|before| before.iter().rposition(|ch| *ch == '('));
    let is_inside = open.is_some_and(|open| !window.get(open..found.end).unwrap_or_default().contains(&')'));
    let before = open.filter(|_| is_inside).and_then(|open| labels::last(window.get(..open)?));
    let is_step = |found: &Found| matches!(found.meaning, Meaning::Step(_)) && found.strength == Strength::Full;
    before.filter(is_step).unwrap_or(found)
}

/// 参加申込及び質問書受付期限: the second of two names that share one deadline, inside the first one's words.
fn partner_inside(window: &[char], found: Found, kind: Kind) -> Option<Kind> {
    let inside = window.get(found.start..found.end)?;
    labels::find_all(inside).into_iter().find_map(|other| {
        let before: String = inside.get(..other.start)?.iter().collect();
        let joined = ["及び", "および", "並びに"].iter().any(|word| before.ends_with(word));
        match other.meaning {
            // A quotation goes with its proposal.
            Meaning::Step(Kind::BidBy) if kind == Kind::ProposalBy => None,
            Meaning::Step(step) if step != kind && joined && other.end == inside.len() => Some(step),
            _ => None,
        }
    })
}
