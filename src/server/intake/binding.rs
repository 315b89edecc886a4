//! Binds a date to the step its surroundings name: the cell before it, the sentence behind it, the line above,
//! the headings over it. The farther the label, the less is called certain.

use super::headings;
use super::labels::{self, Found, Meaning, Strength};
use super::outline::Outline;
use super::rows::{Place, Rows};
use super::spans::{Span, without_brackets};
use super::text::{Gap, NormalText};
use super::ways::is_handed_in;
use crate::domain::deadline::MilestoneKind as Kind;
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

    /// 契約締結の日から令和8年3月31日まで without a label: the time of the contract.
    fn since_contract(&self, span: &Span) -> Option<Bound> {
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
    fn shown_from(&self, span: &Span) -> Option<Bound> {
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

    fn in_cell(&self, span: &Span, (start, end): (usize, usize)) -> Option<Bound> {
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
    fn generic(&self, span: &Span, label: (usize, usize), cell: (usize, usize)) -> Option<Bound> {
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

    /// A line that holds only the date: the lines above it are its label.
    fn above(&self, span: &Span, floor: usize) -> Option<Bound> {
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

    /// 令和8年8月5日までに質問書を提出すること: the sentence behind the date names the step.
    fn behind(&self, n: usize) -> Option<Bound> {
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
    fn around(&self, n: usize, cell: (usize, usize)) -> Option<Bound> {
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
    fn sentence_before(&self, span: &Span, floor: usize, cell: (usize, usize)) -> Option<Bound> {
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
    fn under_heading(&self, span: &Span, cell: (usize, usize)) -> Option<Bound> {
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
