//! Times of day that do not stand right behind their date: in a row below, in the label, in a footnote, further on.
//! What is found this way is proposed; only a footnote that says what it means is certain.

use super::binding::{Bound, Page};
use super::footnotes::footnote_hours;
use super::labels::{self, Meaning};
use super::rules::Candidate;
use super::spans::{Span, apply_hours};
use super::text::{Gap, NormalText};
use super::times::{HoursMeaning, TimeToken, hours_in, second_time, time_at};
use crate::domain::deadline::MilestoneKind as Kind;
use crate::domain::notice::Doubt;

/// Whether the step happens at the beginning of printed hours rather than by their end.
pub fn is_event(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OpenAt
            | Kind::HearingAt
            | Kind::Briefing
            | Kind::SiteVisit
            | Kind::AnswerOn
            | Kind::AwardNotice
            | Kind::QualifyResult
            | Kind::ScreeningResult
    )
}

/// 令和8年8月19日 午前9時から午後5時まで: hours of one day.
pub fn one_day_hours(step: &mut Candidate, until: TimeToken) {
    if is_event(step.kind) {
        return;
    }
    if until.time.is_some() {
        step.from = Some(step.at);
        step.at.time = until.time;
    }
}

/// Times that stand not behind the date: a footnote (※1), brackets in the label, a line of their own.
pub fn times_from_elsewhere(page: &Page<'_>, n: usize, span: &mut Span, bound: &Bound, kind: Kind) {
    let is_bare = span.at.is_ok_and(|at| at.time.is_none()) && span.from.is_none_or(|from| from.time.is_none());
    if !is_bare || span.until.is_some() || span.reference.is_some() || span.doubts.contains(&Doubt::TimeNotation) {
        return;
    }
    let text = page.text;
    if footnote_hours(text, span, bound) {
        return;
    }
    if span.from.is_some() {
        hours_below(page, n, span);
        return;
    }
    if let Some(time) = time_in_label(text, bound, span.start) {
        set_time(span, time);
        return;
    }
    let stop = page.spans.get(n + 1).map_or(text.len(), |next| next.start);
    if let Some((time, until)) = loose_time(text, span.end, stop) {
        set_time(span, if is_event(kind) { time } else { until.unwrap_or(time) });
        span.doubts.push(Doubt::TimeUnclear);
    } else if has_stray_time(text, span) {
        span.doubts.push(Doubt::TimeUnclear);
    }
}

/// A table pasted cell by cell: the date has a line of its own, and so has a time further down that may be its own.
fn has_stray_time(text: &NormalText<'_>, span: &Span) -> bool {
    if text.gap(span.start) < Gap::Line || text.gap(span.end) < Gap::Line {
        return false;
    }
    let starts = text.line_starts();
    let next = starts.partition_point(|start| *start < span.end);
    let lines = starts.iter().skip(next).take_while(|start| **start < span.end + 300);
    lines.copied().any(|start| time_at(text, start).is_some_and(|time| text.line_end(start) <= time.end + 4))
}

const HOURS_ROWS: &[&str] = &[
    "受付時間",
    "提出時間",
    "入札時間",
    "交付時間",
    "閲覧時間",
    "縦覧時間",
    "時間",
    "受付は",
    "各日",
    "毎日",
    "ただし、",
];

/// A row of its own below a period: 受付時間 午前9時から正午まで及び午後1時から午後5時まで.
/// The hours are proposed, but whether they bind the last day is never certain.
fn hours_below(page: &Page<'_>, n: usize, span: &mut Span) {
    let text = page.text;
    if span.doubts.contains(&Doubt::TimeUnclear) {
        return;
    }
    let next = page.spans.get(n + 1).map_or(text.len(), |next| next.start);
    let first = text.line_end(span.end.saturating_sub(1));
    let stop = next.min(first + 60).min(text.len());
    let Some(start) = (first..stop.min(first + 14))
        .find(|i| HOURS_ROWS.iter().any(|word| text.has(*i, word)) || *i == first && time_at(text, *i).is_some())
    else {
        return;
    };
    let Some(hours) = hours_in(text, start, stop).filter(|hours| hours.from.start <= start + 14) else { return };
    if text.string(hours.to.end, hours.to.end + 6).contains('除') {
        return;
    }
    span.doubts.push(Doubt::TimeUnclear);
    if hours.meaning == HoursMeaning::Counter && !text.string(start, start + 2).contains("受付") {
        return;
    }
    let is_more = |i: &usize| matches!(text.get(*i), Some('及' | 'お' | '、' | '並' | 'と'));
    let rest = (hours.to.end..hours.to.end + 4).find(is_more);
    let second = rest.and_then(|at| hours_in(text, at, (at + 24).min(stop)));
    let second = second.filter(|second| !text.string(second.to.end, second.to.end + 6).contains('除'));
    apply_hours(span, hours);
    if let (Some(second), Ok(at)) = (second, &mut span.at) {
        at.time = second.to.time;
    }
}

fn set_time(span: &mut Span, time: TimeToken) {
    if let Ok(at) = &mut span.at {
        at.time = time.time;
    }
    if !time.is_clear {
        span.doubts.push(Doubt::TimeNotation);
    }
}

