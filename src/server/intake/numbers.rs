//! Numbers as notices print them: half and full width (already one width here), torn apart by layout, in kanji.

use super::text::{Gap, NormalText};

/// A number and the place behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberAt {
    /// Its value.
    pub value: u32,
    /// Behind its last character.
    pub end: usize,
}

impl NumberAt {
    /// Whether a number can begin with this character.
    pub fn may_begin(ch: char) -> bool {
        ch.is_ascii_digit() || kanji_digit(ch).is_some() || ch == '十'
    }
}

/// The number at `i`, its digits standing together.
pub fn number_at(text: &NormalText<'_>, i: usize) -> Option<NumberAt> {
    digits(text, i, Gap::None)
}

/// The number at `i`, even if blanks or a line's end tear its digits apart.
/// Only for places where nothing but one number can stand (between 年 and 月).
pub fn torn_number(text: &NormalText<'_>, i: usize) -> Option<NumberAt> {
    digits(text, i, Gap::Line)
}

fn digits(text: &NormalText<'_>, i: usize, widest: Gap) -> Option<NumberAt> {
    let mut end = i;
    while end < i + 5 && text.get(end).is_some_and(|ch| ch.is_ascii_digit()) && (end == i || text.gap(end) <= widest) {
        end += 1;
    }
    if end == i {
        return kanji(text, i);
    }
    let value = text.string(i, end).parse().ok()?;
    Some(NumberAt { value, end })
}

/// 八, 十, 二十一, 二〇二六.
fn kanji(text: &NormalText<'_>, i: usize) -> Option<NumberAt> {
    let mut end = i;
    let (mut total, mut ones, mut tens_seen) = (0u32, None, false);
    while end < i + 5 {
        match text.get(end) {
            Some('十') if !tens_seen => {
                total = 10 * ones.take().unwrap_or(1);
                tens_seen = true;
            }
            Some(ch) => match kanji_digit(ch) {
                Some(_) if tens_seen && ones.is_some() => return None,
                Some(digit) => ones = Some(ones.unwrap_or(0) * 10 + digit),
                None => break,
            },
            None => break,
        }
        end += 1;
    }
    let value = total + ones.unwrap_or(0);
    // A lone 〇 is a blank to be filled in.
    (end > i && value > 0).then_some(NumberAt { value, end })
}

fn kanji_digit(ch: char) -> Option<u32> {
    let value = match ch {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(original: &str) -> Option<u32> {
        torn_number(&NormalText::of(original), 0).map(|number| number.value)
    }

    #[test]
    fn numbers_are_read_in_every_writing() {
        assert_eq!(read("２ １日"), Some(21));
        assert_eq!(read("二十一日"), Some(21));
        assert_eq!(read("十日"), Some(10));
        assert_eq!(read("二〇二六年"), Some(2026));
        assert_eq!(read("日"), None);
    }

    #[test]
    fn digits_apart_are_one_number_only_where_nothing_else_can_stand() {
        let text = NormalText::of("1 2月");
        assert_eq!(number_at(&text, 0), Some(NumberAt { value: 1, end: 1 }));
        assert_eq!(torn_number(&text, 0), Some(NumberAt { value: 12, end: 2 }));
    }
}
