//! Words that say what the room beside them is: sums, prefixes, honorifics, offices.

use super::super::labels::fold;
use super::super::line::is_space;

pub(super) fn is_money(text: &str) -> bool {
    let folded = fold(text);
    ["金", "一金", "¥", "\\"].contains(&folded.as_str()) || folded.ends_with("金¥")
}

/// 金 or ¥ with a number behind it: nothing more is asked for.
pub(super) fn is_written_sum(text: &str) -> bool {
    let word = text.rsplit(is_space).next().unwrap_or_default();
    word.starts_with(['金', '¥', '￥']) && word.contains(char::is_numeric)
}

/// What closes a sum that ¥ begins.
pub(super) fn is_end_of_sum(text: &str) -> bool {
    text.starts_with(['－', '-', '―', 'ー', '−', '.', '．'])
}

/// A word before a number, and no label.
pub(super) fn is_prefix(text: &str) -> bool {
    ["約", "計", "延べ", "延", "満", "第", "のべ", "およそ", "各", "全"].contains(&fold(text).as_str())
}

pub(super) fn is_honorific(text: &str) -> bool {
    let folded = fold(text);
    ["様", "殿", "宛て", "宛", "あて"].contains(&folded.as_str())
}

pub(super) fn is_office(text: &str) -> bool {
    let folded = fold(text);
    ["長", "者", "会", "宛先", "先"].iter().any(|end| folded.trim_start_matches("(宛先)").ends_with(end))
}
