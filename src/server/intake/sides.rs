//! Which stretches of a correction stand before it and which behind it: 変更前 … 変更後 …, (誤) … (正) …, columns
//! of a table, 「…」を「…」に, and 12月10日を12月17日に変更. Reads no values.

use super::dates::{self, DateToken};
use super::outline::begins_item;
use super::text::{Gap, NormalText};
use super::times::time_after;

/// A side of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What held so far.
    Before,
    /// What holds from now on.
    After,
}

/// A stretch of one side, in bytes of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which side.
    pub side: Side,
    /// First byte.
    pub start: usize,
    /// Behind the last byte.
    pub end: usize,
    /// Whether its words are a sign only (変更前) that holds no value.
    pub is_sign: bool,
}

/// Words that open a side wherever they stand.
const WORDS: &[(&str, Side)] = &[
    ("変更前", Side::Before),
    ("訂正前", Side::Before),
    ("修正前", Side::Before),
    ("改正前", Side::Before),
    ("更正前", Side::Before),
    ("改定前", Side::Before),
    ("変更後", Side::After),
    ("訂正後", Side::After),
    ("修正後", Side::After),
    ("改正後", Side::After),
    ("更正後", Side::After),
    ("改定後", Side::After),
];
/// Words that open a side only in brackets, before a colon or alone in a column.
const SHORT: &[(&str, Side)] = &[
    ("誤", Side::Before),
    ("旧", Side::Before),
    ("当初", Side::Before),
    ("現行", Side::Before),
    ("正", Side::After),
    ("新", Side::After),
];
/// Lines that belong to neither side, whatever stands before them.
const BEHIND: &[&str] = &["以上", "問合せ", "問い合わせ", "問合わせ", "お問", "なお", "担当", "連絡先", "その他の"];
/// The longest line that may be the label of the pair below it.
const LABEL: usize = 40;
/// No table has more columns; a longer line is running text.
const MOST_COLUMNS: usize = 60;

/// A sign that opens a side.
#[derive(Clone, Copy, Debug)]
struct Sign {
    side: Side,
    start: usize,
    end: usize,
    /// Whether its words say it all (変更後), or need the other side beside them: (正) may be 正本.
    is_long: bool,
}

/// Every stretch, in the order of the text; empty when nothing tells two sides.
pub fn stretches(text: &NormalText<'_>, original: &str) -> Vec<Stretch> {
    let days = dates::scan(text);
    let signs = signs(text);
    let has = |side| signs.iter().any(|sign: &Sign| sign.side == side);
    let mut found = Vec::new();
    if has(Side::Before) && has(Side::After) {
        found = columns(text, original, &signs, &days);
        if found.is_empty() {
            found = in_turn(text, &signs, &days);
        }
    } else if signs.iter().any(|sign| sign.side == Side::After && sign.is_long) {
        found = in_turn(text, &signs, &days);
    }
    if found.is_empty() {
        found = quoted(text);
        found.extend(joined(text, &days));
        found.sort_by_key(|stretch| stretch.start);
    }
    found
}

fn signs(text: &NormalText<'_>) -> Vec<Sign> {
    let mut found: Vec<Sign> = Vec::new();
    let mut i = 0;
    while i < text.len() {
        match sign_at(text, i) {
            Some(sign) => {
                i = sign.end;
                found.push(sign);
            }
            None => i += 1,
        }
    }
    found
}

fn sign_at(text: &NormalText<'_>, i: usize) -> Option<Sign> {
    let opens = |at: usize| text.get(at).is_some_and(|sign| "(【<〈《「".contains(sign));
    let closes = |at: usize| text.get(at).is_some_and(|sign| ")】>〉》」".contains(sign));
    let inner = if opens(i) { i + 1 } else { i };
    let long = WORDS.iter().find(|(word, _)| text.has(inner, word));
    let (word, side) = long.or_else(|| SHORT.iter().find(|(word, _)| text.has(inner, word)))?;
    let behind = inner + word.chars().count();
    let is_bracketed = inner > i && closes(behind);
    let mut end = if is_bracketed { behind + 1 } else { behind };
    let has_colon = text.get(end) == Some(':');
    let is_alone = text.gap(i) >= Gap::Space && text.gap(behind) >= Gap::Wide;
    let is_labelled = has_colon && text.gap(i) >= Gap::Space;
    if !(long.is_some() || is_bracketed || is_labelled || is_alone) {
        return None;
    }
    // 変更前の公告 speaks of a paper, not of a side; (変更前)開札日時 opens one.
    if long.is_some() && !is_bracketed && text.has(behind, "の公告") {
        return None;
    }
    if has_colon {
        end += 1;
    }
    Some(Sign { side: *side, start: if is_bracketed { i } else { inner }, end, is_long: long.is_some() })
}

