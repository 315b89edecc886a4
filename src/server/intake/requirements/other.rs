//! Language and currency, and whatever else a bid can fail by: attendance, one bid each, envelopes, what makes it void.

use super::eligibility::{is_eligibility, is_elsewhere};
use super::statement::Statement;
use super::{Found, Page};
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

/// What demands by its own words.
const DEMANDS: [&str; 24] = [
    "を条件とする",
    "同時提出を求め",
    "必須条件",
    "参加必須",
    "必須とする",
    "必須とします",
    "必須です",
    "対象外です",
    "対象外とする",
    "二重封筒",
    "内封筒",
    "入札回数は",
    "1者1提案",
    "1社1提案",
    "1者につき1",
    "1社につき1",
    "1事業者につき1",
    "1提案者につき1",
    "複数の提案",
    "参加しない者",
    "参加していない者",
    "出席しない者",
    "記名・押印は不要",
    "貼付すること",
];
/// What fails a bid.
const FAILS: [&str; 9] = [
    "失格とする",
    "失格となる",
    "失格とします",
    "無効とする",
    "無効となる",
    "無効とします",
    "失格とし",
    "参加資格を失",
    "参加を認めない",
];
/// How the last words of a condition of eligibility read.
const CONDITIONS: [&str; 8] =
    ["者であること", "者でないこと", "していること", "すること", "ないこと", "できること", "あること", "ない者"];

/// What one statement demands beyond the other families; `is_told` when one of them has read it.
pub fn read(_: &Page<'_, '_>, n: usize, statement: &Statement, is_told: bool) -> Option<Found> {
    language(n, statement).or_else(|| demand(n, statement)).or_else(|| condition(n, statement, is_told))
}

fn language(n: usize, statement: &Statement) -> Option<Found> {
    let place = statement.find_any(&["日本語", "使用する言語", "使用言語", "日本国通貨", "言語及び通貨"])?;
    let is_rule = statement.ends_with_any(&[
        "こと",
        "する",
        "限る",
        "とします",
        "通貨",
        "ものとする",
        "日本語",
        "日本国通貨",
        "のみ",
    ]);
    let is_other = statement.has_any(&[
        "講師",
        "研修",
        "多言語",
        "外国語",
        "翻訳ソフト",
        "能力試験",
        "字幕",
        "表示画面",
        "対応でき",
    ]);
    (is_rule && !is_other).then(|| Found::new(RequirementValue::Language, place, n))
}

fn demand(n: usize, statement: &Statement) -> Option<Found> {
    if statement.is_announced {
        return None;
    }
    let demand = statement.find_any(&DEMANDS);
    let fail = statement.find_any(&FAILS).filter(|_| !statement.has_any(&["場合がある", "ことがある", "取扱要領第"]));
    let place = demand.or(fail)?;
    Some(Found::new(RequirementValue::Other, place, n))
}

/// A condition under a heading of eligibility that is of no other kind.
fn condition(n: usize, statement: &Statement, is_told: bool) -> Option<Found> {
    if !is_eligibility(statement) {
        return None;
    }
    let is_leaf =
        !statement.has_any(&["次に掲げる", "次の各", "以下の", "次の要件", "次のとおり", "次の条件", "下記の"])
            || statement.has("満たし、");
    let is_demand = statement.ends_with_any(&CONDITIONS) && !statement.is_announced;
    let is_other = is_told || is_elsewhere(statement) || statement.level == 0 || statement.chars.len() < 12;
    let is_paper = statement.has_any(&[
        "提出すること",
        "添付すること",
        "留意すること",
        "確認すること",
        "参照すること",
        "記載すること",
    ]);
    (is_leaf && is_demand && !is_other && !is_paper).then(|| {
        Found::new(RequirementValue::Other, statement.range(), n).doubted(is_vague(statement).then_some(Doubt::NoLabel))
    })
}

fn is_vague(statement: &Statement) -> bool {
    statement.ends_with_any(&["すること"]) && !statement.ends_with_any(&["有すること"])
}
