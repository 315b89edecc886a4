//! Who may take part: register, grade, region, licences, track record, people, good standing.
//! One sentence may demand several of them; outside of the headings of eligibility none is certain.

use super::statement::Statement;
use super::titles::string;
use super::{Found, Page, numbering};
use crate::domain::notice::Doubt;
use crate::domain::requirement::RequirementValue;

/// Headings of eligibility.
const HEADINGS: [&str; 16] = [
    "資格",
    "要件",
    "参加できる者",
    "応募できる者",
    "参加者の条件",
    "応募者の条件",
    "参加条件",
    "応募条件",
    "参加の条件",
    "入札参加者",
    "対象者",
    "対象事業者",
    "応募対象",
    "参加対象",
    "名簿登載",
    "欠格",
];
/// Headings that hold the same words and are about papers or procedures.
const OTHER_HEADINGS: [&str; 11] = [
    "資格確認申請",
    "資格の確認",
    "資格確認資料",
    "資格審査及び",
    "資格審査の",
    "資格の喪失",
    "資格確認結果",
    "評価",
    "審査基準",
    "配点",
    "業務内容",
];
/// How a condition ends.
const ENDINGS: [&str; 17] = [
    "者",
    "こと",
    "もの",
    "業者",
    "限る",
    "とする",
    "法人",
    "団体",
    "企業",
    "事業者",
    "有する",
    "ない",
    "いる",
    "なければならない",
    "会社",
    "以上",
    "必要",
];
/// What makes a sentence speak of something else than who may bid.
const ELSEWHERE: [&str; 22] = [
    "場合がある",
    "ことがある",
    "解除",
    "通知する",
    "公表する",
    "説明を求め",
    "取り消す",
    "取消す",
    "無効",
    "失格",
    "参照",
    "落札者とする",
    "審査する",
    "評価する",
    "配点",
    "認めたものではない",
    "確認するものではない",
    "確認したものではない",
    "を提出した者",
    "記載例",
    "契約を締結しない",
    "虚偽",
];

type Test = fn(&Statement) -> Option<(usize, usize)>;

/// The conditions of one statement.
pub fn read(page: &Page<'_, '_>, n: usize, statement: &Statement) -> Vec<Found> {
    let is_eligibility = is_eligibility(statement);
    if !(statement.ends_with_any(&ENDINGS) || is_eligibility && is_cell(page, statement)) {
        return Vec::new();
    }
    if statement.is_announced && is_eligibility && !statement.has_any(&["配置", "名簿"]) || is_elsewhere(statement)
    {
        return Vec::new();
    }
    let tests: [(Test, RequirementValue); 6] = [
        (register, RequirementValue::Register),
        (region, RequirementValue::Region),
        (licence, RequirementValue::Licence),
        (experience, RequirementValue::Experience),
        (personnel, RequirementValue::Personnel),
        (standing, RequirementValue::Standing),
    ];
    let found = tests.into_iter().filter_map(|(test, value)| Some(Found::new(value, test(statement)?, n)));
    let found =
        found.chain(grade(statement).map(|(grades, place)| Found::new(RequirementValue::Grade { grades }, place, n)));
    // 一 … 二 … 三 …: the cited paragraphs of a law.
    let is_cited = statement.words.starts_with('一') && statement.has("二");
    let doubt = (!is_eligibility).then_some(Doubt::NoLabel).or(is_cited.then_some(Doubt::MayBeElsewhere));
    found.map(|one| one.doubted(doubt.clone())).collect()
}

/// Whether the headings above are about who may bid.
pub fn is_eligibility(statement: &Statement) -> bool {
    statement.context.iter().take(6).any(|title| title.has_any(&HEADINGS) && !title.has_any(&OTHER_HEADINGS))
}

/// Whether the sentence only talks about conditions.
pub fn is_elsewhere(statement: &Statement) -> bool {
    statement.has_any(&ELSEWHERE) || statement.has("とは、") && statement.has_any(&["をいう", "をいい"])
}

/// A row with a label and a value apart: 建設業許可   建設業の許可を有する者.
fn is_cell(page: &Page<'_, '_>, statement: &Statement) -> bool {
    use super::super::text::Gap;
    (statement.start + 1..statement.end).any(|i| page.text.gap(i) >= Gap::Wide) || statement.has("|")
}

