//! Words that say what the room beside them is: sums, prefixes, honorifics, offices.

use super::super::labels::fold;
use super::super::line::is_space;

const STOPS: [char; 3] = ['、', '，', '。'];
const PARTICLES: [char; 9] = ['は', 'を', 'が', 'に', 'と', 'の', 'で', 'も', 'へ'];

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

/// Ｔ before the number of an invoice's issuer.
pub(super) fn is_registered(text: &str) -> bool {
    fold(text) == "t"
}

/// http:// before an address that is written as a whole.
pub(super) fn begins_web_address(text: &str) -> bool {
    ["http", "https"].contains(&fold(text).as_str()) && text.chars().any(|letter| matches!(letter, ':' | '：'))
}

pub(super) fn is_honorific(text: &str) -> bool {
    let folded = fold(text);
    ["様", "殿", "宛て", "宛", "あて"].contains(&folded.as_str())
}

pub(super) fn is_office(text: &str) -> bool {
    let folded = fold(text);
    ["長", "者", "会", "宛先", "先"].iter().any(|end| folded.trim_start_matches("(宛先)").ends_with(end))
}

/// Of words that a stop divides, those next to the room, without the particle that leads to it: 当企業体は、事務所を.
pub(super) fn clause(text: &str) -> String {
    if !text.contains(STOPS) {
        return text.to_owned();
    }
    let last = text.rsplit(STOPS).find(|part| !part.trim().is_empty()).unwrap_or_default();
    last.trim().trim_end_matches(PARTICLES).to_owned()
}

/// What a sentence calls the room in it: the word in 　　を代理人と定め, else the last word before the room.
pub(super) fn name_in_sentence(before: &str, behind: &str, is_name: impl Fn(&str) -> bool) -> String {
    let object = behind.strip_prefix('を').and_then(|rest| rest.split(['と', 'に', 'の', '、']).next());
    if let Some(object) = object.filter(|word| is_name(word)) {
        return object.to_owned();
    }
    let word = before.split(|letter: char| is_space(letter) || STOPS.contains(&letter)).rfind(|part| !part.is_empty());
    word.unwrap_or_default().trim_end_matches(PARTICLES).to_owned()
}

/// Whether a text is the beginning of a sentence that leads to room, and no label.
pub(super) fn is_in_sentence(text: &str) -> bool {
    text.chars().count() >= 3 && (text.ends_with(PARTICLES) || text.ends_with(STOPS))
}

/// Whether a word goes on with a sentence from the room before it.
pub(super) fn goes_on(text: &str) -> bool {
    let starts = ["に", "を", "は", "が", "と", "の", "で", "へ", "より", "から", "まで", "特定"];
    starts.iter().any(|start| text.starts_with(start))
}
