//! English names of the papers that notices ask for. A title that is not known has none: a wrong name is worse.

/// The printed core of a title and its English name; the longest core inside a title wins.
const NAMES: &[(&str, &str)] = &[
    ("参加表明書", "expression of interest"),
    ("参加意向申出書", "expression of interest"),
    ("参加意思表明書", "expression of interest"),
    ("参加申込書", "application to take part"),
    ("参加申請書", "application to take part"),
    ("応募申込書", "application to take part"),
    ("参加資格確認申請書", "application to confirm eligibility"),
    ("参加資格審査申請書", "application for qualification"),
    ("参加資格確認資料", "documents on eligibility"),
    ("参加資格確認書", "confirmation of eligibility"),
    ("入札参加申込書", "application to bid"),
    ("入札書", "bid form"),
    ("見積書", "quotation"),
    ("参考見積書", "reference quotation"),
    ("見積内訳書", "breakdown of the quotation"),
    ("入札金額内訳書", "breakdown of the bid"),
    ("積算内訳書", "cost breakdown"),
    ("工事費内訳書", "works cost breakdown"),
    ("業務費内訳書", "cost breakdown"),
    ("委託料内訳書", "breakdown of the fee"),
    ("内訳書", "breakdown"),
    ("企画提案書", "proposal"),
    ("企画提案書提出書", "cover sheet of the proposal"),
    ("企画提案書提出届", "cover sheet of the proposal"),
    ("技術提案書", "technical proposal"),
    ("業務提案書", "proposal"),
    ("提案書", "proposal"),
    ("提案書表紙", "cover of the proposal"),
    ("会社概要", "company profile"),
    ("会社概要書", "company profile"),
    ("会社概要調書", "company profile"),
    ("法人概要", "company profile"),
    ("事業者概要", "company profile"),
    ("事業者概要書", "company profile"),
    ("企業概要", "company profile"),
    ("団体概要", "profile of the organisation"),
    ("団体概要書", "profile of the organisation"),
    ("業務実績調書", "record of similar work"),
    ("業務実績書", "record of similar work"),
    ("業務実績", "record of similar work"),
    ("業務実績一覧", "list of similar work"),
    ("業務経歴書", "record of past work"),
    ("施工実績調書", "record of similar works"),
    ("実績調書", "track record"),
    ("実績書", "track record"),
    ("履行実績調書", "track record"),
    ("配置予定技術者調書", "sheet on the engineers to be assigned"),
    ("配置予定技術者", "engineers to be assigned"),
    ("配置予定者調書", "sheet on the people to be assigned"),
    ("担当者調書", "sheet on the people in charge"),
    ("管理技術者調書", "sheet on the managing engineer"),
    ("担当技術者調書", "sheet on the engineers in charge"),
    ("業務実施体制", "project organisation"),
    ("業務実施体制図", "chart of the project organisation"),
    ("業務実施体制調書", "sheet on the project organisation"),
    ("実施体制", "project organisation"),
    ("実施体制図", "chart of the project organisation"),
    ("実施体制調書", "sheet on the project organisation"),
    ("業務体制", "project organisation"),
    ("業務工程表", "work schedule"),
    ("工程表", "work schedule"),
    ("実施スケジュール", "schedule"),
    ("業務スケジュール", "schedule"),
    ("質問書", "question sheet"),
    ("質疑書", "question sheet"),
    ("質問票", "question sheet"),
    ("質疑応答書", "question sheet"),
    ("仕様書等に関する質問書", "question sheet"),
    ("誓約書", "pledge"),
    ("暴力団排除に関する誓約書", "pledge on the exclusion of organised crime"),
    ("役員名簿", "list of officers"),
    ("役員等名簿", "list of officers"),
    ("役員一覧", "list of officers"),
    ("委任状", "power of attorney"),
    ("年間委任状", "annual power of attorney"),
    ("復代理人委任状", "power of attorney for a sub-agent"),
    ("共同企業体協定書", "joint venture agreement"),
    ("協定書", "agreement"),
    ("共同企業体結成届", "notice of the joint venture"),
    ("共同企業体構成員表", "list of the joint venture's members"),
    ("共同企業体構成員届", "list of the joint venture's members"),
    ("構成員表", "list of members"),
    ("構成員一覧", "list of members"),
    ("使用印鑑届", "notice of the seal used"),
    ("辞退届", "withdrawal"),
    ("参加辞退届", "withdrawal"),
    ("入札辞退届", "withdrawal from the bid"),
    ("提出書類一覧表", "list of the papers handed in"),
    ("提出書類チェックリスト", "checklist of the papers"),
    ("チェックリスト", "checklist"),
    ("送付状", "cover letter"),
    ("申立書", "statement"),
    ("宣誓書", "sworn statement"),
    ("同意書", "consent"),
    ("現地見学会参加申込書", "application for the site visit"),
    ("説明会参加申込書", "application for the briefing"),
    ("機密保持誓約書", "pledge of confidentiality"),
    ("秘密保持誓約書", "pledge of confidentiality"),
    ("再委託", "sub-entrustment"),
    ("協力事務所", "cooperating offices"),
    ("資本関係・人的関係", "capital and personnel relations"),
    ("機能要件一覧", "list of functional requirements"),
    ("機能要件一覧表", "list of functional requirements"),
    ("機能要件確認表", "list of functional requirements"),
    ("収支計画書", "financial plan"),
    ("収支予算書", "budget"),
    ("事業計画書", "business plan"),
    ("納税証明書", "tax payment certificate"),
    ("完納証明書", "certificate of full payment of taxes"),
    ("滞納のない証明書", "certificate of no arrears"),
    ("履歴事項全部証明書", "registry certificate with full history"),
    ("現在事項全部証明書", "registry certificate of the present state"),
    ("登記事項証明書", "company registry certificate"),
    ("登記簿謄本", "company registry certificate"),
    ("印鑑証明書", "seal certificate"),
    ("印鑑登録証明書", "seal certificate"),
    ("身分証明書", "certificate of civil status"),
    ("財務諸表", "financial statements"),
    ("決算書", "annual accounts"),
    ("貸借対照表", "balance sheet"),
    ("損益計算書", "profit and loss account"),
    ("定款", "articles of incorporation"),
    ("会社案内", "company brochure"),
    ("資格審査結果通知書", "notice of the result of qualification"),
    ("経営規模等評価結果通知書", "notice of the business evaluation"),
    ("総合評定値通知書", "notice of the overall evaluation"),
    ("建設業許可証明書", "certificate of the construction licence"),
    ("許可証明書", "certificate of the licence"),
    ("許可証", "licence"),
    ("許可書", "licence"),
    ("登録証明書", "certificate of registration"),
    ("登録証", "certificate of registration"),
    ("資格者証", "certificate of qualification"),
    ("資格証", "certificate of qualification"),
    ("免許証", "licence"),
    ("合格証", "certificate of an examination"),
    ("健康保険被保険者証", "health insurance card"),
    ("雇用関係", "proof of employment"),
    ("社会保険", "proof of social insurance"),
    ("契約書", "contract"),
    ("認証登録証", "certificate of the management system"),
    ("プライバシーマーク", "PrivacyMark certificate"),
];

