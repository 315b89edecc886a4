//! Puts days and times together: a moment, or a period with both ends. Still without meaning.

use super::dates::{DateToken, YearSource};
use super::outline::begins_item;
use super::text::{Gap, NormalText};
use super::times::{Hours, HoursMeaning, TimeToken, hours_in, second_time, time_after};
use crate::domain::deadline::Moment;
use crate::domain::notice::{Doubt, UnreadableReason};

/// Another step's time that a period leans on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// 入札開始時刻
    BidStart,
    /// 入札締切時刻
    BidEnd,
    /// 開札時刻
    Opening,
}

/// One moment or period as printed.
#[derive(Clone, Debug)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// The moment, or the end of the period; the reason when it cannot be read.
    pub at: Result<Moment, UnreadableReason>,
    /// The beginning of a period.
    pub from: Option<Moment>,
    /// Only a beginning is printed (令和8年8月1日から).
    pub is_open: bool,
    /// The step by whose time the end is given.
    pub reference: Option<Reference>,
    /// A second time on a single day (10時から12時まで).
    pub until: Option<TimeToken>,
    /// Doubts that the notation itself raises.
    pub doubts: Vec<Doubt>,
}

impl Span {
    /// A stretch that dates a step and names no day.
    pub const fn unread(start: usize, end: usize, reason: UnreadableReason) -> Self {
        Self {
            start,
            end,
            at: Err(reason),
            from: None,
            is_open: false,
            reference: None,
            until: None,
            doubts: Vec::new(),
        }
    }
}

/// Joins the days of a text into moments and periods.
pub fn join(text: &NormalText<'_>, dates: &[DateToken]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut rest = dates;
    while let Some((first, behind)) = rest.split_first() {
        let reading = End::read(text, first);
        match behind.split_first() {
            Some((second, later)) if is_period(text, reading.end, second.start) => {
                let last = End::read(text, second);
                spans.push(period(text, &reading, &last));
                rest = later;
            }
            _ => {
                spans.push(single(text, reading));
                rest = behind;
            }
        }
    }
    spans
}

/// A day with the time behind it.
struct End<'d> {
    date: &'d DateToken,
    time: Option<TimeToken>,
    end: usize,
}

impl<'d> End<'d> {
    fn read(text: &NormalText<'_>, date: &'d DateToken) -> Self {
        let time = time_after(text, date.tail);
        Self { date, time, end: time.map_or(date.tail, |time| time.end) }
    }

    fn moment(&self) -> Result<Moment, UnreadableReason> {
        self.date.date.map(|date| Moment { date, time: self.time.and_then(|time| time.time) })
    }

    fn doubts(&self) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        if let (Some(printed), Ok(date)) = (self.date.weekday, self.date.date) {
            let actual = chrono::Datelike::weekday(&date);
            if actual != printed {
                doubts.push(Doubt::WeekdayDisagrees { printed, actual });
            }
        }
        if let Some(other) = self.date.other {
            doubts.push(Doubt::EraDisagrees { other });
        }
        if self.date.year == YearSource::Assumed {
            doubts.push(Doubt::YearAssumed);
        }
        if self.time.is_some_and(|time| !time.is_clear) {
            doubts.push(Doubt::TimeNotation);
        }
        doubts
    }
}

/// 令和8年6月5日から, another column behind it, and the end of the period at the head of the next line.
fn goes_on_below(text: &NormalText<'_>, from: usize, to: usize) -> bool {
    let Some(word) = ["から", "~", "より"].into_iter().find(|word| text.has(from, word)) else { return false };
    let behind = from + word.chars().count();
    let is_column = text.gap(behind) == Gap::Wide && to <= behind + 40;
    is_column && text.line_start(to) == to && text.line_end(from) == to && text.gap(to) == Gap::Line
}

/// Whether から or ~ and nothing of weight stands between two places.
fn is_period(text: &NormalText<'_>, from: usize, to: usize) -> bool {
    if goes_on_below(text, from, to) {
        return true;
    }
    if to < from || to - from > 30 || (from..=to).any(|i| text.gap(i) == Gap::Block) {
        return false;
    }
    let between = text.string(from, to);
    // 10時から(6月8日までに要予約): a date inside a remark ends no period.
    if between.matches('(').count() > between.matches(')').count() {
        return false;
    }
    let bare = without_brackets(&between);
    let bare = bare.trim_matches(|ch| "、,・:".contains(ch));
    matches!(bare, "から" | "~" | "より" | "-" | "ー" | "至" | "から~" | "~至" | "、至" | "から、" | "以降")
}

