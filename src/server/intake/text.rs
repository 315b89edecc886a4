//! The text of a notice with layout taken out and every character's way back to the original kept.
//! Knows nothing of dates or labels.

use crate::domain::notice::Evidence;
use unicode_normalization::UnicodeNormalization;

/// How far a character stands from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// Directly behind.
    None,
    /// One blank.
    Space,
    /// Two blanks or more: another column.
    Wide,
    /// The next line.
    Line,
    /// A blank line or a new page between.
    Block,
}

/// Characters without blanks, in one width, each with its origin.
/// All positions in the reader are indices into this sequence; only `evidence` goes back to bytes.
pub struct NormalText<'a> {
    original: &'a str,
    chars: Vec<char>,
    starts: Vec<u32>,
    gaps: Vec<Gap>,
    line_starts: Vec<usize>,
    pages: Vec<u32>,
}

/// The longest sentence that is kept as evidence, in characters on each side of the value.
const SENTENCE_REACH: usize = 90;

impl<'a> NormalText<'a> {
    /// Reads a text; offsets need 32 bits, which the limit on uploads guarantees.
    pub fn of(original: &'a str) -> Self {
        let mut text = Self {
            original,
            chars: Vec::new(),
            starts: Vec::new(),
            gaps: Vec::new(),
            line_starts: Vec::new(),
            pages: Vec::new(),
        };
        let mut blanks = Blanks::at_start();
        for (start, ch) in original.char_indices() {
            let start = u32::try_from(start).unwrap_or(u32::MAX);
            if ch == '\u{c}' {
                text.pages.push(start);
            }
            if !blanks.take(ch) {
                text.push(ch, start, blanks.gap());
                blanks = Blanks::default();
            }
        }
        text
    }