fn register(statement: &Statement) -> Option<(usize, usize)> {
    let list =
        statement.find_any(&["資格者名簿", "適格者名簿", "業者名簿", "登録名簿", "参加者名簿", "参加資格名簿", "名簿"]);
    let is_other_list =
        statement.has_any(&["役員名簿", "役員等名簿", "職員名簿", "名簿の写し", "名簿を提出", "構成員名簿"]);
    let is_on =
        statement.has_any(&["登載", "登録", "記載され", "掲載", "資格を有する", "認定", "載って", "格付", "とおり"]);
    if let Some(place) = list.filter(|_| is_on && !is_other_list) {
        return Some(place);
    }
    let other = [
        "全省庁統一資格",
        "競争入札参加資格を有",
        "入札参加資格を有",
        "競争参加資格を有",
        "参加資格の認定を受け",
        "参加資格の登録",
        "指名願",
        "競争入札参加資格者として",
    ];
    let labelled = statement.find("名簿登載").filter(|_| statement.has_any(&["格付", "等級", "登載"]));
    let held = statement
        .find("参加資格")
        .filter(|_| statement.has_any(&["を有すること", "で有すること", "を有する者", "資格があり", "資格がある"]));
    statement.find_any(&other).or(labelled).or(held)
}

fn region(statement: &Statement) -> Option<(usize, usize)> {
    let office =
        statement.find_any(&["本店", "本社", "主たる営業所", "支店", "支社", "営業所", "事業所", "事務所", "拠点"])?;
    let near = [
        "市内",
        "町内",
        "村内",
        "県内",
        "都内",
        "府内",
        "道内",
        "区内",
        "管内",
        "国内",
        "圏内",
        "市に",
        "県に",
        "町に",
        "都に",
        "府に",
        "地内",
        "区域内",
        "市又は",
        "地域",
    ];
    let area = statement.find_any(&near)?;
    let has = ["有する", "有して", "置く", "置いて", "所在", "ある者", "あること", "設置して", "設けて"];
    let is_licence_only = statement.has_any(&["建築士事務所", "土木事務所に提出"])
        && !statement.has_any(&["本店", "本社", "営業所", "支店"]);
    (statement.has_any(&has) && !is_licence_only).then_some((area.0.min(office.0), area.1.max(office.1)))
}

fn licence(statement: &Statement) -> Option<(usize, usize)> {
    let named = [
        "建設業の許可",
        "建設業許可",
        "特定建設業",
        "一般建設業",
        "建築士事務所",
        "ISO",
        "ISMS",
        "JISQ",
        "プライバシーマーク",
        "Pマーク",
        "Ｐマーク",
        "建設コンサルタント登録",
        "測量業者",
        "測量業の登録",
        "計量証明事業",
        "警備業",
        "産業廃棄物",
        "一般廃棄物",
        "地質調査業者",
        "補償コンサルタント",
        "電気工事業",
        "旅行業",
        "不動産鑑定業",
        "労働者派遣事業",
        "営業許可",
        "宅地建物取引業",
        "認証を取得",
        "認証を受け",
        "免許を受け",
        "免許を有",
    ];
    let verbs = ["許可", "登録", "認定", "認証", "取得", "免許", "有する", "有して"];
    let generic = ["の許可を受け", "の許可を有", "許可を得て", "の登録を受け", "登録を行って"];
    let place =
        statement.find_any(&named).filter(|_| statement.has_any(&verbs)).or_else(|| statement.find_any(&generic))?;
    // 建設業法第26条に基づき … 配置 is about people; 建設業の許可を受けた営業所 is about places.
    let is_other = statement.has_any(&["配置", "実績", "許可を受けた主たる", "指名停止", "経営事項"])
        && !statement.has_any(&["許可を有する", "許可を受けている", "登録を受けている"]);
    (!is_other).then_some(place)
}

fn experience(statement: &Statement) -> Option<(usize, usize)> {
    let work = statement.find_any(&["実績", "完成工事高", "受託した経験", "履行した経験"])?;
    let has = [
        "実績を有",
        "実績がある",
        "実績があり",
        "実績のある",
        "実績を持",
        "した実績",
        "実績(",
        "完成工事高",
        "実績を1",
        "有していること",
        "である者",
        "履行した",
        "以上ある",
    ];
    let is_people = statement.has_any(&["配置", "担当者", "技術者", "従事者"])
        && !statement.has_any(&["元請", "過去", "平成", "令和"]);
    let is_other = statement.has_any(&["実績調書", "実績書", "実績報告", "実績評価", "実績一覧", "様式"]);
    // 完成工事高 ―: a row of a table that demands nothing.
    let is_empty = statement.has("完成工事高") && !statement.has("以上") && !statement.has("実績");
    (statement.has_any(&has) && !is_people && !is_other && !is_empty).then_some(work)
}

fn personnel(statement: &Statement) -> Option<(usize, usize)> {
    let people = statement.find_any(&[
        "監理技術者",
        "主任技術者",
        "管理技術者",
        "照査技術者",
        "現場代理人",
        "担当技術者",
        "業務責任者",
        "統括責任者",
        "総括責任者",
        "責任者",
        "技術者",
        "従事者",
        "業務担当者",
        "実施メンバー",
        "作業要員",
        "配置予定者",
        "有資格者",
    ])?;
    let acts = [
        "配置でき",
        "配置する",
        "配置し",
        "専任",
        "置くこと",
        "選任",
        "雇用関係",
        "従事させ",
        "資格を有する",
        "資格を有して",
        "常勤",
        "在籍",
        "有すること",
        "確保",
    ];
    let is_other = statement.has_any(&[
        "調書",
        "変更は",
        "有資格者名簿",
        "資格者名簿",
        "業法に定める",
        "提出",
        "設計業務等の受託者",
    ]);
    (statement.has_any(&acts) && !is_other).then_some(people)
}

