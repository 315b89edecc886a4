//! The numbered items of a notice: 1, (1), ア, ①, in layouts and in text pasted without line breaks.

use super::text::{Gap, NormalText};

/// An item's mark and title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// First character of the mark.
    pub start: usize,
    /// First character of the title.
    pub title: usize,
    /// Behind the title.
    pub title_end: usize,
    /// 1 for the outermost.
    pub level: u8,
    /// The item above, as index.
    pub parent: Option<usize>,
}

/// All items of a text, in order.
pub struct Outline {
    items: Vec<Item>,
}

/// The longest title that is read, in characters.
const TITLE: usize = 40;

impl Outline {
    /// Finds the items.
    pub fn of(text: &NormalText<'_>) -> Self {
        let mut items: Vec<Item> = Vec::new();
        let mut stack: Vec<usize> = Vec::new();
        let mut counts = [0u32; 7];
        let mut i = 0;
        while i < text.len() {
            match mark_at(text, i) {
                Some(mark) if belongs(text, i, &mark, &counts) => {
                    count(&mut counts, &mark);
                    while stack.last().and_then(|top| items.get(*top)).is_some_and(|top| top.level >= mark.level) {
                        stack.pop();
                    }
                    let parent = stack.last().copied();
                    stack.push(items.len());
                    let title_end = title_end(text, mark.end);
                    items.push(Item { start: i, title: mark.end, title_end, level: mark.level, parent });
                    i = mark.end;
                }
                _ => i += 1,
            }
        }
        for n in 1..items.len() {
            let next = items.get(n).map_or(usize::MAX, |item| item.start);
            if let Some(item) = items.get_mut(n - 1) {
                item.title_end = item.title_end.min(next);
            }
        }
        Self { items }
    }

    /// The innermost item that holds place `i`.
    pub fn item_at(&self, i: usize) -> Option<&Item> {
        let n = self.items.partition_point(|item| item.start <= i);
        self.items.get(n.checked_sub(1)?)
    }

    /// Where the items begin, in order.
    pub fn starts(&self) -> impl Iterator<Item = usize> {
        self.items.iter().map(|item| item.start)
    }

    /// The item above.
    pub fn parent(&self, item: &Item) -> Option<&Item> {
        self.items.get(item.parent?)
    }

    /// The first item mark in a range.
    pub fn next_mark(&self, from: usize) -> usize {
        let n = self.items.partition_point(|item| item.start < from);
        self.items.get(n).map_or(usize::MAX, |item| item.start)
    }

    /// The item and everything above it, innermost first.
    pub fn chain(&self, i: usize) -> Vec<&Item> {
        let mut chain = Vec::new();
        let mut next = self.item_at(i);
        while let Some(item) = next {
            chain.push(item);
            next = self.parent(item);
        }
        chain
    }
}

struct Mark {
    level: u8,
    number: u32,
    end: usize,
}

/// Whether a line begins here with an item's mark or a footnote's.
pub fn begins_item(text: &NormalText<'_>, i: usize) -> bool {
    text.gap(i) >= Gap::Line
        && (mark_at(text, i).is_some()
            || matches!(text.get(i), Some('※' | '・' | '■' | '●' | '○' | '◎' | '◆' | '【' | '*')))
}

fn mark_at(text: &NormalText<'_>, i: usize) -> Option<Mark> {
    let ch = text.get(i)?;
    match ch {
        '(' => bracketed(text, i),
        '\u{2474}'..='\u{2487}' => Some(Mark { level: 2, number: u32::from(ch) - 0x2473, end: i + 1 }),
        '①'..='⑳' => Some(Mark { level: 5, number: u32::from(ch) - 0x245f, end: i + 1 }),
        '第' => ordinal(text, i),
        '0'..='9' => plain_number(text, i),
        'ア'..='ン' => kana(text, i),
        _ => None,
    }
}

fn bracketed(text: &NormalText<'_>, i: usize) -> Option<Mark> {
    let (number, end) = number(text, i + 1)?;
    if text.get(end) == Some(')') && number <= 30 {
        return Some(Mark { level: 2, number, end: end + 1 });
    }
    None
}

/// 第1 目的 – but not 第1条, 第1項, 第1号, 第1回.
fn ordinal(text: &NormalText<'_>, i: usize) -> Option<Mark> {
    let (number, end) = number(text, i + 1)?;
    let behind = text.get(end)?;
    let stands_alone = text.gap(end) >= Gap::Space && !"条項号回次期年版種類".contains(behind);
    (stands_alone && number <= 40).then_some(Mark { level: 1, number, end })
}

