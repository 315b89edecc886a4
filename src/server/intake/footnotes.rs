//! Hours given once in a footnote for the rows that bear its mark: ※1, ※, 注1, (注).

use super::binding::Bound;
use super::spans::{Span, apply_hours};
use super::text::{Gap, NormalText};
use super::times::{HoursMeaning, hours_in};
use crate::domain::notice::Doubt;

/// A footnote's mark: its sign and its number, when it has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    sign: char,
    number: Option<char>,
    end: usize,
}

impl Mark {
    fn is_same(self, other: Self) -> bool {
        self.sign == other.sign && self.number == other.number
    }
}

/// How far below its rows a footnote may stand, in characters.
const REACH: usize = 4_000;
/// The longest footnote that is read, in characters.
const LONGEST: usize = 120;

/// ※1 各日の午前9時から午後5時までとする。 True when the row bears a mark, whatever came of it.
pub fn footnote_hours(text: &NormalText<'_>, span: &mut Span, bound: &Bound) -> bool {
    let low = bound.label.0.saturating_sub(3);
    let before = (low..span.start).find_map(|i| mark_at(text, i));
    // On the date's own line: a mark that opens the next line is the footnote.
    let behind = (span.end..span.end + 2)
        .take_while(|i| text.gap(*i) < Gap::Line)
        .find_map(|i| mark_at(text, i))
        .filter(|mark| mark.number.is_some());
    let Some(mark) = before.or(behind) else { return false };
    let Some((start, end)) = footnote(text, mark, span.end) else {
        // A sign without a number may open a remark of the row itself.
        if mark.number.is_some() {
            span.doubts.push(Doubt::TimeUnclear);
        }
        return mark.number.is_some();
    };
    let Some(hours) = hours_in(text, start, end) else { return false };
    match hours.meaning {
        HoursMeaning::EachDay | HoursMeaning::Ends => apply_hours(span, hours),
        HoursMeaning::Unsaid => {
            apply_hours(span, hours);
            span.doubts.push(Doubt::TimeUnclear);
        }
        HoursMeaning::Counter => span.doubts.push(Doubt::TimeUnclear),
    }
    true
}

fn mark_at(text: &NormalText<'_>, i: usize) -> Option<Mark> {
    let is_bracketed = text.get(i) == Some('(');
    let at = if is_bracketed { i + 1 } else { i };
    let sign = text.get(at).filter(|ch| matches!(ch, '※' | '注'))?;
    let number = text.get(at + 1).filter(char::is_ascii_digit);
    let end = at + 1 + usize::from(number.is_some());
    // 注 inside a word (注意, 発注) is none.
    let stands_alone = match sign {
        '※' => true,
        _ if is_bracketed => text.get(end) == Some(')'),
        _ => number.is_some() && i.checked_sub(1).and_then(|before| text.get(before)) != Some('発'),
    };
    let end = if is_bracketed && text.get(end) == Some(')') { end + 1 } else { end };
    stands_alone.then_some(Mark { sign, number, end })
}

/// The footnote with the same mark that follows: up to the next footnote or a blank line.
fn footnote(text: &NormalText<'_>, mark: Mark, from: usize) -> Option<(usize, usize)> {
    let reach = text.len().min(from + REACH);
    let opens = |i: usize| mark_at(text, i).filter(|_| text.gap(i) >= Gap::Line);
    let start = (from..reach).find_map(|i| {
        opens(i).filter(|found| found.is_same(mark) && is_note_text(text, found.end)).map(|found| found.end)
    })?;
    let limit = reach.min(start + LONGEST);
    let end = (start..limit).find(|i| text.gap(*i) == Gap::Block || opens(*i).is_some()).unwrap_or(limit);
    Some((start, end))
}

fn is_note_text(text: &NormalText<'_>, i: usize) -> bool {
    text.gap(i) < Gap::Line && !text.get(i).is_some_and(|ch| ch.is_ascii_digit())
}
