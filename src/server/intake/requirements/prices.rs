//! 予定価格 and 見積限度額: the amounts above which nothing is accepted.

use super::Found;
use super::numbering;
use super::statement::Statement;
use super::titles::string;
use crate::domain::money::Yen;
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

/// Labels of a cap on what may be offered.
const CAPS: [&str; 34] = [
    "見積限度額",
    "見積上限額",
    "見積り上限額",
    "見積上限金額",
    "提案上限額",
    "提案限度額",
    "提案上限価格",
    "提案価格の上限",
    "提案上限金額",
    "委託上限額",
    "委託料上限額",
    "委託限度額",
    "委託料の上限",
    "委託料限度額",
    "委託費の上限",
    "委託費上限額",
    "委託金額の上限",
    "契約上限額",
    "契約限度額",
    "契約金額の上限",
    "事業費上限額",
    "事業費の上限",
    "業務委託料の上限",
    "業務委託上限額",
    "業務費の上限",
    "業務規模",
    "予算規模",
    "予算上限額",
    "予算額",
    "予算限度額",
    "上限金額",
    "上限額",
    "限度額",
    "指定管理料の上限",
];
/// No amount is written in more characters.
const LONGEST: usize = 60;
/// That it is not told, or only later.
const HIDDEN: [&str; 7] =
    ["公表しない", "非公表", "事後公表", "落札決定後公表", "公表していない", "公表しません", "開札後公表"];

/// The prices of one statement.
pub fn read(n: usize, statement: &Statement) -> Option<Found> {
    planned(n, statement).or_else(|| cap(n, statement)).or_else(|| cap_behind(n, statement))
}

/// An amount in yen and its range in the statement's own characters; `unit` is what a table's head says (千円).
pub fn amount(chars: &[char], from: usize, reach: usize, unit: &str) -> Option<(i64, usize, usize)> {
    (from..chars.len().min(from + reach)).find_map(|i| {
        let first = chars.get(i)?;
        let follows = i > 0 && chars.get(i - 1).is_some_and(|ch| ch.is_ascii_digit() || ",.".contains(*ch));
        if follows || !(first.is_ascii_digit() || "一二三四五六七八九壱弐参".contains(*first)) {
            return None;
        }
        let run = chars.iter().skip(i).take(LONGEST).take_while(|ch| is_amount(**ch)).count();
        let text = string(chars, i, i + run);
        let text = match text.find('円') {
            Some(at) => text.get(..at + '円'.len_utf8())?.to_owned(),
            None if !unit.is_empty() && text.chars().all(|ch| ch.is_ascii_digit() || ch == ',') => {
                format!("{text}{unit}")
            }
            None => return None,
        };
        let yen = Yen::parse(&text).ok()?.0;
        let length = if chars.get(i + run - 1).is_some() { text.chars().count().min(run) } else { run };
        (yen > 0).then_some((yen, i, i + length))
    })
}

fn is_amount(ch: char) -> bool {
    ch.is_ascii_digit() || ",.兆億万千百十円一二三四五六七八九〇壱弐参拾".contains(ch)
}

/// The unit that a label names in brackets: (千円), (単位:千円).
fn unit(chars: &[char], from: usize) -> &'static str {
    let near = string(chars, from, from + 12);
    let inner = near.strip_prefix('(').and_then(|rest| rest.split(')').next()).unwrap_or_default();
    [("百万円", "百万円"), ("千円", "千円"), ("万円", "万円"), ("円", "円")]
        .iter()
        .find(|(word, _)| inner.contains(word))
        .map_or("", |(_, unit)| *unit)
}

