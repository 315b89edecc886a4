//! Cells that hold no label but room with units, signs of a date or boxes around it.

use super::super::labels::{Labels, fold};
use super::super::line::{is_space, width};

/// Whether a text is room with units, signs of a date or boxes around it, and no label.
pub(super) fn is_field(text: &str, labels: &Labels) -> bool {
    let folded = fold(text);
    let is_open =
        text.starts_with(is_space) || ["令和", "平成", "昭和"].iter().any(|era| folded.contains(era));
    if folded.is_empty() || labels.knows(text) && !is_open {
        return false;
    }
    let signs = "印㊞様殿年月日令和平成昭和大正西暦円千万人名歳才%~自至から間まで()〒-−ー第号時分回部枚社件か□■☐☑・.,@";
    if folded.chars().all(|letter| signs.contains(letter))
        && (text.chars().count() > 1 || ["□", "☐", "〒"].contains(&folded.as_str()))
    {
        let has_room = text.trim().contains(is_space);
        return folded.contains(['年', '□', '☐', '〒'])
            || text.starts_with(is_space)
            || has_room && folded.contains(['(', '-', '@']);
    }
    let mut gap = 0;
    let mut has_room = false;
    for letter in text.chars() {
        gap = if is_space(letter) { gap + width(letter) } else { 0 };
        has_room |= gap >= 4;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_spread = words.len() <= 6 && words.iter().all(|word| word.chars().count() == 1);
    has_room && !is_spread && folded.chars().count() <= 16
}