    fn push(&mut self, ch: char, start: u32, gap: Gap) {
        let mut gap = gap;
        let mut put = |plain: char| {
            if gap >= Gap::Line {
                self.line_starts.push(self.chars.len());
            }
            self.chars.push(plain);
            self.starts.push(start);
            self.gaps.push(gap);
            gap = Gap::None;
        };
        match plain(ch) {
            Some(one) => put(one),
            None => std::iter::once(ch).nfkc().filter(|c| !c.is_whitespace()).for_each(&mut put),
        }
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// All characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// The character at `i`, if any.
    pub fn get(&self, i: usize) -> Option<char> {
        self.chars.get(i).copied()
    }

    /// The gap before `i`; behind the end stands a blank line.
    pub fn gap(&self, i: usize) -> Gap {
        self.gaps.get(i).copied().unwrap_or(Gap::Block)
    }

    /// The characters of a range as a string.
    pub fn string(&self, from: usize, to: usize) -> String {
        let to = to.min(self.len());
        self.chars.get(from.min(to)..to).unwrap_or_default().iter().collect()
    }

    /// Whether `word` begins at `i`.
    pub fn has(&self, i: usize, word: &str) -> bool {
        let mut rest = self.chars.get(i..).unwrap_or_default().iter();
        word.chars().all(|ch| rest.next() == Some(&ch))
    }

    /// First character of the line that holds `i`.
    pub fn line_start(&self, i: usize) -> usize {
        let n = self.line_starts.partition_point(|&start| start <= i);
        n.checked_sub(1).and_then(|n| self.line_starts.get(n)).copied().unwrap_or(0)
    }

    /// The position behind the last character of the line that holds `i`.
    pub fn line_end(&self, i: usize) -> usize {
        let n = self.line_starts.partition_point(|&start| start <= i);
        self.line_starts.get(n).copied().unwrap_or(self.len())
    }

    /// Whether a sentence ends at `i`: a full stop, but not the one inside （土日を除く。）.
    pub fn ends_sentence(&self, i: usize) -> bool {
        self.get(i) == Some('。') && self.get(i + 1) != Some(')')
    }

    /// Where lines begin, in order.
    pub fn line_starts(&self) -> &[usize] {
        &self.line_starts
    }

    /// The original of a range, line breaks and runs of blanks as one blank.
    pub fn printed(&self, from: usize, to: usize) -> String {
        let (start, end) = self.bytes(from, to);
        let raw = self.original.get(start..end).unwrap_or_default();
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Byte range of the original behind a range of characters.
    pub fn bytes(&self, from: usize, to: usize) -> (usize, usize) {
        let start = self.byte(from);
        let Some(last) = to.checked_sub(1).filter(|last| *last >= from) else { return (start, start) };
        let begin = self.byte(last);
        let width = self.original.get(begin..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (start, begin + width)
    }

    fn byte(&self, i: usize) -> usize {
        self.starts.get(i).map_or(self.original.len(), |start| *start as usize)
    }

    /// The first character that stands at a byte of the original or behind it.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| (*start as usize) < byte)
    }

    /// Evidence for the value at `from..to`, with the sentence that also covers `label` when it is near.
    pub fn evidence(&self, from: usize, to: usize, label: Option<usize>) -> Evidence {
        let (start, end) = self.bytes(from, to);
        let near = label.filter(|at| *at < from && from - at <= SENTENCE_REACH).unwrap_or(from);
        let first = self.sentence_start(near);
        let last = self.sentence_end(to);
        let (outer_start, outer_end) = self.bytes(first, last);
        let sentence = self.original.get(outer_start..outer_end).unwrap_or_default().trim().to_owned();
        Evidence { start, end, sentence, page: self.page(start), file: 0 }
    }

    fn sentence_start(&self, near: usize) -> usize {
        let line = self.line_start(near).max(near.saturating_sub(SENTENCE_REACH));
        (line..near).rev().find_map(|i| self.cut(i)).filter(|cut| *cut <= near).unwrap_or(line)
    }

    fn sentence_end(&self, to: usize) -> usize {
        let line = self.line_end(to.saturating_sub(1)).min(to + SENTENCE_REACH);
        (to..line).find_map(|i| self.cut(i)).unwrap_or(line)
    }

    /// Where a sentence ends at `i`: behind a full stop, or before (2) in text without line breaks.
    fn cut(&self, i: usize) -> Option<usize> {
        match self.get(i)? {
            '。' if self.ends_sentence(i) => Some(i + 1),
            '(' if self.get(i + 1).is_some_and(|ch| ch.is_ascii_digit()) && self.get(i + 2) == Some(')') => Some(i),
            '\u{2474}'..='\u{2487}' => Some(i),
            _ => None,
        }
    }

    /// The page of a byte, from 1, when the source has form feeds.
    fn page(&self, byte: usize) -> Option<u32> {
        if self.pages.is_empty() {
            return None;
        }
        let before = self.pages.partition_point(|start| (*start as usize) <= byte);
        u32::try_from(before + 1).ok()
    }
}

/// What has been skipped since the last character.
#[derive(Default)]
struct Blanks {
    spaces: u32,
    lines: u32,
    pages: u32,
}

impl Blanks {
    const fn at_start() -> Self {
        Self { spaces: 0, lines: 2, pages: 0 }
    }

    /// Counts a blank; false for a character that must be kept.
    fn take(&mut self, ch: char) -> bool {
        match ch {
            '\n' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{85}' => self.lines += 1,
            '\u{c}' => self.pages += 1,
            '\t' => self.spaces += 2,
            '\r' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => {}
            _ if ch.is_whitespace() => self.spaces += 1,
            _ if ch.is_control() => {}
            _ => return false,
        }
        true
    }

    fn gap(&self) -> Gap {
        match (self.pages, self.lines, self.spaces) {
            (1.., _, _) | (_, 2.., _) => Gap::Block,
            (_, 1, _) => Gap::Line,
            (_, _, 2..) => Gap::Wide,
            (_, _, 1) => Gap::Space,
            _ => Gap::None,
        }
    }
}

/// Characters that NFKC leaves apart or tears apart, though a notice means one thing by them.
fn plain(ch: char) -> Option<char> {
    match ch {
        // Circled and bracketed numbers stay: they mark items.
        '\u{2460}'..='\u{24ff}' => Some(ch),
        '〜' | '∼' | '˜' => Some('~'),
        '―' | '—' | '–' | '‐' | '‑' | '−' | '─' | '━' => Some('-'),
        '⻑' => Some('長'),
        '⻄' => Some('西'),
        '⺠' => Some('民'),
        '⻘' => Some('青'),
        '⽉' => Some('月'),
        '⽇' => Some('日'),
        '〔' | '［' | '【' if ch != '【' => Some('('),
        '〕' | '］' => Some(')'),
        _ if ch.is_ascii() => Some(ch),
        // What NFKC makes of these is known, and they are nearly all of a notice.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0),
        '\u{3001}'..='\u{3020}' | '\u{30fb}'..='\u{30fe}' => Some(ch),
        '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' => Some(ch),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_torn_apart_by_layout_come_together_and_keep_their_origin() {
        let text = NormalText::of("  工   事 名   令 和 ８ 年");
        assert_eq!(text.string(0, text.len()), "工事名令和8年");
        let (start, end) = text.bytes(3, 7);
        assert_eq!(&"  工   事 名   令 和 ８ 年"[start..end], "令 和 ８ 年");
        assert_eq!(text.gap(3), Gap::Wide);
    }

    #[test]
    fn characters_that_are_known_are_what_nfkc_makes_of_them() {
        for range in ['\u{ff01}'..='\u{ff5e}', '\u{3001}'..='\u{3020}', '\u{3041}'..='\u{30fe}'] {
            for ch in range.filter(|ch| !matches!(ch, '［' | '］' | '〔' | '〕' | '〜')) {
                assert!(plain(ch).is_none_or(|plain| std::iter::once(ch).nfkc().eq([plain])), "{ch}");
            }
        }
    }

    #[test]
    fn pages_are_counted_by_form_feeds() {
        let text = NormalText::of("一枚目\n\u{c}二枚目");
        assert_eq!(text.evidence(0, 1, None).page, Some(1));
        assert_eq!(text.evidence(3, 4, None).page, Some(2));
        assert_eq!(NormalText::of("一枚").evidence(0, 1, None).page, None);
    }

    proptest! {
        #[test]
        fn every_range_is_a_slice_of_the_original(original in "\\PC{0,60}", a in 0usize..60, b in 0usize..60) {
            let text = NormalText::of(&original);
            let (from, to) = (a.min(b).min(text.len()), a.max(b).min(text.len()));
            let (start, end) = text.bytes(from, to);
            prop_assert!(original.get(start..end).is_some());
        }
    }
}
