//! A notice cut into statements: one sentence, one item, one row of a table each, with the headings above it.
//! Lines that a layout broke are joined again; knows nothing of what is demanded.

use super::super::outline::{self, Outline};
use super::super::text::{Gap, NormalText};
use super::numbering;
use super::words::Words;
use std::rc::Rc;

/// The longest sentence kept as evidence, in characters.
pub const SENTENCE: usize = 240;
/// The longest text that becomes the words of a requirement, in characters.
const WORDS: usize = 320;
/// A statement is cut here when nothing ends it.
const LONGEST: usize = 700;
/// A line of a page in portrait is full at this width at the latest, in half-width columns.
const FULL: usize = 80;
/// Titles of so many items above a statement say what it is about.
const TITLES: usize = 5;
/// A heading reaches over this many characters.
const HEADING_REACH: usize = 1_500;
/// A form's printed blanks reach over this many characters.
const FORM_REACH: usize = 4_000;
/// What ends a line of the original.
const BREAKS: [char; 6] = ['\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// First character.
    pub start: usize,
    /// Behind the last character.
    pub end: usize,
    /// Behind the sub-items that it announces (次の各号に …), else `end`.
    pub whole_end: usize,
    /// Its characters, without blanks.
    pub chars: Vec<char>,
    /// The same as a string.
    pub words: Words,
    /// The titles and headings above, innermost first; shared with all statements under them.
    pub context: Vec<Rc<Words>>,
    /// Level of the item that it belongs to; 0 outside of all items.
    pub level: u8,
    /// Whether another statement announced it.
    pub is_announced: bool,
    /// Whether it is part of a printed form.
    pub is_in_form: bool,
    /// Where its words end without full stop and closing brackets, in bytes.
    tail: usize,
}

impl Statement {
    /// Where a word stands in the text.
    pub fn find(&self, word: &str) -> Option<(usize, usize)> {
        let at = self.words.place_of(word)?;
        let before = self.words.get(..at)?.chars().count();
        Some((self.start + before, self.start + before + word.chars().count()))
    }

    /// Where the first of some words stands that is there.
    pub fn find_any(&self, words: &[&str]) -> Option<(usize, usize)> {
        words.iter().filter_map(|word| self.find(word)).min()
    }

    /// Whether a word is in it.
    pub fn has(&self, word: &str) -> bool {
        self.words.has(word)
    }

    /// Whether one of some words is in it.
    pub fn has_any(&self, words: &[&str]) -> bool {
        self.words.has_any(words)
    }

    /// Whether a heading above it, or its own head, speaks of one of some words.
    pub fn is_about(&self, words: &[&str]) -> bool {
        self.context.iter().any(|title| title.has_any(words))
    }

    /// Whether the nearest heading speaks of one of some words.
    pub fn is_headed(&self, words: &[&str]) -> bool {
        self.context.first().is_some_and(|title| title.has_any(words))
    }

    /// Its end without full stop and closing brackets.
    pub fn tail(&self) -> &str {
        self.words.get(..self.tail).unwrap_or(&self.words)
    }

    /// Whether it ends as a demand does.
    pub fn ends_with_any(&self, words: &[&str]) -> bool {
        let tail = self.tail();
        words.iter().any(|word| tail.ends_with(word))
    }

    /// The whole range, for evidence where no single word is the value.
    pub fn range(&self) -> (usize, usize) {
        (self.start, self.end)
    }

    /// The range of a part given in its own characters.
    pub fn part(&self, from: usize, to: usize) -> (usize, usize) {
        (self.start + from, self.start + to)
    }
}