/// Signs that follow each other in the text, each with what it opens.
fn in_turn(text: &NormalText<'_>, signs: &[Sign], days: &[DateToken]) -> Vec<Stretch> {
    let mut found = Vec::new();
    for (n, sign) in signs.iter().enumerate() {
        let end = match signs.get(n + 1) {
            Some(next) if sign.side == Side::Before && next.side == Side::After => next.start,
            next => {
                let limit = next.map_or(text.len(), |next| label_before(text, sign, next.start, days));
                closing(text, sign, limit)
            }
        };
        found.push(stretch(text, sign.side, sign.start, sign.end, true));
        if end > sign.end {
            found.push(stretch(text, sign.side, sign.end, end, false));
        }
    }
    found
}

/// Where the label of the next pair begins: on the line of its sign, on the line above, or behind the last date.
fn label_before(text: &NormalText<'_>, sign: &Sign, next: usize, days: &[DateToken]) -> usize {
    let line = text.line_start(next);
    let has_date = |from: usize, to: usize| first_from(days, from).is_some_and(|day| day.start < to);
    if line > sign.end {
        if line < next {
            return line;
        }
        let above = text.line_start(line.saturating_sub(1));
        let is_label = above > sign.end && line - above <= LABEL && !has_date(above, line);
        return if is_label { above } else { line };
    }
    let before = days.partition_point(|day| day.start < next);
    let mut near = days.get(..before).unwrap_or_default().iter().rev().take_while(|day| day.start >= sign.end);
    let last = near.find(|day| day.tail <= next);
    match last {
        Some(day) => time_after(text, day.tail).filter(|time| time.end <= next).map_or(day.tail, |time| time.end),
        None => (sign.end..next).rev().find(|i| text.gap(*i) >= Gap::Space).unwrap_or(next),
    }
}

/// The first day that begins at a place or behind it.
fn first_from(days: &[DateToken], from: usize) -> Option<&DateToken> {
    days.get(days.partition_point(|day| day.start < from))
}

/// Where the last side ends: before the next item, or before lines that belong to neither.
fn closing(text: &NormalText<'_>, sign: &Sign, limit: usize) -> usize {
    let first_line = text.line_end(sign.end.saturating_sub(1));
    let is_block = first_line <= sign.end;
    let starts = text.line_starts();
    let behind = starts.partition_point(|line| *line <= sign.end);
    let lines = starts.iter().copied().skip(behind).take_while(|line| *line < limit);
    for line in lines {
        let is_behind = BEHIND.iter().any(|word| text.has(line, word));
        let is_next = !is_block && (begins_item(text, line) || text.gap(line) >= Gap::Block);
        if is_behind || is_next {
            return line;
        }
    }
    limit
}

fn stretch(text: &NormalText<'_>, side: Side, from: usize, to: usize, is_sign: bool) -> Stretch {
    let (start, _) = text.bytes(from, from + 1);
    // Up to the next character, so that blanks and line breaks go with their side.
    let end = if to < text.len() { text.bytes(to, to + 1).0 } else { text.bytes(from, to).1 };
    Stretch { side, start, end: end.max(start), is_sign }
}

/// A cell of a line, in bytes of the original and in columns of half width.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: usize,
    end: usize,
    left: usize,
    right: usize,
}

impl Cell {
    const fn middle(self) -> usize {
        usize::midpoint(self.left, self.right)
    }
}

/// A table with both sides in its head: the cells below, by their column.
fn columns(text: &NormalText<'_>, original: &str, signs: &[Sign], days: &[DateToken]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut head: Option<Head> = None;
    let mut start = 0;
    for line in original.split_inclusive('\n') {
        let here = start..start + line.len();
        if let Some(new) = Head::of(text, line, start, signs, days) {
            found.extend(new.signs());
            head = Some(new);
        } else if let Some(head) = &head {
            found.extend(head.row(&cells(line, start, head.has_tabs)));
        }
        start = here.end;
    }
    found
}

/// The head of such a table.
#[derive(Debug)]
struct Head {
    cells: Vec<Cell>,
    sides: Vec<Option<Side>>,
    has_tabs: bool,
}

impl Head {
    fn of(text: &NormalText<'_>, line: &str, start: usize, signs: &[Sign], days: &[DateToken]) -> Option<Self> {
        let (from, to) = (text.at_byte(start), text.at_byte(start + line.len()));
        let on_line = |at: usize| at >= from && at < to;
        let low = signs.partition_point(|sign| sign.start < from);
        let high = signs.partition_point(|sign| sign.start < to);
        let signs = signs.get(low..high).unwrap_or_default();
        if signs.len() < 2 || first_from(days, from).is_some_and(|day| on_line(day.start)) {
            return None;
        }
        let has_tabs = line.contains('\t');
        let cells = cells(line, start, has_tabs);
        if cells.len() > MOST_COLUMNS {
            return None;
        }
        let side_of = |cell: &Cell| {
            let sign = signs.iter().find(|sign| {
                let (first, _) = text.bytes(sign.start, sign.start + 1);
                first >= cell.start && first < cell.end
            })?;
            // The sign is all that the cell holds, but for a word or two.
            (text.at_byte(cell.end) - text.at_byte(cell.start) <= sign.end - sign.start + 4).then_some(sign.side)
        };
        let sides: Vec<Option<Side>> = cells.iter().map(side_of).collect();
        let has = |side| sides.contains(&Some(side));
        (has(Side::Before) && has(Side::After)).then_some(Self { cells, sides, has_tabs })
    }

