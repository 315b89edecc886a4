//! 共同企業体: whether one may take part, whether one must, and on what conditions.

use super::Found;
use super::statement::Statement;
use crate::domain::notice::Doubt;
use crate::domain::requirement::{JointVentureRule, RequirementValue};

const NAMES: [&str; 14] = [
    "共同企業体",
    "共同事業体",
    "共同体",
    "企業共同体",
    "コンソーシアム",
    "JV",
    "企業連合",
    "グループ応募",
    "グループによる",
    "グループでの",
    "グループで応募",
    "共同入札",
    "共同提案",
    "共同参加",
];
const FORBIDS: [&str; 14] = [
    "認めない",
    "認めません",
    "不可",
    "参加できない",
    "参加できません",
    "参加することはできない",
    "参加することは出来ない",
    "できないものとする",
    "単独企業に限",
    "単体企業に限",
    "単独に限",
    "単体に限",
    "単独の法人に限",
    "対象としない",
];
const REQUIRES: [&str; 8] = [
    "共同企業体に限る",
    "共同企業体であること",
    "共同企業体とする",
    "共同企業体のみ",
    "JVに限る",
    "JVであること",
    "共同企業体を結成して",
    "共同企業体を結成し",
];
const ALLOWS: [&str; 20] = [
    "認める",
    "認めます",
    "可とする",
    "可能",
    "も可",
    "できる",
    "できます",
    "参加可",
    "応募可",
    "可。",
    "(可)",
    "単体又は",
    "単独又は",
    "単独または",
    "単体または",
    "単独若しくは",
    "妨げない",
    "含む",
    "差し支えない",
    "可)",
];
/// What a sentence about its members or shares says.
const CONDITIONS: [&str; 19] = [
    "構成員",
    "代表者",
    "出資比率",
    "出資割合",
    "2社",
    "2者",
    "3社",
    "3者",
    "社以内",
    "者以内",
    "自主結成",
    "ただし",
    "条件",
    "すべての",
    "全ての",
    "協定書",
    "代表企業",
    "代表事業者",
    "場合",
];
/// Where a joint venture is only mentioned.
const MENTIONS: [&str; 16] = [
    "実績",
    "とは、",
    "をいう",
    "構成員である場合を除く",
    "監督",
    "請求",
    "様式",
    "共同企業体用",
    "協定書の写し",
    "基準に該当する者",
    "運営委員",
    "契約書",
    "落札者",
    "提出先",
    "担当",
    "場合にあっては",
];

/// The rule of one statement.
pub fn read(n: usize, statement: &Statement) -> Option<Found> {
    let place = statement.find_any(&NAMES)?;
    let is_mention = statement.has_any(&MENTIONS)
        && !statement.has_any(&["による参加", "での参加", "参加を認め", "参加も可", "で参加"]);
    if is_mention {
        return None;
    }
    let forbids = statement.has_any(&FORBIDS);
    let requires = statement.has_any(&REQUIRES);
    let allows = statement.has_any(&ALLOWS);
    let is_conditional = statement.has_any(&CONDITIONS);
    let tail = statement.ends_with_any(&[
        "こと",
        "とする",
        "者",
        "限る",
        "ない",
        "る",
        "です",
        "ます",
        "ん",
        "可",
        "不可",
        "場合",
    ]);
    let rule = match (forbids, requires, allows) {
        (true, _, _) if is_member_rule(statement) => JointVentureRule::Conditional,
        (true, _, true) if is_conditional => JointVentureRule::Conditional,
        (true, _, _) => JointVentureRule::No,
        (false, true, _) if statement.has_any(&["又は", "または", "場合", "若しくは", "単体"]) => {
            JointVentureRule::Conditional
        }
        (false, true, _) => JointVentureRule::Required,
        (false, false, true) if is_conditional => JointVentureRule::Conditional,
        (false, false, true) => JointVentureRule::Yes,
        (false, false, false) if is_conditional && tail => JointVentureRule::Conditional,
        _ => return None,
    };
    let is_near =
        statement.is_about(&["資格", "要件", "共同", "参加", "応募", "条件", "形態"]) || forbids || requires || allows;
    Some(Found::new(RequirementValue::JointVenture { rule }, place, n).doubted((!is_near).then_some(Doubt::NoLabel)))
}

/// その構成員は参加することはできない, 他の共同企業体の構成員となること: the rule is about members, not about joint ventures.
fn is_member_rule(statement: &Statement) -> bool {
    statement.has_any(&[
        "その構成員は",
        "構成員は、単独",
        "構成員は、他",
        "他の共同企業体",
        "同時に",
        "重複",
        "構成員となること",
        "構成員として",
        "複数の",
    ])
}