fn plain_number(text: &NormalText<'_>, i: usize) -> Option<Mark> {
    if i > 0
        && text.gap(i) == Gap::None
        && text.get(i - 1).is_some_and(|ch| ch.is_ascii_alphanumeric() || "-./:,第※".contains(ch))
    {
        return None;
    }
    let (number, end) = number(text, i)?;
    if number == 0 || number > 40 {
        return None;
    }
    let behind = text.get(end)?;
    let dot = matches!(behind, '.' | '、') && !text.get(end + 1).is_some_and(|ch| ch.is_ascii_digit());
    let end = if dot { end + 1 } else { end };
    let apart = dot || text.gap(end) >= Gap::Space;
    let at_line = text.gap(i) >= Gap::Line;
    // The number of a page: alone, and nothing but blank lines or the page's end behind it.
    if at_line && !dot && text.gap(end) == Gap::Block {
        return None;
    }
    let units =
        if at_line { "年月日時分円" } else { "年月日時分円部名者回号条項階%度か箇ヶ人件社" };
    let unit = text
        .get(end)
        .is_none_or(|ch| units.contains(ch) || (ch.is_ascii_punctuation() && ch != '(') || ch.is_ascii_digit());
    (apart && !unit).then_some(Mark { level: 1, number, end })
}

fn kana(text: &NormalText<'_>, i: usize) -> Option<Mark> {
    let order = "アイウエオカキクケコサシスセソタチツテト";
    let number = order.chars().position(|ch| text.get(i) == Some(ch))?;
    let alone = text.gap(i) >= Gap::Space && text.gap(i + 1) >= Gap::Space;
    let number = u32::try_from(number).ok()? + 1;
    alone.then_some(Mark { level: 3, number, end: i + 1 })
}

fn number(text: &NormalText<'_>, i: usize) -> Option<(u32, usize)> {
    let end = (i..i + 3)
        .find(|at| !text.get(*at).is_some_and(|ch| ch.is_ascii_digit()) || (*at > i && text.gap(*at) > Gap::None))?;
    (end > i).then(|| text.string(i, end).parse().ok().map(|value| (value, end))).flatten()
}

/// At a line's start a mark is a mark; inside a line only the number that is next in its row.
fn belongs(text: &NormalText<'_>, i: usize, mark: &Mark, counts: &[u32; 7]) -> bool {
    if is_reference(text, i) {
        return false;
    }
    let last = counts.get(usize::from(mark.level)).copied().unwrap_or(0);
    let next = mark.number == last + 1 || mark.number == 1;
    if text.gap(i) >= Gap::Line {
        return mark.level > 1 || next || mark.number > last;
    }
    match mark.level {
        1 => mark.number == last + 1 && (last > 0 || opens_list(text, i)),
        2 | 5 => next,
        _ => next && text.gap(i) >= Gap::Space,
    }
}

/// 上記(1)の場所: a mark that is pointed at begins nothing.
fn is_reference(text: &NormalText<'_>, i: usize) -> bool {
    let before = text.string(i.saturating_sub(2), i);
    text.gap(i) == Gap::None && ["上記", "下記", "前記", "左記", "公告"].contains(&before.as_str())
}

/// The first number of text without line breaks: behind 記, or with (1) soon after it.
fn opens_list(text: &NormalText<'_>, i: usize) -> bool {
    let behind = text.string(i + 1, i + 34);
    i.checked_sub(1).and_then(|before| text.get(before)).is_some_and(|ch| ch == '記' || ch == '。')
        || behind.contains("(1)")
        || behind.contains('⑴')
}

fn count(counts: &mut [u32; 7], mark: &Mark) {
    for (level, slot) in counts.iter_mut().enumerate() {
        match level.cmp(&usize::from(mark.level)) {
            std::cmp::Ordering::Equal => *slot = mark.number,
            std::cmp::Ordering::Greater => *slot = 0,
            std::cmp::Ordering::Less => {}
        }
    }
}

fn title_end(text: &NormalText<'_>, start: usize) -> usize {
    (start..start + TITLE)
        .find(|i| {
            *i >= text.len()
                || text.get(*i) == Some('。')
                || (*i > start && text.gap(*i) >= Gap::Line)
                || (*i > start + 1 && text.gap(*i) == Gap::Wide)
        })
        .unwrap_or(start + TITLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(original: &str, at: &str) -> Vec<String> {
        let text = NormalText::of(original);
        let all: String = text.string(0, text.len());
        let place = all.split(at).next().map_or(0, |before| before.chars().count());
        Outline::of(&text).chain(place).iter().map(|item| text.string(item.title, item.title_end)).collect()
    }

    #[test]
    fn items_nest_in_a_layout() {
        let original = "４    入札期間・開札日時等\n  （１） 場所    本庁舎\n  （２） 期間    令和８年８月19日\n";
        assert_eq!(titles(original, "令和"), ["期間", "入札期間・開札日時等"]);
    }

    #[test]
    fn items_nest_in_text_without_line_breaks() {
        let original =
            "公告する。記1 競争入札に付する業務(1) 業務名 清掃(2) 期間 4月まで2 入札及び開札の日時(1) 日時令和8年";
        assert_eq!(titles(original, "令和").last().map(String::as_str), Some("入札及び開札の日時"));
    }

    #[test]
    fn articles_and_quantities_are_no_items() {
        for original in ["第1条 本件は 3 部提出 1,000 円", "書類は上記(1)の場所へ持参すること。"]
        {
            let text = NormalText::of(original);
            assert!(Outline::of(&text).item_at(text.len()).is_none());
        }
    }
}