    fn signs(&self) -> Vec<Stretch> {
        let both = self.cells.iter().zip(&self.sides);
        both.filter_map(|(cell, side)| {
            side.map(|side| Stretch { side, start: cell.start, end: cell.end, is_sign: true })
        })
        .collect()
    }

    fn row(&self, cells: &[Cell]) -> Vec<Stretch> {
        let by_number = self.has_tabs || cells.len() == self.cells.len();
        cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.end > cell.start)
            .filter_map(|(n, cell)| {
                let column = if by_number { n } else { self.column_at(cell.middle()) };
                let side = self.sides.get(column).copied().flatten()?;
                Some(Stretch { side, start: cell.start, end: cell.end, is_sign: false })
            })
            .collect()
    }

    fn column_at(&self, middle: usize) -> usize {
        let mut bounds = self.cells.windows(2).filter_map(|two| match two {
            [left, right] => Some(usize::midpoint(left.middle(), right.middle())),
            _ => None,
        });
        bounds.position(|bound| middle < bound).unwrap_or(self.cells.len().saturating_sub(1))
    }
}

/// The cells of a line: parted by tabs, or by two blanks and more.
fn cells(line: &str, start: usize, by_tabs: bool) -> Vec<Cell> {
    let mut found = Vec::new();
    let mut open: Option<Cell> = None;
    let (mut column, mut blanks) = (0, 0);
    for (at, sign) in line.char_indices() {
        let width = if sign.is_ascii() { 1 } else { 2 };
        if by_tabs && sign == '\t' {
            let empty = Cell { start: start + at, end: start + at, left: column, right: column };
            found.push(open.take().unwrap_or(empty));
            blanks = 0;
        } else if sign.is_whitespace() || sign.is_control() {
            blanks += 1;
        } else {
            let here =
                Cell { start: start + at, end: start + at + sign.len_utf8(), left: column, right: column + width };
            open = match open {
                Some(cell) if by_tabs || blanks < 2 => Some(Cell { end: here.end, right: here.right, ..cell }),
                before => {
                    found.extend(before);
                    Some(here)
                }
            };
            blanks = 0;
        }
        column += width;
    }
    found.extend(open);
    found
}

/// 「…」を「…」に改める, 「…」とあるのは「…」の誤り.
fn quoted(text: &NormalText<'_>) -> Vec<Stretch> {
    let mut found = Vec::new();
    for i in 0..text.len() {
        if text.get(i) != Some('」') {
            continue;
        }
        let link = ["を「", "とあるのを「", "とあるのは「", "は「"].into_iter().find(|link| text.has(i + 1, link));
        let Some(link) = link else { continue };
        let second = i + 1 + link.chars().count();
        let Some(first) = (i.saturating_sub(200)..i).rev().find(|at| text.get(*at) == Some('「')) else { continue };
        let close = (second..text.len().min(second + 200)).find(|at| text.get(*at) == Some('」'));
        let Some(close) = close else { continue };
        if !["に", "へ", "と", "の誤り"].iter().any(|word| text.has(close + 1, word)) {
            continue;
        }
        found.push(stretch(text, Side::Before, first, i + 1, false));
        found.push(stretch(text, Side::Before, i + 1, second, true));
        found.push(stretch(text, Side::After, second, close, false));
        found.push(stretch(text, Side::After, close, close + 1, true));
    }
    found
}

/// 12月10日を12月17日に変更, 12月10日から12月17日に延期, 12月10日→12月17日.
fn joined(text: &NormalText<'_>, days: &[DateToken]) -> Vec<Stretch> {
    let mut found = Vec::new();
    for two in days.windows(2) {
        let [first, second] = two else { continue };
        let first_end = behind_time(text, first.tail);
        let is_arrow = ["→", "⇒", "->", "➡"].iter().any(|arrow| text.has(first_end, arrow));
        let is_word = ["を", "から"].iter().any(|word| text.has(first_end, word));
        if !(is_arrow || is_word) || second.start.saturating_sub(first_end) > 2 {
            continue;
        }
        let behind = text.string(behind_time(text, second.tail), second.tail + 24);
        let moves = ["変更", "延期", "訂正", "改め", "修正", "延長", "繰り"].iter().any(|word| behind.contains(word));
        if is_arrow || moves {
            found.push(stretch(text, Side::Before, first.start, second.start, false));
            found.push(stretch(text, Side::After, second.start, behind_time(text, second.tail), false));
        }
    }
    found
}

fn behind_time(text: &NormalText<'_>, tail: usize) -> usize {
    let end = time_after(text, tail).filter(|time| time.start <= tail + 1).map_or(tail, |time| time.end);
    if text.has(end, "まで") { end + 2 } else { end }
}
