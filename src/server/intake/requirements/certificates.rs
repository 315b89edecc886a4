//! 証明書類: what others issue or the firm's books say, where it is to be handed in.

use super::documents::{is_demand, is_listed, spares};
use super::statement::Statement;
use super::titles::string;
use super::{Found, Page};
use crate::domain::requirement::RequirementValue;

/// Certificates by their core; longer ones first where one holds another.
const CORES: [&str; 41] = [
    "納税証明書",
    "完納証明書",
    "滞納のない証明書",
    "滞納がない証明書",
    "滞納のないことの証明書",
    "滞納がないことの証明書",
    "滞納のないことを証する書類",
    "未納のない証明",
    "履歴事項全部証明書",
    "現在事項全部証明書",
    "登記事項証明書",
    "登記簿謄本",
    "登記されていないことの証明書",
    "印鑑証明書",
    "印鑑登録証明書",
    "身分証明書",
    "財務諸表",
    "決算報告書",
    "決算書",
    "貸借対照表",
    "損益計算書",
    "定款",
    "資格審査結果通知書",
    "資格決定通知書",
    "参加資格認定通知書",
    "経営規模等評価結果通知書",
    "総合評定値通知書",
    "許可証明書",
    "許可証",
    "許可通知書",
    "登録証明書",
    "登録通知書",
    "登録証",
    "資格者証",
    "資格証",
    "免許証",
    "合格証",
    "被保険者証",
    "技術職員名簿",
    "認証書",
    "雇用関係が証明できる書類",
];
/// Descriptions instead of a title.
const DESCRIBED: [&str; 8] = [
    "を証する書類",
    "を証明する書類",
    "を証する書面",
    "が証明できる書類",
    "を証明できる書類",
    "が確認できる書類",
    "を確認できる書類",
    "が分かる書類",
];

/// Whether a title is that of a certificate.
pub fn is_certificate(title: &str) -> bool {
    CORES.iter().chain(&DESCRIBED).any(|core| title.contains(core))
        || title.ends_with("証明書")
        || title.ends_with("証の写し")
}

/// The certificates of one statement.
pub fn read(_: &Page<'_, '_>, n: usize, statement: &Statement) -> Vec<Found> {
    let is_line = is_listed(statement) && statement.chars.len() <= 160;
    if !(is_line || is_demand(statement))
        || spares(statement)
        || statement.has_any(&["電子証明書", "受託者は", "受注者は", "請負者は"])
    {
        return Vec::new();
    }
    let mut found: Vec<Found> = Vec::new();
    for core in CORES.into_iter().chain(DESCRIBED) {
        let Some((start, end)) = statement.find(core) else { continue };
        let (from, to) = (start - statement.start, end - statement.start);
        let is_known = found.iter().any(|other| other.start < end && start < other.end);
        let (from, to) = (begin(&statement.chars, from, core), close(&statement.chars, to));
        if is_known || to - from > 40 {
            continue;
        }
        let value = RequirementValue::Certificate { title: string(&statement.chars, from, to) };
        found.push(Found::new(value, statement.part(from, to), n));
    }
    found
}

/// Back to where the title begins: 市税の納税証明書, 監理技術者資格者証, 配置予定技術者の雇用を証する書類.
fn begin(chars: &[char], core: usize, word: &str) -> usize {
    let is_described = DESCRIBED.contains(&word);
    let mut from = core;
    while from > 0 && core - from < 24 {
        let Some(ch) = chars.get(from - 1).copied() else { break };
        let is_joint = ch == 'の' && from >= 2 && chars.get(from - 2).is_some_and(|ch| is_solid(*ch));
        let is_and = "及び".contains(ch) && from < core;
        if !(is_solid(ch) || is_joint || is_and || (is_described && "なすいるたこと".contains(ch))) {
            break;
        }
        from -= 1;
    }
    let title = string(chars, from, core);
    let skip = ["提出書類", "併せて", "申請書に", "以内の", "発行の", "次の", "直近の", "前の", "及び"];
    let cut = skip.iter().filter(|word| title.starts_with(**word)).map(|word| word.chars().count()).max().unwrap_or(0);
    let from = from + cut;
    from + chars.iter().skip(from).take(core.saturating_sub(from)).take_while(|ch| ('ぁ'..='ん').contains(*ch)).count()
}

fn is_solid(ch: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&ch) || ('ァ'..='ー').contains(&ch) || ch == '々'
}

/// On to where it ends: (表・裏), の写し, (その3の3).
fn close(chars: &[char], core: usize) -> usize {
    let mut to = core;
    loop {
        let rest = string(chars, to, to + 16);
        if let Some(word) = ["の写し", "等", "写し"].iter().find(|word| rest.starts_with(**word)) {
            to += word.chars().count();
            continue;
        }
        let bracket = rest.strip_prefix('(').and_then(|rest| rest.find(')').and_then(|at| rest.get(..at)));
        match bracket {
            Some(inner) if inner.chars().count() <= 10 && !inner.contains("様式") && !inner.contains('部') => {
                to += inner.chars().count() + 2;
            }
            _ => return to,
        }
    }
}
