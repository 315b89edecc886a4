//! Whether a statement stands where a notice lists or demands papers, and whether it only talks about them.

use super::statement::Statement;

/// Headings of lists of papers.
const LISTS: [&str; 21] = [
    "提出書類",
    "提出資料",
    "必要書類",
    "申込書類",
    "応募書類",
    "申請書類",
    "添付書類",
    "提出物",
    "関係書類",
    "必要な書類",
    "提出する書類",
    "提出すべき書類",
    "応募に必要",
    "様式一覧",
    "確認書類",
    "提案書類",
    "確認資料",
    "構成及び",
    "様式等",
    "書類等",
    "提出が必要",
];
/// What a sentence says that demands a paper.
const DEMANDS: [&str; 21] = [
    "使用すること",
    "持参し、提出",
    "提出した者であること",
    "を提出し",
    "提出すること",
    "提出しなければ",
    "提出するものと",
    "提出してください",
    "提出のこと",
    "提出する。",
    "提出願",
    "添付すること",
    "添付しなければ",
    "添付してください",
    "添付する。",
    "提示すること",
    "添えて",
    "により提出",
    "記入の上",
    "記入し",
    "提出を要",
];
/// What a sentence says that demands none.
const SPARES: [&str; 24] = [
    "提出した者の",
    "提出した者は",
    "提出した者に",
    "提出された",
    "返却",
    "返還",
    "虚偽",
    "不要",
    "要しない",
    "省略",
    "求めることがある",
    "求める場合",
    "通知書を送付",
    "公表する",
    "差し替え",
    "差替え",
    "再提出",
    "交付する",
    "配布する",
    "撤回",
    "提出した後",
    "提出しない者",
    "記載例",
    "記入例",
];

/// Whether the headings above announce papers to hand in.
pub fn is_listed(statement: &Statement) -> bool {
    statement.is_about(&LISTS)
}

/// Whether the nearest heading announces papers to hand in.
pub fn is_list_entry(statement: &Statement) -> bool {
    statement.context.iter().take(4).any(|title| title.has_any(&LISTS))
}

/// Whether the sentence itself demands papers.
pub fn is_demand(statement: &Statement) -> bool {
    statement.has_any(&DEMANDS) || statement.ends_with_any(&["提出", "添付", "を提出する", "を添付する"])
}

/// Whether the sentence is about papers that were handed in, or are not wanted.
pub fn spares(statement: &Statement) -> bool {
    statement.has_any(&SPARES)
}