/// The text without what stands in brackets; an opening bracket without its end drops the rest.
pub fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    text.chars()
        .filter(|ch| match ch {
            '(' => {
                depth += 1;
                false
            }
            ')' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

fn period(text: &NormalText<'_>, first: &End<'_>, last: &End<'_>) -> Span {
    let mut doubts = first.doubts();
    doubts.extend(last.doubts());
    let from = first.moment().ok();
    let at = last.moment();
    if let (Some(from), Ok(at)) = (from, at)
        && at.to_utc_millis() < from.start_utc_millis()
    {
        doubts.push(Doubt::PeriodReversed);
    }
    let mut span = Span {
        start: first.date.start,
        end: last.end,
        at,
        from,
        is_open: false,
        reference: reference_after(text, last.end),
        until: None,
        doubts,
    };
    if first.time.is_none() && last.time.is_none() {
        hours_behind(text, &mut span);
    }
    span
}

fn single(text: &NormalText<'_>, reading: End<'_>) -> Span {
    let until = reading.time.and_then(|time| second_time(text, time.end));
    let end = until.map_or(reading.end, |time| time.end);
    let reference = reference_after(text, end);
    let mut doubts = reading.doubts();
    if until.is_some_and(|time| !time.is_clear) && !doubts.contains(&Doubt::TimeNotation) {
        doubts.push(Doubt::TimeNotation);
    }
    Span {
        start: reading.date.start,
        end,
        at: reading.moment(),
        from: None,
        is_open: until.is_none() && is_open(text, end),
        reference,
        until,
        doubts,
    }
}

/// 令和8年8月1日から (without an end that is a day), 令和6年4月1日~入札公告の日.
fn is_open(text: &NormalText<'_>, end: usize) -> bool {
    ["から", "~", "より", "以降", "以後"].into_iter().any(|word| text.has(end, word))
}

fn reference_after(text: &NormalText<'_>, end: usize) -> Option<Reference> {
    let words = [
        ("入札開始", Reference::BidStart),
        ("入札書受付開始", Reference::BidStart),
        ("入札書提出開始", Reference::BidStart),
        ("入札締切", Reference::BidEnd),
        ("入札書受付締切", Reference::BidEnd),
        ("入札書提出締切", Reference::BidEnd),
        ("入札書提出期限", Reference::BidEnd),
        ("開札", Reference::Opening),
        ("入札執行", Reference::Opening),
        ("入札の時", Reference::Opening),
    ];
    let behind = (end..end + 3).find(|i| !matches!(text.get(*i), Some('の' | '、' | '(')))?;
    let (word, reference) = words.into_iter().find(|(word, _)| text.has(behind, word))?;
    let rest = text.string(behind + word.chars().count(), behind + word.chars().count() + 8);
    (rest.starts_with("時刻") || rest.starts_with("時間") || rest.contains("まで")).then_some(reference)
}

/// Hours that follow a period in the same sentence: of each day, or of the counter.
fn hours_behind(text: &NormalText<'_>, span: &mut Span) {
    let Some(hours) = hours_of_sentence(text, span.end) else { return };
    let between = text.string(span.end, hours.from.start);
    if between.contains('日') && between.contains('月') && between.contains('年') {
        return;
    }
    // 最終日は正午まで: what is said of the last day comes before the hours of every day.
    if ["最終日", "締切日", "期限日", "終了日", "末日"].iter().any(|word| between.contains(word)) {
        return;
    }
    // 期間(土日を除く。)の午前9時から午後5時まで: said of each of its days.
    let is_of_each = hours.meaning == HoursMeaning::Unsaid && between.ends_with('の');
    if matches!(hours.meaning, HoursMeaning::Unsaid | HoursMeaning::Counter) && !is_of_each {
        span.doubts.push(Doubt::TimeUnclear);
    }
    if hours.meaning != HoursMeaning::Counter {
        apply_hours(span, hours);
        span.end = hours.to.end;
    }
}

/// The hours outside brackets, else those inside; never what is taken out (正午から午後1時までを除く).
fn hours_of_sentence(text: &NormalText<'_>, from: usize) -> Option<Hours> {
    let (mut depth, mut outside, mut inside) = (0usize, 0usize, None);
    let mut i = from;
    while i < text.len() && i < from + 160 && outside < 48 {
        let ends = depth == 0 && (text.ends_sentence(i) || begins_item(text, i));
        if ends || text.gap(i) == Gap::Block && i > from {
            break;
        }
        let hours = hours_in(text, i, i + 1).filter(|hours| hours.from.start == i);
        if let Some(hours) = hours {
            let is_out = text.string(hours.to.end, hours.to.end + 8).contains('除');
            let hours =
                hours_in(text, from, hours.to.end).map_or(hours, |said| Hours { meaning: said.meaning, ..hours });
            if !is_out && depth == 0 {
                return Some(hours);
            }
            inside = inside.or(Some(hours).filter(|_| !is_out));
            i = hours.to.end.max(i + 1);
            continue;
        }
        match text.get(i) {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            _ => outside += usize::from(depth == 0),
        }
        i += 1;
    }
    inside
}

/// Sets the times of a period's ends.
pub fn apply_hours(span: &mut Span, hours: Hours) {
    if let Some(from) = &mut span.from {
        from.time = hours.from.time;
    }
    if let Ok(at) = &mut span.at {
        at.time = hours.to.time;
    }
    if !(hours.from.is_clear && hours.to.is_clear) {
        span.doubts.push(Doubt::TimeNotation);
    }
}
