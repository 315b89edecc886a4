//! 最低制限価格 and 調査基準価格: whether there is a floor, and its amount where it is told.

use super::Found;
use super::prices::amount;
use super::statement::Statement;
use super::titles::string;
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

const LABELS: [&str; 5] =
    ["最低制限価格制度", "最低制限価格", "低入札調査基準価格", "低入札価格調査基準価格", "調査基準価格"];
const NONE: [&str; 12] = [
    "設定しない",
    "設定しません",
    "設けない",
    "設けません",
    "設定なし",
    "設定無",
    "なし",
    "無し",
    "無",
    "適用しない",
    "対象外",
    "設定していない",
];
const SET: [&str; 11] = [
    "設定する",
    "設定します",
    "設定している",
    "設ける",
    "設けます",
    "設定あり",
    "設定有",
    "あり",
    "有り",
    "有",
    "適用する",
];
/// Boxes of a form: not ticked, ticked.
const EMPTY_BOXES: &str = "☐□";
const TICKED_BOXES: &str = "☑☒■レ✓✔";

/// The floor of one statement.
pub fn read(n: usize, statement: &Statement) -> Option<Found> {
    let (start, end) = LABELS
        .iter()
        .filter_map(|label| statement.find(label))
        .min_by_key(|(start, end)| (*start, usize::MAX - end))?;
    let (from, to) = (start - statement.start, end - statement.start);
    if let Some(found) = ticked(n, statement, from, (start, end)) {
        return Some(found);
    }
    let near = string(&statement.chars, to, to + 18);
    if from > 24 || is_only_told(statement, &near) {
        return None;
    }
    if let Some((yen, low, high)) = amount(&statement.chars, to, 24, "") {
        let value = RequirementValue::MinimumPrice { yen: Some(yen), set: true };
        return Some(Found::new(value, statement.part(low, high), n));
    }
    let (set, word) = first_of(&near)?;
    let behind =
        near.find(word).map_or(0, |at| near.get(..at).map_or(0, |head| head.chars().count())) + word.chars().count();
    let is_conditional = statement.has_any(&["場合", "ことがある"]);
    Some(Found::new(RequirementValue::MinimumPrice { yen: None, set }, (start, end + behind), n))
        .map(|found| found.doubted(is_conditional.then_some(Doubt::MayBeElsewhere)))
}

/// Which is said first behind the label.
fn first_of(near: &str) -> Option<(bool, &'static str)> {
    let none = NONE.into_iter().filter_map(|word| near.find(word).map(|at| (at, usize::MAX - word.len(), false, word)));
    let set = SET.into_iter().filter_map(|word| near.find(word).map(|at| (at, usize::MAX - word.len(), true, word)));
    none.chain(set).min().map(|(_, _, is_set, word)| (is_set, word))
}

/// ☐最低制限価格制度: a box that is not ticked. A tick that the text lost leaves nothing: that is never certain.
fn ticked(n: usize, statement: &Statement, from: usize, place: (usize, usize)) -> Option<Found> {
    let before = from.checked_sub(1).and_then(|at| statement.chars.get(at)).copied();
    let found = |set: bool| Found::new(RequirementValue::MinimumPrice { yen: None, set }, place, n);
    match before {
        Some(ch) if EMPTY_BOXES.contains(ch) => {
            let lost = statement.words.chars().filter(|ch| TICKED_BOXES.contains(*ch)).count() == 0;
            Some(found(false).doubted(lost.then_some(Doubt::TextDamaged)))
        }
        Some(ch) if TICKED_BOXES.contains(ch) => Some(found(true)),
        _ if statement.has("制度") && statement.chars.iter().any(|ch| EMPTY_BOXES.contains(*ch)) => {
            Some(found(true).doubted(Some(Doubt::TextDamaged)))
        }
        _ => None,
    }
}

/// 最低制限価格を下回る入札, 最低制限価格の算定方法: nothing is said about this tender's own.
fn is_only_told(statement: &Statement, near: &str) -> bool {
    ["を下回", "の範囲", "未満", "以上", "の算", "を設けた", "を設定した", "に満たない", "と同", "又は調査", "又は低"]
        .iter()
        .any(|word| near.starts_with(word))
        || statement.has_any(&["を設けた場合", "を設定した場合", "設ける場合", "設定する場合"])
}