fn standing(statement: &Statement) -> Option<(usize, usize)> {
    let causes = [
        "167条の4",
        "167条の11",
        "百六十七条の四",
        "指名停止",
        "指名除外",
        "指名留保",
        "参加停止",
        "入札参加資格停止",
        "暴力団",
        "反社会的",
        "会社更生法",
        "民事再生法",
        "破産法",
        "破産手続",
        "更生手続",
        "再生手続",
        "取引停止",
        "不渡り",
        "滞納",
        "未納",
        "完納",
        "資本関係",
        "人的関係",
        "届出の義務",
        "欠格",
        "予算決算及び会計令",
        "会計規程",
        "規定に該当しない",
        "各号に該当しない",
        "各号のいずれにも該当しない",
        "に該当しない者",
        "に該当する者でない",
        "に掲げる者でない",
        "に該当する関係がない",
        "予決令第70条",
        "公共の安全",
        "営業停止",
        "重大な法令違反",
        "財務規則第195条の2",
        "無差別大量殺人",
        "公序良俗",
        "入札制限",
    ];
    let place = statement.find_any(&causes)?;
    let denies = ["ない", "完納", "なき", "いずれも", "除く", "未納がない", "該当しな"];
    let is_other = statement.has_any(&[
        "誓約書",
        "により公告",
        "第167条の6",
        "第167条の5の2",
        "に基づき公告",
        "措置を行う",
        "対象となる",
    ]) && !statement.has_any(&["該当しない", "でないこと", "ない者"]);
    (statement.has_any(&denies) && !is_other).then_some(place)
}

/// How far apart the grades of a list stand: A」又は「B.
const GRADES_APART: usize = 5;

/// A等級, 格付がA, 「A」、「B」又は「C」の等級, 総合数値700点以上
fn grade(statement: &Statement) -> Option<(Vec<String>, (usize, usize))> {
    let chars = &statement.chars;
    let word = statement.find_any(&["等級", "ランク", "格付", "級別", "総合数値", "総合点", "総合評定値", "評点"])?;
    if statement.has_any(&["等級格付けの基礎", "等級の変更", "配点"]) {
        return None;
    }
    let mut grades: Vec<String> = Vec::new();
    let mut range: Option<(usize, usize)> = None;
    // From the back: 「A」、「B」、「C」の等級 names its word behind the last one only.
    for i in (0..chars.len()).rev() {
        let Some(ch) = chars.get(i).copied().filter(|ch| "ABCDES".contains(*ch)) else { continue };
        let is_alone = |at: Option<&char>| at.is_none_or(|ch| !ch.is_ascii_alphanumeric());
        let is_apart = is_alone(i.checked_sub(1).and_then(|at| chars.get(at))) && is_alone(chars.get(i + 1));
        let near = string(chars, i.saturating_sub(14), i + 14);
        let is_listed = range.is_some_and(|(from, _)| from - i <= GRADES_APART);
        if is_apart && (is_listed || ["等級", "ランク", "格付", "級"].iter().any(|word| near.contains(word))) {
            let grade = ch.to_string();
            if !grades.contains(&grade) {
                grades.insert(0, grade);
            }
            range = Some(range.map_or((i, i + 1), |(_, to)| (i, to)));
        }
    }
    let is_score = (0..chars.len()).any(|i| {
        chars.get(i).is_some_and(char::is_ascii_digit)
            && chars.iter().skip(i).take_while(|ch| ch.is_ascii_digit() || **ch == ',').count() >= 3
            && numbering::has(chars, i + 3, "点")
    });
    if let ([only], Some((_, to))) = (grades.as_slice(), range)
        && or_better(&string(chars, to, to + 8))
    {
        grades = grades_down_to(only);
    }
    match range {
        Some((from, to)) => Some((grades, statement.part(from, to))),
        None if is_score => Some((grades, word)),
        None => None,
    }
}

/// C等級以上, 「C」の等級以上に格付
fn or_better(behind: &str) -> bool {
    let bare = behind.trim_start_matches(|ch| "」』)のに".contains(ch));
    ["以上", "等級以上", "ランク以上", "級以上"].iter().any(|word| bare.starts_with(word))
}

/// A, B and C for C or better.
fn grades_down_to(last: &str) -> Vec<String> {
    let order = ["A", "B", "C", "D", "E"];
    match order.iter().position(|grade| *grade == last) {
        Some(at) => order.iter().take(at + 1).map(|grade| (*grade).to_owned()).collect(),
        None => vec![last.to_owned()],
    }
}