/// Cuts a text into statements.
pub fn statements(original: &str, text: &NormalText<'_>, outline: &Outline) -> Vec<Statement> {
    let wraps = Wraps::of(original, text);
    let mut items = outline.starts().peekable();
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut depth = 0u32;
    for i in 1..=text.len() {
        match text.get(i - 1) {
            Some('(') => depth += 1,
            Some(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        while items.next_if(|item| *item < i).is_some() {}
        let is_item = items.peek() == Some(&i);
        let is_inside = depth > 0 && text.ends_sentence(i - 1) && closes_soon(text, i);
        if i == text.len() || i - start >= LONGEST || begins(text, &wraps, i, is_item, is_inside) {
            cuts.push((start, i));
            start = i;
            depth = 0;
        }
    }
    let forms = printed_forms(text);
    let mut headings = Headings::default();
    let mut titles = Titles::default();
    let mut all: Vec<Statement> = Vec::with_capacity(cuts.len());
    for (start, end) in cuts {
        let mut context = headings.above(start);
        context.extend(titles.above(text, outline, start));
        let statement = statement(text, outline, context, &forms, (start, end));
        headings.see(text, &statement);
        all.push(statement);
    }
    announce(&mut all);
    head_papers(&mut all);
    all
}

fn statement(
    text: &NormalText<'_>,
    outline: &Outline,
    mut context: Vec<(usize, Rc<Words>)>,
    forms: &[(usize, usize)],
    (start, end): (usize, usize),
) -> Statement {
    context.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let words = text.string(start, end);
    let tail = words.trim_end_matches(['。', ')', '.', '」', '、', ';', ':']).len();
    Statement {
        start,
        end,
        whole_end: end,
        chars: text.chars().get(start..end).unwrap_or_default().to_vec(),
        words: Words::of(words),
        context: context.into_iter().map(|(_, title)| title).collect(),
        level: outline.item_at(start).map_or(0, |item| item.level),
        is_announced: false,
        is_in_form: is_in_form(forms, start),
        tail,
    }
}

/// Forms lie one behind the other: only the last that begins before a place can hold it.
fn is_in_form(forms: &[(usize, usize)], start: usize) -> bool {
    let behind = forms.partition_point(|(from, _)| *from <= start);
    behind.checked_sub(1).and_then(|last| forms.get(last)).is_some_and(|(_, to)| start < *to)
}

/// (昭和22年勅令第165号。以下「予決令」という。): a full stop inside of brackets ends nothing.
fn closes_soon(text: &NormalText<'_>, i: usize) -> bool {
    let mut depth = 1;
    for at in i..i + 60 {
        match text.get(at) {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            None => return false,
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

fn begins(text: &NormalText<'_>, wraps: &Wraps, i: usize, is_item: bool, is_inside: bool) -> bool {
    let Some(ch) = text.get(i) else { return true };
    if text.ends_sentence(i - 1) && !is_inside {
        return true;
    }
    if is_item {
        return true;
    }
    match text.gap(i) {
        Gap::Block if wraps.pages.binary_search(&i).is_ok() => outline::begins_item(text, i) || !wraps.goes_on(text, i),
        Gap::Block => !")、。".contains(ch),
        Gap::Line => outline::begins_item(text, i) || !wraps.goes_on(text, i),
        Gap::Space | Gap::Wide => "■●◆◎★※".contains(ch) && !text.get(i + 1).is_some_and(|next| next.is_ascii_digit()),
        Gap::None => ch == '※' && text.get(i - 1) == Some(')'),
    }
}

/// Which lines a layout broke because they were full.
struct Wraps {
    /// Width of a full line in half-width columns; 0 when lines are not broken by a layout.
    full: usize,
    widths: Vec<(usize, usize)>,
    /// Lines before which only a page ends.
    pages: Vec<usize>,
}

impl Wraps {
    fn of(original: &str, text: &NormalText<'_>) -> Self {
        let starts = text.line_starts();
        let widths: Vec<(usize, usize)> = starts
            .iter()
            .map(|start| {
                let (from, to) = text.bytes(*start, text.line_end(*start));
                // Only what stands before the line and behind the last character: whatever sign broke the line.
                let last = start.checked_sub(1).map_or(0, |last| text.bytes(last, *start).1);
                let blanks = original.get(last..from).unwrap_or_default();
                let margin = blanks.rsplit(BREAKS).next().unwrap_or_default();
                (*start, columns(margin) + columns(original.get(from..to).unwrap_or_default()))
            })
            .collect();
        let mut sorted: Vec<usize> = widths.iter().map(|(_, width)| *width).filter(|width| *width > 20).collect();
        sorted.sort_unstable();
        let wide = sorted.get(sorted.len() * 9 / 10).copied().unwrap_or(0);
        let full = if (50..=150).contains(&wide) { (wide * 5 / 6).min(FULL) } else { 0 };
        let pages = starts.iter().copied().filter(|start| is_page_alone(original, text, *start)).collect();
        Self { full, widths, pages }
    }

    /// Whether the line before `i` was full, or ends or begins where no sentence can.
    fn goes_on(&self, text: &NormalText<'_>, i: usize) -> bool {
        let last = text.get(i - 1);
        if text.get(i).is_some_and(|ch| "、。)」』".contains(ch)) || last.is_some_and(|ch| "、(「,".contains(ch))
        {
            return true;
        }
        if self.full == 0 || last == Some('。') {
            return false;
        }
        let line = text.line_start(i - 1);
        let at = self.widths.partition_point(|(start, _)| *start < line);
        let is_full = |at: usize| self.widths.get(at).is_some_and(|(_, width)| *width >= self.full);
        // A label of a table between two lines of its own value.
        let is_label_between = i - line <= 8
            && at > 0
            && is_full(at - 1)
            && line > 0
            && text.get(line - 1).is_some_and(|ch| !"。者".contains(ch))
            && text.gap(line) == Gap::Line;
        is_full(at) || is_label_between
    }
}

/// A page ends before this line, and no blank line stands there.
fn is_page_alone(original: &str, text: &NormalText<'_>, start: usize) -> bool {
    let Some(last) = start.checked_sub(1) else { return false };
    let (from, to) = (text.bytes(last, start).1, text.bytes(start, start + 1).0);
    original.get(from..to).is_some_and(|between| between.contains('\u{c}') && between.matches('\n').count() <= 1)
}

fn columns(line: &str) -> usize {
    line.chars().map(|ch| if ch.is_ascii() { 1 } else { 2 }).sum()
}

/// The titles of items that were met so far, innermost last.
#[derive(Default)]
struct Titles {
    open: Vec<(usize, Rc<Words>)>,
}

impl Titles {
    /// The titles of the innermost items above a place, which lies behind that of the last call.
    fn above(&mut self, text: &NormalText<'_>, outline: &Outline, i: usize) -> Vec<(usize, Rc<Words>)> {
        let chain = outline.chain(i);
        let known = self.open.iter().zip(chain.iter().rev()).take_while(|((at, _), item)| *at == item.start).count();
        self.open.truncate(known);
        let new = chain.iter().rev().skip(known);
        self.open.extend(new.map(|item| (item.start, Rc::new(Words::of(text.string(item.title, item.title_end))))));
        self.open.iter().rev().take(TITLES).cloned().collect()
    }
}

/// The headings without a number that stand above.
#[derive(Default)]
struct Headings {
    last: Option<(usize, Rc<Words>)>,
    outer: Option<(usize, Rc<Words>)>,
}

impl Headings {
    fn above(&self, i: usize) -> Vec<(usize, Rc<Words>)> {
        let near = [&self.last, &self.outer].into_iter().flatten();
        near.filter(|(at, _)| i - at <= HEADING_REACH).cloned().collect()
    }

    fn see(&mut self, text: &NormalText<'_>, statement: &Statement) {
        let (start, end) = statement.range();
        let is_line = text.gap(start) >= Gap::Line && text.gap(end) >= Gap::Line;
        let length = end - start;
        if !is_line || !(2..=24).contains(&length) {
            return;
        }
        let is_marked = statement.chars.first().is_some_and(|ch| "■◆●★【◎<〇○□".contains(*ch));
        let is_item = statement.chars.first().is_some_and(|ch| "・※-*|(①".contains(*ch));
        let has_columns = (start + 1..end).any(|i| text.gap(i) >= Gap::Wide) || statement.has_any(&["|", "。", "@"]);
        let is_noun = !statement.chars.iter().any(char::is_ascii_digit) && !statement.has(":");
        if has_columns || is_item || !(is_noun || is_marked) {
            return;
        }
        let heading = Some((start, Rc::new(statement.words.clone())));
        if is_marked || self.outer.is_none() {
            self.outer.clone_from(&heading);
        } else if let Some(last) = self.last.take()
            && start - last.0 <= 30
        {
            self.outer = Some(last);
        }
        self.last = heading;
    }
}

/// 次の書類を提出しなければならない: what follows is a list of papers, as under a heading that says so.
fn head_papers(all: &mut [Statement]) {
    const OPENS: [&str; 5] = ["次の", "以下の", "下記の", "次に掲げる", "次に示す"];
    let papers = Rc::new(Words::of("提出書類".to_owned()));
    for n in 0..all.len() {
        let Some(head) = all.get(n) else { continue };
        let (level, start) = (head.level, head.start);
        let is_list = level > 0
            && head.has_any(&OPENS)
            && head.has_any(&["書類", "資料", "様式"])
            && head.has_any(&["提出", "添付"]);
        if !is_list || head.has("該当") {
            continue;
        }
        for child in all.iter_mut().skip(n + 1).take(30) {
            if child.level <= level || child.start - start > 900 {
                break;
            }
            child.context.insert(1.min(child.context.len()), Rc::clone(&papers));
        }
    }
}

/// 次の各号に該当しない者, 次の入札は無効とする: the deeper items that follow belong to it.
/// 次の要件をすべて満たす者 announces demands that each stand for themselves.
fn announce(all: &mut [Statement]) {
    const OPENS: [&str; 6] = ["次の", "次に", "以下の", "下記の", "各号", "に掲げる"];
    const JUDGES: [&str; 5] = ["該当", "無効", "失格", "義務を履行", "排除"];
    for n in 0..all.len() {
        let Some(head) = all.get(n) else { continue };
        let (level, start) = (head.level, head.start);
        let is_list = level > 0 && head.has_any(&OPENS) && head.has_any(&JUDGES) && !head.has("満た");
        if !is_list || head.is_announced {
            continue;
        }
        let mut reach = None;
        for child in all.iter_mut().skip(n + 1).take(40) {
            let is_bullet = child.level == level && child.chars.first().is_some_and(|ch| "・-*".contains(*ch));
            if child.level <= level && !is_bullet || child.start - start > 1_200 {
                break;
            }
            child.is_announced = true;
            reach = Some(child.end);
        }
        if let (Some(head), Some(end)) = (all.get_mut(n), reach) {
            head.whole_end = end;
        }
    }
}

/// Where forms are printed: a form's number alone on a line, and a date to be filled in below.
fn printed_forms(text: &NormalText<'_>) -> Vec<(usize, usize)> {
    let labels: Vec<usize> = text
        .line_starts()
        .iter()
        .copied()
        .filter(|start| {
            let end = text.line_end(*start);
            let line = text.chars().get(*start..end).unwrap_or_default();
            let open = usize::from(line.first().is_some_and(|ch| "(【<[".contains(*ch)));
            line.len() <= 24 && numbering::number(line, open).is_some_and(|to| line.len() - to <= 12)
        })
        .collect();
    let mut forms = Vec::new();
    for (n, start) in labels.iter().enumerate() {
        let next = labels.get(n + 1).copied().unwrap_or(text.len());
        let reach = next.min(start + FORM_REACH);
        let head = text.string(*start, reach.min(start + 500));
        if head.contains("年月日") && !head.contains("生年月日") || head.contains("印)") || head.contains("御中")
        {
            let line = text.line_end(*start);
            forms.push((line, reach));
        }
    }
    forms
}

/// The words of a range as printed, with the blanks of the layout taken out.
pub fn words(original: &str, text: &NormalText<'_>, from: usize, to: usize) -> String {
    let to = to.min(text.len());
    let mut words = String::new();
    let mut last = None;
    for i in from..to.min(from + WORDS) {
        let (start, end) = text.bytes(i, i + 1);
        if last == Some(start) {
            continue;
        }
        last = Some(start);
        let Some(printed) = original.get(start..end) else { continue };
        if i > from && keeps_blank(text, i) {
            words.push(' ');
        }
        words.push_str(printed);
    }
    if to > from + WORDS {
        words.push('…');
    }
    words
}

/// Whether the blank before `i` is the writer's: between words in Latin letters, between a label and its value.
fn keeps_blank(text: &NormalText<'_>, i: usize) -> bool {
    let gap = text.gap(i);
    let is_latin = |at: usize| text.get(at).is_some_and(|ch| ch.is_ascii_alphanumeric());
    let is_latin_pair = is_latin(i) && is_latin(i - 1);
    match gap {
        Gap::None => false,
        Gap::Space => is_latin_pair || text.gap(i - 1) == Gap::None && text.gap(i + 1) == Gap::None,
        Gap::Wide => is_latin_pair || text.gap(i - 1) == Gap::None || text.gap(i + 1) == Gap::None,
        Gap::Line => is_latin_pair,
        Gap::Block => true,
    }
}