/// 開札執行日（午前11時） 令和6年10月31日: the only time inside the label.
fn time_in_label(text: &NormalText<'_>, bound: &Bound, end: usize) -> Option<TimeToken> {
    let start = bound.label.0.max(end.saturating_sub(30));
    let mut times = Vec::new();
    let mut i = start;
    while i < end {
        match time_at(text, i) {
            Some(time) if time.end <= end => {
                i = time.end;
                times.push(time);
            }
            _ => i += 1,
        }
    }
    match times.as_slice() {
        [only]
            if text.get(only.start.checked_sub(1)?) == Some('(')
                && text.get(only.end).is_some_and(|ch| ch == ')' || ch == 'か' || ch == '~' || ch == 'ま') =>
        {
            Some(*only)
        }
        _ => None,
    }
}

/// A time further behind in the same line, or at the head of the next: 時間 午後1時30分.
fn loose_time(text: &NormalText<'_>, end: usize, stop: usize) -> Option<(TimeToken, Option<TimeToken>)> {
    let stop = stop.min(end + 36).min(text.len());
    for i in end..stop {
        // Right behind the date a time counts even over a blank line: pasted tables lose their cells.
        let is_block = text.gap(i) == Gap::Block && (i > end || time_at(text, i).is_none());
        if text.ends_sentence(i) || is_block {
            return None;
        }
        if text.gap(i) >= Gap::Line && !begins_with_time(text, i) && time_at(text, i).is_none() {
            return None;
        }
        if let Some(time) = time_at(text, i) {
            let between = text.chars().get(end..i).unwrap_or_default();
            let is_anothers = labels::meanings(between).iter().any(|found| !matches!(found.meaning, Meaning::NoStep));
            return (!is_anothers).then(|| (time, second_time(text, time.end)));
        }
    }
    None
}

/// What the end of a period is called where its time differs.
const LAST_DAY: &[&str] = &["最終日", "締切日", "期限日", "終了日", "末日"];
/// How far behind a period its last day's own time may stand, in characters.
const LAST_DAY_REACH: usize = 110;

/// (最終日は正午まで), 受付時間 9時から17時: further times near a date leave open which one counts.
pub fn other_times_behind(page: &Page<'_>, n: usize, span: &mut Span) {
    let text = page.text;
    let next = page.spans.get(n + 1).map_or(text.len(), |next| next.start);
    let stop = next.min(span.end + 60).min(text.len());
    let mut i = span.end;
    let mut in_sentence = true;
    while i < stop && text.gap(i) < Gap::Block {
        in_sentence &= !text.ends_sentence(i) && text.gap(i) < Gap::Line && page.outline.next_mark(i) != i;
        let Some(time) = time_at(text, i) else {
            i += 1;
            continue;
        };
        let words = text.string(span.end.max(i.saturating_sub(12)), i);
        let range = second_time(text, time.end);
        let end = range.map_or(time.end, |last| last.end);
        let is_pause = text.string(end, end + 6).contains('除');
        let says_same = span.at.is_ok_and(|at| at.time.is_some() && range.unwrap_or(time).time == at.time);
        let is_hours =
            ["受付時間", "提出時間", "開庁時間", "執務時間", "受付は"].iter().any(|word| words.contains(word));
        let has_time = span.at.is_ok_and(|at| at.time.is_some());
        let next_label = labels::meanings(text.chars().get(span.end..i).unwrap_or_default());
        if next_label.iter().any(|found| !matches!(found.meaning, Meaning::NoStep)) && !is_hours {
            return;
        }
        // Counter hours matter only where the date itself has no time.
        let matters = if is_hours { !has_time } else { in_sentence };
        if matters && !is_pause && !says_same {
            last_day_time(span, &words, time);
            return;
        }
        i = end.max(i + 1);
    }
}

/// …から…まで(休日を除く。)の9時から18時まで (ただし、最終日は17時まで): the last day's own time counts, wherever in the
/// item it stands and whatever other days the brackets name.
pub fn last_day_behind(page: &Page<'_>, span: &mut Span) {
    let text = page.text;
    let is_settled = span.from.is_none() || span.doubts.contains(&Doubt::TimeUnclear);
    let Ok(at) = span.at else { return };
    if is_settled {
        return;
    }
    let stop = page.outline.next_mark(span.end).min(span.end + LAST_DAY_REACH).min(text.len());
    let words = (span.end..stop)
        .take_while(|i| text.gap(*i) < Gap::Block)
        .find(|i| LAST_DAY.iter().any(|word| text.has(*i, word)));
    let Some(word) = words else { return };
    let time = (word..(word + 9).min(stop)).find_map(|i| time_at(text, i));
    if let Some(time) = time.filter(|time| time.time != at.time) {
        set_time(span, time);
        span.doubts.push(Doubt::TimeUnclear);
    }
}

fn last_day_time(span: &mut Span, words: &str, time: TimeToken) {
    if LAST_DAY.iter().any(|word| words.contains(word)) {
        set_time(span, time);
    }
    span.doubts.push(Doubt::TimeUnclear);
}

fn begins_with_time(text: &NormalText<'_>, i: usize) -> bool {
    (i..i + 5)
        .any(|at| ["時間", "時刻", "開始時", "開札時", "午前", "午後", "正午"].iter().any(|word| text.has(at, word)))
}