/// What may stand before or behind a known core without changing what the paper is.
const AROUND: &[&str] = &[
    "一般競争入札",
    "条件付",
    "条件付き",
    "制限付",
    "制限付き",
    "競争",
    "入札",
    "公募型",
    "プロポーザル",
    "及び",
    "等",
    "の写し",
    "(写し)",
    "(写)",
    "写し",
    "(原本)",
    "(任意様式)",
    "(単独)",
    "(単体用)",
    "(共同企業体用)",
    "(副本用)",
    "(正本用)",
    "事業者",
    "業務",
    "の",
];

/// The English name of a paper by its printed title; none when something in the title is not understood.
#[must_use]
pub fn english(title: &str) -> Option<String> {
    let plain = title.replace('（', "(").replace('）', ")");
    let (core, name) =
        NAMES.iter().filter(|(core, _)| plain.contains(core)).max_by_key(|(core, _)| core.chars().count())?;
    let (before, behind) = plain.split_once(core)?;
    let is_copy = behind.contains("写");
    (is_known(before) && is_known(behind))
        .then(|| if is_copy { format!("copy of the {name}") } else { (*name).to_owned() })
}

fn is_known(words: &str) -> bool {
    let mut rest = words;
    while !rest.is_empty() {
        let Some(word) = AROUND.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len()) else {
            return false;
        };
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_named_by_what_it_is() {
        assert_eq!(english("参加表明書").as_deref(), Some("expression of interest"));
        assert_eq!(english("納税証明書の写し").as_deref(), Some("copy of the tax payment certificate"));
        assert_eq!(
            english("条件付一般競争入札参加資格確認申請書").as_deref(),
            Some("application to confirm eligibility")
        );
    }

    #[test]
    fn a_title_with_something_unknown_in_it_has_no_name() {
        assert_eq!(english("鴨居地区測量業務企画提案書"), None);
        assert_eq!(english("調書"), None);
    }
}