fn planned(n: usize, statement: &Statement) -> Option<Found> {
    let (start, end) = statement.find("予定価格")?;
    let at = end - statement.start;
    let found = amount(&statement.chars, at, 40, unit(&statement.chars, at));
    let is_beside = found.is_some_and(|(_, from, _)| from - at <= 8);
    let is_bound = found.is_some_and(|(_, _, to)| {
        let behind = string(&statement.chars, to, to + 5);
        ["を超え", "以上", "未満", "以下", "を下回"].iter().any(|word| behind.starts_with(word))
    });
    if is_bound {
        return None;
    }
    let is_label = start - statement.start <= 12 || statement.has_any(&["予定価格は", "予定価格:"]) || is_beside;
    if !is_label || behind_is_more(&statement.chars, at) {
        return None;
    }
    if let Some((yen, from, to)) = found {
        let doubt = is_by_unit(statement).then_some(Doubt::MayBeElsewhere);
        let value = RequirementValue::PlannedPrice { yen: Some(yen) };
        return Some(Found::new(value, statement.part(from, to), n).doubted(doubt));
    }
    let hidden =
        statement.find_any(&HIDDEN).or_else(|| statement.find("公表する").filter(|_| statement.has("後公表する")))?;
    (hidden.0 >= end && hidden.0 - end <= 16)
        .then(|| Found::new(RequirementValue::PlannedPrice { yen: None }, (start, hidden.1), n))
}

/// 予定価格の範囲内, 予定価格以下, 予定価格を超える … name no amount.
fn behind_is_more(chars: &[char], at: usize) -> bool {
    let near = string(chars, at, at + 6);
    [
        "の範囲",
        "以内",
        "以下",
        "を超え",
        "の制限",
        "の10分",
        "と最低",
        "及び最低",
        "の算出",
        "を上回",
        "の決定",
        "が1億",
        "(税込)が",
        "の8",
        "の7",
    ]
    .iter()
    .any(|word| near.starts_with(word))
        || string(chars, at, at + 24).contains("未満")
        || string(chars, at, at + 24).contains("以上の")
}

fn is_by_unit(statement: &Statement) -> bool {
    statement.has_any(&["単価", "当たり", "あたり", "/月", "月額", "1件につき"])
}

fn cap(n: usize, statement: &Statement) -> Option<Found> {
    let (_, end) =
        CAPS.iter().filter_map(|word| statement.find(word)).min_by_key(|(start, end)| (*start, usize::MAX - end))?;
    let at = end - statement.start;
    if statement.has_any(&["支払限度額", "保険", "最低制限", "賠償", "容量", "予定価格"]) {
        return None;
    }
    let (yen, from, to) = amount(&statement.chars, at, 60, unit(&statement.chars, at))?;
    let is_weak = statement.has_any(&["予算額", "予算規模", "業務規模", "年度分", "各年度"]);
    let later = string(&statement.chars, at, from);
    let doubt = (is_weak || later.contains('。') || is_by_unit(statement)).then_some(Doubt::LabelFar);
    // 令和8年度: a year before the amount splits it over years.
    let is_split = statement.words.matches("年度").count() > 1;
    let doubt = doubt.or(is_split.then_some(Doubt::MayBeElsewhere));
    let is_number = numbering::has(&statement.chars, to, "以上");
    (!is_number).then(|| Found::new(RequirementValue::PriceCap { yen }, statement.part(from, to), n).doubted(doubt))
}

/// 44,760,000円(税込)を上限とする, or an amount under a heading that names a cap.
fn cap_behind(n: usize, statement: &Statement) -> Option<Found> {
    if !statement.has("円") {
        return None;
    }
    let is_headed = statement.is_headed(&CAPS);
    let (yen, from, to) = amount(&statement.chars, 0, if is_headed { 24 } else { statement.chars.len() }, "")?;
    let behind = string(&statement.chars, to, to + 30);
    let is_capped = ["を上限", "を限度", "以内とする", "以内とします", "を超えない", "以内。"]
        .iter()
        .any(|word| behind.contains(word));
    let is_price = statement.is_about(&[
        "委託",
        "見積",
        "提案",
        "事業費",
        "契約金額",
        "契約額",
        "上限",
        "限度",
        "価格",
        "予算",
        "経費",
        "費用",
    ]);
    let is_other = statement.has_any(&["保険", "賠償", "補助", "前払金", "年度", "参加報酬", "実績", "資本金"]);
    let doubt = (!(is_headed || is_price) || is_by_unit(statement)).then_some(Doubt::NoLabel);
    (!is_other && (is_headed || is_capped))
        .then(|| Found::new(RequirementValue::PriceCap { yen }, statement.part(from, to), n).doubted(doubt))
}
